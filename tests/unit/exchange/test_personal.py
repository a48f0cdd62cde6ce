"""Persons in public fields are found; offices are left alone."""

from __future__ import annotations

import pytest

from advisor_desk.domain.directory import Address, Channel, Email, Phone, Service
from advisor_desk.domain.record_fields import with_field
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.personal import flags


def described(text: str) -> Service:
    return Service("s", "other", LocalText("Palvelu"), description=LocalText(text))


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Kysy: maija.meikalainen@hel.fi tai soita", "Kysy:  tai soita"),
        ("Esimerkki Henkilö, johtava asiantuntija", "johtava asiantuntija"),
        ("Ohjaaja Maija Mallinen-Virta auttaa", "Ohjaaja  auttaa"),
        ("Manager Anna Smith", "Manager"),
        (
            "Kysy:\n- Maija Mallinen, ohjaaja\nmaija.mallinen@hel.fi |\n\n- muut: 116117",
            "Kysy:\nohjaaja\n\n- muut: 116117",
        ),
        ("Rehtori: Åke Öst\npuh. 09 310 1691", "Rehtori:\npuh. 09 310 1691"),
    ],
)
def test_names_are_found(text: str, without: str) -> None:
    (flag,) = flags(described(text))
    assert (flag.field, flag.reason) == ("description", "personal-name")
    assert with_field(described(text), "description", flag.without).description.fi == without


@pytest.mark.parametrize(
    "number", ["040 123 4567", "+358 50 1234567", "0451234567", "+358401234567"]
)
def test_mobile_numbers_are_found(number: str) -> None:
    (flag,) = flags(described(f"Soita {number} heti"))
    assert flag.reason == "mobile-number"
    assert number not in flag.without


@pytest.mark.parametrize(
    "text",
    [
        "tyollisyys.avustukset@hel.fi",
        "sosiaali.neuvonta@espoo.fi",
        "info@hel.fi",
        "Helsingin Kaupunki, Kulttuurin ja vapaa-ajan toimiala",
        "International House Helsinki, Lintulahdenkuja 2",
        "09 310 1691 tai 0800 04 8888 tai 116117",
        "Y-tunnus 0201256-6, 20.5.2040 12:00",
    ],
)
def test_offices_are_no_persons(text: str) -> None:
    assert flags(described(text)) == ()


def test_numbers_and_addresses_of_channels_are_looked_at() -> None:
    channel = Channel(
        "c",
        "place",
        address=Address(LocalText("Katu 1")),
        phones=(Phone("040 123 4567", "+358401234567"),),
        emails=(Email("matti.meikalainen@hel.fi"), Email("info@hel.fi")),
    )
    service = Service("s", "other", LocalText("P"), channels=(channel,))
    found = flags(service)
    assert {flag.reason for flag in found} == {"personal-name", "mobile-number"}
    (kept,) = with_field(service, "channels", found[0].without).channels
    assert (kept.phones, [one.address for one in kept.emails]) == ((), ["info@hel.fi"])
    assert kept.address == channel.address


def test_a_name_told_in_one_language_is_one_in_all() -> None:
    texts = LocalText("Maija Mallinen, ohjaaja", "Fråga Maija Mallinen om hjälp", "Ask us")
    (flag,) = flags(Service("s", "other", LocalText("Palvelu"), description=texts))
    cleaned = with_field(Service("s", "other", LocalText()), "description", flag.without)
    assert cleaned.description == LocalText("ohjaaja", "Fråga  om hjälp", "Ask us")
