"""R16: on network drives and in synchronised folders there is no WAL, and it is said.

Named sabotage, each tried and seen red: no look at the names of folders in `is_shared_place`; the
first mount that fits in `_mount_type` in place of the nearest.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest

from advisor_desk.bootstrap import writing_desk
from advisor_desk.paths import Paths, find_paths
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import connect_writer
from advisor_desk.storage.place import is_shared_place
from tests.unit.visits import visit

MOUNTS = """\
proc /proc proc rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
server:/export /shares nfs4 rw,vers=4.2 0 0
/dev/sdb1 /shares/local ext4 rw 0 0
//server/desk /point\\040one cifs rw,vers=3.0 0 0
advisor@server: /remote fuse.sshfs rw 0 0
hostshare /vm 9p rw 0 0
/dev/sdc1 /shares-of-ours ext4 rw 0 0
short line
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    """Return a kernel's table of mounts."""
    table = tmp_path / "mounts"
    table.write_text(MOUNTS)
    return table


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has drives instead of mounts")
@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/data/advisor-desk/desk.sqlite3", False),
        ("/run/desk.sqlite3", False),
        ("/shares/desk.sqlite3", True),
        ("/shares/deep/below/desk.sqlite3", True),
        ("/shares/local/desk.sqlite3", False),
        ("/shares-of-ours/desk.sqlite3", False),
        ("/point one/desk.sqlite3", True),
        ("/point/desk.sqlite3", False),
        ("/remote/desk.sqlite3", True),
        ("/vm/desk.sqlite3", True),
    ],
)
def test_network_mounts_are_recognised(mounts: Path, path: str, shared: bool) -> None:
    assert is_shared_place(Path(path), mounts) is shared


@pytest.mark.parametrize(
    ("folder", "shared"),
    [
        ("OneDrive - City of Espoo", True),
        ("OneDrive", True),
        ("Dropbox (Personal)", True),
        ("Google Drive", True),
        ("GoogleDrive-advisor@example.org", True),
        ("iCloud Drive", True),
        ("Mobile Documents", True),
        ("Nextcloud", True),
        ("Documents", False),
        ("my drive", False),
        ("advisor-desk", False),
    ],
)
def test_synchronised_folders_are_recognised_by_name(
    mounts: Path, folder: str, shared: bool
) -> None:
    path = Path(PurePosixPath("/data") / folder / "advisor-desk" / "desk.sqlite3")
    assert is_shared_place(path, mounts) is shared


def test_a_system_without_a_table_of_mounts_is_not_refused(tmp_path: Path) -> None:
    assert not is_shared_place(tmp_path / "desk.sqlite3", tmp_path / "no such table")


@pytest.mark.parametrize(
    ("folder", "journal", "synchronous"), [("Dropbox", "delete", 3), ("local", "wal", 2)]
)
def test_no_wal_in_a_shared_place(
    tmp_path: Path, folder: str, journal: str, synchronous: int
) -> None:
    path = tmp_path / folder / "desk.sqlite3"
    path.parent.mkdir()
    with closing(connect_writer(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == journal
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == synchronous
        assert Path(f"{path}-wal").exists() is (journal == "wal")


def test_a_desk_that_was_moved_to_a_shared_place_leaves_wal_and_works(
    paths: Paths, tmp_path: Path
) -> None:
    assert paths.database.read_bytes()[18] == 2, "the desk was not in WAL before"
    paths.data.replace(tmp_path / "OneDrive")
    moved = find_paths(tmp_path / "OneDrive")
    with writing_desk(moved, Settings(moved.settings)) as desk:
        assert desk.visits.latest() == []
        saved = desk.visits.save(desk.actor, visit(1))
        assert desk.visits.latest() == [saved]
        assert not Path(f"{moved.database}-wal").exists()
    assert moved.database.read_bytes()[18] == 1
