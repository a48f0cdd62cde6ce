"""Appointments as iCalendar (RFC 5545), in and out, without anything that names a person.

Foreign calendars hold names: in summaries, descriptions, places, and among who is invited. None
of these is read. Of an event come its times, and what it is about where its categories are
called as our topics and languages are, or where this program wrote it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event
from icalendar.prop import vBroken, vDDDTypes, vDuration, vRecur

from advisor_desk.domain.appointments import MAX_MINUTES, USUAL_MINUTES, Appointment, is_slip
from advisor_desk.domain.failures import Failure
from advisor_desk.exchange.repeats import MOST_REPEATS, occurrences
from advisor_desk.exchange.source_files import bad_file, open_source
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_number

HOME: Final = ZoneInfo("Europe/Helsinki")
MAX_BYTES: Final = 3_000_000
"""A year of a busy point is a tenth of it; three million bytes take five seconds to read."""
MAX_EVENTS: Final = 5_000
MAX_SERIES: Final = 300
_OURS: Final = "X-ADVISOR-DESK-"
_OUR_UID: Final = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@advisor-desk")
_LET_PASS: Final = (ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError)
"""What the library lets pass of files that are damaged at random: a zone that is called as a
folder of the zones is opened as a file."""
_CALENDAR: Final = re.compile(r"BEGIN:VCALENDAR\s*[\r\n]", re.IGNORECASE)
_BEGIN: Final = re.compile(r"^BEGIN:", re.IGNORECASE | re.MULTILINE)
_END: Final = re.compile(r"^END:", re.IGNORECASE | re.MULTILINE)

REASONS: Final = {
    "past": N_("Its day is over."),
    "far": N_("It is more than two years ahead."),
    "all-day": N_("It takes all day."),
    "no-time": N_("It has no time that can be read."),
    "zone": N_("Its time zone is not known."),
    "length": N_("It ends before it begins, or takes more than twelve hours."),
    "repeats": N_("It repeats in a way that is not read: neither every day nor every week."),
    "no-uid": N_("It has no UID, so a change of it could not be recognised."),
}
"""Why an event is left out."""


class BookedEvent(NamedTuple):
    """One event of a calendar, as far as it may be known here.

    Attributes:
        uid: digest of what the calendar knows it by, with the time of a repetition.
        own_id: id of the appointment, where this program wrote the event.
        day, clock: local, as `Appointment` has them.
        cancelled: whether it was called off.
        slip, language, topic, channel: empty where the event does not say.
    """

    uid: str
    own_id: str
    day: str
    clock: str
    minutes: int
    cancelled: bool = False
    slip: str = ""
    language: str = ""
    topic: str = ""
    channel: str = ""


class LeftOut(NamedTuple):
    """An event that cannot be an appointment: its number in the file, and one of `REASONS`."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Codes by their words in every language, in small letters."""

    topics: Mapping[str, str]
    languages: Mapping[str, str]
    channels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are of interest, both included."""

    first: date
    last: date


class _UnfitError(Exception):
    """An event cannot be an appointment; the argument is one of `REASONS`."""


def read_calendar(
    path: Path, words: Vocabulary, window: Window
) -> tuple[list[BookedEvent], list[LeftOut]]:
    """Return the events of a calendar file in their order, and which were left out.

    Of events with the same UID the one with the highest SEQUENCE stands, or the last one.

    Raises:
        Failure: the file is no calendar, is cut off, too large, in another encoding, or
            cannot be read.
    """
    found: dict[str, tuple[int, BookedEvent]] = {}
    left_out: list[LeftOut] = []
    for number, (event, called_off) in enumerate(_events(path), 1):
        sequence = _sequence(event)
        try:
            for booked in _booked(event, words, window):
                if booked.uid not in found or found[booked.uid][0] <= sequence:
                    entry = booked._replace(cancelled=booked.cancelled or called_off)
                    found[booked.uid] = sequence, entry
        except _UnfitError as error:
            left_out.append(LeftOut(number, str(error)))
        if len(found) > MAX_EVENTS:
            raise _too_many(path)
    return [event for _number, event in found.values()], left_out


def _calendars(path: Path) -> list[Component]:
    """Return the calendars of a file.

    Raises:
        Failure: it is none.
    """
    with open_source(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        limit = format_number(MAX_BYTES // 1_000_000)
        raise bad_file(
            path, _("it is larger than {limit} MB; export fewer days").format(limit=limit)
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise bad_file(path, _("it is not a text in UTF-8")) from error
    lines = text.strip()
    if not _CALENDAR.match(lines):
        raise bad_file(path, _("it is not a calendar (iCalendar, .ics)"))
    if lines[-13:].upper() != "END:VCALENDAR":
        raise bad_file(path, _("it is cut off"))
    damaged = _("it is damaged: it cannot be read as a calendar")
    if len(_BEGIN.findall(lines)) != len(_END.findall(lines)):
        raise bad_file(path, damaged)
    try:
        return list(Calendar.from_ical(lines, multiple=True))
    except _LET_PASS as error:
        raise bad_file(path, damaged) from error


def _events(path: Path) -> list[tuple[Component, bool]]:
    """Return the events of a file, each with whether its calendar calls them off.

    Raises:
        Failure: it is no calendar, or there are too many events.
    """
    found: list[tuple[Component, bool]] = []
    for calendar in _calendars(path):
        called_off = _text(calendar, "METHOD").upper() == "CANCEL"
        parts = (part for part in calendar.subcomponents if part.name == "VEVENT")
        found += [(part, called_off) for part in parts]
    series = sum(event.get("RRULE") is not None for event, _called_off in found)
    if len(found) > MAX_EVENTS or series > MAX_SERIES:
        raise _too_many(path)
    return found


def _too_many(path: Path) -> Failure:
    limit = format_number(MAX_EVENTS)
    problem = _("it holds more than {limit} appointments; export fewer days")
    return bad_file(path, problem.format(limit=limit))


# ---- One event ----


def _booked(event: Component, words: Vocabulary, window: Window) -> Iterator[BookedEvent]:
    """Give the appointments of an event: one, or those of a series within the window.

    Raises:
        _UnfitError: it cannot be one.
    """
    uid = _text(event, "UID").strip()
    if not uid:
        raise _UnfitError("no-uid")
    start = _local(event, "DTSTART")
    minutes = _minutes(event, start)
    own = _OUR_UID.fullmatch(uid)
    base = BookedEvent(
        uid=uid_digest(uid),
        own_id=own[1] if own else "",
        day="",
        clock="",
        minutes=minutes,
        cancelled=_text(event, "STATUS").upper() == "CANCELLED",
    )
    base = _about(base, event, words)
    if event.get("RECURRENCE-ID") is not None:  # one of a series, changed
        series = uid_digest(uid, _local(event, "RECURRENCE-ID"))
        yield _at(base._replace(uid=series, own_id=""), start, window)
    elif event.get("RRULE") is not None:
        for time in _repeats(event, start, window):
            yield _at(base._replace(uid=uid_digest(uid, time), own_id=""), time, window)
    else:
        yield _at(base, start, window)


def _at(event: BookedEvent, start: datetime, window: Window) -> BookedEvent:
    if start.date() < window.first:
        raise _UnfitError("past")
    if start.date() > window.last:
        raise _UnfitError("far")
    return event._replace(day=start.date().isoformat(), clock=start.strftime("%H:%M"))


def uid_digest(uid: str, repeated: datetime | None = None) -> str:
    """Return what is kept of a UID: foreign ones can hold names and addresses."""
    text = uid if repeated is None else f"{uid}\n{repeated:%Y%m%dT%H%M}"
    return hashlib.sha256(f"advisor-desk:{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _repeats(event: Component, start: datetime, window: Window) -> Iterator[datetime]:
    """Give the times of a series within the window.

    Raises:
        _UnfitError: the series is not read, or is over.
    """
    rule = event.get("RRULE")
    if not isinstance(rule, vRecur) or event.get("RDATE") is not None:
        raise _UnfitError("repeats")
    until = _until(rule)
    last = min(window.last, until.date()) if until else window.last
    times = occurrences({str(k).upper(): list(v) for k, v in rule.items()}, start, last)
    if times is None:
        raise _UnfitError("repeats")
    kept = [t for t in times if t.date() >= window.first and (until is None or t <= until)]
    if not kept:
        raise _UnfitError("past")
    dropped = set(_exceptions(event))
    yield from (time for time in kept[:MOST_REPEATS] if time not in dropped)


def _until(rule: vRecur) -> datetime | None:
    """Return the local end of a series, the end of the day where it is a day."""
    found = next(iter(rule.get("UNTIL") or ()), None)
    if isinstance(found, datetime):
        return _at_home(found)
    if isinstance(found, date):
        return datetime(found.year, found.month, found.day, 23, 59)  # noqa: DTZ001 - local
    return None


def _exceptions(event: Component) -> Iterator[datetime]:
    given = event.get("EXDATE")
    for one in given if isinstance(given, list) else [given]:
        for value in getattr(one, "dts", ()) if not isinstance(one, vBroken) else ():
            if isinstance(value.dt, datetime):
                yield _at_home(value.dt)


def _local(event: Component, name: str) -> datetime:
    """Return a time of an event on the clock of Finland, without a zone and without seconds.

    Raises:
        _UnfitError: it has none.
    """
    value = event.get(name)
    if not isinstance(value, vDDDTypes):
        raise _UnfitError("no-time")
    time = value.dt
    if isinstance(time, datetime):
        if time.tzinfo is None and value.params.get("TZID"):
            raise _UnfitError("zone")
        return _at_home(time)
    raise _UnfitError("all-day" if isinstance(time, date) else "no-time")


def _at_home(time: datetime) -> datetime:
    """Return a time on the clock of Finland; one without a zone is meant so.

    Raises:
        _UnfitError: it lies outside of what can be reckoned with.
    """
    try:
        local = time if time.tzinfo is None else time.astimezone(HOME)
    except (OverflowError, ValueError) as error:
        raise _UnfitError("no-time") from error
    return local.replace(tzinfo=None, second=0, microsecond=0, fold=0)


def _minutes(event: Component, start: datetime) -> int:
    """Return how long an event takes; the usual length where it does not say.

    Raises:
        _UnfitError: it cannot be.
    """
    length = event.get("DURATION")
    if isinstance(length, vDuration | vDDDTypes) and isinstance(length.dt, timedelta):
        took = length.dt
    elif event.get("DTEND") is not None:
        took = _local(event, "DTEND") - start
    else:
        return USUAL_MINUTES
    minutes = took // timedelta(minutes=1)
    if not 0 <= minutes <= MAX_MINUTES:
        raise _UnfitError("length")
    return minutes or USUAL_MINUTES


def _about(event: BookedEvent, component: Component, words: Vocabulary) -> BookedEvent:
    """Return an event with what it is about, in our codes."""
    called = [name.strip().casefold() for name in _categories(component)]
    slip = _text(component, f"{_OURS}SLIP").strip()
    return event._replace(
        slip=slip if is_slip(slip) else "",
        topic=_code(component, "TOPIC", words.topics, called),
        language=_code(component, "LANGUAGE", words.languages, called),
        channel=_code(component, "CHANNEL", words.channels, ()),
    )


def _code(component: Component, name: str, codes: Mapping[str, str], called: Iterable[str]) -> str:
    own = _text(component, f"{_OURS}{name}").strip()
    if own in codes.values():
        return own
    return next((codes[word] for word in called if word in codes), "")


def _categories(component: Component) -> Iterator[str]:
    given = component.get("CATEGORIES")
    for one in given if isinstance(given, list) else [given]:
        yield from map(str, getattr(one, "cats", ()) if not isinstance(one, vBroken) else ())


def _text(component: Component, name: str) -> str:
    """Return a property as text; where it stands twice, the first."""
    value: Any = component.get(name)
    if isinstance(value, list):
        value = next(iter(value), None)
    return "" if value is None else str(value)


def _sequence(component: Component) -> int:
    text = _text(component, "SEQUENCE")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


# ---- Out ----


class Labels(NamedTuple):
    """What an appointment is called in a calendar: words for its codes, empty where unknown."""

    topic: str
    language: str
    channel: str


def write_calendar(
    file: BinaryIO,
    appointments: Iterable[tuple[Appointment, Labels]],
    stamp: datetime,
    title: str,
) -> int:
    """Write appointments that have a clock time as a calendar; return how many.

    Args:
        file: opened for bytes.
        appointments: with their words.
        stamp: when it is written, with a zone.
        title: what one without a slip number is called.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Advisor Desk//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    days: list[date] = []
    for appointment, labels in appointments:
        if appointment.clock is not None:
            calendar.add_component(_event(appointment, labels, stamp, title))
            days.append(date.fromisoformat(appointment.day))
    if days:
        # The zone's rules for the years of the file alone, not for all of a century.
        first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    file.write(calendar.to_ical())
    return len(days)


def _event(appointment: Appointment, labels: Labels, stamp: datetime, title: str) -> Event:
    event = Event()
    event.add("uid", f"{appointment.id}@advisor-desk")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("sequence", appointment.revision - 1)
    start = datetime.fromisoformat(f"{appointment.day}T{appointment.clock}")
    event.add("dtstart", start.replace(tzinfo=HOME))
    event.add("duration", timedelta(minutes=appointment.minutes))
    event.add("summary", appointment.slip or title)
    about = [words for words in labels if words]
    if about:
        event.add("description", " · ".join(about))
    categories = [words for words in (labels.topic, labels.language) if words]
    if categories:
        event.add("categories", categories)
    cancelled = appointment.state == "cancelled"
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    for name in ("slip", "topic", "language", "channel"):
        event.add(f"{_OURS}{name}", getattr(appointment, name))
    return event


def merged(before: Appointment, event: BookedEvent) -> Appointment:
    """Return an appointment with what an event says of it; what it does not say stays."""
    said = {
        name: value
        for name in ("slip", "language", "topic", "channel")
        if (value := getattr(event, name))
    }
    return replace(before, day=event.day, clock=event.clock, minutes=event.minutes, **said)
