"""The visit log: new visits, corrections, retractions, and the draft of the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advisor_desk.domain.failures import Failure, FailureKind, InvalidVisit
from advisor_desk.domain.ids import new_visit_id
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import Draft, Visit, part_of_day, problems
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import Events, VisitCorrected, VisitLogged
from advisor_desk.settings.store import Settings
from advisor_desk.storage import visits as tables
from advisor_desk.storage.database import Connection, Database
from advisor_desk.storage.meta import ensure_desk_id

STICKY = ("channel", "language", "municipality")
"""Fields whose value is carried over to the next visit."""


class VisitLog:
    """What an advisor does with visits.

    Reading methods may be called from any thread, writing ones from the one thread that
    writes.
    """

    def __init__(
        self,
        database: Database,
        codes: Codes,
        settings: Settings,
        events: Events,
        clock: Clock = local_now,
    ) -> None:
        self._database = database
        self._codes = codes
        self._settings = settings
        self._events = events
        self._clock = clock

    def today(self) -> date:
        """Return the local day."""
        return self._clock().date()

    def new_draft(self, actor: Actor, previous: Visit | None = None) -> Draft:
        """Return an empty form; with a previous visit its sticky values are carried over."""
        now = self._clock()
        visit = Visit(
            id=new_visit_id(),
            day=now.date().isoformat(),
            part_of_day=part_of_day(now.time()),
            topics=(),
        )
        visit = self.signed(actor, visit)
        if previous is None:
            return Draft(visit)
        carried = {name: getattr(previous, name) for name in STICKY}
        carried = {name: value for name, value in carried.items() if value != "not-asked"}
        return Draft(replace(visit, **carried), carried=frozenset(carried))

    def signed(self, actor: Actor, visit: Visit) -> Visit:
        """Return a visit with the point of this desk and the alias of the actor."""
        return replace(visit, point=self._settings.text("point"), advisor=actor.alias)

    def save(self, actor: Actor, visit: Visit) -> Visit:
        """Save a new visit; it is on disk when this returns.

        Saving the same visit again changes nothing: the id was made when the form opened. A
        save that was reported as failed may be stored all the same; what was changed in the
        form since is then stored as a correction. The draft is cleared in the same
        transaction.

        Returns:
            The visit as stored, with the time of saving.

        Raises:
            InvalidVisit: a field is missing or wrong; nothing is stored.
            Failure: the disk or the database failed; trying again is safe.
        """
        actor.require(Role.ADVISOR)
        now = self._clock()
        today = now.date().isoformat()
        if visit.day == today:
            visit = replace(visit, clock=now.strftime("%H:%M"), part_of_day=part_of_day(now.time()))
        visit = replace(visit, created=today, changed=today, revision=1)
        self.check(visit)
        with self._database.writing() as connection:
            visit = replace(visit, desk=ensure_desk_id(connection))
            if not tables.insert_visit(connection, visit):
                before = self._stored(connection, visit.id)
                if visit.day == today:  # the time of the retry is not the time of the visit
                    visit = replace(visit, part_of_day=before.part_of_day)
                visit = self._change(connection, actor, before, visit)
            tables.write_draft(connection, None)
        self._events.tell(VisitLogged(visit.id, visit.day))
        return visit

    def correct(self, actor: Actor, visit: Visit) -> Visit:
        """Store a correction of a saved visit and note what was changed.

        Raises:
            InvalidVisit: a field is missing or wrong; nothing is stored.
            Failure: there is no such visit, or the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        self.check(visit)
        with self._database.writing() as connection:
            before = self._stored(connection, visit.id)
            stored = self._change(connection, actor, before, visit)
            tables.write_draft(connection, None)
        self._events.tell(VisitCorrected(visit.id, visit.day))
        return stored

    def retract(self, actor: Actor, visit_id: str, *, retracted: bool = True) -> Visit:
        """Take a visit back, or with `retracted=False` bring it back.

        Raises:
            Failure: there is no such visit, or the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        today = self.today().isoformat()
        with self._database.writing() as connection:
            before = self._stored(connection, visit_id)
            after = replace(before, retracted=retracted, changed=today)
            stored = tables.update_visit(connection, before, after, actor.alias)
        self._events.tell(VisitCorrected(visit_id, stored.day))
        return stored

    def _stored(self, connection: Connection, visit_id: str) -> Visit:
        """Return a visit as it is stored.

        Raises:
            Failure: there is none.
        """
        visit = tables.read_visit(connection, visit_id)
        if visit is None:
            raise Failure(FailureKind.NOT_FOUND, visit_id)
        return visit

    def _change(self, connection: Connection, actor: Actor, before: Visit, visit: Visit) -> Visit:
        """Store what a form holds of a visit; what no form changes stays as it was."""
        after = replace(
            visit,
            created=before.created,
            clock=before.clock,
            retracted=before.retracted,
            changed=self.today().isoformat(),
        )
        return tables.update_visit(connection, before, after, actor.alias)

    def keep_draft(self, draft: Draft | None) -> None:
        """Keep what the form holds, so that it survives a crash; None clears it."""
        with self._database.writing() as connection:
            tables.write_draft(connection, draft)

    def kept_draft(self) -> Draft | None:
        """Return what the form held when the program ended, or None."""
        with self._database.reading() as connection:
            return tables.read_draft(connection)

    def visit(self, visit_id: str) -> Visit | None:
        """Return a visit by id, or None."""
        with self._database.reading() as connection:
            return tables.read_visit(connection, visit_id)

    def latest(self, limit: int = 10) -> list[Visit]:
        """Return the visits logged last, retracted ones too, newest first."""
        with self._database.reading() as connection:
            return tables.latest_visits(connection, limit)

    def between(self, first: date, last: date) -> list[Visit]:
        """Return the visits that count between two days, both included."""
        with self._database.reading() as connection:
            return list(tables.iter_visits(connection, first.isoformat(), last.isoformat()))

    def count_today(self) -> int:
        """Return how many visits of today count."""
        with self._database.reading() as connection:
            return tables.count_day(connection, self.today().isoformat())

    def end_of_day(self) -> int:
        """Forget the clock times of earlier days; return how many were dropped."""
        with self._database.writing() as connection:
            return tables.drop_clock_times(connection, self.today().isoformat())

    def summary(self, visit: Visit, language: Language) -> str:
        """Return a visit in a few words: topics, language, municipality."""
        book = self._codes.book
        parts = [book.label("topic", topic, language) for topic in visit.topics]
        for name in ("language", "municipality"):
            value = getattr(visit, name)
            if value != "not-asked":
                parts.append(book.label(name, value, language))
        return " · ".join(parts)

    def check(self, visit: Visit) -> None:
        """Tell whether a visit can be saved; quick, and without the database.

        Raises:
            InvalidVisit: a field is missing or wrong.
        """
        found = problems(visit, self._codes.book, self._settings.required_fields())
        if found:
            raise InvalidVisit(found)
