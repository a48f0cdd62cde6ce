"""What run.py decides and says; bare machines are tried by hand before a release."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import run

OUTPUTS = [
    ("Caused by NewConnectionError: Failed to establish a new connection", "internet"),
    ("dns error: failed to lookup address information", "internet"),
    ("OSError: [Errno 28] No space left on device", "1 GB"),
    ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one"),
    ("SSLError: CERTIFICATE_VERIFY_FAILED; Max retries exceeded", "PIP_CERT"),
    ("No matching distribution found for pyside6-essentials==6.12.0", "not made for this machine"),
    ("something else\nhappened", "    happened"),
]


def test_an_older_python_can_read_the_file() -> None:
    source = Path(run.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))


@pytest.mark.parametrize(("output", "advice"), OUTPUTS)
def test_a_failure_says_what_to_do(output: str, advice: str) -> None:
    said = run.explain("Installing the packages failed", output)
    assert advice in said
    assert "Traceback" not in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt's plugins differ elsewhere")
@pytest.mark.parametrize(
    ("arguments", "surroundings", "plugins"),
    [
        ([], {}, ["offscreen"]),
        ([], {"DISPLAY": ":0"}, ["offscreen", "xcb"]),
        ([], {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["offscreen", "wayland"]),
        (["--lang", "fi"], {"DISPLAY": ":0"}, ["offscreen", "xcb"]),
        (["test", "-k", "search"], {"DISPLAY": ":0"}, ["offscreen"]),
        (["--data", "desk", "search", "kela"], {"DISPLAY": ":0"}, []),
    ],
)
def test_only_what_is_needed_of_qt_must_load(
    arguments: list[str], surroundings: dict[str, str], plugins: list[str]
) -> None:
    assert run.qt_plugins(arguments, surroundings) == plugins


@pytest.mark.parametrize(("release", "name"), [("bookworm", ""), ("trixie", "t64"), ("", "t64")])
def test_packages_have_the_names_of_the_release(
    release: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "release_name", lambda: release)
    assert f"libglib2.0-0{name}" in run.qt_packages(["offscreen", "xcb"])


def test_without_the_right_to_install_the_command_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "is_debian", lambda: True)
    monkeypatch.setattr(run, "is_installed", lambda package: package == "libegl1")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(run.CannotGoOnError, match=r"sudo apt-get install .* libgl1` and start"):
        run.need_packages(["libegl1", "libgl1"])


def test_a_failed_update_leaves_the_old_environment_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(run, "installers", lambda: [[sys.executable, "-c", "raise SystemExit(1)"]])
    stamp = {"python": "3", "packages": "old", "project": "old", "qt": ["offscreen"]}
    run.write_stamp(stamp)
    with pytest.raises(run.CannotGoOnError):
        run.bring_up_to_date(["packages"], stamp)
    assert run.read_stamp() == stamp


def test_an_interrupted_set_up_leaves_no_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_what: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(run, "install", interrupted)
    run.write_stamp({"qt": []})
    with pytest.raises(KeyboardInterrupt):
        run.bring_up_to_date(["packages"], {"qt": []})
    assert run.read_stamp() == {}


def test_a_damaged_stamp_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp.json")
    for damaged in ("", "{", "[]", '{"packages": "x"}'):
        run.STAMP.write_text(damaged, encoding="utf-8")
        assert run.read_stamp() == {}
