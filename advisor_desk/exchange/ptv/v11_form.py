"""The form of PTV version 11 records, as far as they are read.

As DVV publishes it (`/swagger/v11/swagger.json`). Fields that are not named here stay in the
raw record. A value that is not of a list of values refuses the record and names the field, so
that nothing new is taken for something else. `null` stands for "nothing" almost everywhere.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field


class Form(Struct, rename="camel", gc=False):
    """Base of all parts: names are written in camelCase there."""


class Text(Form):
    """One text in one language; `type` says which text it is, where a list holds several."""

    language: str | None = None
    value: str | None = None
    type: str | None = None


Texts = list[Text] | None


class Concept(Form):
    """An entry of a classification."""

    name: Texts = None
    code: str | None = None
    uri: str | None = None


Concepts = list[Concept] | None


class Municipality(Form):
    """A municipality: three digits, and its name."""

    code: str | None = None
    name: Texts = None


class Area(Form):
    """A part of Finland; what is larger than a municipality lists its members."""

    type: Literal[
        "Municipality",
        "Region",
        "Province",
        "BusinessSubRegion",
        "BusinessRegions",
        "HospitalDistrict",
        "HospitalRegions",
        "WellbeingServiceCounties",
        "WellbeingServicesCounty",
    ]
    code: str | None = None
    name: Texts = None
    municipalities: list[Municipality] | None = None


AreaType = Literal[
    "Nationwide",
    "NationwideExceptAlandIslands",
    "LimitedType",
    "WholeCountry",
    "WholeCountryExceptAlandIslands",
    "AreaType",
]
PublishingStatus = Literal[
    "Published", "Modified", "Draft", "Deleted", "Archived", "Withdrawn", "OldPublished", "Removed"
]
ChargeType = Literal["Chargeable", "FreeOfCharge", "Other", "Charged", "Free"]


class WebPage(Form):
    """A page of a language; `value` is its name."""

    url: str | None = None
    value: str | None = None
    language: str | None = None


class Phone(Form):
    """A telephone number in one language version."""

    number: str | None = None
    prefix_number: str | None = None
    is_finnish_service_number: bool | None = None
    type: Literal["Phone", "Sms", "Fax"] | None = None
    service_charge_type: ChargeType | None = None
    charge_description: str | None = None
    additional_information: str | None = None
    language: str | None = None


class Named(Form):
    """A reference to another record."""

    id: str
    name: str | None = None


class StreetAddress(Form):
    """A street address; the coordinates are metres of EPSG:3067, as texts."""

    street: Texts = None
    street_number: str | None = None
    postal_code: str | None = None
    post_office: Texts = None
    municipality: Municipality | None = None
    additional_information: Texts = None
    latitude: str | float | None = None
    longitude: str | float | None = None


class OtherAddress(Form):
    """A place without a street."""

    postal_code: str | None = None
    post_office: Texts = None
    additional_information: Texts = None
    latitude: str | float | None = None
    longitude: str | float | None = None


class Address(Form):
    """An address of any form."""

    type: Literal["Location", "Visiting", "Postal"] | None = None
    sub_type: (
        Literal["Single", "Street", "PostOfficeBox", "Abroad", "Foreign", "Other", "NoAddress"]
        | None
    ) = None
    street_address: StreetAddress | None = None
    other_address: OtherAddress | None = None
    location_abroad: Texts = None
    foreign_address: Texts = None


Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
"""A day is an empty text where it is not used."""


class OpeningHour(Form):
    """From when to when; `HH:mm` or `HH:mm:ss`."""

    day_from: Weekday | Literal[""] | None = None
    day_to: Weekday | Literal[""] | None = None
    from_: str | None = field(default=None, name="from")
    to: str | None = None


class Hours(Form):
    """A set of hours."""

    service_hour_type: Literal[
        "DaysOfTheWeek", "Exceptional", "OverMidnight", "Standard", "Exception", "Special"
    ]
    valid_from: str | None = None
    valid_to: str | None = None
    is_closed: bool | None = None
    valid_for_now: bool | None = None
    is_always_open: bool | None = None
    is_reservation: bool | None = None
    additional_information: Texts = None
    opening_hour: list[OpeningHour] | None = None


class Contacts(Form):
    """What a connection says instead of its channel."""

    emails: Texts = None
    phone_numbers: list[Phone] | None = None
    web_pages: list[WebPage] | None = None
    addresses: list[Address] | None = None


class Connection(Form):
    """How a channel serves one service; what it holds goes before the channel's own."""

    service_channel: Named
    service_charge_type: ChargeType | None = None
    description: Texts = None
    service_hours: list[Hours] | None = None
    contact_details: Contacts | None = None


class Role(Form):
    """An organisation and what it has to do with the service."""

    organization: Named | None = None
    role_type: str | None = None


class Service(Form):
    """A service; with `serviceWithGD` the general description's texts are in it as `GD_…`."""

    id: str
    general_description_id: str | None = None
    type: (
        Literal[
            "Service",
            "PermitOrObligation",
            "PermissionAndObligation",
            "ProfessionalQualification",
            "ProfessionalQualifications",
        ]
        | None
    ) = None
    service_names: Texts = None
    service_charge_type: ChargeType | None = None
    area_type: AreaType | None = None
    areas: list[Area] | None = None
    service_descriptions: Texts = None
    languages: list[str] | None = None
    service_classes: Concepts = None
    ontology_terms: Concepts = None
    target_groups: Concepts = None
    life_events: Concepts = None
    keywords: Texts = None
    requirements: Texts = None
    service_channels: list[Connection] | None = None
    organizations: list[Role] | None = None
    publishing_status: PublishingStatus | None = None
    modified: str | None = None


class Channel(Form):
    """A channel of any type."""

    id: str
    service_channel_type: Literal[
        "EChannel", "WebPage", "PrintableForm", "Phone", "ServiceLocation"
    ]
    organization_id: str | None = None
    service_channel_names: Texts = None
    service_channel_descriptions: Texts = None
    languages: list[str] | None = None
    web_pages: list[WebPage] | None = None
    channel_urls: Texts = None
    form_identifier: Texts = None
    phone_numbers: list[Phone] | None = None
    support_phones: list[Phone] | None = None
    emails: Texts = None
    support_emails: Texts = None
    addresses: list[Address] | None = None
    service_hours: list[Hours] | None = None
    publishing_status: PublishingStatus | None = None


class Organization(Form):
    """Who gives services."""

    id: str
    organization_type: str | None = None
    business_code: str | None = None
    organization_names: Texts = None
    organization_descriptions: Texts = None
    emails: Texts = None
    phone_numbers: list[Phone] | None = None
    web_pages: list[WebPage] | None = None
    publishing_status: PublishingStatus | None = None


class GeneralDescription(Form):
    """A text written once for the services of all municipalities."""

    id: str
    names: Texts = None
    descriptions: Texts = None
    requirements: Texts = None
    service_charge_type: ChargeType | None = None
    service_classes: Concepts = None
    ontology_terms: Concepts = None
    target_groups: Concepts = None
    life_events: Concepts = None
