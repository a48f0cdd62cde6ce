"""Full service records of HSDS 3.0 as services of ours; the way back of `to_hsds.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar, get_args

from msgspec import MsgspecError, json

from advisor_desk.domain.directory import (
    CHANNEL_KINDS,
    KINDS,
    Address,
    Area,
    AreaKind,
    Channel,
    Confidence,
    Email,
    ForeignCode,
    Organization,
    Phone,
    Service,
    Source,
    Status,
)
from advisor_desk.domain.ids import foreign_id
from advisor_desk.domain.imports import Catalogue
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.exchange import cleaning
from advisor_desk.exchange.hsds.rows import BadRecord, Found
from advisor_desk.exchange.hsds.schedules import hours_of
from advisor_desk.exchange.hsds.to_hsds import NO_ORGANIZATION, TOPICS, dialled
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.i18n import _

_T = TypeVar("_T")
_STATUS: Final[Mapping[str, Status]] = {
    "active": "listed",
    "temporarily closed": "listed",
    "inactive": "withdrawn",
    "defunct": "closed",
}
_AREA_KINDS: Final[tuple[AreaKind, ...]] = get_args(AreaKind)
_CONFIDENCES: Final[tuple[Confidence, ...]] = get_args(Confidence)
_EVERYWHERE: Final = frozenset({"fi", "finland", "suomi", "whole of finland", "koko suomi"})


def take_service(record: object, options: ReaderOptions) -> tuple[Service, Organization | None]:
    """Return a service, and who gives it if the record says so.

    Args:
        record: as JSON has it; anything may be in it.
        options: the catalogue, and what holds for records of other programs: the language of
            their texts, and the municipality of those that name no area.

    Raises:
        BadRecord: it is not in the form of HSDS; field and problem are named.
    """
    assumed: Language = next((tag for tag in LANGUAGES if tag == options.language), "en")
    row = Found(record, "", assumed)
    stated = row.mark("language")
    row = Found(record, "", next((tag for tag in LANGUAGES if tag == stated), assumed))
    giver = row.child("organization")
    if giver is None:
        key = _foreign_organization(row.string("organization_id"), options)
        return _service(row, key, options), None
    organization = _organization(giver, options)
    service = _service(row, organization.id if organization else "", options)
    return service, organization if organization and organization.name else None


def _service(row: Found, organization: str, options: ReaderOptions) -> Service:
    key = row.id_of(options.catalogue.id, "service")
    name = row.text("name")
    if not name and not row.own:
        raise BadRecord("name", _("The service has no name."))
    hours, hours_text = hours_of(row.children("schedules"))
    outdated = row.mark("possibly-outdated") == "true"
    areas, municipalities, nationwide, region = _areas(row, options)
    spoken, interpreted, written = _languages(row)
    return Service(
        id=key,
        kind=next((kind for kind in KINDS if kind == row.mark("kind")), "other"),
        name=name,
        organization=organization,
        other_names=row.text("alternate_name"),
        description=row.text("description"),
        municipalities=municipalities,
        nationwide=nationwide,
        region=region,
        areas=areas,
        address=_own_address(row),
        phones=_phones(row),
        emails=_emails(row),
        website=row.link("url"),
        hours=hours,
        hours_text=hours_text,
        languages=spoken,
        interpreted=interpreted,
        written=written,
        eligibility=row.text("eligibility_description"),
        minimum_age=row.number("minimum_age"),
        maximum_age=row.number("maximum_age"),
        bring=_documents(row),
        how_to_apply=row.text("application_process"),
        price_free=_free(row),
        price_note=row.text("fees_description"),
        topics=tuple(code for taxonomy, code, _name, _v in row.classes if taxonomy == TOPICS),
        codes=_codes(row),
        channels=tuple(_channels(row, options)),
        sources=tuple(_sources(row)),
        confidence=next((c for c in _CONFIDENCES if c == row.mark("confidence")), "medium"),
        possibly_outdated=outdated,
        outdated_note=row.text("", "outdated_note"),
        unverified_fields=tuple(row.marks("unverified-field")),
        note=_note(row, outdated=outdated),
        status=_status(row),
    )


def _status(row: Found) -> Status:
    text = row.string("status").strip().lower()
    if not text:
        raise BadRecord("status", _("The record has no status: it is no service."))
    if text not in _STATUS:
        raise BadRecord(
            "status",
            _("“{value}” is none of {choices}.").format(
                value=text[:40], choices=", ".join(_STATUS)
            ),
        )
    return _STATUS[text]


def _note(row: Found, *, outdated: bool) -> LocalText:
    """Return the remark; for records of others with what has no field of its own here."""
    if row.own:
        return row.text("" if outdated else "alert", "note")
    parts = [row.string("alert"), row.string("interpretation_services")]
    if row.string("status").strip().lower() == "temporarily closed":
        parts.insert(0, _("Temporarily closed."))
    return LocalText(**{row.language: "\n".join(filter(None, parts))})


def _sources(row: Found) -> Iterator[Source]:
    """Yield the sources, and the catalogues whose licence asks to be named."""
    for value in row.raw_marks("source"):
        source = _decoded(value, Source)
        title, url = cleaning.line(source.title), cleaning.web_address(source.url)
        yield Source(title, url, cleaning.line(source.page_date), source.official)
    for value in row.raw_marks("catalogue"):
        catalogue = _decoded(value, Catalogue)
        parts = (catalogue.attribution or catalogue.name, catalogue.licence)
        title = cleaning.line(" · ".join(filter(None, parts)))
        yield Source(title, cleaning.web_address(catalogue.url))


def _decoded(value: str, kind: type[_T]) -> _T:
    try:
        return json.decode(value, type=kind)
    except MsgspecError as error:
        raise BadRecord("attributes", str(error)) from error


def _codes(row: Found) -> tuple[ForeignCode, ...]:
    return tuple(
        ForeignCode(taxonomy, code, value if row.own else value or name)
        for taxonomy, code, name, value in row.classes
        if taxonomy != TOPICS and code
    )


def _free(row: Found) -> bool | None:
    """Return whether it is free, from the mark of ours or from the amounts."""
    costs = list(row.children("cost_options"))
    marks = [cost.mark("free") for cost in costs if cost.mark("free")]
    if marks:
        return marks[0] == "true"
    amounts = [amount for cost in costs if (amount := cost.number("amount")) is not None]
    return not any(amounts) if amounts else None


def _documents(row: Found) -> LocalText:
    lines = [document.string("document") for document in row.children("required_documents")]
    text = row.text("", "bring")
    used = row.mark("bring.language") or row.language
    return text._replace(**{used: "\n".join(lines)}) if used in LANGUAGES else text


def _languages(row: Found) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the tags that are spoken, interpreted and written."""
    found: dict[str, list[str]] = {"": [], "interpreter": [], "written": []}
    for language in row.children("languages"):
        found.get(language.mark("mode"), found[""]).append(_tag(language))
    spoken, interpreted, written = (tuple(filter(None, tags)) for tags in found.values())
    return spoken, interpreted, written


