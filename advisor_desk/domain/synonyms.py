"""Words people type, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from advisor_desk.domain.directory import Confidence
from advisor_desk.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class Synonym:
    """One word or phrase for a concept.

    Attributes:
        language: tag of the language of the term, `mul` where it is the same in all.
        kind: abbreviation, colloquial, old_name, translation and so on.
        canonical: the term the directory and the cards use.
        topic: code of the topic it belongs to, or empty.
    """

    term: str
    language: str
    kind: str
    concept: str
    canonical: LocalText
    topic: str
    confidence: Confidence
    note: str = ""
