"""Opening hours, held against an independent reader of the same notation."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from advisor_desk.domain.directory import Service
from advisor_desk.domain.holidays import is_public_holiday
from advisor_desk.domain.opening import (
    MINUTES_OF_DAY,
    Hours,
    OpenState,
    Span,
    format_hours,
    parse_hours,
)
from advisor_desk.exchange.shipped import Shipped

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEKS = ("", "week 01-53/2 ", "week 02-52/2 ")
MOMENTS = st.datetimes(*map(datetime.fromisoformat, ("2020-01-01", "2035-12-31")))


@cache
def oracle(text: str) -> OpeningHours:
    return OpeningHours(text, country="FI")


def answers_like_the_oracle(text: str, moment: datetime) -> None:
    """Compare our answer with the oracle's, which does not know that it does not know."""
    ours = parse_hours(text).state(moment)
    if ours is OpenState.UNKNOWN:
        assert is_public_holiday(moment.date()), "only holidays are not known"
        assert "PH" not in text
    else:
        assert (ours is OpenState.OPEN) == oracle(text).is_open(moment), (text, moment)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Draw hours in the notation: each day in one rule at most, nights and odd weeks too.

    No night meets a rule of the day after: that the oracle lets this rule end the night is a
    fine point of the notation which nobody means.
    """
    parts: list[str] = []
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, unique=True))
    for day in days:
        tomorrow = DAYS[(DAYS.index(day) + 1) % 7]
        weeks = draw(st.sampled_from(WEEKS))
        ends = draw(st.lists(st.integers(0, 95), min_size=2, max_size=4, unique=True))
        ends = sorted(ends[: len(ends) // 2 * 2])
        if tomorrow not in days and draw(st.booleans()):  # the last span goes over midnight
            ends[-1] = draw(st.integers(0, ends[0]))
        clocks = [f"{end // 4:02d}:{end % 4 * 15:02d}" for end in ends]
        times = [f"{a}-{b}" for a, b in zip(clocks[::2], clocks[1::2], strict=True)]
        parts.append(f"{weeks}{day} {','.join(times)}")
    return "; ".join([*parts, *(["PH off"] if draw(st.booleans()) else [])])


@given(rules(), MOMENTS)
@settings(max_examples=300, deadline=None)
def test_any_hours_at_any_moment(text: str, moment: datetime) -> None:
    answers_like_the_oracle(text, moment)


@given(rules())
@settings(max_examples=200, deadline=None)
def test_hours_that_are_written_down_are_read_as_they_were(text: str) -> None:
    hours = parse_hours(text)
    assert parse_hours(format_hours(hours)) == hours


def with_hours(shipped: Shipped) -> list[tuple[Service, Hours]]:
    return [(service, service.hours) for service in shipped.services if service.hours]


def test_shipped_hours_at_random_moments(shipped: Shipped) -> None:
    chance = random.Random(20261121)
    begin = datetime.fromisoformat("2026-01-01T00:00")
    services = with_hours(shipped)
    assert len(services) > 50
    for _, hours in services:
        text = format_hours(hours)
        for _ in range(100):
            minutes = chance.randrange(3 * 366 * MINUTES_OF_DAY)
            answers_like_the_oracle(text, begin + timedelta(minutes=minutes))


def test_shipped_hours_at_their_edges(shipped: Shipped) -> None:
    monday = datetime.fromisoformat("2026-11-16T00:00")
    for _, hours in with_hours(shipped):
        text = format_hours(hours)
        for span in hours.spans:
            for edge in (span.opens, span.closes):
                for minutes in (edge - 1, edge, edge + 1):
                    for week in (0, 7):
                        days = timedelta(days=span.weekday - 1 + week, minutes=minutes)
                        answers_like_the_oracle(text, monday + days)


def test_shipped_hours_close_when_the_oracle_says_they_change(shipped: Shipped) -> None:
    noon = datetime.fromisoformat("2026-11-23T10:30")
    closing = 0
    for _, hours in with_hours(shipped):
        for day in range(7):
            moment = noon + timedelta(days=day)
            closes = hours.closes_at(moment)
            if closes is not None:
                closing += 1
                change = oracle(format_hours(hours)).next_change(moment)
                midnight = moment.replace(hour=0, minute=0)
                assert change == midnight + timedelta(minutes=closes)
    assert closing > 100


# ---- the three answers ----

OFFICE = parse_hours("Mo-Fr 09:00-16:00")
INDEPENDENCE_DAY = datetime.fromisoformat("2027-12-06T10:00")  # a Monday


@pytest.mark.parametrize(
    ("hours", "state"),
    [
        (OFFICE, OpenState.UNKNOWN),
        (parse_hours("Mo-Fr 09:00-16:00; PH off"), OpenState.CLOSED),
        (parse_hours("24/7"), OpenState.OPEN),
    ],
)
def test_on_a_holiday_the_source_decides_or_it_is_not_known(hours: Hours, state: OpenState) -> None:
    assert hours.state(INDEPENDENCE_DAY) is state


def test_a_holiday_at_a_time_when_it_is_closed_anyway_is_not_claimed_to_be_known() -> None:
    assert OFFICE.state(INDEPENDENCE_DAY.replace(hour=22)) is OpenState.UNKNOWN


@pytest.mark.parametrize(
    ("text", "moment", "closes"),
    [
        ("Mo-Fr 09:00-16:00", "2026-11-23T10:00", 16 * 60),
        ("Mo-Fr 09:00-16:00", "2026-11-23T16:00", None),
        ("Mo-Fr 09:00-12:00,13:00-15:30", "2026-11-23T14:00", 15 * 60 + 30),
        ("Mo-Fr 09:00-24:00", "2026-11-23T14:00", MINUTES_OF_DAY),
        ("Fr 22:00-02:00", "2026-11-27T23:00", None),
        ("Fr 22:00-02:00", "2026-11-28T01:00", None),
        ("24/7", "2026-11-23T14:00", None),
    ],
)
def test_when_it_closes(text: str, moment: str, closes: int | None) -> None:
    assert parse_hours(text).closes_at(datetime.fromisoformat(moment)) == closes


# ---- the notation ----


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mo-Fr",
        "09:00-16:00",
        "Mo-Fr 9-16",
        "Mo-Fr 09:00-25:00",
        "Mo-Fr 09:00-24:30",
        "Mo-Fr 24:00-25:00",
        "Mo-Fr 09:75-16:00",
        "Mo-Xx 09:00-16:00",
        "Fr-Mo 09:00-16:00",
        "Mo,,Tu 09:00-16:00",
        "Mo-Fr 09:00-16:00; PH closed",
        "week 1-53/2 Mo 09:00-16:00",
        "May Mo-Fr 09:00-16:00",
        "Mo-Fr 09:00-16:00;",
    ],
)
def test_what_is_not_in_the_notation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="opening hours"):
        parse_hours(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 09:00-12:00; Mo 14:00-16:00",
        "Mo 09:00-12:00; week 01-53/2 Mo 14:00-16:00",
        "week 01-53/2 Mo 09:00-12:00; week 01-53/2 Mo-Tu 14:00-16:00",
    ],
)
def test_a_day_with_two_rules_is_refused_since_the_notation_means_the_second(text: str) -> None:
    with pytest.raises(ValueError, match="has a rule already"):
        parse_hours(text)


def test_odd_and_even_weeks_may_have_a_rule_each() -> None:
    text = "week 01-53/2 Mo 09:00-12:00; week 02-52/2 Mo 14:00-16:00"
    for day in range(0, 28, 7):
        for hour in (10, 15):
            moment = datetime.fromisoformat("2026-11-02T00:00") + timedelta(days=day, hours=hour)
            answers_like_the_oracle(text, moment)


@pytest.mark.parametrize(
    ("weekday", "opens", "closes"),
    [(0, 0, 60), (8, 0, 60), (1, 60, 60), (1, -1, 60), (1, 1440, 1500), (1, 60, 1501)],
)
def test_spans_that_cannot_be_are_refused(weekday: int, opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match=r"weekday|span"):
        Span(weekday, opens, closes)
