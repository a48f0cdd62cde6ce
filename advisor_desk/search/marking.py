"""Which parts of a title were looked for."""

from __future__ import annotations

from collections.abc import Iterator

from advisor_desk.search import folding
from advisor_desk.search.query import Plan
from advisor_desk.search.wordforms import WordForms


class Marker:
    """Finds in titles what was looked for.

    Args:
        plan: what was looked for.
        forms: the word lists: an inflected word is marked whole.
    """

    def __init__(self, plan: Plan, forms: WordForms) -> None:
        self._forms = forms
        self._wanted = set(plan.words)
        typed = {term.choices[0].beginning for term in plan.terms}
        others = {c.beginning for term in plan.terms for c in term.choices}
        self._typed = tuple(typed - {""})
        self._others = tuple(others - typed - {""})

    def marks(self, title: str) -> tuple[tuple[int, int], ...]:
        """Return the ranges of a title, as shown, that were looked for.

        Args:
            title: in any language.

        Returns:
            Start and end of each range in characters, in order and apart from each other.
        """
        found = sorted(self._found(title))
        apart: list[tuple[int, int]] = []
        for start, end in found:
            if apart and start <= apart[-1][1]:
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
            else:
                apart.append((start, end))
        return tuple(apart)

    def _found(self, title: str) -> Iterator[tuple[int, int]]:
        for spot in folding.locate(title):
            end = _begun(spot.word, self._typed)
            if not end and self._is_wanted(spot.word):
                end = len(spot.word)
            end = end or _begun(spot.word, self._others)
            if end:
                yield spot.origins[0], spot.ends[end - 1]

    def _is_wanted(self, word: str) -> bool:
        return word in self._wanted or not self._wanted.isdisjoint(self._forms.everything(word))


def _begun(word: str, beginnings: tuple[str, ...]) -> int:
    """Return how many letters of a word one of some beginnings takes."""
    if not word.startswith(beginnings):
        return 0
    return max(len(begun) for begun in beginnings if word.startswith(begun))
