"""What a supervisor does with the records of the directory: edit, create, undo, merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from advisor_desk.domain.counties import PostalPlace
from advisor_desk.domain.directory import Organization, Service
from advisor_desk.domain.duplicates import Because, marks
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.history import HistoryEntry
from advisor_desk.domain.ids import new_id
from advisor_desk.domain.record_fields import Change, differences
from advisor_desk.domain.record_rules import (
    Problem,
    errors_since,
    organization_problems,
    problems,
)
from advisor_desk.exchange.reference import read_postal_places
from advisor_desk.i18n import _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.events import Events, ServiceChanged, ServicesImported
from advisor_desk.services.freshness import Upkeep
from advisor_desk.services.indexing import reindex_services
from advisor_desk.services.lookalikes import Lookalikes, Pair
from advisor_desk.services.record_keeping import store, stored_service, tidied
from advisor_desk.services.undoing import (
    CREATED,
    Side,
    merge,
    partners,
    undo_revision,
    with_undoable,
)
from advisor_desk.settings.store import Settings
from advisor_desk.storage import channels as channel_tables
from advisor_desk.storage import curation as tables
from advisor_desk.storage import directory as service_tables
from advisor_desk.storage.database import Database
from advisor_desk.storage.imports import write_changes

_MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record that may be the same service as another.

    Attributes:
        service: the other one.
        because: what speaks for it most.
        score: how alike the names are, from 0 to 100.
    """

    service: Service
    because: Because
    score: float


