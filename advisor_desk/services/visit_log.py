"""The visit log: new visits, corrections, retractions, and the draft of the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from advisor_desk.domain.failures import Failure, FailureKind, InvalidVisit
from advisor_desk.domain.ids import new_visit_id
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import Draft, Problem, Visit, part_of_day, problems
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.choice_order import COUNTED_DAYS
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import DraftCleared, Events, VisitCorrected, VisitLogged
from advisor_desk.settings.store import Settings
from advisor_desk.storage import visits as tables
from advisor_desk.storage.choice_counts import forget_choices
from advisor_desk.storage.database import Connection, Database
from advisor_desk.storage.meta import ensure_desk_id

if TYPE_CHECKING:
    from advisor_desk.services.questions import Questions

if TYPE_CHECKING:
    from advisor_desk.domain.effort import Effort

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
        questions: Callable[[], Questions] | None = None,
    ) -> None:
        self._database = database
        self._codes = codes
        self._questions = questions
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

    def save(
        self,
        actor: Actor,
        visit: Visit,
        *,
        from_form: bool = True,
        effort: Effort | None = None,
    ) -> Visit:
        """Save a new visit; it is on disk when this returns.

        Saving the same visit again changes nothing: the id was made when the form opened. A
        save that was reported as failed may be stored all the same; what was changed in the
        form since is then stored as a correction.

        Args:
            actor: who saves.
            visit: the visit as filled in.
            from_form: whether the form held it: then the draft is cleared in the same
                transaction. What else is saved leaves the draft as it is.
            effort: what it took, where that was measured.

        Returns:
            The visit as stored, with the time of saving.

        Raises:
            InvalidVisit: a field is missing or wrong; nothing is stored.
            Failure: the disk or the database failed; trying again is safe.
        """
        actor.require(Role.ADVISOR)
        now = self._clock()
        today = now.date().isoformat()
        is_now = visit.day == today and visit.kind == "visit"  # a session has its part of the day
        if is_now:
            visit = replace(visit, clock=now.strftime("%H:%M"), part_of_day=part_of_day(now.time()))
        visit = replace(visit, created=today, changed=today, revision=1)
        self.check(visit)
        with self._database.writing() as connection:
            visit = replace(visit, desk=ensure_desk_id(connection))
            if not tables.insert_visit(connection, visit):
                before = self._stored(connection, visit.id)
                if is_now:  # the time of the retry is not the time of the visit
                    visit = replace(visit, part_of_day=before.part_of_day)
                visit = self._change(connection, actor, before, visit)
            if effort is not None:
                from advisor_desk.storage.efforts import note_effort  # the start is quick without

                note_effort(connection, visit.id, effort)
            _follow(connection, visit, counts=True)
            if from_form:
                tables.write_draft(connection, None)
        self._events.tell(VisitLogged(visit.id, visit.day))
        return visit

    def save_all(
        self, actor: Actor, visits: Sequence[Visit], instead_of: Iterable[str] = ()
    ) -> list[Visit]:
        """Save visits of the past all or nothing, as they are; the draft stays.

        Args:
            actor: who saves.
            visits: with their day and part of day; no clock time is kept.
            instead_of: ids of a try before that was reported as failed. It may be stored all
                the same: what is stored of it is corrected, or taken back where it is no
                longer among the visits.

        Raises:
            InvalidVisit: one of them is wrong; nothing is stored.
            Failure: the disk or the database failed; trying again is safe.
        """
        actor.require(Role.ADVISOR)
        today = self.today().isoformat()
        new = [replace(v, created=today, changed=today, revision=1, clock=None) for v in visits]
        for visit in new:
            self.check(visit)
        gone = set(instead_of) - {visit.id for visit in new}
        with self._database.writing() as connection:
            desk = ensure_desk_id(connection)
            stored = [replace(visit, desk=desk) for visit in new]
            for place, visit in enumerate(stored):
                if not tables.insert_visit(connection, visit):
                    before = self._stored(connection, visit.id)
                    stored[place] = self._change(connection, actor, before, visit)
            for visit_id in gone:
                if tables.read_visit(connection, visit_id) is not None:
                    self._retract(connection, actor, visit_id, retracted=True)
        for visit in stored:
            self._events.tell(VisitLogged(visit.id, visit.day))
        return stored

    def correct(self, actor: Actor, visit: Visit, *, from_form: bool = True) -> Visit:
        """Store a correction of a saved visit and note what was changed.

        Args:
            actor: who corrects.
            visit: the visit as it shall be.
            from_form: see `save`.

        Raises:
            InvalidVisit: a field is missing or wrong; nothing is stored.
            Failure: there is no such visit, or the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        self.check(visit, self.visit(visit.id) if visit.answers else None)
        with self._database.writing() as connection:
            before = self._stored(connection, visit.id)
            stored = self._change(connection, actor, before, visit)
            if from_form:
                tables.write_draft(connection, None)
        self._events.tell(VisitCorrected(visit.id, visit.day))
        return stored

    def retract(self, actor: Actor, visit_id: str, *, retracted: bool = True) -> Visit:
        """Take a visit back, or with `retracted=False` bring it back.

        Raises:
            Failure: there is no such visit, or the disk or the database failed.
        """
        (stored,) = self.retract_all(actor, [visit_id], retracted=retracted)
        return stored

    def retract_all(
        self, actor: Actor, ids: Iterable[str], *, retracted: bool = True
    ) -> list[Visit]:
        """Take visits back, or bring them back, all or none of them; see `retract`."""
        actor.require(Role.ADVISOR)
        with self._database.writing() as connection:
            stored = [self._retract(connection, actor, i, retracted=retracted) for i in ids]
        for visit in stored:
            self._events.tell(VisitCorrected(visit.id, visit.day))
        return stored

    def _retract(
        self, connection: Connection, actor: Actor, visit_id: str, *, retracted: bool
    ) -> Visit:
        before = self._stored(connection, visit_id)
        after = replace(before, retracted=retracted, changed=self.today().isoformat())
        _follow(connection, before, counts=not retracted)
        return tables.update_visit(connection, before, after, actor.alias)

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
            clock=before.clock if visit.day == before.day else None,
            retracted=before.retracted,
            changed=self.today().isoformat(),
        )
        return tables.update_visit(connection, before, after, actor.alias)

    def keep_draft(self, draft: Draft | None) -> None:
        """Keep what the form holds, so that it survives a crash; None clears it.

        What is cleared is gone from the disk too, as far as nobody reads just then: see `sweep`.
        """
        with self._database.writing() as connection:
            cleared = tables.write_draft(connection, draft) and draft is None
        if cleared:
            self.sweep()
            self._events.tell(DraftCleared())

    def sweep(self) -> bool:
        """Let nothing be left on the disk of what was cleared, corrected or saved otherwise.

        Not part of a save, which it would hold up; call it from the thread that writes, soon
        after one, and again later where it could not be done.

        Returns:
            Whether it is done; False while somebody reads what was there before.
        """
        return self._database.sweep()

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
        from advisor_desk.storage.appointments import forget_past

        oldest = (self.today() - timedelta(COUNTED_DAYS)).isoformat()
        with self._database.writing() as connection:
            forget_choices(connection, oldest)
            forget_past(connection, self.today().isoformat())
            return tables.drop_clock_times(connection, self.today().isoformat())

    def summary(self, visit: Visit, language: Language) -> str:
        """Return a visit in a few words: topics, language, municipality, short own answers."""
        book = self._codes.book
        parts = [book.label("topic", topic, language) for topic in visit.topics]
        for name in ("language", "municipality"):
            value = getattr(visit, name)
            if value != "not-asked":
                parts.append(book.label(name, value, language))
        if visit.answers and self._questions is not None:
            parts += self._questions().short_answers(visit, language)
        return " · ".join(parts)

    def check(self, visit: Visit, before: Visit | None = None) -> None:
        """Tell whether a visit can be saved; quick, and without the database.

        Args:
            visit: as filled in.
            before: of a correction, the visit as it is stored: its answers may stay, whatever
                has been retired since.

        Raises:
            InvalidVisit: a field is missing or wrong.
        """
        found = problems(visit, self._codes.book, self._settings.required_fields())
        if visit.answers and self._questions is not None:
            found += self._questions().check(visit, before)
        if visit.day > self.today().isoformat():
            found.append(Problem("day", "in-future", visit.day))
        if found:
            raise InvalidVisit(found)


def _follow(connection: Connection, visit: Visit, *, counts: bool) -> None:
    """Let the appointment that a visit was begun from know, in the same transaction."""
    if visit.way == "appointment":
        from advisor_desk.storage.appointments import follow_visit  # few visits need it

        follow_visit(connection, visit.id, counts=counts)
