"""Taking the desk: its lock, its database, and the shipped set in it."""

from __future__ import annotations

import os
import sys

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.paths import Paths
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.content import is_loaded, load_shipped
from advisor_desk.storage import like_visits
from advisor_desk.storage.database import SCHEMA_VERSION, Database, file_version, open_database
from advisor_desk.storage.desk_lock import DeskLock


def take_desk(paths: Paths) -> DeskLock:
    """Take the desk lock.

    Raises:
        Failure: another process holds it (`HELD`; the detail says who), or the folder is
            not writable.
    """
    return DeskLock(paths.lock, f"{_host()}, process {os.getpid()}")


def open_desk(paths: Paths, clock: Clock = local_now) -> Database:
    """Open the database for work: made, migrated and filled with the shipped set as needed.

    The caller holds the desk lock.

    Raises:
        Failure: the file is damaged, newer, foreign or out of reach, or the shipped set has
            an error.
    """
    database = open_database(paths.database, paths.backups)
    try:
        load_shipped(database, paths.resources, clock().date())
        _keep_counts(database)
    finally:
        # The thread that works from now on shall own the writer, so this one gives it up.
        database.close()
    return database


def _keep_counts(database: Database) -> None:
    """Count like visits anew where the counts are of an older program."""
    with database.reading() as connection:
        if like_visits.is_current(connection):
            return
    with database.writing() as connection:
        like_visits.rebuild(connection)


def open_for_reading(paths: Paths) -> Database:
    """Open an existing database only to read it, without the desk lock.

    Raises:
        Failure: there is none yet, or it is damaged, newer, of an older version or foreign.
    """
    version = file_version(paths.database)
    if version < SCHEMA_VERSION:
        raise Failure(FailureKind.NOT_FOUND, str(paths.database))
    return Database(paths.database)


def has_desk(paths: Paths) -> bool:
    """Tell whether the data folder holds a database of this version, with the shipped set."""
    if file_version(paths.database) < SCHEMA_VERSION:
        return False
    database = Database(paths.database)
    try:
        return is_loaded(database)
    finally:
        database.close()


def _host() -> str:
    """Return the name of this computer; `socket` is slow to import for that."""
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "this computer")
    return os.uname().nodename
