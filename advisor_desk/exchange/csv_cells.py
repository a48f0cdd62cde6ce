"""Cells of CSV files that no spreadsheet takes for a formula, and the way back.

OWASP ASVS 5 1.2.10 and CWE-1236: a cell that begins with a sign of a formula is run by
spreadsheets, quoted or not. An apostrophe before it makes it text. It is set after signs that
part cells too, because a file may be opened with another delimiter than it was written with.
There a blank is harmless, for what follows it is looked at by itself: empty lines stay empty.
"""

from __future__ import annotations

import re
from typing import Final

from advisor_desk.domain.text import Language

# With the full-width and small forms, which some spreadsheets take for the plain ones.
_SIGNS: Final = "=+\\-@\0\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_FIRST: Final = f"(?=[' \N{NO-BREAK SPACE}]*[\t\r\n{_SIGNS}])"
_LATER: Final = f"(?=[' \N{NO-BREAK SPACE}]*[{_SIGNS}])"
_BOUNDARY: Final = r'(?<=[,;\t\r\n"])'
_FORMULA: Final = re.compile(f"\\A{_FIRST}|{_BOUNDARY}{_LATER}")
_GUARDED: Final = re.compile(f"\\A'{_FIRST}|{_BOUNDARY}'{_LATER}")


def guard(text: str) -> str:
    """Return a text as a cell that stays text in every spreadsheet; `unguard` undoes it."""
    return _FORMULA.sub("'", text)


def unguard(cell: str) -> str:
    """Return the text of a cell that `guard` made; other cells are returned as they are."""
    return _GUARDED.sub("", cell)


def number_cell(value: float, language: Language) -> str:
    """Return a number as a cell: with a decimal comma in Finnish and Swedish."""
    text = str(value)
    return text if language == "en" else text.replace(".", ",")
