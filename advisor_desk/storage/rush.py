"""Visits that were counted in a rush or remembered afterwards: what waits, and what is there."""

from __future__ import annotations

import sqlite3

_WAITS = "waiting = 1 AND retracted = 0"


def waiting_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of the visits that wait to be filled in, oldest first."""
    rows = connection.execute(f"SELECT id FROM visit WHERE {_WAITS} ORDER BY day, sequence")  # noqa: S608 - constant
    return [row[0] for row in rows]


def count_waiting(connection: sqlite3.Connection) -> int:
    """Return how many visits wait to be filled in; from an index of those alone."""
    return int(connection.execute(f"SELECT count(*) FROM visit WHERE {_WAITS}").fetchone()[0])  # noqa: S608 - constant


def parts_with_visits(
    connection: sqlite3.Connection, first: str, last: str
) -> set[tuple[str, str]]:
    """Return the ISO days and parts of day between two days that have visits that count."""
    rows = connection.execute(
        "SELECT DISTINCT day, part_of_day FROM visit WHERE day BETWEEN ? AND ? AND retracted = 0",
        (first, last),
    )
    return {(row[0], row[1]) for row in rows}


def count_marked(connection: sqlite3.Connection, first: str, last: str) -> tuple[int, int]:
    """Return how many of the visits that count between two ISO days wait, and are estimated."""
    row = connection.execute(
        "SELECT coalesce(sum(waiting), 0), coalesce(sum(estimated), 0) FROM visit"
        " WHERE day BETWEEN ? AND ? AND retracted = 0",
        (first, last),
    ).fetchone()
    return int(row[0]), int(row[1])
