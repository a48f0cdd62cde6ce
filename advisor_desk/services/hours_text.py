"""Opening hours in words: the answer to "open now?", and the week as a table.

Window and command line say the same, so the sentences stand here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from advisor_desk.domain.opening import (
    MINUTES_OF_DAY,
    Answer,
    Hours,
    HoursSet,
    OpenState,
    Piece,
    Weeks,
)
from advisor_desk.domain.opening_week import (
    DatedLine,
    WeekLine,
    coming_exceptions,
    day_runs,
    shown_sets,
    together,
    week_lines,
)
from advisor_desk.domain.opening_words import parse_words
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.i18n import N_, _, pgettext
from advisor_desk.i18n.formats import (
    format_clock,
    format_day,
    format_hour,
    format_hours_between,
    format_short_day,
)

SHORT_DAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""Abbreviated weekdays, Monday first, as they stand in a table of hours."""

_ON_DAYS: Final = (
    N_("on Monday"),
    N_("on Tuesday"),
    N_("on Wednesday"),
    N_("on Thursday"),
    N_("on Friday"),
    N_("on Saturday"),
    N_("on Sunday"),
)
HOLIDAY_NAMES: Final = {
    "PublicHoliday": N_("Public holidays"),
    "NewYearDay": N_("New Year's Day"),
    "Epiphany": N_("Epiphany"),
    "MaundyThursday": N_("Maundy Thursday"),
    "GoodFriday": N_("Good Friday"),
    "EasterSunday": N_("Easter Sunday"),
    "EasterMonday": N_("Easter Monday"),
    "MayDayEve": N_("May Day Eve"),
    "MayDay": N_("May Day"),
    "AscensionDay": N_("Ascension Day"),
    "WhitSunday": N_("Whit Sunday"),
    "MidsummerEve": N_("Midsummer Eve"),
    "MidsummerDay": N_("Midsummer Day"),
    "AllSaintsDay": N_("All Saints' Day"),
    "IndependenceDay": N_("Independence Day"),
    "ChristmasEve": N_("Christmas Eve"),
    "ChristmasDay": N_("Christmas Day"),
    "SecondDayOfChristmas": N_("2nd Day of Christmas"),
    "NewYearEve": N_("New Year's Eve"),
}
"""Names of the named days, for people."""


class Opening(NamedTuple):
    """The answer to "open now?" and the moment for which it was given."""

    answer: Answer
    now: datetime

    @property
    def state(self) -> OpenState:
        """The answer without its times."""
        return self.answer.state


class Line(NamedTuple):
    """A line of the table: days or dates, and what holds; a heading has no right side."""

    left: str
    right: str


def opening_text(opening: Opening) -> str:
    """Return the answer: "Open until 16.00", "Closed, opens on Monday at 9.00"."""
    answer, now = opening
    if answer.state is OpenState.OPEN:
        return _open_text(answer, now)
    if answer.state is OpenState.BY_APPOINTMENT:
        return _("By appointment")
    if answer.state is OpenState.UNKNOWN:
        return _("Not known whether open now")
    return _closed_text(answer.opens, now) if answer.opens else _("Closed now")


def opening_short(opening: Opening) -> str:
    """Return the answer for a row of a list; empty where it is not known."""
    answer, now = opening
    if answer.state is OpenState.UNKNOWN:
        return ""
    if answer.state is not OpenState.CLOSED:
        return opening_text(opening)
    if answer.opens and answer.opens.date() == now.date():
        return _("Opens at {time}").format(time=_clock(answer.opens))
    return _("Closed")


def _open_text(answer: Answer, now: datetime) -> str:
    until = answer.until
    # What lasts longer than a day is simply open.
    if until is None or until - now > timedelta(days=1):
        return _("Open now, by telephone only") if answer.phone_only else _("Open now")
    minutes = until.hour * 60 + until.minute
    time = format_clock(minutes) if minutes else format_hour(MINUTES_OF_DAY)
    if answer.phone_only:
        return _("Open until {time}, by telephone only").format(time=time)
    return _("Open until {time}").format(time=time)


def _closed_text(opens: datetime, now: datetime) -> str:
    time = _clock(opens)
    days = (opens.date() - now.date()).days
    if days == 0:
        return _("Closed, opens today at {time}").format(time=time)
    if days == 1:
        return _("Closed, opens tomorrow at {time}").format(time=time)
    if days <= 6:
        day = _(_ON_DAYS[opens.weekday()])
        return _("Closed, opens {on_weekday} at {time}").format(on_weekday=day, time=time)
    day = opens.date().isoformat()
    shown = format_short_day(day) if days < 300 else format_day(day)
    return _("Closed, opens {date} at {time}").format(date=shown, time=time)


def _clock(moment: datetime) -> str:
    return format_clock(moment.hour * 60 + moment.minute)


# ---- the table ----


def hours_table(hours: Hours, today: date, language: Language) -> list[Line]:
    """Return the hours as lines: the week, seasons, and the exceptions of the coming 30 days."""
    lines: list[Line] = []
    for group in shown_sets(hours, today):
        heading = _heading(group[0], today, language)
        if heading:
            lines.append(Line(heading, ""))
        lines.extend(_group_lines(group, language))
    coming = coming_exceptions(hours, today)
    if coming:
        lines.append(Line(_("Exceptions"), ""))
        lines.extend(_exception_line(line, language) for line in coming)
    return lines


