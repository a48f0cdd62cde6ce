"""Tables of codes, municipalities and languages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from advisor_desk.domain.codes import Code
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.rows import insert, text_columns

if TYPE_CHECKING:
    from advisor_desk.domain.places import LanguageEntry, Municipality

OWN: Final = "own"
"""Origin of a code that was added at this desk."""


def read_codes(connection: sqlite3.Connection) -> list[Code]:
    """Return all codes of all lists, retired ones too."""
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples: this is on the way to the first picture
    rows = cursor.execute(
        "SELECT list, id, label_fi, label_sv, label_en, parent,"
        " coalesce(place.position, code.position), coalesce(place.quick, code.quick),"
        " valid_from, nullif(coalesce(place.valid_to, code.valid_to), '')"
        " FROM code LEFT JOIN code_place AS place USING (list, id)"
    )
    return [
        Code(name, key, LocalText(fi, sv, en), parent, position, bool(quick), first, last)
        for name, key, fi, sv, en, parent, position, quick, first, last in rows
    ]


def write_code(connection: sqlite3.Connection, code: Code, revision: int, digest: str) -> None:
    """Write a code in place of what was there."""
    connection.execute("DELETE FROM code WHERE list = ? AND id = ?", (code.list, code.id))
    insert(connection, "code", _code_row(code) | {"revision": revision, "digest": digest})


def write_own_code(connection: sqlite3.Connection, code: Code) -> None:
    """Write a code of this desk; one that is there gets another label or parent."""
    known = connection.execute(
        "SELECT revision FROM code WHERE list = ? AND id = ?", (code.list, code.id)
    ).fetchone()
    values = {"origin": OWN, "edited": 1, "revision": known["revision"] + 1 if known else 1}
    connection.execute("DELETE FROM code WHERE list = ? AND id = ?", (code.list, code.id))
    insert(connection, "code", _code_row(code._replace(valid_to=None)) | values)


class Place(NamedTuple):
    """How this desk has a code, as far as it differs from what is shipped.

    Attributes:
        list, id: of the code.
        position: among those with the same parent, or None as shipped.
        quick: whether it stands among the first choices, or None as shipped.
        valid_to: the last ISO day, empty where it was brought back, or None as shipped.
    """

    list: str
    id: str
    position: int | None = None
    quick: bool | None = None
    valid_to: str | None = None


def read_places(connection: sqlite3.Connection, list_name: str) -> list[Place]:
    """Return how this desk has the codes of a list; those it has as shipped are left out."""
    rows = connection.execute(
        "SELECT list, id, position, quick, valid_to FROM code_place WHERE list = ?", (list_name,)
    )
    return [
        Place(row[0], row[1], row[2], None if row[3] is None else bool(row[3]), row[4])
        for row in rows
    ]


def write_places(connection: sqlite3.Connection, places: Iterable[Place]) -> None:
    """Note how this desk has codes; what is None stays as it was."""
    connection.executemany(
        "INSERT INTO code_place (list, id, position, quick, valid_to) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (list, id) DO UPDATE SET position = coalesce(excluded.position, position),"
        " quick = coalesce(excluded.quick, quick),"
        " valid_to = coalesce(excluded.valid_to, valid_to)",
        places,
    )


def replace_code_places(
    connection: sqlite3.Connection, list_name: str, places: Iterable[Place]
) -> None:
    """Have the codes of a list exactly as noted here, all others as shipped."""
    connection.execute("DELETE FROM code_place WHERE list = ?", (list_name,))
    write_places(connection, places)


def _code_row(code: Code) -> dict[str, object]:
    return {
        "list": code.list,
        "id": code.id,
        "parent": code.parent,
        "position": code.order,
        "quick": int(code.quick),
        **text_columns("label", code.label),
        "valid_from": code.valid_from,
        "valid_to": code.valid_to,
    }


def retire_missing(
    connection: sqlite3.Connection, present: Iterable[tuple[str, str]], day: str
) -> int:
    """Retire shipped codes that a newer shipped set no longer has; return how many.

    Args:
        connection: a writing connection.
        present: list and id of the codes of the new set.
        day: the first ISO day on which they are not offered any more.
    """
    keep = set(present)
    last = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    gone = [
        (last, row["list"], row["id"])
        for row in connection.execute(
            "SELECT list, id FROM code WHERE origin = 'shipped' AND edited = 0 AND valid_to IS NULL"
        )
        if (row["list"], row["id"]) not in keep
    ]
    # Without its digest a code that is shipped again later counts as changed.
    connection.executemany(
        "UPDATE code SET valid_to = ?, digest = '', revision = revision + 1"
        " WHERE list = ? AND id = ?",
        gone,
    )
    return len(gone)


def replace_places(
    connection: sqlite3.Connection,
    municipalities: Iterable[Municipality],
    languages: Iterable[LanguageEntry],
) -> None:
    """Replace the reference tables of municipalities and languages."""
    connection.execute("DELETE FROM municipality")
    for entry in municipalities:
        insert(
            connection,
            "municipality",
            {
                "code": entry.code,
                "official_languages": " ".join(entry.official_languages),
                "region_code": entry.region_code,
                "region_fi": entry.region.fi,
                "region_sv": entry.region.sv,
            },
        )
    connection.execute("DELETE FROM language")
    for language in languages:
        insert(
            connection,
            "language",
            {
                "tag": language.tag,
                "native": language.native,
                "script": language.script,
                "direction": "rtl" if language.right_to_left else "ltr",
                "speakers": language.speakers,
            },
        )


def read_regions(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the region code of each municipality code."""
    rows = connection.execute("SELECT code, region_code FROM municipality")
    return {row["code"]: row["region_code"] for row in rows}


def read_native_names(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what each language is called in itself, by tag."""
    return {
        row["tag"]: row["native"] for row in connection.execute("SELECT tag, native FROM language")
    }
