"""Foreign text as plain text: what others leave in it is taken out on the way in."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

MAX_TEXT: Final = 20_000
"""Characters of a text; longer ones are cut at a word and end in an ellipsis."""
MAX_LINE: Final = 500

_BREAKS: Final = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_ITEM: Final = re.compile(r"<\s*li\b[^<>]{0,200}>", re.IGNORECASE)
_HIDDEN: Final = re.compile(
    r"<\s*(script|style)\b[^<>]{0,200}>.{0,20000}?<\s*/\s*\1\s*>", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,2000}?-->", re.DOTALL)
_LINE_ENDS: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_GAPS: Final = re.compile(r"\n{3,}")
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # invisible, and bidi overrides
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"  # not for interchange; halves of a pair
)
_BLANKS: Final = "".join(filter(str.isspace, map(chr, range(0x10000)))).translate(
    dict.fromkeys(map(ord, " \n"))
)
_FOREIGN: Final = re.compile(f"[<&{_BLANKS}{_DROPPED.pattern.strip('[]')}]")
_GAPPY: Final = ("  ", "\n ", " \n", "\n\n\n")
"""What most texts have nothing of; one class of characters is looked for much faster than any."""
_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def text(value: object, limit: int = MAX_TEXT) -> str:
    """Return a value as plain text in paragraphs; anything but a text becomes empty.

    Remnants of HTML become line ends or nothing, entities become their characters, tabs and
    odd blanks become spaces, control and direction characters go. Joiners stay: Persian is
    written with them.
    """
    if not isinstance(value, str) or not value:
        return ""
    found = value[: limit * 4].strip()
    foreign = _FOREIGN.search(found) or any(gap in found for gap in _GAPPY)
    if not foreign and unicodedata.is_normalized("NFC", found):
        return shortened(found, limit)
    if "<" in found:
        found = _plain_tags(found)
    if "&" in found:
        found = html.unescape(found)
        if "<" in found:  # what was escaped twice
            found = _plain_tags(found)
    found = _LINE_ENDS.sub("\n", found)
    found = _DROPPED.sub("", found)
    found = _SPACES.sub(" ", found)
    found = unicodedata.normalize("NFC", found)
    found = "\n".join(part.strip() for part in found.split("\n"))
    return shortened(_GAPS.sub("\n\n", found).strip(), limit)


def _plain_tags(found: str) -> str:
    found = _HIDDEN.sub("", found)
    found = _BREAKS.sub("\n", found)
    found = _ITEM.sub("\n- ", found)
    return _TAG.sub("", found)


def line(value: object, limit: int = MAX_LINE) -> str:
    """Return a value as plain text on one line; a number becomes its digits."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return str(value)
    return shortened(" ".join(text(value, limit * 2).split()), limit)


def shortened(found: str, limit: int) -> str:
    """Return a text of at most so many characters, cut at a word."""
    if len(found) <= limit:
        return found
    cut = found[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip() + "…"


def web_address(value: object) -> str:
    """Return a value as a web address with its scheme, or an empty string.

    Only http and https: an address is opened by a press of a key.
    """
    found = line(value, 2000)
    if not found or " " in found or "…" in found:
        return ""
    if not _SCHEME.match(found) or re.match(r"^[\w.-]+:\d+(/|$)", found):
        found = f"https://{found.removeprefix('//')}"
    try:
        parts = urlsplit(found)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return found if parts.scheme.lower() in ("http", "https") and "." in host else ""


def mail_address(value: object) -> str:
    """Return a value as an e-mail address, or an empty string."""
    found = line(value, 254).removeprefix("mailto:").replace("(at)", "@")
    return found if re.fullmatch(r"[^@\s<>,;:\"()]+@[\w-]+(?:\.[\w-]+)+", found) else ""


def number(value: object) -> float | None:
    """Return a value as a number that can be reckoned with, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value.replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


_NUMBER: Final = re.compile(r"(?:\+|\b)\d(?:[\s()/.-]{0,2}\d){2,16}")

_HOUR: Final = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_NO_NUMBER: Final = re.compile(
    rf"(?<![\d.]){_HOUR}\s?[-\N{{EN DASH}}]\s?{_HOUR}(?![.:-]? ?\d)|\((?:19|20)\d\d\)"
)
"""Spans of hours and years, which people write behind their numbers."""


def phone_numbers(value: object) -> list[str]:
    """Return the telephone numbers in a text such as `09 310 1691, 09 310 1690`."""
    found: list[str] = []
    plain = _NO_NUMBER.sub(" ", text(value, 1000))
    for part in re.split(r"[,;\n]|\s(?:ja|och|and|tai|eller|or)\s", plain):
        match = _NUMBER.search(part)
        if match and match.group().strip() not in found:
            found.append(" ".join(match.group().split()))
    return found
