"""Finds the page for a key such as `service:kela`, with the names it links to."""

from __future__ import annotations

from dataclasses import dataclass

from advisor_desk.domain.directory import Service
from advisor_desk.domain.guidance import Card, Path
from advisor_desk.services.desk import Desk
from advisor_desk.services.record_facts import record_facts
from advisor_desk.ui.presenters.card_page import card_blocks, path_blocks
from advisor_desk.ui.presenters.service_page import service_blocks
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.document import Block


@dataclass(frozen=True, slots=True)
class Page:
    """A page to show, and the record it is made of."""

    key: str
    blocks: tuple[Block, ...]
    service: Service | None = None
    card: Card | None = None
    path: Path | None = None


def find_page(desk: Desk, key: str, municipality: str = "") -> Page | None:
    """Return the page for a key, or None where the record is gone.

    Args:
        desk: the services.
        key: `service:ID`, `card:ID` or `path:ID`.
        municipality: code of the client's municipality, or empty.
    """
    kind, _, record_id = key.partition(":")
    if kind == "service":
        service = desk.directory.get(record_id)
        if service is None:
            return None
        opening = desk.directory.opening(service)
        blocks = service_blocks(
            service, desk.codes, opening, municipality, record_facts(desk, service)
        )
        return Page(key, tuple(blocks), service=service)
    titles = {card.id: card.title.pick(language()) for card in desk.guidance.cards}
    if kind == "card":
        card = desk.guidance.card(record_id)
        if card is None:
            return None
        ids = [service_id for referee in card.refer_to for service_id in referee.services]
        names = desk.directory.names(ids, language())
        day = desk.visits.today().isoformat()
        return Page(key, tuple(card_blocks(card, day, names, titles)), card=card)
    path = next((path for path in desk.guidance.paths if path.id == record_id), None)
    return Page(key, tuple(path_blocks(path, titles)), path=path) if path else None
