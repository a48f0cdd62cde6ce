"""One record of HSDS while it is made, or while it is read.

HSDS has one text per record and no place for some of what we know. Both go into its
`attribute` rows, under terms of a taxonomy of our own: the same text in other languages as
`name.sv`, all else under its name. Others may leave them aside; we read them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote
from uuid import UUID

from advisor_desk.domain.ids import foreign_id
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.exchange import cleaning
from advisor_desk.exchange.hsds.tables import Record
from advisor_desk.i18n import _

OWN: Final = "advisor-desk"
"""The taxonomy of what HSDS has no field for."""

_MEANING: Final = "What HSDS has no field for; see docs/hsds.md of Advisor Desk."
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_URI: Final = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#](?:[\w./?#@!$&'()*+,;=:~-]|%[0-9A-Fa-f]{2})*)?",
    re.ASCII,
)


def hsds_id(kind: str, own_id: str) -> str:
    """Return the UUID of a record: its own id where that is one, else one made of it."""
    return own_id if is_uuid(own_id) else foreign_id("hsds", kind, own_id)


def is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID in its usual form."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def _term_id(taxonomy: str, code: str) -> str:
    return foreign_id("hsds", "taxonomy_term", f"{taxonomy}/{code}")


class Row:
    """A record while it is made. Fields without a value are left out, as validators want it.

    Args:
        kind: of the record; with the key it gives the id.
        key: own id, or words that name the record among all others of its kind.
        language: of its texts, where there is one.
    """

    def __init__(self, kind: str, key: str, language: Language) -> None:
        self.id = hsds_id(kind, key)
        self.language: Language = language
        self._record: Record = {"id": self.id}
        self._attributes: list[Record] = []

    def put(self, **values: object) -> None:
        """Set fields; those that are None, empty texts or empty lists are left out."""
        for name, value in values.items():
            if value is not None and value not in ("", []):
                self._record[name] = value

    def need(self, **values: str) -> None:
        """Set fields that may be empty but must be there."""
        self._record.update(values)

    def text(self, field: str, text: LocalText, name: str = "") -> None:
        """Set a field to a text, and keep its other languages as attributes.

        Args:
            field: of HSDS; empty where there is none, so that all languages are attributes.
            text: the text.
            name: of the text in the attributes, if it is not the field's.
        """
        used = text.language_of_pick(self.language) if field else None
        name = name or field
        if used:
            self._record[field] = text.get(used)
        if used and used != self.language:
            self.mark(f"{name}.language", used)
        for tag in LANGUAGES:
            if tag != used:
                self.mark(f"{name}.{tag}", text.get(tag))

    def link(self, field: str, url: str) -> str:
        """Set a field to a web address if it is one, and return what was set."""
        escaped = quote(url, safe="%/:=&?~#+!$,;'@()*-._")
        if _URI.fullmatch(escaped) is None:
            return ""
        self.put(**{field: escaped})
        return escaped

    def address(self, field: str, url: str) -> None:
        """Set a field to a web address, and keep it as it was written where that differs."""
        if self.link(field, url) != url:
            self.mark(field, url)

    def email(self, field: str, address: str) -> None:
        """Set a field to an e-mail address, and keep it as it is written where it is none."""
        if _EMAIL.fullmatch(address):
            self.put(**{field: address})
        else:
            self.mark(field, address)

    def mark(self, code: str, *values: str, taxonomy: str = OWN) -> None:
        """Add an attribute for each value that is no empty text."""
        for value in values:
            if value:
                self.classify(taxonomy, code, value=value, meaning=_MEANING)

    def classify(
        self, taxonomy: str, code: str, name: str = "", value: str = "", meaning: str = ""
    ) -> None:
        """Add an attribute that puts the record into a class of a taxonomy."""
        term = _term_id(taxonomy, code)
        number = len(self._attributes)
        found: Record = {
            "id": foreign_id("hsds", "attribute", f"{self.id}/{number}"),
            "taxonomy_term_id": term,
            "taxonomy_term": {
                "id": term,
                "code": code,
                "name": name or code,
                "description": meaning or name or code,
                "taxonomy": taxonomy,
            },
        }
        if value:
            found["value"] = value
        self._attributes.append(found)

    def finish(self) -> Record:
        """Return the record with its attributes."""
        if self._attributes:
            self._record["attributes"] = self._attributes
        return self._record


class BadRecord(Exception):
    """A record is not in the form of HSDS.

    Attributes:
        field: path of the field within the record.
        problem: a whole sentence in the current language.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class Found:
    """A record while it is read.

    Args:
        record: as JSON has it; anything may be in it.
        path: where it stands, for messages, e.g. `phones[0]`; empty for the service.
        language: of its texts.

    Raises:
        BadRecord: it is no record.
    """

    def __init__(self, record: object, path: str, language: Language) -> None:
        if not isinstance(record, dict):
            raise BadRecord(path, _("A record is expected here."))
        self._record = record
        self.path = path
        self.language: Language = language
        self._marks: dict[str, list[str]] = {}
        self.classes: list[tuple[str, str, str, str]] = []
        """Classes of other taxonomies: taxonomy, code, name of the class, value."""
        for attribute in self.children("attributes"):
            self._take(attribute)

    def _take(self, attribute: Found) -> None:
        term = attribute.child("taxonomy_term")
        if term is None:
            return
        taxonomy, code, name = (term.string(key) for key in ("taxonomy", "code", "name"))
        value = attribute.raw("value")
        if taxonomy == OWN:
            self._marks.setdefault(code, []).append(value)
        else:
            self.classes.append((taxonomy, code or name, name, cleaning.line(value)))

    def where(self, field: str) -> str:
        """Return the path of a field."""
        return f"{self.path}.{field}" if self.path else field

    def string(self, field: str) -> str:
        """Return a field as clean text; empty where it is missing.

        Raises:
            BadRecord: it holds a list or a record.
        """
        return cleaning.text(self.raw(field))

    def raw(self, field: str) -> str:
        """Return a field as it stands there.

        Raises:
            BadRecord: it holds a list or a record.
        """
        value = self._record.get(field)
        if value is None:
            return ""
        if isinstance(value, bool | int | float):
            return str(value)
        if not isinstance(value, str):
            raise BadRecord(self.where(field), _("A text is expected here."))
        return value

    def number(self, field: str) -> float | None:
        """Return a field as a number; None where it is missing.

        Raises:
            BadRecord: it holds something else.
        """
        text = self.string(field).strip()
        if not text:
            return None
        try:
            value = float(text)
        except ValueError as error:
            raise BadRecord(self.where(field), _("A number is expected here.")) from error
        if not -1e9 < value < 1e9:  # not a number is not either
            raise BadRecord(self.where(field), _("The number is out of range."))
        return value

    def children(self, field: str) -> Iterator[Found]:
        """Yield the records of a list; none where it is missing.

        Raises:
            BadRecord: it is no list of records.
        """
        value = self._record.get(field)
        if value is None:
            return
        if not isinstance(value, list):
            raise BadRecord(self.where(field), _("A list is expected here."))
        for number, item in enumerate(value):
            yield Found(item, f"{self.where(field)}[{number}]", self.language)

    def child(self, field: str) -> Found | None:
        """Return the record within a field, or None.

        Raises:
            BadRecord: it holds something else.
        """
        value = self._record.get(field)
        return None if value is None else Found(value, self.where(field), self.language)

    def marks(self, code: str) -> list[str]:
        """Return the values of own attributes under a code as clean texts, in order."""
        return [cleaning.text(value) for value in self.raw_marks(code)]

    def raw_marks(self, code: str) -> list[str]:
        """Return the values of own attributes under a code as they stand there, in order."""
        return self._marks.get(code, [])

    def mark(self, code: str) -> str:
        """Return the value of the first own attribute under a code, or an empty text."""
        return next(iter(self.marks(code)), "")

    @property
    def own(self) -> bool:
        """Whether the record was written by this program."""
        return bool(self._marks)

    def text(self, field: str, name: str = "") -> LocalText:
        """Return a text in all its languages; see `Row.text`."""
        name = name or field
        texts = {tag: self.mark(f"{name}.{tag}") for tag in LANGUAGES}
        used = self.mark(f"{name}.language") or self.language
        if field and used in LANGUAGES:
            texts[used] = self.string(field)
        return LocalText(**texts)

    def link(self, field: str) -> str:
        """Return a web address; empty where there is none that a browser may be given."""
        return cleaning.web_address(self.mark(field) or self.string(field))

    def email(self, field: str) -> str:
        """Return an e-mail address; empty where it is none."""
        return cleaning.mail_address(self.mark(field) or self.string(field))

    def id_of(self, catalogue: str, kind: str) -> str:
        """Return the id at our desks: the one it was written from, if it was written by us.

        Args:
            catalogue: id of the catalogue, for the ids of foreign records.
            kind: as in `domain.ids.foreign_id`.

        Raises:
            BadRecord: it has no id.
        """
        given = self.string("id").strip()
        if not given:
            raise BadRecord(self.where("id"), _("The record has no id."))
        if self.own:
            return self.mark("id") or given
        return foreign_id(catalogue, kind, given)
