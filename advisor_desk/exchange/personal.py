"""Names and mobile numbers of persons in what others publish about their services.

The content rules of the Finnish service register forbid personal names in public fields, and
yet open catalogues have them. They are not dropped on the way in, since a contact might be
lost: a reviewer is shown the text as it is and without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import is_
from typing import Any, Final, Literal

from advisor_desk.domain.directory import Address, Channel, Email, Phone, Service
from advisor_desk.domain.record_fields import value_text
from advisor_desk.domain.text import LocalText

Reason = Literal["personal-name", "mobile-number"]

_MAIL: Final = re.compile(
    r"([^\W\d_]{2,30})\.([^\W\d_-]{2,30}(?:-[^\W\d_]{2,30})?)(?:@|\(at\))[\w.-]+"
)
_ROLES: Final = re.compile(
    r"asiakas|asia|asunto|asumi|aula|avustu|centre|center|chat|consult|contact|customer|desk|"
    r"digi|edunvalv|elake|etuus|family|finance|guid|hakemu|hallin|hallint|halp|help|henkilos|"
    r"hoito|hotline|ihh|imm|info|international|johto|jasen|kansain|kanslia|kasva|kasvatu|kaupun|"
    r"kauppa|kehit|kerho|kesk|kieli|kirja|kirjaamo|kirjasto|klinikka|koti|koto|koulu|kriisi|kult|"
    r"kunta|kurssi|laaninh|lapsi|lasten|lasku|liikunta|lukio|lupa|maahan|mail|media|migra|"
    r"monik|museo|muutto|mobile|neuvo|nuor|office|ohjaamo|oikeu|opas|opetus|opinto|opisto|osake|"
    r"osasto|osallis|palaut|palvel|perhe|perus|posti|praktik|projekti|paiv|päiv|radgiv|rådgiv|"
    r"rehtor|rekry|ryhm|seniori|seura|service|social|sosiaali|stipend|student|support|talous|"
    r"tapahtum|team|terve|tiimi|tiedot|tieto|toimi|toimisto|tuki|tulkk|tyo|työ|utbild|vaihde|"
    r"vakuut|vanhu|vamma|varhais|vastaanot|verkko|verksam|vero|viest|virasto|vuokra|welcome|"
    r"work|yhdist|yhteis|yhteys|yksikko|yleis|yritys|ajanvar|registry|kontakt|kund|arbet|boende"
)
_TITLE: Final = (
    r"(?:asiantuntija|asiakasneuvoja|assistentti|coordinator|chef|director|erityisasiantuntija|"
    r"expert|handläggare|johtaja|koordinaattori|konsultti|kuraattori|lakimies|lehtori|lääkäri|manager|"
    r"neuvoja|ohjaaja|opettaja|palveluesihenkilö|palveluohjaaja|planerare|projektikoordinaattori|"
    r"psykologi|päällikkö|rehtori|sihteeri|sosiaalityöntekijä|suunnittelija|terveydenhoitaja|"
    r"työntekijä|vastaava|yhteyshenkilö|advisor|specialist|samordnare|ledare|esimies|esihenkilö)"
)
_FAMILY: Final = r"[A-ZÅÄÖ][a-zåäöé]{2,25}(?:-[A-ZÅÄÖ][a-zåäöé]{2,25})?"
_NAME: Final = rf"[A-ZÅÄÖ][a-zåäöé]{{1,20}}(?:-[A-ZÅÄÖ][a-zåäöé]{{1,20}})? {_FAMILY}"
_ANY_NAME: Final = re.compile(rf"{_NAME}\b")
_TITLE_BEFORE: Final = re.compile(rf"{_TITLE}[:,]?\s$", re.IGNORECASE)
_TITLE_AFTER: Final = re.compile(
    rf"\s?,\s(?:[\w-]+\s){{0,2}}[\w-]{{0,25}}{_TITLE}\b", re.IGNORECASE
)
_LONGEST_TITLE: Final = 60
_MOBILE: Final = re.compile(r"(?<![\w+])(?:\+358[ -]?(?:\(0\))?|0)(?:4\d|50)(?:[ -]?\d){5,8}(?!\d)")
_GAP: Final = "\0"
"""Stands where something was taken out, until its line is tidied."""
_LEFT_OVER: Final = re.compile(r"^[\s|,;:/–-]+|[\s|,;/–-]+$")


@dataclass(frozen=True, slots=True)
class Flag:
    """A field that names or calls a person.

    Attributes:
        field: of a service.
        reason: what was found.
        without: the field without anything personal, as `domain.record_fields.as_text` gives it.
    """

    field: str
    reason: Reason
    without: str


def flags(service: Service) -> tuple[Flag, ...]:
    """Return the fields of a service that hold personal names or mobile numbers.

    A name that is told by its title in one language is one in the other languages too.
    """
    names: set[str] = set()
    found = _flags(service, names)
    return _flags(service, names) if names else found


def _flags(service: Service, names: set[str]) -> tuple[Flag, ...]:
    """Return the flags, and add the names that are told by their titles to those known."""
    found: list[Flag] = []
    for name in _PARTS[Service]:
        value = getattr(service, name)
        if not value:
            continue
        reasons: set[Reason] = set()

        def note(text: str, reasons: set[Reason] = reasons) -> str:
            return _without(text, reasons, names)

        cleaned = _mapped(value, note)
        if reasons:
            without = value_text(cleaned)
            found += [Flag(name, reason, without) for reason in sorted(reasons, reverse=True)]
    return tuple(found)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any field's value
    """Return a value with its texts changed; numbers and addresses that became empty go.

    What nothing was changed in comes back itself: most of thousands of records.
    """
    if isinstance(value, LocalText):
        texts = tuple(text and change(text) for text in value)
        return value if texts == value else LocalText(*texts)
    if isinstance(value, tuple):
        items = [_mapped(one, change) for one in value]
        if all(map(is_, items, value)):
            return value
        return tuple(item for item in items if item is not None)
    if not isinstance(value, Address | Channel | Phone | Email):
        return value
    reached = getattr(value, _REACHED.get(type(value), ""), "-")
    return _with_parts_mapped(value, change) if change(reached) else None


_REACHED: Final = {Phone: "number", Email: "address"}
"""What a contact is nothing without."""


def _with_parts_mapped(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401
    """Return a record with the texts in its fields changed."""
    changed: dict[str, Any] = {}
    for name in _PARTS[type(value)]:
        part = getattr(value, name)
        new = _mapped(part, change) if part else part
        if new is not part:
            changed[name] = new
    return replace(value, **changed) if changed else value


_WITHOUT_TEXTS: Final = frozenset(
    {"str", "int", "float | None", "bool", "tuple[str, ...]", "tuple[ForeignCode, ...]"}
)
"""Types of fields that hold codes, numbers and addresses."""


_PARTS: Final = {
    kind: tuple(f.name for f in fields(kind) if f.type not in _WITHOUT_TEXTS)
    for kind in (Service, Address, Channel, Phone, Email)
}
"""The fields of records that may hold texts."""


def _without(text: str, reasons: set[Reason], names: set[str]) -> str:
    """Return a text without anything personal, and note what was in it."""
    if names:
        return _without_known(text, reasons, names)
    without, new_reasons, new_names = _without_unknown(text)
    reasons |= new_reasons
    names |= new_names
    return without


@lru_cache(maxsize=8192)  # the texts of a channel come with each of its services
def _without_unknown(text: str) -> tuple[str, frozenset[Reason], frozenset[str]]:
    """Return a text as where no names are known yet; what was in it, and the names."""
    reasons: set[Reason] = set()
    names: set[str] = set()
    without = _without_known(text, reasons, names)
    return without, frozenset(reasons), frozenset(names)


def _without_known(text: str, reasons: set[Reason], names: set[str]) -> str:
    """Return a text without names that are known or titled, addresses and mobile numbers."""
    found = text
    if "@" in found or "(at)" in found:
        found = _MAIL.sub(_role_mailbox, found)
    found = _without_names(found, names)
    if found != text:
        reasons.add("personal-name")
    called = _MOBILE.sub(_GAP, found)
    if called != found:
        reasons.add("mobile-number")
    if called == text:
        return text
    lines = (_tidied(line) for line in called.split("\n"))
    return "\n".join(line for line in lines if line is not None).strip()


def _tidied(line: str) -> str | None:
    """Return a line without what hung on what was taken out, or None where nothing is left."""
    if _GAP not in line:
        return line
    return _LEFT_OVER.sub("", line.replace(_GAP, "")) or None


def _role_mailbox(match: re.Match[str]) -> str:
    """Return the address again where it is that of an office, else a gap."""
    parts = (match.group(1).casefold(), match.group(2).casefold())
    return match.group() if any(_ROLES.match(part) for part in parts) else _GAP


def _without_names(text: str, names: set[str]) -> str:
    """Return a text with gaps for names that are known, or stand before or behind a title."""
    kept, at = [], 0
    match = _ANY_NAME.search(text)
    while match:
        start, end = match.span()
        before = text[max(at, start - _LONGEST_TITLE) : start]
        whole = start == 0 or not text[start - 1].isalnum()
        titled = _TITLE_BEFORE.search(before) or _TITLE_AFTER.match(text, end)
        if whole and (titled or match.group() in names):
            names.add(match.group())
            kept.append(text[at:start])
            at = end
        else:
            # The next word may begin a name: in "Ohjaaja Maija Mallinen" the last two do.
            end = start + 1
        match = _ANY_NAME.search(text, end)
    return _GAP.join([*kept, text[at:]]) if kept else text


def possible_names(text: str) -> tuple[str, ...]:
    """Return parts of a short text that may be the name of a person.

    Two words with capitals in a row are all a program can go by; those in which a word is of
    offices and services, such as “Infotori Oulu” or “Job Market”, are left out as far as known.
    """
    found = []
    match = _ANY_NAME.search(text)
    while match:
        words = match.group().casefold().replace("-", " ").split()
        named = not any(_ROLES.match(word) for word in words)
        if named:
            found.append(match.group())
        # The next word may begin a name: in "Asumisilta Maija Mallinen" the last two do.
        match = _ANY_NAME.search(text, match.end() if named else match.start() + 1)
    return tuple(found)
