"""Which half day is proposed for catching up, and how counts become visits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.catch_up import HalfDay, is_past, last_without_visits, spread
from advisor_desk.domain.holidays import is_public_holiday
from advisor_desk.domain.visit import PARTS_OF_DAY

SATURDAY = datetime.fromisoformat("2026-11-21T14:05")
MONDAY = datetime.fromisoformat("2026-11-23T13:30")


@pytest.mark.parametrize(
    ("day", "part", "past"),
    [
        ("2026-11-22", "evening", True),
        ("2026-11-23", "morning", True),
        ("2026-11-23", "midday", True),
        ("2026-11-23", "afternoon", False),
        ("2026-11-23", "evening", False),
        ("2026-11-24", "morning", False),
    ],
)
def test_a_part_of_the_day_is_past_when_the_next_has_begun(day: str, part: str, past: bool) -> None:
    assert part in PARTS_OF_DAY
    assert is_past(HalfDay(date.fromisoformat(day), part), MONDAY) is past


def test_on_a_saturday_the_afternoon_of_friday_is_proposed() -> None:
    assert last_without_visits(SATURDAY, set()) == HalfDay(date(2026, 11, 20), "afternoon")


def test_a_half_day_with_visits_in_either_part_is_passed_by() -> None:
    logged = {("2026-11-20", "evening"), ("2026-11-20", "midday")}
    assert last_without_visits(SATURDAY, logged) == HalfDay(date(2026, 11, 19), "afternoon")


def test_the_morning_of_today_is_proposed_once_it_is_over() -> None:
    assert last_without_visits(MONDAY, set()) == HalfDay(MONDAY.date(), "morning")
    at_noon = MONDAY.replace(hour=12)
    assert last_without_visits(at_noon, set()) == HalfDay(date(2026, 11, 20), "afternoon")


def test_public_holidays_are_passed_by() -> None:
    after_independence_day = datetime.fromisoformat("2027-12-07T09:00")  # the sixth is a Monday
    proposed = last_without_visits(after_independence_day, set())
    assert proposed == HalfDay(date(2027, 12, 3), "afternoon")


def test_where_all_have_visits_the_last_one_is_proposed() -> None:
    days = (SATURDAY.date() - timedelta(back) for back in range(60))
    logged = {(day.isoformat(), part) for day in days for part in PARTS_OF_DAY}
    assert last_without_visits(SATURDAY, logged) == HalfDay(date(2026, 11, 20), "afternoon")


@given(st.datetimes(datetime.fromisoformat("2001-03-01"), datetime.fromisoformat("2090-01-01")))
def test_what_is_proposed_is_a_working_day_that_is_over(now: datetime) -> None:
    proposed = last_without_visits(now, set())
    assert is_past(proposed, now)
    assert proposed.day.weekday() < 5
    assert not is_public_holiday(proposed.day)


def test_counts_become_as_many_pairs() -> None:
    counts = {("housing", "phone"): 2, ("work", "walk-in"): 1}
    assert spread(counts) == [("housing", "phone"), ("housing", "phone"), ("work", "walk-in")]
