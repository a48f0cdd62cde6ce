"""Tables of what changed in cards and services, and of the shifts of advisors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from advisor_desk.domain.changes import ADDED, FURTHEST, STATUS, Noted, RecordKind, Shift
from advisor_desk.domain.record_fields import Change

_MOST = 5000
"""Changes that are looked at: an import may change thousands of records."""


def note_content(
    connection: sqlite3.Connection,
    kind: RecordKind,
    record_id: str,
    day: str,
    changes: Iterable[Change],
) -> None:
    """Note what a newer shipped set changed in a record."""
    connection.executemany(
        "INSERT INTO content_change (kind, record_id, day, field, old_value, new_value)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(kind, record_id, day, one.field, one.old, one.new) for one in changes],
    )


def note_added(connection: sqlite3.Connection, kind: RecordKind, record_id: str, day: str) -> None:
    """Note that a record came with a newer shipped set."""
    note_content(connection, kind, record_id, day, [Change(ADDED, "", "")])


def note_status(
    connection: sqlite3.Connection, kind: RecordKind, record_id: str, day: str, old: str, new: str
) -> None:
    """Note that a newer shipped set withdrew a record, or brought it back."""
    if old != new:
        note_content(connection, kind, record_id, day, [Change(STATUS, old, new)])


def forget_old(connection: sqlite3.Connection, today: str) -> None:
    """Forget what the shipped set changed longer ago than anybody looks back."""
    oldest = (date.fromisoformat(today) - FURTHEST).isoformat()
    connection.execute("DELETE FROM content_change WHERE day < ?", (oldest,))


def is_empty(connection: sqlite3.Connection, kind: RecordKind) -> bool:
    """Tell whether there is no record of a kind yet: the first set changes nothing."""
    return connection.execute(f"SELECT 1 FROM {kind} LIMIT 1").fetchone() is None  # noqa: S608 - one of two names


def read_noted(connection: sqlite3.Connection, since: str, without_actor: str) -> list[Noted]:
    """Return the changes since an ISO day, that day included, in the order they happened.

    A shipped set is loaded at the start of the program, so before all else of its day.

    Args:
        connection: a reading connection.
        since: ISO day.
        without_actor: alias of somebody whose own changes are left out, or empty.
    """
    rows = connection.execute(
        "SELECT * FROM ("
        " SELECT day, 0 AS source, id AS place, kind, record_id, field, old_value, new_value"
        " FROM content_change WHERE day >= ?1"
        " UNION ALL"
        " SELECT day, 1, revision, 'service', service_id, field, old_value, new_value"
        " FROM record_change WHERE day >= ?1 AND (actor != ?2 OR ?2 = '')"
        " ORDER BY day DESC, source DESC, place DESC, record_id, field LIMIT ?3)"
        " ORDER BY day, source, place, record_id, field",
        (since, without_actor, _MOST),
    )
    return [
        Noted(
            row["kind"],
            row["record_id"],
            row["day"],
            Change(row["field"], row["old_value"], row["new_value"]),
        )
        for row in rows
    ]


def read_shift(connection: sqlite3.Connection, advisor: str) -> Shift | None:
    """Return when somebody worked here, or None."""
    row = connection.execute(
        "SELECT day, before FROM shift WHERE advisor = ?", (advisor,)
    ).fetchone()
    return Shift(date.fromisoformat(row["day"]), date.fromisoformat(row["before"])) if row else None


def write_shift(connection: sqlite3.Connection, advisor: str, shift: Shift) -> None:
    """Keep when somebody worked here."""
    connection.execute(
        "INSERT INTO shift VALUES (?, ?, ?) ON CONFLICT (advisor) DO UPDATE"
        " SET day = excluded.day, before = excluded.before",
        (advisor, shift.day.isoformat(), shift.before.isoformat()),
    )
