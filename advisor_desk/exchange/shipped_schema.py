"""The form of the shipped YAML files, checked field by field when they are read."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from advisor_desk.domain.directory import Confidence, Kind
from advisor_desk.domain.text import LocalText

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
Key = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]
Words = Annotated[str, Meta(min_length=1, max_length=2000)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
PartialDay = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}){0,2}$")]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]
Email = Annotated[str, Meta(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[a-z]{2,}$")]
Dial = Annotated[str, Meta(pattern=r"^\+?\d{3,15}$")]


class Record(Struct, forbid_unknown_fields=True, kw_only=True):
    """Base of all records: unknown fields are errors, so that a typing slip is seen."""


class TextRecord(Record):
    """A text in one to three languages, side by side."""

    fi: Words = ""
    sv: Words = ""
    en: Words = ""

    def __post_init__(self) -> None:
        """Refuse a text without words in any language.

        Raises:
            ValueError: all three are missing.
        """
        if not (self.fi or self.sv or self.en):
            raise ValueError("has no text in any language")

    def text(self) -> LocalText:
        """Return the text as the domain has it."""
        return LocalText(self.fi, self.sv, self.en)


class FullTextRecord(TextRecord):
    """A text that must be there in all three languages."""

    def __post_init__(self) -> None:
        """Refuse a text that lacks a language.

        Raises:
            ValueError: one of the three is missing.
        """
        missing = [tag for tag in ("fi", "sv", "en") if not getattr(self, tag)]
        if missing:
            raise ValueError(f"lacks the text in {', '.join(missing)}")


class SourceRecord(Record):
    """Where something was read; `id` only in `guidance/sources.yaml`."""

    title: Words
    id: Key = ""
    url: Url = ""
    page_date: Words = ""
    official: bool = True
    show_link: bool = True
    note: Words = ""


class PhoneRecord(Record):
    """A telephone number as written and as dialled."""

    number: Annotated[str, Meta(pattern=r"^\+?[\d ()-]{3,24}$")]
    dial: Dial
    label: TextRecord | None = None
    hours: TextRecord | None = None
    languages: list[str] = field(default_factory=list)
    confidential: bool = False


class AddressRecord(Record):
    """A visiting address."""

    street: TextRecord | None = None
    postal_code: Annotated[str, Meta(pattern=r"^(\d{5})?$")] = ""
    city: str = ""
    confidential: bool = False


class ServiceRecord(Record):
    """One service of `directory/*.yaml`."""

    id: Slug
    kind: Kind
    name: TextRecord
    description: FullTextRecord
    topics: Annotated[list[str], Meta(min_length=1, max_length=8)]
    confidence: Confidence
    sources: Annotated[list[SourceRecord], Meta(min_length=1)]
    status: Literal["listed", "closed"] = "listed"
    nationwide: bool = False
    municipalities: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    phones: list[PhoneRecord] = field(default_factory=list)
    emails: list[Email] = field(default_factory=list)
    website: Url = ""
    address: AddressRecord | None = None
    hours: str = ""
    hours_text: TextRecord | None = None
    eligibility: TextRecord | None = None
    bring: TextRecord | None = None
    price_free: bool | None = None
    price_note: TextRecord | None = None
    possibly_outdated: bool = False
    outdated_note: TextRecord | None = None
    unverified_fields: list[str] = field(default_factory=list)
    note: TextRecord | None = None
    last_verified: Day | None = None


class FactRecord(Record):
    """One fact of a card."""

    text: FullTextRecord
    confidence: Confidence
    sources: Annotated[list[Key], Meta(min_length=1)]
    basis: TextRecord | None = None
    as_of: TextRecord | None = None


class RefereeRecord(Record):
    """Whom to refer to."""

    label: TextRecord
    services: list[Slug] = field(default_factory=list)


class LinkRecord(Record):
    """A web page for the client."""

    label: TextRecord
    url: Url


class PendingRecord(Record):
    """A change of the rules on its way."""

    text: FullTextRecord
    sources: list[Key] = field(default_factory=list)


class LastChangeRecord(Record):
    """The last change of the rules behind a card."""

    what: TextRecord | None = None
    day: PartialDay = ""


class CardRecord(Record):
    """One card: a file of `guidance/cards/`."""

    id: Slug
    position: int
    title: FullTextRecord
    question: FullTextRecord
    short_answer: FullTextRecord
    topics: Annotated[list[str], Meta(min_length=1)]
    facts: Annotated[list[FactRecord], Meta(min_length=1)]
    confidence: Confidence
    checked_on: Day
    next_review: Day
    reviewed: bool
    reasons: list[str] = field(default_factory=list)
    employment: list[str] = field(default_factory=list)
    decides: list[TextRecord] = field(default_factory=list)
    documents: list[TextRecord] = field(default_factory=list)
    refer_to: list[RefereeRecord] = field(default_factory=list)
    links: list[LinkRecord] = field(default_factory=list)
    pending_changes: list[PendingRecord] = field(default_factory=list)
    last_change: LastChangeRecord | None = None
    advisor_note: TextRecord | None = None
    amounts_note: TextRecord | None = None
    related: list[Slug] = field(default_factory=list)
    check_before_first_use: bool = False


class WaitRecord(Record):
    """How long a step typically takes, where a source says so."""

    text: TextRecord
    confidence: Confidence


class StepRecord(Record):
    """One step of a path."""

    action: FullTextRecord
    service: TextRecord
    sources: list[Key] = field(default_factory=list)
    prerequisite: TextRecord | None = None
    typical_wait: WaitRecord | None = None
    card: Slug = ""


class PathRecord(Record):
    """One path: a file of `guidance/paths/`."""

    id: Slug
    position: int
    title: FullTextRecord
    for_whom: FullTextRecord
    steps: Annotated[list[StepRecord], Meta(min_length=1)]
    reviewed: bool
    pitfalls: list[TextRecord] = field(default_factory=list)


class TermRecord(Record):
    """One word people type for a concept."""

    term: Words
    language: str
    kind: Literal[
        "abbreviation",
        "colloquial",
        "old_name",
        "misnomer",
        "foreign_system",
        "translation",
        "transliteration",
        "misspelling",
        "official",
    ]
    confidence: Confidence
    note: Words = ""


class ConceptRecord(Record):
    """The words for one concept, in `search/synonyms.yaml`."""

    concept: str
    canonical: TextRecord
    terms: Annotated[list[TermRecord], Meta(min_length=1)]
    topic: str = ""
