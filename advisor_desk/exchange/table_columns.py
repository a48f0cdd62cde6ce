"""Which heading of a desk's own list is which of our fields, and what its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from advisor_desk.domain.directory import KINDS
from advisor_desk.domain.text import LANGUAGES
from advisor_desk.exchange.reference import read_codes
from advisor_desk.exchange.topic_rules import read_yaml

LOCAL_FIELDS: Final = (
    "name",
    "other_names",
    "description",
    "street",
    "hours",
    "eligibility",
    "bring",
    "how_to_apply",
    "price",
    "note",
)
"""Fields with a text in each language; without one behind them, in that of the list."""
PLAIN_FIELDS: Final = (
    "id",
    "organization",
    "business_id",
    "phone",
    "email",
    "website",
    "postal_code",
    "city",
    "municipality",
    "languages",
    "interpreted",
    "topics",
    "kind",
)
TABLE_FIELDS: Final = (
    *(name for field in LOCAL_FIELDS for name in (field, *(f"{field}_{t}" for t in LANGUAGES))),
    *PLAIN_FIELDS,
)
"""All that a column can be."""

_WORDS: Final = re.compile(r"[^\W_]+")
_ALIASES: Final = {
    "phones": "phone",
    "emails": "email",
    "municipalities": "municipality",
    "hours text": "hours",
    "price note": "price",
}


def split_field(field: str) -> tuple[str, str]:
    """Return a field of a column and its language, which is empty where it has none."""
    name, mark, tag = field.rpartition("_")
    return (name, tag) if mark and tag in LANGUAGES and name in LOCAL_FIELDS else (field, "")


def guess_columns(headings: Iterable[str], resources: Path) -> dict[str, str]:
    """Return the fields of the headings that are known; each field goes to one heading.

    Args:
        headings: as they stand in the table.
        resources: the folder of shipped data.

    Raises:
        Failure: the list of headings is missing or wrong.
    """
    known = read_yaml(resources / "imports" / "headings.yaml", dict[str, dict[str, list[str]]])
    fields = {
        _plain(word): field for field, words in known["fields"].items() for word in (field, *words)
    }
    fields.update({_plain(word): field for word, field in _ALIASES.items()})
    tags = {_plain(word): tag for tag, words in known["languages"].items() for word in words}
    found: dict[str, str] = {}
    for heading in headings:
        field = _guess(_plain(heading), fields, tags)
        if field and field not in found.values():
            found[heading] = field
    return found


def _plain(heading: str) -> str:
    return " ".join(_WORDS.findall(heading.casefold()))


def _guess(heading: str, fields: Mapping[str, str], tags: Mapping[str, str]) -> str:
    """Return the field of a heading, with the language that stands before or behind it."""
    if heading in fields:
        return fields[heading]
    words = heading.split()
    for count in (1, 2):
        for tag, rest in (
            (tags.get(" ".join(words[-count:])), words[:-count]),
            (tags.get(" ".join(words[:count])), words[count:]),
        ):
            field = fields.get(" ".join(rest), "")
            if tag and field:
                return f"{field}_{tag}" if field in LOCAL_FIELDS else field
    return ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What people write for municipalities, languages, topics and kinds.

    Each maps words in small letters to our codes.
    """

    municipalities: Mapping[str, str]
    languages: Mapping[str, str]
    topics: Mapping[str, str]
    kinds: Mapping[str, str]


def read_lexicon(resources: Path) -> Lexicon:
    """Read the words of the shipped lists of codes.

    Raises:
        Failure: a list is missing or wrong.
    """
    municipalities: dict[str, str] = {}
    for row in read_codes(resources, "municipalities"):
        for word in (row["code"], row["name_fi"], row["name_sv"]):
            municipalities[word.casefold()] = row["code"]
    languages: dict[str, str] = {}
    for row in read_codes(resources, "languages"):
        names = (row["tag"], row["name_fi"], row["name_sv"], row["name_en"], row["native"])
        for word in names:
            languages[word.casefold()] = row["tag"]
    for tag, words in (
        ("fi", ("fi", "suomi", "finska", "finnish")),
        ("sv", ("sv", "ruotsi", "svenska", "swedish")),
        ("en", ("en", "englanti", "engelska", "english")),
    ):
        languages.update(dict.fromkeys(words, tag))
    topics: dict[str, str] = {}
    kinds: dict[str, str] = {kind: kind for kind in KINDS}
    for row in read_codes(resources, "codes"):
        if row["list"] == "topic":
            labels = (row["label_fi"], row["label_sv"], row["label_en"])
            topics.update({w.casefold(): row["code"] for w in (row["code"], *labels) if w})
    return Lexicon(municipalities, languages, topics, kinds)
