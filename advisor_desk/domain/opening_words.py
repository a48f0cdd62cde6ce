"""Reading opening hours that people wrote in Finnish, Swedish or English.

A text is read whole or not at all: one word that is not understood, a day without a time or
a time that could mean two things, and it stays text. Wrong rows are worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from advisor_desk.domain.holidays import PUBLIC_HOLIDAY
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
from advisor_desk.domain.opening_lexicon import LEXICONS, MONTHS, Lexicon
from advisor_desk.domain.text import LANGUAGES, Language, LocalText

_LONGEST: Final = 300
"""Characters; what is longer is a story and not a table of hours."""
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_INVISIBLE: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_TIME: Final = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?(?![\d/])(?: ?(?P<half>[ap])\.?m\b\.?)?"
)
_DATE: Final = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\d)")
_DATE_SHORT: Final = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.(?! ?\d{4})")
_DATE_WORDS: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})[a-z]*\.? (\d{{4}})(?!\d)")
_SEPARATOR: Final = re.compile(r" ?[,;.\n] ?| ")
_WHOLE_DAY: Final = ((0, MINUTES_OF_DAY),)
_LATEST_NIGHT: Final = 9 * 60
_EARLIEST_EVENING: Final = 15 * 60
_EARLIEST_MORNING: Final = 6 * 60


class _NotUnderstood(Exception):  # noqa: N818 - it never leaves this module
    """The text says something else than hours, or not clearly enough."""


class _Dates(NamedTuple):
    """The dates of a part; all None for one that holds always."""

    first: date | None = None
    last: date | None = None


class _Part(NamedTuple):
    """What one part of a text says.

    Attributes:
        kind: "regular" for one with spans.
        spans: its spans.
        dates: when it holds.
        closes: it began with the word "closed", so that what follows is not clear.
    """

    kind: SetKind
    spans: tuple[Span, ...] = ()
    dates: _Dates = _Dates()
    closes: bool = False


def parse_words(text: str, language: Language) -> Hours | None:
    """Return the hours that a text in one language tells; None where it is not understood."""
    reader = _Reader(_plain(text), LEXICONS[language], language)
    if not 0 < len(reader.text) <= _LONGEST:
        return None
    try:
        return _together(_read_parts(reader), LocalText(**{language: text.strip()}))
    except _NotUnderstood:
        return None


def read_words(texts: Iterable[LocalText]) -> Hours | None:
    """Return the hours that the texts of one source tell together.

    Each text is read in every language it is there in, and what is read must agree. Where one
    of the texts is not understood, it may limit the others, so all stay words.

    Returns:
        Rows that keep the words beside them; sets of kind "unknown" with nothing but the
        words; None where there are no words.
    """
    told = [text for text in texts if text]
    found = [_read_one(text) for text in told]
    known = [hours for hours in found if hours is not None]
    if len(known) < len(told):
        return Hours(tuple(HoursSet("unknown", text=text, origin="text") for text in told))
    merged: dict[tuple[SetKind, date | None, date | None], HoursSet] = {}
    for one in (one for hours in known for one in hours.sets):
        key = (one.kind, one.first, one.last)
        before = merged.get(key)
        merged[key] = one if before is None else _joined(before, one)
    return Hours(tuple(merged.values())) if merged else None


def _read_one(text: LocalText) -> Hours | None:
    readings = [parse_words(text.get(tag), tag) for tag in LANGUAGES if text.get(tag)]
    known = [hours for hours in readings if hours is not None]
    bare = {_without_words(hours) for hours in known}
    if len(bare) != 1:
        return None
    return Hours(tuple(replace(one, text=text) for one in known[0].sets))


def _without_words(hours: Hours) -> Hours:
    return Hours(tuple(replace(one, text=LocalText()) for one in hours.sets))


def _joined(one: HoursSet, other: HoursSet) -> HoursSet:
    texts = ["\n".join(filter(None, (one.text.get(tag), other.text.get(tag)))) for tag in LANGUAGES]
    spans = tuple(dict.fromkeys((*one.spans, *other.spans)))
    return replace(one, spans=spans, text=LocalText(*texts))


def _plain(text: str) -> str:
    text = _INVISIBLE.sub("", _DASHES.sub("-", text)).casefold().replace("\N{NO-BREAK SPACE}", " ")
    text = re.sub(r"[ \t\r]+", " ", re.sub(r"\s*\n\s*", "\n", text)).strip(" \n")
    return text.rstrip(". ")


class _Reader:
    """A place in a text, and the words of its language."""

    def __init__(self, text: str, lexicon: Lexicon, language: Language) -> None:
        self.text = text
        self.at = 0
        self.lexicon = lexicon
        self.language = language

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what fits a pattern, and the space after it; None leaves the place as it is."""
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
            while self.text.startswith(" ", self.at):
                self.at += 1
        return match

    def ended(self) -> bool:
        """Tell whether all is read."""
        return self.at >= len(self.text)


