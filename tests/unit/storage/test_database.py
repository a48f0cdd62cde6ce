"""One writer whose commits are on disk, readers that cannot write, and a schema that refuses."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.storage.database import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    Database,
    file_version,
    integrity_problems,
    open_database,
    table_counts,
)
from advisor_desk.storage.visits import insert_visit, read_visit, update_visit, write_draft
from tests.unit.visits import visit


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_commit_of_the_writer_is_on_disk(empty: Database) -> None:
    """Measured with a simulated loss of power: NORMAL lost acknowledged saves, FULL none."""
    with empty.writing() as connection:
        assert pragma(connection, "synchronous") == 2
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "trusted_schema") == 0
        assert connection.in_transaction


def test_a_reader_can_neither_write_nor_checkpoint(empty: Database) -> None:
    with empty.reading() as connection:
        assert pragma(connection, "wal_autocheckpoint") == 0
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("INSERT INTO meta VALUES ('a', 'b')")


def test_each_thread_has_a_reader_of_its_own(empty: Database) -> None:
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(empty.reader).result()
        assert other is not empty.reader()
        assert pool.submit(empty.reader).result() is other


def test_a_reader_sees_what_was_committed_and_nothing_before(empty: Database) -> None:
    question = "SELECT count(*) FROM meta"
    with empty.writing() as writer:
        writer.execute("INSERT INTO meta VALUES ('a', 'b')")
        assert empty.reader().execute(question).fetchone()[0] == 0
    assert empty.reader().execute(question).fetchone()[0] == 1


def test_a_block_that_fails_leaves_nothing(empty: Database) -> None:
    with pytest.raises(KeyError), empty.writing() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
        raise KeyError
    with empty.writing() as connection:
        assert connection.execute("SELECT count(*) FROM meta").fetchone()[0] == 0


def test_a_closed_database_opens_again(empty: Database) -> None:
    with empty.writing() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
    empty.close()
    assert not empty.path.with_name(f"{empty.path.name}-wal").exists()
    with empty.reading() as connection:
        assert connection.execute("SELECT value FROM meta").fetchone()[0] == "b"


def test_what_was_taken_out_is_gone_from_the_file(empty: Database) -> None:
    """A corrected observation and a cleared draft leave no text behind."""
    told = visit(1, observation="CANARY one")
    with empty.writing() as connection:
        insert_visit(connection, told)
        connection.execute("INSERT INTO draft_value VALUES ('observation', 0, 'CANARY two')")
    empty.close()
    assert empty.path.read_bytes().count(b"CANARY") == 2
    with empty.writing() as connection:
        update_visit(connection, told, visit(1), "eve")
        write_draft(connection, None)
    empty.close()
    assert b"CANARY" not in empty.path.read_bytes()


def test_a_new_file_is_marked_as_ours(empty: Database) -> None:
    with closing(sqlite3.connect(empty.path)) as connection:
        assert pragma(connection, "application_id") == APPLICATION_ID
        assert pragma(connection, "user_version") == SCHEMA_VERSION
    assert file_version(empty.path) == SCHEMA_VERSION


@pytest.mark.parametrize("content", [None, b""])
def test_a_file_that_is_not_there_or_empty_has_no_version(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "desk.sqlite3"
    if content is not None:
        path.write_bytes(content)
    assert file_version(path) == 0


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        file_version(tmp_path)
    assert caught.value.kind is FailureKind.UNREACHABLE


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    path, backups = tmp_path / "desk.sqlite3", tmp_path / "backups"
    open_database(path, backups).close()
    before = path.read_bytes()
    open_database(path, backups).close()
    assert path.read_bytes() == before
    assert not backups.exists()


def test_every_table_is_strict_and_checks_its_references(empty: Database) -> None:
    with empty.reading() as connection:
        loose = [
            row["name"]
            for row in connection.execute("PRAGMA table_list")
            if row["type"] == "table" and not row["strict"]
        ]
        assert [name for name in loose if not name.startswith(("sqlite_", "_sqlite_"))] == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO visit_topic VALUES ('no such visit', 0, 'housing')",
        "INSERT INTO service_email (service_id, position, email) VALUES ('none', 0, 'a@b.fi')",
        "INSERT INTO fact_source VALUES ('no such card', 0, 0, 'no such source')",
        "UPDATE visit SET minutes = 1000",
        "UPDATE visit SET adults = -1",
        "UPDATE visit SET day = '21.11.2026'",
        "UPDATE visit SET part_of_day = 'night'",
        "UPDATE visit SET observation = printf('%281s', 'x')",
        "UPDATE visit SET revision = 0",
        "UPDATE visit SET retracted = 2",
        "UPDATE visit SET adults = 'two'",
        "INSERT INTO visit_referral SELECT id, 0, 'kela', 'sent' FROM visit",
    ],
)
def test_the_schema_refuses_what_cannot_be(tables: sqlite3.Connection, statement: str) -> None:
    insert_visit(tables, visit(1))
    with pytest.raises(sqlite3.IntegrityError):
        tables.execute(statement)


def test_the_checks_name_a_row_that_refers_to_nothing(empty: Database) -> None:
    with closing(sqlite3.connect(empty.path)) as connection, connection:
        connection.execute("INSERT INTO visit_topic VALUES ('nobody', 0, 'housing')")
    (found,) = integrity_problems(empty)
    assert found.startswith("visit_topic: row ")


def test_a_sound_database_has_no_problems(empty: Database) -> None:
    assert integrity_problems(empty) == []


def test_counts_are_of_records(empty: Database) -> None:
    with empty.writing() as connection:
        insert_visit(connection, visit(1))
        insert_visit(connection, visit(2))
        assert read_visit(connection, visit(2).id) == visit(2)
    assert table_counts(empty) == {
        **{"visit": 2, "service": 0, "card": 0},
        **{"path": 0, "code": 0, "synonym": 0},
    }
