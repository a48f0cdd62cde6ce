"""Opening hours of PTV as sets of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Final, get_args
from zoneinfo import ZoneInfo

from advisor_desk.domain.holidays import named_days
from advisor_desk.domain.opening import (
    MINUTES_OF_DAY,
    Hours,
    HoursSet,
    SetKind,
    Span,
    SpanStatus,
    Weeks,
    closed_on,
)
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange import cleaning
from advisor_desk.exchange.ptv import v11_form, v12_form
from advisor_desk.exchange.ptv.model import BadField
from advisor_desk.exchange.ptv.texts import local, local_line
from advisor_desk.i18n import _

_DAYS: Final = {name: number for number, name in enumerate(get_args(v11_form.Weekday), 1)}
_TIME: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?")
_STATUS: Final[dict[str, SpanStatus]] = {
    "Open": "open",
    "OpenOnReservation": "appointment",
    "Closed": "closed",
}
_WEEKS: Final[dict[str, Weeks]] = {"Weekly": "all", "OddWeeks": "odd", "EvenWeeks": "even"}
_YEARS: Final = range(2000, 2100)
_MAX_SETS: Final = 60
"""Sets of one channel that are kept; a channel of PTV rarely has more than ten."""


class _Impossible(ValueError):
    """Times or dates that are of the right form but cannot be, such as an end before its start."""


def v11_hours(found: Sequence[v11_form.Hours] | None, path: str) -> Hours | None:
    """Return hours of version 11 as ours, or None where nothing is told.

    Raises:
        BadField: a time or a date is not of its form.
    """
    sets: list[HoursSet] = []
    for number, one in enumerate((found or ())[:_MAX_SETS]):
        words = HoursSet("unknown", heading=_v11_words(one), origin="import")
        try:
            made = _v11_set(one, words, f"{path}[{number}]")
        except _Impossible:
            made = words
        sets += _told(made)
    return Hours(tuple(sets)) if sets else None


def _v11_words(one: v11_form.Hours) -> LocalText:
    information = one.additional_information or ()
    return local_line({text.language or "": text.value for text in information})


def _v11_set(one: v11_form.Hours, words: HoursSet, path: str) -> HoursSet:
    """Return one set.

    Raises:
        BadField: a time or a date is not of its form.
        _Impossible: they cannot be.
    """
    exceptional = one.service_hour_type in ("Exceptional", "Exception")
    first, last = _moment_day(one, "valid_from", path), _moment_day(one, "valid_to", path)
    if one.valid_for_now and not exceptional:
        first = last = None
    if exceptional:
        words = _dated(words, "exception", first, last or first)
    else:
        words = _dated(words, "season" if last else "regular", first, last)
    spans = tuple(_v11_spans(one, path))
    if one.is_closed and not spans:
        return replace(words, status="closed")
    if one.is_always_open:
        return _always(words)
    if spans:
        return replace(words, spans=spans)
    if one.is_reservation:
        return replace(words, kind="by_appointment")
    return replace(words, kind="unknown")


def _always(words: HoursSet) -> HoursSet:
    """Return a set that is open day and night; within dates, as spans of whole days."""
    if words.kind == "regular" and words.first is None:
        return replace(words, kind="always")
    return replace(words, spans=tuple(Span(day, 0, MINUTES_OF_DAY) for day in range(1, 8)))


def _v11_spans(one: v11_form.Hours, path: str) -> Iterator[Span]:
    status: SpanStatus = "open"
    if one.is_closed:
        status = "closed"
    elif one.is_reservation:
        status = "appointment"
    over = one.service_hour_type in ("OverMidnight", "Special")
    for number, hour in enumerate(one.opening_hour or ()):
        where = f"{path}.openingHour[{number}]"
        if not hour.from_ and not hour.to:
            continue
        start, end = _minute(hour.from_, f"{where}.from"), _minute(hour.to, f"{where}.to")
        first = _DAYS.get(hour.day_from or "")
        last = _DAYS.get(hour.day_to or "")
        if over and first and last:
            yield from _continuous(first, start, last, end, status)
        else:
            for day in _days(first, last):
                yield _span(day, start, end, status)


def _days(first: int | None, last: int | None) -> list[int]:
    """Return the weekdays of a range that may pass Sunday; all of them where none is told."""
    if first is None:
        return list(range(1, 8))
    if last is None:
        return [first]
    return [(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)]


def _continuous(first: int, start: int, last: int, end: int, status: SpanStatus) -> Iterator[Span]:
    """Give the spans of a time without a break from one weekday to another."""
    days = (last - first) % 7
    if days == 0 and _end(end) <= start:
        days = 7
    if days <= 1:
        yield _span(first, start, _end(end) + days * MINUTES_OF_DAY, status)
        return
    yield _span(first, start, MINUTES_OF_DAY, status)
    for step in range(1, days):
        yield _span((first - 1 + step) % 7 + 1, 0, MINUTES_OF_DAY, status)
    if end:
        yield _span((first - 1 + days) % 7 + 1, 0, end, status)


def _end(minute: int) -> int:
    """Return an end of a day: midnight and the minute before it are the day's last."""
    return MINUTES_OF_DAY if minute in (0, MINUTES_OF_DAY - 1) else minute


