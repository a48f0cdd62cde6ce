"""The table of single values: which shipped set is loaded, which installation this is."""

from __future__ import annotations

import sqlite3
from typing import Final

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


INDEX_VERSION: Final = "2"
"""Of what is in the search index; one of another version is made anew at the next start."""

INDEX_VERSION_KEY: Final = "search_version"
FORGOTTEN_KEY: Final = "search_forgotten"
_MOST_FORGOTTEN: Final = 500


def is_index_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the search index is of this version, with little in it that is gone.

    Here and not with the index: the start of the window asks, and has no other use for it.
    """
    if get_meta(connection, INDEX_VERSION_KEY) != INDEX_VERSION:
        return False
    return int(get_meta(connection, FORGOTTEN_KEY) or 0) <= _MOST_FORGOTTEN


def ensure_desk_id(connection: sqlite3.Connection) -> str:
    """Return the id of this installation, made when it is first needed."""
    found = get_meta(connection, "desk_id")
    if not found:
        found = new_id()
        set_meta(connection, "desk_id", found)
    return found
