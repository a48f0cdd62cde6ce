"""Which parts of a title were looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor_desk.search import folding
from advisor_desk.search.query import Plan
from advisor_desk.search.wordforms import WordForms


def marks(title: str, plan: Plan, forms: WordForms) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a title, as shown, that were looked for.

    Args:
        title: in any language.
        plan: what was looked for.
        forms: the word lists: an inflected word is marked whole.

    Returns:
        Start and end of each range in characters, in order and apart from each other.
    """
    found = sorted(_found(title, plan, forms))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def _found(title: str, plan: Plan, forms: WordForms) -> Iterator[tuple[int, int]]:
    wanted = {t for term in plan.terms for c in term.choices for tokens in c.words for t in tokens}
    typed = {term.choices[0].beginning for term in plan.terms}
    others = {c.beginning for term in plan.terms for c in term.choices} - typed
    for spot in folding.locate(title):
        end = _begun(spot.word, typed)
        if not end and not wanted.isdisjoint((spot.word, *forms.everything(spot.word))):
            end = len(spot.word)
        end = end or _begun(spot.word, others)
        if end:
            yield spot.origins[0], spot.ends[end - 1]


def _begun(word: str, beginnings: Iterable[str]) -> int:
    """Return how many letters of a word one of some beginnings takes."""
    return max((len(begun) for begun in beginnings if begun and word.startswith(begun)), default=0)
