"""The contact directory: opening a record and browsing. Editing: `services.curation`."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Final

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import Failure
from advisor_desk.domain.opening import NOT_KNOWN, Hours, OpenState
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.search.folding import words
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import Events, ServiceChanged, ServicesImported
from advisor_desk.services.hours_text import Opening
from advisor_desk.storage import directory as tables
from advisor_desk.storage.database import Database
from advisor_desk.storage.merged import kept_ids
from advisor_desk.storage.statistics import service_names

_RECALLED: Final = 1000
"""Records kept in memory for lists: more than anybody has on the screen."""


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


@lru_cache(maxsize=1 << 16)
def _words_of(text: LocalText) -> str:
    return " ".join(word for one in text.all() for word in words(one))


def holds(text: LocalText, typed: Iterable[str]) -> bool:
    """Tell whether each of some folded words occurs in the text in any of its languages."""
    held = _words_of(text)
    return all(word in held for word in typed)


@contextmanager
def not_collecting() -> Iterator[None]:
    """Let no garbage be looked for while many records are read, nor among them ever after.

    They hold no circles. Looking through 20,000 of them again and again takes longer than
    reading them, and each time the window stands still.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


class Directory:
    """The services on offer. Its methods may be called from any thread."""

    def __init__(
        self, database: Database, codes: Codes, events: Events, clock: Clock = local_now
    ) -> None:
        self._database = database
        self._codes = codes
        self._clock = clock
        self._offered: dict[str, Service] | None = None
        self._sorted: dict[Language, tuple[dict[str, Service] | None, list[Service]]] = {}
        self._open: dict[str, tuple[Hours, OpenState]] = {}
        self._open_at: datetime | None = None
        self._changed: set[str] = set()
        self._all_changed = True
        self._recalled: dict[str, Service] = {}
        self._reading = Lock()
        self._noting = Lock()  # held for a moment only: who changes a record waits for no reader
        events.subscribe(ServiceChanged, self._on_changed)
        events.subscribe(ServicesImported, self._on_imported)

    def _on_changed(self, fact: ServiceChanged) -> None:
        with self._noting:
            self._changed.add(fact.service_id)
            self._recalled = {}

    def _on_imported(self, _fact: ServicesImported) -> None:
        with self._noting:
            self._all_changed = True
            self._recalled = {}

    def get(self, service_id: str) -> Service | None:
        """Return a service by id, closed ones too, or None.

        A record that was merged into another is that other one.
        """
        return self.find([service_id]).get(service_id)

    def find(self, ids: Iterable[str]) -> dict[str, Service]:
        """Return services by id, closed ones too; unknown ids are left out.

        A record that was merged into another is that other one, under the id asked for.
        """
        wanted = list(ids)
        with self._database.reading() as connection:
            kept = kept_ids(connection, wanted)
            found = {
                service.id: service
                for service in tables.read_services(connection, [kept.get(k, k) for k in wanted])
            }
        return {key: found[now] for key in wanted if (now := kept.get(key, key)) in found}

    def recall(self, ids: Iterable[str]) -> dict[str, Service]:
        """Return services as `find` does, but read each only once until one is changed.

        For lists that show the same records again with every letter that is typed.
        """
        wanted = list(ids)
        with self._noting:
            if len(self._recalled) > _RECALLED:
                self._recalled = {}
            known = self._recalled  # what is read while a record changes is not kept after it
        if missing := [key for key in wanted if key not in known]:
            known.update(self.find(missing))
        return {key: known[key] for key in wanted if key in known}

    def names(self, ids: Iterable[str], language: Language) -> dict[str, str]:
        """Return the names of services by id, as `find` finds them."""
        wanted = list(ids)
        with self._database.reading() as connection:
            kept = kept_ids(connection, wanted)
            names = service_names(connection, (kept.get(key, key) for key in wanted))
        return {
            key: names[now].pick(language) for key in wanted if (now := kept.get(key, key)) in names
        }

    def own_name(self, service_id: str, language: Language) -> str:
        """Return the name of a record, of one merged into another too; empty if there is none."""
        with self._database.reading() as connection:
            found = service_names(connection, [service_id]).get(service_id)
        return found.pick(language) if found else ""

    def offered(self) -> list[Service]:
        """Return all services on offer: neither closed nor withdrawn, in the order of their ids.

        The first call reads them all, which takes a second for some thousands; later ones read
        what was changed since.
        """
        with self._reading:
            with self._noting:
                changed, everything = self._changed, self._all_changed
                self._changed, self._all_changed = set(), False
            try:
                if everything or self._offered is None:
                    self._offered = self._read(None)
                elif changed:
                    kept = {k: one for k, one in self._offered.items() if k not in changed}
                    self._offered = dict(sorted((kept | self._read(changed)).items()))
            except Failure:
                self._offered = None
                raise
            return list(self._offered.values())

    def _read(self, ids: Collection[str] | None) -> dict[str, Service]:
        """Return those of some services that are on offer, by id; all of them for None."""
        with self._database.reading() as connection, ExitStack() as stack:
            if ids is None:
                stack.enter_context(not_collecting())
            found = tables.read_services(connection, ids)
            for service in found:
                _words_of(service.name)  # folded here, so that the first key typed is not slow
        return {service.id: service for service in found if service.status == "listed"}

    def browse(self, wanted: ServiceFilter, language: Language, name: str = "") -> list[Service]:
        """Return the services a filter leaves, own municipality first, then by name.

        Args:
            wanted: the filter.
            language: of the names, for their order.
            name: typed text; each of its words must occur in the name, in any language.
        """
        family, typed = self._family(wanted.topic), words(name)
        found = [
            service
            for service in self._by_name(language)
            if self._passes(service, wanted, family)
            and (not typed or holds(service.name, typed))
            and (not wanted.open_now or self.open_state(service) is OpenState.OPEN)
        ]
        own = wanted.municipality
        if not own:
            return found
        return [s for s in found if own in s.municipalities] + [
            s for s in found if own not in s.municipalities
        ]

    def _by_name(self, language: Language) -> list[Service]:
        """Return the services on offer by name; sorted anew only where one was changed."""
        offered = self.offered()
        with self._noting:
            known = self._sorted.get(language)
            if known is not None and known[0] is self._offered:
                return known[1]
            source = self._offered

        def order(service: Service) -> str:
            return service.name.pick(language).casefold()

        ordered = sorted(offered, key=order)
        with self._noting:
            self._sorted[language] = (source, ordered)
        return ordered

    def _passes(self, service: Service, wanted: ServiceFilter, family: frozenset[str]) -> bool:
        return (
            (not wanted.kind or service.kind == wanted.kind)
            and (not wanted.language or wanted.language in service.languages)
            and (not wanted.municipality or service.serves(wanted.municipality))
            and (not wanted.topic or not family.isdisjoint(service.topics))
        )

    def _family(self, topic: str) -> frozenset[str]:
        """Return a topic with its parent and its children."""
        book = self._codes.book
        code = book.find("topic", topic) if topic else None
        parent = {code.parent} if code and code.parent else set()
        return frozenset({topic} | parent | {child.id for child in book.children("topic", topic)})

    def languages_in_use(self) -> list[str]:
        """Return the tags of languages that occur, the most frequent first."""
        counts: dict[str, int] = {}
        for service in self.offered():
            for tag in service.languages:
                counts[tag] = counts.get(tag, 0) + 1
        return sorted(counts, key=lambda tag: (-counts[tag], tag))

    def open_state(self, service: Service, moment: datetime | None = None) -> OpenState:
        """Answer "open now?"; hours of a record that may be out of date are not known.

        What holds now is worked out once a minute for each service.
        """
        if service.hours is None or service.possibly_outdated:
            return OpenState.UNKNOWN
        if moment is not None:
            return service.hours.state(moment)
        minute = self._clock().replace(second=0, microsecond=0)
        with self._noting:
            if self._open_at != minute:
                self._open_at, self._open = minute, {}
            known = self._open
        found = known.get(service.id)
        if found is None or found[0] is not service.hours:
            found = known[service.id] = (service.hours, service.hours.state(minute))
        return found[1]

    def opening(self, service: Service, moment: datetime | None = None) -> Opening:
        """Answer "open now, and until when?", as `open_state` does."""
        now = moment or self._clock()
        if service.hours is None or service.possibly_outdated:
            return Opening(NOT_KNOWN, now)
        return Opening(service.hours.answer(now), now)
