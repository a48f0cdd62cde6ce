"""The contact directory: opening a record, browsing, and correcting at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from advisor_desk.domain.directory import Service
from advisor_desk.domain.opening import OpenState
from advisor_desk.domain.text import Language
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import Events, ServiceChanged
from advisor_desk.services.indexing import reindex_service
from advisor_desk.storage import directory as tables
from advisor_desk.storage.database import Database


@dataclass(frozen=True, slots=True)
class ServiceFilter:
    """What the directory view is narrowed to; an empty value does not narrow.

    Attributes:
        topic: code; services of its parent and of its children are in it too.
        municipality: code; services of that municipality and nationwide ones.
        language: tag.
        kind: of service.
        open_now: only services known to be open.
    """

    topic: str = ""
    municipality: str = ""
    language: str = ""
    kind: str = ""
    open_now: bool = False


class Directory:
    """The services on offer."""

    def __init__(
        self, database: Database, codes: Codes, events: Events, clock: Clock = local_now
    ) -> None:
        self._database = database
        self._codes = codes
        self._events = events
        self._clock = clock
        self._offered: list[Service] | None = None
        events.subscribe(ServiceChanged, self._forget)

    def _forget(self, _fact: ServiceChanged) -> None:
        self._offered = None

    def get(self, service_id: str) -> Service | None:
        """Return a service by id, closed ones too, or None."""
        with self._database.reading() as connection:
            return tables.read_service(connection, service_id)

    def names(self, ids: Iterable[str], language: Language) -> dict[str, str]:
        """Return the names of services by id; unknown ids are left out."""
        with self._database.reading() as connection:
            return {s.id: s.name.pick(language) for s in tables.read_services(connection, ids)}

    def offered(self) -> list[Service]:
        """Return all services on offer: neither closed nor withdrawn."""
        if self._offered is None:
            with self._database.reading() as connection:
                found = tables.read_services(connection)
            self._offered = [service for service in found if service.status == "listed"]
        return self._offered

    def browse(self, wanted: ServiceFilter, language: Language) -> list[Service]:
        """Return the services a filter leaves, own municipality first, then by name."""
        found = [service for service in self.offered() if self._passes(service, wanted)]

        def order(service: Service) -> tuple[bool, str]:
            own = bool(wanted.municipality) and wanted.municipality in service.municipalities
            return (not own, service.name.pick(language).casefold())

        return sorted(found, key=order)

    def _passes(self, service: Service, wanted: ServiceFilter) -> bool:
        return (
            (not wanted.kind or service.kind == wanted.kind)
            and (not wanted.language or wanted.language in service.languages)
            and (not wanted.municipality or service.serves(wanted.municipality))
            and (not wanted.topic or self._covers(service, wanted.topic))
            and (not wanted.open_now or self.open_state(service) is OpenState.OPEN)
        )

    def _covers(self, service: Service, topic: str) -> bool:
        book = self._codes.book
        code = book.find("topic", topic)
        family = {topic} | {child.id for child in book.children("topic", topic)}
        if code and code.parent:
            family.add(code.parent)
        return not family.isdisjoint(service.topics)

    def languages_in_use(self) -> list[str]:
        """Return the tags of languages that occur, the most frequent first."""
        counts: dict[str, int] = {}
        for service in self.offered():
            for tag in service.languages:
                counts[tag] = counts.get(tag, 0) + 1
        return sorted(counts, key=lambda tag: (-counts[tag], tag))

    def open_state(self, service: Service, moment: datetime | None = None) -> OpenState:
        """Answer "open now?"; hours of a record that may be out of date are not known."""
        if service.hours is None or service.possibly_outdated:
            return OpenState.UNKNOWN
        return service.hours.state(moment or self._clock())

    def correct(self, actor: Actor, service: Service) -> Service:
        """Store a record as corrected at this desk; shipped updates leave it alone from now on.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        stored = replace(service, edited=True, revision=service.revision + 1)
        with self._database.writing() as connection:
            tables.write_service(connection, stored)
            reindex_service(connection, stored)
        self._events.tell(ServiceChanged(stored.id))
        return stored
