"""Version 11 of PTV as drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from msgspec import convert

from advisor_desk.domain.directory import (
    Address,
    Area,
    AreaKind,
    Channel,
    ChannelKind,
    ForeignCode,
    Organization,
    Phone,
)
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange import cleaning
from advisor_desk.exchange.ptv import texts
from advisor_desk.exchange.ptv import v11_form as form
from advisor_desk.exchange.ptv.hours import v11_hours
from advisor_desk.exchange.ptv.model import (
    Adapter,
    ChannelDraft,
    GeneralDraft,
    Link,
    OrganizationDraft,
    Served,
    ServiceDraft,
    Standing,
    Words,
)

_KINDS: Final[dict[str, ChannelKind]] = {
    "EChannel": "e-service",
    "WebPage": "web",
    "PrintableForm": "form",
    "Phone": "phone",
    "ServiceLocation": "place",
}
_STANDINGS: Final[dict[str | None, Standing]] = {
    "Draft": "draft",
    "Deleted": "archived",
    "Archived": "archived",
    "Withdrawn": "archived",
    "OldPublished": "archived",
    "Removed": "archived",
}
_FREE: Final = {"FreeOfCharge": True, "Free": True, "Chargeable": False, "Charged": False}
_AREAS: Final[dict[str, AreaKind]] = {
    "Region": "region",
    "Province": "region",
    "WellbeingServiceCounties": "county",
    "WellbeingServicesCounty": "county",
}
"""Those that are areas of ours; the others count only with their municipalities."""


def service(value: Any) -> ServiceDraft:  # noqa: ANN401 - a value as JSON makes it
    """Return a service as a draft, with its connections.

    Raises:
        msgspec.ValidationError: it is not of its form.
        BadField: the hours of a connection cannot be read.
    """
    found = convert(value, form.Service)
    responsible = _responsible(found.organizations or ())
    return ServiceDraft(
        id=found.id,
        name=texts.local_line(_typed(found.service_names, "Name")),
        other_names=texts.local_line(_typed(found.service_names, "AlternativeName")),
        words=_words(found.service_descriptions, found.requirements),
        free=_FREE.get(found.service_charge_type or ""),
        languages=texts.languages(found.languages),
        codes=(
            *_codes("ptv-service-class", found.service_classes),
            *_codes("ptv-life-event", found.life_events),
            *_codes("ptv-target-group", found.target_groups),
            *_codes("ptv-ontology-term", found.ontology_terms),
            *_keywords(found.keywords),
        ),
        served=_served(found),
        general=found.general_description_id or "",
        organization=responsible.id if responsible else "",
        organization_name=(responsible.name or "") if responsible else "",
        modified=(found.modified or "")[:10],
        standing=_STANDINGS.get(found.publishing_status, "published"),
        links=tuple(
            _link(connection, f"serviceChannels[{number}]")
            for number, connection in enumerate(found.service_channels or ())
        ),
    )


def _typed(found: form.Texts, *types: str) -> dict[str, str | None]:
    """Return the texts of some types by language; the first type that has one goes first."""
    by_language: dict[str, str | None] = {}
    for wanted in types:
        for text in found or ():
            if text.type == wanted and text.value:
                by_language.setdefault(text.language or "", text.value)
    return by_language


def _plain(found: form.Texts) -> dict[str, str | None]:
    """Return texts by language; several in one language as one."""
    by_language: dict[str, str | None] = {}
    for text in found or ():
        key = text.language or ""
        earlier = by_language.get(key)
        by_language[key] = f"{earlier}\n{text.value or ''}" if earlier else text.value
    return by_language


def _words(descriptions: form.Texts, requirements: form.Texts) -> Words:
    """Return the texts of a service or a general description.

    A service that was asked for with its general description has that one's texts with the
    prefix `GD_`: they fill in for its own, and follow them where it has both.
    """
    there = {one.type for one in descriptions or ()}

    def typed(types: tuple[str, ...]) -> LocalText:
        return texts.local(_typed(descriptions, *(one for one in types if one in there)))

    def text(*types: str) -> LocalText:
        return texts.joined(typed(types), typed(tuple(f"GD_{one}" for one in types)))

    return Words(
        summary=text("Summary", "ShortDescription"),
        description=texts.joined(text("Description"), text("BackgroundDescription")),
        instructions=text("UserInstruction", "ServiceUserInstruction"),
        conditions=texts.local(_plain(requirements)),
        charge=text("ChargeTypeAdditionalInfo"),
        processing=text("ProcessingTime", "ProcessingTimeAdditionalInfo"),
        deadline=text("DeadLine", "DeadLineAdditionalInfo"),
        validity=text("ValidityTime", "ValidityTimeAdditionalInfo"),
    )


def _codes(scheme: str, concepts: form.Concepts) -> Iterator[ForeignCode]:
    for concept in concepts or ():
        names = tuple((text.language or "", text.value) for text in concept.name or ())
        found = _code(scheme, concept.code or concept.uri or "", names)
        if found.code:
            yield found


@lru_cache(maxsize=4096)  # thousands of services are of a few classes
def _code(scheme: str, code: str, names: tuple[tuple[str, str | None], ...]) -> ForeignCode:
    """Return a class; its code is empty where there is none."""
    label = texts.local_line(dict(names)).pick("fi")
    return ForeignCode(scheme, cleaning.line(code, 300), label)


def _keywords(keywords: form.Texts) -> Iterator[ForeignCode]:
    words = (cleaning.line(text.value or "", 200) for text in keywords or ())
    for word in dict.fromkeys(words):
        if word:
            yield ForeignCode("ptv-keyword", word)


def _served(found: form.Service) -> Served:
    kind = found.area_type or ""
    if kind in ("Nationwide", "WholeCountry"):
        return Served(whole=True)
    if kind.endswith("ExceptAlandIslands"):
        return Served(without_aland=True)
    codes: list[str] = []
    areas: list[Area] = []
    for area in found.areas or ():
        if area.type == "Municipality" and area.code:
            codes.append(area.code)
        if area.type in _AREAS and area.code:
            areas.append(Area(_AREAS[area.type], area.code))
        codes += (one.code for one in area.municipalities or () if one.code)
    return Served(municipalities=tuple(dict.fromkeys(codes)), areas=tuple(dict.fromkeys(areas)))


def _responsible(roles: Iterable[form.Role]) -> form.Named | None:
    """Return who is responsible, else whoever is named first."""
    named = [role for role in roles if role.organization is not None]
    named.sort(key=_is_other)
    return named[0].organization if named else None


def _is_other(role: form.Role) -> bool:
    return role.role_type != "Responsible"


def _link(found: form.Connection, path: str) -> Link:
    contacts = found.contact_details or form.Contacts()
    description = texts.local(_typed(found.description, "Description"))
    charge = texts.local(_typed(found.description, "ChargeTypeAdditionalInfo"))
    return Link(
        channel=found.service_channel.id,
        name=cleaning.line(found.service_channel.name or ""),
        note=texts.joined(description, charge, between="\n"),
        hours=v11_hours(found.service_hours, f"{path}.serviceHours"),
        phones=_phones(contacts.phone_numbers),
        emails=texts.emails(text.value for text in contacts.emails or ()),
        url=_url(contacts.web_pages),
        address=_address(contacts.addresses),
    )


def _phones(*lists: list[form.Phone] | None) -> tuple[Phone, ...]:
    """Return telephone numbers, without those of fax machines."""
    return texts.phones(
        texts.Number(
            phone.language or "",
            texts.dial(
                phone.prefix_number,
                phone.number,
                service=bool(phone.is_finnish_service_number),
            ),
            texts.label(
                phone.additional_information, phone.charge_description, sms=phone.type == "Sms"
            ),
        )
        for some in lists
        for phone in some or ()
        if phone.type != "Fax"
    )


def _url(pages: list[form.WebPage] | None) -> LocalText:
    return texts.urls((page.language, page.url) for page in pages or ())


def _address(addresses: list[form.Address] | None) -> Address:
    """Return the first address that can be visited."""
    for address in addresses or ():
        if address.type == "Postal" or address.sub_type == "PostOfficeBox":
            continue
        if address.street_address is not None:
            return _street(address.street_address)
        if address.other_address is not None:
            return _other(address.other_address)
        abroad = address.location_abroad or address.foreign_address
        if abroad:
            return Address(street=texts.local_line(_plain(abroad)))
    return Address()


def _street(found: form.StreetAddress) -> Address:
    number = (found.street_number or "").strip()
    names = {
        language: name and f"{name} {number}" for language, name in _plain(found.street).items()
    }
    town = texts.local_line(_plain(found.municipality.name)) if found.municipality else LocalText()
    office = texts.local_line(_plain(found.post_office))
    address = Address(
        street=texts.local_line(names),
        postal_code=cleaning.line(found.postal_code or "", 10),
        city=town.pick("fi") or office.pick("fi").capitalize(),
        access=texts.local(_plain(found.additional_information)),
    )
    return texts.located(address, found.latitude, found.longitude)


def _other(found: form.OtherAddress) -> Address:
    office = texts.local_line(_plain(found.post_office))
    address = Address(
        postal_code=cleaning.line(found.postal_code or "", 10),
        city=office.pick("fi").capitalize(),
        access=texts.local(_plain(found.additional_information)),
    )
    return texts.located(address, found.latitude, found.longitude)


def channel(value: Any) -> ChannelDraft:  # noqa: ANN401 - a value as JSON makes it
    """Return a channel as a draft.

    Raises:
        msgspec.ValidationError: it is not of its form.
        BadField: its hours cannot be read.
    """
    found = convert(value, form.Channel)
    words = found.service_channel_descriptions
    summary = texts.local(_typed(words, "Summary", "ShortDescription"))
    form_id = texts.local_line(_plain(found.form_identifier))
    pages = [(text.language, text.value) for text in found.channel_urls or ()]
    pages += [(page.language, page.url) for page in found.web_pages or ()]
    made = Channel(
        id=found.id,
        kind=_KINDS[found.service_channel_type],
        name=texts.local_line(_typed(found.service_channel_names, "Name")),
        description=texts.joined(summary, texts.local(_typed(words, "Description")), form_id),
        organization=found.organization_id or "",
        address=_address(found.addresses),
        phones=_phones(found.phone_numbers, found.support_phones),
        emails=texts.emails(
            text.value for text in (*(found.emails or ()), *(found.support_emails or ()))
        ),
        url=texts.urls(pages),
        hours=v11_hours(found.service_hours, "serviceHours"),
        languages=texts.languages(found.languages),
    )
    return ChannelDraft(made, _STANDINGS.get(found.publishing_status, "published"))


def organization(value: Any) -> OrganizationDraft:  # noqa: ANN401 - a value as JSON makes it
    """Return an organisation as a draft.

    Raises:
        msgspec.ValidationError: it is not of its form.
    """
    found = convert(value, form.Organization)
    words = found.organization_descriptions
    phones = _phones(found.phone_numbers)
    emails = texts.emails(text.value for text in found.emails or ())
    made = Organization(
        id=found.id,
        name=texts.local_line(_typed(found.organization_names, "Name")),
        description=texts.joined(
            texts.local(_typed(words, "Summary", "ShortDescription")),
            texts.local(_typed(words, "Description")),
        ),
        business_id=cleaning.line(found.business_code or "", 20),
        website=_url(found.web_pages).pick("fi"),
        email=emails[0].address if emails else "",
        phone=phones[0].number if phones else "",
    )
    return OrganizationDraft(made, found.organization_type or "")


def general(value: Any) -> GeneralDraft:  # noqa: ANN401 - a value as JSON makes it
    """Return a general description as a draft.

    Raises:
        msgspec.ValidationError: it is not of its form.
    """
    found = convert(value, form.GeneralDescription)
    return GeneralDraft(
        name=texts.local_line(_typed(found.names, "Name")),
        words=_words(found.descriptions, found.requirements),
        free=_FREE.get(found.service_charge_type or ""),
        codes=(
            *_codes("ptv-service-class", found.service_classes),
            *_codes("ptv-life-event", found.life_events),
            *_codes("ptv-target-group", found.target_groups),
            *_codes("ptv-ontology-term", found.ontology_terms),
        ),
    )


ADAPTER: Final = Adapter(11, service, channel, organization, general)
