"""A service, written out."""

from __future__ import annotations

from advisor_desk.cli.output import Sheet
from advisor_desk.cli.words import confidence_text, price_text, source_text
from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Address, Phone, Service, public
from advisor_desk.domain.text import Language
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.freshness_text import contacts_sentence, texts_sentence
from advisor_desk.services.hours_text import Opening, adds_to_rows, hours_table, opening_text
from advisor_desk.services.record_facts import RecordFacts


def service_sheet(
    service: Service, book: CodeBook, opening: Opening, language: Language, facts: RecordFacts
) -> str:
    """Return a service with everything that is known of it.

    Args:
        service: the record.
        book: for the words of languages, municipalities and topics.
        opening: whether it is open now, and until when.
        language: of the texts.
        facts: who gives it, where it is from, and how fresh it is.
    """
    service = public(service)
    sheet = Sheet(service.name.pick(language))
    if service.status != "listed":
        sheet.text(_("This service is no longer offered."))
    if service.possibly_outdated:
        note = service.outdated_note.pick(language)
        sheet.text(f"{_('May be out of date.')} {note}".rstrip())
    sheet.text(service.description.pick(language))
    giver = facts.organizations.get(service.organization)
    if giver is not None:
        sheet.pair(_("Organisation"), f"{giver.name.pick(language)} {giver.business_id}".rstrip())
    _reached_by(sheet, service, book, language)
    _opening(sheet, service, opening, language)
    _terms(sheet, service, book, language)
    _channels(sheet, service, book, language)
    sheet.bullets(_("Sources"), map(source_text, service.sources))
    _origins(sheet, facts)
    sheet.text(_freshness(service, facts))
    return str(sheet)


def _reached_by(sheet: Sheet, service: Service, book: CodeBook, language: Language) -> None:
    for phone in service.phones:
        number = phone.number
        if service.possibly_outdated:
            number = f"{number} {_('(may be out of date)')}"
        sheet.pair(_("Phone"), f"{number}{_phone_details(phone, book, language)}")
    for email in service.emails:
        sheet.pair(_("E-mail"), email.address)
    sheet.pair(_("Web"), service.website)
    sheet.pair(_("Address"), _address(service.address, language))


def _address(address: Address, language: Language) -> str:
    city = f"{address.postal_code} {address.city}".strip()
    return ", ".join(filter(None, (address.street.pick(language), city)))


def _channels(sheet: Sheet, service: Service, book: CodeBook, language: Language) -> None:
    """Add the offices, lines and e-services, a line each."""
    lines = []
    for channel in service.channels:
        parts = [channel.name.pick(language), _address(channel.address, language)]
        parts += [f"{one.number}{_phone_details(one, book, language)}" for one in channel.phones]
        parts += [email.address for email in channel.emails]
        parts += [channel.url.pick(language), channel.note.pick(language)]
        lines.append(", ".join(filter(None, parts)))
    sheet.bullets(_("Offices, lines and e-services"), filter(None, lines))


def _opening(sheet: Sheet, service: Service, opening: Opening, language: Language) -> None:
    words, hours = service.hours_text, service.hours
    said = [opening_text(opening)]
    if words and not (hours and not adds_to_rows(words, hours, language)):
        said.append(words.pick(language))
    sheet.pair(_("Opening hours"), " · ".join(said))
    if hours:
        lines = hours_table(hours, opening.now.date(), language)
        sheet.bullets(_("Hours"), (f"{line.left} {line.right}".strip() for line in lines))


def _phone_details(phone: Phone, book: CodeBook, language: Language) -> str:
    spoken = _labels(book, "language", phone.languages, language)
    details = filter(None, (phone.label.pick(language), phone.hours.pick(language), spoken))
    return "".join(f" · {detail}" for detail in details)


def _terms(sheet: Sheet, service: Service, book: CodeBook, language: Language) -> None:
    places = _labels(book, "municipality", service.municipalities, language)
    sheet.pair(_("Area"), _("All of Finland") if service.nationwide else places)
    sheet.pair(_("For whom"), service.eligibility.pick(language))
    sheet.pair(_("Bring along"), service.bring.pick(language))
    sheet.pair(_("How to apply"), service.how_to_apply.pick(language))
    sheet.pair(_("Price"), price_text(service, language))
    sheet.pair(_("Languages"), _labels(book, "language", service.languages, language))
    interpreted = _labels(book, "language", service.interpreted, language)
    sheet.pair(_("With an interpreter"), interpreted)
    sheet.pair(_("In writing"), _labels(book, "language", service.written, language))
    sheet.pair(_("Topics"), _labels(book, "topic", service.topics, language))
    sheet.pair(_("Note"), service.note.pick(language))


def _labels(book: CodeBook, list_name: str, ids: tuple[str, ...], language: Language) -> str:
    return ", ".join(book.label(list_name, code, language) for code in ids)


def _origins(sheet: Sheet, facts: RecordFacts) -> None:
    """Say which catalogues the record is from, with licence and attribution."""
    for origin in facts.origins:
        text = _("From the catalogue “{name}”, last seen there on {day}.")
        day = origin.last_seen
        if origin.gone_on:
            text = _("Gone from the catalogue “{name}” on {day}: check whether it still exists.")
            day = origin.gone_on
        rights = " · ".join(filter(None, (origin.catalogue.attribution, origin.catalogue.licence)))
        told = text.format(name=origin.catalogue.name, day=format_day(day))
        sheet.text(f"{told} {rights}".rstrip())


def _freshness(service: Service, facts: RecordFacts) -> str:
    told = []
    if facts.freshness is not None:
        told += [contacts_sentence(facts.freshness), texts_sentence(facts.freshness)]
    compiled = _("Compiled from the sources above with {confidence}.")
    if service.sources:
        told.append(compiled.format(confidence=confidence_text(service.confidence)))
    return " ".join(told)