def _tag(language: Found) -> str:
    """Return the tag of a language; its name in the record where it has no code."""
    return (language.string("code") or language.string("name")).strip()


def _phones(row: Found) -> tuple[Phone, ...]:
    """Return the telephone numbers of a record; fax machines are left out."""
    return tuple(
        _phone(phone)
        for phone in row.children("phones")
        if phone.string("type").strip().lower() not in ("fax", "pager")
    )


def _phone(row: Found) -> Phone:
    number = row.string("number").strip("\"' ")
    if not number:
        raise BadRecord(row.where("number"), _("The telephone number is missing."))
    dial = row.mark("dial")
    extension = row.string("extension")
    label = row.text("description")
    return Phone(
        number=f"{number} / {extension}" if extension else number,
        dial={"": dialled(number), "-": ""}.get(dial, dial),
        label=label,
        hours=row.text("", "hours"),
        languages=tuple(filter(None, map(_tag, row.children("languages")))),
    )


def _emails(row: Found) -> tuple[Email, ...]:
    """Return the addresses of the contacts, and that of the record itself if it is another."""
    found: list[Email] = []
    for contact in row.children("contacts"):
        address = contact.email("email")
        if address:
            found.append(Email(address, contact.text("title")))
    alone = row.email("email")
    if alone and alone not in (email.address for email in found):
        found.insert(0, Email(alone))
    return tuple(found)


