"""The tables of presets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from advisor_desk.domain.presets import Preset, texts_of, values_from
from advisor_desk.storage.rows import insert


def read_presets(connection: sqlite3.Connection, point: str) -> list[Preset]:
    """Return all presets of a point, whoever they are of, by advisor and number."""
    rows = connection.execute(
        "SELECT id, point, advisor, slot, title, revision FROM preset WHERE point = ?"
        " ORDER BY advisor, slot",
        (point,),
    ).fetchall()
    return [
        Preset(
            row["id"],
            row["point"],
            row["advisor"],
            row["slot"],
            row["title"],
            values_from(_texts(connection, row["id"])),
            row["revision"],
        )
        for row in rows
    ]


def _texts(connection: sqlite3.Connection, preset_id: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(
        "SELECT field, value FROM preset_value WHERE preset_id = ? ORDER BY field, position",
        (preset_id,),
    ):
        found[row["field"]] = (*found.get(row["field"], ()), row["value"])
    return found


def write_presets(connection: sqlite3.Connection, point: str, presets: Iterable[Preset]) -> None:
    """Let a point have these presets and no others.

    They are few enough to be written anew together, and two that change places never stand on
    one number.
    """
    connection.execute("DELETE FROM preset WHERE point = ?", (point,))
    for preset in presets:
        values: dict[str, object] = {
            "id": preset.id,
            "point": preset.point,
            "advisor": preset.advisor,
            "slot": preset.slot,
            "title": preset.title,
            "revision": preset.revision,
        }
        insert(connection, "preset", values)
        connection.executemany(
            "INSERT INTO preset_value VALUES (?, ?, ?, ?)",
            [
                (preset.id, field, position, text)
                for field, texts in texts_of(preset.values).items()
                for position, text in enumerate(texts)
            ],
        )
