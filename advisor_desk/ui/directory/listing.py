"""What the list of the directory shows and says, made off the UI thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from advisor_desk.domain.directory import Service
from advisor_desk.i18n import _, ngettext
from advisor_desk.services.browsing import Browsed, browse
from advisor_desk.services.desk import Desk
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.ui.presenters.entries import service_entry
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the directory.

    Attributes:
        number: of the question; an answer to an older one is dropped.
        name: typed words of the name.
        place: name of the municipality of the filter, or empty.
    """

    number: int
    wanted: ServiceFilter
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer: the entries of the list and what they are made of."""

    asked: Asked
    found: Browsed
    entries: tuple[Entry, ...]


def make_listing(desk: Desk, asked: Asked) -> Listing:
    """Return what the directory has for a question.

    Raises:
        Failure: the database is damaged or out of reach.
    """
    found = browse(desk.directory, desk.codes, asked.wanted, asked.name, language())
    if not asked.place:
        return Listing(asked, found, _entries(desk, found.services))
    own = [s for s in found.services if asked.wanted.municipality in s.municipalities]
    others = [s for s in found.services if asked.wanted.municipality not in s.municipalities]
    near = [replace(e, tag=_("Neighbour")) for e in _entries(desk, found.neighbours)]
    entries = (
        *_headed(asked.place, _entries(desk, own)),
        *_headed(_("All of Finland"), _entries(desk, others)),
        *_headed(_("Neighbouring municipalities"), near),
    )
    return Listing(asked, found, entries)


def _entries(desk: Desk, services: Iterable[Service]) -> tuple[Entry, ...]:
    return tuple(service_entry(desk, service) for service in services)


def _headed(title: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries below a heading, or nothing where there are none."""
    below = tuple(entries)
    return (Entry("", title, heading=True), *below) if below else ()


def count_text(found: Browsed, place: str) -> str:
    """Return how many services there are, in words."""
    count = len(found.services)
    if not place:
        return ngettext("{count} service", "{count} services", count).format(count=count)
    text = ngettext("{count} service for {place}", "{count} services for {place}", count)
    return text.format(count=count, place=place)


def notes(listing: Listing, names: dict[str, str]) -> str:
    """Return what the count does not say; empty where there is nothing to add.

    Args:
        listing: what is shown.
        names: what each filter is called.
    """
    found, asked = listing.found, listing.asked
    said = []
    if not listing.entries:
        said.append(_nothing_text(found, names))
    elif found.neighbours:
        said.append(_neighbours_text(found, asked.place))
    elif asked.place:
        own = sum(asked.wanted.municipality in s.municipalities for s in found.services)
        text = _("{own} of its own, {nationwide} for all of Finland.")
        said.append(text.format(own=own, nationwide=len(found.services) - own))
    if found.hours_unknown:
        text = ngettext(
            "The hours of {count} more are not known.",
            "The hours of {count} more are not known.",
            found.hours_unknown,
        )
        said.append(text.format(count=found.hours_unknown))
    return " ".join(said)


def _nothing_text(found: Browsed, names: dict[str, str]) -> str:
    if not found.looser:
        return _("No service fits all the filters, nor with one of them taken away. Clear them.")
    field, count = found.looser[0]
    text = ngettext(
        "No service fits all the filters. Without “{filter}” there is {count}.",
        "No service fits all the filters. Without “{filter}” there are {count}.",
        count,
    )
    return text.format(filter=names[field], count=count)


def _neighbours_text(found: Browsed, place: str) -> str:
    text = ngettext(
        "{place} has none of its own that fits. {count} service of a neighbouring municipality in"
        " the same region is marked: ask first whether it serves the client.",
        "{place} has none of its own that fit. {count} services of neighbouring municipalities in"
        " the same region are marked: ask first whether they serve the client.",
        len(found.neighbours),
    )
    return text.format(place=place, count=len(found.neighbours))
