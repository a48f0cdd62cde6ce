"""Parts of the page of a service: how to reach it, its channels, where it is from, how fresh."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advisor_desk.domain.directory import Address, Channel, Email, Phone, Service
from advisor_desk.domain.freshness import Freshness
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.codes import Codes
from advisor_desk.services.freshness_text import (
    beside_phone,
    check_sentence,
    contacts_sentence,
    texts_sentence,
)
from advisor_desk.services.hours_text import hours_table
from advisor_desk.services.record_facts import Origin, RecordFacts
from advisor_desk.ui.presenters.record_words import CHANNEL_NAMES, confidential_words
from advisor_desk.ui.presenters.words import confidence_text, language, source_text
from advisor_desk.ui.widgets.document import (
    Block,
    Heading,
    Item,
    Pair,
    Paragraph,
    Rows,
    Run,
    is_safe_link,
)


def organization_blocks(service: Service, facts: RecordFacts) -> Iterator[Block]:
    """Say who gives the service."""
    found = facts.organizations.get(service.organization)
    if found is None:
        return
    runs = [Run(found.name.pick(language()))]
    if found.business_id:
        text = _("business ID {number}").format(number=found.business_id)
        runs.append(Run(f"  {text}", tone="muted"))
    yield Pair(_("Organisation"), tuple(runs))


def contact_blocks(service: Service, codes: Codes, facts: RecordFacts) -> Iterator[Block]:
    """Say how to reach the service, and beside each number how fresh it is."""
    yield from _reach(service, service, service.website, codes, facts)
    if service.address:
        access = service.address.access.pick(language())
        if access:
            run = Run(access, private=service.address.confidential)
            yield Pair(_("How to get there"), (run,))


def freshness_run(fresh: Freshness | None) -> Run | None:
    """Return the words about the last check that stand beside a telephone number."""
    if fresh is None:
        return None
    words = f" ({beside_phone(fresh)})"
    if fresh.doubted or fresh.contacts == "overdue":
        return Run(words, tone="bad")
    if fresh.contacts == "due":
        return Run(words, tone="warn")
    return Run(words, tone="good" if fresh.contacts == "verified" else "muted")


def phone_runs(
    phone: Phone, codes: Codes, service: Service, fresh: Run | None = None
) -> Iterator[Run]:
    """Give a number, how fresh it is and what it is for; a confidential one is no link to copy."""
    tag = language()
    hidden = phone.confidential
    href = "" if hidden or not phone.dial else f"tel:{phone.dial}"
    yield Run(phone.number, href=href, strong=True, private=hidden)
    if hidden:
        yield Run(f" {confidential_words()}", tone="bad", private=True)
    if service.possibly_outdated:
        yield Run(f" {_('(may be out of date)')}", tone="warn")
    if fresh is not None and not (service.possibly_outdated and fresh.tone == "muted"):
        yield fresh  # "not verified" adds nothing to "may be out of date"
    details = [phone.label.pick(tag), phone.hours.pick(tag)]
    details.append(", ".join(codes.book.label("language", t, tag) for t in phone.languages))
    text = " · ".join(part for part in details if part)
    if text:
        yield Run(f"  {text}", tone="muted", private=hidden)


def email_runs(email: Email) -> Iterator[Run]:
    """Give an e-mail address with what it is for."""
    hidden = email.confidential
    href = "" if hidden else f"mailto:{email.address}"
    yield Run(email.address, href=href, private=hidden)
    if hidden:
        yield Run(f" {confidential_words()}", tone="bad", private=True)
    label = email.label.pick(language())
    if label:
        yield Run(f"  {label}", tone="muted", private=hidden)


def web_run(address: str) -> Run:
    """Return a web address, as a link where it is safe to follow."""
    return Run(address, href=address if is_safe_link(address) else "")


def address_runs(address: Address) -> Iterator[Run]:
    """Give an address on one line."""
    place = " ".join(part for part in (address.postal_code, address.city) if part)
    lines = ", ".join(part for part in (address.street.pick(language()), place) if part)
    yield Run(lines, private=address.confidential)
    if address.confidential:
        yield Run(f" {confidential_words()}", tone="bad", private=True)


def ages_text(service: Service) -> str:
    """Return for which ages the service is, or an empty text."""
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None:
        return _("{low} to {high} years").format(low=f"{low:g}", high=f"{high:g}")
    if low is not None:
        return _("from {low} years").format(low=f"{low:g}")
    return _("up to {high} years").format(high=f"{high:g}") if high is not None else ""


def lines_pair(label: str, text: LocalText) -> Iterator[Block]:
    """Give a text under its name; several lines as a list."""
    lines = [line.strip() for line in text.pick(language()).splitlines() if line.strip()]
    if len(lines) == 1:
        yield Pair(label, (Run(lines[0]),))
    elif lines:
        yield Pair(label, (Run(""),))
        for line in lines:
            yield Item((Run(line),))


# Channels


def channel_blocks(
    service: Service, codes: Codes, facts: RecordFacts, today: date
) -> Iterator[Block]:
    """Give the offices, lines and e-services, each with its own contacts and hours."""
    if service.channels:
        yield Heading(_("Offices, lines and e-services"), 2)
    for channel in service.channels:
        yield from _channel_head(service, channel, facts)
        yield from _reach(service, channel, channel.url.pick(language()), codes, facts)
        yield from _channel_times(channel, codes, today)


def _channel_head(service: Service, channel: Channel, facts: RecordFacts) -> Iterator[Block]:
    tag = language()
    name, kind = channel.name.pick(tag), _(CHANNEL_NAMES[channel.kind])
    yield Heading(_("{kind}: {name}").format(kind=kind, name=name) if name else kind, 3)
    giver = facts.organizations.get(channel.organization)
    if giver is not None and channel.organization != service.organization:
        yield Pair(_("Organisation"), (Run(giver.name.pick(tag)),))
    for text in (channel.description.pick(tag), channel.note.pick(tag)):
        if text:
            yield Paragraph((Run(text),))


def _reach(
    service: Service, reached: Service | Channel, url: str, codes: Codes, facts: RecordFacts
) -> Iterator[Block]:
    """Say the numbers and addresses of a service, or of one of its channels."""
    fresh = freshness_run(facts.freshness)
    for phone in reached.phones:
        yield Pair(_("Phone"), tuple(phone_runs(phone, codes, service, fresh)))
    for email in reached.emails:
        yield Pair(_("E-mail"), tuple(email_runs(email)))
    if url:
        yield Pair(_("Web"), (web_run(url),))
    if reached.address:
        yield Pair(_("Address"), tuple(address_runs(reached.address)))


def _channel_times(channel: Channel, codes: Codes, today: date) -> Iterator[Block]:
    tag = language()
    if channel.hours:
        yield Pair(_("Opening hours"), (Run(""),))
        lines = hours_table(channel.hours, today, tag)
        yield Rows(tuple((line.left, line.right) for line in lines))
    elif channel.hours_text:
        yield Pair(_("Opening hours"), (Run(channel.hours_text.pick(tag)),))
    if channel.languages:
        names = ", ".join(codes.book.label("language", code, tag) for code in channel.languages)
        yield Pair(_("Languages"), (Run(names),))


# Freshness and where it is from


def freshness_blocks(service: Service, facts: RecordFacts) -> Iterator[Block]:
    """Say when a person verified the record, what it was compiled from, and who holds rights."""
    yield Heading(_("How fresh is this?"), 2)
    fresh = facts.freshness
    if fresh is not None:
        if fresh.latest is not None:
            yield Paragraph(
                (Run(check_sentence(fresh.latest)),), "warn" if fresh.doubted else "plain"
            )
        told = f"{contacts_sentence(fresh)} {texts_sentence(fresh)}"
        yield Paragraph(
            (Run(told),), "warn" if "overdue" in (fresh.contacts, fresh.texts) else "plain"
        )
    if service.sources:
        text = _("Compiled from the pages below with {confidence}.")
        shown = text.format(confidence=confidence_text(service.confidence))
        yield Paragraph((Run(shown, tone="muted"),))
    for source in service.sources:
        href = source.url if source.url.startswith("https://") and source.official else ""
        yield Item((Run(source_text(source), href=href),))
    for origin in facts.origins:
        yield from _origin(origin)
    if service.edited:
        yield Paragraph((Run(_("This record was corrected at this desk."), tone="muted"),))


def _origin(origin: Origin) -> Iterator[Block]:
    if origin.gone_on:
        text = _("Gone from the catalogue “{name}” on {day}: check whether it still exists.")
        shown = text.format(name=origin.catalogue.name, day=format_day(origin.gone_on))
        yield Paragraph((Run(shown),), "warn")
    else:
        text = _("From the catalogue “{name}”, last seen there on {day}.")
        shown = text.format(name=origin.catalogue.name, day=format_day(origin.last_seen))
        yield Paragraph((Run(shown, tone="muted"),))
    rights = [part for part in (origin.catalogue.attribution, origin.catalogue.licence) if part]
    if rights:
        href = origin.catalogue.url if is_safe_link(origin.catalogue.url) else ""
        yield Paragraph((Run(" · ".join(rights), href=href, tone="muted"),))
