"""The order of choices in a row: by use here, steady, and the same all day."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.visit import SINGLE_FIELDS, Visit
from advisor_desk.services.choice_order import COUNTED_DAYS, ChoiceOrder, by_use
from advisor_desk.services.desk import Desk
from advisor_desk.storage import visits as tables
from tests.unit.conftest import FrozenClock
from tests.unit.visits import visit

SHIPPED = ["work", "family", "study", "protection", "return", "other"]
COUNTS = st.dictionaries(st.sampled_from([*SHIPPED, "au-pair", "declined"]), st.integers(0, 900))


def save(desk: Desk, **values: object) -> Visit:
    """Save a visit of today with some values."""
    draft = desk.visits.new_draft(desk.actor).visit
    filled = {"topics": ("housing",), **values}
    return desk.visits.save(desk.actor, replace(draft, **filled))  # type: ignore[arg-type]  # names are checked at run time


def tomorrow(clock: FrozenClock) -> None:
    clock.now += timedelta(1)


# The rule


def test_nothing_counted_is_the_shipped_order() -> None:
    assert by_use(SHIPPED, ["au-pair"], {}) == SHIPPED


def test_what_is_clearly_used_more_goes_before() -> None:
    assert by_use(SHIPPED, [], {"study": 90, "work": 30})[:2] == ["study", "work"]


def test_a_small_lead_moves_nothing() -> None:
    assert by_use(SHIPPED, [], {"work": 100, "family": 104}) == SHIPPED


def test_a_code_beyond_the_first_six_needs_more_than_a_few_choices() -> None:
    assert "au-pair" not in by_use(SHIPPED, ["au-pair"], {"au-pair": 3})[:6]
    assert by_use(SHIPPED, ["au-pair"], {"au-pair": 40})[0] == "au-pair"


@given(COUNTS)
def test_each_code_stands_once_and_all_shipped_ones_are_there(counts: dict[str, int]) -> None:
    order = by_use(SHIPPED, ["au-pair", "declined"], counts)
    assert len(order) == len(set(order))
    assert set(SHIPPED) <= set(order)


@given(COUNTS)
def test_a_code_goes_before_only_where_it_is_used_more(counts: dict[str, int]) -> None:
    order = by_use(SHIPPED, [], counts)
    for earlier, later in pairwise(order):
        if SHIPPED.index(earlier) > SHIPPED.index(later):
            assert counts.get(earlier, 0) > counts.get(later, 0)


# At the desk


def test_choices_of_today_count_from_tomorrow_on(desk: Desk, clock: FrozenClock) -> None:
    save(desk, reason="study")
    assert desk.choices.counts("reason") == {}
    save(desk, reason="study")
    assert desk.choices.counts("reason") == {}
    tomorrow(clock)
    assert desk.choices.counts("reason") == {"study": 2}
    assert desk.choices.counts("topics") == {"housing": 2}


def test_corrections_of_older_visits_do_not_change_the_order_of_today(
    desk: Desk, clock: FrozenClock
) -> None:
    first = save(desk, reason="study")
    save(desk, reason="study")
    tomorrow(clock)
    desk.visits.correct(desk.actor, replace(first, reason="family"))
    after_a_restart = ChoiceOrder(desk.database, clock)
    assert after_a_restart.counts("reason") == {"study": 2}
    tomorrow(clock)
    assert desk.choices.counts("reason") == {"study": 1, "family": 1}


def test_after_ninety_days_a_choice_no_longer_counts(desk: Desk, clock: FrozenClock) -> None:
    save(desk, reason="study")
    clock.now += timedelta(COUNTED_DAYS)
    assert desk.choices.counts("reason") == {"study": 1}
    clock.now += timedelta(1)
    assert desk.choices.counts("reason") == {}
    desk.visits.end_of_day()
    with desk.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM choice_count").fetchone()[0] == 0


def test_a_table_that_cannot_be_read_gives_the_shipped_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise Failure(FailureKind.DAMAGED)

    with monkeypatch.context() as damaged:
        damaged.setattr(desk.database, "reader", fail)
        assert desk.choices.counts("reason") == {}


def test_an_older_desk_begins_with_what_it_had_logged(desk: Desk) -> None:
    """The statements of the migration count visits as saving does."""
    from advisor_desk.storage.schema_visits import LOGGING_DDL

    save(desk, reason="study", language="ar", topics=("housing", "work"), help_given=("referral",))
    desk.visits.retract(desk.actor, save(desk, reason="work").id)
    ledger = "SELECT field, code, sum(count) FROM choice_count GROUP BY 1, 2 HAVING sum(count) != 0"
    with desk.database.writing() as connection:
        saved = {tuple(row) for row in connection.execute(ledger)}
        connection.execute("DELETE FROM choice_count")
        for statement in LOGGING_DDL:
            if "INSERT INTO choice_count" in statement:
                connection.execute(statement)
        assert {tuple(row) for row in connection.execute(ledger)} == saved
    assert ("topics", "work", 1) in saved


# The ledger equals a recount, whatever is done


_STEP = st.tuples(
    st.sampled_from(["save", "correct", "retract", "bring back", "next day"]),
    st.integers(0, 4),
    st.sampled_from(["work", "family", NOT_ASKED]),
    st.lists(st.sampled_from(["housing", "work", "health"]), min_size=1, max_size=3, unique=True),
)


@pytest.fixture(scope="module")
def connection(shipped_database: Path) -> Iterator[sqlite3.Connection]:
    """Give the tables of a desk in memory."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    memory.row_factory = sqlite3.Row
    with closing(sqlite3.connect(shipped_database)) as shipped:
        shipped.backup(memory)
    yield memory
    memory.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(_STEP, max_size=25))
def test_the_ledger_is_always_what_a_recount_gives(
    connection: sqlite3.Connection, steps: list[tuple[str, int, str, list[str]]]
) -> None:
    connection.execute("BEGIN")
    stored: list[Visit] = []
    day = "2026-11-01"
    for kind, number, reason, topics in steps:
        given_now: dict[str, object] = {"reason": reason, "topics": tuple(topics), "changed": day}
        if kind == "next day":
            day = (date.fromisoformat(day) + timedelta(1)).isoformat()
        elif kind == "save" or not stored:
            stored.append(visit(len(stored) + 1, created=day, **given_now))
            assert tables.insert_visit(connection, stored[-1])
        else:
            place = number % len(stored)
            flags = {"changed": day, "retracted": kind == "retract"}
            values = given_now if kind == "correct" else flags
            after = replace(stored[place], **values)  # type: ignore[arg-type]  # names are checked at run time
            stored[place] = tables.update_visit(connection, stored[place], after, "AK")
    rows = connection.execute("SELECT field, code, sum(count) FROM choice_count GROUP BY 1, 2")
    ledger = {(row[0], row[1]): row[2] for row in rows if row[2]}
    connection.execute("ROLLBACK")
    assert ledger == _recount(stored)


def _recount(stored: list[Visit]) -> dict[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for each in stored:
        if not each.retracted:
            single = ((name, getattr(each, name)) for name in SINGLE_FIELDS)
            found.update((name, code) for name, code in single if code != NOT_ASKED)
            found.update(("topics", code) for code in each.topics)
    return dict(found)
