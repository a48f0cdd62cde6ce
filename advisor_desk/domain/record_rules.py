"""What is wrong with a record, and what could be better.

It is said while somebody types, and in the report on the quality of the directory. What is
wrong is an error; a warning is what only looks wrong, and what the guidance of the Digital and
Population Data Services Agency (DVV) for the national catalogue of services advises against.
Sentences are in the language of the interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal
from urllib.parse import urlsplit

from advisor_desk.domain.business_ids import is_business_id
from advisor_desk.domain.counties import PostalPlace
from advisor_desk.domain.directory import (
    Address,
    Channel,
    Email,
    Organization,
    Phone,
    Service,
    Source,
)
from advisor_desk.domain.opening import Hours
from advisor_desk.domain.phones import is_costly, verdict
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.domain.text_rules import LONGEST_TEXT, findings
from advisor_desk.i18n import LANGUAGE_NAMES, _

Severity = Literal["error", "warning"]

OLDEST: Final = 120
"""The highest age that a limit may name, in years."""
_POSTAL_CODE: Final = re.compile(r"\d{5}")
_PAGE_DATE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_YEARS: Final = re.compile(r"\d{4}-\d{4}")
_EMAIL: Final = re.compile(
    # As RFC 5321 has it in practice: no quoted names, no address numbers as hosts.
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,}",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field of a record.

    Attributes:
        field: name of the field of the service, or of the organisation.
        severity: an error keeps a person from saving what they made of the record.
        sentence: what is wrong and how to mend it.
        rule: which rule it is, for counting.
        language: of the text it is about, or empty.
        position: of the phone, e-mail address or channel it is about, or -1.
    """

    field: str
    severity: Severity
    sentence: str
    rule: str
    language: Language | Literal[""] = ""
    position: int = -1


def problems(
    service: Service, places: Mapping[str, PostalPlace], today: date
) -> tuple[Problem, ...]:
    """Return what is wrong with a service, in the order of its fields.

    Args:
        service: the record.
        places: the postal codes of Finland; where there are none, codes are not looked up.
        today: the local day, for hours that have ended.
    """
    return tuple(_all_problems(service, places, today))


def _all_problems(
    service: Service, places: Mapping[str, PostalPlace], today: date
) -> Iterator[Problem]:
    yield from _names(service)
    yield from _texts(service)
    yield from _area(service)
    yield from _reachable(service)
    yield from _address(service.address, places, "address")
    yield from _phones(service.phones, bool(service.price_note), "phones")
    yield from _emails(service.emails, "emails")
    yield from url_problems(service.website, "website")
    yield from _hours(service.hours, today, "hours")
    yield from _ages(service)
    yield from _sources(service.sources)
    if not service.languages:
        yield Problem(
            "languages",
            "warning",
            _("No language is named in which people are served."),
            "languages-missing",
        )
    for position, channel in enumerate(service.channels):
        for problem in _channel(channel, places, today):
            yield Problem(
                "channels",
                problem.severity,
                problem.sentence,
                problem.rule,
                problem.language,
                position,
            )


def organization_problems(organization: Organization) -> tuple[Problem, ...]:
    """Return what is wrong with an organisation."""
    found: list[Problem] = []
    if not organization.name:
        sentence = _("The name is missing: give it in one language at least.")
        found.append(Problem("name", "error", sentence, "name-missing"))
    if organization.business_id and not is_business_id(organization.business_id):
        found.append(
            Problem(
                "business_id",
                "error",
                _("{business_id} is no business ID: the check digit does not fit.").format(
                    business_id=organization.business_id
                ),
                "business-id-invalid",
            )
        )
    found += url_problems(organization.website, "website")
    if organization.email:
        found += _emails((Email(organization.email),), "email")
    if organization.phone:
        found += _phones((Phone(organization.phone, ""),), True, "phone")
    found += _text("description", organization.description, organization.name, 2500)
    return tuple(found)


