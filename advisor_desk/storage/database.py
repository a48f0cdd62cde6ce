"""A desk's database: opening it with care, one writer, readers that cannot write.

The rules and the measurements behind them: `docs/architecture.md`, "Storage". sqlite_utils
is imported only to migrate: its import costs more than a bare window takes to appear.
"""

from __future__ import annotations

import sqlite3
import struct
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from advisor_desk.domain.failures import Failure, FailureKind, file_failures
from advisor_desk.storage import backup
from advisor_desk.storage.errors import damage_mark, kind_of, mark_damaged, world_failures
from advisor_desk.storage.place import is_shared_place

SCHEMA_VERSION: Final = 3
"""Number of the newest migration; kept in the file's `user_version`."""

APPLICATION_ID: Final = 0x41446573
"""`ADes`, kept in the file's `application_id`, so that a foreign database is refused."""

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = struct.Struct(">16s44xI4xI")
"""The beginning of a file: magic, `user_version` at 60, `application_id` at 68."""

_PATIENCE: Final = 5.0
"""Seconds that a connection waits for another process."""
_MOST_PAGES: Final = 8_192
"""Pages of 4 kB that the `-wal` may grow to, 32 MB, before a commit has to empty it by itself.

Saving waits for that, so it is left to `Database.sweep`, which runs when the desk is idle.
"""

Connection = sqlite3.Connection
"""What `reading` and `writing` give; services hand it on and know no more of it."""