@lru_cache(maxsize=4096)  # most offices are open from nine to four
def _span(
    day: int,
    start: int,
    end: int,
    status: SpanStatus,
    weeks: Weeks = "all",
    holiday: str = "",
) -> Span:
    """Return a span; one that ends before it starts goes on into the next day.

    Raises:
        _Impossible: it has no length or starts after its day.
    """
    end = _end(end)
    if end < start:
        end += MINUTES_OF_DAY
    try:
        return Span(day, start, end, weeks=weeks, status=status, holiday=holiday)
    except ValueError as error:
        raise _Impossible from error


def v12_hours(found: v12_form.ServiceHours | None, path: str) -> Hours | None:
    """Return hours of version 12 as ours, or None where nothing is told.

    Raises:
        BadField: a time or a date is not of its form.
    """
    if found is None:
        return None
    sets: list[HoursSet] = []
    for number, one in enumerate((found.hours or ())[:_MAX_SETS]):
        words = HoursSet(
            "unknown",
            heading=local_line(one.heading),
            text=local(one.additional_information),
            origin="import",
        )
        try:
            made = _v12_set(one, words, f"{path}.hours[{number}]")
        except _Impossible:
            made = words
        sets += _told(made)
    if found.holiday_service_hours is not None:
        sets += _holidays(found.holiday_service_hours, f"{path}.holidayServiceHours")
    return Hours(tuple(sets)) if sets else None


def _v12_set(one: v12_form.Hours, words: HoursSet, path: str) -> HoursSet:
    kind = one.type.removesuffix("ServiceHour")
    status = _STATUS[one.opening_status]
    if kind == "ContinuousAlwaysValid":
        return replace(words, kind="by_appointment" if status == "appointment" else "always")
    first, last = _day(one.from_date, f"{path}.fromDate"), _day(one.to_date, f"{path}.toDate")
    if kind == "ExceptionalDateRange":
        words = _dated(words, "exception", first, last or first)
        return _exception(words, tuple(_week(one.weekly_hours, path)))
    if kind in ("WeeklyDateRange", "ContinuousDateRange"):
        words = _dated(words, "season", first, last)
    else:
        words = replace(words, kind="regular")
    if kind.startswith("Weekly"):
        spans = tuple(_week(one.weekly_hours, path))
    else:
        start = _minute(one.from_time, f"{path}.fromTime")
        end = _minute(one.to_time, f"{path}.toTime")
        days = _DAYS.get(one.from_day or ""), _DAYS.get(one.to_day or "")
        if days[0] is None or days[1] is None:
            raise _Impossible
        spans = tuple(_continuous(days[0], start, days[1], end, status))
    return replace(words, spans=spans) if spans else replace(words, kind="unknown")


def _exception(words: HoursSet, spans: tuple[Span, ...]) -> HoursSet:
    """Return an exception, closed as a whole where nothing in it is open."""
    opening = tuple(span for span in spans if span.status != "closed")
    if spans and not opening:
        partial = tuple(span for span in spans if span.closes - span.opens < MINUTES_OF_DAY - 1)
        return replace(words, spans=partial) if partial else replace(words, status="closed")
    whole = tuple(
        span
        for span in spans
        if span.status != "closed" or span.closes - span.opens < MINUTES_OF_DAY - 1
    )
    return replace(words, spans=whole) if whole else replace(words, kind="unknown")


def _week(week: v12_form.Week | None, path: str) -> Iterator[Span]:
    for name, number in _DAYS.items():
        day: v12_form.Day | None = getattr(week, name.lower(), None)
        for place, times in enumerate(day.hours or () if day else ()):
            where = f"{path}.weeklyHours.{name.lower()}.hours[{place}]"
            start = _minute(times.start, f"{where}.start")
            end = _minute(times.end, f"{where}.end")
            span = _span(
                number, start, end, _STATUS[times.opening_status], _WEEKS[times.repetition]
            )
            yield replace(span, note=local_line(times.additional_information))


