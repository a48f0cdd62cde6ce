"""Services of ours as full service records of HSDS 3.0.

Texts are in one language, that of the export, or in the nearest that there is; what HSDS has no
field for goes into attributes (`rows.py`). docs/hsds.md has the table of all fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec import json

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import (
    Address,
    Area,
    Channel,
    Email,
    Organization,
    Phone,
    Service,
)
from advisor_desk.domain.imports import Catalogue
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.exchange.hsds.rows import Row, hsds_id, is_uuid
from advisor_desk.exchange.hsds.schedules import schedules_of
from advisor_desk.exchange.hsds.tables import Record
from advisor_desk.i18n import _

TOPICS: Final = "advisor-desk-topic"
"""The taxonomy of the topics of visits."""

NO_ORGANIZATION: Final = "none"
_STATUS: Final = {"listed": "active", "closed": "defunct", "withdrawn": "inactive"}


@dataclass(frozen=True, slots=True)
class Handed:
    """A service that is handed on, with what belongs to it.

    Attributes:
        service: without anything confidential, see `domain.directory.public`.
        organization: who gives it, if it is known.
        catalogues: where it came from; their licence and attribution go with it.
    """

    service: Service
    organization: Organization | None = None
    catalogues: tuple[Catalogue, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How records are written.

    Attributes:
        language: of the texts.
        book: the words of codes.
        areas: names of regions and counties.
    """

    language: Language
    book: CodeBook
    areas: Mapping[Area, LocalText] = field(default_factory=dict)

    def word(self, list_name: str, code: str) -> str:
        """Return the word of a code."""
        return self.book.label(list_name, code, self.language)

    def area(self, area: Area) -> str:
        """Return the name of a region or county; its code where it is not known."""
        return self.areas.get(area, LocalText(area.code)).pick(self.language)


def service_record(handed: Handed, style: Style) -> Record:
    """Return a service as a full record of HSDS."""
    service = handed.service
    row = Row("service", service.id, style.language)
    row.mark("kind", service.kind)
    row.mark("id", "" if is_uuid(service.id) else service.id)
    row.mark("language", style.language)
    row.put(organization=_organization(service.organization, handed.organization, style))
    row.need(name="", status=_STATUS[service.status])
    row.text("name", service.name)
    row.text("alternate_name", service.other_names)
    row.text("description", service.description)
    row.address("url", service.website)
    row.text("application_process", service.how_to_apply)
    row.text("eligibility_description", service.eligibility)
    row.text("fees_description", service.price_note)
    row.put(minimum_age=service.minimum_age, maximum_age=service.maximum_age)
    row.put(assured_date=service.last_verified)
    row.put(
        interpretation_services=", ".join(style.word("language", t) for t in service.interpreted)
    )
    _put_notes(row, service)
    _put_lists(row, service, style)
    _put_marks(row, service, handed.catalogues, style)
    return row.finish()


def _put_notes(row: Row, service: Service) -> None:
    """Put the remark, or the warning that the record may be out of date, where it is seen."""
    row.text("", service.outdated_note, "outdated_note")
    if not service.possibly_outdated:
        row.text("alert", service.note, "note")
        return
    row.mark("possibly-outdated", "true")
    row.text("", service.note, "note")
    # Most readers of the file know nothing of our attributes.
    row.put(alert=f"{_('May be out of date.')} {service.outdated_note.pick(row.language)}".strip())


def _put_lists(row: Row, service: Service, style: Style) -> None:
    key, language = service.id, style.language
    row.put(
        phones=[_phone(p, f"{key}/{n}", style) for n, p in enumerate(service.phones)],
        schedules=schedules_of(service.hours, service.hours_text, key, language),
        service_areas=list(_areas(service, style)),
        service_at_locations=list(_locations(service, style)),
        languages=list(_languages(service, style)),
        cost_options=list(_costs(service, style)),
        required_documents=_documents(row, service, style),
    )
    contacts = _contacts(service.emails, key, style)
    # The first address stands in the field of the service too, where all readers look.
    row.put(contacts=contacts, email=contacts[0].get("email") if contacts else None)


def _put_marks(row: Row, service: Service, catalogues: tuple[Catalogue, ...], style: Style) -> None:
    """Put what HSDS has no fields for."""
    row.mark("region", service.region)
    row.mark("confidence", service.confidence)
    row.mark("unverified-field", *service.unverified_fields)
    row.mark("text-verified", service.text_verified or "")
    row.mark("source", *(json.encode(source).decode() for source in service.sources))
    for topic in service.topics:
        row.classify(TOPICS, topic, style.word("topic", topic))
    for code in service.codes:
        # The words of a class differ between sources, so they stand with the record too.
        row.classify(code.scheme, code.code, code.label, value=code.label)
    for catalogue in catalogues:
        row.mark("catalogue", json.encode(catalogue).decode())


def _organization(key: str, known: Organization | None, style: Style) -> Record:
    """Return who gives a service; the specification wants somebody in any case."""
    row = Row("organization", key or NO_ORGANIZATION, style.language)
    if not key:
        row.mark("kind", NO_ORGANIZATION)
        row.need(name=_("Not named"), description=_("The record names no organisation."))
        return row.finish()
    row.mark("kind", "organization")
    row.mark("id", "" if is_uuid(key) else key)
    found = known or Organization(key, LocalText())
    row.need(name="", description=found.name.pick(style.language))
    row.text("name", found.name)
    row.text("description", found.description)
    if not found.description:
        row.mark("no-description", "true")
    row.address("website", found.website)
    row.email("email", found.email)
    if found.phone:
        phone = Row("phone", f"{key}/organization", style.language)
        phone.put(number=found.phone)
        row.put(phones=[phone.finish()])
    if found.business_id:
        number = Row("organization_identifier", f"{key}/business-id", style.language)
        # FI-PRO: the Business Information System, by the list of org-id.guide.
        number.put(identifier_scheme="FI-PRO", identifier_type="Y-tunnus")
        number.put(identifier=found.business_id)
        row.put(organization_identifiers=[number.finish()])
    return row.finish()


