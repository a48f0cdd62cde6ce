"""Makes services of the records of the service map (TPR).

A service (`description`) and an errand (`errandservice`) come as `{id, fi, sv, en}`, each
language a whole record or an empty list; a unit comes flat, with `_fi`, `_sv`, `_en` behind the
names. What is the same in all languages is taken from the first that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from advisor_desk.domain.directory import (
    Address,
    Channel,
    ChannelKind,
    Email,
    ForeignCode,
    Kind,
    Organization,
    Phone,
    Service,
    Source,
)
from advisor_desk.domain.ids import foreign_id
from advisor_desk.domain.opening_words import read_words
from advisor_desk.domain.phones import dial
from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.exchange import cleaning
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.topic_rules import TopicRules
from advisor_desk.i18n import _

Family = Literal["service", "errand", "unit"]

_ORGANIZATION: Final = Organization(
    "",
    LocalText("Helsingin kaupunki", "Helsingfors stad", "City of Helsinki"),
    business_id="0201256-6",
    website="https://www.hel.fi",
)
_TITLES: Final[dict[Family, str]] = {"service": "title", "errand": "name", "unit": "name"}
_CHANNEL_KINDS: Final[dict[str, ChannelKind]] = {
    "TELEPHONE": "phone",
    "EMAIL": "email",
    "CHAT": "chat",
    "ESERVICE": "e-service",
    "WEBPAGE": "web",
    "PRINTABLE_FORM": "form",
    "FORM": "form",
    "LOCAL": "place",
    "MAIL": "place",
    "SMS": "phone",
}
_KINDS: Final[dict[str, Kind]] = {
    "work": "employment",
    "family": "education",
    "integration": "education",
    "health": "health",
    "housing": "housing",
    "rights": "legal",
}
"""Kinds of service by the group of the main topic; others are those of an authority."""
_HELSINKI_CODES: Final = {
    "IMMIGRANTS": "integration",
    "LOSING_JOB": "job-search",
}
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FREE: Final = re.compile(r"\b(?:maksuton|maksutonta|ilmainen|avgiftsfri|gratis|free)\b", re.I)
_LONGEST_LIST: Final = 2000
_BIGGEST_ID: Final = 10**12


class BadField(ValueError):
    """A field of a record is not of its form.

    Attributes:
        field: its path.
        problem: a whole sentence.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


def family(value: object) -> Family | Literal[""]:
    """Return what a record is of, or an empty string."""
    if not isinstance(value, dict) or "id" not in value:
        return ""
    halves = [value[tag] for tag in LANGUAGES if isinstance(value.get(tag), dict)]
    if halves:
        errand = any("channels" in half or "name" in half for half in halves)
        return "errand" if errand else "service"
    if any(isinstance(value.get(tag), list) for tag in LANGUAGES):
        return "service"  # an empty shell
    return "unit" if any(f"name_{tag}" in value for tag in LANGUAGES) else ""


def title_of(kind: Family) -> str:
    """Return the name of the field that holds the name."""
    return _TITLES[kind]


def external_id(value: Mapping[str, Any], kind: Family) -> str:
    """Return the id of a record, told apart from those of other kinds.

    Raises:
        BadField: it has none.
    """
    number = value.get("id")
    whole = isinstance(number, int) and not isinstance(number, bool)
    if not whole or not 0 <= int(number or 0) < _BIGGEST_ID:
        raise BadField("id", _("It is not a whole number."))
    return f"{kind}:{number}"


def is_empty(value: Mapping[str, Any], kind: Family) -> bool:
    """Tell whether a record is a shell: no language has anything in it."""
    return kind != "unit" and not any(value.get(tag) for tag in LANGUAGES)


def linked_ids(value: Mapping[str, Any], name: str) -> list[int]:
    """Return the numbers of other records that a service names."""
    for half in _halves(value):
        found = half.get(name)
        if isinstance(found, list):
            return [one for one in found[:_LONGEST_LIST] if isinstance(one, int)]
    return []


