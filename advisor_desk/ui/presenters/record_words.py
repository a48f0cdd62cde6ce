"""The fields of a record and their values in words: for its history, reviews and merges."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from advisor_desk.domain.directory import Address, Area, Channel, Email, ForeignCode, Phone, Source
from advisor_desk.domain.opening import Hours
from advisor_desk.domain.record_fields import value_of
from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.i18n import LANGUAGE_NAMES, N_, _
from advisor_desk.services.codes import Codes
from advisor_desk.services.desk import Desk
from advisor_desk.services.hours_text import hours_words
from advisor_desk.ui.presenters.words import confidence_text, kind_name, language, source_text

FIELD_NAMES: Final = {
    "kind": N_("Kind"),
    "name": N_("Name"),
    "description": N_("Description"),
    "municipalities": N_("Municipalities"),
    "nationwide": N_("For all of Finland"),
    "region": N_("Region"),
    "address": N_("Address"),
    "phones": N_("Phone numbers"),
    "emails": N_("E-mail addresses"),
    "website": N_("Web page"),
    "hours": N_("Opening hours"),
    "hours_text": N_("Opening hours in words"),
    "languages": N_("Languages spoken"),
    "eligibility": N_("For whom"),
    "bring": N_("Bring along"),
    "organization": N_("Organisation"),
    "other_names": N_("Other names"),
    "how_to_apply": N_("How to apply"),
    "minimum_age": N_("From the age of"),
    "maximum_age": N_("Up to the age of"),
    "interpreted": N_("Languages with an interpreter"),
    "written": N_("Languages in writing only"),
    "areas": N_("Regions and wellbeing services counties"),
    "codes": N_("Classes in other catalogues"),
    "channels": N_("Offices, lines and e-services"),
    "price_free": N_("Free of charge"),
    "price_note": N_("About the price"),
    "topics": N_("Topics"),
    "sources": N_("Sources"),
    "confidence": N_("Confidence"),
    "possibly_outdated": N_("May be out of date"),
    "outdated_note": N_("Why it may be out of date"),
    "unverified_fields": N_("Not verified"),
    "note": N_("Note"),
    "status": N_("State"),
    "url": N_("Web address"),
    "created": N_("Made at this desk"),
    "merged_into": N_("Became part of"),
    "merged_from": N_("Took in"),
    "external_refs": N_("Records of catalogues"),
}
"""What each field of a service, and of a channel, is called."""

STATUS_NAMES: Final = {
    "listed": N_("Offered"),
    "closed": N_("No longer offered"),
    "withdrawn": N_("Withdrawn"),
}
CHANNEL_NAMES: Final = {
    "place": N_("Office"),
    "phone": N_("Telephone line"),
    "email": N_("E-mail"),
    "chat": N_("Chat"),
    "e-service": N_("E-service"),
    "web": N_("Web page"),
    "form": N_("Form"),
}
"""Names of the kinds of channels."""

_SCHEMES: Final = {
    "ptv-service-class": N_("service class of the national catalogue"),
    "ptv-life-event": N_("life event of the national catalogue"),
    "ptv-target-group": N_("target group of the national catalogue"),
    "ptv-ontology-term": N_("term of the national catalogue"),
    "ptv-keyword": N_("keyword of the national catalogue"),
    "ptv-general-description": N_("general description of the national catalogue"),
    "tpr-target-group": N_("target group of the service map"),
    "tpr-life-event": N_("life event of the service map"),
}
"""What the schemes of foreign classes are called."""

_RECORDS: Final = ("merged_into", "merged_from")
"""What stands in a history as the id of another record."""

_CODE_LISTS: Final = {
    "municipalities": "municipality",
    "languages": "language",
    "interpreted": "language",
    "written": "language",
    "topics": "topic",
}


def field_name(field: str) -> str:
    """Return what a field is called; the name in the code where nobody named it."""
    return _(FIELD_NAMES[field]) if field in FIELD_NAMES else field


def scheme_name(scheme: str) -> str:
    """Return what a scheme of foreign classes is called; its own name where nobody named it."""
    return _(_SCHEMES[scheme]) if scheme in _SCHEMES else scheme


def words_of_text(desk: Desk, field: str, text: str) -> str:
    """Return the words for a value as `record_fields.as_text` keeps it; of an id, the name.

    A text that cannot be read as the field is shown as it is: a later version may have written it.
    """
    if field == "organization" and (giver := desk.curation.organization(text)):
        return giver.name.pick(language())
    if field in _RECORDS and text:
        return desk.directory.own_name(text, language()) or text
    try:
        value = value_of(field, text)
    except ValueError:
        return text
    return value_words(desk.codes, field, value)


def value_words(codes: Codes, field: str, value: Any) -> str:  # noqa: ANN401 - of any field
    """Return a value of a field in words, on as many lines as it has parts; "nothing" if empty."""
    return _words(codes, field, value) or _("nothing")


def _words(codes: Codes, field: str, value: Any) -> str:  # noqa: ANN401 - of any field
    if isinstance(value, LocalText):
        return texts_words(value)
    if field in _CODE_LISTS or field == "areas":
        return ", ".join(_code_name(codes, field, code) for code in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return "\n".join(_part_words(part) for part in value)
    if field in _NAMED and isinstance(value, str):
        return _NAMED[field](value)
    return _part_words(value)


def _code_name(codes: Codes, field: str, code: str | Area) -> str:
    if isinstance(code, Area):
        return codes.area_name(code, language())
    return codes.book.label(_CODE_LISTS[field], code, language())


_NAMED: Final[dict[str, Callable[[Any], str]]] = {
    "kind": kind_name,
    "confidence": confidence_text,
}


def texts_words(text: LocalText) -> str:
    """Return a text in its languages, each on a line with the name of the language."""
    there = [(tag, text.get(tag)) for tag in LANGUAGES if text.get(tag)]
    return "\n".join(f"{LANGUAGE_NAMES[tag]}: {words}" for tag, words in there)


def _part_words(value: Any) -> str:  # noqa: ANN401 - of any field
    for kind, words in _PARTS:
        if isinstance(value, kind):
            return words(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str) and value in STATUS_NAMES:
        return _(STATUS_NAMES[value])
    return "" if value is None else str(value)


def phone_words(phone: Phone) -> str:
    """Return a telephone number with what is said about it."""
    tag = language()
    parts = [phone.number, phone.label.pick(tag), phone.hours.pick(tag)]
    return _joined(parts, confidential=phone.confidential)


def email_words(email: Email) -> str:
    """Return an e-mail address with what is said about it."""
    return _joined([email.address, email.label.pick(language())], confidential=email.confidential)


def address_words(address: Address) -> str:
    """Return an address on one line."""
    place = " ".join(part for part in (address.postal_code, address.city) if part)
    line = ", ".join(part for part in (address.street.pick(language()), place) if part)
    return _joined([line, address.access.pick(language())], confidential=address.confidential)


def channel_words(channel: Channel) -> str:
    """Return a channel on one line: what it is, what it is called and how to reach it."""
    name = channel.name.pick(language())
    kind = _(CHANNEL_NAMES[channel.kind])
    parts = [f"{kind}: {name}" if name else kind]
    if channel.address:
        parts.append(address_words(channel.address))
    parts += [phone_words(phone) for phone in channel.phones]
    parts += [email_words(email) for email in channel.emails]
    parts.append(channel.url.pick(language()))
    return _joined(parts)


def _joined(parts: Iterable[str], *, confidential: bool = False) -> str:
    told = " · ".join(part for part in parts if part)
    return f"{told} {confidential_words()}" if told and confidential else told


def confidential_words() -> str:
    """Return what stands beside everything that is for the desk alone."""
    return _("(confidential, do not give out)")


def _code_words(code: ForeignCode) -> str:
    return f"{code.label or code.code} ({scheme_name(code.scheme)})"


def _hours_words(hours: Hours) -> str:
    lines = hours_words(hours, language())
    return "\n".join(": ".join(part for part in line if part) for line in lines)


_PARTS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (Phone, phone_words),
    (Email, email_words),
    (Address, address_words),
    (Channel, channel_words),
    (ForeignCode, _code_words),
    (Source, source_text),
    (Hours, _hours_words),
)
