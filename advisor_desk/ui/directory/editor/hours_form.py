"""Opening hours as a form: what is typed for each day, and back. Knows nothing of the window."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final, Literal

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
from advisor_desk.domain.opening_words import parse_words
from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_hours_between
from advisor_desk.services.hours_text import HOLIDAY_NAMES, days_text
from advisor_desk.ui.widgets.day_edit import read_day, refusal, written_day

FormKind = Literal["week", "always", "by_appointment", "unknown"]
RowKind = Literal["exception", "season", "holiday"]

DAY_NAMES: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_MOST_SPANS: Final = 3
_SEPARATOR: Final = re.compile(r"[,;/+&\n]| (?:ja|och|and) ")
_SPAN: Final = re.compile(
    r"(\d{1,2})(?:[.:]?(\d\d))?\s*(?:[-\u2010-\u2015\u2212]|to)\s*(\d{1,2})(?:[.:]?(\d\d))?"
)
_EARLIEST_EVENING: Final = 15 * 60
_LATEST_NIGHT: Final = 9 * 60
_PUBLIC: Final = closed_on("PublicHoliday")

Times = tuple[int, int, SpanStatus]
"""Opening and closing in minutes after midnight, and what holds between them."""


class NotHours(Exception):
    """What was typed is no hours; its text is a sentence that says why."""


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


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that is typed or ticked.

    Attributes:
        kind: what the hours are in the main.
        days: seven texts, of all weeks or of odd ones.
        even_days: seven texts of even weeks, or empty where all weeks are the same.
        holidays_closed: closed on public holidays.
        otherwise: at other times by appointment.
        rows: seasons, exceptions and named days.
        kept: sets that the form cannot show, as they are.
    """

    kind: FormKind = "week"
    days: tuple[str, ...] = ("",) * 7
    even_days: tuple[str, ...] = ()
    holidays_closed: bool = False
    otherwise: bool = False
    rows: tuple[DatedRow, ...] = ()
    kept: tuple[HoursSet, ...] = ()


# ---- the hours of a day ----


def _status_words() -> dict[SpanStatus, str]:
    """Return what is written beside times, in the current language."""
    return {
        "appointment": _("{times} by appointment").format(times="").strip(),
        "phone_only": _("{times} by telephone").format(times="").strip(),
        "closed": _("closed {times}").format(times="").strip(),
    }


def read_times(text: str) -> tuple[Times, ...]:
    """Return the times of a day as typed: "9-16", "9.30–12, 13-15 by appointment", "closed".

    Raises:
        NotHours: it cannot be understood, or cannot be.
    """
    found: list[Times] = []
    for piece in _SEPARATOR.split(text):
        if piece.strip():
            found.append(_read_piece(piece.strip()))
    if len(found) > _MOST_SPANS:
        raise NotHours(_("Three spans are the most for a day."))
    found.sort()
    for one, other in pairwise(found):
        if other[0] < one[1] and "closed" not in (one[2], other[2]):
            raise NotHours(
                _("{one} and {other} overlap.").format(
                    one=format_hours_between(*one[:2]), other=format_hours_between(*other[:2])
                )
            )
    return tuple(found)


def _read_piece(piece: str) -> Times:
    match = _SPAN.search(piece)
    rest = f"{piece[: match.start()]} {piece[match.end() :]}" if match else piece
    status = _read_status(rest)
    if match is None and status == "closed":
        return (0, MINUTES_OF_DAY, "closed")
    if match is None or status is None:
        raise NotHours(
            _("“{text}” is not understood. Write hours like {example}.").format(
                text=piece, example=format_hours_between(9 * 60, 16 * 60)
            )
        )
    opens = int(match[1]) * 60 + int(match[2] or 0)
    closes = int(match[3]) * 60 + int(match[4] or 0)
    minutes = (int(match[2] or 0), int(match[4] or 0))
    if max(opens, closes) > MINUTES_OF_DAY or max(minutes) > 59:
        raise NotHours(_("“{text}” has a time that no clock shows.").format(text=piece))
    if opens >= _EARLIEST_EVENING and closes <= _LATEST_NIGHT:
        closes += MINUTES_OF_DAY
    if closes <= opens or opens == MINUTES_OF_DAY:
        raise NotHours(_("“{text}” ends before it begins.").format(text=piece))
    return (opens, closes, status)


def _read_status(rest: str) -> SpanStatus | None:
    """Return what is written beside times, from its first three letters on; None if unknown."""
    said = rest.strip().strip("().").casefold()
    if not said:
        return "open"
    for status, words in _status_words().items():
        if len(said) >= 3 and words.casefold().startswith(said):
            return status
    return None


