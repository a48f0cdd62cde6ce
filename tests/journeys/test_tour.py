"""The tour of the window, in pictures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from advisor_desk.ui.tour.guide import SHOWINGS, picture_name
from advisor_desk.ui.tour.scenes import MAIN, SCENES
from tests.journeys.small_tour import SHOWING
from tests.unit.processes import environment

THEMES = ("light", "dark")


def run_without_a_screen(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python where nothing can be shown."""
    surroundings = environment(LANGUAGE="en", LC_ALL="C.UTF-8")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        surroundings.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", *command],
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def files_of_a_small_tour(folder: Path) -> dict[str, bytes]:
    """Return what a small tour leaves in a folder."""
    done = run_without_a_screen("tests.journeys.small_tour", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_tour_leaves_the_same_pictures_every_time(tmp_path: Path) -> None:
    first, second = (files_of_a_small_tour(tmp_path / name) for name in "ab")
    wanted = {picture_name(scene, SHOWING) for scene in SHOWING.scenes}
    assert set(first) == {"index.md", *wanted}
    assert [name for name in first if first[name] != second[name]] == []
    assert len(set(first.values())) == len(first), "two scenes look alike"
    index = first["index.md"].decode()
    assert all(f"]({name})" in index for name in wanted)
    sizes = {QImage(str(tmp_path / "a" / name)).size().toTuple() for name in wanted}
    assert sizes == {(1366, 768)}


def test_every_scene_is_shown_and_the_main_ones_in_all_languages_and_themes() -> None:
    assert set().union(*(showing.scenes for showing in SHOWINGS)) == set(SCENES)
    whole = {(each.language, each.theme) for each in SHOWINGS if each.scenes >= MAIN}
    assert whole == {(language, theme) for language in ("fi", "sv", "en") for theme in THEMES}


@pytest.mark.long
def test_the_whole_tour(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    done = run_without_a_screen("advisor_desk", "tour", "--output", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"The pictures are in {folder}.\n"
    wanted = {picture_name(scene, each) for each in SHOWINGS for scene in each.scenes}
    assert {path.name for path in folder.iterdir()} == {*wanted, "index.md"}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    done = run_without_a_screen("advisor_desk", "tour", "--output", str(tmp_path / "taken" / "in"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
