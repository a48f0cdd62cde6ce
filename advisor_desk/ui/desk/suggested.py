"""What the results show without a search: what fits the visit, with why, made off the UI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor_desk.domain.suggestions import Suggestion
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.services.desk import Desk
from advisor_desk.services.explain import field_label
from advisor_desk.services.suggestions import Suggested
from advisor_desk.ui.presenters.entries import NEAR, card_entry, service_entry
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry

_BLANK = Visit("", "", "morning", ())


def suggested(desk: Desk, visit: Visit | None, municipality: str) -> tuple[tuple[Entry, ...], str]:
    """Return the rows for a visit, and in words what they are.

    Args:
        desk: the services.
        visit: as far as it is filled in.
        municipality: code of the one whose services come first; empty for all.

    Raises:
        Failure: the rules or the database cannot be read.
    """
    found = desk.suggestions.suggest(visit or _BLANK, language(), municipality)
    return tuple(_entries(desk, found.items, municipality)), _told(found)


def _told(found: Suggested) -> str:
    """Return in words what the rows are; of like visits, what they have in common."""
    if not found.fits:
        return _("Urgent help. Type above to search, or choose a topic.")
    if found.like is None:
        return _("Suggested for this visit. Type above to search.")
    shared = ", ".join(field_label(name) for name in ("topics", *found.like))
    text = _("Suggested for this visit. Like visits share: {fields}.")
    return text.format(fields=shared)


def _entries(desk: Desk, items: Sequence[Suggestion], municipality: str) -> list[Entry]:
    day = desk.visits.today().isoformat()
    services = desk.directory.recall(one.id for one in items if one.kind == "service")
    made: list[Entry] = []
    for one in items:
        if one.kind == "card" and (card := desk.guidance.by_id.get(one.id)):
            made.append(replace(card_entry(card, day), reason=_reason(one)))
        elif one.kind == "service" and (service := services.get(one.id)):
            entry = service_entry(desk, service, municipality=municipality)
            tag = _near(desk, service.municipalities, municipality) if one.elsewhere else ""
            made.append(replace(entry, tag=tag, reason=_reason(one)))
    return made


def _near(desk: Desk, served: Sequence[str], municipality: str) -> str:
    """Say that a service is not for the client's municipality; its place stands beside."""
    regions = desk.codes.regions
    own = regions.get(municipality)
    near = own is not None and any(regions.get(code) == own for code in served)
    where = "neighbour" if near else "elsewhere"
    return _(NEAR[where])


def _reason(one: Suggestion) -> str:
    """Return why it stands there: what is done in like visits, else the rule."""
    if one.likeness is None:
        return one.reason.pick(language())
    text = _("Referred in {count} of {total} like visits.")
    return text.format(count=one.likeness.referred, total=one.likeness.visits)
