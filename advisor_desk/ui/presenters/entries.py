"""Entries of lists, made of services, cards, hits and visits."""

from __future__ import annotations

from advisor_desk.domain.directory import Service
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.opening import OpenState
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.desk import Desk
from advisor_desk.services.finder import Hit
from advisor_desk.ui.presenters.words import language, open_short
from advisor_desk.ui.widgets.hit_list import Entry

_LANGUAGES_SHOWN = 4


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
    state = desk.directory.open_state(service)
    parts = [open_short(state)] if state is not OpenState.UNKNOWN else []
    parts.append(_place(desk, service, municipality))
    if service.languages:
        shown = [code.upper() for code in service.languages[:_LANGUAGES_SHOWN]]
        more = len(service.languages) - len(shown)
        parts.append(" ".join(shown) + (f" +{more}" if more > 0 else ""))
    return Entry(
        key=f"service:{service.id}",
        title=service.name.pick(tag),
        detail=" · ".join(part for part in parts if part),
        warn=_("may be out of date") if service.possibly_outdated else "",
        marks=marks,
    )


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


def hit_entry(desk: Desk, hit: Hit, day: str, municipality: str = "") -> Entry | None:
    """Return a search hit as a list entry; None where the record has just gone."""
    if hit.kind == "card":
        card = desk.guidance.card(hit.id)
        return card_entry(card, day, hit.marks) if card else None
    service = desk.directory.get(hit.id)
    return service_entry(desk, service, hit.marks, municipality) if service else None


def visit_entry(desk: Desk, visit: Visit, today: str) -> Entry:
    """Return a logged visit as a list entry."""
    time = visit.clock if visit.day == today and visit.clock else format_day(visit.day)
    parts = [time.replace(":", ".") if language() != "en" else time]
    if visit.revision > 1 and not visit.retracted:
        parts.append(_("corrected"))
    if visit.referrals:
        parts.append(_("{count} referred").format(count=len(visit.referrals)))
    return Entry(
        key=visit.id,
        title=desk.visits.summary(visit, language()),
        detail=" · ".join(parts),
        warn=_("retracted") if visit.retracted else "",
        struck=visit.retracted,
    )
