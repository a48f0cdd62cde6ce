"""Verified copies of the database, by SQLite's own backup call."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from advisor_desk.domain.failures import Failure, FailureKind, file_failures
from advisor_desk.paths import flush_folder
from advisor_desk.storage.errors import damage_mark, kind_of, mark_damaged, world_failures

KEPT: Final = 14
"""How many backups are kept."""

_PREFIX: Final = "desk-"
_SUFFIX: Final = ".sqlite3"
_SIDECARS: Final = ("-wal", "-shm", "-journal")


def list_backups(folder: Path) -> list[Path]:
    """Return the backups, newest first by the number in the name."""
    if not folder.is_dir():
        return []
    return sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}"), key=_number, reverse=True)


def _number(path: Path) -> int:
    """Return the running number in a backup's name; clocks jump, the number does not."""
    digits = path.name.removeprefix(_PREFIX).partition("-")[0]
    return int(digits) if digits.isdigit() else 0


def backup_due(folder: Path, now: datetime) -> bool:
    """Tell whether the newest backup is older than a day, or lies in the future.

    Args:
        folder: the folder of backups.
        now: local time.
    """
    newest = next(iter(list_backups(folder)), None)
    if newest is None:
        return True
    age = now - datetime.fromtimestamp(newest.stat().st_mtime)  # noqa: DTZ006 - as `now` is
    return age > timedelta(days=1) or age < timedelta(hours=-1)


def take_backup(source: Path, folder: Path, label: str) -> Path:
    """Copy the database, verify the copy by reopening it, and keep the newest ones.

    A database that does not pass its own check is not copied, so that no good backup is
    rotated out for a bad one. The copy gets its name last: a half-written one is none.

    Args:
        source: the database file.
        folder: where the backups are.
        label: a word for the name, such as the day.

    Returns:
        The new backup.

    Raises:
        Failure: the source is damaged, or the copy cannot be written.
    """
    with file_failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
    number = max((_number(path) for path in list_backups(folder)), default=0) + 1
    target = folder / f"{_PREFIX}{number:05d}-{label}{_SUFFIX}"
    part = target.with_suffix(".part")
    try:
        with world_failures(source):
            _copy(source, part)
        with file_failures(folder):
            _flush(part)
            part.replace(target)
            flush_folder(folder)
    except BaseException:
        _sweep(folder)
        raise
    for old in list_backups(folder)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def _sweep(folder: Path) -> None:
    """Remove what an interrupted backup left: on a full disk that room is needed."""
    for left in folder.glob(f"{_PREFIX}*.part*"):
        left.unlink(missing_ok=True)


def _copy(source: Path, part: Path) -> None:
    """Copy a sound database and verify the copy.

    Raises:
        Failure: the source or the copy is not sound.
    """
    with closing(sqlite3.connect(source, timeout=5.0)) as origin:
        origin.execute("PRAGMA query_only = ON")
        if not is_sound(origin):
            mark_damaged(source)
            raise Failure(FailureKind.DAMAGED, str(source))
        with closing(sqlite3.connect(part)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            _leave_draft_out(copy)
    if not verify(part):
        # The quick check of the source passed and the thorough one of the copy did not.
        mark_damaged(source)
        raise Failure(FailureKind.DAMAGED, str(source))


def _leave_draft_out(copy: sqlite3.Connection) -> None:
    """Take out of a copy what was being typed: it may be cleared soon, and a backup is not."""
    named = "SELECT 1 FROM sqlite_schema WHERE name = 'draft_value'"
    if copy.execute(named).fetchone() is not None:
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("DELETE FROM draft_value")
        copy.commit()


def is_sound(connection: sqlite3.Connection) -> bool:
    """Tell whether SQLite's quick check passes.

    Raises:
        sqlite3.Error: the check could not be made for another reason than damage.
    """
    try:
        return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError as error:
        if kind_of(error) is FailureKind.DAMAGED:
            return False
        raise


def verify(path: Path) -> bool:
    """Tell whether a backup opens, passes the whole check and holds the visit table."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            checks = [row[0] for row in opened.execute("PRAGMA integrity_check(1)")]
            opened.execute("SELECT count(*) FROM visit").fetchone()
    except sqlite3.DatabaseError:
        return False
    return checks == ["ok"]


def newest_good_backup(folder: Path) -> Path | None:
    """Return the newest backup that passes verification, or None."""
    return next((path for path in list_backups(folder) if verify(path)), None)


def restore(backup: Path, database: Path) -> Path:
    """Put a backup in the place of a damaged database, which is kept beside it.

    A left-over `-wal` would be replayed into whatever file takes the path next (measured:
    the check still said ok), so the side files are moved away first. The damaged file leaves
    its place only when the whole backup is on disk to take it: a full disk changes nothing.

    Returns:
        The place to which the damaged file was moved.

    Raises:
        Failure: a file cannot be moved or written, or the backup is no good.
    """
    part = database.with_suffix(".part")
    number = 1
    while (kept := database.with_name(f"{database.name}.damaged-{number}")).exists():
        number += 1
    with file_failures(database):
        try:
            part.write_bytes(backup.read_bytes())
            _flush(part)
            if not verify(part):
                raise Failure(FailureKind.DAMAGED, str(backup))
            _keep(database, kept)
            part.replace(database)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        flush_folder(database.parent)
        damage_mark(database).unlink(missing_ok=True)
    return kept


def _keep(database: Path, kept: Path) -> None:
    """Give a database a second name and move its side files there."""
    if database.exists():
        try:
            kept.hardlink_to(database)
        except OSError:  # a file system without links
            kept.write_bytes(database.read_bytes())
    for suffix in _SIDECARS:
        side = Path(f"{database}{suffix}")
        if side.exists():
            side.replace(f"{kept}{suffix}")


def _flush(path: Path) -> None:
    """Bring a file's content to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
