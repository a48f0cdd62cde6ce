"""Opening hours as text: the part of the OpenStreetMap `opening_hours` notation that holds them.

Shipped records are written in it, and programs get it from the command line:

    24/7
    Mo-Fr 09:00-12:00,13:00-15:00; Sa 10:00-14:00; PH off
    week 01-53/2 Th 12:00-15:00; Mo 09:00-12:00, Mo 13:00-15:00 "by appointment"
    "by appointment"
    2025 Jun 01+ Mo-Tu 09:00-15:00
    2026 Jun 01-2026 Aug 31 off; 2026 Jun 01-2026 Aug 31 Mo-Fr 09:00-14:00
    2026 Dec 23 10:00-12:00; Dec 24 off; easter -3 days 09:00-13:00

In that notation a second rule for a day takes the place of the first, which people who write
"and on Mondays" do not mean: it is refused, unless it is joined by a comma. Dates that are
first closed and then given times are a season; single days and dates that are only closed are
exceptions; and where a set is the other of the two, a comment on its closing says so.

The text has no place for headings, remarks, the source's own words, origin and priority, nor
for named holidays of a set with dates. The rows are the master.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from advisor_desk.domain.holidays import HOLIDAYS, PUBLIC_HOLIDAY
from advisor_desk.domain.opening import (
    MINUTES_OF_DAY,
    SPAN_STATUSES,
    Hours,
    HoursSet,
    SetKind,
    Span,
    SpanStatus,
    Weeks,
)
from advisor_desk.domain.opening_week import day_runs

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_WEEKS: Final[dict[Weeks, str]] = {"all": "", "odd": "week 01-53/2 ", "even": "week 02-52/2 "}
_NAMED: Final = {
    PUBLIC_HOLIDAY: "PH",
    "NewYearDay": "Jan 01",
    "Epiphany": "Jan 06",
    "MaundyThursday": "easter -3 days",
    "GoodFriday": "easter -2 days",
    "EasterSunday": "easter",
    "EasterMonday": "easter +1 day",
    "MayDayEve": "Apr 30",
    "MayDay": "May 01",
    "AscensionDay": "easter +39 days",
    "WhitSunday": "easter +49 days",
    "MidsummerEve": "Jun 19-Jun 25 Fr",
    "MidsummerDay": "Jun 20-Jun 26 Sa",
    "AllSaintsDay": "Oct 31-Nov 06 Sa",
    "IndependenceDay": "Dec 06",
    "ChristmasEve": "Dec 24",
    "ChristmasDay": "Dec 25",
    "SecondDayOfChristmas": "Dec 26",
    "NewYearEve": "Dec 31",
}
_COMMENTS: Final[dict[str, SpanStatus]] = {
    "": "open",
    "by appointment": "appointment",
    "by phone": "phone_only",
}
_REMARKS: Final = {status: f' "{words}"' if words else "" for words, status in _COMMENTS.items()}
_BEGINNING: Final = date(1900, 1, 1)
"""Stands for "from ever": the notation has no dates without a beginning."""
_DATE: Final = rf"(?:\d{{4}} (?:{'|'.join(_MONTHS)}) \d\d)"
_RULE: Final = re.compile(
    rf"(?:(?P<first>{_DATE})(?:-(?P<last>{_DATE})|(?P<on>\+))?:? ?)?"
    r"(?:week (?P<weeks>01-53/2|01-52/2|02-52/2|02-53/2) )?"
    rf"(?:(?P<holiday>{'|'.join(re.escape(n) for n in sorted(_NAMED.values(), reverse=True))}) )?"
    r"(?:(?P<days>[A-Z][A-Za-z,-]*) )?"
    r"(?:(?P<times>off|24/7|unknown|[\d:,-]+)(?P<hole> off)?)?"
    r'(?: ?"(?P<comment>[a-z ]+)")?'
)
_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


class _Rule(NamedTuple):
    """One rule: what it says of which dates.

    Attributes:
        first, last: its dates; `last` is None where it goes on.
        spans: its spans.
        kind: where it says no spans, what it says instead.
        closed: it closes its dates as a whole.
        comment: the words in quotes that are no status.
    """

    first: date | None
    last: date | None
    spans: tuple[Span, ...] = ()
    kind: SetKind = "regular"
    closed: bool = False
    comment: str = ""


@dataclass
class _Building:
    """A set while its rules are read."""

    rules: list[_Rule] = field(default_factory=list)

    def finish(self, origin: str) -> HoursSet:
        first, last = self.rules[0].first, self.rules[0].last
        spans = tuple(sorted((s for r in self.rules for s in r.spans), key=_order))
        closed = any(rule.closed for rule in self.rules)
        kinds = [rule.kind for rule in self.rules if rule.kind != "regular"]
        kind: SetKind = kinds[0] if kinds else "regular"
        if first and not kinds and (closed or first == last):
            kind = "exception" if first == last or not spans else "season"
            comment = next((r.comment for r in self.rules if r.comment), kind)
            kind = "season" if comment == "season" else "exception"
        return HoursSet(
            kind,
            spans,
            None if first == _BEGINNING else first,
            last,
            origin=origin,
            status="closed" if closed and not spans else "open",
        )


def parse_hours(text: str, *, origin: str = "shipped") -> Hours:
    """Read the text form of opening hours.

    Args:
        text: the text.
        origin: what the sets name as where they come from.

    Raises:
        ValueError: a part is not in the notation; the message names the part.
    """
    building: dict[tuple[date | None, date | None], _Building] = {}
    for part, added in _parts(text):
        rule = _parse_rule(part)
        rules = building.setdefault((rule.first, rule.last), _Building()).rules
        held = [span for one in rules for span in one.spans]
        if not added and any(_clash(span, other) for span in rule.spans for other in held):
            raise ValueError(f"opening hours: a day of '{part}' has a rule already")
        if rules and (rule.kind != "regular" or rules[0].kind != "regular"):
            raise ValueError(f"opening hours: '{part}' cannot stand with other rules")
        rules.append(rule)
    try:
        return Hours(tuple(one.finish(origin) for one in building.values()))
    except ValueError as error:
        raise ValueError(f"opening hours: '{text}': {error}") from error


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the rules of a text, and whether each is joined to the one before by a comma."""
    for rules in text.split(";"):
        for number, part in enumerate(rules.strip().split(", ")):
            yield part.strip(), number > 0


