"""The counts of like visits always equal a recount, whatever becomes of the visits."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.domain.visit import Referral, Visit
from advisor_desk.storage.like_visits import (
    is_current,
    is_right,
    read_referred,
    read_visits,
    rebuild,
    recount,
)
from advisor_desk.storage.visits import insert_visit, read_visit, update_visit
from tests.unit.visits import visit

FORMS = st.builds(
    visit,
    st.integers(1, 6),
    topics=st.lists(st.sampled_from(["housing", "work"]), max_size=2, unique=True).map(tuple),
    reason=st.sampled_from(["work", "family", "not-asked"]),
    municipality=st.sampled_from(["049", "091", "unknown"]),
    language=st.sampled_from(["ar", "declined"]),
    employment=st.sampled_from(["employed", "not-asked"]),
    referrals=st.lists(
        st.sampled_from([Referral("kela"), Referral("dvv"), Referral("kela", "handed-over")]),
        max_size=3,
    ).map(tuple),
    kind=st.sampled_from(["visit", "group"]),
    waiting=st.booleans(),
    estimated=st.booleans(),
    retracted=st.booleans(),
    observation=st.sampled_from(["", "seen"]),
)


def kept(tables: sqlite3.Connection) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    visits = tables.execute("SELECT context, count FROM like_visits").fetchall()
    referred = tables.execute("SELECT context, service_id, count FROM like_referral").fetchall()
    return dict(map(tuple, visits)), {(row[0], row[1]): row[2] for row in referred}


def store(tables: sqlite3.Connection, one: Visit) -> None:
    """Save a visit, or correct, take back or bring back the one that has its id."""
    if not insert_visit(tables, one):
        before = read_visit(tables, one.id)
        assert before is not None
        update_visit(tables, before, one, "eve")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(forms=st.lists(FORMS, max_size=15))
def test_counting_along_equals_counting_anew(
    tables: sqlite3.Connection, forms: list[Visit]
) -> None:
    tables.execute("DELETE FROM visit")
    rebuild(tables)
    for form in forms:
        store(tables, form)
        assert kept(tables) == recount(tables)
    assert is_right(tables)
    before = kept(tables)
    rebuild(tables)
    assert kept(tables) == before


def test_what_is_taken_back_leaves_no_trace(tables: sqlite3.Connection) -> None:
    one = visit(1, reason="work", referrals=(Referral("kela"),))
    store(tables, one)
    assert len(kept(tables)[0]) == 2
    store(tables, replace(one, retracted=True))
    assert kept(tables) == ({}, {})
    store(tables, one)
    assert kept(tables) == (
        {"housing": 1, "housing&reason=work": 1},
        {("housing", "kela"): 1, ("housing&reason=work", "kela"): 1},
    )


def test_a_correction_is_stored_even_where_the_counts_are_wrong(
    tables: sqlite3.Connection,
) -> None:
    one = visit(1, referrals=(Referral("kela"),))
    store(tables, one)
    tables.execute("DELETE FROM like_visits")
    tables.execute("UPDATE like_referral SET count = 0")
    store(tables, replace(one, topics=("work",)))
    assert read_visit(tables, one.id) == replace(one, topics=("work",), revision=2)
    assert kept(tables)[0] == {"work": 1}


def test_counts_of_an_older_program_are_not_judged_but_made_anew(
    tables: sqlite3.Connection,
) -> None:
    assert not is_current(tables)
    store(tables, visit(1))
    tables.execute("DELETE FROM like_visits")
    assert is_right(tables)
    rebuild(tables)
    assert is_current(tables)
    assert kept(tables)[0] == {"housing": 1}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE like_visits SET count = count + 1",
        "DELETE FROM like_visits",
        "INSERT INTO like_visits VALUES ('work', 1)",
        "UPDATE like_referral SET count = count + 1",
        "DELETE FROM like_referral",
    ],
)
def test_a_wrong_count_is_noticed(tables: sqlite3.Connection, statement: str) -> None:
    rebuild(tables)
    store(tables, visit(1, referrals=(Referral("kela"),)))
    assert is_right(tables)
    tables.execute(statement)
    assert not is_right(tables)


def test_figures_are_read_by_context(tables: sqlite3.Connection) -> None:
    for number in range(3):
        store(tables, visit(number + 1, reason="work", referrals=(Referral("kela"),)))
    store(tables, visit(9, referrals=(Referral("dvv"), Referral("kela"))))
    asked = ["housing", "housing&reason=work", "work"]
    assert read_visits(tables, asked) == {"housing": 4, "housing&reason=work": 3}
    assert read_referred(tables, asked) == {
        "housing": {"kela": 4, "dvv": 1},
        "housing&reason=work": {"kela": 3},
        "work": {},
    }
