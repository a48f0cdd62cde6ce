"""Telephone numbers: whether they are any, and what to dial.

The rules of all countries come from `phonenumbers`, which is imported when the first number is
looked at.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

Verdict = Literal["valid", "doubtful", "invalid"]
"""`doubtful`: it can be dialled, but no such number is in use where it would be."""

_HOME: Final = "FI"
_LETTERS: Final = re.compile(r"[^\W\d_]")
_NOT_DIGITS: Final = re.compile(r"\D")
_SHORT: Final = re.compile(r"1\d{2,5}|020\d{2,3}|0[67]00\d{1,2}")
"""Emergency and service numbers that are dialled as they stand: 112, 116117, 10300, 02022."""
_KNOWN: Final = re.compile(r"10|0|116\d{3}$")
_COSTLY: Final = re.compile(r"0[67]00|\+358[67]00")
"""Numbers that cost more than an ordinary call (Traficom, Regulation 32)."""


def dial(number: str) -> str:
    """Return what to dial: E.164, or the digits of a short number; empty where it is no number."""
    return _judge(number)[1]


def verdict(number: str) -> Verdict:
    """Tell whether a telephone number can be one."""
    return _judge(number)[0]


def is_costly(number: str) -> bool:
    """Tell whether a call to the number costs extra, so that its price must be told."""
    return _COSTLY.match(_squeezed(number)) is not None


def _squeezed(number: str) -> str:
    digits = _NOT_DIGITS.sub("", number)
    return f"+{digits}" if number.strip().startswith("+") else digits


@lru_cache(maxsize=4096)
def _judge(number: str) -> tuple[Verdict, str]:
    from phonenumbers import (
        NumberParseException,
        PhoneNumberFormat,
        format_number,
        is_possible_number,
        is_valid_number,
        parse,
    )

    if _LETTERS.search(number):  # else they are read as on a keypad
        return "invalid", ""
    digits = _squeezed(number)
    try:
        parsed = parse(digits, _HOME)
    except NumberParseException:
        return "invalid", ""
    if is_valid_number(parsed):
        return "valid", format_number(parsed, PhoneNumberFormat.E164)
    if _SHORT.fullmatch(digits):
        return ("valid" if _is_short(parsed, digits) else "doubtful"), digits
    if not is_possible_number(parsed):
        return "invalid", ""
    return "doubtful", format_number(parsed, PhoneNumberFormat.E164)


def _is_short(parsed: PhoneNumber, digits: str) -> bool:
    from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

    # 10… are numbers of companies, 02… to 07… of services, and 116… is kept for helplines in
    # all of Europe; the library has not all of them.
    known = _KNOWN.match(digits) is not None
    return known or is_valid_short_number_for_region(parsed, _HOME)
