"""Deciding what catalogues say otherwise than this desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.record_fields import FIELDS, as_text, differences, with_field
from advisor_desk.domain.reviews import Decision, Review, ReviewField, Undecided
from advisor_desk.i18n import _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.events import Events, ServiceChanged
from advisor_desk.services.record_keeping import Signed, store, stored_service
from advisor_desk.storage import directory as service_tables
from advisor_desk.storage import reviews as tables
from advisor_desk.storage.database import Database


class Reviews:
    """The queue of differences between this desk's own edits and what catalogues say.

    Reading methods may be called from any thread, writing ones from the one that writes.
    """

    def __init__(self, database: Database, events: Events, clock: Clock = local_now) -> None:
        self._database = database
        self._events = events
        self._clock = clock

    def open_reviews(self) -> list[Review]:
        """Return what is to be decided, the oldest first."""
        with self._database.reading() as connection:
            rows = tables.read_open(connection)
            ids = list(dict.fromkeys(row.service_id for row in rows))
            services = {s.id: s for s in service_tables.read_services(connection, ids)}
        return [_review(row, services[row.service_id]) for row in rows]

    def count_open(self) -> int:
        """Return how many records have something to be decided."""
        with self._database.reading() as connection:
            return tables.count_open(connection)

    def decide(self, actor: Actor, review_id: int, decisions: Mapping[str, Decision]) -> Service:
        """Decide fields of a review: keep ours, or take theirs over into the record.

        Fields of which nothing is said stay open.

        Args:
            actor: who decides.
            review_id: of the review.
            decisions: by the name of the field.

        Returns:
            The record as it is then; what was taken over is a revision of its own, which
            `Curation.undo` takes back.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: the review is decided already, or a text of it cannot be read.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        day = self._clock().date().isoformat()
        with self._database.writing() as connection:
            row = next(iter(tables.read_open(connection, review_id)), None)
            if row is None:
                raise InvalidRecord(_("This is decided already."), stale=True)
            before = stored_service(connection, row.service_id)
            after = _taken_over(before, row, decisions)
            if differences(before, after):
                after = store(connection, before, after, Signed(actor.alias, day))
            tables.write_decisions(connection, review_id, decisions.items(), (day, actor.alias))
        if after is not before:
            self._events.tell(ServiceChanged(after.id))
        return after

    def reopen(self, actor: Actor, review_id: int, fields: Iterable[str]) -> None:
        """Open decided fields of a review again, for an undo; the record stays as it is.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: another review of the record was opened since.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        day = self._clock().date().isoformat()
        with self._database.writing() as connection:
            if not tables.can_reopen(connection, review_id):
                raise InvalidRecord(
                    _("There is a newer difference of this record to decide."), stale=True
                )
            again: list[tuple[str, Undecided]] = [(field, "open") for field in fields]
            tables.write_decisions(connection, review_id, again, (day, actor.alias))


def _review(row: tables.ReviewRow, service: Service) -> Review:
    fields = tuple(
        ReviewField(field, reason, as_text(service, field), theirs)
        for field, reason, _ours, theirs in sorted(row.fields, key=_place)
    )
    return Review(
        row.id,
        row.service_id,
        service.name,
        row.catalogue,
        row.catalogue_name,
        row.noticed,
        fields,
    )


def _place(row: tuple[str, str, str, str]) -> tuple[int, str]:
    """Return where a field stands in the record, and its reason."""
    return FIELDS.index(row[0]), row[1]


def _taken_over(
    service: Service, row: tables.ReviewRow, decisions: Mapping[str, Decision]
) -> Service:
    """Return a service with the fields that were decided for the other side.

    Where a field is in question for two reasons, the text without a person wins.

    Raises:
        InvalidRecord: a text cannot be read as the field.
    """
    try:
        for field, _reason, _ours, theirs in row.fields:
            if decisions.get(field) == "theirs":
                service = with_field(service, field, theirs)
    except ValueError as error:
        raise InvalidRecord(
            _("The other text cannot be taken over. Keep ours, or edit the record.")
        ) from error
    return service
