"""Series of a calendar, against a plain reckoning day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.exchange.repeats import occurrences

START = datetime.fromisoformat("2026-11-24T09:00")  # a Tuesday
LAST = date(2027, 6, 30)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@given(st.integers(1, 40), st.integers(1, 60))
def test_every_so_many_days(every: int, most: int) -> None:
    found = occurrences({"FREQ": ["DAILY"], "INTERVAL": [every], "COUNT": [most]}, START, LAST)
    assert found is not None
    assert found[0] == START
    assert {after - before for before, after in pairwise(found)} <= {timedelta(days=every)}
    assert len(found) <= most
    assert len(found) == most or found[-1] + timedelta(days=every) > datetime.fromisoformat(
        "2027-06-30T09:00"
    )


@given(st.sets(st.sampled_from(_DAYS), min_size=1), st.integers(1, 5), st.sampled_from(_DAYS))
def test_days_of_every_so_many_weeks(days: set[str], every: int, begins: str) -> None:
    rule: dict[str, list[Any]] = {"FREQ": ["WEEKLY"]}
    rule |= {"INTERVAL": [every], "BYDAY": sorted(days), "WKST": [begins]}
    into = (START.weekday() - _DAYS.index(begins)) % 7
    week_begins = START - timedelta(days=into)
    wanted = []
    for number in range((LAST - week_begins.date()).days + 1):
        day = week_begins + timedelta(days=number)
        if (number // 7) % every == 0 and _DAYS[day.weekday()] in days and day >= START:
            wanted.append(day)
    assert occurrences(rule, START, LAST) == wanted


def test_a_weekly_series_without_days_keeps_its_own() -> None:
    found = occurrences({"FREQ": ["WEEKLY"], "COUNT": [3]}, START, LAST)
    assert found == [START + timedelta(days=7 * number) for number in range(3)]


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"FREQ": ["MONTHLY"]},
        {"FREQ": ["SECONDLY"]},
        {"FREQ": ["DAILY"], "BYMONTH": [2]},
        {"FREQ": ["DAILY"], "BYDAY": ["MO"]},
        {"FREQ": ["WEEKLY"], "BYDAY": ["2MO"]},
        {"FREQ": ["WEEKLY"], "WKST": ["XX"]},
        {"FREQ": ["DAILY"], "INTERVAL": [0]},
        {"FREQ": ["DAILY"], "COUNT": ["x"]},
        {"FREQ": ["DAILY"], "INTERVAL": [10**30]},
    ],
)
def test_what_is_not_plain_is_not_read(rule: dict[str, list[object]]) -> None:
    assert occurrences(rule, START, LAST) is None


def test_the_end_of_time_is_the_end() -> None:
    late = datetime.fromisoformat("9999-12-30T09:00")
    for frequency in ("DAILY", "WEEKLY"):
        found = occurrences({"FREQ": [frequency]}, late, date.max)
        assert found is not None
        assert found[-1] <= datetime.fromisoformat("9999-12-31T09:00")
