"""The files of the project, found without git, so that a copy can be tested too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "advisor_desk"

#: Folders that tools make at the top. Those with a leading dot are left out at any depth.
_MADE = frozenset([REPOSITORY / name for name in ("build", "dist", "htmlcov", "tour")])
_TEXTS = frozenset(
    [
        ".cfg",
        ".csv",
        ".json",
        ".lock",
        ".md",
        ".po",
        ".pot",
        ".py",
        ".spec",
        ".svg",
        ".toml",
        ".txt",
        ".yaml",
        ".yml",
    ]
)


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that people wrote, in a stable order."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name != ".ci"
            if path not in _MADE and path.name != "__pycache__" and not hidden:
                yield from files_below(path)
        elif path.suffix in _TEXTS or path.parent.name == ".ci":
            yield path


def python_files() -> list[Path]:
    """Return every Python file of the project."""
    return [path for path in files_below(REPOSITORY) if path.suffix in (".py", ".spec")]


def name_of(path: Path) -> str:
    """Return a file's path as it is written in a message."""
    return path.relative_to(REPOSITORY).as_posix()
