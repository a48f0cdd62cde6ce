"""Suggestions for the visit being filled in: rules, and what was referred to in like visits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.directory import Service
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.like_visits import (
    LEAST_REFERRED,
    Likeness,
    choose,
    contexts_of,
    followed,
    keys,
    likenesses,
)
from advisor_desk.domain.suggestions import (
    CONDITIONS,
    Candidate,
    Filled,
    Offer,
    RuleSet,
    Subject,
    Suggestion,
    rank,
)
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import Visit
from advisor_desk.services.browsing import browse
from advisor_desk.services.codes import Codes
from advisor_desk.services.directory import Directory, ServiceFilter
from advisor_desk.services.guidance import Guidance
from advisor_desk.storage import like_visits as tables
from advisor_desk.storage.database import Database
from advisor_desk.storage.merged import kept_ids

LIMIT: Final = 24
"""Suggestions shown: more would be a directory."""
_OF_A_TOPIC: Final = 100
"""Services of one topic that are looked at, those of the client's municipality first."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What fits a visit.

    Attributes:
        items: the best first.
        fits: whether they fit what is filled in; else they are what is shown at the beginning.
        like: names of the answers that like visits share besides the main topic; None where
            there are too few like visits.
    """

    items: tuple[Suggestion, ...]
    fits: bool
    like: tuple[str, ...] | None = None


class Suggestions:
    """Ranks cards and services for a visit. Reads only; may be called from any thread."""

    def __init__(
        self,
        database: Database,
        directory: Directory,
        guidance: Guidance,
        codes: Codes,
        resources: Path,
    ) -> None:
        self._database = database
        self._directory = directory
        self._guidance = guidance
        self._codes = codes
        self._resources = resources

    @cached_property
    def rules(self) -> RuleSet:
        """The rules of the shipped file.

        Raises:
            Failure: the file is missing or wrong.
        """
        from advisor_desk.exchange.suggestion_rules import read_suggestion_rules

        return read_suggestion_rules(self._resources)

    def suggest(self, visit: Visit, language: Language, municipality: str = "") -> Suggested:
        """Return what fits a visit as far as it is filled in.

        What the visit refers to already is left out, and so is what is no longer on offer.

        Args:
            visit: as the form holds it; None of its answers is needed.
            language: of the names, for their order.
            municipality: code of the one whose services come first; empty for all.

        Raises:
            Failure: the rules or the database cannot be read.
        """
        filled, like = self.filled(visit), self.like(visit)
        subject = self._subject(visit, filled)
        likes = {one: how for one, how in like[1].items() if how.share > 0}
        services = self._services(visit, subject, likes, language, municipality)
        candidates = [
            *(_card(card, language) for card in self._guidance.cards),
            *(_service(one, language, municipality) for one in services),
        ]
        found = rank(self.rules, subject, candidates, likes, LIMIT)
        if not found:
            return Suggested(self._at_first(language, municipality), fits=False)
        return Suggested(tuple(found), fits=True, like=like[0])

    def filled(self, visit: Visit) -> Filled:
        """Return the answers that rules ask for, each code with those above it."""
        found: dict[str, frozenset[str]] = {}
        for name, list_name in CONDITIONS.items():
            value = getattr(visit, name)
            told = value if isinstance(value, tuple) else (value,)
            found[name] = frozenset(
                above
                for code in told
                if code not in UNANSWERED
                for above in self._upwards(list_name, code)
            )
        return found

    def like(self, visit: Visit) -> tuple[tuple[str, ...] | None, dict[str, Likeness]]:
        """Return what like visits share, and how often they referred to which service.

        Services that were merged count for the one that was kept.
        """
        found = contexts_of(visit)
        if not found:
            return None, {}
        with self._database.reading() as connection:
            visits = tables.read_visits(connection, keys(found))
            chain = choose(found, visits)
            if not chain:
                return None, {}
            referred = tables.read_referred(connection, keys(chain))
            kept = kept_ids(connection, {one for counts in referred.values() for one in counts})
        counted = followed(referred, visits, kept)
        return chain[0].fields, likenesses(chain, visits, counted)

    def _upwards(self, list_name: str, code_id: str) -> Iterable[str]:
        """Yield a code and those above it."""
        code = self._codes.book.find(list_name, code_id)
        while code is not None:
            yield code.id
            code = self._codes.book.find(list_name, code.parent) if code.parent else None

    def _subject(self, visit: Visit, filled: Filled) -> Subject:
        if not visit.topics:
            return Subject(filled, language=visit.language)
        main, *further = visit.topics
        below = {code.id for code in self._codes.book.children("topic", main)}
        above = frozenset(self._upwards("topic", main)) - {main}
        return Subject(filled, frozenset({main} | below), above, frozenset(further), visit.language)

    def _services(
        self,
        visit: Visit,
        subject: Subject,
        likes: Mapping[str, Likeness],
        language: Language,
        municipality: str,
    ) -> list[Service]:
        """Return the services on offer that may fit: by topic, by kind, by name, by like visits."""
        offers = self.rules.offers(subject.filled)
        found: dict[str, Service] = {}
        for place, topic in enumerate(visit.topics):
            found |= _by_id(self._of_topic(topic, language, municipality, near=place == 0))
        for offer in offers:
            found |= _by_id(self._of_offer(offer, language, municipality))
        named = {one for offer in offers for one in offer.services}
        named |= {one for one, how in likes.items() if how.referred >= LEAST_REFERRED}
        found |= _by_id(self._directory.recall(sorted(named)).values())
        gone = self._directory.recall(r.service_id for r in visit.referrals)
        taken = {service.id for service in gone.values()}
        return [one for one in found.values() if one.status == "listed" and one.id not in taken]

    def _of_topic(
        self, topic: str, language: Language, municipality: str, *, near: bool
    ) -> list[Service]:
        """Return services of a topic; the neighbours' too where the municipality has none."""
        wanted = ServiceFilter(topic=topic, municipality=municipality)
        if not near:
            return self._directory.browse(wanted, language)[:_OF_A_TOPIC]
        left = browse(self._directory, self._codes, wanted, "", language)
        return [*left.services, *left.neighbours][:_OF_A_TOPIC]

    def _of_offer(self, offer: Offer, language: Language, municipality: str) -> list[Service]:
        filters = [
            *(ServiceFilter(topic=one, municipality=municipality) for one in sorted(offer.topics)),
            *(ServiceFilter(kind=one, municipality=municipality) for one in sorted(offer.kinds)),
        ]
        return [
            service
            for one in filters
            for service in self._directory.browse(one, language)[:_OF_A_TOPIC]
        ]

    def _at_first(self, language: Language, municipality: str) -> tuple[Suggestion, ...]:
        """Return what is shown where nothing fits yet."""
        offer = self.rules.nothing
        services = {**_by_id(self._of_offer(offer, language, municipality))}
        services |= _by_id(self._directory.recall(sorted(offer.services)).values())
        cards = [card.id for card in self._guidance.cards if card.id in offer.cards]
        found = [
            *(Suggestion("card", one, offer.weight, offer.reason) for one in cards),
            *(
                Suggestion("service", one.id, offer.weight, offer.reason)
                for one in services.values()
                if one.status == "listed" and one.serves(municipality or None)
            ),
        ]
        return tuple(found[:LIMIT])


def _by_id(services: Iterable[Service]) -> dict[str, Service]:
    return {service.id: service for service in services}


def _card(card: Card, language: Language) -> Candidate:
    return Candidate(
        "card",
        card.id,
        card.title.pick(language),
        main=card.topics[0] if card.topics else "",
        topics=frozenset(card.topics),
        reasons=frozenset(card.reasons),
        employment=frozenset(card.employment),
    )


def _service(service: Service, language: Language, municipality: str) -> Candidate:
    return Candidate(
        "service",
        service.id,
        service.name.pick(language),
        main=service.topics[0] if service.topics else "",
        topics=frozenset(service.topics),
        languages=frozenset(service.languages),
        group=service.kind,
        elsewhere=not service.serves(municipality or None),
    )
