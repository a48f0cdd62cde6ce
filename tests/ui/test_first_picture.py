"""The start stays short: what it must not touch (docs/architecture.md, "Start-up")."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from advisor_desk.paths import Paths
from tests.unit.processes import environment

_PROGRAM = """
import enum, sys
from pathlib import Path
from advisor_desk.bootstrap import run_window

def below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from below(one)

def tell(application):
    names = [f"{kind.__module__}.{kind.__qualname__}" for kind in below(enum.Enum)]
    print("touched", *(name for name in names if name.startswith("PySide6.QtCore.Qt.")))
    print("imported", *(name for name in HEAVY if name in sys.modules))
    application.window.close()

HEAVY = sys.argv[2:]
run_window(Path(sys.argv[1]), "fi", tell)
"""
_HEAVY = (
    "advisor_desk.domain.directory",
    "advisor_desk.domain.opening",
    "advisor_desk.search.query",
    "advisor_desk.services.directory",
    "advisor_desk.services.finder",
    "advisor_desk.ui.desk.extras",
    "advisor_desk.ui.desk.results",
    "babel",
    "click",
    "marisa_trie",
    "msgspec",
    "phonenumbers",
    "rapidfuzz",
    "sqlite_utils",
    "yaml",
    "zoneinfo",
)


@pytest.mark.parametrize("name", _HEAVY)
def test_what_is_heavy_is_still_called_so(name: str) -> None:
    assert find_spec(name) is not None


def test_the_first_picture_needs_neither_the_names_of_qt_nor_what_is_heavy(paths: Paths) -> None:
    program = [sys.executable, "-c", _PROGRAM, str(paths.data)]
    # The first start fills the desk, which imports much.
    subprocess.run(program, env=environment(), capture_output=True, check=True)
    done = subprocess.run(
        [*program, *_HEAVY], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split("\n")[:2] == ["touched", "imported"]
