"""What the words of a text are indexed by: the same for every text in which they stand."""

from __future__ import annotations

from typing import Final, NamedTuple

from advisor_desk.domain.text import LANGUAGES, Language
from advisor_desk.search import folding
from advisor_desk.search.stopwords import STOP_WORDS
from advisor_desk.search.wordforms import WordForms


class Analysis(NamedTuple):
    """The words in a piece of text without spaces; all folded.

    Attributes:
        surfaces: as they stand, hyphenated ones also joined.
        bases: their base forms.
        tails: base forms of the parts of compounds but the first, by whose beginning the
            compound is found anyway.
    """

    surfaces: tuple[str, ...]
    bases: tuple[str, ...]
    tails: tuple[str, ...]

    @property
    def tokens(self) -> tuple[str, ...]:
        """What a long text is indexed by."""
        return (*self.bases, *self.tails)


class _Table(dict[str, Analysis]):
    """Analyses of the pieces of texts of one language, made when first seen."""

    def __init__(self, forms: WordForms, language: Language) -> None:
        super().__init__()
        self._forms = forms
        self._language = language

    def __missing__(self, piece: str) -> Analysis:
        surfaces = tuple(dict.fromkeys(folding.tokens(piece)))
        bases: dict[str, None] = {}
        tails: dict[str, None] = {}
        for word in surfaces:
            bases.update(dict.fromkeys(self._forms.bases(word, self._language)))
            tails.update(dict.fromkeys(self._forms.tails(word, self._language)))
        found = Analysis(surfaces, tuple(bases), tuple(tails))
        self[piece] = found
        return found


class _Tokens(dict[str, str]):
    """Only the tokens of each piece, joined: what indexing long texts looks up for every word."""

    def __init__(self, table: _Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, piece: str) -> str:
        found = " ".join(t for t in self._table[piece].tokens if t not in STOP_WORDS)
        self[piece] = found
        return found


class Analyser:
    """Analyses texts; each distinct piece of a language once.

    One is made for an indexing run and dropped after it: it remembers every piece it met.
    """

    def __init__(self, forms: WordForms) -> None:
        self._tables: Final = {tag: _Table(forms, tag) for tag in LANGUAGES}
        self._tokens: Final = {tag: _Tokens(self._tables[tag]) for tag in LANGUAGES}

    def tokens(self, text: str, language: Language) -> str:
        """Return what a long text is indexed by, parted by spaces, without stop words."""
        return " ".join(map(self._tokens[language].__getitem__, text.split()))

    def analyse(self, text: str, language: Language) -> list[Analysis]:
        """Return the analysis of each piece of a text."""
        return list(map(self._tables[language].__getitem__, text.split()))

    def vocabulary(self) -> set[tuple[str, str]]:
        """Return every word met so far with each base form of it."""
        return {
            (word, base)
            for table in self._tables.values()
            for analysis in table.values()
            for word in analysis.surfaces
            for base in _bases_of(word, analysis)
        }


def _bases_of(word: str, analysis: Analysis) -> tuple[str, ...]:
    """Return the base forms that may be a word's; of a hyphenated piece those alike."""
    if len(analysis.surfaces) == 1:
        return analysis.bases
    return tuple(base for base in analysis.bases if base[:2] == word[:2]) or (word,)
