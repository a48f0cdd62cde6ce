"""The table of single values: which shipped set is loaded, which installation this is."""

from __future__ import annotations

import sqlite3


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
