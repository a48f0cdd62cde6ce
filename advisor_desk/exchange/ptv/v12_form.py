"""The form of PTV version 12 records (OpenAPI 0.1.0, beta), as far as they are read.

As for version 11: what is not named here stays in the raw record, and a value that is in no
list refuses the record. Some spellings differed between environments, so both are read.
"""

from __future__ import annotations

from typing import Literal

from advisor_desk.domain.holidays import HolidayName
from advisor_desk.exchange.ptv.v11_form import Form

Localized = dict[str, str | None] | None
"""A text by language; an empty one stands for a translation that is missing."""


class Mail(Form):
    """An e-mail address."""

    email: str | None = None


class WebPage(Form):
    """A page."""

    name: str | None = None
    url: str | None = None
    type: str | None = None


class Phone(Form):
    """A telephone number; that of a domestic phone has no dial code and maybe no first zero."""

    number: str | None = None
    type: Literal["DomesticPhone", "InternationalPhone", "Sms", "Fax"] | None = None
    dial_code: str | None = None
    charge_type: Literal["Free", "Charged", "ExtraCharge"] | None = None
    charge_description: str | None = None
    additional_information: str | None = None


class Version(Form):
    """What a record says in one language: services, channels, connections, organisations."""

    name: str | None = None
    alternative_name: str | None = None
    summary: str | None = None
    description: str | None = None
    background_description: str | None = None
    user_instructions: str | None = None
    conditions: str | None = None
    freely_assigned_keywords: list[str] | None = None
    charge_type_additional_information: str | None = None
    processing_time_additional_information: str | None = None
    deadline_additional_information: str | None = None
    validity_time_additional_information: str | None = None
    processing_time: str | None = None
    deadline: str | None = None
    validity_time: str | None = None
    web_address: WebPage | None = None
    contact_web_pages: list[WebPage] | None = None
    contact_emails: list[Mail] | None = None
    support_emails: list[Mail] | None = None
    contact_phone_numbers: list[Phone] | None = None
    phone_numbers: list[Phone] | None = None
    support_phone_numbers: list[Phone] | None = None
    form_identifier: str | None = None
    form_files: list[WebPage] | None = None


Versions = dict[str, Version | None] | None


class Area(Form):
    """The area that is served."""

    area_type: Literal["WholeCountry", "WholeCountryExceptAland", "LimitedArea"]
    municipalities: list[str] | None = None
    regions: list[str] | None = None
    wellbeing_services_counties: list[str] | None = None


class Point(Form):
    """A point, in metres."""

    system: str | None = None
    easting: float | None = None
    northing: float | None = None


class StreetAddress(Form):
    """A street address; the municipality follows from the postal code."""

    street_name: Localized = None
    address_detail: str | None = None
    postal_code: str | None = None
    coordinates: list[Point] | Point | None = None
    additional_information: Localized = None


class OtherAddress(Form):
    """A place without a street."""

    postal_code: str | None = None
    coordinates: list[Point] | Point | None = None
    additional_information: Localized = None


class ForeignAddress(Form):
    """An address abroad."""

    address: Localized = None


class Addresses(Form):
    """Addresses by their form."""

    street_addresses: list[StreetAddress] | None = None
    other_addresses: list[OtherAddress] | None = None
    foreign_addresses: list[ForeignAddress] | None = None


OpeningStatus = Literal["Open", "OpenOnReservation", "Closed"]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Times(Form):
    """From when to when on a day; `HH:mm`."""

    start: str | None = None
    end: str | None = None
    opening_status: OpeningStatus = "Open"
    repetition: Literal["Weekly", "OddWeeks", "EvenWeeks"] = "Weekly"
    additional_information: Localized = None


class Day(Form):
    """A day of the week."""

    hours: list[Times] | None = None


class Week(Form):
    """The days that are told of."""

    monday: Day | None = None
    tuesday: Day | None = None
    wednesday: Day | None = None
    thursday: Day | None = None
    friday: Day | None = None
    saturday: Day | None = None
    sunday: Day | None = None


class Hours(Form):
    """A set of hours; generated clients add `ServiceHour` to the name of the type."""

    type: Literal[
        "WeeklyUntilFurtherNotice",
        "WeeklyDateRange",
        "ContinuousAlwaysValid",
        "ContinuousDateRange",
        "ContinuousWeekdaysUntilFurtherNotice",
        "ExceptionalDateRange",
        "WeeklyUntilFurtherNoticeServiceHour",
        "WeeklyDateRangeServiceHour",
        "ContinuousAlwaysValidServiceHour",
        "ContinuousDateRangeServiceHour",
        "ContinuousWeekdaysUntilFurtherNoticeServiceHour",
        "ExceptionalDateRangeServiceHour",
    ]
    opening_status: OpeningStatus = "Open"
    heading: Localized = None
    additional_information: Localized = None
    weekly_hours: Week | None = None
    from_date: str | None = None
    to_date: str | None = None
    from_time: str | None = None
    to_time: str | None = None
    from_day: Weekday | None = None
    to_day: Weekday | None = None


class Holiday(Form):
    """What holds on a named day."""

    holiday_name: HolidayName
    hours: list[Times] | None = None


class Repetition(Form):
    """In which years the holiday hours hold; all of them where none are named."""

    type: str | None = None
    years: list[int] | None = None


class HolidayHours(Form):
    """What holds on named days."""

    holidays: list[Holiday] | None = None
    repetition: Repetition | None = None


class ServiceHours(Form):
    """All hours of a channel or a connection."""

    hours: list[Hours] | None = None
    holiday_service_hours: HolidayHours | None = None


class Service(Form):
    """A service; its channels are in connections."""

    content_id: str
    organization_content_id: str | None = None
    general_description_content_id: str | None = None
    service_type: (
        Literal["Service", "ProfessionalQualification", "PermitOrOtherObligation"] | None
    ) = None
    charge_type: Literal["Free", "Charged"] | None = None
    service_languages: list[str] | None = None
    target_groups: list[str] | None = None
    life_events: list[str] | None = None
    service_classes: list[str] | None = None
    ontology_terms: list[str] | None = None
    area: Area | None = None
    language_versions: Versions = None
    published_at: str | None = None
    modified_at: str | None = None
    archived_at: str | None = None


ChannelType = Literal["EService", "TelephoneService", "PrintableForm", "ServiceLocation", "WebPage"]


class Channel(Form):
    """A channel of any type."""

    content_id: str
    organization_content_id: str | None = None
    service_channel_type: ChannelType | None = None
    channel_type: ChannelType | None = None
    type: ChannelType | None = None
    service_languages: list[str] | None = None
    language_versions: Versions = None
    location: Addresses | None = None
    contact_addresses: Addresses | None = None
    service_hours: ServiceHours | None = None
    archived_at: str | None = None


class Connection(Form):
    """How a channel serves one service."""

    service_content_id: str
    channel_content_id: str
    charge_type: Literal["Free", "Charged", "Other"] | None = None
    service_hours: ServiceHours | None = None
    contact_addresses: Addresses | list[StreetAddress] | None = None
    language_versions: Versions = None


class Organization(Form):
    """Who gives services."""

    content_id: str
    business_id: str | None = None
    organization_type: str | None = None
    language_versions: Versions = None


class GeneralDescription(Form):
    """A text written once for the services of all municipalities."""

    content_id: str
    charge_type: Literal["Free", "Charged"] | None = None
    target_groups: list[str] | None = None
    life_events: list[str] | None = None
    service_classes: list[str] | None = None
    ontology_terms: list[str] | None = None
    language_versions: Versions = None
