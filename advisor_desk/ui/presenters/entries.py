"""Entries of lists, made of services, cards, hits and visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from advisor_desk.domain.directory import Service
from advisor_desk.domain.freshness import freshness
from advisor_desk.domain.guidance import Card, Path
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import N_, _, ngettext
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.desk import Desk
from advisor_desk.services.finder import Hit
from advisor_desk.services.freshness_text import beside_phone
from advisor_desk.services.hours_text import opening_short
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry

_LANGUAGES_SHOWN = 4
NEAR: Final = {"neighbour": N_("Neighbour"), "elsewhere": N_("Elsewhere")}
"""What is said of a service that is not for the client's municipality; the place stands by it."""
_WHERE: Final = {
    "keywords": N_("keyword"),
    "text": N_("in text"),
    "phone": N_("by number"),
}
"""How a hit was found whose name shows nothing of what was typed, in few words."""


def service_entry(
    desk: Desk, service: Service, marks: tuple[tuple[int, int], ...] = (), municipality: str = ""
) -> Entry:
    """Return a service as a list entry: open now, place, languages, freshness.

    Args:
        desk: for the words of codes and the hours.
        service: the record.
        marks: start and end of the parts of the name that matched.
        municipality: code of the client's municipality; it stands first among the places.
    """
    tag = language()
    parts = [opening_short(desk.directory.opening(service))]
    parts.append(_place(desk, service, municipality))
    if service.languages:
        shown = [code.upper() for code in service.languages[:_LANGUAGES_SHOWN]]
        more = len(service.languages) - len(shown)
        parts.append(" ".join(shown) + (f" +{more}" if more > 0 else ""))
    parts.append(_freshness(desk, service))
    return Entry(
        key=f"service:{service.id}",
        title=service.name.pick(tag),
        detail=" · ".join(part for part in parts if part),
        warn=_("may be out of date") if service.possibly_outdated else "",
        marks=marks,
    )


def _freshness(desk: Desk, service: Service) -> str:
    """Say how fresh the contacts are; where they may be out of date that is said already."""
    if service.possibly_outdated and not service.last_verified:
        return ""
    limits, today = desk.curation.limits, desk.clock().date()
    return beside_phone(freshness(service.last_verified, None, None, limits, today))


def _place(desk: Desk, service: Service, own: str) -> str:
    if service.nationwide:
        return _("All of Finland")
    book, tag = desk.codes.book, language()
    codes = sorted(service.municipalities, key=own.__ne__)
    names = [book.label("municipality", code, tag) for code in codes[:2]]
    more = len(service.municipalities) - len(names)
    return ", ".join(names) + (f" +{more}" if more > 0 else "")


def card_entry(card: Card, day: str, marks: tuple[tuple[int, int], ...] = ()) -> Entry:
    """Return a card as a list entry."""
    due = card.review_due(day)
    checked = _("checked {day}").format(day=format_day(card.checked_on))
    return Entry(
        key=f"card:{card.id}",
        title=card.title.pick(language()),
        tag=_("Guidance"),
        detail=checked,
        warn=_("review date passed") if due else "",
        marks=marks,
    )


def path_entry(path: Path) -> Entry:
    """Return a service path as a list entry."""
    count = len(path.steps)
    steps = ngettext("{count} step", "{count} steps", count).format(count=count)
    return Entry(key=f"path:{path.id}", title=path.title.pick(language()), detail=steps)


def hit_entry(
    desk: Desk, hit: Hit, services: Mapping[str, Service], day: str, municipality: str = ""
) -> Entry | None:
    """Return a search hit as a list entry; None where the record has just gone.

    Args:
        desk: for the cards and the words.
        hit: what was found.
        services: those among the hits by id; reading them together is quicker.
        day: today, ISO.
        municipality: code of the client's municipality; it stands first among the places.
    """
    if hit.kind == "card":
        card = desk.guidance.by_id.get(hit.id)
        return _with_reason(card_entry(card, day, hit.marks), hit) if card else None
    service = services.get(hit.id)
    if service is None:
        return None
    entry = service_entry(desk, service, hit.marks, municipality)
    return _with_reason(replace(entry, tag=_(NEAR[hit.near]) if hit.near in NEAR else ""), hit)


def _with_reason(entry: Entry, hit: Hit) -> Entry:
    """Return an entry that says why it is there, where the marks in its name do not."""
    if hit.reason:
        return replace(entry, reason=hit.reason)
    if hit.other_title:
        return replace(entry, reason=_("Also called “{name}”.").format(name=hit.other_title))
    if hit.marks or hit.why not in _WHERE:
        return entry
    return replace(entry, detail=f"{entry.detail} · {_(_WHERE[hit.why])}".removeprefix(" · "))


def visit_entry(desk: Desk, visit: Visit, today: str) -> Entry:
    """Return a logged visit as a list entry."""
    time = visit.clock if visit.day == today and visit.clock else format_day(visit.day)
    parts = [time.replace(":", ".") if language() != "en" else time]
    if visit.revision > 1 and not visit.retracted:
        parts.append(_("corrected"))
    if visit.estimated:
        parts.append(_("estimated"))
    elif visit.late:
        parts.append(_("logged later"))
    if visit.kind == "group":
        people = ngettext("{count} participant", "{count} participants", visit.persons)
        parts.append(people.format(count=visit.persons))
    if visit.referrals:
        parts.append(_("{count} referred").format(count=len(visit.referrals)))
    return Entry(
        key=visit.id,
        title=_visit_title(desk, visit),
        detail=" · ".join(parts),
        warn=_visit_warning(visit),
        struck=visit.retracted,
    )


def _visit_title(desk: Desk, visit: Visit) -> str:
    """Return what a logged visit was about; of a session its title, too."""
    about = desk.visits.summary(visit, language()) or _("Counted, without a topic")
    if visit.kind != "group":
        return about
    if visit.title:
        return _("Group session “{title}” · {topics}").format(title=visit.title, topics=about)
    return _("Group session · {topics}").format(topics=about)


def _visit_warning(visit: Visit) -> str:
    """Return what to mind about a logged visit, in few words."""
    if visit.retracted:
        return _("retracted")
    return _("waits to be filled in") if visit.waiting else ""
