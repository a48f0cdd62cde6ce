"""The form of `guidance/walks/*.yaml` and `guidance/path_fits.yaml`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from advisor_desk.exchange.shipped_schema import FullTextRecord, Record, Slug

Number = Annotated[int, Meta(ge=1, le=99)]
Guard = Annotated[str, Meta(min_length=2, max_length=120)]


class KnownRecord(Record):
    """Codes of the visit form; `finland` stands for every municipality of Finland."""

    reason: list[str] = field(default_factory=list)
    employment: list[str] = field(default_factory=list)
    residence_status: list[str] = field(default_factory=list)
    municipality: list[str] = field(default_factory=list)

    def codes(self) -> dict[str, tuple[str, ...]]:
        """Return the codes of the fields that have any."""
        values = {
            "reason": self.reason,
            "employment": self.employment,
            "residence_status": self.residence_status,
            "municipality": self.municipality,
        }
        return {name: tuple(codes) for name, codes in values.items() if codes}


class AnswerRecord(Record):
    """One answer: the next question stands in `to`, or the end in `end`."""

    text: FullTextRecord
    to: Slug = ""
    end: Slug = ""
    known: KnownRecord | None = None

    def __post_init__(self) -> None:
        """Refuse an answer that leads nowhere or two ways.

        Raises:
            ValueError: not exactly one of `to` and `end` is given.
        """
        if bool(self.to) == bool(self.end):
            raise ValueError("needs either 'to' or 'end'")


class QuestionRecord(Record):
    """One question."""

    id: Slug
    text: FullTextRecord
    answers: Annotated[list[AnswerRecord], Meta(min_length=2, max_length=6)]


class EndRecord(Record):
    """One end: numbers of facts and referees, and what is said."""

    id: Slug
    facts: list[Number] = field(default_factory=list)
    says: FullTextRecord | None = None
    settled: bool = True
    ask: list[Number] = field(default_factory=list)


class WalkRecord(Record):
    """The walk of a card: a file of `guidance/walks/`, called as the card's."""

    id: Slug
    reviewed: bool
    facts: Annotated[dict[Number, Guard], Meta(min_length=1)]
    questions: Annotated[list[QuestionRecord], Meta(min_length=1)]
    ends: Annotated[list[EndRecord], Meta(min_length=2)]
    referees: dict[Number, Guard] = field(default_factory=dict)
    always: list[Number] = field(default_factory=list)


class FitRecord(KnownRecord, kw_only=True):
    """For whom a path is; the id is that of the path."""

    id: Slug
