"""Base forms and parts of words, from word lists that are mapped into memory.

`resources/search/<language>.marisa` (made by `tools/word_data.py`) has a record for each
folded form and base form: the form, how many of its last letters go, and what takes their
place; nothing goes and nothing comes where the form is a base form itself. Mapping a file costs
no time; a look-up costs about a microsecond.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from advisor_desk.domain.text import LANGUAGES, Language
from advisor_desk.paths import find_paths
from advisor_desk.search.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from marisa_trie import BytesTrie

_REMEMBERED: Final = 60_000
"""Words whose forms are kept at hand: some ten megabytes."""

_SHORTEST_PART: Final = 3
_WHOLE_PART: Final = 4
_SURE_TAIL: Final = 7
_SHORT_PARTS: Final = frozenset(
    (
        "ajo",
        "ala",
        "apu",
        "ero",
        "etu",
        "jaa",
        "koe",
        "koti",
        "kuu",
        "laki",
        "maa",
        "mies",
        "osa",
        "paa",
        "suu",
        "tie",
        "tuki",
        "tyo",
        "ulko",
        "vero",
        "yli",
        "yo",
        "bad",
        "bil",
        "bok",
        "dag",
        "far",
        "hem",
        "jul",
        "kor",
        "lan",
        "lon",
        "mal",
        "mat",
        "mor",
        "nat",
        "nod",
        "rad",
        "sim",
        "tag",
        "tax",
        "tid",
        "ung",
        "vag",
    )
)
"""Parts of three letters that are let through: others split too many words wrongly."""

_NO_TAILS: Final = frozenset(
    (
        "ajaa",
        "ande",
        "area",
        "bara",
        "kara",
        "kuka",
        "leva",
        "lena",
        "loma",
        "lena",
        "mane",
        "massa",
        "mitta",
        "ring",
        "sam",
        "skap",
        "skola",
        "tama",
        "tohon",
        "tola",
        "turma",
    )
)
"""Words that the ends of other words only look like."""

_CLITICS: Final = re.compile(r"(?:kaan|kin|ko|han|pa)$")
_ENDINGS: Final = (
    (re.compile(r"mi(?:sen|sta|s(?:een|essa|esta|eksi|ella|elle|elta|et|ten|ia|iin))$"), "minen"),
    (re.compile(r"(?:uu|yy)(?:den|tta|teen|dessa|desta|deksi|della|delle)$"), "uus"),
    (
        re.compile(
            r"(?<=la|ll|ma|ke)i(?:sen|sta|s(?:een|essa|esta|eksi|ella|elle|et|ten|ia|iin|ille|illa))$"
        ),
        "inen",
    ),
    (re.compile(r"(?<=[aeiouy])ne(?:et|en|iden|ita|ille|illa|ista)$"), "nut"),
    (re.compile(r"(?:ssa|sta|lla|lta|lle|ksi|tta|na)(?:an|ni|si|nsa|mme|nne)?$"), ""),
    (re.compile(r"(?<=([aeiouy]))\1n$"), ""),
    (re.compile(r"(?:n|ta|t)$"), ""),
)
"""Finnish endings of words and names that the lists do not have, and what takes their place:
`kotouttamisesta`, `Migrissä`, `Caisaan`. The first that leaves enough is taken."""


_CASES: Final = ("n", "t", "ssa", "sta", "lla", "lta", "lle", "ksi", "na", "ta", "a", "en")
_PARTITIVE: Final = ("a",)
"""What is cut off a word that is a base form itself: `tukea` is to support, and some support."""

_GRADES: Final = (
    ("v", "p"),
    ("d", "t"),
    ("nn", "nt"),
    ("ll", "lt"),
    ("rr", "rt"),
    ("mm", "mp"),
    ("ng", "nk"),
    ("k", "kk"),
    ("p", "pp"),
    ("t", "tt"),
    ("u", "uk"),
)
"""Weak and strong grades of the consonants before the last vowel; `tue-` is `tuki`."""


class Compound(NamedTuple):
    """A word in two: the first as it stands, and the base form of the last."""

    first: str
    last: str


class WordForms:
    """Base forms and parts of folded words; safe to use from several threads.

    Args:
        folder: where the mapped files are. A language without a file has no word lists: its
            words stand for themselves.
    """

    def __init__(self, folder: Path) -> None:
        self._tries = {tag: _mapped(folder / f"{tag}.marisa") for tag in LANGUAGES}
        self.bases = lru_cache(maxsize=_REMEMBERED)(self._bases)
        self.halves = lru_cache(maxsize=_REMEMBERED)(self._halves)
        self.tails = lru_cache(maxsize=_REMEMBERED)(self._tails)
        self.everything = lru_cache(maxsize=_REMEMBERED)(self._everything)

    def known(self, word: str, language: Language) -> tuple[str, ...]:
        """Return the base forms that the lists have for a form, or none."""
        trie = self._tries[language]
        if trie is None:
            return ()
        found = [word[: len(word) - edit[0]] + edit[1:].decode() for edit in trie.get(word, ())]
        if len(found) > 1:
            found = [base for base in found if base not in STOP_WORDS] or found
        return tuple(found)

    def is_base(self, word: str, language: Language) -> bool:
        """Tell whether a word is a base form of the lists."""
        return word in self.known(word, language)

    def _bases(self, word: str, language: Language) -> tuple[str, ...]:
        """Return the base forms of a folded word, the word itself where none is known.

        A compound that is not in the lists has the base form of its last part; what is no
        word of the lists at all loses a Finnish ending.
        """
        found = self.known(word, language)
        if not word.isalpha():
            return found or (word,)
        if found:
            return (*found, *self._nouns(word, found)) if language == "fi" else found
        if language == "fi":
            bare = _CLITICS.sub("", word)
            found = self.known(bare, language) if len(bare) > _SHORTEST_PART else ()
            if found:
                return found
        compound = self._split(word, language) if language != "en" else None
        if compound is not None:
            return (compound.first + compound.last,)
        return (_bare(word),) if language == "fi" else (word,)

    def _nouns(self, word: str, found: tuple[str, ...]) -> Iterator[str]:
        """Give other Finnish nouns that a form may be of, by its ending and consonant gradation.

        The lists have one base form for most forms, and not always the likely one: `kodissa`
        has that of a hut and not of a home, `tulkin` none of the interpreter.
        """
        endings = _PARTITIVE if word in found else _CASES
        given = {*found, word}
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem == word or len(stem) < _SHORTEST_PART:
                continue
            for noun in _strong(stem):
                if noun not in given and noun not in STOP_WORDS and self.is_base(noun, "fi"):
                    given.add(noun)
                    yield noun

    def _halves(self, word: str, language: Language) -> tuple[str, ...]:
        """Return the base forms of the two parts of a compound; none for another word."""
        if language == "en" or not word.isalpha():
            return ()
        for base in self.bases(word, language):
            compound = self._split(base, language)
            if compound is not None:
                return (self._first(compound.first, language), compound.last)
        return ()

    def _tails(self, word: str, language: Language) -> tuple[str, ...]:
        """Return the base forms of all later parts of a compound, also of parts of parts."""
        halves = self.halves(word, language)
        if not halves:
            return ()
        last = halves[1]
        shorter = [part for part in halves if len(part) < len(word)]  # so that it ends
        found = [tail for part in shorter for tail in self.tails(part, language)]
        return tuple(dict.fromkeys((last, *found)))

    def _everything(self, word: str) -> frozenset[str]:
        """Return the base forms of a word and its later parts, in all languages."""
        found = {base for tag in LANGUAGES for base in self.bases(word, tag)}
        return frozenset(found.union(*(self.tails(word, tag) for tag in LANGUAGES)))

    def _first(self, first: str, language: Language) -> str:
        """Return the base form of the first part of a compound: `luvan-`, `kansalais-`."""
        if language == "sv":
            plain = first.removesuffix("s")
            return plain if self.is_base(plain, language) else first
        if first.endswith("s") and self.is_base(f"{first[:-1]}nen", language):
            return f"{first[:-1]}nen"
        known = self.known(first, language)
        return first if not known or first in known else known[0]

    def _split(self, word: str, language: Language) -> Compound | None:
        """Return a word as two, if its halves are words: the longest last part wins."""
        trie = self._tries[language]
        if trie is None:
            return None
        beginnings = {len(first) for first in trie.prefixes(word)}
        last_place = len(word) - _SHORTEST_PART
        for place in range(_SHORTEST_PART, last_place + 1):
            first = word[:place]
            # Stems in -s are not in the lists themselves.
            if place not in beginnings and first[-1] != "s":
                continue
            if self._may_begin(first, language):
                last = self._tail(word[place:], language)
                if last:
                    return Compound(first, last)
        if self.known(word, language):
            return None
        for place in range(_WHOLE_PART, len(word) - _SURE_TAIL + 1):
            last = self._tail(word[place:], language)
            if last:
                return Compound(word[:place], last)
        return None

    def _tail(self, tail: str, language: Language) -> str:
        """Return the base form of a form that may end a compound, or nothing."""
        if len(tail) < _WHOLE_PART:
            return tail if tail in _SHORT_PARTS else ""
        known = self.known(tail, language)
        bases = (tail,) if tail in known else known
        fitting = (b for b in bases if b not in _NO_TAILS and b[0] == tail[0])
        return next((b for b in fitting if len(b) >= _WHOLE_PART or b in _SHORT_PARTS), "")

    def _may_begin(self, first: str, language: Language) -> bool:
        """Tell whether a compound may begin so: a base form, a genitive, a stem in -s."""
        if len(first) < _WHOLE_PART:
            return first in _SHORT_PARTS
        known = self.known(first, language)
        if first in known or (known and language == "fi" and first[-1] == "n"):
            return True
        if first[-1] != "s":
            return False
        stem = f"{first[:-1]}nen" if language == "fi" else first[:-1]
        return self.is_base(stem, language) or self._split(first[:-1], language) is not None


def _strong(stem: str) -> Iterator[str]:
    """Give what a Finnish stem before an ending may be in the base form: `avu-` is `apu`."""
    head, last = stem[:-1], stem[-1]
    if last not in "aeiouy":
        return
    vowels = (last, "i") if last == "e" else (last,)
    heads = [head]
    heads.extend(
        head.removesuffix(weak) + strong for weak, strong in _GRADES if head.endswith(weak)
    )
    yield from (one + vowel for one in heads for vowel in vowels)


def _bare(word: str) -> str:
    """Return a word the lists do not know without a Finnish ending, if enough is left."""
    for ending, base in _ENDINGS:
        bare = ending.sub(base, word)
        if bare != word and len(bare) > _SHORTEST_PART and (base or bare[-1] in "aeiouy"):
            return bare
    return word


def _mapped(path: Path) -> BytesTrie | None:
    """Return a file mapped into memory, or None where there is none."""
    if not path.exists():
        return None
    # Imported here: the start of the window does without.
    from marisa_trie import BytesTrie

    return BytesTrie().mmap(str(path))


@lru_cache(maxsize=1)
def shipped_forms() -> WordForms:
    """Return the word lists that travel with the program."""
    return WordForms(find_paths(Path()).resources / "search")
