"""How far back a shift looks, and what is left of many changes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.changes import (
    ADDED,
    FURTHEST,
    NEW_HERE,
    ChangedRecord,
    Noted,
    Shift,
    begun,
    gathered,
    looking_back_to,
)
from advisor_desk.domain.record_fields import Change

TODAY = date(2026, 11, 21)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def test_who_is_new_sees_the_last_seven_days() -> None:
    assert looking_back_to(None, TODAY) == ago(7)
    assert begun(None, TODAY) == Shift(TODAY, ago(7))


def test_a_shift_looks_back_to_the_last_day_worked_before_today() -> None:
    assert looking_back_to(Shift(ago(1), ago(2)), TODAY) == ago(1)
    assert looking_back_to(Shift(TODAY, ago(1)), TODAY) == ago(1)
    assert looking_back_to(Shift(ago(21), ago(22)), TODAY) == ago(21)
    assert looking_back_to(Shift(ago(400), ago(401)), TODAY) == ago(60)


@given(st.lists(st.integers(1, 90), max_size=8))
def test_beginning_again_on_the_same_day_changes_nothing(gaps: list[int]) -> None:
    shift, today, before = None, date(2026, 1, 1), None
    for gap in gaps:
        before, today = today if shift else None, today + timedelta(gap)
        shift = begun(shift, today)
        assert begun(shift, today) == shift
        wanted = today - NEW_HERE if before is None else before
        assert looking_back_to(shift, today) == max(wanted, today - FURTHEST)


def noted(key: str, day: int, field: str, old: str, new: str) -> Noted:
    return Noted("service", key, ago(day).isoformat(), Change(field, old, new))


def test_a_field_is_told_once_from_the_first_value_to_the_last() -> None:
    found = gathered([noted("a", 3, "name", "1", "2"), noted("a", 1, "name", "2", "3")], limit=10)
    assert found == [ChangedRecord("service", "a", ago(1).isoformat(), (Change("name", "1", "3"),))]


def test_what_was_changed_back_is_no_change() -> None:
    assert gathered([noted("a", 3, "name", "1", "2"), noted("a", 1, "name", "2", "1")], 10) == []


def test_a_record_that_came_is_told_without_values() -> None:
    (found,) = gathered([noted("a", 3, ADDED, "", "")], 10)
    assert found.changes == (Change(ADDED, "", ""),)


def test_the_newest_stand_first_and_only_so_many() -> None:
    notes = [noted(key, day, "name", "1", "2") for key, day in (("c", 9), ("a", 2), ("b", 2))]
    assert [one.id for one in gathered(notes, 10)] == ["a", "b", "c"]
    assert [one.id for one in gathered(notes, 2)] == ["a", "b"]
