"""The table of pairs of records that only look like the same service."""

from __future__ import annotations

import sqlite3


def read_pairs(connection: sqlite3.Connection) -> set[frozenset[str]]:
    """Return the pairs of ids."""
    rows = connection.execute("SELECT first_id, second_id FROM not_duplicate")
    return {frozenset((row["first_id"], row["second_id"])) for row in rows}


def write_pair(connection: sqlite3.Connection, one: str, other: str, day: str, actor: str) -> None:
    """Keep that two records are not the same; said again, the first saying stays.

    Args:
        connection: a writing connection.
        one: an id.
        other: another id.
        day: ISO day on which it was said.
        actor: alias of who said it.
    """
    connection.execute(
        "INSERT INTO not_duplicate VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (*sorted((one, other)), day, actor),
    )


def drop_pair(connection: sqlite3.Connection, one: str, other: str) -> None:
    """Forget that two records are not the same."""
    connection.execute(
        "DELETE FROM not_duplicate WHERE first_id = ? AND second_id = ?",
        tuple(sorted((one, other))),
    )
