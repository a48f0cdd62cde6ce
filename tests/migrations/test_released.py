"""A database of every release opens in this one with all its visits; what is released stays.

The databases are kept as text beside this file; `keep.py` writes that of a new release.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor_desk import __version__
from advisor_desk.bootstrap import writing_desk
from advisor_desk.domain.visit import Draft
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services import maintenance
from advisor_desk.settings.store import Settings
from advisor_desk.storage.backup import list_backups
from advisor_desk.storage.database import SCHEMA_VERSION, file_version, open_database
from tests.migrations.keep import FOLDER, SAMPLES, dump, fill, migration_digests, schema
from tests.unit.visits import visit

#: Digests of what each migration runs. A released one is never changed: a database that has
#: it would differ from one that gets it anew. Add a migration instead.
RELEASED = {
    "m0001_first_schema": "9e783bf5e8a80f51b5ffa603c226f02c71b23339949d05aff54963b8ffb805c3",
    "m0002_living_directory": "55549909707156e1aa292d93d0811b88be619fc12bdc17c8d3a8e9fd6f513a0a",
    "m0003_visits_in_seconds": "251385ca8c1f65c3c72275a19d4c2c69061a10175507bd9506db6d5cd79849e5",
}

KEPT = sorted(FOLDER.glob("*.sql"))
each_release = pytest.mark.parametrize("release", KEPT, ids=[path.stem for path in KEPT])


@pytest.fixture
def kept(release: Path, tmp_path: Path) -> Paths:
    """Return the paths of a desk as a release left it."""
    paths = find_paths(tmp_path / "data")
    paths.data.mkdir()
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.executescript(release.read_text(encoding="utf-8"))
    return paths


def schema_of(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name: " ".join(made.split()) for name, made in schema(connection).items()}


@each_release
def test_a_kept_database_opens_with_its_visits(kept: Paths) -> None:
    with writing_desk(kept, Settings(kept.settings)) as desk:
        first, second, third = SAMPLES
        first = replace(first, revision=3, changed="2026-11-21")
        assert desk.visits.latest() == [third, second, first]
        assert desk.visits.between(date.min, date.max)[1] == second
        assert desk.visits.kept_draft() == Draft(visit(4, topics=()), frozenset({"language"}))
        assert len(desk.directory.offered()) > 200
    assert maintenance.check_desk(kept).sound


@each_release
def test_a_kept_database_gets_the_schema_of_a_new_one(kept: Paths, tmp_path: Path) -> None:
    old = file_version(kept.database)
    open_database(kept.database, kept.backups).close()
    open_database(tmp_path / "new.sqlite3", tmp_path / "backups").close()
    assert schema_of(kept.database) == schema_of(tmp_path / "new.sqlite3")
    assert file_version(kept.database) == SCHEMA_VERSION
    assert len(list_backups(kept.backups)) == (old < SCHEMA_VERSION)


def test_there_is_a_database_of_this_version_as_it_would_be_kept_now(tmp_path: Path) -> None:
    """So that it is true when the release is made; an older one is not compared any more."""
    release = FOLDER / f"{__version__}.sql"
    assert release in KEPT, "run python -m tests.migrations.keep"
    fill(tmp_path / "desk.sqlite3")
    assert list(dump(tmp_path / "desk.sqlite3")) == statements(release)


def statements(release: Path) -> list[str]:
    """Return the statements of a kept file."""
    text = release.read_text(encoding="utf-8")
    return re.split(r"(?<=;)\n(?=PRAGMA|CREATE|INSERT|$)", text.rstrip("\n"))


def test_released_migrations_are_frozen() -> None:
    assert migration_digests() == RELEASED


def test_the_constants_agree() -> None:
    names = list(RELEASED)
    numbers = [int(name[1:5]) for name in names]
    assert all(re.fullmatch(r"m\d{4}_[a-z_]+", name) for name in names)
    assert numbers == list(range(1, SCHEMA_VERSION + 1))


def test_a_migration_that_is_cut_short_is_done_again(tmp_path: Path) -> None:
    """Between the tables and the number of the version: the next start goes on from there."""
    path, backups = tmp_path / "desk.sqlite3", tmp_path / "backups"
    open_database(path, backups).close()
    before = schema_of(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
    open_database(path, backups).close()
    assert file_version(path) == SCHEMA_VERSION
    assert schema_of(path) == before


def test_a_migration_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backups = tmp_path / "desk.sqlite3", tmp_path / "backups"
    with monkeypatch.context() as patch:
        patch.setattr("advisor_desk.storage.migrations._SEARCH", "CREATE TABLE visit (twice)")
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            open_database(path, backups)
    assert set(schema_of(path)) <= {
        "_sqlite_migrations",
        "idx__sqlite_migrations_migration_set_name",
    }
    assert file_version(path) == 0
    open_database(path, backups).close()
    assert file_version(path) == SCHEMA_VERSION
