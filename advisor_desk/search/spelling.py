"""Misspelt words: one slip in a word of four letters or more, two in nine or more.

A slip is a wrong, missing or extra letter, or two letters swapped (optimal string alignment).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

SHORTEST: Final = 4
TWO_SLIPS: Final = 9
_NEAREST: Final = 50
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def slips_allowed(word: str) -> int:
    """Return how many slips a typed word may hold."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= TWO_SLIPS else 1


def nearest(word: str, vocabulary: Iterable[str], most: int) -> list[str]:
    """Return the words of a vocabulary that are within some slips, in no order.

    Args:
        word: folded, as typed.
        vocabulary: folded words.
        most: how many slips to allow.
    """
    # Imported here: a query without a slip does without.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        word,
        vocabulary,
        scorer=OSA.distance,  # type: ignore[arg-type]  # its stub says whole numbers are no floats
        score_cutoff=most,
        limit=_NEAREST,
    )
    return [match[0] for match in found]


def best(word: str, candidates: Iterable[tuple[str, int]]) -> str:
    """Return the likeliest of some near words, or nothing.

    Fewer slips come first, then the same first letter, then the word most records have.

    Args:
        word: folded, as typed.
        candidates: near words with the number of records that have them.
    """
    from rapidfuzz.distance import OSA

    ranked = sorted(
        (
            OSA.distance(word, candidate),
            candidate[0] != word[0],
            -count,
            abs(len(candidate) - len(word)),
            candidate,
        )
        for candidate, count in candidates
    )
    return ranked[0][-1] if ranked else ""


def one_slip_away(word: str) -> Iterator[str]:
    """Give every text of plain letters that is one slip away from a word."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
