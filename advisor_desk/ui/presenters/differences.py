"""Old and new text of a field, with what differs marked in words, weight and colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from advisor_desk.i18n import _
from advisor_desk.ui.widgets.document import Block, Heading, Paragraph, Run, Tone

_WORDS: Final = re.compile(r"\s+|[^\s]+")
_ALIKE: Final = 0.4
"""From this likeness on two lines are one that was changed."""


def difference_blocks(title: str, old: str, new: str, *, private: bool = False) -> Iterator[Block]:
    """Yield a field in both versions; lines that stayed as they were are left out.

    Args:
        title: what the field is called.
        old: the value before in words, on as many lines as it has parts.
        new: the value now, likewise.
        private: shown on the screen alone; what is copied leaves it out.
    """
    yield Heading(title, 3)
    before, after = _lines(old), _lines(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            for left, right in _pairs(before[a:b], after[c:d]):
                yield from _pair(left, right, private=private)


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield lines with what became of them, in order; an empty one where they came or went."""
    if len(before) == len(after) == 1:
        yield before[0], after[0]
        return
    place = 0
    for old in before:
        words = old.split()
        following = range(place, len(after))
        like = next((n for n in following if _likeness(words, after[n]) >= _ALIKE), None)
        if like is None:
            yield old, ""
            continue
        yield from (("", new) for new in after[place:like])
        yield old, after[like]
        place = like + 1
    yield from (("", new) for new in after[place:])


def _likeness(words: Sequence[str], line: str) -> float:
    return SequenceMatcher(None, words, line.split(), autojunk=False).ratio()


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _pair(old: str, new: str, *, private: bool) -> Iterator[Block]:
    """Yield a line as it was and as it is; one that came or went stands alone."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    if old:
        parts = [("".join(left[a:b]), kind != "equal") for kind, a, b, _c, _d in codes]
        yield _line(_("Before:") if new else _("Gone:"), parts, "bad", private=private)
    if new:
        parts = [("".join(right[c:d]), kind != "equal") for kind, _a, _b, c, d in codes]
        yield _line(_("Now:") if old else _("Added:"), parts, "good", private=private)


def _line(label: str, parts: Sequence[tuple[str, bool]], tone: Tone, *, private: bool) -> Paragraph:
    runs = [
        Run(text, strong=marked, tone=tone if marked else "plain", private=private)
        for text, marked in parts
        if text
    ]
    return Paragraph((Run(f"{label} ", tone="muted"), *runs))