class Curation(Upkeep):
    """Edits records with their history; see `Upkeep` for checks and reports.

    Reading methods may be called from any thread, writing ones from the one that writes.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        events: Events,
        resources: Path,
        clock: Clock = local_now,
    ) -> None:
        super().__init__(database, settings, events, clock)
        self._resources = resources
        self._lookalikes = Lookalikes(database)
        events.subscribe(ServiceChanged, self._on_changed)
        events.subscribe(ServicesImported, self._on_imported)

    def _on_changed(self, fact: ServiceChanged) -> None:
        self._lookalikes.forget_one(fact.service_id)

    def _on_imported(self, _fact: ServicesImported) -> None:
        self._lookalikes.forget()

    # ---- editing ----

    def save(
        self,
        actor: Actor,
        before: Service,
        after: Service,
        *,
        origin: Literal["person", "review"] = "person",
    ) -> Service:
        """Store what was made of a record, with its history.

        Saving the same again changes nothing, so that a save that was reported as failed can
        be repeated.

        Args:
            actor: who edits.
            before: the record as it was read.
            after: the record as it shall be.
            origin: a review may take over what a person would not be let to type.

        Returns:
            The record as stored.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: a new error is in it, or somebody else changed the record since
                `before` was read; nothing is stored.
            Failure: there is no such record, or the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        after = tidied(after)
        with self._database.writing() as connection:
            stored = stored_service(connection, before.id)
            if not differences(stored, after):
                return stored
            if stored.revision != before.revision:
                raise InvalidRecord(
                    _(
                        "Somebody else changed this record while you edited it. What you typed"
                        " is still here: open the record anew and carry it over."
                    ),
                    stale=True,
                )
            if origin == "person":
                self._refuse_errors(self.validate(stored), self.validate(after))
            kept = replace(
                after,
                last_verified=stored.last_verified,
                text_verified=stored.text_verified,
                merged_into=stored.merged_into,
            )
            result = store(connection, stored, kept, self._signed(actor))
        self._events.tell(ServiceChanged(result.id))
        return result

    def create(self, actor: Actor, service: Service) -> Service:
        """Store a new record; one without an id gets one.

        Creating the same record again changes nothing.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: an error is in it, or another record has its id.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        service = replace(tidied(service), id=service.id or new_id(), revision=1, edited=True)
        self._refuse_errors((), self.validate(service))
        signed = self._signed(actor)
        with self._database.writing() as connection:
            found = service_tables.read_service(connection, service.id)
            if found is not None:
                if differences(found, service):
                    raise InvalidRecord(_("There is a record with this ID already."), ["id"])
                return found
            service_tables.write_service(connection, service, origin="desk")
            made = [Change(CREATED, "", service.name.pick("fi"))]
            write_changes(connection, service.id, 1, made, signed.day, signed.actor)
            reindex_services(connection, [service])
        self._events.tell(ServiceChanged(service.id))
        return service

    def _refuse_errors(self, before: tuple[Problem, ...], after: tuple[Problem, ...]) -> None:
        """Refuse a record with errors that were not there before.

        Raises:
            InvalidRecord: there are some.
        """
        found = errors_since(before, after)
        if found:
            sentences = " ".join(dict.fromkeys(problem.sentence for problem in found))
            raise InvalidRecord(sentences, [problem.field for problem in found])

    def history(self, service_id: str) -> list[HistoryEntry]:
        """Return what was changed in a record, the newest first.

        Raises:
            Failure: there is no such record.
        """
        with self._database.reading() as connection:
            service = stored_service(connection, service_id)
            return with_undoable(service, tables.read_history(connection, service_id))

    def undo(self, actor: Actor, service_id: str, revision: int) -> Service:
        """Take back what a revision of a record changed; of a merge, the whole merge.

        Returns:
            The record as stored; of a merge, the record that was kept.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: the same fields were changed again since.
            Failure: there is no such record, or the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        with self._database.writing() as connection:
            others = partners(connection, service_id, revision)
            result = undo_revision(connection, service_id, revision, self._signed(actor))
        for changed in dict.fromkeys((service_id, result.id, *others)):
            self._events.tell(ServiceChanged(changed))
        return result

    def merge(
        self, actor: Actor, keep_id: str, gone_id: str, choices: Mapping[str, Side]
    ) -> Service:
        """Let one record take the place of another.

        Args:
            actor: who merges.
            keep_id: the record that stays.
            gone_id: the one that is withdrawn; whoever asks for it gets the one kept.
            choices: for each field, whose value the record kept has from now on; its own
                where nothing is said.

        Returns:
            The record kept; `undo` of its revision takes the merge back.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: the two are one, or one of them is merged already.
            Failure: one is not there, or the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        with self._database.writing() as connection:
            kept = merge(connection, keep_id, gone_id, choices, self._signed(actor))
        for changed in (gone_id, keep_id):
            self._events.tell(ServiceChanged(changed))
        return kept

    # ---- looking closely ----

    @cached_property
    def _places(self) -> dict[str, PostalPlace]:
        return read_postal_places(self._resources)

    def validate(self, service: Service) -> tuple[Problem, ...]:
        """Return what is wrong with a record as it stands, and what could be better.

        The first call reads tables of numbers and postal codes, some 50 ms: call it off the
        thread of the window.
        """
        return problems(service, self._places, self._today())

    def duplicates_of(self, service: Service) -> list[Duplicate]:
        """Return the records on offer that may be the same service, the likeliest first.

        The first call reads all records, a second and more of 20,000: call `look_around` until
        that is done where nobody else may wait so long.
        """
        with self._database.reading() as connection:
            known = channel_tables.read_organizations(connection, [service.organization])
            business_id = next((one.business_id for one in known.values()), "")
            found = self._lookalikes.like(marks(service, business_id))[:_MOST_FOUND]
            services = service_tables.read_services(connection, [match.id for match in found])
        by_id = {one.id: one for one in services}
        return [Duplicate(by_id[m.id], m.because, m.score) for m in found if m.id in by_id]

    def look_around(self, seconds: float) -> bool:
        """Read records for `duplicates_of` for about so long; return whether all are read."""
        return self._lookalikes.prepare(seconds)

    def all_duplicates(self) -> list[Pair]:
        """Return pairs of records on offer that may be the same service, the likeliest first."""
        return self._lookalikes.pairs() or []

    def search_duplicates(self, seconds: float) -> list[Pair] | None:
        """Search for `all_duplicates` for about so long; return None until all are found."""
        return self._lookalikes.pairs(seconds)

    # ---- organisations ----

    def organizations(self) -> list[Organization]:
        """Return all organisations by name."""
        with self._database.reading() as connection:
            found = channel_tables.read_organizations(connection).values()
        return sorted(found, key=_by_name)

    def organization(self, organization_id: str) -> Organization | None:
        """Return an organisation, or None."""
        with self._database.reading() as connection:
            found = channel_tables.read_organizations(connection, [organization_id])
        return found.get(organization_id)

    def save_organization(self, actor: Actor, organization: Organization) -> Organization:
        """Store an organisation, a new one too; one without an id gets one.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: an error is in it, or somebody else changed it since it was read.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        organization = replace(organization, id=organization.id or new_id())
        with self._database.writing() as connection:
            known = channel_tables.read_organizations(connection, [organization.id])
            before = known.get(organization.id)
            if before is not None and replace(organization, revision=before.revision) == before:
                return before
            if before is not None and before.revision != organization.revision:
                raise InvalidRecord(
                    _("Somebody else changed this organisation while you edited it."), stale=True
                )
            old = organization_problems(before) if before else ()
            self._refuse_errors(old, organization_problems(organization))
            stored = replace(organization, revision=before.revision + 1 if before else 1)
            channel_tables.write_organization(connection, stored)
            tables.mark_organization_edited(connection, stored.id)
            ids = tables.services_of_organization(connection, stored.id)
            reindex_services(connection, service_tables.read_services(connection, ids))
        self._lookalikes.forget()  # their business ID is that of its services
        return stored


def _by_name(organization: Organization) -> str:
    return organization.name.pick("fi").casefold()
