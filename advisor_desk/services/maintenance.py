"""Checks of the desk's database, its backups and its rescue."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path

from advisor_desk import __version__
from advisor_desk.paths import Paths
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.session import open_for_reading, take_desk
from advisor_desk.storage import backup, like_visits
from advisor_desk.storage.database import (
    SCHEMA_VERSION,
    Database,
    integrity_problems,
    sqlite_version,
    table_counts,
)
from advisor_desk.storage.place import is_shared_place


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the desk found.

    Attributes:
        problems: what is wrong, in SQLite's own words; empty when all is well.
        counts: number of records by table; empty where something is wrong.
        versions: of the program, the schema, SQLite and Python.
        paths: of the database, backups, resources and translations.
        counts_agree: whether the counts behind the suggestions agree with the visits.
    """

    problems: tuple[str, ...]
    counts: dict[str, int]
    versions: dict[str, str]
    paths: dict[str, str]
    counts_agree: bool = True

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems and self.counts_agree


def daily_backup(paths: Paths, clock: Clock = local_now) -> Path | None:
    """Take a verified backup if the newest one is older than a day.

    Raises:
        Failure: the database is damaged, or the backup cannot be written.
    """
    now = clock()
    if not backup.backup_due(paths.backups, now):
        return None
    return backup.take_backup(paths.database, paths.backups, now.date().isoformat())


def newest_backup(paths: Paths) -> Path | None:
    """Return the newest backup that passes verification, or None."""
    return backup.newest_good_backup(paths.backups)


def restore_backup(paths: Paths, chosen: Path) -> Path:
    """Put a backup in the place of the database; the old file is kept beside it.

    Returns:
        Where the old file was moved.

    Raises:
        Failure: another process holds the desk, a file cannot be moved or written, or the
            backup is no good. The database is then as it was.
    """
    with take_desk(paths):
        return backup.restore(chosen, paths.database)


def in_shared_place(paths: Paths) -> bool:
    """Tell whether the data folder is on a network drive or is synchronised."""
    return is_shared_place(paths.database)


def check_desk(paths: Paths) -> CheckReport:
    """Check the database thoroughly and tell versions, counts and paths.

    Raises:
        Failure: there is no database, or it is damaged beyond opening, newer or foreign.
    """
    database = open_for_reading(paths)
    try:
        found = integrity_problems(database)
        counts = {} if found else table_counts(database)  # damage could be in the way
        agree = True if found else _like_visits_agree(database)
    finally:
        database.close()
    return CheckReport(
        problems=tuple(found),
        counts=counts,
        versions={
            "program": __version__,
            "schema": str(SCHEMA_VERSION),
            "sqlite": sqlite_version(),
            "python": platform.python_version(),
        },
        paths={
            "database": str(paths.database),
            "backups": str(paths.backups),
            "resources": str(paths.resources),
            "translations": str(paths.translations),
        },
        counts_agree=agree,
    )


def _like_visits_agree(database: Database) -> bool:
    with database.reading() as connection:
        return like_visits.is_right(connection)


def count_anew(database: Database) -> None:
    """Make the counts behind the suggestions anew from the visits.

    Raises:
        Failure: the database cannot be written.
    """
    with database.writing() as connection:
        like_visits.rebuild(connection)