def _areas(
    row: Found, options: ReaderOptions
) -> tuple[tuple[Area, ...], tuple[str, ...], bool, str]:
    """Return areas, municipalities, whether it serves all of Finland, and other words."""
    areas: list[Area] = []
    municipalities: list[str] = []
    words: list[str] = []
    nationwide = False
    for area in row.children("service_areas"):
        kind = area.string("extent_type").removeprefix("fi-")
        extent, name = area.string("extent"), area.string("name")
        known_kind = next((one for one in _AREA_KINDS if one == kind), None)
        if kind == "nationwide" or name.strip().casefold() in _EVERYWHERE:
            nationwide = True
        elif known_kind:
            areas.append(Area(known_kind, extent))
        elif kind == "municipality":
            municipalities.append(extent)
        else:
            words.append(name or area.string("description"))
    region = row.mark("region") or ", ".join(filter(None, words))
    if options.municipality and not (row.own or areas or municipalities or nationwide):
        municipalities.append(options.municipality)
    return tuple(areas), tuple(dict.fromkeys(municipalities)), nationwide, region


def _own_address(row: Found) -> Address:
    for connection in row.children("service_at_locations"):
        place = connection.child("location")
        if place is not None and place.mark("kind") == "address":
            return _address(place)
    return Address()


def _address(place: Found) -> Address:
    """Return the visiting address of a location; a postal one only if there is no other."""
    rows = list(place.children("addresses"))
    rows.sort(key=_is_postal)
    found = Address(
        access=place.text("transportation"),
        latitude=place.number("latitude"),
        longitude=place.number("longitude"),
    )
    if not rows:
        return found
    row = rows[0]
    street = row.text("address_1")
    second = row.string("address_2")
    if second:
        street = street._replace(**{row.language: f"{street.get(row.language)}, {second}"})
    return Address(
        street,
        row.string("postal_code"),
        row.string("city"),
        found.access,
        found.latitude,
        found.longitude,
    )


def _is_postal(row: Found) -> bool:
    return row.string("address_type") == "postal"


def _channels(row: Found, options: ReaderOptions) -> Iterator[Channel]:
    for connection in row.children("service_at_locations"):
        place = connection.child("location")
        if place is not None and place.mark("kind") != "address":
            yield _channel(connection, place, options)


def _channel(connection: Found, place: Found, options: ReaderOptions) -> Channel:
    """Return a location; what the connection says of this one service goes with it."""
    rows = [*place.children("schedules"), *connection.children("schedules")]
    hours, hours_text = hours_of(rows)
    kind = next((one for one in CHANNEL_KINDS if one == place.mark("kind")), None)
    if kind is None:
        kind = "web" if place.string("location_type") == "virtual" else "place"
    return Channel(
        id=place.id_of(options.catalogue.id, "channel"),
        kind=kind,
        name=place.text("name"),
        description=place.text("description"),
        organization=place.mark("organization")
        or _foreign_organization(place.string("organization_id"), options),
        address=_address(place),
        phones=(*_phones(place), *_phones(connection)),
        emails=(*_emails(place), *_emails(connection)),
        url=_url(place),
        hours=hours,
        hours_text=hours_text,
        languages=tuple(filter(None, map(_tag, place.children("languages")))),
        note=connection.text("description"),
    )


def _url(place: Found) -> LocalText:
    if not place.own:
        return LocalText(**{place.language: place.link("url")})
    return LocalText(*map(cleaning.web_address, place.text("", "url")))


def _organization(row: Found, options: ReaderOptions) -> Organization | None:
    if row.mark("kind") == NO_ORGANIZATION:
        return None
    phones = _phones(row)
    bare = row.mark("no-description") == "true"
    return Organization(
        id=row.id_of(options.catalogue.id, "organization"),
        name=row.text("name"),
        description=LocalText() if bare else row.text("description"),
        business_id=_business_id(row.children("organization_identifiers")),
        website=row.link("website"),
        email=row.email("email"),
        phone=phones[0].number if phones else "",
    )


def _business_id(rows: Iterable[Found]) -> str:
    """Return the Y-tunnus among the identifiers, or an empty text."""
    for row in rows:
        kind = f"{row.string('identifier_type')} {row.string('identifier_scheme')}".casefold()
        if "y-tunnus" in kind or "fi-pro" in kind or "business id" in kind:
            return row.string("identifier")
    return ""


def _foreign_organization(given: str, options: ReaderOptions) -> str:
    return foreign_id(options.catalogue.id, "organization", given) if given else ""
