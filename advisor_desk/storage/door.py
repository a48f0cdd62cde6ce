"""The table of door counts, and the visits that stand beside them."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class ChannelDay(NamedTuple):
    """The visits of a day by one channel: contacts, people, tallies and estimates among them."""

    day: str
    channel: str
    contacts: int
    people: int
    tallies: int
    estimates: int


def read_totals(
    connection: sqlite3.Connection, point: str, first: str, last: str
) -> dict[tuple[str, str], int]:
    """Return the totals of a point between two ISO days, by day and kind."""
    rows = connection.execute(
        "SELECT day, kind, total FROM door_count WHERE point = ? AND day BETWEEN ? AND ?"
        " ORDER BY day, kind",
        (point, first, last),
    )
    return {(row[0], row[1]): row[2] for row in rows}


def write_total(
    connection: sqlite3.Connection, point: str, day: str, kind: str, total: int | None, advisor: str
) -> int | None:
    """Store the total of a day in place of the one before, or remove it; return the one before."""
    before = read_totals(connection, point, day, day).get((day, kind))
    connection.execute(
        "DELETE FROM door_count WHERE point = ? AND day = ? AND kind = ?", (point, day, kind)
    )
    if total is not None:
        connection.execute(
            "INSERT INTO door_count (point, day, kind, total, advisor) VALUES (?, ?, ?, ?, ?)",
            (point, day, kind, total, advisor),
        )
    return before


def visits_by_channel(
    connection: sqlite3.Connection, point: str, first: str, last: str
) -> list[ChannelDay]:
    """Return the visits of a point that count, by day and channel."""
    rows = connection.execute(
        "SELECT day, channel, count(*), sum(adults + children), sum(way = 'tally'),"
        " sum(estimated) FROM visit WHERE point = ? AND retracted = 0 AND day BETWEEN ? AND ?"
        " GROUP BY day, channel",
        (point, first, last),
    )
    return [ChannelDay(*row) for row in rows]