def _clash(span: Span, other: Span) -> bool:
    """Tell whether a rule would take the place of another: they open on some day both."""
    if (span.weekday, span.holiday) != (other.weekday, other.holiday):
        return False
    hole = span.status == "closed" and (span.opens, span.closes) != (0, MINUTES_OF_DAY)
    return not hole and (span.weeks == other.weeks or "all" in (span.weeks, other.weeks))


def _order(span: Span) -> tuple[int, int, str, int, int, int]:
    holiday = (PUBLIC_HOLIDAY, *HOLIDAYS).index(span.holiday) + 1 if span.holiday else 0
    status = SPAN_STATUSES.index(span.status)
    return (holiday, span.weekday, span.weeks, status, span.opens, span.closes)


def in_order(hours: Hours) -> Hours:
    """Return hours with sets and spans in the order in which they are written and read."""
    sets = sorted(hours.sets, key=_set_order)
    return Hours(tuple(replace(s, spans=tuple(sorted(s.spans, key=_order))) for s in sets))


def _set_order(one: HoursSet) -> tuple[int, int, int, date, date]:
    place = {"season": 1, "exception": 2}.get(one.kind, 0)
    priority, narrow = one.rank()
    return (place, priority, narrow, one.first or date.min, one.last or date.max)


def _parse_rule(part: str) -> _Rule:
    match = _RULE.fullmatch(part)
    if match is None or not part:
        raise ValueError(f"opening hours: '{part}' is not understood")
    first, last = _parse_dates(match, part)
    times, comment = match["times"], match["comment"] or ""
    narrowed = match["days"] or match["weeks"] or match["holiday"]
    if not narrowed and not match["hole"] and times in (None, "24/7", "unknown"):
        return _whole_rule(_Rule(first, last), times, comment, part)
    if not narrowed and times == "off" and first:
        return _Rule(first, last, closed=True, comment=comment)
    hole = match["hole"] and (times == "off" or comment)
    if times in (None, "24/7", "unknown") or hole or not (narrowed or first):
        raise ValueError(f"opening hours: '{part}' is not understood")
    return _Rule(first, last, tuple(_parse_spans(match, part, first, last)))


