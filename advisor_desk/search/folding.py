"""One rule that makes texts comparable, for the index and for what is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_LETTERS: Final = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ŋ": "n",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    # Arabic, Persian, Sorani and Urdu write some letters in more than one way.
    "ة": "ه",
    "ى": "ی",
    "ي": "ی",
    "ك": "ک",
    "ٱ": "ا",
    "ـ": "",  # tatweel
}
"""Letters that decomposition leaves alone. Umlauts, rings, accents, the dots of ё and the
hamza and vowel signs of Arabic are marks, which decomposition sets apart."""

_HYPHENS: Final = re.compile("[-‐‑]")
_WORDS: Final = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_PARTS: Final = re.compile("[^-‐‑]+")
_APOSTROPHES: Final = re.compile("['’ʼʹ′`´]")
_NOT_DIGITS: Final = re.compile(r"[^0-9]+")


class _Folds(dict[int, str]):
    """What each character folds to, found out when it is first seen."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        folded = "".join(_fold_character(c) for c in unicodedata.normalize("NFKD", plain))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return _LETTERS.get(character, character)


_folds: Final = _Folds()


def fold(text: str) -> str:
    """Return a text without case and diacritics: `Työ` and `TYO` become `tyo`.

    Digits of all scripts become 0 to 9. Punctuation and spaces stay. Each character is folded
    by itself, and folding twice gives the same as folding once.
    """
    return text.lower() if text.isascii() else text.translate(_folds)


def hyphenated(text: str) -> list[str]:
    """Return the folded words of a text in order, with the hyphens inside them.

    An apostrophe is dropped, so that `children's` is one word.
    """
    return _WORDS.findall(_APOSTROPHES.sub("", fold(text)))


def words(text: str) -> list[str]:
    """Return the folded words of a text in order, a hyphenated one as one: `tetoimisto`."""
    return [_HYPHENS.sub("", word) for word in hyphenated(text)]


def tokens(text: str) -> list[str]:
    """Return what a text is found by: its folded words, and the parts of hyphenated ones.

    `TE-toimisto` gives `tetoimisto`, `te` and `toimisto`; so `e-mail`, `email` and `e mail`
    all find `e-mail`.
    """
    found: list[str] = []
    for word in hyphenated(text):
        pieces = parts(word)
        if len(pieces) > 1:
            found.append("".join(pieces))
        found.extend(pieces)
    return found


def parts(word: str) -> list[str]:
    """Return the parts of a folded word: those between its hyphens."""
    return _HYPHENS.split(word)


def squeeze(text: str) -> str:
    """Return the folded words of a text joined: `Kela-kortti` and `Kela kortti` are equal."""
    return "".join(words(text))


def digits(text: str) -> str:
    """Return a telephone number as digits dialled in Finland.

    `+358 9 310 32889`, `00358 9 31032889` and `09 310 32889` all give `0931032889`; a number
    of another country keeps its country code.
    """
    plain = _NOT_DIGITS.sub("", fold(text))
    if text.lstrip().startswith("+"):
        return _national(plain)
    return _national(plain[2:]) if plain.startswith("00") else plain


def fragments(text: str) -> tuple[str, ...]:
    """Return what a piece of a number may stand for, each as `digits` writes numbers.

    `358 9 310` may be the country code and the start of a number, or its middle. A single
    digit says nothing and is left out.
    """
    plain = digits(text)
    return tuple(dict.fromkeys(form for form in (_national(plain), plain) if len(form) > 1))


def _national(plain: str) -> str:
    """Return digits with the country code of Finland replaced by the trunk prefix."""
    return "0" + plain[3:].lstrip("0") if plain.startswith("358") else plain


@dataclass(frozen=True, slots=True)
class Spot:
    """A folded word and where its letters come from.

    Attributes:
        word: the folded word.
        origins, ends: for each letter of it, where its character starts in the text as
            written, and where it ends with the marks that belong to it.
    """

    word: str
    origins: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=2048)
def locate(text: str) -> tuple[Spot, ...]:
    """Return every word that `tokens` finds in a text, with its place in it.

    Kept for the titles shown last: while one types, mostly the same ones are shown again.
    """
    letters: list[str] = []
    origins: list[int] = []
    ends: list[int] = []
    for index, character in enumerate(text):
        folded = _APOSTROPHES.sub("", fold(character))
        letters.extend(folded)
        origins.extend([index] * len(folded))
        ends.extend([index + 1] * len(folded))
        if not folded and ends:
            ends[-1] = index + 1
    return tuple(
        Spot(
            "".join(letters[i] for i in run),
            tuple(origins[i] for i in run),
            tuple(ends[i] for i in run),
        )
        for run in _runs("".join(letters))
    )


def _runs(folded: str) -> Iterator[Iterable[int]]:
    """Give the indexes of the letters of every word, joined over hyphens and apart."""
    for match in _WORDS.finditer(folded):
        pieces = [range(*part.span()) for part in _PARTS.finditer(folded, *match.span())]
        if len(pieces) > 1:
            yield [index for piece in pieces for index in piece]
        yield from pieces
