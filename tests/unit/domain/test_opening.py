"""Opening hours, held against an independent reader of the same notation."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from advisor_desk.domain.directory import Service
from advisor_desk.domain.holidays import HOLIDAYS, PUBLIC_HOLIDAY, is_public_holiday
from advisor_desk.domain.opening import (
    MINUTES_OF_DAY,
    Hours,
    HoursSet,
    OpenState,
    SetKind,
    Span,
    SpanStatus,
    Weeks,
    closed_on,
)
from advisor_desk.domain.opening_text import format_hours, in_order, parse_hours
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
        days = (moment.date(), moment.date() - timedelta(days=1))
        assert any(map(is_public_holiday, days)), "only holidays and their nights are not known"
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
    # A night before a holiday that is "off" is ended by the oracle, as by any rule of that day.
    assume(not (text.endswith("PH off") and is_public_holiday(moment.date())))
    answers_like_the_oracle(text, moment)


def test_a_night_goes_on_into_a_holiday_that_is_off() -> None:
    hours = parse_hours("Tu 22:00-02:00; We 09:00-16:00; PH off")
    assert hours.state(datetime.fromisoformat("2020-01-01T01:00")) is OpenState.OPEN
    assert hours.state(datetime.fromisoformat("2020-01-01T10:00")) is OpenState.CLOSED


def test_the_night_after_a_holiday_is_as_unknown_as_the_holiday() -> None:
    hours = parse_hours("Th 22:00-02:00; Fr 09:00-16:00")  # 22 May 2031 is Ascension Day
    assert hours.state(datetime.fromisoformat("2031-05-22T23:00")) is OpenState.UNKNOWN
    assert hours.state(datetime.fromisoformat("2031-05-23T01:00")) is OpenState.UNKNOWN
    assert hours.state(datetime.fromisoformat("2031-05-23T03:00")) is OpenState.CLOSED
    assert hours.state(datetime.fromisoformat("2031-05-23T10:00")) is OpenState.OPEN


@given(rules())
@settings(max_examples=200, deadline=None)
def test_hours_that_are_written_down_are_read_as_they_were(text: str) -> None:
    hours = parse_hours(text)
    assert parse_hours(format_hours(hours)) == hours


@st.composite
def week_spans(draw: st.DrawFn, statuses: tuple[SpanStatus, ...] = ("open",)) -> tuple[Span, ...]:
    """Draw spans of weekdays that do not meet."""
    spans: list[Span] = []
    for day in draw(st.lists(st.integers(1, 7), min_size=1, unique=True)):
        ends = sorted(draw(st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True)))
        weeks: Weeks = draw(st.sampled_from(("all", "all", "odd", "even")))
        spans.extend(
            Span(day, a * 15, b * 15, weeks, draw(st.sampled_from(statuses)))
            for a, b in zip(ends[::2], ends[1::2], strict=False)
        )
    return tuple(spans)


@st.composite
def any_hours(draw: st.DrawFn) -> Hours:
    """Draw hours with seasons, holidays and exceptions of one year, as OSM can express them."""
    holidays = draw(st.lists(st.sampled_from((PUBLIC_HOLIDAY, *HOLIDAYS)), unique=True, max_size=4))
    on_holidays = [
        closed_on(name) if draw(st.booleans()) else Span(0, 600, 720, holiday=name)
        for name in holidays
    ]
    week = draw(week_spans(("open", "appointment", "phone_only")))
    sets = [HoursSet("regular", (*week, *on_holidays))]
    kinds: tuple[SetKind, ...] = ("season", "exception")
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=4)):
        first = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        last = first + timedelta(days=draw(st.sampled_from((0, 1, 6, 40, 90))))
        dated = HoursSet(kind, first=first, last=last)
        same = [one for one in sets if one.rank() == dated.rank() or one.first == first]
        if same or (kind == "season" and last == first):
            continue  # two that hold together, or that the text cannot tell apart
        closed = kind == "exception" and draw(st.booleans())
        spans = () if closed else draw(week_spans())
        if first == last:
            spans = tuple(replace(s, weekday=first.isoweekday(), weeks="all") for s in spans[:1])
        sets.append(replace(dated, spans=spans, status="closed" if closed else "open"))
    return Hours(tuple(sets))


def _shipped(hours: Hours) -> Hours:
    return Hours(tuple(replace(one, origin="shipped") for one in hours.sets))


@given(any_hours())
@settings(max_examples=300, deadline=None)
def test_any_hours_survive_their_text(hours: Hours) -> None:
    assert in_order(parse_hours(format_hours(hours))) == in_order(_shipped(hours))


@given(any_hours(), st.lists(st.integers(0, 365 * 48 - 1), min_size=20, max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_hours_are_as_the_oracle_has_them(hours: Hours, half_hours: list[int]) -> None:
    text = format_hours(hours)
    begin = datetime.fromisoformat("2026-01-01T00:00")
    for number in half_hours:
        moment = begin + timedelta(minutes=30 * number)
        answer = hours.answer(moment)
        if answer.state is OpenState.UNKNOWN:
            assert is_public_holiday(moment.date())
            continue
        state, comment = oracle(text).state(moment)
        told = {"by appointment": OpenState.BY_APPOINTMENT}.get(comment, OpenState.OPEN)
        opened = str(state) in {"open", "State.OPEN"}
        assert answer.state is (told if opened else OpenState.CLOSED), (text, moment)
        assert answer.phone_only == (opened and comment == "by phone")


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
        for span in (span for one in hours.sets for span in one.spans if span.weekday):
            for edge in (span.opens, span.closes):
                for minutes in (edge - 1, edge, edge + 1):
                    for week in (0, 7):
                        days = timedelta(days=span.weekday - 1 + week, minutes=minutes)
                        answers_like_the_oracle(text, monday + days)


def test_shipped_hours_change_when_the_oracle_says_they_change(shipped: Shipped) -> None:
    noon = datetime.fromisoformat("2026-11-23T10:30")
    changes = 0
    for _, hours in with_hours(shipped):
        for day in range(7):
            moment = noon + timedelta(days=day)
            answer = hours.answer(moment)
            change = oracle(format_hours(hours)).next_change(moment)
            if answer.state is OpenState.OPEN:
                changes += 1
                assert answer.until == change
            elif answer.opens is not None:
                assert answer.opens == change
    assert changes > 100


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
    ("text", "moment", "until", "opens"),
    [
        ("Mo-Fr 09:00-16:00", "2026-11-23T10:00", "2026-11-23T16:00", None),
        ("Mo-Fr 09:00-16:00", "2026-11-23T08:00", "2026-11-23T09:00", "2026-11-23T09:00"),
        ("Mo-Fr 09:00-16:00", "2026-11-27T16:00", "2026-11-30T09:00", "2026-11-30T09:00"),
        (
            "Mo-Fr 09:00-12:00,13:00-15:30",
            "2026-11-23T12:30",
            "2026-11-23T13:00",
            "2026-11-23T13:00",
        ),
        ("Mo-Fr 09:00-24:00", "2026-11-23T14:00", "2026-11-24T00:00", None),
        ("Fr 22:00-02:00", "2026-11-27T23:00", "2026-11-28T02:00", None),
        ("Fr 22:00-02:00", "2026-11-28T01:00", "2026-11-28T02:00", None),
        ("24/7", "2026-11-23T14:00", None, None),
        # Independence Day is a Sunday: nothing would be open, so Monday can be told.
        ("Mo-Fr 09:00-16:00", "2026-12-04T17:00", "2026-12-06T00:00", "2026-12-07T09:00"),
        # Good Friday may be open or not, so nothing is told of what comes after it.
        ("Mo-Fr 09:00-16:00", "2027-03-25T17:00", "2027-03-26T00:00", None),
        ("Mo-Fr 09:00-16:00; PH off", "2027-03-25T17:00", "2027-03-30T09:00", "2027-03-30T09:00"),
        # Week 53 and week 1 are both odd.
        ("week 01-53/2 Mo 09:00-12:00", "2026-12-28T13:00", "2027-01-01T00:00", "2027-01-04T09:00"),
        ("week 02-52/2 Mo 09:00-12:00", "2026-12-28T13:00", "2027-01-01T00:00", "2027-01-11T09:00"),
        (
            "2026 Jun 01-2026 Aug 31 off; 2026 Jun 01-2026 Aug 31 Mo 09:00-12:00",
            "2026-08-31T13:00",
            "2026-09-01T00:00",
            None,
        ),
    ],
)
def test_until_when_and_when_next(
    text: str, moment: str, until: str | None, opens: str | None
) -> None:
    answer = parse_hours(text).answer(datetime.fromisoformat(moment))
    assert answer.until == (datetime.fromisoformat(until) if until else None)
    assert answer.opens == (datetime.fromisoformat(opens) if opens else None)


# ---- which set governs ----

WEEK = "Mo-Fr 09:00-16:00"
JULY = "2026 Jul 01-2026 Jul 31 off; 2026 Jul 01-2026 Jul 31 Mo-Fr 10:00-12:00"
SUMMER = "2026 Jun 01-2026 Aug 31 off; 2026 Jun 01-2026 Aug 31 Mo-Fr 10:00-14:00"


@pytest.mark.parametrize(
    ("text", "moment", "state"),
    [
        (f"{WEEK}; {SUMMER}", "2026-05-29T15:00", "open"),
        (f"{WEEK}; {SUMMER}", "2026-06-01T15:00", "closed"),
        (f"{WEEK}; {SUMMER}", "2026-09-01T15:00", "open"),
        # A holiday stands above the season, and is not known unless something is said of it.
        (f"{WEEK}; {SUMMER}", "2026-06-19T11:00", "unknown"),
        (f"{WEEK}; {SUMMER}; PH off", "2026-06-19T11:00", "closed"),
        (f"{WEEK}; {SUMMER}; PH off; Jun 19-Jun 25 Fr 09:00-12:00", "2026-06-19T11:00", "open"),
        # An exception stands above the holiday.
        (f"{WEEK}; PH off; 2026 Dec 24 09:00-12:00", "2026-12-24T11:00", "open"),
        (f"{WEEK}; PH off; 2026 Dec 24 09:00-12:00", "2026-12-24T12:00", "closed"),
        (f"{WEEK}; 2026 Nov 23 off", "2026-11-23T10:00", "closed"),
        (f"{WEEK}; 2026 Nov 23 off", "2026-11-24T10:00", "open"),
        # An exception stands above the season, and the season of fewer days above the longer.
        (f"{WEEK}; {SUMMER}; 2026 Jul 10 off", "2026-07-10T11:00", "closed"),
        (f"{WEEK}; {SUMMER}; 2026 Jul 10 off", "2026-07-13T11:00", "open"),
        (f"{WEEK}; {JULY}; {SUMMER}", "2026-07-13T13:00", "closed"),
        (f"{WEEK}; {JULY}; {SUMMER}", "2026-08-03T13:00", "open"),
        # The exception of fewer days stands above the longer one.
        (
            f"{WEEK}; 2026 Dec 21-2026 Dec 31 off; 2026 Dec 28 10:00-12:00",
            "2026-12-28T11:00",
            "open",
        ),
        # Working days that are named, and no public holidays.
        (WEEK, "2026-12-31T10:00", "open"),
        (f"{WEEK}; Dec 31 off", "2026-12-31T10:00", "closed"),
        (f"{WEEK}; easter -3 days 09:00-13:00", "2026-04-02T13:00", "closed"),
        # Ascension Day falls on May Day: what is said of either is heard.
        (f"{WEEK}; easter +39 days 10:00-12:00", "2008-05-01T11:00", "open"),
        # Before the first day and after the last nothing is known.
        (f"2026 Jun 01+ {WEEK}", "2026-05-29T10:00", "unknown"),
        (f"2026 Jun 01+ {WEEK}", "2026-06-01T10:00", "open"),
        (SUMMER, "2026-09-01T11:00", "unknown"),
        # Sets for the same days hold together; a hole is cut into all of them.
        (f"{WEEK}, 2026 Jun 01+ Sa 10:00-12:00", "2026-11-28T11:00", "open"),
        (f"2026 Jun 01+ {WEEK}; Tu 13:00-14:00 off", "2026-11-24T13:30", "closed"),
        (f"2026 Jun 01+ {WEEK}; Tu 13:00-14:00 off", "2026-11-24T14:00", "open"),
        # Of what is merely closed at times, the other times are not known.
        ("Tu 13:00-14:00 off", "2026-11-24T13:30", "closed"),
        ("Tu 13:00-14:00 off", "2026-11-24T14:30", "unknown"),
        ("unknown", "2026-11-24T14:30", "unknown"),
        # By appointment: at all times, at some, and beside opening hours.
        ('"by appointment"', "2026-11-29T03:00", "by_appointment"),
        ('Mo 09:00-12:00, Mo 13:00-15:00 "by appointment"', "2026-11-23T14:00", "by_appointment"),
        ('Mo 09:00-12:00, Mo 13:00-15:00 "by appointment"', "2026-11-23T12:30", "closed"),
        ("24/7; 2026 Nov 23 off", "2026-11-23T12:30", "closed"),
        ("24/7; 2026 Nov 23 off", "2026-12-25T12:30", "open"),
    ],
)
def test_the_set_that_governs(text: str, moment: str, state: str) -> None:
    assert parse_hours(text).state(datetime.fromisoformat(moment)).value == state


def test_open_hours_beside_by_appointment_are_open_and_the_rest_by_appointment() -> None:
    hours = Hours((*OFFICE.sets, HoursSet("by_appointment")))
    assert hours.state(datetime.fromisoformat("2026-11-23T10:00")) is OpenState.OPEN
    evening = hours.answer(datetime.fromisoformat("2026-11-23T18:00"))
    assert evening.state is OpenState.BY_APPOINTMENT
    assert evening.opens == datetime.fromisoformat("2026-11-24T09:00")


def test_a_night_goes_on_into_a_day_that_another_set_governs() -> None:
    hours = parse_hours("Fr 22:00-04:00; 2026 Nov 28 off; PH off")
    assert hours.state(datetime.fromisoformat("2026-11-28T03:59")) is OpenState.OPEN
    assert hours.state(datetime.fromisoformat("2026-11-28T04:00")) is OpenState.CLOSED
    assert hours.state(datetime.fromisoformat("2026-12-25T23:00")) is OpenState.CLOSED  # a holiday


def test_by_telephone_only_is_open_and_says_so_where_the_door_is_not_open_too() -> None:
    hours = parse_hours('Mo 09:00-12:00 "by phone", Mo 11:00-15:00')
    early = hours.answer(datetime.fromisoformat("2026-11-23T10:00"))
    assert (early.state, early.phone_only) == (OpenState.OPEN, True)
    assert early.until == datetime.fromisoformat("2026-11-23T11:00")
    late = hours.answer(datetime.fromisoformat("2026-11-23T11:30"))
    assert (late.state, late.phone_only) == (OpenState.OPEN, False)


def test_the_higher_priority_governs() -> None:
    low = HoursSet(spans=(Span(1, 540, 960),))
    high = HoursSet(spans=(Span(1, 600, 660),), priority=1)
    assert Hours((low, high)).state(datetime.fromisoformat("2026-11-23T09:30")) is OpenState.CLOSED


# ---- the clock ----


@pytest.mark.parametrize(
    ("moment", "state", "until"),
    [
        # The night of 29 March 2026 has no hour from 3 to 4, that of 25 October has it twice.
        ("2026-03-29T00:59:00+00:00", "open", "2026-03-29T06:00:00+03:00"),
        ("2026-03-29T01:00:00+00:00", "open", "2026-03-29T06:00:00+03:00"),
        ("2026-03-29T03:00:00+00:00", "closed", None),
        ("2026-10-25T00:30:00+00:00", "open", "2026-10-25T06:00:00+02:00"),
        ("2026-10-25T01:30:00+00:00", "open", "2026-10-25T06:00:00+02:00"),
        ("2026-10-25T04:00:00+00:00", "closed", None),
        ("2026-03-28T19:59:00+00:00", "closed", None),
        ("2026-03-28T20:00:00+00:00", "open", "2026-03-29T06:00:00+03:00"),
    ],
)
def test_nights_of_summer_time(moment: str, state: str, until: str | None) -> None:
    answer = parse_hours("Sa 22:00-06:00; PH off").answer(datetime.fromisoformat(moment))
    assert answer.state.value == state
    if until:
        assert answer.until == datetime.fromisoformat(until)
        assert answer.until.utcoffset() == datetime.fromisoformat(until).utcoffset()


def test_an_hour_that_a_spring_night_skips_never_comes() -> None:
    hours = parse_hours("Su 03:00-04:00")
    moment = datetime.fromisoformat("2026-03-29T00:00:00+00:00")
    for minute in range(0, 180, 10):
        assert hours.state(moment + timedelta(minutes=minute)) is OpenState.CLOSED


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=-5))])
def test_the_answer_has_a_zone_if_the_question_had(zone: timezone | None) -> None:
    moment = datetime.fromisoformat("2026-11-23T10:00").replace(tzinfo=zone)
    until = OFFICE.answer(moment).until
    assert until is not None
    assert (until.tzinfo is None) == (zone is None)


# ---- the notation ----


REFUSED = [
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
    "24/7; Mo 09:00-12:00",
    "Mo-Fr 24/7",
    "Mo unknown",
    "off",
    'Mo 09:00-12:00 "by magic"',
    'Mo 09:00-12:00 off "by phone"',
    '"by phone"',
    "2026 Feb 30 off",
    "2026 Aug 31-2026 Jun 01 off",
]


@pytest.mark.parametrize("text", REFUSED)
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