def _whole_rule(rule: _Rule, times: str | None, comment: str, part: str) -> _Rule:
    """Return a rule without days: day and night, by appointment, or not known."""
    if times == "24/7" and not comment:
        return rule._replace(kind="always")
    if times == "unknown" and not comment:
        return rule._replace(kind="unknown")
    if times is None and comment == "by appointment":
        return rule._replace(kind="by_appointment")
    raise ValueError(f"opening hours: '{part}' is not understood")


def _parse_dates(match: re.Match[str], part: str) -> tuple[date | None, date | None]:
    if not match["first"]:
        return None, None
    try:
        first = _read_date(match["first"])
        last = _read_date(match["last"]) if match["last"] else None if match["on"] else first
    except ValueError as error:
        raise ValueError(f"opening hours: no such day in '{part}'") from error
    return first, last


def _read_date(text: str) -> date:
    year, month, day = text.split()
    return date(int(year), _MONTHS.index(month) + 1, int(day))


def _parse_spans(
    match: re.Match[str], part: str, first: date | None, last: date | None
) -> Iterator[Span]:
    comment = match["comment"] or ""
    if comment not in _COMMENTS:
        raise ValueError(f"opening hours: '{comment}' in '{part}' is not understood")
    off = match["hole"] or match["times"] == "off"
    weeks: Weeks = "all"
    if match["weeks"]:
        weeks = "odd" if match["weeks"].startswith("01") else "even"
    status: SpanStatus = "closed" if off else _COMMENTS[comment]
    times = "00:00-24:00" if match["times"] == "off" else match["times"]
    for opens, closes in _parse_times(times, part):
        if match["holiday"]:
            name = next(key for key, value in _NAMED.items() if value == match["holiday"])
            yield Span(0, opens, closes, weeks, status, name)
            continue
        for weekday in _weekdays(match["days"], part, first, last):
            yield Span(weekday, opens, closes, weeks, status)


def _parse_times(text: str, part: str) -> Iterator[tuple[int, int]]:
    for piece in text.split(","):
        time = _TIME.fullmatch(piece)
        closes = int(time[3]) * 60 + int(time[4]) if time else 0
        if time is None or closes > MINUTES_OF_DAY:
            raise ValueError(f"opening hours: time '{piece}' in '{part}' is not understood")
        opens = int(time[1]) * 60 + int(time[2])
        yield opens, closes if closes > opens else closes + MINUTES_OF_DAY


def _weekdays(text: str | None, part: str, first: date | None, last: date | None) -> Iterator[int]:
    if not text:
        yield from [first.isoweekday()] if first and first == last else range(1, 8)
        return
    for piece in text.split(","):
        begin, _, end = piece.partition("-")
        if begin not in _DAYS or (end and end not in _DAYS):
            raise ValueError(f"opening hours: day '{piece}' in '{part}' is not understood")
        start = _DAYS.index(begin)
        stop = _DAYS.index(end) if end else start
        if stop < start:
            raise ValueError(f"opening hours: days '{piece}' in '{part}' run backwards")
        yield from range(start + 1, stop + 2)


# ---- writing ----


def format_hours(hours: Hours) -> str:
    """Return the text form, from which `parse_hours` reads the same, as far as it holds them.

    The notation lets later rules stand above earlier ones, so seasons come after the regular
    weeks, then holidays, and exceptions last.
    """
    parts: list[str] = []
    sets = in_order(hours).sets
    basic = [one for one in sets if one.kind not in ("season", "exception")]
    for number, one in enumerate(basic):
        parts.extend(_format_week(one, added=number > 0))
    for one in (one for one in sets if one.kind == "season"):
        parts.extend(_format_week(one))
    for one in (one for one in sets if one.kind != "exception"):
        parts.extend(_format_holidays(one))
    for one in (one for one in sets if one.kind == "exception"):
        parts.extend((*_format_week(one), *_format_holidays(one)))
    text = ""
    for part in parts:
        text += part if part.startswith(", ") else f"; {part}" if text else part
    return text


