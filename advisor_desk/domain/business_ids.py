"""The Finnish business id (Y-tunnus): seven digits, a hyphen and a check digit."""

from __future__ import annotations

import re
from typing import Final

_FORM: Final = re.compile(r"(\d{6,7})-?(\d)")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2)


def tidy_business_id(text: str) -> str:
    """Return a business id in its form `1234567-8`, or an empty string where it cannot be one."""
    found = _FORM.fullmatch("".join(text.split()).upper().removeprefix("FI"))
    return f"{found[1].zfill(7)}-{found[2]}" if found else ""


def is_business_id(text: str) -> bool:
    """Tell whether a text is a business id whose check digit is right.

    The sum of the digits times their weights, modulo 11, leaves 0 for the check digit 0; what
    leaves 1 is never given out; else the check digit is 11 less what is left (Finnish Patent
    and Registration Office).
    """
    tidy = tidy_business_id(text)
    if not tidy:
        return False
    digits, check = tidy[:7], int(tidy[8])
    left = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11
    return left != 1 and check == (11 - left) % 11
