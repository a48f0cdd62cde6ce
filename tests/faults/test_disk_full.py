"""R4: a full disk refuses a save in plain words, loses nothing, and takes the retry.

Named sabotage, each tried and seen red: SQLITE_FULL taken out of the table in `storage/errors.py`
(the words are wrong); the reader of an empty `-wal` taken out of `Database._open_reader` (the desk
does not open), or used where the `-wal` has content (an older state is shown); no `_sweep` after a
failure in `take_backup` (half a backup stays); the database moved away first in `restore`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from advisor_desk.bootstrap import WindowSession
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.visit import Visit
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services import maintenance
from advisor_desk.services.desk import Desk
from advisor_desk.services.explain import explain
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database
from tests.unit.conftest import FrozenClock
from tests.unit.processes import environment
from tests.unit.visits import visit

SIZE = "24m"


@dataclass
class SmallDisk:
    """A disk of a few megabytes with a desk on it."""

    paths: Paths

    @property
    def ballast(self) -> Path:
        """The file that fills the disk."""
        return self.paths.data / "ballast"

    def fill(self) -> None:
        """Take all the room there is."""
        with self.ballast.open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while file.write(bytes(size)) == size:
                        pass
                except OSError:
                    continue

    def make_room(self) -> None:
        """Give the room back."""
        self.ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path, shipped_database: Path) -> Iterator[SmallDisk]:
    """Mount a small disk with a desk; skip where that is not allowed."""
    place = tmp_path / "small"
    place.mkdir()
    if shutil.which("mount") is None:
        pytest.skip("there is no `mount` here to make a small disk with")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    told = subprocess.run(mount, capture_output=True, check=False, text=True)
    if told.returncode:
        pytest.skip(f"a small disk may not be mounted here: {told.stderr.strip()}")
    paths = find_paths(place / "data")
    paths.data.mkdir()
    shutil.copyfile(shipped_database, paths.database)
    yield SmallDisk(paths)
    subprocess.run(["umount", str(place)], check=True)


@contextmanager
def opened(paths: Paths) -> Iterator[Desk]:
    """Give the desk as the window opens it."""
    session = WindowSession(paths, Settings(paths.settings))
    try:
        yield session.open()
    finally:
        session.close()


@pytest.fixture
def open_desk(disk: SmallDisk) -> Iterator[Desk]:
    """Give the open desk on the small disk."""
    with opened(disk.paths) as desk:
        stored(desk)  # as the window does at once
        yield desk


def save_until_refused(desk: Desk) -> tuple[list[Visit], Visit, Failure]:
    """Save visits until one is refused; return the saved ones, the refused one and why."""
    saved: list[Visit] = []
    for number in range(100_000):
        one = visit(number)
        try:
            saved.append(desk.visits.save(desk.actor, one))
        except Failure as failure:
            return saved, one, failure
    raise AssertionError("the disk never became full")


def stored(desk: Desk) -> list[Visit]:
    return desk.visits.between(date(2000, 1, 1), date(2100, 1, 1))


def test_a_full_disk_refuses_a_save_and_loses_nothing(disk: SmallDisk, open_desk: Desk) -> None:
    disk.fill()
    saved, refused, failure = save_until_refused(open_desk)
    assert failure.kind is FailureKind.DISK_FULL
    assert explain(failure) == (
        "The disk is full, so nothing could be saved. Free some space and try again;"
        " what you entered is still here."
    )
    assert stored(open_desk) == saved
    disk.make_room()
    saved.append(open_desk.visits.save(open_desk.actor, refused))
    assert stored(open_desk) == saved
    assert maintenance.check_desk(disk.paths).sound


def test_the_desk_opens_and_answers_on_a_full_disk(disk: SmallDisk) -> None:
    with opened(disk.paths) as desk:
        saved = [desk.visits.save(desk.actor, visit(1))]
    disk.fill()
    with opened(disk.paths) as desk:
        assert stored(desk) == saved
        assert desk.finder.search("kela", language="en").hits
        more, refused, failure = save_until_refused(desk)
        assert (more, failure.kind) == ([], FailureKind.DISK_FULL)
        disk.make_room()
        saved.append(desk.visits.save(desk.actor, refused))
        assert stored(desk) == saved
    assert maintenance.check_desk(disk.paths).sound


def test_a_full_disk_does_not_hide_what_only_the_journal_has(disk: SmallDisk) -> None:
    """The file alone would be an older state: rather none than that."""
    with opened(disk.paths) as desk:
        desk.visits.save(desk.actor, visit(1))
        for side in ("", "-wal"):
            shutil.copy(f"{disk.paths.database}{side}", f"{disk.paths.data}/aside{side}")
    for side in ("", "-wal"):
        Path(f"{disk.paths.data}/aside{side}").replace(f"{disk.paths.database}{side}")
    disk.fill()
    with pytest.raises(Failure) as caught, opened(disk.paths):
        pass
    assert caught.value.kind is FailureKind.DISK_FULL
    with (
        closing(Database(disk.paths.database)) as database,
        pytest.raises(Failure) as unread,
        database.reading(),
    ):
        pass
    assert unread.value.kind is FailureKind.DISK_FULL
    disk.make_room()
    with opened(disk.paths) as desk:
        assert [one.id for one in stored(desk)] == [visit(1).id]


def test_a_backup_that_finds_no_room_leaves_no_half_file(
    disk: SmallDisk, open_desk: Desk, clock: FrozenClock
) -> None:
    open_desk.visits.save(open_desk.actor, visit(1))
    disk.fill()
    with pytest.raises(Failure) as caught:
        maintenance.daily_backup(disk.paths, clock)
    assert caught.value.kind is FailureKind.DISK_FULL
    assert list(disk.paths.backups.iterdir()) == []
    disk.make_room()
    assert maintenance.daily_backup(disk.paths, clock) is not None


def test_a_restore_that_finds_no_room_leaves_the_damaged_file_in_its_place(
    disk: SmallDisk, clock: FrozenClock
) -> None:
    with opened(disk.paths) as desk:
        desk.visits.save(desk.actor, visit(1))
    taken = maintenance.daily_backup(disk.paths, clock)
    assert taken is not None
    before = disk.paths.database.read_bytes()
    disk.fill()
    with pytest.raises(Failure) as caught:
        maintenance.restore_backup(disk.paths, taken)
    assert caught.value.kind is FailureKind.DISK_FULL
    assert disk.paths.database.read_bytes() == before


def test_a_file_that_may_not_grow_refuses_a_save_and_takes_the_retry(paths: Paths) -> None:
    """The same where no disk can be mounted: the system limits the size of files instead."""
    resource = pytest.importorskip("resource")
    code = """
        import resource, signal, sys
        from pathlib import Path
        from advisor_desk.bootstrap import WindowSession
        from advisor_desk.domain.failures import Failure
        from advisor_desk.paths import find_paths
        from advisor_desk.settings.store import Settings
        from tests.faults.test_disk_full import save_until_refused, stored

        paths = find_paths(Path(sys.argv[1]))
        session = WindowSession(paths, Settings(paths.settings))
        desk = session.open()
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, most))
        saved, refused, failure = save_until_refused(desk)
        assert stored(desk) == saved and len(saved) > 3, len(saved)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        saved.append(desk.visits.save(desk.actor, refused))
        assert stored(desk) == saved
        session.close()
        print(failure.kind.value)
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(paths.data)],
        env=environment(),
        capture_output=True,
        check=False,
        text=True,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.strip() in ("disk-full", "unreachable")
    assert resource is not None
    assert maintenance.check_desk(paths).sound
