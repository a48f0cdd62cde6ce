"""Reading opening hours that people wrote in Finnish, Swedish or English.

A text is read whole or not at all: one word that is not understood, a day without a time or
a time that could mean two things, and it stays text. Wrong rows are worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
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
_LONGEST_SPAN: Final = {False: MINUTES_OF_DAY, True: 16 * 60}
"""Minutes within a day, and of a night: "15-9" is more likely an error than 18 hours."""
_COLON: Final = re.compile(" ?:")


class _NotUnderstood(Exception):
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
        dates_first: the dates stand before days and times, and so may hold for more parts.
        times_first: the times stand before the days.
        closes: it began with the word "closed", so that what follows is not clear.
    """

    kind: SetKind
    spans: tuple[Span, ...] = ()
    dates: _Dates = _Dates()
    dates_first: bool = False
    times_first: bool | None = None
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
    if not before and not closes and reader.take(words.appointment):
        return _Part("by_appointment")
    if before and before[-1].closes and not (closes or opens):
        raise _NotUnderstood
    found = _Found()
    while found.read_one(reader):
        pass
    return _part_of(found, closes=closes)


def _part_of(found: _Found, *, closes: bool) -> _Part:
    """Return the part that is made of what was found; refuse what is not enough, or too much."""
    days, closed = found.days, closes or found.closed
    if found.around and not found.times and not closed and (days is None or days.every):
        if found.weeks or found.appointment:
            raise _NotUnderstood
        return _Part("always", dates=found.dates or _Dates(), dates_first=found.dates_first)
    clear = days is not None and (found.times or found.around or closed)
    if days is None or not clear or (found.times and (found.around or found.closed)):
        raise _NotUnderstood
    # "Closed sat, mon 9-15" may well mean that Monday is open.
    if closed and (found.appointment or (found.times and days.runs > 1)):
        raise _NotUnderstood
    status: SpanStatus = "appointment" if found.appointment else "closed" if closed else "open"
    spans = [
        Span(day, opens, shuts, found.weeks or "all", status)
        for opens, shuts in (found.times or _WHOLE_DAY)
        for day in days.weekdays
    ]
    if days.holidays_free and not closed:
        spans.append(closed_on(PUBLIC_HOLIDAY))
    dates = found.dates or _Dates()
    times_first = found.times_first if found.times else None
    return _Part("regular", tuple(spans), dates, found.dates_first, times_first, closes)


@dataclass
class _Found:
    """What a part has shown so far, each thing once; a second one begins the next part."""

    dates: _Dates | None = None
    weeks: Weeks | None = None
    days: _DayList | None = None
    times: tuple[tuple[int, int], ...] = ()
    around: bool = False
    closed: bool = False
    appointment: bool = False
    dates_first: bool = False
    times_first: bool = False

    def read_one(self, reader: _Reader) -> bool:
        """Read one more thing; False where none stands here, or only one for the next part."""
        return (
            self._read_dates(reader)
            or self._read_weeks(reader)
            or self._read_days(reader)
            or self._read_times(reader)
            or self._read_word(reader)
        )

    def _read_dates(self, reader: _Reader) -> bool:
        if self.dates is None:
            self.dates = _read_dates(reader)
            self.dates_first = self.dates is not None and not (self.days or self.times)
            if self.dates_first:
                reader.take(_COLON)
            return self.dates is not None
        return False

    def _read_weeks(self, reader: _Reader) -> bool:
        if self.weeks is None:
            self.weeks = _read_weeks(reader)
            return self.weeks is not None
        return False

    def _read_days(self, reader: _Reader) -> bool:
        if self.days is None:
            self.days = _read_days(reader)
            self.times_first = self.days is not None and bool(self.times)
            if self.days is not None:
                reader.take(_COLON)
            return self.days is not None
        return False

    def _read_times(self, reader: _Reader) -> bool:
        if not self.times:
            self.times = _read_times(reader)
            return bool(self.times)
        return False

    def _read_word(self, reader: _Reader) -> bool:
        words = reader.lexicon
        if not self.around and reader.take(words.always):
            self.around = True
        elif not self.closed and self.days and not self.times and reader.take(words.closed):
            self.closed = True
        elif not self.appointment and self.times and reader.take(words.appointment):
            self.appointment = True
        else:
            return False
        return True


class _DayList(NamedTuple):
    """Days of the week.

    Attributes:
        weekdays: in the order in which they were named.
        runs: how many days or runs of days were named.
        every: it was "every day".
        holidays_free: it was "working days except holidays".
    """

    weekdays: tuple[int, ...]
    runs: int = 1
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
    runs = 0
    while True:
        start = reader.at
        if days and not reader.take(words.list_joint):
            break
        run = _read_day_run(reader)
        if not run:
            reader.at = start
            break
        days.extend(run)
        runs += 1
    if len(set(days)) != len(days):
        raise _NotUnderstood
    return _DayList(tuple(days), runs) if days else None


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


