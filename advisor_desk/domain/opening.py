"""Opening hours: weekly spans in local time, and three answers to "open now?".

The text form is the part of the OpenStreetMap `opening_hours` notation that shipped
records use: `24/7`; weekdays with times (`Mo-Fr 09:00-12:00,13:00-15:00; Sa 10:00-14:00`);
odd or even ISO weeks (`week 01-53/2 Th 12:00-15:00`); and `PH off`. A day stands in one rule
only: in that notation a second rule takes the place of the first, which people who write
"and on Mondays" do not mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final, Literal

from advisor_desk.domain.holidays import is_public_holiday

Weeks = Literal["all", "odd", "even"]

MINUTES_OF_DAY: Final = 24 * 60
_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(
    r"(?:week (?P<weeks>0[12]-5[23]/2) )?(?P<days>[A-Z][A-Za-z,-]*) (?P<times>[\d:,-]+)"
)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


class OpenState(Enum):
    """The three answers; never two."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """One weekly opening.

    Attributes:
        weekday: ISO weekday, 1 is Monday.
        opens, closes: minutes after local midnight; `closes` may pass 1440 for the night.
        weeks: in which ISO weeks it holds.
    """

    weekday: int
    opens: int
    closes: int
    weeks: Weeks = "all"

    def __post_init__(self) -> None:
        """Refuse spans that cannot be.

        Raises:
            ValueError: weekday or minutes out of range.
        """
        if not 1 <= self.weekday <= 7:
            raise ValueError(f"weekday {self.weekday} is not 1 to 7")
        if not 0 <= self.opens < min(self.closes, MINUTES_OF_DAY):
            raise ValueError(f"span {self.opens}-{self.closes} does not begin within its day")
        if self.closes > self.opens + MINUTES_OF_DAY:
            raise ValueError(f"span {self.opens}-{self.closes} is longer than a day")


@dataclass(frozen=True, slots=True)
class Hours:
    """When something is open, in Finnish local time.

    Attributes:
        spans: the weekly spans.
        always: day and night, holidays too.
        holidays_closed: whether the source says that it is closed on public holidays.
    """

    spans: tuple[Span, ...] = ()
    always: bool = False
    holidays_closed: bool = False

    def state(self, moment: datetime) -> OpenState:
        """Answer "open now?" for a moment in Finnish local time.

        On a public holiday the answer is "not known" unless the source speaks of holidays.
        """
        if self.always:
            return OpenState.OPEN
        if is_public_holiday(moment.date()):
            return OpenState.CLOSED if self.holidays_closed else OpenState.UNKNOWN
        minute = moment.hour * 60 + moment.minute
        yesterday = moment - timedelta(days=1)
        if self._covers(moment, minute) or self._covers(yesterday, minute + MINUTES_OF_DAY):
            return OpenState.OPEN
        return OpenState.CLOSED

    def closes_at(self, moment: datetime) -> int | None:
        """Return the minute of the day (0 to 1440) at which the present span closes, if open.

        None when closed, always open, or open past midnight.
        """
        if self.always or self.state(moment) is not OpenState.OPEN:
            return None
        minute = moment.hour * 60 + moment.minute
        ends = [s.closes for s in self.spans if _holds(s, moment) and s.opens <= minute < s.closes]
        return max(ends) if ends and max(ends) <= MINUTES_OF_DAY else None

    def _covers(self, day: datetime, minute: int) -> bool:
        return any(_holds(span, day) and span.opens <= minute < span.closes for span in self.spans)


def _holds(span: Span, day: datetime) -> bool:
    """Tell whether a span holds on the weekday and in the week of a day."""
    _, week, weekday = day.isocalendar()
    if span.weekday != weekday:
        return False
    return span.weeks == "all" or (span.weeks == "odd") == bool(week % 2)


def parse_hours(text: str) -> Hours:
    """Read the text form of opening hours.

    Raises:
        ValueError: a part is not in the notation; the message names the part.
    """
    if text.strip() == "24/7":
        return Hours(always=True)
    spans: list[Span] = []
    holidays_closed = False
    for part in (piece.strip() for piece in text.split(";")):
        if part == "PH off":
            holidays_closed = True
            continue
        found = list(_parse_rule(part))
        if any(_same_day(span, other) for span in found for other in spans):
            raise ValueError(f"opening hours: a day of '{part}' has a rule already")
        spans.extend(found)
    return Hours(spans=tuple(spans), holidays_closed=holidays_closed)


def _same_day(one: Span, other: Span) -> bool:
    """Tell whether two spans hold on some day both."""
    return one.weekday == other.weekday and (
        one.weeks == other.weeks or "all" in (one.weeks, other.weeks)
    )


def _parse_rule(part: str) -> Iterator[Span]:
    match = _RULE.fullmatch(part)
    if match is None:
        raise ValueError(f"opening hours: '{part}' is not understood")
    weeks: Weeks = "all"
    if match["weeks"]:
        weeks = "odd" if match["weeks"].startswith("01") else "even"
    for weekday in _parse_days(match["days"], part):
        for piece in match["times"].split(","):
            time = _TIME.fullmatch(piece)
            if time is None:
                raise ValueError(f"opening hours: time '{piece}' in '{part}' is not understood")
            opens = int(time[1]) * 60 + int(time[2])
            closes = int(time[3]) * 60 + int(time[4])
            if closes > MINUTES_OF_DAY:
                raise ValueError(f"opening hours: time '{piece}' in '{part}' is not understood")
            if closes <= opens:
                closes += MINUTES_OF_DAY
            yield Span(weekday, opens, closes, weeks)


def _parse_days(text: str, part: str) -> Iterator[int]:
    for piece in text.split(","):
        first, _, last = piece.partition("-")
        if first not in _DAYS or (last and last not in _DAYS):
            raise ValueError(f"opening hours: day '{piece}' in '{part}' is not understood")
        start = _DAYS.index(first)
        end = _DAYS.index(last) if last else start
        if end < start:
            raise ValueError(f"opening hours: days '{piece}' in '{part}' run backwards")
        yield from range(start + 1, end + 2)


def format_hours(hours: Hours) -> str:
    """Return the text form, so that `parse_hours(format_hours(h)) == h` for sorted spans."""
    if hours.always:
        return "24/7"
    rules: dict[str, list[str]] = {}
    for span in hours.spans:
        weeks = {"all": "", "odd": "week 01-53/2 ", "even": "week 02-52/2 "}[span.weeks]
        closes = span.closes - MINUTES_OF_DAY if span.closes > MINUTES_OF_DAY else span.closes
        times = rules.setdefault(f"{weeks}{_DAYS[span.weekday - 1]}", [])
        times.append(f"{_clock(span.opens)}-{_clock(closes)}")
    parts = [f"{days} {','.join(times)}" for days, times in rules.items()]
    if hours.holidays_closed:
        parts.append("PH off")
    return "; ".join(parts)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
