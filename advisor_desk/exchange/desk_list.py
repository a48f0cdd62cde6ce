"""Reads a desk's own list of services: a table with a service a row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from advisor_desk.domain.business_ids import is_business_id, tidy_business_id
from advisor_desk.domain.directory import KINDS, Address, Email, Organization, Phone, Service
from advisor_desk.domain.ids import foreign_id
from advisor_desk.domain.imports import Incoming, Progress, Reader, Rejected
from advisor_desk.domain.opening import Hours
from advisor_desk.domain.opening_text import parse_hours
from advisor_desk.domain.opening_words import read_words
from advisor_desk.domain.phones import dial
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange import cleaning
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.source_files import bad_file
from advisor_desk.exchange.table_columns import (
    Lexicon,
    guess_columns,
    read_lexicon,
    split_field,
)
from advisor_desk.exchange.table_files import Row, read_table, row_place
from advisor_desk.exchange.topic_rules import TopicRules, read_rules
from advisor_desk.i18n import _

_SAMPLES: Final = 3
_PARTS: Final = re.compile(r"[,;/\n·]")
_NATIONWIDE: Final = frozenset(
    {"koko suomi", "valtakunnallinen", "hela finland", "finland", "suomi"}
)


class _BadCell(ValueError):
    """A cell cannot be read.

    Attributes:
        field: the field of its column.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field


@dataclass(frozen=True, slots=True)
class TableLook:
    """What a table looks like, to choose its columns by.

    Attributes:
        headings: in their order.
        samples: the first rows below them.
        columns: the fields that the headings seem to be.
    """

    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    columns: Mapping[str, str]


def look_at(path: Path, resources: Path) -> TableLook:
    """Return the headings of a table with what they seem to be.

    Raises:
        Failure: the file is no table.
    """
    rows = list(islice(read_table(path), _SAMPLES + 1))
    if not rows:
        raise bad_file(path, _("it is empty"))
    headings = tuple(cleaning.line(cell, 200) for cell in rows[0].cells)
    samples = tuple(tuple(row.cells) for row in rows[1:])
    return TableLook(headings, samples, guess_columns(filter(None, headings), resources))


def reader(path: Path, options: ReaderOptions) -> Reader:
    """Return the reader of a table."""

    def read(progress: Progress) -> Iterator[Incoming | Rejected]:
        look = look_at(path, options.resources)
        columns = look.columns if options.columns is None else options.columns
        fields = [columns.get(heading, "") for heading in look.headings]
        if not any(split_field(field)[0] == "name" for field in fields):
            raise bad_file(path, _("no column holds the name of the service"))
        taking = _Taking(options, fields, path)
        for row in islice(read_table(path, progress), 1, None):
            yield taking.take(row)

    return read