def _read_parts(reader: _Reader) -> list[_Part]:
    parts: list[_Part] = []
    reader.take(reader.lexicon.title)
    while not reader.ended():
        if parts and not (reader.take(_SEPARATOR) or _space_before(reader)):
            raise _NotUnderstood
        if parts:
            reader.take(reader.lexicon.joint)
        parts.append(_read_part(reader, parts))
    return parts


def _space_before(reader: _Reader) -> bool:
    return reader.text[reader.at - 1] == " "


def _read_part(reader: _Reader, before: list[_Part]) -> _Part:
    words = reader.lexicon
    if reader.take(words.holidays_closed):
        return _Part("regular", (closed_on(PUBLIC_HOLIDAY),))
    if before and reader.take(words.otherwise):
        if not reader.take(words.appointment):
            raise _NotUnderstood
        return _Part("by_appointment")
    closes = bool(reader.take(words.closed))
    opens = not closes and bool(reader.take(words.open))
    if not before and reader.take(words.appointment):
        if closes:
            raise _NotUnderstood
        return _Part("by_appointment")
    if before and before[-1].closes and not (closes or opens):
        raise _NotUnderstood
    return _read_days_and_times(reader, closes=closes)


def _read_days_and_times(reader: _Reader, *, closes: bool) -> _Part:
    words = reader.lexicon
    dates = _read_dates(reader)
    weeks = _read_weeks(reader)
    times, around = (), bool(reader.take(words.always))
    days = _read_days(reader)
    if not days and not around:
        times = _read_times(reader)
        days = _read_days(reader) if times else None
    free = days.holidays_free if days else False
    weeks = weeks if weeks != "all" else _read_weeks(reader)
    dates = dates if dates != _Dates() else _read_dates(reader)
    around = around or bool(reader.take(words.always))
    if around and not times and (days is None or (days.every and weeks == "all")) and not closes:
        return _Part("always", dates=dates)
    if days is None:
        raise _NotUnderstood
    said_closed = closes or (not around and not times and bool(reader.take(words.closed)))
    if not (around or times or (said_closed and not closes)):
        times = _read_times(reader)
    if said_closed and not times:
        around = True
    if not around and not times:
        raise _NotUnderstood
    weeks = weeks if weeks != "all" else _read_weeks(reader)
    status: SpanStatus = "closed" if said_closed else "open"
    if not said_closed and reader.take(words.appointment):
        status = "appointment"
    spans = [
        Span(day, opens, shuts, weeks, status)
        for opens, shuts in (times or _WHOLE_DAY)
        for day in days.weekdays
    ]
    if free and not said_closed:
        spans.append(closed_on(PUBLIC_HOLIDAY))
    return _Part("regular", tuple(spans), dates, closes)


class _DayList(NamedTuple):
    """Days of the week.

    Attributes:
        weekdays: in the order in which they were named.
        every: it was "every day".
        holidays_free: it was "working days except holidays".
    """

    weekdays: tuple[int, ...]
    every: bool = False
    holidays_free: bool = False


def _read_days(reader: _Reader) -> _DayList | None:
    """Read "mon-wed, fri"; None where no day is named here."""
    words = reader.lexicon
    for pattern, found in (
        (words.every_day, _DayList((1, 2, 3, 4, 5, 6, 7), every=True)),
        (words.working_days_free, _DayList((1, 2, 3, 4, 5), holidays_free=True)),
        (words.working_days, _DayList((1, 2, 3, 4, 5))),
        (words.weekend, _DayList((6, 7))),
    ):
        if reader.take(pattern):
            return found
    days: list[int] = []
    while True:
        start = reader.at
        if days and not reader.take(words.list_joint):
            break
        run = _read_day_run(reader)
        if not run:
            reader.at = start
            break
        days.extend(run)
    if len(set(days)) != len(days):
        raise _NotUnderstood
    return _DayList(tuple(days)) if days else None


def _read_day_run(reader: _Reader) -> list[int]:
    """Read "mon" or "mon-wed"; an empty list where no day is named."""
    first, from_form = _read_day(reader)
    if not first:
        return []
    place = reader.at
    if not (reader.take(reader.lexicon.day_joint) or from_form):
        return [first]
    last, _ = _read_day(reader)
    if not last and from_form:
        raise _NotUnderstood
    if not last:
        reader.at = place
        return [first]
    if last == first:
        raise _NotUnderstood
    return [(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)]


def _read_day(reader: _Reader) -> tuple[int, bool]:
    """Return a weekday, 0 for none, and whether its form says "from" ("maanantaista")."""
    for number, pattern in enumerate(reader.lexicon.days, 1):
        match = reader.take(pattern)
        if match:
            return number, match[0].endswith("sta")
    return 0, False


def _read_weeks(reader: _Reader) -> Weeks:
    if reader.take(reader.lexicon.odd_weeks):
        return "odd"
    return "even" if reader.take(reader.lexicon.even_weeks) else "all"


