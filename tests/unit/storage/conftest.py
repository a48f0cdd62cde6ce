"""Tables without content, inside one transaction that nobody commits."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor_desk.storage.database import Database, open_database


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with the tables alone, made once; to be copied, never opened."""
    folder = tmp_path_factory.mktemp("empty")
    open_database(folder / "desk.sqlite3", folder / "backups").close()
    return folder / "desk.sqlite3"


@pytest.fixture
def empty(tmp_path: Path, empty_database: Path) -> Iterator[Database]:
    """Give an open database with the tables alone."""
    path = tmp_path / "empty.sqlite3"
    shutil.copyfile(empty_database, path)
    opened = Database(path)
    yield opened
    opened.close()


@pytest.fixture
def tables(empty: Database) -> Iterator[sqlite3.Connection]:
    """Give a writing connection to empty tables."""
    with empty.writing() as connection:
        yield connection