def errors_since(before: tuple[Problem, ...], after: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the errors that were not there before.

    Those that were do not hold up the mending of something else.
    """
    old = {(problem.field, problem.rule, problem.sentence) for problem in before}
    return tuple(
        problem
        for problem in after
        if problem.severity == "error"
        and (problem.field, problem.rule, problem.sentence) not in old
    )


def _names(service: Service) -> Iterator[Problem]:
    if not service.name:
        yield Problem(
            "name",
            "error",
            _("The name is missing: give it in one language at least."),
            "name-missing",
        )
        return
    for tag in LANGUAGES:
        if service.description.get(tag) and not service.name.get(tag):
            yield Problem(
                "name",
                "warning",
                _("There is a description in {language}, but no name.").format(
                    language=LANGUAGE_NAMES[tag]
                ),
                "name-language",
                tag,
            )


def _texts(service: Service) -> Iterator[Problem]:
    if not service.description:
        sentence = _("There is no description: say what one gets here.")
        yield Problem("description", "warning", sentence, "description-missing")
    for tag in LANGUAGES:
        if service.name.get(tag) and service.description and not service.description.get(tag):
            yield Problem(
                "description",
                "warning",
                _("There is a name in {language}, but no description.").format(
                    language=LANGUAGE_NAMES[tag]
                ),
                "description-language",
                tag,
            )
    for field in ("description", "eligibility", "how_to_apply"):
        yield from _text(field, getattr(service, field), service.name)


def _text(
    field: str, text: LocalText, name: LocalText, longest: int = LONGEST_TEXT
) -> Iterator[Problem]:
    for found in findings(text, name, longest):
        yield Problem(field, "warning", found.sentence, found.rule, found.language)


def _area(service: Service) -> Iterator[Problem]:
    if not (service.nationwide or service.municipalities or service.areas):
        yield Problem(
            "municipalities",
            "warning",
            _("It is not said whom this serves: choose municipalities or all of Finland."),
            "area-missing",
        )


def _reachable(service: Service) -> Iterator[Problem]:
    contacts = (service.phones, service.emails, service.website, service.channels)
    if not (any(contacts) or service.address):
        yield Problem(
            "phones",
            "warning",
            _("There is no way to reach this: no phone, e-mail, web page or address."),
            "contact-missing",
        )


def _address(address: Address, places: Mapping[str, PostalPlace], field: str) -> Iterator[Problem]:
    code, city = address.postal_code, address.city
    if code and not _POSTAL_CODE.fullmatch(code):
        sentence = _("{code} is no postal code: it has five digits.").format(code=code)
        yield Problem(field, "error", sentence, "postal-code-form")
    elif code and places:
        yield from _postal_place(code, city, places, field)
    if (code or city) and not address.street:
        sentence = _("The address has no street.")
        yield Problem(field, "warning", sentence, "street-missing")


def _postal_place(
    code: str, city: str, places: Mapping[str, PostalPlace], field: str
) -> Iterator[Problem]:
    place = places.get(code)
    if place is None:
        sentence = _("The postal code {code} is not known: check it.").format(code=code)
        yield Problem(field, "warning", sentence, "postal-code-unknown")
    elif city and not place.is_called(city):
        yield Problem(
            field,
            "warning",
            _("The postal code {code} belongs to {place}, not to {city}.").format(
                code=code, place=place.office.pick("fi"), city=city
            ),
            "postal-code-city",
        )


def _phones(phones: tuple[Phone, ...], priced: bool, field: str) -> Iterator[Problem]:
    for position, phone in enumerate(phones):
        found = verdict(phone.number)
        if found == "invalid":
            yield Problem(
                field,
                "error",
                _("{number} is no telephone number: write digits, with + before a country.").format(
                    number=phone.number or "–"
                ),
                "phone-invalid",
                position=position,
            )
        elif found == "doubtful":
            yield Problem(
                field,
                "warning",
                _("There seems to be no number like {number}: check it.").format(
                    number=phone.number
                ),
                "phone-doubtful",
                position=position,
            )
        if is_costly(phone.number) and not (priced or phone.label):
            yield Problem(
                field,
                "warning",
                _("A call to {number} costs extra: say what it costs.").format(number=phone.number),
                "phone-price",
                position=position,
            )
        if len(phones) > 1 and not phone.label:
            yield Problem(
                field,
                "warning",
                _("There are several numbers: say what {number} is for.").format(
                    number=phone.number
                ),
                "phone-label",
                position=position,
            )


def _emails(emails: tuple[Email, ...], field: str) -> Iterator[Problem]:
    for position, email in enumerate(emails):
        if not _EMAIL.fullmatch(email.address) or ".." in email.address:
            yield Problem(
                field,
                "error",
                _("{address} is no e-mail address.").format(address=email.address or "–"),
                "email-invalid",
                position=position,
            )


def url_problems(url: str, field: str) -> tuple[Problem, ...]:
    """Return what is wrong with a web address; an empty one is all right."""
    if not url or _is_url(url):
        return ()
    sentence = _("{url} is no web address: it begins with https:// or http://.").format(url=url)
    return (Problem(field, "error", sentence, "url-invalid"),)


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = not re.search(r"[\s<>\"\\]", url)
    return plain and parts.scheme in ("http", "https") and "." in host.strip(".")


def _hours(hours: Hours | None, today: date, field: str) -> Iterator[Problem]:
    sets = hours.sets if hours else ()
    for one in sets:
        if one.kind == "exception" and not (one.first or one.last):
            sentence = _("Exceptional hours have no dates: say from when to when they hold.")
            yield Problem(field, "warning", sentence, "hours-undated")
        elif one.last and one.last < today:
            yield Problem(
                field,
                "warning",
                _("Hours that have ended are still in the record: take them out."),
                "hours-ended",
            )
    if any(one.kind == "exception" and not (one.heading or one.text) for one in sets):
        sentence = _("Exceptional hours have no title: say what the exception is.")
        yield Problem(field, "warning", sentence, "hours-untitled")


def _ages(service: Service) -> Iterator[Problem]:
    low, high = service.minimum_age, service.maximum_age
    for field, age in (("minimum_age", low), ("maximum_age", high)):
        if age is not None and not 0 <= age <= OLDEST:
            sentence = _("An age is a number from 0 to {limit}.").format(limit=OLDEST)
            yield Problem(field, "error", sentence, "age-range")
    if low is not None and high is not None and low > high:
        sentence = _("The lowest age is above the highest.")
        yield Problem("maximum_age", "error", sentence, "age-order")


def _sources(sources: tuple[Source, ...]) -> Iterator[Problem]:
    for position, source in enumerate(sources):
        found = list(url_problems(source.url, "sources"))
        if not source.title:
            sentence = _("A source has no title: say which page or publication it is.")
            found.append(Problem("sources", "error", sentence, "source-title"))
        if source.page_date and not _is_page_date(source.page_date):
            sentence = _("{date} is no date of a page: write it such as 27.9.2025, 9/2025 or 2025.")
            told = sentence.format(date=source.page_date)
            found.append(Problem("sources", "error", told, "source-date"))
        for problem in found:
            yield replace(problem, position=position)


def _is_page_date(text: str) -> bool:
    """Tell whether a text is an ISO day, month or year, or the years of a span."""
    if _YEARS.fullmatch(text):
        return True
    if not _PAGE_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _channel(channel: Channel, places: Mapping[str, PostalPlace], today: date) -> Iterator[Problem]:
    yield from _address(channel.address, places, "channels")
    if channel.kind == "place" and not channel.address:
        sentence = _("The office has no address.")
        yield Problem("channels", "warning", sentence, "street-missing")
    yield from _phones(channel.phones, False, "channels")
    yield from _emails(channel.emails, "channels")
    for url in channel.url.all():
        yield from url_problems(url, "channels")
    yield from _hours(channel.hours, today, "channels")
    yield from _text("channels", channel.description, channel.name)