def _read_weeks(reader: _Reader) -> Weeks | None:
    if reader.take(reader.lexicon.odd_weeks):
        return "odd"
    return "even" if reader.take(reader.lexicon.even_weeks) else None


def _read_dates(reader: _Reader) -> _Dates | None:
    """Read "from 1.6.2025", "until 31.8.2025" or "1.6.-31.8.2025"; None where none stands."""
    words, place = reader.lexicon, reader.at
    found: _Dates | None = None
    if reader.take(words.from_date):
        first = _read_date(reader)
        found = _until(reader, first) if first else None
    elif reader.take(words.until_date):
        last = _read_date(reader)
        found = _Dates(None, last) if last else None
    else:
        found = _read_date_run(reader)
    if found is None:
        reader.at = place
    elif found.first and found.last and found.first > found.last:
        raise _NotUnderstood
    return found


def _read_date_run(reader: _Reader) -> _Dates | None:
    words = reader.lexicon
    short = reader.take(_DATE_SHORT)
    first = None if short else _read_date(reader)
    if short is None and first is None:
        return None
    if reader.take(words.day_joint):
        last = _read_date(reader)
        if last and short:
            first = _make_date(last.year, short[2], short[1])
        return _Dates(first, last) if last else None
    if first and reader.take(words.from_after):
        return _until(reader, first)
    return _Dates(None, first) if first and reader.take(words.until_after) else None


def _until(reader: _Reader, first: date) -> _Dates:
    """Return the dates from a first one on, to a last one where it is named."""
    if not (reader.take(reader.lexicon.until_date) or reader.take(reader.lexicon.day_joint)):
        return _Dates(first)
    last = _read_date(reader)
    if last is None:
        raise _NotUnderstood
    return _Dates(first, last)


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
    if language == "en" and not any(halves) and _may_be_afternoon(start, end):
        raise _NotUnderstood
    if closes <= opens and opens >= _EARLIEST_EVENING and closes <= _LATEST_NIGHT:
        closes += MINUTES_OF_DAY
    if (
        not 0 <= opens < min(closes, MINUTES_OF_DAY)
        or closes - opens > _LONGEST_SPAN[closes > MINUTES_OF_DAY]
    ):
        raise _NotUnderstood
    return opens, closes


def _may_be_afternoon(start: re.Match[str], end: re.Match[str]) -> bool:
    """Tell whether "1-3" may mean the afternoon; "01-03" and "7-15" may not."""
    small = int(start["hour"]) in range(1, 8) and int(end["hour"]) in range(1, 13)
    return small and not start["hour"].startswith("0")


def _minutes(time: re.Match[str]) -> int:
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if time["half"]:
        if not 1 <= hour <= 12:
            raise _NotUnderstood
        hour = hour % 12 + (12 if time["half"] == "p" else 0)
    if hour * 60 + minute > MINUTES_OF_DAY:
        raise _NotUnderstood
    return hour * 60 + minute


def _together(parts: list[_Part], text: LocalText) -> Hours:
    """Return the sets of what the parts of one text say."""
    if len({part.times_first for part in parts if part.times_first is not None}) > 1:
        raise _NotUnderstood  # "mon 9-12, 13-15 tue": whose is the second time?
    grouped: dict[tuple[SetKind, _Dates], list[Span]] = {}
    for part in _dated(parts):
        spans = grouped.setdefault((part.kind, part.dates), [])
        if any(_overlap(span, other) for span in part.spans for other in spans):
            raise _NotUnderstood
        spans.extend(part.spans)
    if any(kind == "always" for kind, _ in grouped) and len(grouped) > 1:
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


def _dated(parts: list[_Part]) -> list[_Part]:
    """Return the parts with their dates; refuse where it is not clear to which they belong."""
    dated = [part for part in parts if part.dates != _Dates()]
    if not dated or len(dated) == len(parts):
        return parts
    if len(dated) > 1 or dated[0] is not parts[0] or not dated[0].dates_first:
        raise _NotUnderstood
    return [part._replace(dates=dated[0].dates) for part in parts]


def _overlap(span: Span, other: Span) -> bool:
    """Tell whether two openings say the same time twice, which nobody means."""
    return (
        (span.weekday, span.holiday) == (other.weekday, other.holiday)
        and (span.weeks == other.weeks or "all" in (span.weeks, other.weeks))
        and (span.status == "closed") == (other.status == "closed")
        and span.opens < other.closes
        and other.opens < span.closes
    )
