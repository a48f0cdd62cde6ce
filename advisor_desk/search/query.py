"""What somebody typed, as a plan of what to look for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from advisor_desk.search import folding

MAX_CHARACTERS: Final = 200
"""Nobody types more; what is pasted beyond it is left out."""

MAX_TERMS: Final = 8
MIN_DIGITS: Final = 3

Expander = Callable[[str], tuple[str, ...]]
"""Other words for a folded word: base forms, synonyms, spellings.

An alternative of several words stands for all of them together.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """One word to look for.

    Attributes:
        text: the folded word.
        prefix: whether words that begin with it will do.
        alternatives: other folded words that will do as well. One of several words, parted
            by spaces, stands for all of them; only its last may be a beginning.
    """

    text: str
    prefix: bool
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for.

    Attributes:
        terms: the words; an entry should have them all.
        squeezed: all words joined, to compare with names however they are spaced.
        digits: forms of a piece of a telephone number; empty unless mostly digits were typed.
    """

    terms: tuple[Term, ...] = ()
    squeezed: str = ""
    digits: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.terms or self.digits)


def no_expansion(_word: str) -> tuple[str, ...]:
    """Know no other words; the expander until there are others."""
    return ()


def parse_query(text: str, expand: Expander = no_expansion) -> Plan:
    """Return the plan for what was typed; empty for a blank text.

    Any text is allowed: quotes, operators and control characters mean nothing here.

    Args:
        text: as typed; only the first `MAX_CHARACTERS` count.
        expand: finds other words for a word.
    """
    text = text[:MAX_CHARACTERS].strip()
    wholes = list(dict.fromkeys(folding.hyphenated(text)))[:MAX_TERMS]
    terms = tuple(
        _term(whole, expand, last=number == len(wholes)) for number, whole in enumerate(wholes, 1)
    )
    return Plan(terms, folding.squeeze(text), _phone(text))


def _term(whole: str, expand: Expander, *, last: bool) -> Term:
    """Return the term of one folded word, which may have hyphens."""
    parts = folding.parts(whole)
    word = "".join(parts)
    apart = (" ".join(parts),) if len(parts) > 1 else ()
    others = (" ".join(folding.words(other)) for other in expand(word))
    alternatives = (*apart, *(other for other in others if other))
    return Term(word, prefix=last or len(word) > 1, alternatives=alternatives)


def _phone(text: str) -> tuple[str, ...]:
    """Return the forms of a piece of a telephone number, if mostly digits were typed."""
    count = sum(c.isdecimal() for c in text)
    letters = sum(c.isalpha() for c in text)
    return folding.fragments(text) if count >= MIN_DIGITS and count > letters else ()
