"""A save that was reported as failed may be stored: trying again must not double it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.ids import new_visit_id
from advisor_desk.domain.visit import Referral, Visit
from advisor_desk.services.desk import Desk
from advisor_desk.storage import database as database_module
from advisor_desk.storage.database import connect_writer
from tests.unit.conftest import FrozenClock


class FaultyConnection:
    """A connection on which one operation fails, before or after it was done.

    Attributes:
        fault: `commit`, or the beginning of a statement; empty while nothing is to fail.
        done: whether the operation takes effect all the same.
        code: of the error, as SQLite gives it.
    """

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real
        self.fault = ""
        self.done = False
        self.code = sqlite3.SQLITE_IOERR_FSYNC

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - stands for all that it wraps
        """Hand on what never fails."""
        return getattr(self._real, name)

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        """Run a statement, or fail."""
        self._fail_at(statement)
        return self._real.execute(statement, *values)  # type: ignore[arg-type]  # as it came

    def executemany(self, statement: str, rows: object) -> sqlite3.Cursor:
        """Run a statement for rows, or fail."""
        self._fail_at(statement)
        return self._real.executemany(statement, rows)  # type: ignore[arg-type]  # as it came

    def commit(self) -> None:
        """Commit, and fail before or after it."""
        if self.fault == "commit" and self.done:
            self._real.commit()
        self._fail_at("commit")
        self._real.commit()

    def _fail_at(self, operation: str) -> None:
        if self.fault and operation.startswith(self.fault):
            error = sqlite3.OperationalError("injected")
            error.sqlite_errorcode = self.code
            raise error


@pytest.fixture
def faulty(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyConnection]:
    """Put a connection that can fail in the place of the desk's writer."""
    connection = FaultyConnection(connect_writer(desk.paths.database))
    with monkeypatch.context() as patch:
        patch.setattr(database_module, "connect_writer", lambda _path: connection)
        yield connection
    connection.close()


def form(desk: Desk, **values: object) -> Visit:
    """Return a filled-in visit, whose id was made when the form opened."""
    draft = desk.visits.new_draft(desk.actor)
    filled = replace(draft.visit, topics=("housing",), referrals=(Referral("kela"),))
    return replace(filled, **values)  # type: ignore[arg-type]  # names are checked at run time


def stored(desk: Desk) -> list[Visit]:
    return desk.visits.between(date(2000, 1, 1), date(2100, 1, 1))


def refused(desk: Desk, visit: Visit) -> FailureKind:
    """Save a visit, which must fail, and return the kind of failure."""
    with pytest.raises(Failure) as caught:
        desk.visits.save(desk.actor, visit)
    return caught.value.kind


#: The operation that fails, whether it takes effect, and how many visits are stored then.
FAULTS = [
    ("commit", True, 1),
    ("commit", False, 0),
    ("BEGIN", False, 0),
    ("INSERT INTO visit (", False, 0),
    ("INSERT INTO visit_referral", False, 0),
    ("DELETE FROM draft_value", False, 0),
]


@pytest.mark.parametrize(("fault", "done", "left"), FAULTS)
def test_a_retry_stores_the_visit_once(
    desk: Desk, faulty: FaultyConnection, fault: str, done: bool, left: int
) -> None:
    visit = form(desk)
    faulty.fault, faulty.done = fault, done
    assert refused(desk, visit) is FailureKind.UNREACHABLE
    assert refused(desk, visit) is FailureKind.UNREACHABLE
    assert len(stored(desk)) == left
    faulty.fault = ""
    saved = desk.visits.save(desk.actor, visit)
    assert stored(desk) == [saved]
    assert (saved.topics, saved.referrals, saved.revision) == (("housing",), visit.referrals, 1)


def test_sabotage_a_new_id_for_the_retry_doubles_the_visit(
    desk: Desk, faulty: FaultyConnection
) -> None:
    visit = form(desk)
    faulty.fault, faulty.done = "commit", True
    refused(desk, visit)
    faulty.fault = ""
    desk.visits.save(desk.actor, replace(visit, id=new_visit_id()))
    assert len(stored(desk)) == 2


def test_what_was_changed_before_the_retry_is_not_lost(
    desk: Desk, faulty: FaultyConnection
) -> None:
    visit = form(desk)
    faulty.fault, faulty.done = "commit", True
    refused(desk, visit)
    faulty.fault = ""
    saved = desk.visits.save(desk.actor, replace(visit, topics=("work",), minutes=20))
    assert stored(desk) == [saved]
    assert (saved.topics, saved.minutes, saved.revision) == (("work",), 20, 2)


def test_the_time_of_the_retry_is_not_the_time_of_the_visit(
    desk: Desk, faulty: FaultyConnection, clock: FrozenClock
) -> None:
    visit = form(desk)
    faulty.fault, faulty.done = "commit", True
    refused(desk, visit)
    faulty.fault = ""
    clock.now += timedelta(hours=3)
    saved = desk.visits.save(desk.actor, visit)
    assert (saved.clock, saved.part_of_day, saved.revision) == ("14:05", "afternoon", 1)
    assert stored(desk) == [saved]


def test_a_retry_does_not_bring_a_retracted_visit_back(desk: Desk) -> None:
    visit = desk.visits.save(desk.actor, form(desk))
    desk.visits.retract(desk.actor, visit.id)
    desk.visits.save(desk.actor, visit)
    assert stored(desk) == []


def test_the_draft_outlives_a_save_that_failed(desk: Desk, faulty: FaultyConnection) -> None:
    draft = replace(desk.visits.new_draft(desk.actor), visit=form(desk))
    desk.visits.keep_draft(draft)
    faulty.fault = "commit"
    refused(desk, draft.visit)
    assert desk.visits.kept_draft() == draft
    faulty.fault = ""
    desk.visits.save(desk.actor, draft.visit)
    assert desk.visits.kept_draft() is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, FailureKind.DISK_FULL),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, FailureKind.LOCKED),
        (sqlite3.SQLITE_CORRUPT_INDEX, FailureKind.DAMAGED),
        (sqlite3.SQLITE_READONLY_DBMOVED, FailureKind.READ_ONLY),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, FailureKind.UNREACHABLE),
    ],
)
def test_what_sqlite_says_is_a_failure_of_the_world(
    desk: Desk, faulty: FaultyConnection, code: int, kind: FailureKind
) -> None:
    faulty.fault, faulty.code = "commit", code
    assert refused(desk, form(desk)) is kind


def test_a_wrong_statement_is_our_bug_and_passes(desk: Desk, faulty: FaultyConnection) -> None:
    faulty.fault, faulty.code = "commit", sqlite3.SQLITE_ERROR
    with pytest.raises(sqlite3.OperationalError, match="injected"):
        desk.visits.save(desk.actor, form(desk))
