"""The page of a service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from advisor_desk.domain.directory import Address, Email, Phone, Service, public
from advisor_desk.domain.opening import OpenState
from advisor_desk.i18n import _
from advisor_desk.services.codes import Codes
from advisor_desk.services.hours_text import (
    Line,
    Opening,
    adds_to_rows,
    hours_table,
    opening_text,
)
from advisor_desk.services.record_facts import NO_FACTS, RecordFacts
from advisor_desk.ui.presenters.service_parts import (
    ages_text,
    channel_blocks,
    contact_blocks,
    freshness_blocks,
    lines_pair,
    organization_blocks,
)
from advisor_desk.ui.presenters.words import (
    kind_name,
    language,
    price_text,
)
from advisor_desk.ui.widgets.document import (
    Block,
    Heading,
    Pair,
    Paragraph,
    Rows,
    Run,
    Tone,
)

_TONES: Final[dict[OpenState, Tone]] = {
    OpenState.OPEN: "good",
    OpenState.CLOSED: "bad",
    OpenState.BY_APPOINTMENT: "plain",
    OpenState.UNKNOWN: "muted",
}


def service_blocks(
    service: Service,
    codes: Codes,
    opening: Opening,
    municipality: str = "",
    facts: RecordFacts = NO_FACTS,
) -> list[Block]:
    """Return the page of a service.

    Args:
        service: the record.
        codes: for the words of languages, municipalities and topics.
        opening: whether it is open now, and until when.
        municipality: code of the client's municipality, to say where the service is not theirs.
        facts: who gives it, where it is from, and how fresh it is.
    """
    tag = language()
    blocks: list[Block] = [Heading(service.name.pick(tag), 1)]
    others = [text for text in service.name.all() if text != service.name.pick(tag)]
    if others:
        blocks.append(Paragraph((Run(" · ".join(others), tone="muted"),)))
    blocks.extend(_warnings(service, codes, municipality))
    if service.description:
        lines = service.description.pick(tag).split("\n")
        blocks.extend(Paragraph((Run(line),)) for line in lines if line.strip())
    blocks.extend(organization_blocks(service, facts))
    blocks.extend(contact_blocks(service, codes, facts))
    blocks.extend(_opening(service, opening))
    blocks.extend(_terms(service, codes))
    blocks.extend(channel_blocks(service, codes, facts, opening.now.date()))
    blocks.extend(freshness_blocks(service, facts))
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


def _opening(service: Service, opening: Opening) -> Iterator[Block]:
    """Give the answer for now, the hours as a table, and the source's words that say more."""
    tag = language()
    words, hours = service.hours_text, service.hours
    runs = [Run(opening_text(opening), strong=True, tone=_TONES[opening.state])]
    if words and not hours:
        runs.append(Run(f"  {words.pick(tag)}"))
    yield Pair(_("Opening hours"), tuple(runs))
    if hours:
        lines = hours_table(hours, opening.now.date(), tag)
        if words and adds_to_rows(words, hours, tag):
            lines.append(
                Line(_("In the source's words: {words}").format(words=words.pick(tag)), "")
            )
        yield Rows(tuple((line.left, line.right) for line in lines))


def _terms(service: Service, codes: Codes) -> Iterator[Block]:
    tag, book = language(), codes.book
    area = _("All of Finland") if service.nationwide else _municipalities(service, codes)
    if area:
        yield Pair(_("Area"), (Run(area),))
    eligibility = service.eligibility.pick(tag)
    if eligibility:
        yield Pair(_("For whom"), (Run(eligibility),))
    if ages := ages_text(service):
        yield Pair(_("Ages"), (Run(ages),))
    yield from lines_pair(_("Bring along"), service.bring)
    yield from lines_pair(_("How to apply"), service.how_to_apply)
    price = price_text(service)
    if price:
        yield Pair(_("Price"), (Run(price),))
    for label, tags in (
        (_("Languages"), service.languages),
        (_("With an interpreter"), service.interpreted),
        (_("In writing"), service.written),
    ):
        if tags:
            names = ", ".join(book.label("language", code, tag) for code in tags)
            yield Pair(label, (Run(names),))
    if service.topics:
        topics = " · ".join(book.label("topic", t, tag) for t in service.topics)
        yield Pair(_("Topics"), (Run(topics),))
    yield Pair(_("Kind"), (Run(kind_name(service.kind)),))
    note = service.note.pick(tag)
    if note:
        yield Pair(_("Note"), (Run(note),))


def contact_text(service: Service) -> str:
    """Return name, phones, e-mail, web and address as plain lines; nothing confidential."""
    service, tag = public(service), language()
    lines = [service.name.pick(tag)]
    lines += _reached_by(service.phones, service.emails, service.website, service.address)
    for channel in service.channels:
        url = channel.url.pick(tag)
        reached = _reached_by(channel.phones, channel.emails, url, channel.address)
        if reached:
            lines += ["", *filter(None, [channel.name.pick(tag)]), *reached]
    return "\n".join(lines)


def _reached_by(
    phones: Iterable[Phone], emails: Iterable[Email], url: str, address: Address
) -> list[str]:
    lines = [phone.number for phone in phones]
    lines += [email.address for email in emails]
    lines += [url] if url else []
    if address:
        street = address.street.pick(language())
        parts = (street, f"{address.postal_code} {address.city}".strip())
        lines.append(", ".join(part for part in parts if part))
    return lines
