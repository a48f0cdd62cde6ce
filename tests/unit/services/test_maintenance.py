"""Checks and backups of the desk. Damage and restoring: `tests/faults/test_damage.py`."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from advisor_desk import __version__
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services import maintenance, session
from advisor_desk.services.desk import Desk
from advisor_desk.storage.database import SCHEMA_VERSION
from tests.unit.conftest import FrozenClock
from tests.unit.visits import visit


def test_a_sound_desk_tells_counts_versions_and_paths(desk: Desk, paths: Paths) -> None:
    desk.visits.save(desk.actor, visit(1))
    report = maintenance.check_desk(paths)
    assert report.sound
    assert report.counts["visit"] == 1
    assert report.counts["service"] > 200
    assert report.versions["program"] == __version__
    assert report.versions["schema"] == str(SCHEMA_VERSION)
    assert report.versions["sqlite"] == sqlite3.sqlite_version
    assert report.paths["database"] == str(paths.database)


def test_a_desk_that_is_not_there_is_told(tmp_path: Path) -> None:
    paths = find_paths(tmp_path)
    assert not session.has_desk(paths)
    with pytest.raises(Failure) as caught:
        maintenance.check_desk(paths)
    assert caught.value.kind is FailureKind.NOT_FOUND
    assert not paths.database.exists()


def test_a_row_that_refers_to_nothing_is_a_problem(paths: Paths) -> None:
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute("INSERT INTO visit_topic VALUES ('nobody', 0, 'housing')")
    report = maintenance.check_desk(paths)
    assert not report.sound
    assert "visit_topic" in report.problems[0]


def test_a_backup_is_taken_once_a_day_under_the_name_of_the_day(
    desk: Desk, paths: Paths, clock: FrozenClock
) -> None:
    desk.visits.save(desk.actor, visit(1))
    taken = maintenance.daily_backup(paths, clock)
    assert taken is not None
    assert taken.name == "desk-00001-2026-11-21.sqlite3"
    os.utime(taken, (clock.now.timestamp(),) * 2)
    assert maintenance.daily_backup(paths, clock) is None
    clock.now += timedelta(days=1, minutes=1)
    second = maintenance.daily_backup(paths, clock)
    assert second is not None
    assert second.name == "desk-00002-2026-11-22.sqlite3"
    assert maintenance.newest_backup(paths) == second


def test_a_desk_without_backups_has_no_newest_one(paths: Paths) -> None:
    assert maintenance.newest_backup(paths) is None


def test_reading_needs_no_lock(paths: Paths) -> None:
    with session.take_desk(paths):
        database = session.open_for_reading(paths)
        with database.reading() as connection:
            assert connection.execute("SELECT count(*) FROM service").fetchone()[0] > 200
        database.close()


@pytest.mark.parametrize(("folder", "shared"), [("OneDrive", True), ("local", False)])
def test_a_shared_place_is_told(tmp_path: Path, folder: str, shared: bool) -> None:
    assert maintenance.in_shared_place(find_paths(tmp_path / folder)) is shared
