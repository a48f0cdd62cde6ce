"""Keeping the directory fresh: checks, what is due, reports of what is wrong, and use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.freshness import (
    FRESH_OUTCOMES,
    LONGEST_NOTE,
    DueEntry,
    Freshness,
    Limits,
    Method,
    Outcome,
    Verification,
    freshness,
    newest_due,
    state,
)
from advisor_desk.domain.reports import LONGEST_REPORT, Report, ReportState
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock
from advisor_desk.services.events import Events, ServiceChanged
from advisor_desk.services.record_keeping import Signed, store, stored_service
from advisor_desk.services.undoing import undo_revision
from advisor_desk.settings.store import Settings
from advisor_desk.storage import verifications as tables
from advisor_desk.storage.database import Database
from advisor_desk.storage.rows import read_text

USE_DAYS: Final = 30
"""The last days whose use of a record puts it forward in the list of what is due."""
_CONTACT_FIELDS: Final = frozenset(
    {"address", "phones", "emails", "website", "hours", "hours_text", "channels"}
)


class Upkeep:
    """Checks of records, and what asks for one.

    Reading methods may be called from any thread, writing ones from the one that writes.
    """

    def __init__(
        self, database: Database, settings: Settings, events: Events, clock: Clock
    ) -> None:
        self._database = database
        self._settings = settings
        self._events = events
        self._clock = clock

    @property
    def limits(self) -> Limits:
        """For how many months a check holds, as a supervisor has set it."""
        return Limits(
            self._settings.number("contacts_months"), self._settings.number("texts_months")
        )

    def _today(self) -> date:
        return self._clock().date()

    def _signed(self, actor: Actor) -> Signed:
        return Signed(actor.alias, self._today().isoformat())

    # ---- checks ----

    def verify(
        self,
        actor: Actor,
        service_id: str,
        method: Method,
        outcome: Outcome,
        *,
        contacts: bool = True,
        texts: bool = False,
        note: str = "",
    ) -> Verification:
        """Note that a person checked a record.

        Where it was found right it is fresh from today, and no longer said to be possibly out
        of date; where it was found wrong, or nobody was reached, it comes first in what is due.

        Args:
            actor: who checked.
            service_id: of the record.
            method: how.
            outcome: what came of it.
            contacts: whether contacts and hours were checked.
            texts: whether all other texts were.
            note: a line for colleagues, at most `LONGEST_NOTE` characters.

        Returns:
            The check; its id is what `take_back` needs.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: nothing was checked, or the note is too long.
            Failure: there is no such record, or the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        if not (contacts or texts):
            raise InvalidRecord(_("Say what was checked: contacts and hours, or the texts."))
        note = " ".join(note.split())
        _check_length(note, LONGEST_NOTE, "note")
        signed = self._signed(actor)
        with self._database.writing() as connection:
            before = stored_service(connection, service_id)
            settled = _settled(before, outcome, contacts=contacts)
            if settled is not before:
                settled = store(connection, before, settled, signed)
            made = settled.revision if settled is not before else 0
            verification = Verification(
                0, service_id, signed.day, actor.alias, method, outcome, contacts, texts, note
            )
            verification = tables.add_verification(connection, verification, made)
        self._events.tell(ServiceChanged(service_id))
        return verification

    def take_back(self, actor: Actor, verification_id: int) -> None:
        """Take a check back that was a slip of the hand: the record is as fresh as before.

        The check stays in the records with the note that it was taken back.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: the record was checked or changed again since.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        signed = self._signed(actor)
        with self._database.writing() as connection:
            found = tables.take_back(connection, verification_id, signed.day, actor.alias)
            if found is None:
                raise InvalidRecord(
                    _("This check cannot be taken back: the record was checked again since."),
                    stale=True,
                )
            if found.made_revision:
                undo_revision(connection, found.service_id, found.made_revision, signed)
        self._events.tell(ServiceChanged(found.service_id))

    def verifications(self, service_id: str) -> list[Verification]:
        """Return all checks of a record, the newest first."""
        with self._database.reading() as connection:
            return tables.read_verifications(connection, service_id)

    def freshness(self, service: Service) -> Freshness:
        """Return how fresh a record is, and what its last check was."""
        with self._database.reading() as connection:
            latest = tables.latest_verification(connection, service.id)
        return freshness(
            service.last_verified, service.text_verified, latest, self.limits, self._today()
        )

    def freshness_of(self, services: Sequence[Service]) -> dict[str, Freshness]:
        """Return how fresh records are, by their ids; for lists of them."""
        with self._database.reading() as connection:
            latest = tables.latest_verifications(connection, [s.id for s in services])
        limits, today = self.limits, self._today()
        return {
            service.id: freshness(
                service.last_verified, service.text_verified, latest.get(service.id), limits, today
            )
            for service in services
        }

    def due(self, limit: int = 200, today: date | None = None) -> list[DueEntry]:
        """Return what is to be checked: what is in doubt first, then the most used.

        Args:
            limit: how many at most.
            today: the local day; that of the clock if none is given.
        """
        day, limits = today or self._today(), self.limits
        with self._database.reading() as connection:
            rows = tables.due_rows(connection, *self._due_since(day, limits), limit)
        return [
            DueEntry(
                service_id=row["id"],
                name=read_text(row, "name"),
                contacts=state(row["last_verified"], limits.contacts, day),
                texts=state(row["text_verified"], limits.texts, day),
                contacts_day=row["last_verified"],
                texts_day=row["text_verified"],
                used=row["used"],
                doubt=row["doubt"],
                reports=row["reports"],
            )
            for row in rows
        ]

    def count_due(self, today: date | None = None) -> int:
        """Return how many records are to be checked."""
        day = today or self._today()
        with self._database.reading() as connection:
            return tables.count_due(connection, *self._due_since(day, self.limits))

    def _due_since(self, day: date, limits: Limits) -> tuple[tuple[str, str], tuple[str, str]]:
        first = day - timedelta(days=USE_DAYS)
        newest = (newest_due(limits.contacts, day), newest_due(limits.texts, day))
        return (first.isoformat(), day.isoformat()), newest

    def note_opened(self, actor: Actor, service_id: str) -> None:
        """Count that somebody looked a record up; what is used most is checked first.

        Raises:
            Failure: the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        with self._database.writing() as connection:
            tables.count_use(connection, "service", service_id, self._today().isoformat())

    # ---- reports ----

    def report(self, actor: Actor, service_id: str, text: str) -> int:
        """Report that a record is wrong; return the number of the report.

        Raises:
            InvalidRecord: nothing was said, or too much.
            Failure: there is no such record, or the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        text = " ".join(text.split())
        if not text:
            raise InvalidRecord(_("Say in a line what is wrong."), ["text"])
        _check_length(text, LONGEST_REPORT, "text")
        signed = self._signed(actor)
        with self._database.writing() as connection:
            stored_service(connection, service_id)
            return tables.add_report(connection, service_id, signed.day, actor.alias, text)

    def take_report_back(self, actor: Actor, report_id: int) -> bool:
        """Take an open report of one's own back; return whether it was there.

        Raises:
            Failure: the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        with self._database.writing() as connection:
            return tables.take_report_back(connection, report_id, actor.alias)

    def open_reports(self) -> list[Report]:
        """Return the reports that nobody has settled, the oldest first."""
        return self._reports(only_open=True)

    def reports(self) -> list[Report]:
        """Return all reports, the oldest first."""
        return self._reports(only_open=False)

    def _reports(self, *, only_open: bool) -> list[Report]:
        with self._database.reading() as connection:
            return tables.read_reports(connection, only_open=only_open)

    def answer_report(
        self, actor: Actor, report_id: int, state: ReportState, answer: str = ""
    ) -> None:
        """Settle a report; with the state `open` it is opened again, for an undo.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: there is no such report, or the answer is too long.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        answer = " ".join(answer.split())
        _check_length(answer, LONGEST_REPORT, "answer")
        with self._database.writing() as connection:
            day = self._today().isoformat()
            if not tables.settle_report(connection, report_id, state, answer, (day, actor.alias)):
                raise InvalidRecord(_("This report is not there any more."), stale=True)


def _check_length(text: str, longest: int, field: str) -> None:
    """Refuse a text that is too long.

    Raises:
        InvalidRecord: it is.
    """
    if len(text) > longest:
        sentence = _("The text is too long: at most {limit} characters.").format(limit=longest)
        raise InvalidRecord(sentence, [field])


def _settled(service: Service, outcome: Outcome, *, contacts: bool) -> Service:
    """Return a record without the doubts that a check has settled; itself if it had none."""
    unsure = [f for f in service.unverified_fields if f not in _CONTACT_FIELDS]
    doubtful = service.possibly_outdated or len(unsure) < len(service.unverified_fields)
    if not (contacts and doubtful and outcome in FRESH_OUTCOMES):
        return service
    return replace(
        service,
        possibly_outdated=False,
        outdated_note=LocalText(),
        unverified_fields=tuple(unsure),
    )
