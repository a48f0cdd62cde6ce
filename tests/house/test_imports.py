"""The direction of imports, as import-linter reads it from pyproject.toml."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.tree import PACKAGE, REPOSITORY


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package and the contracts that stand in a folder."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_point_downwards() -> None:
    done = lint_imports(REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_import_that_points_upwards_is_caught(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "advisor_desk", ignore=ignored)
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    bad = tmp_path / "advisor_desk" / "domain" / "bad_sample.py"
    bad.write_text('"""Sample."""\n\nimport advisor_desk.storage\n', encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert "advisor_desk.domain.bad_sample" in done.stdout
