"""Opening hours as schedules of HSDS, and back.

A schedule is one rule of a calendar: days of the week, one opening and one closing, dates
between which it holds. It cannot say that a day is closed, nor name a holiday: such rows carry
no times that a reader could take for an opening, their words stand in `notes`, and the exact
span stands in an attribute. Odd and even weeks are numbers in `byweekno`, since an interval of
two drifts after a year of 53 weeks. Times are the wall clock in Finland; `timezone` is left
out, for a fixed offset would be wrong half the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final, TypeVar, get_args

from advisor_desk.domain.opening import (
    MINUTES_OF_DAY,
    SET_KINDS,
    SPAN_STATUSES,
    Hours,
    HoursSet,
    SetKind,
    Span,
    SpanStatus,
    Weeks,
)
from advisor_desk.domain.opening_text import in_order
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.exchange.hsds.rows import Found, Row
from advisor_desk.exchange.hsds.tables import Record
from advisor_desk.i18n import _

_Choice = TypeVar("_Choice", bound=str)
_WEEK_CHOICES: Final[tuple[Weeks, ...]] = get_args(Weeks)
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKS: Final[dict[Weeks, str]] = {
    "odd": ",".join(map(str, range(1, 54, 2))),
    "even": ",".join(map(str, range(2, 54, 2))),
}
_TIME: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::\d\d(?:\.\d+)?)?(?:Z|\+0[23]:?00)?")
_SPAN: Final = re.compile(r"(?:day=([1-7])|holiday=(\w+)) (\d{1,4})-(\d{1,4}) (\w+) (\w+)")
_EXCEPTION_DAYS: Final = 14
"""Rows of others that hold for so many days at most are exceptions, not seasons."""

_WORDS: Final = "words"
"""Stands as the kind of the row that holds the source's own words about the hours."""


def schedules_of(
    hours: Hours | None, words: LocalText, owner: str, language: Language
) -> list[Record]:
    """Return hours and the source's words about them as schedules.

    Args:
        hours: the hours.
        words: what stands in `hours_text`.
        owner: id of the record they belong to.
        language: of the texts.
    """
    found: list[Record] = []
    for number, one in enumerate(in_order(hours).sets if hours else ()):
        for position, spans in enumerate(_groups(one)):
            row = Row("schedule", f"{owner}/{number}/{position}", language)
            row.mark("set", str(number))
            row.put(valid_from=_day(one.first), valid_to=_day(one.last))
            if position == 0:
                _describe(row, one)
            _put_spans(row, one, spans)
            found.append(row.finish())
    if words:
        row = Row("schedule", f"{owner}/{_WORDS}", language)
        row.mark("kind", _WORDS)
        row.text("description", words)
        found.append(row.finish())
    return found


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _groups(one: HoursSet) -> list[tuple[Span, ...]]:
    """Return the spans of a set that fit into one row each; one empty group where it has none."""

    def key(span: Span) -> tuple[str, ...]:
        single = str(span.weekday) if span.holiday or span.status == "closed" else ""
        clock = f"{span.opens:04}-{span.closes:04}"
        return (single, span.holiday, span.status, span.weeks, clock, *span.note)

    ordered = sorted(one.spans, key=key)
    return [tuple(group) for _key, group in groupby(ordered, key)] or [()]


def _describe(row: Row, one: HoursSet) -> None:
    """Put what holds for a set as a whole into its first row."""
    row.mark("kind", one.kind)
    row.mark("origin", one.origin)
    row.mark("status", "closed" if one.status == "closed" else "")
    row.mark("priority", str(one.priority) if one.priority else "")
    row.text("description", one.heading)
    row.text("", one.text, "text")


def _put_spans(row: Row, one: HoursSet, spans: tuple[Span, ...]) -> None:
    if not spans:
        row.put(**_whole(one))
        return
    span = spans[0]
    if span.holiday or span.status == "closed":
        day = f"holiday={span.holiday}" if span.holiday else f"day={span.weekday}"
        row.mark("span", f"{day} {span.opens}-{span.closes} {span.weeks} {span.status}")
        row.text("", span.note, "note")
        closed = _("Closed") if span.status == "closed" else _("Holiday hours")
        row.put(
            notes=f"{closed}: {day.partition('=')[2]} {_clock(span.opens)}-{_clock(span.closes)}"
        )
        return
    row.put(
        freq="WEEKLY",
        byday=",".join(_DAYS[one.weekday - 1] for one in spans),
        byweekno=_WEEKS.get(span.weeks),
        opens_at=_clock(span.opens),
        closes_at=_clock(span.closes),
    )
    row.text("notes", span.note)
    if span.status != "open":
        row.mark("span-status", span.status)
        row.put(attending_type=_attending(span.status))


def _whole(one: HoursSet) -> Record:
    """Return the fields of a row for a set without spans."""
    if one.kind == "always":
        # The custom of HSDS for day and night.
        return {
            "freq": "WEEKLY",
            "byday": ",".join(_DAYS),
            "opens_at": "00:00",
            "closes_at": "23:59",
        }
    if one.kind == "by_appointment":
        return {"attending_type": _attending("appointment")}
    return {"notes": _("Closed")} if one.status == "closed" else {}


def _attending(status: SpanStatus) -> str:
    return _("By telephone") if status == "phone_only" else _("By appointment")


def _clock(minutes: int) -> str:
    minutes %= MINUTES_OF_DAY
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


# ---- reading ----