def write_times(times: Iterable[Times]) -> str:
    """Return times as they are typed."""
    words = {
        "open": "{times}",
        "appointment": _("{times} by appointment"),
        "phone_only": _("{times} by telephone"),
        "closed": _("closed {times}"),
    }
    said: list[str] = []
    for opens, closes, status in times:
        if (opens, closes, status) == (0, MINUTES_OF_DAY, "closed"):
            said.append(_status_words()["closed"])
        else:
            said.append(words[status].format(times=format_hours_between(opens, closes)))
    return ", ".join(said)


def _times_of(spans: Iterable[Span]) -> tuple[Times, ...]:
    return tuple(sorted((span.opens, span.closes, span.status) for span in spans))


# ---- from hours to the form ----


def form_of(hours: Hours | None) -> Form:
    """Return the form that shows hours; sets that do not fit into it are kept aside."""
    base: HoursSet | None = None
    rows: list[DatedRow] = []
    kept: list[HoursSet] = []
    otherwise = False
    for one in hours.sets if hours else ():
        row = _row_of(one)
        if row is not None:
            rows.append(row)
        elif base is None and one.kind in ("regular", "always") and _fits(one):
            base = one
        elif one.kind == "by_appointment" and _bare(one):
            otherwise = True
        else:
            kept.append(one)
    kind: FormKind = "week"
    if base is None:
        kind = "by_appointment" if otherwise else "unknown"
    elif base.kind == "always":
        kind = "always"
    spans = base.spans if base else ()
    rows.extend(_holiday_rows(spans))
    differs = any(span.weeks != "all" for span in spans)
    return Form(
        kind=kind,
        days=_days(spans, "odd"),
        even_days=_days(spans, "even") if differs else (),
        holidays_closed=_PUBLIC in spans,
        otherwise=otherwise and kind == "week",
        rows=tuple(rows),
        kept=tuple(kept),
    )


def _bare(one: HoursSet) -> bool:
    """Tell whether a set says no more than its kind."""
    return not (one.first or one.last or one.heading or one.priority)


def _fits(one: HoursSet) -> bool:
    """Tell whether the week of a set can be typed: each day, and each named day in a row."""
    week = [span for span in one.spans if span.weekday]
    holidays = [span for span in one.spans if span.holiday and span != _PUBLIC]
    if not all(_readable(_times_of(_on(week, day, w))) for day in range(1, 8) for w in _EITHER):
        return False
    return all(_holiday_span(row) in holidays for row in _holiday_rows(one.spans)) and len(
        holidays
    ) == len(_holiday_rows(one.spans))


_EITHER: Final[tuple[Weeks, Weeks]] = ("odd", "even")


def _readable(times: tuple[Times, ...]) -> bool:
    try:
        return read_times(write_times(times)) == times
    except NotHours:
        return False


def _on(spans: Iterable[Span], day: int, weeks: Weeks) -> list[Span]:
    return [span for span in spans if span.weekday == day and span.weeks in ("all", weeks)]


def _days(spans: Sequence[Span], weeks: Weeks) -> tuple[str, ...]:
    return tuple(write_times(_times_of(_on(spans, day, weeks))) for day in range(1, 8))


def _holiday_rows(spans: Iterable[Span]) -> list[DatedRow]:
    return [
        DatedRow(
            "holiday",
            holiday=span.holiday,
            closed=span == closed_on(span.holiday),
            times="" if span == closed_on(span.holiday) else write_times(_times_of([span])),
        )
        for span in spans
        if span.holiday and span != _PUBLIC
    ]


def _row_of(one: HoursSet) -> DatedRow | None:
    """Return a season or exception as a row; None where the row would say something else."""
    if one.kind not in ("season", "exception") or one.first is None:
        return None
    kind: RowKind = "season" if one.kind == "season" else "exception"
    last = "" if one.last is None or one.last == one.first else written_day(one.last)
    plain = tuple(dict.fromkeys(_times_of(one.spans)))
    for times in (write_times(plain), _write_week(one.spans)):
        closed = one.status == "closed"
        day = written_day(one.first)
        row = DatedRow(kind, day, last, "", closed, times, one.heading, one.text)
        try:
            read = _set_of(row)
        except NotHours:
            continue
        if replace(read, origin=one.origin, spans=_sorted(read.spans)) == replace(
            one, spans=_sorted(one.spans)
        ):
            return row
    return None


def _sorted(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=_span_order))


def _span_order(span: Span) -> tuple[int, str, str, int, int, str]:
    return (span.weekday, span.holiday, span.weeks, span.opens, span.closes, span.status)


def _write_week(spans: Iterable[Span]) -> str:
    """Return the hours of days of the week in one line: "Mon–Fri 9–14, Sat 10–12"."""
    days: dict[tuple[Times, ...], list[int]] = {}
    spans = list(spans)
    for day in range(1, 8):
        times = _times_of(span for span in spans if span.weekday == day)
        if times:
            days.setdefault(times, []).append(day)
    return ", ".join(f"{days_text(on)} {write_times(times)}" for times, on in days.items())


# ---- from the form to hours ----


