"""The page of a service."""

from __future__ import annotations

from collections.abc import Iterator

from advisor_desk.domain.directory import Phone, Service
from advisor_desk.domain.opening import OpenState
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.codes import Codes
from advisor_desk.ui.presenters.words import (
    confidence_text,
    kind_name,
    language,
    open_text,
    price_text,
    source_text,
)
from advisor_desk.ui.widgets.document import Block, Heading, Item, Pair, Paragraph, Run

_TONES = {OpenState.OPEN: "good", OpenState.CLOSED: "bad", OpenState.UNKNOWN: "muted"}


def service_blocks(
    service: Service, codes: Codes, state: OpenState, municipality: str = ""
) -> list[Block]:
    """Return the page of a service.

    Args:
        service: the record.
        codes: for the words of languages, municipalities and topics.
        state: whether it is open now.
        municipality: code of the client's municipality, to say where the service is not theirs.
    """
    tag = language()
    blocks: list[Block] = [Heading(service.name.pick(tag), 1)]
    others = [text for text in service.name.all() if text != service.name.pick(tag)]
    if others:
        blocks.append(Paragraph((Run(" · ".join(others), tone="muted"),)))
    blocks.extend(_warnings(service, codes, municipality))
    blocks.append(Paragraph((Run(service.description.pick(tag)),)))
    blocks.extend(_contacts(service, codes))
    blocks.extend(_opening(service, state))
    blocks.extend(_terms(service, codes))
    blocks.extend(_freshness(service))
    return blocks


def _warnings(service: Service, codes: Codes, municipality: str) -> Iterator[Block]:
    tag = language()
    if service.status != "listed":
        yield Paragraph((Run(_("This service is no longer offered."), strong=True),), "bad")
    if service.possibly_outdated:
        note = service.outdated_note.pick(tag)
        text = _("May be out of date.")
        yield Paragraph((Run(text, strong=True), Run(f" {note}" if note else "")), "warn")
    if municipality.isdigit() and not service.serves(municipality):
        names = _municipalities(service, codes)
        text = _("Serves {places}, not the municipality of the client.").format(places=names)
        yield Paragraph((Run(text),), "warn")


def _municipalities(service: Service, codes: Codes) -> str:
    tag = language()
    return ", ".join(codes.book.label("municipality", m, tag) for m in service.municipalities)


def _contacts(service: Service, codes: Codes) -> Iterator[Block]:
    tag = language()
    flagged = service.possibly_outdated
    for phone in service.phones:
        yield Pair(_("Phone"), tuple(_phone_runs(phone, codes, flagged=flagged)))
    for email in service.emails:
        yield Pair(_("E-mail"), (Run(email, href=f"mailto:{email}"),))
    if service.website:
        yield Pair(_("Web"), (Run(service.website, href=service.website),))
    address = service.address
    if address:
        place = " ".join(part for part in (address.postal_code, address.city) if part)
        lines = ", ".join(part for part in (address.street.pick(tag), place) if part)
        yield Pair(_("Address"), (Run(lines),))


def _phone_runs(phone: Phone, codes: Codes, *, flagged: bool) -> Iterator[Run]:
    tag = language()
    yield Run(phone.number, href=f"tel:{phone.dial}", strong=True)
    if flagged:
        yield Run(f" {_('(may be out of date)')}", tone="warn")
    details = [phone.label.pick(tag), phone.hours.pick(tag)]
    details.append(", ".join(codes.book.label("language", t, tag) for t in phone.languages))
    text = " · ".join(part for part in details if part)
    if text:
        yield Run(f"  {text}", tone="muted")


def _opening(service: Service, state: OpenState) -> Iterator[Block]:
    tone = _TONES[state]
    runs = [Run(open_text(state), strong=True, tone=tone)]  # type: ignore[arg-type]  # a tone by its table
    hours = service.hours_text.pick(language())
    if hours:
        runs.append(Run(f"  {hours}"))
    yield Pair(_("Opening hours"), tuple(runs))


def _terms(service: Service, codes: Codes) -> Iterator[Block]:
    tag, book = language(), codes.book
    area = _("All of Finland") if service.nationwide else _municipalities(service, codes)
    yield Pair(_("Area"), (Run(area),))
    eligibility = service.eligibility.pick(tag)
    if eligibility:
        yield Pair(_("For whom"), (Run(eligibility),))
    bring = service.bring.pick(tag)
    if bring:
        yield Pair(_("Bring along"), (Run(bring),))
    price = price_text(service)
    if price:
        yield Pair(_("Price"), (Run(price),))
    if service.languages:
        names = ", ".join(book.label("language", t, tag) for t in service.languages)
        yield Pair(_("Languages"), (Run(names),))
    topics = ", ".join(book.label("topic", t, tag) for t in service.topics)
    yield Pair(_("Topics"), (Run(topics),))
    yield Pair(_("Kind"), (Run(kind_name(service.kind)),))
    note = service.note.pick(tag)
    if note:
        yield Pair(_("Note"), (Run(note),))


def _freshness(service: Service) -> Iterator[Block]:
    yield Heading(_("How fresh is this?"), 2)
    if service.last_verified:
        verified = _("A person verified this on {day}.").format(
            day=format_day(service.last_verified)
        )
    else:
        verified = _("Nobody has verified this by phone or on the spot yet.")
    yield Paragraph((Run(f"{verified} "), Run(_confidence_sentence(service), tone="muted")))
    for source in service.sources:
        href = source.url if source.url.startswith("https://") and source.official else ""
        yield Item((Run(source_text(source), href=href),))
    if service.edited:
        yield Paragraph((Run(_("This record was corrected at this desk."), tone="muted"),))


def _confidence_sentence(service: Service) -> str:
    return _("Compiled from the pages below with {confidence}.").format(
        confidence=confidence_text(service.confidence)
    )


def contact_text(service: Service) -> str:
    """Return name, phones, e-mail, web and address as plain lines for the clipboard."""
    tag = language()
    lines = [service.name.pick(tag)]
    lines += [phone.number for phone in service.phones]
    lines += list(service.emails)
    if service.website:
        lines.append(service.website)
    address = service.address
    if address:
        parts = (address.street.pick(tag), f"{address.postal_code} {address.city}".strip())
        lines.append(", ".join(part for part in parts if part))
    return "\n".join(lines)
