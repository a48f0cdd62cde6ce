"""Seasons, exceptions and named days as they are typed, and as sets of hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from advisor_desk.domain.opening import HoursSet, SetKind, Span, closed_on
from advisor_desk.domain.opening_words import parse_words
from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.i18n import _
from advisor_desk.services.hours_text import HOLIDAY_NAMES, days_text
from advisor_desk.ui.directory.editor.day_times import (
    NotHours,
    Times,
    read_times,
    times_of,
    write_times,
)
from advisor_desk.ui.widgets.day_edit import read_day, refusal, written_day

RowKind = Literal["exception", "season", "holiday"]

PUBLIC: Final = closed_on("PublicHoliday")
"""What "closed on public holidays" is among the spans of a week."""


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A season, an exception or a named day, as it is typed.

    Attributes:
        kind: which of them.
        first, last: days as typed; an exception without a last one is of one day, a season
            without one goes on.
        holiday: the named day, for kind "holiday".
        closed: closed as a whole.
        times: hours of all its days, "10–14", or of days of the week, "Mon–Fri 10–14".
        heading: what a season or an exception is called.
        text: the source's own words about it, which are not typed here.
    """

    kind: RowKind
    first: str = ""
    last: str = ""
    holiday: str = ""
    closed: bool = False
    times: str = ""
    heading: LocalText = LocalText()
    text: LocalText = LocalText()


def holiday_rows(spans: Iterable[Span]) -> list[DatedRow]:
    """Return the named days among spans, but for public holidays as a whole."""
    return [
        DatedRow(
            "holiday",
            holiday=span.holiday,
            closed=span == closed_on(span.holiday),
            times="" if span == closed_on(span.holiday) else write_times(times_of([span])),
        )
        for span in spans
        if span.holiday and span != PUBLIC
    ]


def row_of(one: HoursSet) -> DatedRow | None:
    """Return a season or exception as a row; None where the row would say something else."""
    if one.kind not in ("season", "exception") or one.first is None:
        return None
    kind: RowKind = "season" if one.kind == "season" else "exception"
    last = "" if one.last is None or one.last == one.first else written_day(one.last)
    plain = tuple(dict.fromkeys(times_of(one.spans)))
    for times in (write_times(plain), _write_week(one.spans)):
        closed = one.status == "closed"
        day = written_day(one.first)
        row = DatedRow(kind, day, last, "", closed, times, one.heading, one.text)
        try:
            read = set_of(row)
        except NotHours:
            continue
        if as_told(read) == as_told(one):
            return row
    return None


def as_told(one: HoursSet) -> HoursSet:
    """Return a set for comparing: whoever entered it, and whatever the order of its spans."""
    return replace(one, origin="", spans=tuple(sorted(one.spans, key=_span_order)))


def _span_order(span: Span) -> tuple[int, str, str, int, int, str]:
    return (span.weekday, span.holiday, span.weeks, span.opens, span.closes, span.status)


def _write_week(spans: Iterable[Span]) -> str:
    """Return the hours of days of the week in one line: "Mon–Fri 9–14, Sat 10–12"."""
    days: dict[tuple[Times, ...], list[int]] = {}
    spans = list(spans)
    for day in range(1, 8):
        times = times_of(span for span in spans if span.weekday == day)
        if times:
            days.setdefault(times, []).append(day)
    return ", ".join(f"{days_text(on)} {write_times(times)}" for times, on in days.items())


def holiday_span(row: DatedRow) -> Span:
    """Return a named day.

    Raises:
        NotHours: its hours are not understood.
    """
    if row.closed:
        return closed_on(row.holiday)
    opens, closes, status = read_times(row.times)[0]
    return Span(0, opens, closes, status=status, holiday=row.holiday)


def set_of(row: DatedRow) -> HoursSet:
    """Return a season or exception.

    Raises:
        NotHours: a day or its hours are not understood.
    """
    first = _read_day(row.first)
    last = _read_day(row.last) if row.last.strip() else None
    if last is None and row.kind == "exception":
        last = first
    if last and last < first:
        raise NotHours(
            _("{last} is before {first}.").format(last=row.last.strip(), first=row.first.strip())
        )
    kind: SetKind = "season" if row.kind == "season" else "exception"
    if row.closed:
        return HoursSet(
            kind, first=first, last=last, heading=row.heading, text=row.text, status="closed"
        )
    weekdays = [first.isoweekday()] if last == first else list(range(1, 8))
    return HoursSet(kind, _read_week(row.times, weekdays), first, last, row.heading, row.text)


def _read_day(typed: str) -> date:
    day = read_day(typed)
    if day is None:
        raise NotHours(refusal(typed.strip()))
    return day


def _read_week(typed: str, weekdays: Sequence[int]) -> tuple[Span, ...]:
    """Return the hours of a row: the same for all its days, or by days of the week."""
    if not typed.strip():
        raise NotHours(_("Write the hours, or tick “Closed”."))
    for tag in LANGUAGES:
        read = parse_words(typed, tag)
        if read is not None and len(read.sets) == 1 and read.sets[0].kind == "regular":
            bare = read.sets[0]
            if bare.first is None and bare.last is None:
                return bare.spans
    times = read_times(typed)
    return tuple(Span(day, a, b, status=status) for day in weekdays for a, b, status in times)


def row_problem(row: DatedRow) -> str:
    """Return what is wrong with a row, or an empty text."""
    try:
        if row.kind != "holiday":
            set_of(row)
        elif not row.closed and len(read_times(row.times)) != 1:
            return _("Write the hours as one span, or tick “Closed”.")
    except NotHours as problem:
        return str(problem)
    return ""


def row_name(row: DatedRow) -> str:
    """Return what a row is called."""
    if row.kind == "holiday":
        return _(HOLIDAY_NAMES.get(row.holiday, "")) or _("Named day")
    return _("Season") if row.kind == "season" else _("Exception")
