"""No command but the tour imports Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from advisor_desk.paths import Paths
from tests.unit.processes import environment

WATCHED = """
import sys
from advisor_desk.__main__ import main
code = main()
print("Qt" if any(name.split(".")[0] == "PySide6" for name in sys.modules) else "no Qt")
raise SystemExit(code)
"""
COMMANDS = [
    ["--help"],
    ["search", "kela"],
    ["search", "kela", "--json"],
    ["show", "service", "kela"],
    ["show", "card", "kela-coverage"],
    ["log", "--topic", "housing"],
    ["visits"],
    ["stats", "--rows", "topic"],
    ["export", "visits", "--why", "a test", "--output", "v.csv"],
    ["import", "visits", "in.csv"],
    ["codes"],
    ["check"],
    ["tour", "--help"],
]


def watched(
    code: str, arguments: list[str], folder: Path, data: Path
) -> subprocess.CompletedProcess[str]:
    """Run a piece of code in a process of its own with the arguments of the program."""
    return subprocess.run(
        [sys.executable, "-c", code, "--data", str(data), *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_but_the_tour_imports_qt(
    arguments: list[str], paths: Paths, tmp_path: Path
) -> None:
    if "import" in arguments:
        export = ["export", "visits", "--why", "a test", "--output", "in.csv"]
        watched(WATCHED, export, tmp_path, paths.data)
    done = watched(WATCHED, arguments, tmp_path, paths.data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "no Qt"


def test_sabotage_a_command_that_imports_qt_is_caught(paths: Paths, tmp_path: Path) -> None:
    sabotaged = WATCHED.replace("import sys", "import sys, PySide6.QtCore", 1)
    done = watched(sabotaged, ["codes"], tmp_path, paths.data)
    assert done.stdout.splitlines()[-1] == "Qt"
