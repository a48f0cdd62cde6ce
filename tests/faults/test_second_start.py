"""R11: one desk at a time, by a lock of the system; writers that meet all the same wait."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from advisor_desk.bootstrap import WindowSession, build_desk
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.paths import Paths
from advisor_desk.services import maintenance
from advisor_desk.services.desk import Desk
from advisor_desk.services.explain import explain
from advisor_desk.settings.store import Settings
from advisor_desk.storage import database as database_module
from advisor_desk.storage.database import Database, connect_writer
from tests.faults.conftest import Start
from tests.unit.processes import environment
from tests.unit.visits import visit

PATIENCE = 2.0
WRITERS, VISITS_EACH = 4, 50


def session(paths: Paths) -> WindowSession:
    return WindowSession(paths, Settings(paths.settings))


@contextmanager
def holder(start: Start, paths: Paths) -> Iterator[subprocess.Popen[bytes]]:
    """Let another process hold the desk."""
    process = start("holder", paths.data)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    yield process


def test_a_second_start_says_who_holds_the_desk(start: Start, paths: Paths) -> None:
    with holder(start, paths) as process:
        began = time.monotonic()
        second = session(paths)
        with pytest.raises(Failure) as caught:
            second.open()
        second.close()
        took = time.monotonic() - began
        process.communicate(b"end\n")
    assert caught.value.kind is FailureKind.HELD
    assert f"process {process.pid}" in explain(caught.value)
    assert took < PATIENCE
    third = session(paths)
    third.open()
    third.close()


def test_a_second_start_of_the_program_says_so_in_time(start: Start, paths: Paths) -> None:
    with holder(start, paths) as process:
        began = time.monotonic()
        told = subprocess.run(
            [sys.executable, "-m", "advisor_desk", "--lang", "en", "log", "--topic", "housing"],
            env=environment(ADVISOR_DESK_DATA=str(paths.data)),
            capture_output=True,
            check=False,
            text=True,
        )
        took = time.monotonic() - began
    assert told.returncode == 1
    assert "already in use" in told.stderr
    assert f"process {process.pid}" in told.stderr
    assert took < PATIENCE


@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.long)])
def test_the_next_start_works_after_the_holder_was_killed(
    start: Start, paths: Paths, times: int
) -> None:
    for _ in range(times):
        with holder(start, paths) as process:
            process.kill()
            process.communicate()
        next_start = session(paths)
        next_start.open()
        next_start.close()
    assert maintenance.check_desk(paths).sound


def test_the_name_of_a_dead_holder_does_not_lock_anybody_out(paths: Paths) -> None:
    paths.lock.write_text("another machine, process 1")
    first = session(paths)
    first.open()
    assert "another machine" not in paths.lock.read_text()
    first.close()
    assert paths.lock.read_text() == ""


# ---- writers that meet, which the lock prevents and SQLite must survive ----


class Deferring:
    """A connection whose transactions begin as reads: the sabotage."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - stands for all that it wraps
        """Hand on what is not sabotaged."""
        return getattr(self._real, name)

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401 - handed on
        """Run a statement, but begin as a read."""
        return self._real.execute(statement.replace("BEGIN IMMEDIATE", "BEGIN"), *values)


def deferring_writer(path: Path) -> Deferring:
    """Return a sabotaged writer."""
    return Deferring(connect_writer(path))


def log_and_correct(paths: Paths, writer: int) -> list[FailureKind]:
    """Log visits and correct each, which reads before it writes; return the failures."""
    failures: list[FailureKind] = []
    with closing(Database(paths.database)) as database:
        desk = build_desk(paths, Settings(paths.settings), database)
        for number in range(VISITS_EACH):
            try:
                saved = desk.visits.save(desk.actor, visit(1000 * writer + number))
                desk.visits.correct(desk.actor, replace(saved, topics=("work",)))
            except Failure as failure:
                failures.append(failure.kind)
    return failures


def write_together(paths: Paths, work: Callable[[Paths, int], list[FailureKind]]) -> list[Any]:
    """Let writers work on one file at once; return their failures."""
    with ThreadPoolExecutor(WRITERS) as pool:
        return [kind for kinds in pool.map(partial(work, paths), range(WRITERS)) for kind in kinds]


def test_four_writers_on_one_file_lose_nothing(paths: Paths, desk: Desk) -> None:
    assert write_together(paths, log_and_correct) == []
    stored = desk.visits.between(date(2000, 1, 1), date(2100, 1, 1))
    assert len(stored) == WRITERS * VISITS_EACH
    assert {(one.topics, one.revision) for one in stored} == {(("work",), 2)}
    assert maintenance.check_desk(paths).sound


def test_sabotage_transactions_that_begin_as_reads_fail(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(database_module, "connect_writer", deferring_writer)
        failures = write_together(paths, log_and_correct)
    assert FailureKind.LOCKED in failures, "the test does not see that writers starve"


def test_a_second_thread_cannot_write_into_the_transaction_of_another(desk: Desk) -> None:
    def write() -> None:
        desk.visits.save(desk.actor, visit(1))

    with desk.database.writing(), ThreadPoolExecutor(1) as pool:
        error = pool.submit(write).exception()
    assert isinstance(error, sqlite3.OperationalError)
    assert desk.visits.visit(visit(1).id) is None
