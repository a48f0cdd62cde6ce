"""Version 12 of PTV as drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import convert

from advisor_desk.domain.directory import (
    Address,
    Area,
    Channel,
    ChannelKind,
    Email,
    ForeignCode,
    Organization,
    Phone,
)
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange import cleaning
from advisor_desk.exchange.ptv import texts
from advisor_desk.exchange.ptv import v12_form as form
from advisor_desk.exchange.ptv.hours import v12_hours
from advisor_desk.exchange.ptv.model import (
    Adapter,
    BadField,
    ChannelDraft,
    GeneralDraft,
    Link,
    OrganizationDraft,
    Served,
    ServiceDraft,
    Words,
)
from advisor_desk.i18n import _

_KINDS: Final[dict[str, ChannelKind]] = {
    "EService": "e-service",
    "WebPage": "web",
    "PrintableForm": "form",
    "TelephoneService": "phone",
    "ServiceLocation": "place",
}
_FREE: Final = {"Free": True, "Charged": False}


def service(value: Any) -> ServiceDraft:  # noqa: ANN401 - a value as JSON makes it
    """Return a service as a draft; its connections are records of their own.

    Raises:
        msgspec.ValidationError: it is not of its form.
    """
    found = convert(value, form.Service)
    return ServiceDraft(
        id=found.content_id,
        name=_line(found.language_versions, "name"),
        other_names=_line(found.language_versions, "alternative_name"),
        words=_words(found.language_versions),
        free=_FREE.get(found.charge_type or ""),
        languages=texts.languages(found.service_languages),
        codes=(*_codes(found), *_keywords(found.language_versions)),
        served=_served(found.area),
        general=found.general_description_content_id or "",
        organization=found.organization_content_id or "",
        modified=(found.published_at or found.modified_at or "")[:10],
        standing="archived" if found.archived_at else "published",
    )


def _versions(versions: form.Versions) -> Iterator[tuple[str, form.Version]]:
    for language, version in (versions or {}).items():
        if version is not None:
            yield language, version


def _text(versions: form.Versions, *names: str) -> LocalText:
    """Return a text of the language versions; the first name that has one goes first."""
    return texts.local(_by_language(versions, names))


def _line(versions: form.Versions, *names: str) -> LocalText:
    return texts.local_line(_by_language(versions, names))


def _by_language(versions: form.Versions, names: tuple[str, ...]) -> dict[str, str | None]:
    return {
        language: next((found for name in names if (found := getattr(version, name))), None)
        for language, version in _versions(versions)
    }


def _words(versions: form.Versions) -> Words:
    return Words(
        summary=_text(versions, "summary"),
        description=texts.joined(
            _text(versions, "description"), _text(versions, "background_description")
        ),
        instructions=_text(versions, "user_instructions"),
        conditions=_text(versions, "conditions"),
        charge=_text(versions, "charge_type_additional_information"),
        processing=_text(versions, "processing_time_additional_information", "processing_time"),
        deadline=_text(versions, "deadline_additional_information", "deadline"),
        validity=_text(versions, "validity_time_additional_information", "validity_time"),
    )


def _codes(found: form.Service | form.GeneralDescription) -> Iterator[ForeignCode]:
    """Give the classes, which version 12 tells by their codes alone."""
    for scheme, codes in (
        ("ptv-service-class", found.service_classes),
        ("ptv-life-event", found.life_events),
        ("ptv-target-group", found.target_groups),
        ("ptv-ontology-term", found.ontology_terms),
    ):
        for code in dict.fromkeys(cleaning.line(code, 300) for code in codes or ()):
            if code:
                yield ForeignCode(scheme, code)


def _keywords(versions: form.Versions) -> Iterator[ForeignCode]:
    words = (
        cleaning.line(word, 200)
        for _language, version in _versions(versions)
        for word in version.freely_assigned_keywords or ()
    )
    for word in dict.fromkeys(words):
        if word:
            yield ForeignCode("ptv-keyword", word)


def _served(area: form.Area | None) -> Served:
    if area is None:
        return Served()
    if area.area_type == "WholeCountry":
        return Served(whole=True)
    if area.area_type == "WholeCountryExceptAland":
        return Served(without_aland=True)
    regions = (Area("region", code) for code in area.regions or ())
    counties = (Area("county", code) for code in area.wellbeing_services_counties or ())
    return Served(
        municipalities=tuple(dict.fromkeys(area.municipalities or ())),
        areas=tuple(dict.fromkeys((*regions, *counties))),
    )


def link(value: Any) -> tuple[str, Link]:  # noqa: ANN401 - a value as JSON makes it
    """Return a connection as the id of its service and a link.

    Raises:
        msgspec.ValidationError: it is not of its form.
        BadField: its hours cannot be read.
    """
    found = convert(value, form.Connection)
    versions = found.language_versions
    addresses = found.contact_addresses
    if isinstance(addresses, list):
        addresses = form.Addresses(street_addresses=addresses)
    made = Link(
        channel=found.channel_content_id,
        note=texts.joined(
            _text(versions, "description", "summary"),
            _text(versions, "charge_type_additional_information"),
            between="\n",
        ),
        hours=v12_hours(found.service_hours, "serviceHours"),
        phones=_phones(versions),
        emails=_emails(versions),
        url=_url(versions),
        address=_address(addresses),
    )
    return found.service_content_id, made


def _phones(versions: form.Versions) -> tuple[Phone, ...]:
    """Return telephone numbers, without those of fax machines."""
    return texts.phones(
        texts.Number(
            language,
            texts.dial(phone.dial_code, phone.number),
            texts.label(
                phone.additional_information, phone.charge_description, sms=phone.type == "Sms"
            ),
        )
        for language, version in _versions(versions)
        for some in (
            version.phone_numbers,
            version.contact_phone_numbers,
            version.support_phone_numbers,
        )
        for phone in some or ()
        if phone.type != "Fax"
    )


def _emails(versions: form.Versions) -> tuple[Email, ...]:
    return texts.emails(
        mail.email
        for _language, version in _versions(versions)
        for mail in (*(version.contact_emails or ()), *(version.support_emails or ()))
    )


def _url(versions: form.Versions) -> LocalText:
    """Return the pages: of an e-service, of a form, of an office, in this order."""
    pages: list[tuple[str | None, str | None]] = []
    for language, version in _versions(versions):
        first = [version.web_address] if version.web_address else []
        rest = (*(version.form_files or ()), *(version.contact_web_pages or ()))
        pages += ((language, page.url) for page in (*first, *rest))
    return texts.urls(pages)


def _address(found: form.Addresses | None) -> Address:
    """Return the first address that can be visited; its city follows from the postal code."""
    if found is None:
        return Address()
    for street in found.street_addresses or ():
        detail = (street.address_detail or "").strip()
        names = {
            language: name and f"{name} {detail}"
            for language, name in (street.street_name or {}).items()
        }
        return _located(
            Address(
                street=texts.local_line(names),
                postal_code=cleaning.line(street.postal_code or "", 10),
                access=texts.local(street.additional_information),
            ),
            street.coordinates,
        )
    for other in found.other_addresses or ():
        return _located(
            Address(
                postal_code=cleaning.line(other.postal_code or "", 10),
                access=texts.local(other.additional_information),
            ),
            other.coordinates,
        )
    for foreign in found.foreign_addresses or ():
        return Address(street=texts.local_line(foreign.address))
    return Address()


def _located(address: Address, points: list[form.Point] | form.Point | None) -> Address:
    if isinstance(points, form.Point):
        points = [points]
    for point in points or ():
        if point.system in (None, "EPSG:3067"):
            return texts.located(address, point.northing, point.easting)
    return address


def channel(value: Any) -> ChannelDraft:  # noqa: ANN401 - a value as JSON makes it
    """Return a channel as a draft.

    Raises:
        msgspec.ValidationError: it is not of its form.
        BadField: its type is missing, or its hours cannot be read.
    """
    found = convert(value, form.Channel)
    kind = found.service_channel_type or found.channel_type or found.type
    if kind is None:
        raise BadField("serviceChannelType", _("The field is missing."))
    versions = found.language_versions
    made = Channel(
        id=found.content_id,
        kind=_KINDS[kind],
        name=_line(versions, "name"),
        description=texts.joined(
            _text(versions, "summary"),
            _text(versions, "description"),
            _line(versions, "form_identifier"),
        ),
        organization=found.organization_content_id or "",
        address=_address(found.location) or _address(found.contact_addresses),
        phones=_phones(versions),
        emails=_emails(versions),
        url=_url(versions),
        hours=v12_hours(found.service_hours, "serviceHours"),
        languages=texts.languages(found.service_languages),
    )
    return ChannelDraft(made, "archived" if found.archived_at else "published")


def organization(value: Any) -> OrganizationDraft:  # noqa: ANN401 - a value as JSON makes it
    """Return an organisation as a draft.

    Raises:
        msgspec.ValidationError: it is not of its form.
    """
    found = convert(value, form.Organization)
    versions = found.language_versions
    phones, emails = _phones(versions), _emails(versions)
    made = Organization(
        id=found.content_id,
        name=_line(versions, "name"),
        description=texts.joined(_text(versions, "summary"), _text(versions, "description")),
        business_id=cleaning.line(found.business_id or "", 20),
        website=_url(versions).pick("fi"),
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
        name=_line(found.language_versions, "name"),
        words=_words(found.language_versions),
        free=_FREE.get(found.charge_type or ""),
        codes=tuple(_codes(found)),
    )


ADAPTER: Final = Adapter(12, service, channel, organization, general, link)