class Database:
    """An open database.

    There is one connection that writes, for the one thread that writes; a thread that begins
    to write while another does is refused. Each thread that reads gets a connection of its
    own, which can neither write nor checkpoint.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: sqlite3.Connection | None = None
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._frozen = False
        self._generation = 0

    def reader(self) -> sqlite3.Connection:
        """Return the calling thread's reading connection.

        Raises:
            Failure: the file cannot be opened.
        """
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or self._local.generation != self._generation:
            with world_failures(self.path):
                generation, connection = self._generation, self._open_reader()
            self._local.connection, self._local.generation = connection, generation
            with self._guard:
                self._readers.append(connection)
        return connection

    def _open_reader(self) -> sqlite3.Connection:
        connection = _connect(self.path)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        except sqlite3.Error as error:
            connection.close()
            if kind_of(error) is not FailureKind.DISK_FULL or _has_content(_wal(self.path)):
                raise
            # On a full disk there is no room for the index of an empty `-wal`. The file alone
            # is then all there is, and it does not change before the first write.
            self._frozen = True
            return _connect_frozen(self.path)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the thread's reader, with SQLite's errors explained.

        Raises:
            Failure: the file is damaged or out of reach.
        """
        with world_failures(self.path):
            yield self.reader()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the writer inside one transaction that is on disk when the block ends.

        Raises:
            Failure: disk full, locked, damaged; nothing of the block is then acknowledged.
        """
        with world_failures(self.path):
            if self._writer is None:
                self._writer = connect_writer(self.path)
            connection = self._writer
            # IMMEDIATE: a transaction that begins as a read and then writes starves when
            # another process writes (measured: it failed every time).
            connection.execute("BEGIN IMMEDIATE")
            if self._frozen:  # there is room again: every thread opens its reader anew
                self._frozen = False
                self._generation += 1
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def sweep(self) -> bool:
        """Take what was overwritten or deleted out of the `-wal` too; call it as `writing`.

        The file itself forgets with each commit, since it is written with `secure_delete`; the
        `-wal` beside it keeps the pages of before until it is emptied.

        Returns:
            Whether nothing of before is left; False while a reader still looks at it, or the
            disk does not allow it. It is not waited for: try again later.
        """
        if self._writer is None or not _has_content(_wal(self.path)):
            return not _has_content(_wal(self.path))
        try:
            self._writer.execute("PRAGMA busy_timeout = 0")
            try:
                row = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._writer.execute(f"PRAGMA busy_timeout = {round(_PATIENCE * 1000)}")
        except sqlite3.Error as error:
            if kind_of(error) is None:
                raise
            return False
        return not row[0]

    def close(self) -> None:
        """Close all connections, the writer last so that it alone checkpoints.

        Call it when the threads that used the database have ended.
        """
        with self._guard:
            for connection in self._readers:
                connection.close()
            self._readers.clear()
        self._local = threading.local()
        if self._writer is not None:
            # Another process may have the file open: then closing alone would leave the `-wal`.
            self.sweep()
            self._writer.close()
            self._writer = None


def _connect(path: Path) -> sqlite3.Connection:
    # All are closed from the main thread at the end, which sqlite3 would refuse with its own
    # check of threads on. SQLite itself refuses a transaction inside another thread's.
    connection = sqlite3.connect(
        path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.row_factory = sqlite3.Row
    return connection


def _connect_frozen(path: Path, *, immutable: bool = True) -> sqlite3.Connection:
    """Open a connection that changes nothing, not even when it is closed.

    Args:
        path: the file.
        immutable: whether to look at the file alone, which must not change meanwhile. Else
            its `-wal` is looked at too, and an empty one is left behind where there is none.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open a connection whose commits are on disk when they return.

    WAL with `synchronous=FULL`; on a shared or synchronised folder, where WAL corrupts, a
    rollback journal with EXTRA.
    """
    shared = is_shared_place(path)
    connection = _connect(path)
    try:
        connection.execute(f"PRAGMA journal_mode = {'DELETE' if shared else 'WAL'}")
        connection.execute(f"PRAGMA synchronous = {'EXTRA' if shared else 'FULL'}")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_MOST_PAGES}")
    except BaseException:
        connection.close()
        raise
    return connection


def open_database(path: Path, backups: Path) -> Database:
    """Open a desk's database, making or migrating it where needed.

    The caller holds the desk lock. Before a migration a verified backup is taken. Where
    damage was met before, the whole file is checked first.

    Raises:
        Failure: the file is damaged, of a newer version, foreign, or out of reach. It has
            not been changed then. A file that is empty or gone counts as damaged where
            there are backups of it: making a new one would hide the loss.
    """
    version = file_version(path)
    if not version and backup.list_backups(backups):
        raise Failure(FailureKind.DAMAGED, str(path))
    if version:
        _settle_suspicion(path)
    if version < SCHEMA_VERSION:
        if version:
            backup.take_backup(path, backups, f"before-{SCHEMA_VERSION}")
        _migrate(path)
    elif is_shared_place(path):
        # A file that was moved here leaves WAL now: later, those who read would be in the way.
        with world_failures(path), closing(connect_writer(path)):
            pass
    return Database(path)


def _settle_suspicion(path: Path) -> None:
    """Check a database in which damage was met; drop the mark where all is well.

    Raises:
        Failure: it is damaged.
    """
    mark = damage_mark(path)
    if not mark.exists():
        return
    with file_failures(path):
        if not backup.verify(path):
            raise Failure(FailureKind.DAMAGED, str(path))
        mark.unlink()


def file_version(path: Path) -> int:
    """Return the schema version of a file; 0 for one that does not exist or is empty.

    Raises:
        Failure: the file is damaged, foreign, newer than this program, or out of reach.
    """
    with file_failures(path):
        try:
            with path.open("rb") as file:
                head = file.read(_HEADER.size)
        except FileNotFoundError:
            return 0
    if not head:
        return 0
    if len(head) < _HEADER.size or not head.startswith(_MAGIC):
        raise Failure(FailureKind.DAMAGED, str(path))
    _magic, version, application = _HEADER.unpack(head)
    if version > SCHEMA_VERSION and application == APPLICATION_ID:
        # Before anything is opened: closing a connection would write the `-wal` into it.
        raise Failure(FailureKind.NEWER, str(path))
    if application != APPLICATION_ID or _has_content(_wal(path)):
        version, application, tables = _marks_inside(path)
        if application != APPLICATION_ID and (tables or version):
            raise Failure(FailureKind.BAD_FILE, str(path))
        if version > SCHEMA_VERSION:
            raise Failure(FailureKind.NEWER, str(path))
    return int(version)


def _wal(path: Path) -> Path:
    return Path(f"{path}-wal")


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _marks_inside(path: Path) -> tuple[int, int, int]:
    """Return `user_version`, `application_id` and the number of tables, `-wal` included."""
    alone = not _has_content(_wal(path))
    with world_failures(path), closing(_connect_frozen(path, immutable=alone)) as connection:
        version, application, tables = (
            connection.execute(question).fetchone()[0]
            for question in (
                "PRAGMA user_version",
                "PRAGMA application_id",
                "SELECT count(*) FROM sqlite_schema",
            )
        )
    return version, application, tables


def _migrate(path: Path) -> None:
    from sqlite_utils import Database as Tables

    from advisor_desk.storage.migrations import migrations

    with world_failures(path), closing(connect_writer(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(Tables(connection, execute_plugins=False))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def integrity_problems(database: Database) -> list[str]:
    """Return what SQLite's whole check finds wrong, in its words; empty when all is well."""
    with database.reading() as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        if found == ["ok"]:
            found = [
                f"{row[0]}: row {row[1]} refers to a missing row of {row[2]}"
                for row in connection.execute("PRAGMA foreign_key_check")
            ]
    if found:
        mark_damaged(database.path)
    return found


def table_counts(database: Database) -> dict[str, int]:
    """Return the number of rows of the tables that hold records."""
    with database.reading() as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("visit", "service", "card", "path", "code", "synonym")
        }


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return sqlite3.sqlite_version
