"""Visits go into the tables and come back as they were, each correction noted by field."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.domain.visit import Draft, Referral, Visit
from advisor_desk.storage.visits import (
    count_day,
    drop_clock_times,
    insert_visit,
    iter_visits,
    latest_visits,
    read_draft,
    read_visit,
    update_visit,
    write_draft,
)
from tests.unit.visits import SLUGS, drawn_visits, visit

VISITS = drawn_visits()
ONE_TABLE = settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def corrections(tables: sqlite3.Connection) -> list[tuple[object, ...]]:
    rows = tables.execute(
        "SELECT revision, field, old_value, new_value, day, advisor FROM visit_correction"
        " ORDER BY revision, field"
    )
    return [tuple(row) for row in rows]


def kept_texts(tables: sqlite3.Connection) -> str:
    """Return all that the tables of visits hold, as text."""
    return "".join(
        str(tuple(row))
        for table in ("visit", "visit_correction", "draft_value")
        for row in tables.execute(f"SELECT * FROM {table}")  # noqa: S608 - constants
    )


def stored_ids(tables: sqlite3.Connection) -> set[str]:
    """Return the ids of all visits, retracted ones too."""
    return {row["id"] for row in tables.execute("SELECT id FROM visit")}


def clear(tables: sqlite3.Connection) -> None:
    tables.execute("DELETE FROM visit")


@given(st.lists(VISITS, max_size=4, unique_by=lambda one: one.id))
@ONE_TABLE
def test_visits_come_back_as_they_were(tables: sqlite3.Connection, visits: list[Visit]) -> None:
    clear(tables)
    for one in visits:
        assert insert_visit(tables, one)
    assert [read_visit(tables, one.id) for one in visits] == visits
    assert latest_visits(tables, 10) == visits[::-1]
    assert stored_ids(tables) == {one.id for one in visits}


@given(VISITS, VISITS)
@ONE_TABLE
def test_a_correction_is_stored_whole(
    tables: sqlite3.Connection, before: Visit, after: Visit
) -> None:
    clear(tables)
    insert_visit(tables, before)
    after = replace(after, id=before.id)
    stored = update_visit(tables, before, after, "eve")
    assert read_visit(tables, before.id) == stored
    if stored is not before:
        assert stored == replace(after, revision=before.revision + 1)


@given(VISITS, st.frozensets(SLUGS), st.booleans())
@ONE_TABLE
def test_a_draft_comes_back_as_it_was(
    tables: sqlite3.Connection, one: Visit, carried: frozenset[str], editing: bool
) -> None:
    # What a form does not hold: the time of saving, and whether the visit counts.
    kept = Draft(replace(one, clock=None, retracted=False), carried, editing)
    write_draft(tables, kept)
    assert read_draft(tables) == kept
    assert stored_ids(tables) == set()


def test_an_unfinished_draft_comes_back(tables: sqlite3.Connection) -> None:
    kept = Draft(visit(topics=(), minutes=None))
    write_draft(tables, Draft(visit(topics=("housing", "permits"))))
    write_draft(tables, kept)
    assert read_draft(tables) == kept
    write_draft(tables, None)
    assert read_draft(tables) is None


def test_the_same_id_is_stored_once_and_left_alone(tables: sqlite3.Connection) -> None:
    assert insert_visit(tables, visit(1))
    assert not insert_visit(tables, visit(1, topics=("work",)))
    assert read_visit(tables, visit(1).id) == visit(1)
    assert stored_ids(tables) == {visit(1).id}


def test_an_unknown_id_is_nothing(tables: sqlite3.Connection) -> None:
    assert read_visit(tables, "nobody") is None


def test_a_correction_is_logged_field_by_field(tables: sqlite3.Connection) -> None:
    before = visit(1, minutes=15, referrals=(Referral("kela"),), advisor="adam")
    insert_visit(tables, before)
    after = replace(
        before,
        topics=("work", "permits"),
        minutes=None,
        referrals=(Referral("kela", "handed-over"), Referral("dvv")),
        changed="2026-11-21",
    )
    update_visit(tables, before, after, "eve")
    day = ("2026-11-21", "eve")
    assert corrections(tables) == [
        (2, "minutes", "15", "", *day),
        (2, "referrals", "kela:signposted", "kela:handed-over dvv:signposted", *day),
        (2, "topics", "housing", "work permits", *day),
    ]


def test_a_correction_that_changes_nothing_is_none(tables: sqlite3.Connection) -> None:
    before = visit(1)
    insert_visit(tables, before)
    touched = replace(before, changed="2026-12-24", clock="14:05", created="2026-12-24")
    assert update_visit(tables, before, touched, "eve") is before
    assert corrections(tables) == []
    assert read_visit(tables, before.id) == before


def test_the_text_of_an_observation_is_not_in_the_log(tables: sqlite3.Connection) -> None:
    before = visit(1, observation="SECRET one")
    insert_visit(tables, before)
    stored = update_visit(tables, before, replace(before, observation="SECRET two"), "eve")
    update_visit(tables, stored, replace(stored, observation=""), "eve")
    assert [row[:4] for row in corrections(tables)] == [
        (2, "observation", "", ""),
        (3, "observation", "", ""),
    ]
    assert "SECRET" not in kept_texts(tables)


def test_retracted_visits_count_nowhere_but_are_among_the_latest(
    tables: sqlite3.Connection,
) -> None:
    insert_visit(tables, visit(1))
    insert_visit(tables, visit(2, retracted=True))
    assert [one.id for one in iter_visits(tables, "2026-01-01", "2026-12-31")] == [visit(1).id]
    assert count_day(tables, "2026-11-20") == 1
    assert [one.id for one in latest_visits(tables, 5)] == [visit(2).id, visit(1).id]


def test_the_latest_are_those_logged_last_whatever_the_clock_said(
    tables: sqlite3.Connection,
) -> None:
    days = ["2026-11-20", "2027-01-01", "2016-01-01"]
    for number, day in enumerate(days):
        insert_visit(tables, visit(number, day=day, clock=None))
    assert [one.day for one in latest_visits(tables, 2)] == ["2016-01-01", "2027-01-01"]


@pytest.mark.parametrize("batch", [1, 2, 500])
def test_visits_between_two_days_come_by_day_and_then_as_logged(
    tables: sqlite3.Connection, batch: int
) -> None:
    days = ["2026-11-03", "2026-11-01", "2026-11-02", "2026-11-01", "2026-11-04", "2026-10-31"]
    for number, day in enumerate(days):
        insert_visit(tables, visit(number, day=day, topics=("housing", f"topic-{number}")))
    found = list(iter_visits(tables, "2026-11-01", "2026-11-03", batch=batch))
    assert [one.topics[1] for one in found] == ["topic-1", "topic-3", "topic-2", "topic-0"]


def test_clock_times_of_earlier_days_are_dropped(tables: sqlite3.Connection) -> None:
    insert_visit(tables, visit(1, day="2026-11-20", clock="09:00"))
    insert_visit(tables, visit(2, day="2026-11-21", clock="10:00"))
    assert drop_clock_times(tables, "2026-11-21") == 1
    assert drop_clock_times(tables, "2026-11-21") == 0
    assert [one.clock for one in latest_visits(tables, 2)] == ["10:00", None]
    assert "10:00" in kept_texts(tables)
    assert "09:00" not in kept_texts(tables)
