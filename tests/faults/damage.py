"""Ways to damage a desk's database, as disks, people and other programs do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

PAGE: Final = 4096


def bad_header(path: Path) -> None:
    """Overwrite the first bytes."""
    with path.open("rb+") as file:
        file.write(b"not a database")


def truncated(path: Path) -> None:
    """Cut the file in the middle of a page."""
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2 + 100)


def cut_to_a_stub(path: Path) -> None:
    """Leave less than a header."""
    with path.open("rb+") as file:
        file.truncate(50)


def zeroed_visit_page(path: Path) -> None:
    """Fill the page at the root of the visit table with zeros."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'visit'"
        ).fetchone()[0]
    _zero(path, root)


def zeroed_schema(path: Path) -> None:
    """Fill the first page behind the header with zeros."""
    with path.open("rb+") as file:
        file.seek(100)
        file.write(bytes(PAGE - 100))


def zeroed_pages(path: Path) -> None:
    """Fill every tenth page but the first with zeros."""
    for page in range(10, path.stat().st_size // PAGE, 10):
        _zero(path, page)


def emptied(path: Path) -> None:
    """Leave a file without content, as some full disks do."""
    with path.open("rb+") as file:
        file.truncate(0)


def removed(path: Path) -> None:
    """Delete the file."""
    path.unlink()


def _zero(path: Path, page: int) -> None:
    with path.open("rb+") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))


AT_ONCE: Final[tuple[Callable[[Path], None], ...]] = (
    bad_header,
    truncated,
    cut_to_a_stub,
    zeroed_schema,
    emptied,
    removed,
)
"""Damage that is seen when the desk is opened."""

LATER: Final[tuple[Callable[[Path], None], ...]] = (zeroed_visit_page, zeroed_pages)
"""Damage that is seen when the place is read, or at the next check."""
