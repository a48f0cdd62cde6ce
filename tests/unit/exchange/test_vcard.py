"""Services as vCards 4.0."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Address, Channel, Email, Organization, Phone, Service
from advisor_desk.domain.imports import Catalogue
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.hsds.to_hsds import Handed, Style
from advisor_desk.exchange.shipped import Shipped
from advisor_desk.exchange.vcard import folded, write_vcards

STYLE = Style("sv", CodeBook(()))


def lines(handed: Handed) -> list[str]:
    """Return the lines of the cards as a reader unfolds them."""
    file = io.StringIO(newline="")
    write_vcards(file, [handed], STYLE)
    return file.getvalue().replace("\r\n ", "").split("\r\n")


def test_a_service_and_its_office_are_cards() -> None:
    office = Channel("x", "place", LocalText("Toimisto", "Kontor"), phones=(Phone("09 2", "092"),))
    line = Channel("y", "phone", LocalText("Linja"))
    service = Service(
        "a",
        "other",
        LocalText("Neuvonta; apu, tuki", "Råd\\givning"),
        LocalText("eka\ntoka"),
        address=Address(LocalText("Katu 1"), "00100", "Helsinki", latitude=60.17, longitude=24.9),
        phones=(Phone("09 1", "091", LocalText("vaihde", "växel")), Phone("0800", "0800")),
        emails=(Email("a@b.fi"),),
        website="https://b.fi/?a=1;b",
        languages=("fi", "so"),
        channels=(office, line),
    )
    giver = Organization("o", LocalText("Virasto"))
    catalogue = Catalogue("c", "tpr", "Map", "CC BY 4.0", "City")
    found = lines(Handed(service, giver, (catalogue,)))
    assert found.count("BEGIN:VCARD") == found.count("END:VCARD") == 2
    assert found[1] == "VERSION:4.0"
    assert "FN;LANGUAGE=sv;ALTID=1;PREF=1:Råd\\\\givning" in found
    assert "FN;LANGUAGE=fi;ALTID=1;PREF=2:Neuvonta\\; apu\\, tuki" in found
    assert "NOTE;LANGUAGE=fi;ALTID=1;PREF=1:eka\\ntoka" in found
    assert "ORG;LANGUAGE=fi;ALTID=1;PREF=1:Virasto" in found
    assert "ADR;TYPE=work:;;Katu 1;Helsinki;;00100;Finland" in found
    assert "GEO:geo:60.170000,24.900000" in found
    assert "item1.TEL;TYPE=work,voice:09 1" in found
    assert "item1.X-ABLABEL:växel" in found
    assert "TEL;TYPE=work,voice:0800" in found
    assert "EMAIL;TYPE=work:a@b.fi" in found
    assert "URL:https://b.fi/?a=1;b" in found
    assert [one for one in found if one.startswith("LANG:")] == ["LANG:fi", "LANG:so"]
    assert "NOTE:City · CC BY 4.0" in found
    assert "FN;LANGUAGE=sv;ALTID=1;PREF=1:Råd\\\\givning – Kontor" in found


def test_no_value_can_add_a_property() -> None:
    evil = LocalText("a\r\nEND:VCARD\rX-EVIL:1")
    service = Service(
        "a", "other", evil, phones=(Phone("1\nX-EVIL:1", "1", evil),), website="h\nX:"
    )
    found = lines(Handed(service))
    assert found.count("END:VCARD") == 1
    assert not [one for one in found if one.startswith(("X-EVIL", "X:"))]


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_folded_lines_are_short_and_whole(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_the_shipped_directory_fits(shipped: Shipped) -> None:
    file = io.StringIO(newline="")
    records = [Handed(service) for service in shipped.services]
    style = Style("fi", CodeBook(shipped.codes))
    assert write_vcards(file, records, style) == len(records)
    assert file.getvalue().count("BEGIN:VCARD") == len(records)
    assert all(len(line.encode()) <= 75 for line in file.getvalue().split("\r\n"))