def _read_dates(reader: _Reader) -> _Dates:
    """Read "from 1.6.2025", "until 31.8.2025" or "1.6.-31.8.2025"."""
    words, place = reader.lexicon, reader.at
    if reader.take(words.from_date):
        first = _read_date(reader)
        if first is None:
            raise _NotUnderstood
        return _until(reader, first)
    if reader.take(words.until_date):
        return _Dates(None, _required(_read_date(reader)))
    short = reader.take(_DATE_SHORT)
    first = None if short else _read_date(reader)
    if short is None and first is None:
        return _Dates()
    if reader.take(words.day_joint):
        last = _required(_read_date(reader))
        if short:
            first = _make_date(last.year, short[2], short[1])
        if first is None or first > last:
            raise _NotUnderstood
        return _Dates(first, last)
    if first and reader.take(words.from_after):
        return _until(reader, first)
    if first and reader.take(words.until_after):
        return _Dates(None, first)
    reader.at = place
    return _Dates()


def _until(reader: _Reader, first: date) -> _Dates:
    if not (reader.take(reader.lexicon.until_date) or reader.take(reader.lexicon.day_joint)):
        return _Dates(first)
    last = _required(_read_date(reader))
    if last < first:
        raise _NotUnderstood
    return _Dates(first, last)


def _required(day: date | None) -> date:
    if day is None:
        raise _NotUnderstood
    return day


def _read_date(reader: _Reader) -> date | None:
    match = reader.take(_DATE)
    if match:
        return _make_date(match[3], match[2], match[1])
    match = reader.take(_DATE_WORDS) if reader.language == "en" else None
    return _make_date(match[3], MONTHS.index(match[2]) + 1, match[1]) if match else None


def _make_date(year: str | int, month: str | int, day: str | int) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise _NotUnderstood from error


def _read_times(reader: _Reader) -> tuple[tuple[int, int], ...]:
    """Read "9-12 and 13-15"; empty where no time stands here."""
    found: list[tuple[int, int]] = []
    while True:
        place = reader.at
        if found and not reader.take(reader.lexicon.list_joint):
            break
        reader.take(reader.lexicon.clock)
        span = _read_time_run(reader)
        if span is None:
            reader.at = place
            break
        found.append(span)
    return tuple(found)


def _read_time_run(reader: _Reader) -> tuple[int, int] | None:
    start = reader.take(_TIME)
    if start is None or not reader.take(reader.lexicon.time_joint):
        return None
    reader.take(reader.lexicon.clock)
    end = reader.take(_TIME)
    if end is None:
        return None
    reader.take(reader.lexicon.hours_unit)
    return _span_of(start, end, reader.language)


def _span_of(start: re.Match[str], end: re.Match[str], language: Language) -> tuple[int, int]:
    """Return opening and closing; refuse what could mean two things."""
    opens, closes = _minutes(start), _minutes(end)
    halves = (start["half"], end["half"])
    if language != "en" and any(halves):
        raise _NotUnderstood
    if halves[0] != halves[1] and None in halves:  # "9-4 pm" may begin in the morning or not
        raise _NotUnderstood
    if language == "en" and not any(halves) and 0 < opens < _EARLIEST_MORNING:
        raise _NotUnderstood  # "1-3" is no hour of the night
    if closes <= opens and opens >= _EARLIEST_EVENING and closes <= _LATEST_NIGHT:
        closes += MINUTES_OF_DAY
    if not 0 <= opens < min(closes, MINUTES_OF_DAY):
        raise _NotUnderstood
    if closes > MINUTES_OF_DAY and closes == 2 * MINUTES_OF_DAY:
        raise _NotUnderstood
    return opens, closes


def _minutes(time: re.Match[str]) -> int:
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if time["half"]:
        if not 1 <= hour <= 12:
            raise _NotUnderstood
        hour = hour % 12 + (12 if time["half"] == "p" else 0)
    if hour * 60 + minute > MINUTES_OF_DAY:
        raise _NotUnderstood
    return hour * 60 + minute


def _together(parts: Iterable[_Part], text: LocalText) -> Hours:
    """Return the sets of what the parts of one text say."""
    grouped: dict[tuple[SetKind, _Dates], list[Span]] = {}
    for part in parts:
        spans = grouped.setdefault((part.kind, part.dates), [])
        if any(_overlap(span, other) for span in part.spans for other in spans):
            raise _NotUnderstood
        spans.extend(part.spans)
    kinds = {kind for kind, _ in grouped}
    if "always" in kinds and len(grouped) > 1:
        raise _NotUnderstood
    return Hours(
        tuple(
            HoursSet(
                "season" if kind == "regular" and dates.first and dates.last else kind,
                tuple(spans),
                *dates,
                text=text,
                origin="text",
            )
            for (kind, dates), spans in grouped.items()
        )
    )


def _overlap(span: Span, other: Span) -> bool:
    """Tell whether two openings say the same time twice, which nobody means."""
    return (
        (span.weekday, span.holiday) == (other.weekday, other.holiday)
        and (span.weeks == other.weeks or "all" in (span.weeks, other.weeks))
        and (span.status == "closed") == (other.status == "closed")
        and span.opens < other.closes
        and other.opens < span.closes
    )
