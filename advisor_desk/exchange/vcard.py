"""Services as vCards 4.0 (RFC 6350): one for each service, and one for each of its offices.

Written here: the known libraries write version 3, or cannot tag languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from advisor_desk.domain.directory import Address, Email, Phone
from advisor_desk.domain.ids import foreign_id
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.exchange.hsds.rows import hsds_id
from advisor_desk.exchange.hsds.to_hsds import Handed, Style
from advisor_desk.i18n import _

_FOLD: Final = 75
"""Bytes of a line, without its end (RFC 6350 section 3.2)."""
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def write_vcards(file: TextIO, records: Iterable[Handed], style: Style) -> int:
    """Write services as they come; return how many services there were.

    Args:
        file: UTF-8, without translation of line ends.
        records: the services.
        style: the preferred language, and the words of codes.
    """
    count = 0
    for handed in records:
        for card in _cards(handed, style):
            for line in card:
                file.write(f"{folded(line)}\r\n")
        count += 1
    return count


def _cards(handed: Handed, style: Style) -> Iterator[list[str]]:
    service = handed.service
    yield [
        *_head(hsds_id("service", service.id), "org", service.name, style),
        *_organization(handed),
        *_phones(service.phones, style),
        *_emails(service.emails),
        *_line("URL", service.website),
        *_address(service.address, style),
        *(f"LANG:{_escaped(tag)}" for tag in service.languages),
        *_categories(handed, style),
        *_notes(handed, style),
        "END:VCARD",
    ]
    for channel in service.channels:
        if channel.kind != "place":
            continue
        key = foreign_id("vcard", "channel", f"{service.id}/{channel.id}")
        yield [
            *_head(key, "location", _joined(service.name, channel.name), style),
            *_organization(handed),
            *_phones(channel.phones, style),
            *_emails(channel.emails),
            *_line("URL", channel.url.pick(style.language)),
            *_address(channel.address, style),
            *(f"LANG:{_escaped(tag)}" for tag in channel.languages),
            *_text("NOTE", channel.hours_text, style.language),
            *_text("NOTE", channel.note, style.language),
            "END:VCARD",
        ]


def _head(key: str, kind: str, name: LocalText, style: Style) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"KIND:{kind}"
    yield f"UID:urn:uuid:{key}"
    yield from _text("FN", name, style.language, need=True)


def _joined(name: LocalText, other: LocalText) -> LocalText:
    """Return the names of a service and of its office, in each language that has both."""
    both = (
        " – ".join(filter(None, (name.pick(tag), other.pick(tag))))
        if name.get(tag) or other.get(tag)
        else ""
        for tag in LANGUAGES
    )
    return LocalText(*both)


def _text(name: str, text: LocalText, language: Language, *, need: bool = False) -> Iterator[str]:
    """Yield a property in each of its languages, as alternatives, the preferred one first."""
    there = [tag for tag in LANGUAGES if text.get(tag)]
    tags = [*(tag for tag in there if tag == language), *(tag for tag in there if tag != language)]
    for number, tag in enumerate(tags, 1):
        yield f"{name};LANGUAGE={tag};ALTID=1;PREF={number}:{_escaped(text.get(tag))}"
    if need and not tags:
        yield f"{name}:"


def _line(name: str, value: str) -> Iterator[str]:
    """Yield a property whose value is no text, such as an address on the web."""
    if value:
        yield f"{name}:{_CONTROL.sub('', value.replace(chr(10), ' '))}"


def _organization(handed: Handed) -> Iterator[str]:
    if handed.organization:
        yield from _text("ORG", handed.organization.name, "fi")


def _phones(phones: Iterable[Phone], style: Style) -> Iterator[str]:
    for number, phone in enumerate(phones, 1):
        details = (phone.label.pick(style.language), phone.hours.pick(style.language))
        label = " · ".join(filter(None, details))
        value = _escaped(phone.number)
        if not label:
            yield f"TEL;TYPE=work,voice:{value}"
            continue
        # What a number is for has no place in the standard; address books know this one.
        yield f"item{number}.TEL;TYPE=work,voice:{value}"
        yield f"item{number}.X-ABLABEL:{_escaped(label)}"


def _emails(emails: Iterable[Email]) -> Iterator[str]:
    for email in emails:
        yield f"EMAIL;TYPE=work:{_escaped(email.address)}"


def _address(address: Address, style: Style) -> Iterator[str]:
    if address:
        parts = (
            "",
            "",
            address.street.pick(style.language),
            address.city,
            "",
            address.postal_code,
            "Finland",
        )
        yield f"ADR;TYPE=work:{';'.join(map(_escaped, parts))}"
    if address.latitude is not None and address.longitude is not None:
        yield f"GEO:geo:{address.latitude:.6f},{address.longitude:.6f}"


def _categories(handed: Handed, style: Style) -> Iterator[str]:
    topics = [_escaped(style.word("topic", topic)) for topic in handed.service.topics]
    if topics:
        yield f"CATEGORIES:{','.join(topics)}"


def _notes(handed: Handed, style: Style) -> Iterator[str]:
    """Yield what a person reads: what it is, when it is open, and whose data it is."""
    service, language = handed.service, style.language
    if service.possibly_outdated:
        text = f"{_('May be out of date.')} {service.outdated_note.pick(language)}".strip()
        yield f"NOTE:{_escaped(text)}"
    yield from _text("NOTE", service.description, language)
    hours = service.hours_text.pick(language)
    if hours:
        yield f"NOTE:{_escaped(hours)}"
    for catalogue in handed.catalogues:
        parts = (catalogue.attribution or catalogue.name, catalogue.licence)
        yield f"NOTE:{_escaped(' · '.join(filter(None, parts)))}"


def _escaped(text: str) -> str:
    """Return a text with what parts values escaped (RFC 6350 section 3.4)."""
    clean = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ",", ";"):
        clean = clean.replace(sign, f"\\{sign}")
    return clean.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line broken into pieces of at most 75 bytes; no character is cut in two."""
    pieces: list[str] = []
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece += sign
        size += width
    return "\r\n".join([*pieces, piece])