def _format_week(one: HoursSet, *, added: bool = False) -> Iterator[str]:
    """Yield the rules of a set for weekdays, `added` to those of another set or on their own."""
    dates = _format_dates(one)
    whole = {"always": "24/7", "by_appointment": '"by appointment"', "unknown": "unknown"}
    if one.kind in whole:
        yield f"{dates}{whole[one.kind]}"
        return
    single = one.first is not None and one.first == one.last
    if dates and (one.status == "closed" or (one.kind != "regular" and not single)):
        usual = "exception" if single or not one.spans else "season"
        yield f"{dates}off" + (f' "{one.kind}"' if one.kind != usual else "")
    for rule in _format_spans(span for span in one.spans if not span.holiday):
        joined = rule.startswith(", ") or (added and not rule.endswith(" off"))
        yield f"{', ' if joined else ''}{dates}{rule.removeprefix(', ')}"


def _format_holidays(one: HoursSet) -> Iterator[str]:
    """Yield the rules of a set for holidays; where it has dates, of public holidays alone."""
    dates = _format_dates(one)
    named = (PUBLIC_HOLIDAY,) if dates else (PUBLIC_HOLIDAY, *HOLIDAYS)
    for rule in _format_spans(span for span in one.spans if span.holiday in named):
        joined = ", " if rule.startswith(", ") else ""
        yield f"{joined}{dates}{rule.removeprefix(', ')}"


def _format_dates(one: HoursSet) -> str:
    if one.first is None and one.last is None:
        return ""
    first = _write_date(one.first or _BEGINNING)
    if one.last is None:
        return f"{first}+ "
    return f"{first} " if one.first == one.last else f"{first}-{_write_date(one.last)} "


def _write_date(day: date) -> str:
    return f"{day.year} {_MONTHS[day.month - 1]} {day.day:02d}"


class _Line(NamedTuple):
    """What a rule has before its times: which days, and what holds on them."""

    holiday: str
    weeks: Weeks
    status: SpanStatus
    hole: bool

    def meets(self, other: _Line) -> bool:
        """Tell whether both may hold on one of the same weekdays."""
        same_weeks = self.weeks == other.weeks or "all" in (self.weeks, other.weeks)
        return self.holiday == other.holiday and same_weeks


def _format_spans(spans: Iterable[Span]) -> Iterator[str]:
    """Yield the rules of spans; days with the same times together, holes after all openings."""
    clocks: dict[tuple[_Line, int], list[str]] = {}
    for span in sorted(spans, key=_order):
        hole = span.status == "closed" and span.closes - span.opens < MINUTES_OF_DAY
        line = _Line(span.holiday, span.weeks, span.status, hole)
        clocks.setdefault((line, span.weekday), []).append(_write_times(span))
    days: dict[tuple[_Line, str], list[int]] = {}
    for (line, weekday), times in clocks.items():
        days.setdefault((line, ",".join(times)), []).append(weekday)
    told: list[tuple[_Line, set[int]]] = []
    for (line, times_text), on in sorted(days.items(), key=_place):
        joins = any(line.meets(other) and not others.isdisjoint(on) for other, others in told)
        told.append((line, set(on)))
        which = _NAMED[line.holiday] if line.holiday else _write_days(on)
        what = f"{times_text}{_REMARKS.get(line.status, '')}"
        if line.status == "closed":
            what = f"{times_text} off" if line.hole else "off"
        yield f"{', ' if joins and not line.hole else ''}{_WEEKS[line.weeks]}{which} {what}"


def _place(item: tuple[tuple[_Line, str], list[int]]) -> tuple[bool, bool]:
    """Return where a rule stands: those of weekdays first, and their holes after them."""
    line = item[0][0]
    return (bool(line.holiday), line.hole)


def _write_days(days: list[int]) -> str:
    """Return weekdays, runs of two and more as `Mo-Fr`."""
    names = [(_DAYS[first - 1], _DAYS[last - 1]) for first, last in day_runs(days)]
    return ",".join(first if first == last else f"{first}-{last}" for first, last in names)


def _write_times(span: Span) -> str:
    closes = span.closes - MINUTES_OF_DAY if span.closes > MINUTES_OF_DAY else span.closes
    return f"{_clock(span.opens)}-{_clock(closes)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
