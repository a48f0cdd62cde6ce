"""Guidance: cards and paths, and the services they point to."""

from __future__ import annotations

from functools import cached_property

from advisor_desk.domain.guidance import Card, Path
from advisor_desk.services.codes import Codes
from advisor_desk.storage import guidance as tables
from advisor_desk.storage.database import Database


class Guidance:
    """The cards and paths on offer."""

    def __init__(self, database: Database, codes: Codes) -> None:
        self._database = database
        self._codes = codes

    def card(self, card_id: str) -> Card | None:
        """Return a card by id, withdrawn ones too, or None."""
        with self._database.reading() as connection:
            return next(iter(tables.read_cards(connection, [card_id])), None)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All cards on offer, in their order."""
        with self._database.reading() as connection:
            return tuple(tables.read_cards(connection))

    @cached_property
    def by_id(self) -> dict[str, Card]:
        """All cards on offer, by id."""
        return {card.id: card for card in self.cards}

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """All paths on offer, in their order."""
        with self._database.reading() as connection:
            return tuple(tables.read_paths(connection))

    def by_topic(self) -> dict[str, list[Card]]:
        """Return the cards under the top-level code of their main topic, in list order."""
        book = self._codes.book
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            found.setdefault(book.top("topic", card.topics[0]), []).append(card)
        order = [code.id for code in book.children("topic", None)]
        return {topic: found[topic] for topic in order if topic in found}
