"""The list of cards and paths, made off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor_desk.i18n import _
from advisor_desk.services.browsing import holds_words
from advisor_desk.services.desk import Desk
from advisor_desk.ui.presenters.entries import card_entry, path_entry
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry


@dataclass(frozen=True, slots=True)
class Contents:
    """What the list shows.

    Attributes:
        typed: the words that the titles were filtered by.
        entries: headings of topics with their cards, then the paths.
        count: cards and paths among the entries.
        due: how many of all cards are past their review date, whatever was typed.
    """

    typed: str
    entries: tuple[Entry, ...]
    count: int
    due: int


def make_contents(desk: Desk, typed: str) -> Contents:
    """Return the cards and paths whose titles hold each typed word, in any language.

    Raises:
        Failure: the database is damaged or out of reach.
    """
    day = desk.visits.today().isoformat()
    entries: list[Entry] = []
    for topic, cards in desk.guidance.by_topic().items():
        shown = [
            replace(card_entry(card, day), tag="")
            for card in cards
            if holds_words(card.title, typed)
        ]
        if shown:
            title = desk.codes.book.label("topic", topic, language())
            entries += [Entry("", title, heading=True), *shown]
    paths = [path_entry(path) for path in desk.guidance.paths if holds_words(path.title, typed)]
    if paths:
        entries += [Entry("", _("Service paths"), heading=True), *paths]
    return Contents(
        typed=typed,
        entries=tuple(entries),
        count=sum(not entry.heading for entry in entries),
        due=sum(card.review_due(day) for card in desk.guidance.cards),
    )
