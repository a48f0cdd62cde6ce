"""Appointments of the point: the list of a day, what becomes of each, and the visit begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal, get_args

from advisor_desk.domain.appointments import (
    MAX_MINUTES,
    Appointment,
    State,
    is_slip,
    time_of,
)
from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.failures import Failure, FailureKind, InvalidRecord
from advisor_desk.domain.ids import new_visit_id
from advisor_desk.domain.periods import Period
from advisor_desk.domain.visit import Draft, part_of_day
from advisor_desk.i18n import N_, _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.settings.store import Settings
from advisor_desk.storage import appointments as tables
from advisor_desk.storage.database import Connection, Database

FARTHEST: Final = timedelta(days=731)
"""How far ahead an appointment may be."""

STATE_NAMES: Final[dict[State, str]] = {
    "planned": N_("Planned"),
    "came": N_("Came"),
    "no-show": N_("Did not come"),
    "cancelled": N_("Cancelled"),
}

Outcome = Literal["planned", "came", "no-show", "cancelled", "unnoted"]
"""A state; what was planned for a day that is over, and of which nobody noted anything, is
`unnoted`."""
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)


class Appointments:
    """What an advisor does with appointments.

    Reading methods may be called from any thread, writing ones from the one thread that
    writes.
    """

    def __init__(
        self,
        database: Database,
        codes: Codes,
        settings: Settings,
        visits: VisitLog,
        clock: Clock = local_now,
    ) -> None:
        self._database = database
        self._codes = codes
        self._settings = settings
        self._visits = visits
        self._clock = clock

    @property
    def point(self) -> str:
        """The point whose appointments these are."""
        return self._settings.text("point")

    def of_day(self, day: date) -> list[Appointment]:
        """Return the appointments of a day in the order of their times."""
        return self.between(Period(day, day))

    def between(self, period: Period) -> list[Appointment]:
        """Return the appointments of a period in the order of their times."""
        first, last = period.first.isoformat(), period.last.isoformat()
        with self._database.reading() as connection:
            return tables.appointments_between(connection, self.point, first, last)

    def counts(self, period: Period) -> dict[Outcome, int]:
        """Return how many appointments of a period came to what, all outcomes named."""
        with self._database.reading() as connection:
            first, last = period.first.isoformat(), period.last.isoformat()
            today = self._clock().date().isoformat()
            found = tables.count_outcomes(connection, first, last, today)
        return {outcome: found.get(outcome, 0) for outcome in OUTCOMES}

    def blank(self, day: date) -> Appointment:
        """Return a new appointment of a day, on the next half hour, to be filled in."""
        now = self._clock()
        hour, minute = (now.hour, 30) if now.minute < 30 else (now.hour + 1, 0)
        clock = f"{hour:02d}:{minute:02d}" if day == now.date() and hour < 24 else "09:00"
        part = part_of_day(time_of(clock))
        return Appointment(new_visit_id(), day.isoformat(), part, clock, point=self.point)

    def save(self, actor: Actor, appointment: Appointment) -> Appointment:
        """Store a new or a changed appointment.

        Raises:
            InvalidRecord: a value is wrong; nothing is stored.
            Failure: the disk or the database failed; trying again is safe.
        """
        actor.require(Role.ADVISOR)
        clock = self.checked(appointment)
        changed = replace(
            appointment,
            part_of_day=part_of_day(time_of(clock)),
            point=self.point,
            uid=appointment.uid or appointment.id,
        )
        with self._database.writing() as connection:
            before = tables.read_appointment(connection, appointment.id)
            if before is not None:  # what became of it meanwhile stays
                changed = replace(changed, state=before.state, visit_id=before.visit_id)
            return tables.write_appointment(connection, changed)

    def checked(self, appointment: Appointment) -> str:
        """Return the clock time of an appointment that may be stored.

        Raises:
            InvalidRecord: a value is wrong; the sentence says which.
        """
        today = self._clock().date()
        if appointment.clock is None:
            raise InvalidRecord(_("Write the time like 9:05."), ["clock"])
        if not is_slip(appointment.slip):
            text = _(
                "A slip number is at most three letters and five digits, such as A12. It is never"
                " a name, a phone number or an identity code."
            )
            raise InvalidRecord(text, ["slip"])
        if appointment.day < today.isoformat():
            text = _("The day is over. Log the visit in the form instead.")
            raise InvalidRecord(text, ["day"])
        if appointment.day > (today + FARTHEST).isoformat():
            raise InvalidRecord(_("The day is more than two years ahead."), ["day"])
        if not 1 <= appointment.minutes <= MAX_MINUTES:
            text = _("An appointment takes 1 to {limit} minutes.").format(limit=MAX_MINUTES)
            raise InvalidRecord(text, ["minutes"])
        for name in ("language", "topic", "channel"):
            if self._codes.book.find(name, getattr(appointment, name)) is None:
                text = _("“{value}” is not in the list: choose one from it.")
                raise InvalidRecord(text.format(value=getattr(appointment, name)), [name])
        return appointment.clock

    def set_state(self, actor: Actor, appointment_id: str, state: State) -> Appointment:
        """Note what became of an appointment; return it as it was before.

        Raises:
            InvalidRecord: a visit was logged from it.
            Failure: there is no such appointment, or the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        with self._database.writing() as connection:
            before = _stored(connection, appointment_id)
            if before.state == "came":
                raise InvalidRecord(
                    _("A visit was logged from this appointment. Take the visit back first.")
                )
            tables.write_appointment(connection, replace(before, state=state))
        return before

    def put_back(self, actor: Actor, before: Appointment) -> None:
        """Store an appointment as it was; where a visit was logged meanwhile, that stands."""
        actor.require(Role.ADVISOR)
        with self._database.writing() as connection:
            now = tables.read_appointment(connection, before.id)
            if now is not None and now.state != "came" and now.clock is not None:
                visit_id = now.visit_id or before.visit_id
                tables.write_appointment(connection, replace(before, visit_id=visit_id))

    def remove(self, actor: Actor, appointment_id: str) -> None:
        """Take a new appointment back, as if it had never been made."""
        actor.require(Role.ADVISOR)
        with self._database.writing() as connection:
            tables.delete_appointment(connection, appointment_id)

    def begin_visit(self, actor: Actor, appointment_id: str) -> Draft:
        """Return a visit to be filled in, with what the appointment says.

        The visit's id is noted first: when it is saved, the appointment is noted as come in
        the same transaction, however long that takes and whatever happens in between. Begun
        again, it is the same visit.

        Raises:
            InvalidRecord: a visit was logged from it already, or its day is over.
            Failure: there is no such appointment, or the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        draft = self._visits.new_draft(actor)
        with self._database.writing() as connection:
            found = _stored(connection, appointment_id)
            if found.state == "came":
                text = _("A visit was logged from this appointment already; correct it instead.")
                raise InvalidRecord(text)
            if found.clock is None:
                text = _("The day of this appointment is over. Log the visit in the form instead.")
                raise InvalidRecord(text)
            visit_id = found.visit_id or draft.visit.id
            tables.write_appointment(connection, replace(found, visit_id=visit_id))
        topics = () if found.topic == NOT_ASKED else (found.topic,)
        visit = replace(
            draft.visit,
            id=visit_id,
            way="appointment",
            channel=found.channel,
            language=found.language,
            topics=topics,
        )
        return Draft(visit)


def _stored(connection: Connection, appointment_id: str) -> Appointment:
    """Return an appointment as it is stored.

    Raises:
        Failure: there is none.
    """
    found = tables.read_appointment(connection, appointment_id)
    if found is None:
        raise Failure(FailureKind.NOT_FOUND, _("The appointment"))
    return found


def state_name(state: State) -> str:
    """Return what became of an appointment, in the current language."""
    return _(STATE_NAMES[state])


def outcome_name(outcome: Outcome) -> str:
    """Return what came of appointments, in the current language."""
    return _("Not noted") if outcome == "unnoted" else state_name(outcome)
