"""The journal of what left the program."""

from __future__ import annotations

import sqlite3

from advisor_desk.domain.releases import Release
from advisor_desk.storage.rows import insert


def insert_release(connection: sqlite3.Connection, release: Release) -> None:
    """Add a release to the journal.

    Args:
        connection: a writing connection.
        release: what is about to leave.
    """
    values: dict[str, object] = {
        "id": release.id,
        "day": release.day,
        "actor": release.actor,
        "what": release.what,
        "format": release.format,
        "period_first": release.first,
        "period_last": release.last,
        "record_count": release.count,
        "reason": release.reason,
    }
    insert(connection, "release", values)


def read_releases(connection: sqlite3.Connection) -> list[Release]:
    """Return the journal, the newest first in the order of writing."""
    rows = connection.execute(
        "SELECT id, day, actor, what, format, period_first, period_last, record_count, reason"
        " FROM release ORDER BY rowid DESC"
    )
    return [Release(*row) for row in rows]
