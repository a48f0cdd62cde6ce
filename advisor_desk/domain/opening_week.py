"""Opening hours as a table: days with the same hours together, and the exceptions to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from advisor_desk.domain.holidays import HOLIDAYS, PUBLIC_HOLIDAY
from advisor_desk.domain.opening import (
    Hours,
    HoursSet,
    OpenState,
    Piece,
    Span,
    Weeks,
    pieces_of,
)
from advisor_desk.domain.text import LocalText

_SEASON_AHEAD: Final = timedelta(days=60)
"""How long before its first day a season is shown."""
_LONGEST_EXCEPTION: Final = 366
"""Days for which an exception is followed."""


def day_runs(days: Iterable[int]) -> list[tuple[int, int]]:
    """Return weekdays as runs of those that follow each other, each with its first and last."""
    runs: list[tuple[int, int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


class WeekLine(NamedTuple):
    """Days on which the same holds.

    Attributes:
        days: ISO weekdays in order; empty for a holiday.
        holiday: its name, or empty.
        weeks: in which weeks.
        pieces: what holds when, in order; only a day without any opening has closed ones.
        notes: remarks on its spans.
    """

    days: tuple[int, ...]
    holiday: str
    weeks: Weeks
    pieces: tuple[Piece, ...]
    notes: tuple[LocalText, ...] = ()


class DatedLine(NamedTuple):
    """Dates on which the same exception holds.

    Attributes:
        first, last: the dates, both included.
        pieces: what holds when; empty where that is not known.
        heading: what the exception is called.
        state: what holds outside the pieces.
    """

    first: date
    last: date
    pieces: tuple[Piece, ...]
    heading: LocalText
    state: OpenState


def week_lines(sets: Iterable[HoursSet]) -> list[WeekLine]:
    """Return the week of sets that hold together: weekdays first, then holidays."""
    spans = [span for one in sets for span in one.spans]
    lines: dict[tuple[Weeks, tuple[Piece, ...], tuple[LocalText, ...]], list[int]] = {}
    for day in range(1, 8):
        for weeks, held in _by_weeks([span for span in spans if span.weekday == day]):
            pieces, notes = _shown(held)
            if pieces:
                lines.setdefault((weeks, pieces, notes), []).append(day)
    found = [WeekLine(tuple(days), "", *key) for key, days in lines.items()]
    found.sort(key=_first_day)
    for name in (PUBLIC_HOLIDAY, *HOLIDAYS):
        held = [span for span in spans if span.holiday == name]
        if held:
            pieces, notes = _shown(held)
            found.append(WeekLine((), name, "all", pieces, notes))
    return found


def _first_day(line: WeekLine) -> tuple[int, str]:
    return (line.days[0], line.weeks)


def _by_weeks(spans: list[Span]) -> list[tuple[Weeks, list[Span]]]:
    """Return the spans of a day for all weeks, or for odd and even ones where they differ."""
    if all(span.weeks == "all" for span in spans):
        return [("all", spans)]
    either: tuple[Weeks, Weeks] = ("odd", "even")
    return [(weeks, [s for s in spans if s.weeks in ("all", weeks)]) for weeks in either]


def _shown(spans: list[Span]) -> tuple[tuple[Piece, ...], tuple[LocalText, ...]]:
    pieces = sorted(pieces_of(spans))
    open_ones = [piece for piece in pieces if piece.state is not OpenState.CLOSED]
    notes = dict.fromkeys(span.note for span in spans if span.note)
    return tuple(open_ones or pieces), tuple(notes)


def shown_sets(hours: Hours, today: date) -> list[tuple[HoursSet, ...]]:
    """Return what is worth showing beside exceptions: sets that hold together, as groups.

    What is over is left out; seasons appear some weeks before they begin.
    """
    return [
        group
        for group in together(one for one in hours.sets if one.kind != "exception")
        if not (_is_over(group[0], today) or _is_far(group[0], today))
    ]


def together(sets: Iterable[HoursSet]) -> list[tuple[HoursSet, ...]]:
    """Return sets as groups of those that hold together: of one kind, name and time."""
    groups: dict[tuple[str, date | None, date | None, LocalText], list[HoursSet]] = {}
    for one in sets:
        groups.setdefault((one.kind, one.first, one.last, one.heading), []).append(one)
    return [tuple(group) for group in groups.values()]


def _is_over(one: HoursSet, today: date) -> bool:
    return one.last is not None and one.last < today


def _is_far(one: HoursSet, today: date) -> bool:
    far = one.kind == "season" and one.first and one.first > today + _SEASON_AHEAD
    return bool(far)


def coming_exceptions(hours: Hours, today: date, days: int = 30) -> list[DatedLine]:
    """Return the exceptions of the coming days, today included; equal neighbours together.

    One that begins within these days is followed to its end.
    """
    found: list[DatedLine] = []
    if not any(one.kind == "exception" for one in hours.sets):
        return found
    for number in range(days + _LONGEST_EXCEPTION):
        day = today + timedelta(days=number)
        sets = hours.governing(day)
        goes_on = bool(found) and found[-1].last + timedelta(days=1) == day
        if number > days and not goes_on:
            break
        if not sets or sets[0].kind != "exception":
            continue
        line = _dated(sets, day)
        if goes_on and found[-1][2:] == line[2:]:
            found[-1] = found[-1]._replace(last=day)
        elif number <= days:
            found.append(line)
    return found


def _dated(sets: tuple[HoursSet, ...], day: date) -> DatedLine:
    weekday, parity = day.isoweekday(), "odd" if day.isocalendar().week % 2 else "even"
    spans = [
        span
        for one in sets
        for span in one.spans
        if span.weekday == weekday and span.weeks in ("all", parity)
    ]
    known = any(one.status == "closed" or one.spans for one in sets)
    state = OpenState.CLOSED if known else OpenState.UNKNOWN
    return DatedLine(day, day, _shown(spans)[0], sets[0].heading, state)
