"""Opening hours as a form: what is typed for each day, and back. Knows nothing of the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from advisor_desk.domain.opening import Hours, HoursSet, Span, Weeks
from advisor_desk.i18n import N_, _
from advisor_desk.ui.directory.editor.dated_rows import (
    PUBLIC,
    DatedRow,
    as_told,
    holiday_rows,
    holiday_span,
    row_name,
    row_of,
    row_problem,
    set_of,
)
from advisor_desk.ui.directory.editor.day_times import (
    NotHours,
    Times,
    cell_problem,
    read_times,
    times_of,
    write_times,
)
from advisor_desk.ui.widgets.day_edit import written_day

FormKind = Literal["week", "always", "by_appointment", "unknown"]

DAY_NAMES: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


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


# ---- from hours to the form ----


def form_of(hours: Hours | None) -> Form:
    """Return the form that shows hours; sets that do not fit into it are kept aside."""
    base: HoursSet | None = None
    rows: list[DatedRow] = []
    kept: list[HoursSet] = []
    otherwise = False
    for one in hours.sets if hours else ():
        row = row_of(one)
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
    rows.extend(holiday_rows(spans))
    differs = any(span.weeks != "all" for span in spans)
    return Form(
        kind=kind,
        days=_days(spans, "odd"),
        even_days=_days(spans, "even") if differs else (),
        holidays_closed=PUBLIC in spans,
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
    holidays = [span for span in one.spans if span.holiday and span != PUBLIC]
    if not all(_readable(times_of(_on(week, day, w))) for day in range(1, 8) for w in _EITHER):
        return False
    return all(holiday_span(row) in holidays for row in holiday_rows(one.spans)) and len(
        holidays
    ) == len(holiday_rows(one.spans))


_EITHER: Final[tuple[Weeks, Weeks]] = ("odd", "even")


def _readable(times: tuple[Times, ...]) -> bool:
    try:
        return read_times(write_times(times)) == times
    except NotHours:
        return False


def _on(spans: Iterable[Span], day: int, weeks: Weeks) -> list[Span]:
    return [span for span in spans if span.weekday == day and span.weeks in ("all", weeks)]


def _days(spans: Sequence[Span], weeks: Weeks) -> tuple[str, ...]:
    return tuple(write_times(times_of(_on(spans, day, weeks))) for day in range(1, 8))


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
    dated = [set_of(row) for row in form.rows if row.kind != "holiday"]
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
    named = tuple(holiday_span(row) for row in form.rows if row.kind == "holiday")
    public = (PUBLIC,) if form.holidays_closed and form.kind == "week" else ()
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
        if as_told(old) == as_told(one):
            return old
    return one


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
