"""Backups are found by their number and trusted only after they were opened.

Rotation, damage and restoring: `tests/faults/test_damage.py`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.storage.backup import list_backups, take_backup, verify
from advisor_desk.storage.database import Database
from advisor_desk.storage.visits import insert_visit
from tests.unit.visits import visit


def test_a_backup_holds_what_is_still_in_the_journal(empty: Database, tmp_path: Path) -> None:
    with empty.writing() as connection:
        insert_visit(connection, visit(1))
    assert empty.path.with_name(f"{empty.path.name}-wal").stat().st_size > 0
    taken = take_backup(empty.path, tmp_path / "backups", "2026-11-21")
    assert taken.name == "desk-00001-2026-11-21.sqlite3"
    with closing(sqlite3.connect(taken)) as connection:
        assert connection.execute("SELECT id FROM visit").fetchall() == [(visit(1).id,)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert list(taken.parent.iterdir()) == [taken]


def test_backups_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = ["desk-00002-a", "desk-100000-b", "desk-00010-2020-01-01", "desk-x"]
    for name in names:
        (tmp_path / f"{name}.sqlite3").touch()
    for other in ("desk-00011-a.part", "other.sqlite3", "desk-00012-a.sqlite3.bak"):
        (tmp_path / other).touch()
    found = [path.stem for path in list_backups(tmp_path)]
    assert found == ["desk-100000-b", "desk-00010-2020-01-01", "desk-00002-a", "desk-x"]


def test_a_folder_that_is_not_there_has_no_backups(tmp_path: Path) -> None:
    assert list_backups(tmp_path / "no such folder") == []


def test_the_next_number_follows_the_largest(empty: Database, tmp_path: Path) -> None:
    (tmp_path / "desk-00041-old.sqlite3").touch()
    assert take_backup(empty.path, tmp_path, "new").name == "desk-00042-new.sqlite3"


def test_only_a_whole_database_of_ours_is_a_good_backup(empty: Database, tmp_path: Path) -> None:
    empty.close()
    foreign = tmp_path / "foreign.sqlite3"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    text = tmp_path / "text.sqlite3"
    text.write_text("not a database at all")
    assert verify(empty.path)
    assert not verify(foreign)
    assert not verify(text)
    assert not verify(tmp_path / "nowhere.sqlite3")


def test_a_place_that_cannot_be_written_is_told(empty: Database, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file")
    with pytest.raises(Failure) as caught:
        take_backup(empty.path, tmp_path / "backups", "2026-11-21")
    assert caught.value.kind is FailureKind.UNREACHABLE
    assert caught.value.detail == str(tmp_path / "backups")
