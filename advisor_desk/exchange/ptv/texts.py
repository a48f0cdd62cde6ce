"""Texts, telephone numbers and addresses of PTV as ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from advisor_desk.domain.directory import Address, Email, Phone
from advisor_desk.domain.phones import dial as to_dial
from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.exchange import cleaning
from advisor_desk.exchange.coordinates import degrees

_LINK: Final = re.compile(r"\[([^\[\]]{1,300})\]\((https?://[^()\s]{1,500})\)")
_HEADING: Final = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_BULLET: Final = re.compile(r"^[ ]{0,6}[*+]\s+", re.MULTILINE)
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_BLANK: Final = re.compile(r"\s+")


def local(values: Mapping[str, str | None] | None) -> LocalText:
    """Return a text by language as ours; languages other than our three stay in the raw record."""
    if not values:
        return _NO_TEXT
    return LocalText(*[plain(values.get(language)) for language in LANGUAGES])


_NO_TEXT: Final = LocalText()


def local_line(values: Mapping[str, str | None] | None) -> LocalText:
    """Return a short text by language on one line, such as a name."""
    text = local(values)
    if not any("\n" in one for one in text):  # the only blank besides single spaces by now
        return text
    return LocalText(*(_BLANK.sub(" ", one) for one in text))


def plain(value: str | None) -> str:
    """Return a text of PTV without its mark-up: Draft.js, Markdown or remnants of HTML."""
    if not value:
        return ""
    return _short(value) if len(value) <= _REPEATED else _plain(value)


def _plain(value: str) -> str:
    if value.startswith("{") and '"blocks"' in value:
        value = _draft_js(value)
    if any(sign in value for sign in "*_#[\\"):
        value = _without_markdown(value)
    return cleaning.text(value)


_REPEATED: Final = 120
"""Characters up to which a text may well come again: names of towns, classes and languages."""
_short = lru_cache(maxsize=8192)(_plain)


def _draft_js(value: str) -> str:
    """Return the paragraphs of a text of the editor Draft.js; the value itself if it is none."""
    try:
        blocks = json.loads(value)["blocks"]
        parts = [(str(block.get("type", "")), str(block.get("text", ""))) for block in blocks]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return value
    return "\n".join(f"- {text}" if kind.endswith("list-item") else text for kind, text in parts)


def _without_markdown(value: str) -> str:
    value = _LINK.sub(r"\1 (\2)", value)
    value = _BULLET.sub("- ", _HEADING.sub("", value))
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\2", value))


def joined(*texts: LocalText, between: str = "\n\n") -> LocalText:
    """Return texts after one another, language by language; one that is in another only once."""
    told = [text for text in texts if text]
    if len(told) < 2:
        return told[0] if told else LocalText()
    return LocalText(*(_joined(parts, between) for parts in zip(*told, strict=True)))


def _joined(parts: Iterable[str], between: str) -> str:
    found: list[str] = []
    for part in parts:
        if part and not any(part in other for other in found):
            found = [other for other in found if other not in part]
            found.append(part)
    return between.join(found)


class Number(NamedTuple):
    """A telephone number in one language version.

    Attributes:
        language: of the version it stands in.
        dial: digits, with `+` in front where international.
    """

    language: str
    dial: str
    label: str


def dial(prefix: str | None, number: str | None, *, service: bool = False) -> str:
    """Return the digits to dial of a number that may come with a country prefix.

    Args:
        prefix: `+358` and the like, or nothing.
        number: the rest, sometimes with the zero that is dialled inside the country.
        service: whether it is a Finnish service number, which has no country prefix.
    """
    text = (number or "").strip()
    digits = re.sub(r"\D", "", text)
    country = re.sub(r"\D", "", prefix or "")
    if not digits:
        return ""
    if text.startswith("+"):
        whole = f"+{digits}"
    elif country and not service and not digits.startswith("00"):
        whole = f"+{country}{digits.removeprefix('0')}"
    elif digits.startswith("0") or len(digits) <= _SHORT:
        whole = digits
    else:
        whole = f"0{digits}"
    return to_dial(whole) or whole


_SHORT: Final = 6
"""Digits of the numbers that are dialled as they stand, such as 112 and 116117."""


@lru_cache(maxsize=4096)
def written(digits: str) -> str:
    """Return a number as people write it: a Finnish one in the national form."""
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, "FI")
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_possible_number(number):
        return digits
    form = phonenumbers.PhoneNumberFormat
    finnish = number.country_code == 358
    return phonenumbers.format_number(number, form.NATIONAL if finnish else form.INTERNATIONAL)


def phones(numbers: Iterable[Number]) -> tuple[Phone, ...]:
    """Return numbers as ours, each once, with its labels side by side."""
    found: dict[str, dict[str, str]] = {}
    for number in numbers:
        if number.dial:
            labels = found.setdefault(number.dial, {})
            if number.label:
                labels.setdefault(number.language, number.label)
    return tuple(
        Phone(written(digits), digits, label=local_line(labels)) for digits, labels in found.items()
    )


def label(information: str | None, charge: str | None, *, sms: bool = False) -> str:
    """Return what is said of a number: what it is for and what it costs."""
    parts = ("SMS" if sms else "", plain(information), plain(charge))
    return "; ".join(part.rstrip(" ;") for part in dict.fromkeys(parts) if part)


def emails(addresses: Iterable[str | None]) -> tuple[Email, ...]:
    """Return e-mail addresses as ours, each once; what is none is left out."""
    found = (cleaning.mail_address(address) for address in addresses if address)
    return tuple(Email(address) for address in dict.fromkeys(found) if address)


def urls(pages: Iterable[tuple[str | None, str | None]]) -> LocalText:
    """Return the first web address of each language.

    Args:
        pages: language and address; an address without a language stands in for all.
    """
    found: dict[str, str] = {}
    for language, address in pages:
        clean = cleaning.web_address(address or "")
        for tag in LANGUAGES if language is None else (language,):
            if clean:
                found.setdefault(tag, clean)
    return LocalText(**{tag: found.get(tag, "") for tag in LANGUAGES})


def located(address: Address, northing: str | float | None, easting: str | float | None) -> Address:
    """Return an address with its place on the globe, where its metres are in Finland."""
    north, east = cleaning.number(northing), cleaning.number(easting)
    point = degrees(north, east) if north is not None and east is not None else None
    if point is None:
        return address
    return replace(address, latitude=round(point.latitude, 7), longitude=round(point.longitude, 7))


def languages(codes: Iterable[str | None] | None) -> tuple[str, ...]:
    """Return language tags as ours; codes that are not known here are kept as they are."""
    tags = (re.sub(r"[^a-z0-9-]", "", (code or "").lower())[:20] for code in codes or ())
    return tuple(dict.fromkeys(_TAGS.get(tag, tag) for tag in tags if tag))


_TAGS: Final = {"tl": "fil", "iw": "he", "in": "id"}
"""Codes of PTV for languages that our list has under another tag."""
