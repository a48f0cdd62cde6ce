"""Words people type, and what they mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, NamedTuple

from advisor_desk.domain.directory import Confidence
from advisor_desk.domain.text import LANGUAGES, LocalText

MANY_LANGUAGES: Final = "mul"
"""Language tag of a word that is the same in all languages (ISO 639-2)."""
OWN_KIND: Final = "own"
"""Kind of a word that was added at this desk."""
LONGEST_TERM: Final = 80


class SynonymKey(NamedTuple):
    """What tells one word from another."""

    concept: str
    term: str
    language: str


@dataclass(frozen=True, slots=True)
class Synonym:
    """One word or phrase for a concept.

    Attributes:
        language: tag of the language of the term, `mul` where it is the same in all.
        kind: abbreviation, colloquial, old_name, translation and so on.
        canonical: the term the directory and the cards use.
        topic: code of the topic it belongs to, or empty.
        edited: whether it was added, changed or retired at this desk; shipped updates leave it
            alone then.
        active: whether the search knows it; a word is retired, not deleted.
    """

    term: str
    language: str
    kind: str
    concept: str
    canonical: LocalText
    topic: str
    confidence: Confidence
    note: str = ""
    edited: bool = False
    active: bool = True

    @property
    def key(self) -> SynonymKey:
        """What tells it from others."""
        return SynonymKey(self.concept, self.term, self.language)


def squeeze(text: str) -> str:
    """Return a text with single spaces and in one Unicode form."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts are the same words, in whatever case."""
    return squeeze(one).casefold() == squeeze(other).casefold()


def same_meaning(one: LocalText, other: LocalText) -> bool:
    """Tell whether two terms are the same in some language, and differ in none they share."""
    pairs = [(one.get(tag), other.get(tag)) for tag in LANGUAGES]
    shared = [same_words(first, second) for first, second in pairs if first and second]
    return bool(shared) and all(shared)


def concept_id(canonical: LocalText) -> str:
    """Return an id made of a term: `housing_allowance`."""
    plain = unicodedata.normalize("NFKD", canonical.pick("en").casefold())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return "_".join(words)[:LONGEST_TERM]