def hours_of(form: Form, before: Hours | None) -> Hours | None:
    """Return the hours that a form tells; None where it tells nothing.

    Args:
        form: what was typed.
        before: the hours it was made of; what it does not show of them stays.

    Raises:
        NotHours: something typed is not understood; its text are all sentences about it.
    """
    told = problems_of(form)
    if told:
        raise NotHours("\n".join(told))
    if before is not None and form_of(before) == form:
        return before
    base = _base_set(form, before)
    dated = [_set_of(row) for row in form.rows if row.kind != "holiday"]
    sets = [base] if base else []
    if form.kind == "by_appointment" or (form.kind == "week" and form.otherwise):
        sets.append(_appointment_set(before))
    sets.extend(_as_before(one, before) for one in dated)
    sets.extend(form.kept)
    return Hours(tuple(sets)) if sets else None


def _appointment_set(before: Hours | None) -> HoursSet:
    """Return "by appointment", with the words it had."""
    for old in before.sets if before else ():
        if old.kind == "by_appointment" and _bare(old):
            return old
    return HoursSet("by_appointment")


def base_heading(hours: Hours | None) -> tuple[str, ...]:
    """Return what holds for the week as a whole and is not typed: its name and its dates."""
    shown = form_of(hours)
    for one in hours.sets if hours else ():
        if one.kind == "regular" and one not in shown.kept:
            name = " · ".join(one.heading.all())
            first = one.first and _("From {day}").format(day=written_day(one.first))
            last = one.last and _("Until {day}").format(day=written_day(one.last))
            return tuple(text for text in (name, first, last) if text)
    return ()


def _base_set(form: Form, before: Hours | None) -> HoursSet | None:
    shown = form_of(before)
    old = next(
        (s for s in (before.sets if before else ()) if s.kind == "regular" and s not in shown.kept),
        HoursSet(),
    )
    if form.kind == "always":
        return HoursSet("always")
    named = tuple(_holiday_span(row) for row in form.rows if row.kind == "holiday")
    public = (_PUBLIC,) if form.holidays_closed and form.kind == "week" else ()
    week = _week_spans(form, old.spans) if form.kind == "week" else ()
    spans = (*week, *public, *named)
    if not spans:
        return None
    same = spans == old.spans
    return replace(old, spans=spans, origin=old.origin if same else "person")


def _week_spans(form: Form, old: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans of the days; remarks on a span stay where its times stay."""
    notes = {(s.weekday, s.opens, s.closes, s.weeks, s.status): s.note for s in old}
    found: list[Span] = []
    for number in range(7):
        odd = read_times(form.days[number])
        even = read_times(form.even_days[number]) if form.even_days else odd
        for weeks, times in _by_weeks(odd, even):
            for opens, closes, status in times:
                span = Span(number + 1, opens, closes, weeks, status)
                note = notes.get((span.weekday, opens, closes, weeks, status))
                found.append(replace(span, note=note) if note else span)
    return tuple(found)


def _by_weeks(
    odd: tuple[Times, ...], even: tuple[Times, ...]
) -> list[tuple[Weeks, tuple[Times, ...]]]:
    return [("all", odd)] if odd == even else [("odd", odd), ("even", even)]


def _as_before(one: HoursSet, before: Hours | None) -> HoursSet:
    """Return a set as it was, where the form shows the same."""
    for old in before.sets if before else ():
        if replace(old, origin=one.origin, spans=_sorted(old.spans)) == replace(
            one, spans=_sorted(one.spans)
        ):
            return old
    return one


def _holiday_span(row: DatedRow) -> Span:
    if row.closed:
        return closed_on(row.holiday)
    opens, closes, status = read_times(row.times)[0]
    return Span(0, opens, closes, status=status, holiday=row.holiday)


def _set_of(row: DatedRow) -> HoursSet:
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


# ---- what is wrong ----


def problems_of(form: Form) -> list[str]:
    """Return whole sentences about everything that was typed and is not understood."""
    said: list[str] = []
    if form.kind == "week":
        for days in (form.days, form.even_days):
            for number, text in enumerate(days):
                said += _said(_(DAY_NAMES[number]), cell_problem(text))
        if not any(text.strip() for text in (*form.days, *form.even_days)):
            said.append(_("Write the hours of a day, or choose “Not known”."))
    for row in form.rows:
        said += _said(row_name(row), row_problem(row))
    return list(dict.fromkeys(said))


def _said(name: str, problem: str) -> list[str]:
    return [_("{name}: {problem}").format(name=name, problem=problem)] if problem else []


def cell_problem(text: str) -> str:
    """Return what is wrong with the hours of a day, or an empty text."""
    try:
        read_times(text)
    except NotHours as problem:
        return str(problem)
    return ""


def row_problem(row: DatedRow) -> str:
    """Return what is wrong with a row, or an empty text."""
    try:
        if row.kind != "holiday":
            _set_of(row)
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
