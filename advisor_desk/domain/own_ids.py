"""Ids made of words, for what a desk adds by itself: readable, unique, never given twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.text import LocalText

_LONGEST: Final = 40


def own_id(label: LocalText, taken: Container[str], *, prefix: str = "", other: str) -> str:
    """Return an id that nothing has, made of words in the order English, Finnish, Swedish.

    Args:
        label: the words.
        taken: all ids there ever were, those of what is retired too.
        prefix: what the id begins with.
        other: the id where the words have no Latin letter or digit.
    """
    start = prefix + (next(filter(None, map(_slug, (label.en, label.fi, label.sv))), other))
    made, number = start, 1
    while made in taken or made in UNANSWERED:
        number += 1
        made = f"{start}-{number}"
    return made


def _slug(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in split if not unicodedata.combining(c))
    return "-".join(re.findall("[a-z0-9]+", plain))[:_LONGEST].strip("-")
