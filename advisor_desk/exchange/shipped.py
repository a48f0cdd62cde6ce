"""Reads the shipped set: codes, directory, guidance and synonyms of `resources/`.

Every error names the file, the record and the field, and is raised before anything of the
set is used.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from advisor_desk.domain.codes import Code, CodeBook
from advisor_desk.domain.directory import Address, Email, Phone, Service, Source
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.guidance import Card, Fact, Link, PendingChange, Referee, Step
from advisor_desk.domain.guidance import Path as ServicePath
from advisor_desk.domain.opening_text import parse_hours
from advisor_desk.domain.places import LanguageEntry, Municipality
from advisor_desk.domain.synonyms import Synonym
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.shipped_schema import (
    AddressRecord,
    CardRecord,
    ConceptRecord,
    FactRecord,
    PathRecord,
    PhoneRecord,
    Record,
    ServiceRecord,
    SourceRecord,
    StepRecord,
    TextRecord,
)
from advisor_desk.exchange.walks import read_path_fits, read_walks
from advisor_desk.exchange.yaml_records import Place, records

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True)
class Shipped:
    """Everything in the shipped set, checked.

    Attributes:
        cards, paths: each with its position for display.
    """

    codes: tuple[Code, ...]
    municipalities: tuple[Municipality, ...]
    languages: tuple[LanguageEntry, ...]
    services: tuple[Service, ...]
    sources: tuple[Source, ...]
    cards: tuple[tuple[int, Card], ...]
    paths: tuple[tuple[int, ServicePath], ...]
    synonyms: tuple[Synonym, ...]


def read_shipped(resources: Path) -> Shipped:
    """Read and check the whole shipped set.

    Raises:
        Failure: a file is missing or a record is wrong; the detail names file, record, field.
    """
    municipalities = tuple(_read_municipalities(resources))
    languages = tuple(_read_languages(resources))
    codes = tuple(_read_codes(resources, municipalities, languages))
    checks = _Checks(CodeBook(codes), municipalities)
    sources = {s.id: s for s in _read_sources(resources)}
    services = tuple(_read_services(resources, checks))
    cards = tuple(_read_guidance(resources, "cards", CardRecord, _card, checks, sources))
    paths = tuple(_read_guidance(resources, "paths", PathRecord, _path, checks, sources))
    _check_links(services, cards, paths)
    # Walks are read when they are wanted; here it is seen that they agree with the cards.
    read_walks(resources, {card.id: card for _, card in cards}, checks.book)
    read_path_fits(resources, checks.book, {path.id for _, path in paths})
    return Shipped(
        codes=codes,
        municipalities=municipalities,
        languages=languages,
        services=services,
        sources=tuple(sources.values()),
        cards=cards,
        paths=paths,
        synonyms=tuple(_read_synonyms(resources, checks)),
    )


class _Checks:
    """Checks against the lists of codes and municipalities.

    Attributes:
        book: the lists of codes.
    """

    def __init__(self, book: CodeBook, municipalities: Iterable[Municipality]) -> None:
        self.book = book
        self._codes: dict[str, str] = {}
        for entry in municipalities:
            for name in entry.name.all():
                self._codes[name] = entry.code

    def codes(
        self, list_name: str, ids: Iterable[str], place: Place, field: str
    ) -> tuple[str, ...]:
        """Return the ids if each is a code of the list."""
        found = tuple(ids)
        for code_id in found:
            if self.book.find(list_name, code_id) is None:
                raise place.error(field, f"'{code_id}' is not in the list '{list_name}'")
        if len(set(found)) != len(found):
            raise place.error(field, "a code stands twice")
        return found

    def municipality(self, name: str, place: Place) -> str:
        """Return the code of a municipality by its Finnish or Swedish name."""
        if name not in self._codes:
            raise place.error("municipalities", f"'{name}' is not a municipality of Finland")
        return self._codes[name]


def _rows(resources: Path, name: str) -> Iterator[tuple[Place, Mapping[str, str]]]:
    try:
        with (resources / name).open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, strict=True), 2):
                if None in row or None in row.values():
                    raise Place(name, f"line {number}").error(
                        "line", "has a wrong number of columns"
                    )
                yield Place(name, f"line {number}"), row
    except OSError as error:
        raise Failure(FailureKind.BAD_FILE, f"{name}: {error.strerror}") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise Failure(FailureKind.BAD_FILE, f"{name}: {error}") from error


def _column(row: Mapping[str, str], name: str, place: Place) -> str:
    value = row.get(name, "")
    if not value:
        raise place.error(name, "is empty")
    return value


def _once(seen: set[str], key: str, place: Place, field: str) -> None:
    """Refuse a key that stands twice.

    Raises:
        Failure: it is among those seen.
    """
    if key in seen:
        raise place.error(field, f"'{key}' stands twice")
    seen.add(key)


def _number(row: Mapping[str, str], name: str, place: Place) -> int:
    value = _column(row, name, place)
    if not value.isascii() or not value.isdigit():
        raise place.error(name, f"'{value}' is not a whole number")
    return int(value)


def _read_municipalities(resources: Path) -> Iterator[Municipality]:
    seen: set[str] = set()
    for place, row in _rows(resources, "codes/municipalities.csv"):
        code = _column(row, "code", place)
        if len(code) != 3 or not code.isdigit():
            raise place.error("code", f"'{code}' is not three digits")
        _once(seen, code, place, "code")
        yield Municipality(
            code=code,
            name=LocalText(fi=_column(row, "name_fi", place), sv=_column(row, "name_sv", place)),
            official_languages=tuple(_column(row, "official_languages", place).split()),
            region_code=_column(row, "region_code", place),
            region=LocalText(
                fi=_column(row, "region_fi", place), sv=_column(row, "region_sv", place)
            ),
        )


def _read_languages(resources: Path) -> Iterator[LanguageEntry]:
    seen: set[str] = set()
    for place, row in _rows(resources, "codes/languages.csv"):
        direction = _column(row, "direction", place)
        if direction not in ("ltr", "rtl"):
            raise place.error("direction", f"'{direction}' is neither ltr nor rtl")
        tag = _column(row, "tag", place)
        _once(seen, tag, place, "tag")
        yield LanguageEntry(
            tag=tag,
            name=LocalText(*(_column(row, f"name_{x}", place) for x in ("fi", "sv", "en"))),
            native=_column(row, "native", place),
            script=_column(row, "script", place),
            right_to_left=direction == "rtl",
            speakers=_number(row, "speakers", place) if row["speakers"] else None,
        )


def _read_codes(
    resources: Path,
    municipalities: Iterable[Municipality],
    languages: Iterable[LanguageEntry],
) -> Iterator[Code]:
    """Yield the codes of the file, then the municipalities and further languages as codes."""
    seen: set[tuple[str, str]] = set()
    for place, row in _rows(resources, "codes/codes.csv"):
        code = Code(
            list=_column(row, "list", place),
            id=_column(row, "code", place),
            label=LocalText(*(_column(row, f"label_{tag}", place) for tag in ("fi", "sv", "en"))),
            parent=row["parent"] or None,
            order=_number(row, "order", place),
            quick=row["quick"] == "1",
        )
        if code.own:
            raise place.error("code", f"'{code.id}' begins as only codes of a desk do")
        if (code.list, code.id) in seen:
            raise place.error("code", f"'{code.id}' stands twice in the list '{code.list}'")
        if code.parent and (code.list, code.parent) not in seen:
            raise place.error("parent", f"'{code.parent}' does not stand before it")
        seen.add((code.list, code.id))
        yield code
    for order, entry in enumerate(sorted(municipalities, key=_finnish_name), 1):
        name = LocalText(entry.name.fi, entry.name.sv, entry.name.fi)
        yield Code("municipality", entry.code, name, order=order)
    for order, language in enumerate(languages, 1000):
        if ("language", language.tag) not in seen:
            yield Code("language", language.tag, language.name, parent="other", order=order)


def _finnish_name(entry: Municipality) -> str:
    return entry.name.fi


def _text(record: TextRecord | None) -> LocalText:
    return record.text() if record else LocalText()


def _source(record: SourceRecord) -> Source:
    return Source(
        title=record.title,
        url=record.url,
        page_date=record.page_date,
        official=record.official,
        show_link=record.show_link,
        id=record.id,
    )


def _read_sources(resources: Path) -> Iterator[Source]:
    seen: set[str] = set()
    for place, record in records(resources, "guidance/sources.yaml", SourceRecord):
        if not record.id:
            raise place.error("id", "is missing")
        _once(seen, record.id, place, "id")
        yield _source(record)


def _read_services(resources: Path, checks: _Checks) -> Iterator[Service]:
    seen: dict[str, str] = {}
    for path in sorted((resources / "directory").glob("*.yaml")):
        name = path.relative_to(resources).as_posix()
        for place, record in records(resources, name, ServiceRecord):
            if record.id in seen:
                raise place.error("id", f"stands in {seen[record.id]} too")
            seen[record.id] = name
            yield _service(record, place, checks)
    if not seen:
        raise Failure(FailureKind.BAD_FILE, "directory: no services")


def _service(record: ServiceRecord, place: Place, checks: _Checks) -> Service:
    if not record.nationwide and not record.municipalities:
        raise place.error("municipalities", "is empty and the service is not nationwide")
    try:
        hours = parse_hours(record.hours) if record.hours else None
    except ValueError as error:
        raise place.error("hours", str(error)) from error
    return Service(
        id=record.id,
        kind=record.kind,
        name=record.name.text(),
        description=record.description.text(),
        municipalities=tuple(
            sorted({checks.municipality(n, place) for n in record.municipalities})
        ),
        nationwide=record.nationwide,
        address=_address(record.address),
        phones=tuple(_phone(phone, place, checks) for phone in record.phones),
        emails=tuple(map(Email, record.emails)),
        website=record.website,
        hours=hours,
        hours_text=_text(record.hours_text),
        languages=checks.codes("language", record.languages, place, "languages"),
        eligibility=_text(record.eligibility),
        bring=_text(record.bring),
        price_free=record.price_free,
        price_note=_text(record.price_note),
        topics=checks.codes("topic", record.topics, place, "topics"),
        sources=tuple(map(_source, record.sources)),
        confidence=record.confidence,
        possibly_outdated=record.possibly_outdated,
        outdated_note=_text(record.outdated_note),
        unverified_fields=tuple(sorted(set(record.unverified_fields))),
        note=_text(record.note),
        status=record.status,
        last_verified=record.last_verified,
    )


def _phone(record: PhoneRecord, place: Place, checks: _Checks) -> Phone:
    return Phone(
        number=record.number,
        dial=record.dial,
        label=_text(record.label),
        hours=_text(record.hours),
        languages=checks.codes("language", record.languages, place, "phones.languages"),
        confidential=record.confidential,
    )


def _address(record: AddressRecord | None) -> Address:
    if record is None:
        return Address()
    return Address(
        _text(record.street), record.postal_code, record.city, confidential=record.confidential
    )


GuidanceT = TypeVar("GuidanceT")


def _read_guidance(
    resources: Path,
    folder: str,
    kind: type[RecordT],
    build: Callable[[RecordT, Place, _Checks, Mapping[str, Source]], tuple[int, GuidanceT]],
    checks: _Checks,
    sources: Mapping[str, Source],
) -> Iterator[tuple[int, GuidanceT]]:
    """Yield position and domain object of each file of a guidance folder, by position."""
    found: list[tuple[int, GuidanceT]] = []
    for path in sorted((resources / "guidance" / folder).glob("*.yaml")):
        name = path.relative_to(resources).as_posix()
        for place, record in records(resources, name, kind):
            if place.record != path.stem:
                raise place.error("id", f"is not the name of the file, '{path.stem}'")
            found.append(build(record, place, checks, sources))
    yield from sorted(found, key=_position)


def _position(item: tuple[int, object]) -> int:
    return item[0]


def _keyed(keys: Iterable[str], sources: Mapping[str, Source], place: Place) -> tuple[Source, ...]:
    for key in keys:
        if key not in sources:
            raise place.error("sources", f"'{key}' is not in guidance/sources.yaml")
    return tuple(sources[key] for key in keys)


def _card(
    record: CardRecord, place: Place, checks: _Checks, sources: Mapping[str, Source]
) -> tuple[int, Card]:
    last = record.last_change
    return record.position, Card(
        id=record.id,
        title=record.title.text(),
        question=record.question.text(),
        short_answer=record.short_answer.text(),
        facts=tuple(_fact(fact, place, sources) for fact in record.facts),
        decides=tuple(map(_text, record.decides)),
        documents=tuple(map(_text, record.documents)),
        refer_to=tuple(Referee(_text(r.label), tuple(r.services)) for r in record.refer_to),
        links=tuple(Link(_text(link.label), link.url) for link in record.links),
        pending_changes=tuple(
            PendingChange(p.text.text(), _keyed(p.sources, sources, place))
            for p in record.pending_changes
        ),
        last_change_day=last.day if last else "",
        last_change=_text(last.what) if last else LocalText(),
        advisor_note=_text(record.advisor_note),
        amounts_note=_text(record.amounts_note),
        topics=checks.codes("topic", record.topics, place, "topics"),
        reasons=checks.codes("reason", record.reasons, place, "reasons"),
        employment=checks.codes("employment", record.employment, place, "employment"),
        related=tuple(record.related),
        confidence=record.confidence,
        checked_on=record.checked_on,
        next_review=record.next_review,
        check_before_first_use=record.check_before_first_use,
        reviewed=record.reviewed,
    )


def _fact(record: FactRecord, place: Place, sources: Mapping[str, Source]) -> Fact:
    return Fact(
        text=record.text.text(),
        basis=_text(record.basis),
        as_of=_text(record.as_of),
        sources=_keyed(record.sources, sources, place),
        confidence=record.confidence,
    )


def _path(
    record: PathRecord, place: Place, _checks: _Checks, sources: Mapping[str, Source]
) -> tuple[int, ServicePath]:
    return record.position, ServicePath(
        id=record.id,
        title=record.title.text(),
        for_whom=record.for_whom.text(),
        steps=tuple(_step(step, place, sources) for step in record.steps),
        pitfalls=tuple(map(_text, record.pitfalls)),
        reviewed=record.reviewed,
    )


def _step(record: StepRecord, place: Place, sources: Mapping[str, Source]) -> Step:
    wait = record.typical_wait
    return Step(
        action=record.action.text(),
        service=_text(record.service),
        prerequisite=_text(record.prerequisite),
        typical_wait=_text(wait.text) if wait else LocalText(),
        wait_confidence=wait.confidence if wait else None,
        card=record.card,
        sources=_keyed(record.sources, sources, place),
    )


def read_shipped_synonyms(resources: Path, book: CodeBook) -> tuple[Synonym, ...]:
    """Read the shipped words people type, and nothing else.

    Raises:
        Failure: the file is missing or a record is wrong.
    """
    return tuple(_read_synonyms(resources, _Checks(book, ())))


def _read_synonyms(resources: Path, checks: _Checks) -> Iterator[Synonym]:
    seen: set[str] = set()
    for place, record in records(resources, "search/synonyms.yaml", ConceptRecord):
        if record.topic:
            checks.codes("topic", [record.topic], place, "topic")
        for term in record.terms:
            _once(seen, f"{record.concept}: {term.term} ({term.language})", place, "terms")
            yield Synonym(
                term=term.term,
                language=term.language,
                kind=term.kind,
                concept=record.concept,
                canonical=record.canonical.text(),
                topic=record.topic,
                confidence=term.confidence,
                note=term.note,
            )


def _check_links(
    services: Iterable[Service],
    cards: Iterable[tuple[int, Card]],
    paths: Iterable[tuple[int, ServicePath]],
) -> None:
    """Check that cards and paths point to what exists and is not closed."""
    offered = {service.id for service in services if service.status == "listed"}
    card_ids = {card.id for _, card in cards}
    for _, card in cards:
        place = Place(f"guidance/cards/{card.id}.yaml", card.id)
        for referee in card.refer_to:
            for service_id in referee.services:
                if service_id not in offered:
                    raise place.error("refer_to", f"service '{service_id}' is not on offer")
        for other in card.related:
            if other not in card_ids:
                raise place.error("related", f"there is no card '{other}'")
    for _, path in paths:
        place = Place(f"guidance/paths/{path.id}.yaml", path.id)
        for step in path.steps:
            if step.card and step.card not in card_ids:
                raise place.error("steps.card", f"there is no card '{step.card}'")
