"""Verified, due and overdue: months that differ in length, and the days that a list asks for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from advisor_desk.domain.freshness import (
    Limits,
    State,
    Verification,
    freshness,
    newest_due,
    state,
    until,
)

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2026-05-21", 6, "2026-11-21"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2025-11-30", 12, "2026-11-30"),
        ("2026-07-15", 24, "2028-07-15"),
    ],
)
def test_a_check_holds_to_the_same_day_of_a_later_month(day: str, months: int, last: str) -> None:
    assert until(day, months).isoformat() == last


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (None, "never"),
        ("", "never"),
        ("2026-11-21", "verified"),
        ("2026-06-22", "verified"),
        ("2026-06-21", "verified"),
        ("2026-06-20", "due"),
        ("2026-05-21", "due"),
        ("2026-05-20", "overdue"),
        ("2019-01-01", "overdue"),
    ],
)
def test_states_of_contacts(day: str | None, expected: State) -> None:
    assert state(day, 6, TODAY) == expected


@pytest.mark.parametrize("months", [2, 6, 12, 36])
def test_the_newest_day_that_is_due_parts_the_days(months: int) -> None:
    for shift in range(0, 800, 3):
        today = date(2025, 1, 1) + timedelta(days=shift)
        newest = newest_due(months, today)
        after = date.fromisoformat(newest) + timedelta(days=1)
        assert state(newest, months, today) in ("due", "overdue")
        assert state(after.isoformat(), months, today) == "verified"


def test_contacts_and_texts_have_their_own_limits_and_doubt_stands_out() -> None:
    wrong = Verification(1, "kela", "2026-11-01", "ann", "phone", "wrong")
    fresh = freshness("2026-04-01", "2026-04-01", wrong, Limits(), TODAY)
    assert (fresh.contacts, fresh.texts) == ("overdue", "verified")
    assert (fresh.contacts_until, fresh.texts_until) == ("2026-10-01", "2027-04-01")
    assert fresh.doubted
    assert not freshness(None, None, None, Limits(), TODAY).doubted
