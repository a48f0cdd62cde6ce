"""What logging visits took: one row a visit, read only together with those of the whole team."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from advisor_desk.domain.effort import Effort, Measured


def note_effort(connection: sqlite3.Connection, visit_id: str, effort: Effort) -> None:
    """Keep what a visit took; where the save is repeated, what is kept already stays."""
    connection.execute(
        "INSERT INTO visit_effort (visit_id, picks, keys, seconds) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (visit_id) DO NOTHING",
        (visit_id, *effort),
    )


def iter_efforts(connection: sqlite3.Connection, first: str, last: str) -> Iterator[Measured]:
    """Yield the efforts of the visits that count between two ISO days; nobody's alias."""
    for row in connection.execute(
        "SELECT visit.month, visit.way, picks, keys, seconds FROM visit"
        " JOIN visit_effort ON visit_effort.visit_id = visit.id"
        " WHERE visit.day BETWEEN ? AND ? AND visit.retracted = 0",
        (first, last),
    ):
        yield Measured(row[0], row[1], Effort(*row[2:]))
