"""Guidance: cards and paths, the services they point to, and the questions that decide."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from advisor_desk.domain.failures import Failure
from advisor_desk.domain.guidance import Card, Path
from advisor_desk.services.codes import Codes
from advisor_desk.storage import guidance as tables
from advisor_desk.storage.database import Database

if TYPE_CHECKING:
    from advisor_desk.domain.path_walk import PathFit
    from advisor_desk.domain.visit import Visit
    from advisor_desk.domain.walks import Walk


class Guidance:
    """The cards and paths on offer."""

    def __init__(self, database: Database, codes: Codes, resources: FilePath) -> None:
        self._database = database
        self._codes = codes
        self._resources = resources

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

    # Walks

    def has_walk(self, card_id: str) -> bool:
        """Tell whether there are questions that decide for a card; no file is opened."""
        return card_id in self._walk_ids

    @cached_property
    def _walk_ids(self) -> frozenset[str]:
        from advisor_desk.exchange.walks import walk_ids

        return walk_ids(self._resources)

    def walk(self, card: Card) -> Walk | None:
        """Return the questions that decide for a card; None where there are none that fit it.

        A card that was edited at this desk may not be the one the questions were written for:
        then it is better to show all of its facts.
        """
        from advisor_desk.exchange.walks import read_walk

        try:
            return read_walk(self._resources, card, self._codes.book)
        except Failure:
            return None

    @cached_property
    def _path_fits(self) -> tuple[PathFit, ...]:
        from advisor_desk.exchange.walks import read_path_fits

        return read_path_fits(self._resources, self._codes.book)

    def fitting_paths(self, visit: Visit) -> tuple[Path, ...]:
        """Return the paths that fit what a visit holds so far, the best first."""
        from advisor_desk.domain.path_walk import fitting_paths

        by_id = {path.id: path for path in self.paths}
        fitting = fitting_paths(self._path_fits, visit, self._codes.book)
        return tuple(by_id[key] for key in fitting if key in by_id)
