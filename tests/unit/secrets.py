"""A shelter whose contacts must never leave the program, and the places they could leave by."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from advisor_desk.domain.directory import Address, Channel, Email, Phone, Service
from advisor_desk.domain.text import LocalText

#: Each stands in one confidential field and nowhere else.
CANARIES: Final = (
    "040 555 0101",
    "0405550101",
    "shelter-secret@example.fi",
    "Piilokatu 7",
    "0ZZ99",
    "Piilola",
    "behind the hidden gate",
    "61.234567",
    "040 555 0202",
    "0405550202",
    "channel-secret@example.fi",
    "Salakuja 9",
    "62.345678",
    "secret label",
)
PUBLIC: Final = ("0800 1234", "help@example.fi")


def _hidden(street: str, latitude: float) -> Address:
    return Address(
        LocalText(street, street, street),
        "0ZZ99",
        "Piilola",
        LocalText("behind the hidden gate"),
        latitude,
        25.0,
        confidential=True,
    )


def shelter() -> Service:
    """Return a service with public and confidential contacts, of its own and in a channel."""
    label = LocalText("secret label", "secret label", "secret label")
    office = Channel(
        "shelter-office",
        "place",
        LocalText("Toimisto", "Kontor", "Office"),
        address=_hidden("Salakuja 9", 62.345678),
        phones=(Phone("040 555 0202", "0405550202", label, confidential=True),),
        emails=(Email("channel-secret@example.fi", label, confidential=True),),
    )
    return Service(
        "shelter",
        "crisis",
        LocalText("Turvakoti", "Skyddshem", "Shelter"),
        LocalText("Turvaa heti", "Skydd genast", "Safety at once"),
        nationwide=True,
        address=_hidden("Piilokatu 7", 61.234567),
        phones=(
            Phone(PUBLIC[0], "08001234"),
            Phone("040 555 0101", "0405550101", label, confidential=True),
        ),
        emails=(Email(PUBLIC[1]), Email("shelter-secret@example.fi", label, confidential=True)),
        languages=("fi", "en"),
        topics=("housing",),
        channels=(office,),
    )


def leaked(text: str) -> list[str]:
    """Return the canaries in a text, in any grouping of digits."""
    packed = "".join(text.split())
    return [one for one in CANARIES if one in text or "".join(one.split()) in packed]


def unmarked(service: Service) -> Service:
    """Return a service as it was before anything in it was marked confidential."""
    return replace(
        service,
        address=replace(service.address, confidential=False),
        phones=tuple(replace(phone, confidential=False) for phone in service.phones),
        emails=tuple(replace(email, confidential=False) for email in service.emails),
    )