class _Taking:
    """Takes the rows of one table as services."""

    def __init__(self, options: ReaderOptions, fields: list[str], path: Path) -> None:
        self._options = options
        self._fields = fields
        self._path = path

    @cached_property
    def _lexicon(self) -> Lexicon:
        return read_lexicon(self._options.resources)

    @cached_property
    def _rules(self) -> TopicRules:
        return read_rules(self._options.resources)

    def take(self, row: Row) -> Incoming | Rejected:
        """Return a row as a service, or what is wrong with it."""
        place = row_place(self._path, row.number)
        if any(row.cells[len(self._fields) :]):
            return Rejected(place, "", _("The row has more cells than there are headings."))
        values: dict[str, str] = {}
        for field, cell in zip(self._fields, row.cells, strict=False):
            text = cleaning.text(cell)
            if field and text:
                values[field] = f"{values[field]}\n{text}" if field in values else text
        key = self._external_id(values)
        try:
            service, organization = self._service(values, key)
        except _BadCell as error:
            return Rejected(place, error.field, str(error), key)
        raw = "\x1f".join(row.cells).encode("utf-8", "replace")
        return Incoming(key, place, service, organization, raw)

    def _external_id(self, values: Mapping[str, str]) -> str:
        """Return the id that a row has, or one that its name and place make."""
        if "id" in values:
            return cleaning.line(values["id"], 200)
        named = ("name", "name_fi", "name_sv", "name_en", "street", "street_fi", "postal_code")
        parts = (" ".join(values.get(field, "").casefold().split()) for field in named)
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]

    def _service(self, values: Mapping[str, str], key: str) -> tuple[Service, Organization | None]:
        name = self._local(values, "name", one_line=True)
        if not name:
            raise _BadCell("name", _("The name is missing."))
        organization = self._organization(values)
        municipalities, nationwide = self._area(values)
        hours_text = self._local(values, "hours")
        topics = self._codes(values, "topics", self._lexicon.topics)
        price = self._local(values, "price")
        kind = values.get("kind", "").strip().casefold()
        service = Service(
            id=foreign_id(self._options.catalogue.id, "service", key),
            kind=next((one for one in KINDS if one == kind), "other"),
            name=name,
            other_names=self._local(values, "other_names"),
            description=self._local(values, "description"),
            organization=organization.id if organization else "",
            municipalities=municipalities,
            nationwide=nationwide,
            address=self._address(values),
            phones=_phones(values),
            emails=_emails(values),
            website=_website(values),
            hours=_hours(hours_text),
            hours_text=hours_text,
            languages=self._codes(values, "languages", self._lexicon.languages),
            interpreted=self._codes(values, "interpreted", self._lexicon.languages),
            eligibility=self._local(values, "eligibility"),
            bring=self._local(values, "bring"),
            how_to_apply=self._local(values, "how_to_apply"),
            price_note=price,
            note=self._local(values, "note"),
            topics=topics or self._rules.topics((), name) or ("other-topic",),
        )
        return service, organization

    def _local(self, values: Mapping[str, str], field: str, *, one_line: bool = False) -> LocalText:
        """Return a text by language; what names no language is in that of the list."""
        found = {tag: values.get(f"{field}_{tag}", "") for tag in ("fi", "sv", "en")}
        language = self._options.language
        found[language] = found.get(language) or values.get(field, "")
        if one_line:
            found = {tag: cleaning.line(text, 300) for tag, text in found.items()}
        return LocalText(**found)

    def _organization(self, values: Mapping[str, str]) -> Organization | None:
        name = cleaning.line(values.get("organization", ""), 300)
        business_id = tidy_business_id(values.get("business_id", ""))
        if business_id and not is_business_id(business_id):
            problem = _("“{value}” is not a business id.")
            raise _BadCell("business_id", problem.format(value=business_id[:40]))
        if not name and not business_id:
            return None
        key = foreign_id(self._options.catalogue.id, "organization", business_id or name.casefold())
        local = LocalText(**{self._options.language: name})
        return Organization(key, local, business_id=business_id)

    def _area(self, values: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
        text = values.get("municipality", "")
        if text.strip().casefold() in _NATIONWIDE:
            return (), True
        found = self._codes(values, "municipality", self._lexicon.municipalities)
        if found or not self._options.municipality:
            return found, False
        return (self._options.municipality,), False

    def _codes(
        self, values: Mapping[str, str], field: str, words: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Return the codes of the words in a cell.

        Raises:
            _BadCell: a word is not known.
        """
        found: dict[str, None] = {}
        for part in filter(None, map(str.strip, _PARTS.split(values.get(field, "")))):
            single = part.split()
            several = part.casefold() not in words and all(w.casefold() in words for w in single)
            for word in single if several else (part,):
                if word.casefold() not in words:
                    problem = _("“{value}” is not known.").format(value=word[:60])
                    raise _BadCell(field, problem)
                found[words[word.casefold()]] = None
        return tuple(found)

    def _address(self, values: Mapping[str, str]) -> Address:
        postal_code = cleaning.line(values.get("postal_code", ""), 20)
        if postal_code.isdigit() and len(postal_code) < 5:
            postal_code = postal_code.zfill(5)  # spreadsheets take the zeros away
        if postal_code and not re.fullmatch(r"[0-9]{5}", postal_code):
            problem = _("“{value}” is not a postal code of five digits.")
            raise _BadCell("postal_code", problem.format(value=postal_code))
        return Address(
            street=self._local(values, "street", one_line=True),
            postal_code=postal_code,
            city=cleaning.line(values.get("city", ""), 100),
        )


def _phones(values: Mapping[str, str]) -> tuple[Phone, ...]:
    text = values.get("phone", "")
    numbers = cleaning.phone_numbers(text)
    found: dict[str, Phone] = {}
    for number in numbers:
        digits = dial(number) or dial(f"0{number}")  # spreadsheets take the zero away
        if digits:
            found.setdefault(digits, Phone(number, digits))
    if text and not found:
        raise _BadCell("phone", _("“{value}” is not a telephone number.").format(value=text[:60]))
    return tuple(found.values())


def _emails(values: Mapping[str, str]) -> tuple[Email, ...]:
    found: dict[str, Email] = {}
    for part in filter(None, re.split(r"[,;\s]+", values.get("email", ""))):
        address = cleaning.mail_address(part)
        if not address:
            problem = _("“{value}” is not an e-mail address.").format(value=part[:60])
            raise _BadCell("email", problem)
        found[address] = Email(address)
    return tuple(found.values())


def _website(values: Mapping[str, str]) -> str:
    text = values.get("website", "").split("\n")[0]
    address = cleaning.web_address(text)
    if text and not address:
        raise _BadCell("website", _("“{value}” is not a web address.").format(value=text[:60]))
    return address


def _hours(text: LocalText) -> Hours | None:
    """Return hours by their words, or as an export of ours writes them."""
    if not text:
        return None
    read = read_words([text])
    if read is not None and any(one.kind != "unknown" for one in read.sets):
        return read
    for one in text.all():
        try:
            return parse_hours(one, origin="import")
        except ValueError:
            continue
    return read
