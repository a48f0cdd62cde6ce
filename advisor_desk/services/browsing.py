"""Browsing the directory: what can be filtered by, what is left, and what to loosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from advisor_desk.domain.directory import KINDS, Service
from advisor_desk.domain.opening import OpenState
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.search.folding import words
from advisor_desk.services.codes import Codes
from advisor_desk.services.directory import Directory, ServiceFilter, holds

_NO_FILTER: Final = ServiceFilter()
_FILTERS: Final = ("topic", "municipality", "language", "kind", "open_now")
_AFTER_Z: Final = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


@dataclass(frozen=True, slots=True)
class InUse:
    """The codes that occur among the services on offer.

    Attributes:
        topics: in the order of the list; a parent also where only a child of it occurs.
        municipalities: by name.
        languages: tags, the most frequent first.
        kinds: in the order of `KINDS`.
    """

    topics: tuple[str, ...]
    municipalities: tuple[str, ...]
    languages: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Browsed:
    """What a filter leaves.

    Attributes:
        services: those of the municipality asked for first, then those for all of Finland.
        neighbours: services of other municipalities of the same region; only where the
            municipality asked for has none of its own that fits.
        hours_unknown: how many services "open now" left out only because their hours are
            not known.
        looser: where nothing is left, how many services there would be without one of the
            filters, by the name of its field (`name` for the typed text), the most first.
    """

    services: tuple[Service, ...]
    neighbours: tuple[Service, ...] = ()
    hours_unknown: int = 0
    looser: tuple[tuple[str, int], ...] = ()


def alphabetical(text: str) -> str:
    """Return what sorts texts as a Finnish or Swedish reader expects: å, ä and ö after z."""
    return text.casefold().translate(_AFTER_Z)


def holds_words(text: LocalText, typed: str) -> bool:
    """Tell whether each typed word occurs in the text in any of its languages."""
    return holds(text, words(typed))


def in_use(directory: Directory, codes: Codes, language: Language) -> InUse:
    """Return what the services on offer can be filtered by."""
    book, offered = codes.book, directory.offered()
    used = {topic for service in offered for topic in service.topics}
    topics: list[str] = []
    for top in book.children("topic", None):
        below = [child.id for child in book.children("topic", top.id) if child.id in used]
        if below or top.id in used:
            topics += [top.id, *below]
    places = {code for service in offered for code in service.municipalities}

    def place_order(code: str) -> str:
        return alphabetical(book.label("municipality", code, language))

    return InUse(
        topics=tuple(topics),
        municipalities=tuple(sorted(places, key=place_order)),
        languages=tuple(directory.languages_in_use()),
        kinds=tuple(kind for kind in KINDS if any(s.kind == kind for s in offered)),
    )


def browse(
    directory: Directory, codes: Codes, wanted: ServiceFilter, name: str, language: Language
) -> Browsed:
    """Return what a filter and the words of a name leave.

    Args:
        directory: the services.
        codes: for the regions of municipalities.
        wanted: the filter.
        name: typed text; each of its words must occur in the name, in any language.
        language: of the names, for their order.
    """
    left = tuple(directory.browse(wanted, language, name))
    near = _neighbours(directory, codes, wanted, name, language)
    return Browsed(
        services=left,
        neighbours=near,
        hours_unknown=_hours_unknown(directory, wanted, name, language),
        looser=() if left or near else _looser(directory, wanted, name, language),
    )


def _neighbours(
    directory: Directory, codes: Codes, wanted: ServiceFilter, name: str, language: Language
) -> tuple[Service, ...]:
    own = wanted.municipality
    if not own or any(own in s.municipalities for s in directory.browse(wanted, language)):
        return ()
    region = codes.regions.get(own)
    near = {code for code, other in codes.regions.items() if other == region}
    everywhere = directory.browse(replace(wanted, municipality=""), language, name)
    return tuple(
        s for s in everywhere if not s.nationwide and not near.isdisjoint(s.municipalities)
    )


def _hours_unknown(
    directory: Directory, wanted: ServiceFilter, name: str, language: Language
) -> int:
    if not wanted.open_now:
        return 0
    either = directory.browse(replace(wanted, open_now=False), language, name)
    return sum(directory.open_state(service) is OpenState.UNKNOWN for service in either)


def _looser(
    directory: Directory, wanted: ServiceFilter, name: str, language: Language
) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for field in _FILTERS:
        value = getattr(_NO_FILTER, field)
        if getattr(wanted, field) != value:
            without = replace(wanted, **{field: value})
            counts[field] = len(directory.browse(without, language, name))
    if words(name):
        counts["name"] = len(directory.browse(wanted, language))
    helpful = [(field, count) for field, count in counts.items() if count]
    return tuple(sorted(helpful, key=lambda pair: -pair[1]))