@dataclass
class _Building:
    """A set while its rows are read."""

    first: date | None
    last: date | None
    spans: list[Span] = field(default_factory=list)
    base: HoursSet = HoursSet(origin="import")  # noqa: RUF009 - frozen

    def finish(self) -> HoursSet:
        return replace(self.base, spans=tuple(self.spans), first=self.first, last=self.last)


def hours_of(rows: Iterable[Found]) -> tuple[Hours | None, LocalText]:
    """Return schedules as hours, and the words about them.

    Rows that are not understood become words: wrong hours are worse than none.

    Raises:
        BadRecord: a row is not in the form of a schedule.
    """
    sets: dict[str, _Building] = {}
    words = LocalText()
    foreign: list[Found] = []
    for row in rows:
        if row.mark("kind") == _WORDS:
            words = row.text("description")
        elif row.mark("set"):
            _take_own(sets.setdefault(row.mark("set"), _Building(*_dates(row))), row)
        else:
            foreign.append(row)
    more, unread = _foreign(foreign)
    sets.update(more)
    if unread:
        words = words._replace(**{foreign[0].language: "\n".join(unread)})
    try:
        hours = in_order(Hours(tuple(one.finish() for one in sets.values())))
    except ValueError:  # dates backwards, or spans in a kind without times
        return None, words
    return hours or None, words


def _dates(row: Found) -> tuple[date | None, date | None]:
    return _read_day(row.string("valid_from")), _read_day(
        row.string("valid_to") or row.string("until")
    )


def _read_day(text: str) -> date | None:
    """Return a day; None where there is none or it is not written as one."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _take_own(building: _Building, row: Found) -> None:
    """Add a row that this program wrote to its set."""
    kind = _one_of(row.mark("kind"), SET_KINDS)
    if kind:
        building.base = HoursSet(
            kind,
            heading=row.text("description"),
            text=row.text("", "text"),
            origin=row.mark("origin") or "import",
            status="closed" if row.mark("status") == "closed" else "open",
            priority=int(row.mark("priority") or 0),
        )
    exact = _SPAN.fullmatch(row.mark("span"))
    if exact:
        building.spans.extend(_exact_span(exact, row.text("", "note")))
    elif building.base.kind != "always" and row.string("opens_at"):
        status = _one_of(row.mark("span-status"), SPAN_STATUSES) or "open"
        note = row.text("notes")
        building.spans += [replace(one, status=status, note=note) for one in _weekly(row) or ()]


def _exact_span(match: re.Match[str], note: LocalText) -> Iterator[Span]:
    day, holiday, opens, closes, weeks, status = match.groups()
    weeks_known = _one_of(weeks, _WEEK_CHOICES)
    status_known = _one_of(status, SPAN_STATUSES)
    try:
        if weeks_known and status_known:
            yield Span(
                int(day or 0),
                int(opens),
                int(closes),
                weeks_known,
                status_known,
                holiday or "",
                note,
            )
    except ValueError:
        return  # changed by another hand


def _one_of(text: str, choices: tuple[_Choice, ...]) -> _Choice | None:
    return next((choice for choice in choices if choice == text), None)


def _weekly(row: Found) -> list[Span] | None:
    """Return the spans of a weekly rule; None where it is another, or not understood."""
    others = ("count", "bymonthday", "byyearday")
    if row.string("freq") not in ("", "WEEKLY") or any(row.string(name) for name in others):
        return None
    weeks = _weeks(row)
    days = [day.strip() for day in row.string("byday").upper().split(",")]
    opens, closes = (_read_clock(row.string(name)) for name in ("opens_at", "closes_at"))
    if weeks is None or opens is None or closes is None or not set(days) <= set(_DAYS):
        return None
    closes += 0 if closes > opens else MINUTES_OF_DAY
    return [Span(_DAYS.index(day) + 1, opens, closes, weeks) for day in dict.fromkeys(days)]


def _weeks(row: Found) -> Weeks | None:
    numbers = row.string("byweekno").replace(" ", "")
    if row.string("interval") not in ("", "1", "1.0"):
        return None
    if not numbers:
        return "all"
    return next((weeks for weeks, text in _WEEKS.items() if text == numbers), None)


def _read_clock(text: str) -> int | None:
    match = _TIME.fullmatch(text.strip())
    return int(match[1]) * 60 + int(match[2]) if match else None


def _foreign(rows: list[Found]) -> tuple[dict[str, _Building], list[str]]:
    """Return the schedules of another program as sets by their dates, and what was not read."""
    sets: dict[str, _Building] = {}
    unread: list[str] = []
    open_ended = any(not _dates(row)[1] for row in rows)
    for row in rows:
        spans = _weekly(row)
        first, last = _dates(row)
        if spans is None or (first and last and first > last):
            words = (row.string(name) for name in ("description", "notes", "attending_type"))
            unread += filter(None, [" ".join(filter(None, words))])
            continue
        building = sets.setdefault(f"{first}/{last}", _Building(first, last))
        heading = LocalText(**{row.language: row.string("description")})
        kind: SetKind = "regular"
        if last and open_ended:
            short = last - (first or last) < timedelta(days=_EXCEPTION_DAYS)
            kind = "exception" if short else "season"
        note = LocalText(**{row.language: row.string("notes")})
        if len(spans) == 7 and all(
            span.closes - span.opens >= MINUTES_OF_DAY - 1 for span in spans
        ):
            kind, spans = "always", []
        building.base = HoursSet(kind, heading=heading, origin="import")
        building.spans += [replace(one, note=note) for one in spans]
    return sets, unread
