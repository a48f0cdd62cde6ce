"""What tells a person apart in a short text: identity code, phone number, e-mail address.

Names of people have no form that a program can tell for sure: `exchange.personal` finds what
may be one, to be pointed out and not refused.
"""

from __future__ import annotations

import re
from typing import Final

# The century sign as the decree on the personal identity code has it since 2023.
_IDENTITY_CODE: Final = re.compile(
    r"(?<!\w)\d{6}\s?[-+A-FU-Y]\s?\d{3}[0-9A-Z](?!\w)", re.IGNORECASE
)
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+|00)?\d(?:[\s()/-]?\d){6,14}(?!\w)")
_EMAIL: Final = re.compile(r"[\w.+-]+\s?(?:@|\(at\))\s?[\w-]+\.\w", re.IGNORECASE)
_DATE: Final = re.compile(
    r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)\d{2}(?!\d)"
)
"""Days and spans of years, such as `2026-11-22` and `2026-2027`, which only look like numbers."""


def reveals_a_person(text: str) -> bool:
    """Tell whether a text holds an identity code, a phone number or an e-mail address."""
    if _IDENTITY_CODE.search(text) or _EMAIL.search(text):
        return True
    return _PHONE.search(_DATE.sub(" ", text)) is not None
