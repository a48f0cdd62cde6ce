"""R6, R8, R9, R10: damage is named, nothing is made worse, and the newest good backup is back.

Named sabotage, each tried and seen red, beside that of the side files below: `mark_damaged` marks
nothing (damage is forgotten at the next start); `take_backup` does not verify its copy, `restore`
not the backup, `newest_good_backup` none; backups in the order of their times in place of their
numbers; `restore_backup` without the lock of the desk.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from advisor_desk.bootstrap import writing_desk
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.visit import Visit
from advisor_desk.paths import Paths
from advisor_desk.services import maintenance
from advisor_desk.services.explain import explain
from advisor_desk.services.session import open_desk, open_for_reading, take_desk
from advisor_desk.settings.store import Settings
from advisor_desk.storage import backup
from advisor_desk.storage.database import APPLICATION_ID, SCHEMA_VERSION, Database
from tests.faults import damage
from tests.unit.conftest import FrozenClock
from tests.unit.visits import visit

Damage = Callable[[Path], None]


def save(paths: Paths, *visits: Visit) -> None:
    with writing_desk(paths, Settings(paths.settings)) as desk:
        for one in visits:
            desk.visits.save(desk.actor, one)


def ids(path: Path) -> set[str]:
    """Return the ids of the visits in a database file, read without the program."""
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM visit")}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refusal(paths: Paths) -> Failure:
    """Open the desk, which must fail, and return why."""
    with pytest.raises(Failure) as caught:
        open_desk(paths)
    return caught.value


@pytest.fixture
def backed_up(paths: Paths, clock: FrozenClock) -> Path:
    """Return the backup of a desk with one visit, which has since saved a second one."""
    save(paths, visit(1))
    taken = maintenance.daily_backup(paths, clock)
    assert taken is not None
    save(paths, visit(2))
    return taken


@pytest.mark.parametrize("harm", damage.AT_ONCE, ids=lambda harm: harm.__name__)
def test_damage_is_named_and_the_file_left_as_it_is(
    paths: Paths, backed_up: Path, harm: Damage
) -> None:
    harm(paths.database)
    before = digest(paths.database) if paths.database.exists() else ""
    failure = refusal(paths)
    assert failure.kind is FailureKind.DAMAGED
    assert str(paths.database) in explain(failure)
    assert "is damaged" in explain(failure)
    assert before == (digest(paths.database) if paths.database.exists() else "")
    assert maintenance.newest_backup(paths) == backed_up


@pytest.mark.parametrize("harm", damage.LATER, ids=lambda harm: harm.__name__)
def test_damage_met_at_work_is_named_again_at_the_next_start(
    paths: Paths, backed_up: Path, harm: Damage
) -> None:
    harm(paths.database)
    database = open_desk(paths)
    with pytest.raises(Failure) as caught, database.reading() as connection:
        for table in ("visit", "service", "card", "code", "fact", "search_entry"):
            connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - constants
    database.close()
    assert caught.value.kind is FailureKind.DAMAGED
    assert refusal(paths).kind is FailureKind.DAMAGED
    maintenance.restore_backup(paths, backed_up)
    open_desk(paths).close()
    assert ids(paths.database) == {visit(1).id}


@pytest.mark.parametrize("harm", damage.LATER, ids=lambda harm: harm.__name__)
def test_the_check_finds_damage_that_nobody_read(paths: Paths, harm: Damage) -> None:
    harm(paths.database)
    try:
        assert maintenance.check_desk(paths).problems
    except Failure as failure:  # so bad that it cannot even be checked
        assert failure.kind is FailureKind.DAMAGED
    assert refusal(paths).kind is FailureKind.DAMAGED


def test_a_suspicion_that_proves_wrong_is_dropped(paths: Paths) -> None:
    mark = paths.database.with_name(paths.database.name + ".suspect")
    mark.touch()
    open_desk(paths).close()
    assert not mark.exists()


def test_a_half_made_desk_without_backups_is_made_anew(paths: Paths) -> None:
    damage.emptied(paths.database)
    open_desk(paths).close()
    assert maintenance.check_desk(paths).sound


def test_a_foreign_database_is_refused_and_left_as_it_is(paths: Paths) -> None:
    paths.database.unlink()
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = digest(paths.database)
    assert refusal(paths).kind is FailureKind.BAD_FILE
    assert digest(paths.database) == before
    assert not list(paths.data.glob("desk.sqlite3-*"))


# ---- newer versions ----


def make_newer(paths: Paths) -> None:
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def leave_wal(path: Path, statement: str) -> None:
    """Write into a `-wal` and leave it behind, as a killed program does."""
    aside = path.with_name("aside")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(statement)
        connection.commit()
        shutil.copy(path, aside)
        shutil.copy(f"{path}-wal", f"{aside}-wal")
    aside.replace(path)
    Path(f"{aside}-wal").replace(f"{path}-wal")


@pytest.mark.parametrize("opener", [open_desk, open_for_reading], ids=["desk", "reading"])
def test_a_newer_database_is_not_touched_and_says_so(
    paths: Paths, opener: Callable[[Paths], Database]
) -> None:
    make_newer(paths)
    before = {path: digest(path) for path in paths.data.iterdir()}
    with pytest.raises(Failure) as caught:
        opener(paths)
    assert caught.value.kind is FailureKind.NEWER
    assert "newer version" in explain(caught.value)
    assert "left untouched" in explain(caught.value)
    assert {path: digest(path) for path in paths.data.iterdir()} == before


@pytest.mark.parametrize("newer_first", [True, False])
def test_a_newer_database_that_was_killed_keeps_its_journal(
    paths: Paths, newer_first: bool
) -> None:
    statement = f"PRAGMA user_version = {SCHEMA_VERSION + 1}"
    if newer_first:
        make_newer(paths)
        statement = "INSERT INTO meta VALUES ('from', 'the future')"
    leave_wal(paths.database, statement)
    kept = [paths.database, Path(f"{paths.database}-wal")]
    before = [digest(path) for path in kept]
    assert refusal(paths).kind is FailureKind.NEWER
    assert [digest(path) for path in kept] == before


# ---- restoring ----


def test_a_restore_brings_the_backup_back_and_keeps_the_damaged_file(
    paths: Paths, backed_up: Path
) -> None:
    damage.zeroed_visit_page(paths.database)
    damaged = digest(paths.database)
    kept = maintenance.restore_backup(paths, backed_up)
    assert digest(paths.database) == digest(backed_up)
    assert digest(kept) == damaged
    assert backed_up.exists()
    damage.bad_header(paths.database)
    assert maintenance.restore_backup(paths, backed_up) != kept
    assert digest(kept) == damaged


def test_a_desk_that_is_held_is_not_restored(paths: Paths, backed_up: Path) -> None:
    before = digest(paths.database)
    with take_desk(paths), pytest.raises(Failure) as caught:
        maintenance.restore_backup(paths, backed_up)
    assert caught.value.kind is FailureKind.HELD
    assert digest(paths.database) == before


def plant_leftovers(paths: Paths) -> bytes:
    """Leave the `-wal` and `-shm` of another state beside the database; return the `-wal`."""
    leave_wal(paths.database, "UPDATE visit SET minutes = 700")
    shared = Path(f"{paths.database}-shm")
    shared.write_bytes(b"stale")
    return Path(f"{paths.database}-wal").read_bytes()


def minutes(path: Path) -> list[int | None]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT minutes FROM visit ORDER BY sequence")]


def test_stale_side_files_do_not_reach_the_restored_database(paths: Paths, backed_up: Path) -> None:
    wal = plant_leftovers(paths)
    kept = maintenance.restore_backup(paths, backed_up)
    assert not list(paths.data.glob("desk.sqlite3-*"))
    assert Path(f"{kept}-wal").read_bytes() == wal
    assert minutes(paths.database) == [None]
    open_desk(paths).close()
    assert ids(paths.database) == {visit(1).id}


def test_sabotage_a_restore_that_leaves_side_files_has_wrong_content(
    paths: Paths, backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_SIDECARS", ())
    plant_leftovers(paths)
    maintenance.restore_backup(paths, backed_up)
    assert minutes(backed_up) == [None]
    assert minutes(paths.database) == [700, 700], "the test does not see the wrong content"


@pytest.mark.parametrize("what", ["read_bytes", "write_bytes", "replace"])
def test_a_restore_that_fails_leaves_everything_as_it_was(
    paths: Paths, backed_up: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before = digest(paths.database)

    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(Path, what, fail)
        with pytest.raises(Failure) as caught:
            maintenance.restore_backup(paths, backed_up)
    assert caught.value.kind is FailureKind.DISK_FULL
    assert digest(paths.database) == before
    assert not list(paths.data.glob("*.part"))


def test_a_bad_backup_is_not_put_in_place(paths: Paths, backed_up: Path) -> None:
    damage.zeroed_visit_page(backed_up)
    before = digest(paths.database)
    with pytest.raises(Failure) as caught:
        maintenance.restore_backup(paths, backed_up)
    assert (caught.value.kind, caught.value.detail) == (FailureKind.DAMAGED, str(backed_up))
    assert digest(paths.database) == before


# ---- backups ----


def test_the_newest_good_backup_is_offered(paths: Paths, clock: FrozenClock) -> None:
    taken = [take_one(paths, clock) for _ in range(3)]
    damage.zeroed_visit_page(taken[2])
    assert maintenance.newest_backup(paths) == taken[1]
    damage.truncated(taken[1])
    assert maintenance.newest_backup(paths) == taken[0]
    damage.bad_header(taken[0])
    assert maintenance.newest_backup(paths) is None


def take_one(paths: Paths, clock: FrozenClock) -> Path:
    """Take the backup of the next day."""
    clock.now += timedelta(days=1, minutes=1)
    taken = maintenance.daily_backup(paths, clock)
    assert taken is not None
    stamp = clock.now.timestamp()
    os.utime(taken, (stamp, stamp))
    return taken


def test_fourteen_backups_are_kept_and_the_oldest_go(paths: Paths, clock: FrozenClock) -> None:
    taken = [take_one(paths, clock) for _ in range(backup.KEPT + 3)]
    assert backup.KEPT == 14
    assert backup.list_backups(paths.backups) == taken[:2:-1]


@pytest.mark.parametrize("harm", damage.LATER, ids=lambda harm: harm.__name__)
def test_a_corrupt_database_never_rotates_out_a_good_backup(
    paths: Paths, clock: FrozenClock, harm: Damage
) -> None:
    for _ in range(backup.KEPT):
        take_one(paths, clock)
    before = {path: digest(path) for path in paths.backups.iterdir()}
    harm(paths.database)
    clock.now += timedelta(days=2)
    with pytest.raises(Failure) as caught:
        maintenance.daily_backup(paths, clock)
    assert caught.value.kind is FailureKind.DAMAGED
    assert {path: digest(path) for path in paths.backups.iterdir()} == before
    assert refusal(paths).kind is FailureKind.DAMAGED


def test_a_copy_that_went_wrong_is_not_kept(
    paths: Paths, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = take_one(paths, clock)
    monkeypatch.setattr(backup, "verify", lambda path: path.suffix != ".part")
    clock.now += timedelta(days=2)
    with pytest.raises(Failure):
        maintenance.daily_backup(paths, clock)
    assert list(paths.backups.iterdir()) == [good]


def test_a_half_written_backup_is_none_and_is_swept(paths: Paths, clock: FrozenClock) -> None:
    good = take_one(paths, clock)
    half = paths.backups / "desk-00099-2026-11-20.part"
    half.write_bytes(good.read_bytes()[: 40 * damage.PAGE])
    Path(f"{half}-journal").write_bytes(b"left over")
    assert backup.list_backups(paths.backups) == [good]
    assert maintenance.newest_backup(paths) == good
    second = take_one(paths, clock)
    assert set(paths.backups.iterdir()) == {good, second}


@pytest.mark.parametrize(
    ("age", "due"),
    [
        (timedelta(hours=23), False),
        (timedelta(hours=24, minutes=1), True),
        (timedelta(minutes=-30), False),
        (timedelta(days=-4000), True),
    ],
)
def test_a_backup_is_due_after_a_day_or_when_the_clock_was_wrong(
    paths: Paths, clock: FrozenClock, age: timedelta, due: bool
) -> None:
    taken = take_one(paths, clock)
    taken_at = datetime.fromtimestamp(taken.stat().st_mtime)  # noqa: DTZ006 - as the clock
    clock.now = taken_at + age
    assert (maintenance.daily_backup(paths, clock) is not None) is due


def test_a_clock_that_jumps_back_does_not_make_the_newest_backup_the_oldest(
    paths: Paths, clock: FrozenClock
) -> None:
    first = take_one(paths, clock)
    clock.now = datetime.fromisoformat("2016-01-01T08:00")
    second = take_one(paths, clock)
    assert backup.list_backups(paths.backups) == [second, first]


def test_a_backup_is_taken_before_a_migration(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(paths, visit(1))
    monkeypatch.setattr("advisor_desk.storage.database.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    open_desk(paths).close()
    (taken,) = backup.list_backups(paths.backups)
    assert taken.name == f"desk-00001-before-{SCHEMA_VERSION + 1}.sqlite3"
    with closing(sqlite3.connect(taken)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert ids(taken) == {visit(1).id}


def test_no_migration_without_a_backup(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.backups.write_text("a file where the folder should be")
    before = digest(paths.database)
    monkeypatch.setattr("advisor_desk.storage.database.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    refusal(paths)
    assert digest(paths.database) == before