def _halves(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the record in each language in which it is there."""
    return [half for tag in LANGUAGES if isinstance(half := value.get(tag), dict)]


def _local(value: Mapping[str, Any], name: str) -> LocalText:
    """Return a text of a record in all languages."""
    found = {
        tag: cleaning.text(_checked(half, name, f"{tag}.{name}"))
        for tag in LANGUAGES
        if isinstance(half := value.get(tag), dict)
    }
    return LocalText(**found)


def _checked(half: Mapping[str, Any], name: str, path: str) -> str:
    """Return a text, empty where it is missing.

    Raises:
        BadField: there is something else than a text.
    """
    found = half.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise BadField(path, _("It is not a text."))
    return found


def _first(value: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list of a record from the first language that has it.

    Raises:
        BadField: there is something else than a list.
    """
    for half in _halves(value):
        found = half.get(name)
        if found is not None and not isinstance(found, list):
            raise BadField(name, _("It is not a list."))
        if found:
            return found[:_LONGEST_LIST]
    return []


def _words(value: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the short texts of a list, each once."""
    return tuple(
        dict.fromkeys(line for one in _first(value, name) if (line := cleaning.line(one, 100)))
    )


def _languages(found: list[Any]) -> tuple[str, ...]:
    """Return tags of languages, ours first: the source has them by the alphabet."""
    tags = dict.fromkeys(one for one in found if isinstance(one, str) and _LANGUAGE.fullmatch(one))
    return (*(tag for tag in LANGUAGES if tag in tags), *(t for t in tags if t not in LANGUAGES))


def joined(*texts: LocalText) -> LocalText:
    """Return texts one below the other, language by language, each once."""
    return LocalText(
        *("\n\n".join(dict.fromkeys(filter(None, parts))) for parts in zip(*texts, strict=True))
    )


class Maker:
    """Makes services of the records of one import."""

    def __init__(self, options: ReaderOptions, rules: TopicRules) -> None:
        self.catalogue = options.catalogue
        self._municipality = options.municipality
        self._rules = rules
        key = foreign_id(self.catalogue.id, "organization", "helsinki")
        self.organization = Organization(
            key,
            _ORGANIZATION.name,
            business_id=_ORGANIZATION.business_id,
            website=_ORGANIZATION.website,
        )

    def service(self, value: Mapping[str, Any], kind: Family) -> Service:
        """Return a record as a service of ours.

        Raises:
            BadField: a field is not of its form.
        """
        key = foreign_id(self.catalogue.id, "service", external_id(value, kind))
        if kind == "unit":
            return self._unit(value, key)
        return self._described(value, kind, key)

    def _described(self, value: Mapping[str, Any], kind: Family, key: str) -> Service:
        name = _local(value, _TITLES[kind])
        links = list(_links(value))
        codes = tuple(_codes(value))
        errand = kind == "errand"
        description = _local(value, "description" if errand else "description_long")
        if not errand:
            description = _with_summary(_local(value, "description_short"), description)
        costs = _local(value, "costs")
        hours_text = _hours_text(value)
        topics = self._topics(name, codes)
        return Service(
            id=key,
            kind=self._kind(value, topics),
            name=_single_line(name),
            other_names=_other_names(_local(value, "name_synonyms")),
            description=description,
            organization=self.organization.id,
            municipalities=(self._municipality,) if self._municipality else (),
            eligibility=_local(value, "prerequisites"),
            how_to_apply=joined(
                _local(value, "process_description"), _local(value, "processing_time")
            ),
            note=joined(_local(value, "information"), _local(value, "expiration_time")),
            price_note=costs,
            price_free=True if any(map(_FREE.search, costs)) else None,
            website=links[0].url if links else "",
            sources=tuple(links),
            hours=read_words([hours_text] if hours_text else []),
            hours_text=hours_text,
            languages=_languages(_first(value, "provided_languages")),
            codes=codes,
            topics=topics,
            channels=errand_channels(value, self) if errand else (),
        )

    def _unit(self, value: Mapping[str, Any], key: str) -> Service:
        place = unit_channel(value, self)
        topics = self._topics(place.name, ())
        return Service(
            id=key,
            kind=self._kind(value, topics),
            name=place.name,
            description=_with_summary(_flat(value, "short_desc"), _flat(value, "desc")),
            organization=self.organization.id,
            municipalities=self._unit_municipality(value),
            address=place.address,
            phones=place.phones,
            emails=place.emails,
            website=next(iter(place.url.all()), ""),
            hours=place.hours,
            hours_text=place.hours_text,
            languages=place.languages,
            topics=topics,
        )

    def _unit_municipality(self, value: Mapping[str, Any]) -> tuple[str, ...]:
        number = value.get("arealcity_id")
        if isinstance(number, int) and 0 < number < 1000:
            return (f"{number:03}",)
        return (self._municipality,) if self._municipality else ()

    def _topics(self, name: LocalText, codes: tuple[ForeignCode, ...]) -> tuple[str, ...]:
        found = list(self._rules.topics(codes, name))
        found += [_HELSINKI_CODES[code.code] for code in codes if code.code in _HELSINKI_CODES]
        return tuple(dict.fromkeys(found))[:3] or ("other-topic",)

    def _kind(self, value: Mapping[str, Any], topics: tuple[str, ...]) -> Kind:
        if any(half.get("type") in ("ADVICE", "INFORMATION_SERVICE") for half in _halves(value)):
            return "advice-point"
        return _KINDS.get(_GROUPS.get(topics[0], topics[0]), "authority")


_GROUPS: Final = {
    **dict.fromkeys(("job-search", "employment-services", "rights-at-work"), "work"),
    **dict.fromkeys(("starting-business", "recognition"), "work"),
    **dict.fromkeys(("language-courses", "civic-orientation"), "integration"),
    **dict.fromkeys(("day-care", "basic-education", "further-education"), "family"),
    **dict.fromkeys(("health-services", "mental-health"), "health"),
    **dict.fromkeys(("finding-home", "housing-allowance", "housing-problem"), "housing"),
    **dict.fromkeys(("legal-aid", "violence", "discrimination", "consumer"), "rights"),
}


def _with_summary(summary: LocalText, text: LocalText) -> LocalText:
    """Return the long text, the short one before it where that says something else."""
    return LocalText(
        *(
            long if not short or long.startswith(short) else f"{short}\n\n{long}".strip()
            for short, long in zip(summary, text, strict=True)
        )
    )


def _single_line(name: LocalText) -> LocalText:
    return LocalText(*(cleaning.line(part, 300) for part in name))


def _other_names(synonyms: LocalText) -> LocalText:
    """Return what a service is called as well, a line for each name."""
    return LocalText(
        *("\n".join(filter(None, map(str.strip, re.split(r"[,;\n]", part)))) for part in synonyms)
    )


def _hours_text(value: Mapping[str, Any]) -> LocalText:
    """Return what a record says of its hours: the list, or else the summary."""
    listed: dict[str, str] = {}
    for tag in LANGUAGES:
        half = value.get(tag)
        found = half.get("availabilities") if isinstance(half, dict) else None
        parts = (
            cleaning.line(one.get("availability_string"))
            for one in (found if isinstance(found, list) else ())
            if isinstance(one, dict)
        )
        listed[tag] = "\n".join(filter(None, parts))
    summary = _local(value, "availability_summary")
    return LocalText(*(a or b for a, b in zip(LocalText(**listed), summary, strict=True)))


def _links(value: Mapping[str, Any]) -> Iterator[Source]:
    met: set[str] = set()
    for half in _halves(value):
        found = half.get("links")
        for one in found if isinstance(found, list) else ():
            url = cleaning.web_address(one.get("url")) if isinstance(one, dict) else ""
            if url and url not in met:
                met.add(url)
                yield Source(cleaning.line(one.get("title"), 300) or url, url)


def _codes(value: Mapping[str, Any]) -> Iterator[ForeignCode]:
    for scheme, name in (
        ("tpr-target-group", "target_groups"),
        ("tpr-life-event", "life_events"),
    ):
        for code in _words(value, name):
            yield ForeignCode(scheme, code)
    for half in _halves(value):
        if code := cleaning.line(half.get("general_description_id"), 100):
            yield ForeignCode("ptv-general-description", code)
            return


def errand_channels(value: Mapping[str, Any], maker: Maker) -> tuple[Channel, ...]:
    """Return the channels of an errand service, their languages put together by their ids.

    Raises:
        BadField: a channel is not of its form.
    """
    by_id: dict[int, dict[str, Mapping[str, Any]]] = {}
    for tag in LANGUAGES:
        half = value.get(tag)
        found = half.get("channels") if isinstance(half, dict) else None
        if found is not None and not isinstance(found, list):
            raise BadField(f"{tag}.channels", _("It is not a list."))
        for one in found or ():
            number = one.get("id") if isinstance(one, dict) else None
            if not isinstance(number, int) or abs(number) >= _BIGGEST_ID:
                raise BadField(f"{tag}.channels.id", _("It is not a whole number."))
            by_id.setdefault(number, {})[tag] = one
    return tuple(_channel(number, parts, maker) for number, parts in by_id.items())


def _channel(number: int, value: Mapping[str, Mapping[str, Any]], maker: Maker) -> Channel:
    halves = _halves(value)
    kind = next((_CHANNEL_KINDS.get(str(half.get("type"))) for half in halves), None) or "web"
    hours_text = _hours_text(value)
    links = {tag: next(iter(_links({tag: half})), None) for tag, half in value.items()}
    return Channel(
        id=foreign_id(maker.catalogue.id, "channel", f"errand:{number}"),
        kind=kind,
        name=_single_line(_local(value, "name")),
        description=joined(
            _local(value, "information"),
            _local(value, "prerequisites"),
            _local(value, "process_description"),
        ),
        organization=maker.organization.id,
        address=_channel_address(value),
        phones=_phones(halves, _local(value, "call_charge_info")),
        emails=tuple(_emails(halves)),
        url=LocalText(**{tag: link.url for tag, link in links.items() if link}),
        hours=read_words([hours_text] if hours_text else []),
        hours_text=hours_text,
        languages=_languages(_first(value, "provided_languages")),
    )


def _channel_address(value: Mapping[str, Mapping[str, Any]]) -> Address:
    halves = _halves(value)

    def first(name: str) -> str:
        return next((found for half in halves if (found := cleaning.line(half.get(name)))), "")

    return Address(
        street=_single_line(_local(value, "personal_service_street_addr")),
        postal_code=first("personal_service_postal_code"),
        city=first("personal_service_city"),
    )


def _phones(halves: list[Mapping[str, Any]], label: LocalText) -> tuple[Phone, ...]:
    numbers = (number for half in halves for number in cleaning.phone_numbers(half.get("phone")))
    by_dial: dict[str, Phone] = {}
    for number in numbers:
        digits = dial(number) or re.sub(r"[^\d+]", "", number)
        by_dial.setdefault(digits, Phone(number, digits, label))
    return tuple(by_dial.values())


def _emails(halves: list[Mapping[str, Any]]) -> Iterator[Email]:
    met: set[str] = set()
    for half in halves:
        for part in re.split(r"[,;\s]+", cleaning.text(half.get("email"), 1000)):
            address = cleaning.mail_address(part)
            if address and address not in met:
                met.add(address)
                yield Email(address)


def _flat(value: Mapping[str, Any], name: str) -> LocalText:
    """Return a text of a unit in all languages.

    Raises:
        BadField: there is something else than a text.
    """
    return LocalText(
        *(cleaning.text(_checked(value, f"{name}_{tag}", f"{name}_{tag}")) for tag in LANGUAGES)
    )


def unit_channel(value: Mapping[str, Any], maker: Maker) -> Channel:
    """Return a unit as a place.

    Raises:
        BadField: a field is not of its form.
    """
    hours_text = _unit_hours(value)
    languages = value.get("provided_languages")
    urls = {tag: cleaning.web_address(value.get(f"www_{tag}")) for tag in LANGUAGES}
    return Channel(
        id=foreign_id(maker.catalogue.id, "channel", external_id(value, "unit")),
        kind="place",
        name=_single_line(_flat(value, "name")),
        description=_flat(value, "short_desc"),
        organization=maker.organization.id,
        address=_unit_address(value),
        phones=_phones([value], _flat(value, "call_charge_info")),
        emails=tuple(_emails([value])),
        url=LocalText(**urls),
        hours=read_words(hours_text),
        hours_text=joined(*hours_text) if hours_text else LocalText(),
        languages=_languages(languages if isinstance(languages, list) else []),
    )


def _unit_address(value: Mapping[str, Any]) -> Address:
    latitude, longitude = (
        cleaning.number(value.get("latitude")),
        cleaning.number(value.get("longitude")),
    )
    known = latitude is not None and longitude is not None
    inside = known and 59 <= (latitude or 0) <= 71 and 19 <= (longitude or 0) <= 32
    return Address(
        street=_single_line(_flat(value, "street_address")),
        postal_code=cleaning.line(value.get("address_zip"), 20),
        city=cleaning.line(value.get("address_city_fi"), 100),
        latitude=latitude if inside else None,
        longitude=longitude if inside else None,
    )


def _unit_hours(value: Mapping[str, Any]) -> list[LocalText]:
    """Return the opening hours of a unit as texts; they stand among its connections."""
    connections = value.get("connections")
    return [
        text
        for one in (connections if isinstance(connections, list) else ())
        if isinstance(one, dict) and one.get("section_type") == "OPENING_HOURS"
        if (text := _flat(one, "name"))
    ]
