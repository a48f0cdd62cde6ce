"""Names of municipalities in what was typed, in any form: `Espoossa`, `Esbo`, `i Åbo`."""

from __future__ import annotations

from collections.abc import Mapping

from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.search import folding
from advisor_desk.search.wordforms import WordForms

_SHORTEST = 3


class Places:
    """Finds the municipality that a word names.

    Args:
        names: names of the municipalities by code.
        regions: the region of each code.
        forms: the word lists.
    """

    def __init__(
        self, names: Mapping[str, LocalText], regions: Mapping[str, str], forms: WordForms
    ) -> None:
        self._forms = forms
        self._codes: dict[str, str] = {}
        for code, name in names.items():
            for text in name.all():
                self._codes.setdefault(folding.squeeze(text), code)
        self.names = names
        self._named: dict[str, list[str]] = {}
        for form, code in self._codes.items():
            self._named.setdefault(code, []).append(form)
        self._regions = regions
        self._members: dict[str, list[str]] = {}
        for code, region in regions.items():
            self._members.setdefault(region, []).append(code)

    def find(self, word: str) -> str:
        """Return the code of the municipality a folded word names, or nothing."""
        if len(word) < _SHORTEST:
            return ""
        forms = (word, *(base for tag in LANGUAGES for base in self._forms.bases(word, tag)))
        return next((self._codes[form] for form in forms if form in self._codes), "")

    def called(self, code: str) -> tuple[str, ...]:
        """Return the names of a municipality, folded, each as one word."""
        return tuple(self._named.get(code, ()))

    def neighbours(self, code: str) -> frozenset[str]:
        """Return the codes of the other municipalities of its region."""
        members = self._members.get(self._regions.get(code, ""), ())
        return frozenset(members) - {code}
