"""SQLite's errors as failures of the world, and the mark of damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from advisor_desk.domain.failures import Failure, FailureKind

_KINDS: Final = {
    sqlite3.SQLITE_FULL: FailureKind.DISK_FULL,
    sqlite3.SQLITE_IOERR: FailureKind.UNREACHABLE,
    sqlite3.SQLITE_BUSY: FailureKind.LOCKED,
    sqlite3.SQLITE_LOCKED: FailureKind.LOCKED,
    sqlite3.SQLITE_CORRUPT: FailureKind.DAMAGED,
    sqlite3.SQLITE_NOTADB: FailureKind.DAMAGED,
    sqlite3.SQLITE_READONLY: FailureKind.READ_ONLY,
    sqlite3.SQLITE_PERM: FailureKind.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: FailureKind.UNREACHABLE,
    # Extended: the index of the journal could not grow, which is what a full disk does.
    sqlite3.SQLITE_IOERR_SHMSIZE: FailureKind.DISK_FULL,
}


@contextmanager
def world_failures(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about disk, locks and damage into failures that name the file.

    Anything else, such as a wrong statement, is our bug and passes through.

    Raises:
        Failure: the disk, the file or its place is at fault.
    """
    try:
        yield
    except sqlite3.Error as error:
        kind = kind_of(error)
        if kind is None:
            raise
        if kind is FailureKind.DAMAGED:
            mark_damaged(path)
        raise Failure(kind, str(path)) from error


def kind_of(error: sqlite3.Error) -> FailureKind | None:
    """Return what failed outside the program, or None for a bug of ours."""
    code = getattr(error, "sqlite_errorcode", 0)
    return _KINDS.get(code) or _KINDS.get(code & 0xFF)


def damage_mark(path: Path) -> Path:
    """Return the file whose presence says that damage was met in a database.

    The next start then checks the database thoroughly, which would take too long at every
    start, and offers a backup where the damage is real.
    """
    return Path(f"{path}.suspect")


def mark_damaged(path: Path) -> None:
    """Leave the mark beside a database; where that cannot be done, the failure still tells."""
    with suppress(OSError):
        damage_mark(path).touch()