def hours_words(hours: Hours, language: Language) -> list[Line]:
    """Return all that hours hold, past and far seasons and exceptions too, as lines."""
    lines: list[Line] = []
    for group in together(hours.sets):
        one = group[0]
        parts = [
            _("Exception") if one.kind == "exception" else "",
            _heading(one, date.min, language),
        ]
        heading = " · ".join(part for part in parts if part)
        held = _group_lines(group, language) or [Line("", _("not known"))]
        told = [each.text.pick(language) for each in group if each.text and each.kind != "unknown"]
        if heading and len(held) == 1:  # of one day, or closed: one line says it
            lines.append(Line(heading, _one_line(held[0], one)))
        else:
            lines += [Line(heading, ""), *held] if heading else held
        lines.extend(Line("", text) for text in told)
    return lines


def _one_line(line: Line, one: HoursSet) -> str:
    """Return a line in one text; the days go without saying where the dates are all there is."""
    dated = one.first is not None and (one.first == one.last or one.status == "closed")
    if dated and line.right:
        return line.right
    return ", ".join(part for part in line if part)


def adds_to_rows(words: LocalText, hours: Hours, language: Language) -> bool:
    """Tell whether the source's own words say more than the rows made of them."""
    text = words.pick(language)
    tag = words.language_of_pick(language)
    read = parse_words(text, tag) if tag else None
    if read is None:
        return bool(text)
    return [week_lines((one,)) for one in read.sets] != [week_lines((one,)) for one in hours.sets]


def _heading(one: HoursSet, today: date, language: Language) -> str:
    name = one.heading.pick(language)
    dates = ""
    if one.first and one.first == one.last:
        dates = format_day(one.first.isoformat())
    elif one.first and one.last:
        dates = f"{format_day(one.first.isoformat())}–{format_day(one.last.isoformat())}"
    elif one.first and one.first > today:
        dates = _("From {day}").format(day=format_day(one.first.isoformat()))
    elif one.last:
        dates = _("Until {day}").format(day=format_day(one.last.isoformat()))
    return " · ".join(part for part in (name, dates) if part)


def _group_lines(group: tuple[HoursSet, ...], language: Language) -> list[Line]:
    kind = group[0].kind
    if kind == "always":
        return [Line(_("Every day"), _("Day and night"))]
    if kind == "by_appointment":
        return [Line(_("By appointment"), "")]
    if kind == "unknown":
        return [Line("", one.text.pick(language)) for one in group if one.text]
    if any(one.status == "closed" for one in group):
        return [Line(_("Every day"), _("closed"))]
    return [_week_line(line, language) for line in week_lines(group)]


def _week_line(line: WeekLine, language: Language) -> Line:
    left = _(HOLIDAY_NAMES[line.holiday]) if line.holiday else days_text(line.days)
    right = ", ".join(_piece_text(piece) for piece in line.pieces)
    right = _weeks_text(line.weeks).format(times=right)
    notes = " · ".join(note.pick(language) for note in line.notes)
    return Line(left, f"{right} · {notes}" if notes else right)


def days_text(days: Iterable[int]) -> str:
    """Return weekdays as people write them: "Mon–Fri", "Mon, Wed", "Every day"."""
    runs = day_runs(days)
    if runs == [(1, 7)]:
        return _("Every day")
    names = [[_(SHORT_DAYS[day - 1]) for day in run] for run in runs]
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in names)


def _weeks_text(weeks: Weeks) -> str:
    if weeks == "odd":
        return _("{times}, odd weeks")
    return _("{times}, even weeks") if weeks == "even" else "{times}"


def _piece_text(piece: Piece) -> str:
    whole = (piece.start, piece.end) == (0, MINUTES_OF_DAY)
    if piece.state is OpenState.CLOSED and whole:
        return _("closed")
    if whole and piece.state is OpenState.OPEN and not piece.phone_only:
        return _("day and night")
    # Swedish puts "kl." before it.
    times = pgettext("opening hours", "{hours}")
    times = times.format(hours=format_hours_between(piece.start, piece.end))
    if piece.state is OpenState.CLOSED:
        return _("closed {times}").format(times=times)
    if piece.state is OpenState.BY_APPOINTMENT:
        return _("{times} by appointment").format(times=times)
    return _("{times} by telephone").format(times=times) if piece.phone_only else times


def _exception_line(line: DatedLine, language: Language) -> Line:
    first, last = line.first.isoformat(), line.last.isoformat()
    left = format_short_day(first)
    if first == last:
        left = f"{_(SHORT_DAYS[line.first.weekday()])} {left}"
    else:
        left = f"{left}–{format_short_day(last)}"
    right = ", ".join(_piece_text(piece) for piece in line.pieces)
    if not right:
        right = _("closed") if line.state is OpenState.CLOSED else _("not known")
    heading = line.heading.pick(language)
    return Line(left, f"{right} · {heading}" if heading else right)
