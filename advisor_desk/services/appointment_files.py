"""Appointments that come in from a calendar file, and go out as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Final, Literal

from advisor_desk.domain.appointments import Appointment, time_of
from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.ids import new_id, new_visit_id
from advisor_desk.domain.periods import Period
from advisor_desk.domain.releases import Release
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import part_of_day
from advisor_desk.exchange.icalendar_file import (
    REASONS,
    BookedEvent,
    Labels,
    LeftOut,
    Vocabulary,
    Window,
    merged,
    read_calendar,
    write_calendar,
)
from advisor_desk.exchange.whole_file import whole_binary
from advisor_desk.i18n import N_, _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.appointments import FARTHEST
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.release import ReleaseReport
from advisor_desk.settings.store import Settings
from advisor_desk.storage import appointments as tables
from advisor_desk.storage import releases
from advisor_desk.storage.database import Connection, Database

Fate = Literal["new", "changed", "unchanged", "cancelled", "unknown", "settled"]
FATES: Final[dict[Fate, str]] = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "cancelled": N_("Cancelled by the file"),
    "unchanged": N_("As they are here"),
    "settled": N_("Left as they are: settled here already"),
    "unknown": N_("Cancelled, and never here"),
}
"""What becomes of the events of a file, in the order in which it is told."""

EXPORT_REASON: Final = "appointments for a calendar"


@dataclass(frozen=True, slots=True)
class CalendarReport:
    """What would come of a calendar file, or came of it.

    Attributes:
        fates: how many events meet each fate, all named.
        reasons: of the events left out: how many for each of `icalendar_file.REASONS`.
    """

    fates: dict[Fate, int]
    reasons: dict[str, int]

    @property
    def changes(self) -> int:
        """How many appointments are new, changed or cancelled by it."""
        return sum(self.fates[fate] for fate in ("new", "changed", "cancelled"))


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """What was read of a calendar file, to be looked at and then taken."""

    events: tuple[BookedEvent, ...]
    left_out: tuple[LeftOut, ...]


class AppointmentFiles:
    """Takes appointments in and lets them out; writing belongs to the thread that writes."""

    def __init__(
        self, database: Database, codes: Codes, settings: Settings, clock: Clock = local_now
    ) -> None:
        self._database = database
        self._codes = codes
        self._settings = settings
        self._clock = clock

    def read(self, path: Path) -> ReadCalendar:
        """Read a calendar file; nothing is changed.

        Raises:
            Failure: the file is no calendar, or cannot be read.
        """
        today = self._clock().date()
        events, left_out = read_calendar(path, self._vocabulary(), Window(today, today + FARTHEST))
        return ReadCalendar(tuple(events), tuple(left_out))

    def preview(self, found: ReadCalendar) -> CalendarReport:
        """Return what would come of a file that was read."""
        with self._database.reading() as connection:
            planned = list(self._plan(connection, found.events))
        return _report([fate for fate, _appointment in planned], found.left_out)

    def take(self, actor: Actor, found: ReadCalendar) -> CalendarReport:
        """Store what a file says, all of it or nothing.

        The same UID changes the same appointment. What the file does not say stays as it was
        entered here; an appointment from which a visit was logged, or that was noted as
        missed or cancelled here, is left as it is.

        Raises:
            Failure: the disk or the database failed; nothing is stored.
        """
        actor.require(Role.ADVISOR)
        fates: list[Fate] = []
        with self._database.writing() as connection:
            for fate, appointment in list(self._plan(connection, found.events)):
                fates.append(fate)
                if fate in ("new", "changed", "cancelled"):
                    tables.write_appointment(connection, appointment)
        return _report(fates, found.left_out)

    def _plan(
        self, connection: Connection, events: Sequence[BookedEvent]
    ) -> Iterator[tuple[Fate, Appointment]]:
        """Give each event's fate, and the appointment as it would be."""
        known = tables.appointments_by_uid(connection, [event.uid for event in events])
        for event in events:
            before = known.get(event.uid)
            if before is None and event.own_id:
                before = tables.read_appointment(connection, event.own_id)
            yield self._judge(before, event)

    def _judge(self, before: Appointment | None, event: BookedEvent) -> tuple[Fate, Appointment]:
        part = part_of_day(time_of(event.clock))
        blank = Appointment(
            id=event.own_id or new_visit_id(),
            day=event.day,
            part_of_day=part,
            clock=event.clock,
            point=self._settings.text("point"),
            uid=event.uid,
        )
        after = replace(merged(before or blank, event), part_of_day=part)
        if before is None:
            return ("unknown" if event.cancelled else "new"), after
        if before.state != "planned" or before.clock is None:
            return "settled", before
        if event.cancelled:
            return "cancelled", replace(before, state="cancelled")
        return ("unchanged" if after == before else "changed"), after

    def _vocabulary(self) -> Vocabulary:
        """Return codes by their words in every language."""
        natives = {name: tag for tag, name in self._codes.native_names.items()}
        return Vocabulary(
            topics=self._words("topic"),
            languages=self._words("language") | {n.casefold(): tag for n, tag in natives.items()},
            channels=self._words("channel"),
        )

    def _words(self, list_name: str) -> dict[str, str]:
        day = self._clock().date().isoformat()
        found: dict[str, str] = {}
        for code in self._codes.book.members(list_name, day=day):
            for word in code.label.all():
                found.setdefault(word.casefold(), code.id)
        return found

    # ---- Out ----

    def count(self, period: Period) -> int:
        """Return how many appointments of a period have a clock time, and so can leave."""
        with self._database.reading() as connection:
            return len(self._leaving(connection, period))

    def _leaving(self, connection: Connection, period: Period) -> list[Appointment]:
        first, last = period.first.isoformat(), period.last.isoformat()
        point = self._settings.text("point")
        found = tables.appointments_between(connection, point, first, last)
        return [one for one in found if one.clock is not None]

    def export(
        self,
        actor: Actor,
        period: Period,
        target: Path,
        language: Language,
        why: str = EXPORT_REASON,
    ) -> ReleaseReport:
        """Write the appointments of a period as iCalendar; see `write_calendar`.

        Those of days that are over have no clock time any more and stay. The journal is
        written before the file gets its name.

        Raises:
            Failure: the file or the journal cannot be written; no file has been left then.
        """
        actor.require(Role.ADVISOR)
        now = self._clock()
        with self._database.reading() as connection:
            leaving = self._leaving(connection, period)
        release = Release(
            id=new_id(),
            day=now.date().isoformat(),
            actor=actor.alias,
            what="appointments",
            format="ics",
            first=period.first.isoformat(),
            last=period.last.isoformat(),
            count=len(leaving),
            reason=" ".join(why.split()) or EXPORT_REASON,
        )
        labelled = [(one, self._labels(one, language)) for one in leaving]
        with whole_binary(target, partial(self._note, release)) as file:
            write_calendar(file, labelled, now.astimezone(UTC), _("Appointment"))
        return ReleaseReport(release.id, target, len(leaving))

    def _note(self, release: Release) -> None:
        with self._database.writing() as connection:
            releases.insert_release(connection, release)

    def _labels(self, one: Appointment, language: Language) -> Labels:
        book = self._codes.book
        values = (("topic", one.topic), ("language", one.language), ("channel", one.channel))
        return Labels(
            *(
                "" if code in UNANSWERED else book.label(name, code, language)
                for name, code in values
            )
        )


def _report(fates: Sequence[Fate], left_out: Sequence[LeftOut]) -> CalendarReport:
    met = Counter(fates)
    reasons = Counter(one.reason for one in left_out)
    return CalendarReport(
        {fate: met[fate] for fate in FATES},
        {reason: reasons[reason] for reason in REASONS if reasons[reason]},
    )


def reason_text(reason: str) -> str:
    """Return why an event is left out, in the current language."""
    return _(REASONS[reason])


def fate_name(fate: Fate) -> str:
    """Return what becomes of an event, in the current language."""
    return _(FATES[fate])
