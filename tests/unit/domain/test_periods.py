"""Periods of whole local days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.periods import PRESETS, Period, Preset, preset_period

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("preset", "today", "first", "last"),
    [
        ("today", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("this-week", "2026-11-21", "2026-11-16", "2026-11-21"),
        ("this-week", "2026-11-16", "2026-11-16", "2026-11-16"),
        ("this-week", "2027-01-01", "2026-12-28", "2027-01-01"),
        ("this-month", "2026-11-21", "2026-11-01", "2026-11-21"),
        ("last-month", "2026-11-21", "2026-10-01", "2026-10-31"),
        ("last-month", "2026-01-31", "2025-12-01", "2025-12-31"),
        ("last-month", "2028-03-31", "2028-02-01", "2028-02-29"),
        ("quarter", "2026-11-21", "2026-10-01", "2026-11-21"),
        ("quarter", "2026-03-31", "2026-01-01", "2026-03-31"),
        ("year-to-date", "2026-11-21", "2026-01-01", "2026-11-21"),
        ("last-12-months", "2026-11-21", "2025-11-22", "2026-11-21"),
        ("last-12-months", "2028-02-29", "2027-03-01", "2028-02-29"),
        ("last-12-months", "2027-02-28", "2026-03-01", "2027-02-28"),
    ],
)
def test_presets(preset: Preset, today: str, first: str, last: str) -> None:
    found = preset_period(preset, date.fromisoformat(today))
    assert found == Period(date.fromisoformat(first), date.fromisoformat(last))


@given(st.sampled_from(PRESETS), DAYS)
def test_no_preset_reaches_into_the_future(preset: Preset, today: date) -> None:
    period = preset_period(preset, today)
    assert period.last <= today
    assert period.contains(period.first)
    assert period.contains(period.last)
    assert not period.contains(period.last + timedelta(days=1))
    assert not period.contains(period.first - timedelta(days=1))


@given(DAYS)
def test_twelve_months_are_a_year(today: date) -> None:
    period = preset_period("last-12-months", today)
    days = (period.last - period.first).days + 1
    assert days in (365, 366)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2026, 11, 21), date(2026, 11, 20))
    assert Period(date(2026, 11, 21), date(2026, 11, 21)).contains(date(2026, 11, 21))