def _holidays(found: v12_form.HolidayHours, path: str) -> list[HoursSet]:
    """Return what holds on named days: one set for all years, or an exception for each year."""
    named: dict[str, tuple[Span, ...]] = {}
    for number, holiday in enumerate(found.holidays or ()):
        where = f"{path}.holidays[{number}]"
        try:
            named[holiday.holiday_name] = tuple(_holiday_spans(holiday, where))
        except _Impossible:
            continue
    if found.repetition is None or not found.repetition.years:
        spans = tuple(span for spans in named.values() for span in spans)
        return [HoursSet("regular", spans, origin="import")] if spans else []
    return [
        _on_day(spans, named_days(year)[name])
        for year in sorted(set(found.repetition.years))
        if year in _YEARS
        for name, spans in named.items()
    ][:_MAX_SETS]


def _holiday_spans(holiday: v12_form.Holiday, path: str) -> Iterator[Span]:
    """Give the spans of a named day; a day without hours is closed."""
    name = holiday.holiday_name
    open_hours = [one for one in holiday.hours or () if one.opening_status != "Closed"]
    if not open_hours:
        yield closed_on(name)
    for number, times in enumerate(open_hours):
        start = _minute(times.start, f"{path}.hours[{number}].start")
        end = _minute(times.end, f"{path}.hours[{number}].end")
        span = _span(0, start, end, _STATUS[times.opening_status], holiday=name)
        yield replace(span, note=local_line(times.additional_information))


def _on_day(spans: Iterable[Span], day: date) -> HoursSet:
    """Return spans of a named day as an exception on the day itself."""
    opening = tuple(
        replace(span, holiday="", weekday=day.isoweekday())
        for span in spans
        if span.status != "closed"
    )
    dated = HoursSet("exception", opening, first=day, last=day, origin="import")
    return dated if opening else replace(dated, status="closed")


def _told(made: HoursSet) -> list[HoursSet]:
    """Return a set in a list, or none where it says nothing."""
    empty = made.kind == "unknown" and not made.heading and not made.text
    return [] if empty else [made]


def _dated(words: HoursSet, kind: SetKind, first: date | None, last: date | None) -> HoursSet:
    try:
        return replace(words, kind=kind, first=first, last=last)
    except ValueError as error:
        raise _Impossible from error


def _minute(text: str | None, path: str) -> int:
    """Return a time as minutes after midnight.

    Raises:
        BadField: it is none.
    """
    minute = _minute_of(text or "")
    if minute is None:
        raise BadField(
            path, _("“{value}” is not a time of day.").format(value=cleaning.line(text, 40))
        )
    return minute


@lru_cache(maxsize=2048)
def _minute_of(text: str) -> int | None:
    """Return a time as minutes after midnight, which 24:00 is too; None where it is no time."""
    match = _TIME.fullmatch(text.strip())
    minute = int(match[1]) * 60 + int(match[2]) if match else -1
    return minute % MINUTES_OF_DAY if 0 <= minute <= MINUTES_OF_DAY else None


def _day(text: str | None, path: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise _bad_date(text, path) from error


def _bad_date(text: str, path: str) -> BadField:
    return BadField(path, _("“{value}” is not a date.").format(value=cleaning.line(text, 40)))


def _moment_day(one: v11_form.Hours, name: str, path: str) -> date | None:
    """Return the Finnish day of a moment in time; version 11 tells midnights in UTC."""
    text: str | None = getattr(one, name)
    if not text:
        return None
    try:
        return _finnish_day(text)
    except (ValueError, OverflowError) as error:
        where = f"{path}.{'validFrom' if name == 'valid_from' else 'validTo'}"
        raise _bad_date(text, where) from error


@lru_cache(maxsize=2048)
def _finnish_day(text: str) -> date:
    """Return the Finnish day of a moment, or of a day.

    Raises:
        ValueError: it is none.
        OverflowError: it is at the end of time.
    """
    moment = datetime.fromisoformat(text)
    return moment.date() if moment.tzinfo is None else moment.astimezone(_helsinki()).date()


@lru_cache(maxsize=1)
def _helsinki() -> ZoneInfo:
    return ZoneInfo("Europe/Helsinki")
