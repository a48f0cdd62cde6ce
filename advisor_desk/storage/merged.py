"""Records that were merged into others: whatever refers to them means the one that was kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from advisor_desk.storage.rows import chunks, marks

KEPT: Final = """
    chain (gone, kept) AS (
        SELECT id, merged_into FROM service WHERE merged_into != ''
        UNION
        SELECT chain.gone, service.merged_into
        FROM chain JOIN service ON service.id = chain.kept
        WHERE service.merged_into != ''
    ),
    merged (gone, kept) AS (
        SELECT chain.gone, chain.kept
        FROM chain JOIN service ON service.id = chain.kept
        WHERE service.merged_into = ''
    )
"""
"""For `WITH RECURSIVE`: `merged` holds each record that is gone, and the one kept in the end."""


def kept_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the record that each of some merged ids means now; others are left out."""
    wanted = list(dict.fromkeys(ids))
    if not connection.execute("SELECT 1 FROM service WHERE merged_into != '' LIMIT 1").fetchone():
        return {}
    return {
        row["gone"]: row["kept"]
        for chunk in chunks(wanted)
        for row in connection.execute(
            f"WITH RECURSIVE {KEPT} SELECT gone, kept FROM merged"  # noqa: S608 - constants and marks
            f" WHERE gone IN ({marks(chunk)})",
            chunk,
        )
    }
