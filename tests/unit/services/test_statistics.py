"""Statistics against the same counts made by hand in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.periods import Period
from advisor_desk.domain.visit import MULTI_FIELDS, SINGLE_FIELDS, Participants, Visit
from advisor_desk.i18n import set_language
from advisor_desk.services.desk import Desk
from advisor_desk.services.statistics import ROWS, Summary, rows_label
from advisor_desk.storage.visits import insert_visit
from tests.unit.visits import random_visits, visit

FIRST = date(2026, 1, 20)
PERIOD = Period(date(2026, 2, 1), date(2026, 3, 20))


#: What is counted of group sessions alone.
OF_SESSIONS = ("languages", "participants_age", "participants_language")


def store(desk: Desk, visits: Iterable[Visit]) -> None:
    with desk.database.writing() as connection:
        for one in visits:
            insert_visit(connection, one)


def values(one: Visit, rows: str) -> set[str]:
    """Return the rows in which a visit counts."""
    if rows == "main_topic":
        return {one.topics[0]}
    if rows == "referrals":
        return {referral.service_id for referral in one.referrals} or {""}
    if rows == "month":
        return {one.day[:7]}
    value = getattr(one, rows)
    return set(value) or {""} if isinstance(value, tuple) else {value}


@pytest.fixture
def visits(desk: Desk) -> list[Visit]:
    """Return random visits that are in the log."""
    drawn = random_visits(desk.codes.book, 300, 20261121, FIRST)
    store(desk, drawn)
    return drawn


def counted(visits: list[Visit]) -> list[Visit]:
    return [v for v in visits if not v.retracted and PERIOD.contains(date.fromisoformat(v.day))]


@pytest.mark.parametrize("rows", [rows for rows in ROWS if rows not in OF_SESSIONS])
def test_counts_equal_those_made_by_hand(desk: Desk, visits: list[Visit], rows: str) -> None:
    table = desk.statistics.table(rows, PERIOD, "en")
    by_hand = Counter(value for one in counted(visits) for value in values(one, rows))
    assert {row.code: row.count for row in table.rows if row.count} == dict(by_hand)
    assert table.total_visits == len(counted(visits))
    assert table.mentions == (rows in (*MULTI_FIELDS, "referrals", "tried"))
    if not table.mentions:
        assert sum(row.count for row in table.rows) == table.total_visits


def test_people_are_summed(desk: Desk, visits: list[Visit]) -> None:
    seen = counted(visits)
    summary = desk.statistics.summary(PERIOD)
    assert summary.visits == len(seen)
    assert summary.adults == sum(one.adults for one in seen)
    assert summary.children == sum(one.children for one in seen)


def session(number: int, **values: object) -> Visit:
    """Return a group session with twelve adults."""
    return replace(visit(number, kind="group", adults=12, children=0), **values)  # type: ignore[arg-type]  # names are checked at run time


def test_visits_sessions_and_participants_are_told_apart(desk: Desk) -> None:
    sessions = [
        session(1),
        session(2, children=5),
        session(3, retracted=True),
    ]
    store(desk, [*sessions, visit(4, adults=2, children=1), visit(5), visit(6, retracted=True)])
    summary = desk.statistics.summary(PERIOD_OF_ONE)
    assert summary == Summary(visits=2, adults=3, children=1, sessions=2, participants=29)
    table = desk.statistics.table("topics", PERIOD_OF_ONE, "en")
    assert (table.unit, table.total_visits) == ("visits", 4), "sessions are visits too"


def test_languages_are_counted_of_sessions_alone(desk: Desk) -> None:
    store(
        desk,
        [
            session(1, languages=("ar", "fi")),
            session(2, languages=("ar",)),
            session(3),
            session(4, languages=("so",), retracted=True),
            visit(5, language="ru"),
        ],
    )
    table = desk.statistics.table("languages", PERIOD_OF_ONE, "en")
    assert {row.code: row.count for row in table.rows} == {"ar": 2, "fi": 1, "": 1}
    assert (table.unit, table.total_visits, table.mentions) == ("sessions", 3, True)


def test_participants_are_counted_by_age_and_by_language(desk: Desk) -> None:
    first = (
        Participants("25-34", "ar", 4),
        Participants("25-34", "fi", 2),
        Participants("not-asked", "ar", 1),
    )
    store(
        desk,
        [
            session(1, participants=first),
            session(2, participants=(Participants("35-44", "ar", 20),)),  # more than there were
            session(3, participants=first, retracted=True),
        ],
    )
    ages = desk.statistics.table("participants_age", PERIOD_OF_ONE, "en")
    counts = {row.code: row.count for row in ages.rows}
    assert counts == {"25-34": 6, "35-44": 20, "not-asked": 1, "": 5}
    assert (ages.unit, ages.total_visits, ages.mentions) == ("participants", 32, False)
    languages = desk.statistics.table("participants_language", PERIOD_OF_ONE, "en")
    assert {row.code: row.count for row in languages.rows} == {"ar": 25, "fi": 2, "": 5}


def test_services_tried_in_vain_are_counted(desk: Desk) -> None:
    store(desk, [visit(1, tried=("kela", "dvv")), visit(2, tried=("kela",)), visit(3)])
    table = desk.statistics.table("tried", PERIOD_OF_ONE, "en")
    assert [(row.code, row.count) for row in table.rows] == [("kela", 2), ("dvv", 1), ("", 1)]
    assert table.rows[0].label != "kela", "the service is called by its name"


@pytest.mark.parametrize("rows", SINGLE_FIELDS)
def test_what_was_not_answered_has_rows_of_its_own(desk: Desk, rows: str) -> None:
    store(desk, [visit(1)])
    table = desk.statistics.table(rows, PERIOD_OF_ONE, "en")
    unanswered = [(row.code, row.count) for row in table.rows[-3:]]
    assert sorted(unanswered) == [("declined", 0), ("not-applicable", 0), ("not-asked", 1)]


PERIOD_OF_ONE = Period(date(2026, 11, 20), date(2026, 11, 20))


def test_rows_stand_in_the_order_of_the_list(desk: Desk, visits: list[Visit]) -> None:
    assert visits
    order = [code.id for code in desk.codes.book.members("reason")]
    codes = [row.code for row in desk.statistics.table("reason", PERIOD, "en").rows]
    known = [code for code in codes if code in order]
    assert known == sorted(known, key=order.index)
    assert codes[len(known) :] == ["retired-long-ago", *UNANSWERED]


@pytest.mark.parametrize("rows", ["municipality", "referrals", "point"])
def test_the_largest_stand_first(desk: Desk, visits: list[Visit], rows: str) -> None:
    assert visits
    table = desk.statistics.table(rows, PERIOD, "en")
    special = {*UNANSWERED, "", "retired-long-ago"}
    counts = [row.count for row in table.rows if row.code not in special]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(("rows", "first"), [("day", "2026-02-01"), ("month", "2026-02")])
def test_days_and_months_stand_in_order(
    desk: Desk, visits: list[Visit], rows: str, first: str
) -> None:
    assert visits
    codes = [row.code for row in desk.statistics.table(rows, PERIOD, "en").rows]
    assert codes == sorted(codes)
    assert codes[0] == first


def test_labels_are_in_the_language_asked_for(desk: Desk, visits: list[Visit]) -> None:
    assert visits
    labels = {
        (rows, row.code): row.label
        for rows in ("referrals", "municipality", "part_of_day", "point")
        for row in desk.statistics.table(rows, PERIOD, "fi").rows
    }
    assert labels["referrals", "kela"] == "Kela"
    assert labels["referrals", "not-a-service"] == "not-a-service"
    assert labels["referrals", ""] == "None noted"
    assert labels["municipality", "retired-long-ago"] == "retired-long-ago"
    assert labels["municipality", "not-asked"] == "Ei kysytty"
    assert labels["point", "espoo-immigrant-advice"].startswith("Espoon maahanmuuttajien")
    assert labels["point", "our own"] == "our own"
    assert labels["part_of_day", "midday"] == "Midday"


def test_a_period_without_visits_has_no_rows(desk: Desk) -> None:
    table = desk.statistics.table("outcome", PERIOD, "en")
    assert (table.rows, table.total_visits) == ((), 0)


def test_what_cannot_be_counted_by_is_a_bug_of_the_caller(desk: Desk) -> None:
    with pytest.raises(ValueError, match="observation"):
        desk.statistics.table("observation", PERIOD, "en")


def test_all_that_can_be_counted_by_has_a_name(desk: Desk) -> None:
    set_language("en", desk.paths.translations)
    names = [rows_label(rows) for rows in ROWS]
    assert all(names)
    assert len(set(names)) == len(names)
