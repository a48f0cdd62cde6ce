"""Synonyms in what was typed: abbreviations, everyday words, phrases, other languages.

A term is found word by word, each as typed, by its base form, or, in languages that the word
lists do not have, by what is left without common endings (`налоговой`, `الإقامة`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from advisor_desk.domain.synonyms import Synonym
from advisor_desk.domain.text import LANGUAGES
from advisor_desk.search import folding
from advisor_desk.search.stopwords import STOP_WORDS
from advisor_desk.search.wordforms import WordForms

_SHORTEST_BEGINNING: Final = 4
_SHORTEST_STEM: Final = 3
_ALIKE: Final = 5
_LONGEST_ENDING: Final = 4
_MOST_MEANINGS: Final = 6
_CYRILLIC: Final = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ими|ыми|ов|ев|ей|ах|ях|ам|ям|ом|ем|ою|ую|юю|ая|яя|ое|ее|ые|ие"
    r"|ых|их|ым|им|ой|ии|ию|ия|а|я|о|е|ы|и|у|ю|ь|й|і|ї|є)$"
)
_ARABIC_FIRST: Final = re.compile(r"^(?:وال|بال|لل|ال|فال|كال)(?=\w{3})")
_ARABIC_LAST: Final = re.compile(r"(?:ات|ین|ون|ها|ه|ی)$")
_SPLIT: Final = re.compile(r"[(),;/]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a synonym stands for.

    Attributes:
        synonym: the entry.
        phrases: the canonical terms as folded words: each phrase will do, all its words are
            needed.
    """

    synonym: Synonym
    phrases: tuple[tuple[str, ...], ...]


class Found(NamedTuple):
    """A synonym at a place of the query.

    Attributes:
        first, end: the words from and up to (not with) which it stands.
        sure: how well it fits, from 0 to 1.
    """

    first: int
    end: int
    meaning: Meaning
    sure: float


class Thesaurus:
    """The synonyms, ready to be looked up.

    Args:
        synonyms: those in use.
        forms: the word lists.
    """

    def __init__(self, synonyms: Iterable[Synonym], forms: WordForms) -> None:
        self._forms = forms
        self._by_key: dict[str, list[tuple[tuple[frozenset[str], ...], Meaning]]] = {}
        self._foreign: set[str] = set()
        self.words: set[str] = set()
        for synonym in synonyms:
            self._add(synonym)
        self._sorted = sorted(self._by_key)
        self._foreign_sorted = sorted(self._foreign)

    def _add(self, synonym: Synonym) -> None:
        words = folding.words(synonym.term)
        telling = [w for w in words if w not in STOP_WORDS] or words
        if not telling:
            return
        pattern = tuple(self._pattern_keys(word, synonym.language) for word in telling)
        meaning = Meaning(synonym, _phrases(synonym))
        for key in pattern[0]:
            self._by_key.setdefault(key, []).append((pattern, meaning))
        if synonym.language[:2] not in LANGUAGES:
            self._foreign.add(telling[0])
        self.words.update(telling)

    def _pattern_keys(self, word: str, language: str) -> frozenset[str]:
        """Return what a word of a term may be typed as: itself, base forms, its stem."""
        bases = [
            base
            for tag in LANGUAGES
            if language[:2] == tag
            for base in self._forms.known(word, tag)
        ]
        return frozenset((word, *bases, *stems(word)))

    def find(self, words: Sequence[str], typing: bool = True) -> list[Found]:
        """Return the synonyms in the words of a query, without stop words.

        Args:
            words: folded.
            typing: whether the last word may be the beginning of one.
        """
        keys = [self.keys(word) for word in words]
        found = [one for first in range(len(words)) for one in self._from(keys, first)]
        taken = {place for one in found for place in range(one.first, one.end)}
        last = len(words) - 1
        for place, word in enumerate(words):
            if place in taken:
                continue
            if typing and place == last:
                found.extend(self._beginning(word, place))
            if not any(one.first == place for one in found):
                found.extend(self._alike(word, place))
        return found

    def keys(self, word: str) -> frozenset[str]:
        """Return what a typed word is looked up by."""
        bases = (base for tag in LANGUAGES for base in self._forms.bases(word, tag))
        return frozenset((word, *bases, *stems(word)))

    def _from(self, keys: Sequence[frozenset[str]], first: int) -> Iterator[Found]:
        seen: set[int] = set()
        for key in keys[first]:
            for pattern, meaning in self._by_key.get(key, ()):
                end = first + len(pattern)
                here = keys[first:end]
                if id(meaning) in seen or len(here) < len(pattern):
                    continue
                if all(not one.isdisjoint(two) for one, two in zip(pattern, here, strict=True)):
                    seen.add(id(meaning))
                    yield Found(first, end, meaning, 1.0)

    def _beginning(self, word: str, place: int) -> Iterator[Found]:
        """Give the terms of one word that begin so."""
        if len(word) < _SHORTEST_BEGINNING:
            return
        given = 0
        for key in self._sorted[bisect_left(self._sorted, word) :]:
            if not key.startswith(word) or given == _MOST_MEANINGS:
                return
            for pattern, meaning in self._by_key[key]:
                if len(pattern) == 1:
                    given += 1
                    yield Found(place, place + 1, meaning, 0.6)

    def _alike(self, word: str, place: int) -> Iterator[Found]:
        """Give the terms of other languages that share a stem with a word no list has."""
        if len(word) < _ALIKE or any(self._forms.known(word, tag) for tag in LANGUAGES):
            return
        near = bisect_left(self._foreign_sorted, word[:_ALIKE])
        for other in self._foreign_sorted[near:]:
            if other[:_ALIKE] != word[:_ALIKE]:
                return
            if max(len(word), len(other)) - _shared(word, other) <= _LONGEST_ENDING:
                for pattern, meaning in self._by_key[other]:
                    if len(pattern) == 1:
                        yield Found(place, place + 1, meaning, 0.7)


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def stems(word: str) -> tuple[str, ...]:
    """Return what is left of a Cyrillic or Arabic word without common endings and article."""
    if word.isascii() or len(word) < _SHORTEST_STEM:
        return ()
    if "\N{CYRILLIC SMALL LETTER A}" <= word[0] <= "\N{CYRILLIC SMALL LETTER GHE WITH UPTURN}":
        bare = _CYRILLIC.sub("", word)
    else:
        bare = _ARABIC_LAST.sub("", _ARABIC_FIRST.sub("", word))
    return (bare,) if len(bare) >= _SHORTEST_STEM and bare != word else ()


def _phrases(synonym: Synonym) -> tuple[tuple[str, ...], ...]:
    """Return the canonical terms as words; what stands in parentheses is one more term."""
    found: dict[tuple[str, ...], None] = {}
    for text in synonym.canonical.all():
        for piece in _SPLIT.split(text):
            words = folding.words(piece)
            halves = _either(words)
            for half in halves:
                telling = tuple(w for w in half if w not in STOP_WORDS)
                if telling:
                    found[telling] = None
    return tuple(found)


def _either(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give both sides of an "and" between single words, else the words as they are."""
    for joint in ("ja", "och", "and"):
        if joint in words and words.index(joint) == 1:
            yield words[:1]
            yield words[2:]
            return
    yield words
