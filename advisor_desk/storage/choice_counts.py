"""How often codes are chosen here: a ledger by the day of choosing.

A correction or retraction takes away on its own day what was chosen before. So the rows of
days before today never change, and with them neither does the order of the form within a day.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Final

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.visit import SINGLE_FIELDS, Visit

_SEVERAL: Final = ("topics", "help_given", "barriers")


def note_choices(
    connection: sqlite3.Connection, day: str, before: Visit | None, after: Visit
) -> None:
    """Count what was chosen, and take away what is no longer; call it in the saving transaction.

    Args:
        connection: a writing connection.
        day: ISO day on which it is chosen.
        before: the visit as it was stored, or None for a new one.
        after: the visit as it is stored now.
    """
    changes = Counter(_chosen(after))
    changes.subtract(_chosen(before) if before is not None else ())
    connection.executemany(
        "INSERT INTO choice_count (field, code, day, count) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (field, code, day) DO UPDATE SET count = count + excluded.count",
        [(field, code, day, count) for (field, code), count in changes.items() if count],
    )


def _chosen(visit: Visit) -> list[tuple[str, str]]:
    """Return the fields and codes that count; a visit that was taken back has none."""
    if visit.retracted:
        return []
    single = ((name, getattr(visit, name)) for name in SINGLE_FIELDS)
    found = [(name, code) for name, code in single if code != NOT_ASKED]
    return found + [(name, code) for name in _SEVERAL for code in set(getattr(visit, name))]


def choice_counts(
    connection: sqlite3.Connection, field: str, first: str, before: str
) -> dict[str, int]:
    """Return how often each code of a field was chosen from one ISO day until before another."""
    rows = connection.execute(
        "SELECT code, sum(count) AS chosen FROM choice_count"
        " WHERE field = ? AND day >= ? AND day < ? GROUP BY code HAVING chosen > 0",
        (field, first, before),
    )
    return {row[0]: row[1] for row in rows}


def forget_choices(connection: sqlite3.Connection, before: str) -> int:
    """Forget the counts of days before an ISO day; return how many rows were dropped."""
    return connection.execute("DELETE FROM choice_count WHERE day < ?", (before,)).rowcount
