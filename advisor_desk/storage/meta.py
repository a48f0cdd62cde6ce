"""The table of single values: which shipped set is loaded, which installation this is."""

from __future__ import annotations

import sqlite3

from advisor_desk.domain.ids import new_id


def get_meta(connection: sqlite3.Connection, key: str) -> str:
    """Return a value, or an empty string."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a value in place of the one before."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def ensure_desk_id(connection: sqlite3.Connection) -> str:
    """Return the id of this installation, made when it is first needed."""
    found = get_meta(connection, "desk_id")
    if not found:
        found = new_id()
        set_meta(connection, "desk_id", found)
    return found
