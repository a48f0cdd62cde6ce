"""Codes are retired and never deleted; places and languages are replaced as a whole."""

from __future__ import annotations

import sqlite3

from advisor_desk.domain.codes import Code
from advisor_desk.domain.places import LanguageEntry, Municipality
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.codes import (
    read_codes,
    read_native_names,
    read_regions,
    replace_places,
    retire_missing,
    write_code,
)

HOUSING = Code("topic", "housing", LocalText("asuminen", "boende", "housing"), order=1, quick=True)
RENT = Code("topic", "rent", LocalText("vuokra", "hyra", "rent"), parent="housing", order=2)
PHONE = Code("channel", "phone", LocalText(en="phone"), valid_from="2020-01-01")


def write(tables: sqlite3.Connection, *codes: Code) -> None:
    for code in codes:
        write_code(tables, code, 1, "digest")


def found(tables: sqlite3.Connection) -> dict[str, Code]:
    return {code.id: code for code in read_codes(tables)}


def test_codes_come_back_as_they_were(tables: sqlite3.Connection) -> None:
    write(tables, HOUSING, RENT, PHONE)
    assert set(read_codes(tables)) == {HOUSING, RENT, PHONE}


def test_a_code_that_is_written_again_takes_the_place_of_the_old(
    tables: sqlite3.Connection,
) -> None:
    write(tables, RENT)
    moved = Code("topic", "rent", LocalText(en="rents"), order=9)
    write_code(tables, moved, 2, "other")
    assert read_codes(tables) == [moved]
    assert tables.execute("SELECT revision, digest FROM code").fetchone()[:] == (2, "other")


def test_a_code_that_is_gone_is_retired_and_not_deleted(tables: sqlite3.Connection) -> None:
    write(tables, HOUSING, RENT, PHONE)
    present = [("topic", "housing"), ("channel", "phone")]
    assert retire_missing(tables, present, "2026-11-21") == 1
    assert retire_missing(tables, present, "2026-11-22") == 0
    rent = found(tables)["rent"]
    assert rent.valid_to == "2026-11-20"
    assert rent.valid_on("2026-11-20")
    assert not rent.valid_on("2026-11-21")
    assert found(tables)["housing"] == HOUSING


def test_the_same_id_in_another_list_is_another_code(tables: sqlite3.Connection) -> None:
    write(tables, HOUSING, Code("help_given", "housing", LocalText(en="help")))
    assert retire_missing(tables, [("topic", "housing")], "2026-11-21") == 1
    retired = [code.list for code in read_codes(tables) if code.valid_to]
    assert retired == ["help_given"]


def test_codes_made_or_edited_here_are_not_retired(tables: sqlite3.Connection) -> None:
    write(tables, HOUSING, RENT)
    tables.execute("UPDATE code SET origin = 'desk' WHERE id = 'housing'")
    tables.execute("UPDATE code SET edited = 1 WHERE id = 'rent'")
    assert retire_missing(tables, [], "2026-11-21") == 0


def test_places_are_replaced_as_a_whole(tables: sqlite3.Connection) -> None:
    espoo = Municipality(
        "049", LocalText("Espoo", "Esbo"), ("fi", "sv"), "01", LocalText("Uusimaa", "Nyland")
    )
    sorani = LanguageEntry("ckb", LocalText(en="Sorani"), "سۆرانی", "Arab", True, None)
    old = Municipality("999", LocalText("Vanha"), ("fi",), "99", LocalText())
    replace_places(tables, [old], [])
    replace_places(tables, [espoo], [sorani])
    assert read_regions(tables) == {"049": "01"}
    assert read_native_names(tables) == {"ckb": "سۆرانی"}
