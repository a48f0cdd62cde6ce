"""Synonyms in what was typed: abbreviations, everyday words, phrases, other languages.

A term is found word by word, each as typed, by its base form, or, in languages that the word
lists do not have, by what is left without common endings (`налоговой`, `الإقامة`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from advisor_desk.domain.synonyms import Synonym, SynonymKey
from advisor_desk.domain.text import LANGUAGES, LocalText
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
_PLAIN: Final = re.compile(r"[^\W_ ]+(?: [^\W_ ]+)*").fullmatch
_SPLIT: Final = re.compile(r"[(),;/]")


Load = Callable[[SynonymKey], Synonym | None]
"""Reads a synonym; None where there is none."""


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


class _Term:
    """A term of the list; what it means is read when it is first met."""

    __slots__ = ("_load", "_meaning", "_pattern", "key", "words")

    def __init__(self, key: SynonymKey, words: list[str], load: Load) -> None:
        self.key = key
        self.words = words
        self._load = load
        self._pattern: tuple[frozenset[str], ...] | None = None
        self._meaning: Meaning | None = None

    def pattern(self, forms: WordForms) -> tuple[frozenset[str], ...]:
        """Return what each of its words may be typed as."""
        if self._pattern is None:
            self._pattern = tuple(
                frozenset((w, *_known(w, self.key.language, forms), *stems(w))) for w in self.words
            )
        return self._pattern

    def meaning(self) -> Meaning | None:
        """Return what it stands for; None where it was taken out meanwhile."""
        if self._meaning is None:
            synonym = self._load(self.key)
            self._meaning = Meaning(synonym, _phrases(synonym.canonical)) if synonym else None
        return self._meaning


class Thesaurus:
    """The synonyms, ready to be looked up.

    Args:
        keys: those in use. There are thousands: only their words are looked at now.
        load: reads a synonym.
        forms: the word lists.
    """

    def __init__(self, keys: Iterable[SynonymKey], load: Load, forms: WordForms) -> None:
        self._forms = forms
        self._by_key: dict[str, list[_Term]] = {}
        foreign: set[str] = set()
        self.words: set[str] = set()
        for key in keys:
            folded = folding.fold(key.term)
            words = folded.split() if _PLAIN(folded) else folding.words(folded)
            telling = [w for w in words if w not in STOP_WORDS] or words
            if telling:
                self._add(_Term(key, telling, load))
                self.words.update(telling)
                if key.language[:2] not in LANGUAGES:
                    foreign.add(telling[0])
        self._sorted = sorted(self._by_key)
        self._foreign_sorted = sorted(foreign)

    @classmethod
    def of(cls, synonyms: Iterable[Synonym], forms: WordForms) -> Thesaurus:
        """Return the thesaurus of synonyms at hand."""
        known = {synonym.key: synonym for synonym in synonyms}
        return cls(known, known.get, forms)

    def _add(self, term: _Term) -> None:
        first = term.words[0]
        bases = _known(first, term.key.language, self._forms)
        for key in {first, *bases, *stems(first)}:
            self._by_key.setdefault(key, []).append(term)

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
        terms = {id(term): term for key in keys[first] for term in self._by_key.get(key, ())}
        for term in terms.values():
            end = first + len(term.words)
            here = keys[first:end]
            if len(here) < len(term.words):
                continue
            pairs = zip(term.pattern(self._forms), here, strict=True)
            meaning = term.meaning() if all(not a.isdisjoint(b) for a, b in pairs) else None
            if meaning is not None:
                yield Found(first, end, meaning, 1.0)

    def _beginning(self, word: str, place: int) -> Iterator[Found]:
        """Give the terms of one word that begin so."""
        if len(word) < _SHORTEST_BEGINNING:
            return
        given: dict[int, _Term] = {}
        start = bisect_left(self._sorted, word)
        for number in range(start, len(self._sorted)):
            key = self._sorted[number]
            if not key.startswith(word) or len(given) >= _MOST_MEANINGS:
                break
            given.update((id(t), t) for t in self._by_key[key] if len(t.words) == 1)
        yield from _sure(given.values(), place, 0.6)

    def _alike(self, word: str, place: int) -> Iterator[Found]:
        """Give the terms of other languages that share a stem with a word no list has."""
        if len(word) < _ALIKE or any(self._forms.known(word, tag) for tag in LANGUAGES):
            return
        start = bisect_left(self._foreign_sorted, word[:_ALIKE])
        for number in range(start, len(self._foreign_sorted)):
            other = self._foreign_sorted[number]
            if other[:_ALIKE] != word[:_ALIKE]:
                return
            if max(len(word), len(other)) - _shared(word, other) <= _LONGEST_ENDING:
                terms = (t for t in self._by_key[other] if len(t.words) == 1)
                yield from _sure(terms, place, 0.7)


def _sure(terms: Iterable[_Term], place: int, sure: float) -> Iterator[Found]:
    """Give terms of one word as found at a place."""
    for term in terms:
        meaning = term.meaning()
        if meaning is not None:
            yield Found(place, place + 1, meaning, sure)


def _known(word: str, language: str, forms: WordForms) -> tuple[str, ...]:
    """Return the base forms the lists have for a word of a term."""
    return next((forms.known(word, tag) for tag in LANGUAGES if language[:2] == tag), ())


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


@lru_cache(maxsize=1024)
def _phrases(canonical: LocalText) -> tuple[tuple[str, ...], ...]:
    """Return the canonical terms as words; what stands in parentheses is one more term."""
    found: dict[tuple[str, ...], None] = {}
    for text in canonical.all():
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
