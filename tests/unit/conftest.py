"""An open desk with the shipped content and a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from advisor_desk.bootstrap import build_desk
from advisor_desk.exchange.shipped import Shipped, read_shipped
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services import session
from advisor_desk.services.desk import Desk
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database

#: A Saturday afternoon, so that weeks and openings are told apart from working days.
NOW = datetime.fromisoformat("2026-11-21T14:05")


class FrozenClock:
    """A wall clock that shows what it was set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the local time."""
        return self.now


@pytest.fixture
def clock() -> FrozenClock:
    """Return the clock of the desk; a test may set it."""
    return FrozenClock(NOW)


@pytest.fixture(scope="session")
def shipped_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with the shipped content, made once; to be copied, never opened."""
    paths = find_paths(tmp_path_factory.mktemp("shipped"))
    with session.take_desk(paths):
        session.open_desk(paths, FrozenClock(NOW)).close()
    return paths.database


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """Return the shipped set as its files have it."""
    return read_shipped(find_paths().resources)


@pytest.fixture
def paths(data_folder: Path, shipped_database: Path) -> Paths:
    """Return the paths of a desk of its own, with the shipped content."""
    found = find_paths(data_folder)
    found.data.mkdir(parents=True)
    shutil.copyfile(shipped_database, found.database)
    return found


@pytest.fixture
def database(paths: Paths) -> Iterator[Database]:
    """Give the open database of the desk."""
    opened = Database(paths.database)
    yield opened
    opened.close()


@pytest.fixture
def desk(paths: Paths, database: Database, clock: FrozenClock) -> Desk:
    """Return an open desk, with a supervisor at it."""
    return build_desk(paths, Settings(paths.settings), database, clock)
