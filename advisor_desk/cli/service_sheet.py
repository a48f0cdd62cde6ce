"""A service, written out."""

from __future__ import annotations

from advisor_desk.cli.output import Sheet
from advisor_desk.cli.words import confidence_text, open_text, price_text, source_text
from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Phone, Service
from advisor_desk.domain.opening import OpenState
from advisor_desk.domain.text import Language
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day


def service_sheet(service: Service, book: CodeBook, state: OpenState, language: Language) -> str:
    """Return a service with everything that is known of it.

    Args:
        service: the record.
        book: for the words of languages, municipalities and topics.
        state: whether it is open now.
        language: of the texts.
    """
    sheet = Sheet(service.name.pick(language))
    if service.status != "listed":
        sheet.text(_("This service is no longer offered."))
    if service.possibly_outdated:
        note = service.outdated_note.pick(language)
        sheet.text(f"{_('May be out of date.')} {note}".rstrip())
    sheet.text(service.description.pick(language))
    _channels(sheet, service, book, language)
    hours = service.hours_text.pick(language)
    sheet.pair(_("Opening hours"), " · ".join(filter(None, (open_text(state), hours))))
    _terms(sheet, service, book, language)
    sheet.bullets(_("Sources"), map(source_text, service.sources))
    sheet.text(_freshness(service))
    return str(sheet)


def _channels(sheet: Sheet, service: Service, book: CodeBook, language: Language) -> None:
    for phone in service.phones:
        number = phone.number
        if service.possibly_outdated:
            number = f"{number} {_('(may be out of date)')}"
        sheet.pair(_("Phone"), f"{number}{_phone_details(phone, book, language)}")
    for email in service.emails:
        sheet.pair(_("E-mail"), email.address)
    sheet.pair(_("Web"), service.website)
    address = service.address
    city = f"{address.postal_code} {address.city}".strip()
    sheet.pair(_("Address"), ", ".join(filter(None, (address.street.pick(language), city))))


def _phone_details(phone: Phone, book: CodeBook, language: Language) -> str:
    spoken = _labels(book, "language", phone.languages, language)
    details = filter(None, (phone.label.pick(language), phone.hours.pick(language), spoken))
    return "".join(f" · {detail}" for detail in details)


def _terms(sheet: Sheet, service: Service, book: CodeBook, language: Language) -> None:
    places = _labels(book, "municipality", service.municipalities, language)
    sheet.pair(_("Area"), _("All of Finland") if service.nationwide else places)
    sheet.pair(_("For whom"), service.eligibility.pick(language))
    sheet.pair(_("Bring along"), service.bring.pick(language))
    sheet.pair(_("Price"), price_text(service, language))
    sheet.pair(_("Languages"), _labels(book, "language", service.languages, language))
    sheet.pair(_("Topics"), _labels(book, "topic", service.topics, language))
    sheet.pair(_("Note"), service.note.pick(language))


def _labels(book: CodeBook, list_name: str, ids: tuple[str, ...], language: Language) -> str:
    return ", ".join(book.label(list_name, code, language) for code in ids)


def _freshness(service: Service) -> str:
    verified = _("Nobody has verified this by phone or on the spot yet.")
    if service.last_verified:
        verified = _("A person verified this on {day}.").format(
            day=format_day(service.last_verified)
        )
    compiled = _("Compiled from the sources above with {confidence}.").format(
        confidence=confidence_text(service.confidence)
    )
    return f"{verified} {compiled}"
