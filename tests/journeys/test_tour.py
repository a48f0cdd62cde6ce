"""The tour of the window, in pictures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from advisor_desk.bootstrap import WindowSession
from advisor_desk.ui.tour import guide
from advisor_desk.ui.tour.guide import SHOWINGS, Showing, picture_name
from advisor_desk.ui.tour.scenes import MAIN, SCENES
from tests.unit.processes import environment

SMALL = Showing("en", "dark", frozenset({"first-start", "card", "saved-visits", "statistics"}))


def toured(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: str = "1366x768"
) -> dict[str, bytes]:
    """Return the files of a small tour."""
    monkeypatch.setattr(guide, "SHOWINGS", (SMALL,))
    assert guide.run_tour(folder, size, WindowSession) == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.usefixtures("qapp")
def test_the_same_pictures_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (toured(tmp_path / name, monkeypatch) for name in "ab")
    assert set(first) == {"index.md", *(picture_name(scene, SMALL) for scene in SMALL.scenes)}
    assert [name for name in first if first[name] != second[name]] == []
    assert len(set(first.values())) == len(first), "two scenes look alike"


@pytest.mark.usefixtures("qapp")
def test_every_picture_stands_in_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = toured(tmp_path, monkeypatch)
    index = files.pop("index.md").decode()
    for name in files:
        assert f"]({name})" in index
        assert not QImage(str(tmp_path / name)).isNull()


def test_every_scene_is_shown_and_the_main_ones_in_all_languages_and_themes() -> None:
    assert set().union(*(showing.scenes for showing in SHOWINGS)) == set(SCENES)
    whole = {(each.language, each.theme) for each in SHOWINGS if each.scenes >= MAIN}
    assert whole == {(language, theme) for language in ("fi", "sv", "en") for theme in THEMES}


THEMES = ("light", "dark")


@pytest.mark.long
def test_the_whole_tour_without_a_screen(tmp_path: Path) -> None:
    surroundings = environment()
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        surroundings.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "advisor_desk", "tour", "--output", "pictures"],
        cwd=tmp_path,
        env={**surroundings, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    folder = tmp_path / "pictures"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"The pictures are in {folder}.{os.linesep}".replace("\r\n", "\n")
    wanted = {picture_name(scene, each) for each in SHOWINGS for scene in each.scenes}
    assert {path.name for path in folder.iterdir()} == {*wanted, "index.md"}
    sizes = {QImage(str(folder / name)).size().toTuple() for name in wanted if "large" not in name}
    assert sizes == {(1366, 768)}