def _phone(phone: Phone, key: str, style: Style) -> Record:
    row = Row("phone", key, style.language)
    row.need(number=phone.number)
    row.put(type="voice")
    row.text("description", phone.label)
    row.text("", phone.hours, "hours")
    row.mark("dial", "" if phone.dial == dialled(phone.number) else phone.dial or "-")
    row.put(languages=[_language(tag, f"{key}/{tag}", style) for tag in phone.languages])
    return row.finish()


def dialled(number: str) -> str:
    """Return the digits of a number as it is written, `+` first where it is."""
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return f"+{digits}" if number.lstrip().startswith("+") and digits else digits


def _language(tag: str, key: str, style: Style, mode: str = "") -> Record:
    row = Row("language", f"{key}/{mode}", style.language)
    row.put(code=tag, name=style.word("language", tag))
    row.mark("mode", mode)
    notes = {"interpreter": _("With an interpreter"), "written": _("In writing only")}
    row.put(note=notes.get(mode))
    return row.finish()


def _languages(service: Service, style: Style) -> Iterator[Record]:
    for mode, tags in (
        ("", service.languages),
        ("interpreter", service.interpreted),
        ("written", service.written),
    ):
        for tag in tags:
            yield _language(tag, f"{service.id}/{tag}", style, mode)


def _contacts(emails: tuple[Email, ...], key: str, style: Style) -> list[Record]:
    """Return e-mail addresses as contacts that are roles, never persons."""
    found = []
    for number, email in enumerate(emails):
        contact = Row("contact", f"{key}/{number}", style.language)
        contact.email("email", email.address)
        contact.text("title", email.label)
        found.append(contact.finish())
    return found


def _areas(service: Service, style: Style) -> Iterator[Record]:
    found: list[tuple[str, str, str]] = []
    if service.nationwide:
        found.append(("nationwide", "FI", _("All of Finland")))
    found += [(area.kind, area.code, style.area(area)) for area in service.areas]
    found += [
        ("municipality", code, style.word("municipality", code)) for code in service.municipalities
    ]
    for kind, code, name in found:
        row = Row("service_area", f"{service.id}/{kind}/{code}", style.language)
        row.put(name=name, extent=code, extent_type=f"fi-{kind}")
        yield row.finish()


def _costs(service: Service, style: Style) -> Iterator[Record]:
    if service.price_free is not None:
        row = Row("cost_option", service.id, style.language)
        row.put(option=_("Free of charge") if service.price_free else _("There is a charge"))
        if service.price_free:
            row.put(amount=0, currency="EUR")
        row.mark("free", "true" if service.price_free else "false")
        yield row.finish()


def _documents(row: Row, service: Service, style: Style) -> list[Record]:
    """Return a record for each line, and keep the other languages with the service."""
    used = service.bring.language_of_pick(style.language)
    if used is None:
        return []
    if used != style.language:
        row.mark("bring.language", used)
    row.text("", service.bring._replace(**{used: ""}), "bring")
    found = []
    for number, line in enumerate(service.bring.get(used).split("\n")):
        document = Row("required_document", f"{service.id}/{number}", style.language)
        document.put(document=line)
        found.append(document.finish())
    return found


def _locations(service: Service, style: Style) -> Iterator[Record]:
    """Yield the own address of a service, and its channels."""
    if service.address != Address():
        place = Row("location", f"{service.id}/address", style.language)
        place.mark("kind", "address")
        place.put(location_type="physical")
        _put_address(place, service.address, service.id, style)
        yield _connection(service.id, f"{service.id}/address", LocalText(), place, style)
    for channel in service.channels:
        yield _connection(service.id, channel.id, channel.note, _location(channel, style), style)


def _connection(key: str, other: str, note: LocalText, place: Row, style: Style) -> Record:
    row = Row("service_at_location", f"{key}/{other}", style.language)
    row.text("description", note)
    row.put(location=place.finish())
    return row.finish()


def _location(channel: Channel, style: Style) -> Row:
    key = channel.id
    row = Row("location", key, style.language)
    row.mark("kind", channel.kind)
    row.mark("id", "" if is_uuid(key) else key)
    row.put(location_type="physical" if channel.kind == "place" else "virtual")
    row.text("name", channel.name)
    row.text("description", channel.description)
    if channel.organization:
        row.put(organization_id=hsds_id("organization", channel.organization))
        row.mark("organization", channel.organization)
    row.text("", channel.url, "url")
    row.link("url", channel.url.pick(style.language))
    _put_address(row, channel.address, key, style)
    row.put(
        languages=[_language(tag, f"{key}/{tag}", style) for tag in channel.languages],
        phones=[_phone(p, f"{key}/{n}", style) for n, p in enumerate(channel.phones)],
        contacts=_contacts(channel.emails, key, style),
        schedules=schedules_of(channel.hours, channel.hours_text, key, style.language),
    )
    return row


def _put_address(place: Row, address: Address, key: str, style: Style) -> None:
    place.text("transportation", address.access)
    place.put(latitude=address.latitude, longitude=address.longitude)
    if not address:
        return
    row = Row("address", key, style.language)
    row.need(address_1="", state_province="", city=address.city, country="FI")
    row.need(postal_code=address.postal_code, address_type="physical")
    row.text("address_1", address.street)
    place.put(addresses=[row.finish()])
