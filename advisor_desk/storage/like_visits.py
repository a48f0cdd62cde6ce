"""Counts of like visits and their referrals, kept up in the transaction that changes a visit."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Final

from advisor_desk.domain.like_visits import (
    CONTEXT_FIELDS,
    contexts,
    contexts_of,
    counts_as_like,
    keys,
)
from advisor_desk.domain.visit import Visit
from advisor_desk.storage.meta import get_meta, set_meta
from advisor_desk.storage.rows import marks

VERSION: Final = "1"
"""Of what a context is; counts of another version are made anew at the next start."""

_VERSION_KEY: Final = "like_visits_version"
_MOST_SERVICES: Final = 200
"""Services of one context that are looked at, those with the most referrals."""

Counts = tuple[Counter[str], Counter[tuple[str, str]]]
"""Visits by context, and by context and service referred to."""


def note_change(connection: sqlite3.Connection, before: Visit | None, after: Visit | None) -> None:
    """Count what a visit is now in place of what it was; None where there was or is none."""
    old, new = _counted(before), _counted(after)
    if old == new:
        return
    _take_away(connection, *old)
    _add(connection, *new)


def _counted(visit: Visit | None) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the contexts in which a visit counts, and these with each service."""
    if visit is None or not counts_as_like(visit):
        return [], []
    found = keys(contexts_of(visit))
    services = sorted({referral.service_id for referral in visit.referrals})
    return found, [(key, service) for key in found for service in services]


def _add(connection: sqlite3.Connection, found: list[str], referred: list[tuple[str, str]]) -> None:
    connection.executemany(
        "INSERT INTO like_visits VALUES (?, 1)"
        " ON CONFLICT (context) DO UPDATE SET count = count + 1",
        [(key,) for key in found],
    )
    connection.executemany(
        "INSERT INTO like_referral VALUES (?, ?, 1)"
        " ON CONFLICT (context, service_id) DO UPDATE SET count = count + 1",
        referred,
    )


def _take_away(
    connection: sqlite3.Connection, found: list[str], referred: list[tuple[str, str]]
) -> None:
    """Count less; a count that is wrong already never keeps a correction from being stored."""
    contexts_given = [(key,) for key in found]
    for table, where, rows in (
        ("like_visits", "context = ?", contexts_given),
        ("like_referral", "context = ? AND service_id = ?", referred),
    ):
        connection.executemany(
            f"UPDATE {table} SET count = count - 1 WHERE {where} AND count > 0",  # noqa: S608 - constants only
            rows,
        )
        connection.executemany(
            f"DELETE FROM {table} WHERE {where} AND count = 0",  # noqa: S608 - constants only
            rows,
        )


def read_visits(connection: sqlite3.Connection, found: Sequence[str]) -> dict[str, int]:
    """Return how many visits contexts have, by their keys; of none there is no entry."""
    rows = connection.execute(
        f"SELECT context, count FROM like_visits WHERE context IN ({marks(found)})",  # noqa: S608 - marks only
        found,
    )
    return {row["context"]: row["count"] for row in rows}


def read_referred(
    connection: sqlite3.Connection, found: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return for each context how often services were referred to, by their ids."""
    return {
        key: {
            row["service_id"]: row["count"]
            for row in connection.execute(
                "SELECT service_id, count FROM like_referral WHERE context = ?"
                " ORDER BY count DESC, service_id LIMIT ?",
                (key, _MOST_SERVICES),
            )
        }
        for key in found
    }


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the counts are of this version, as those of an older program are not."""
    return get_meta(connection, _VERSION_KEY) == VERSION


def recount(connection: sqlite3.Connection) -> Counts:
    """Return the counts as the visits themselves have them; reads every visit."""
    names = ", ".join(CONTEXT_FIELDS)
    services: dict[str, list[str]] = {}
    for row in connection.execute("SELECT DISTINCT visit_id, service_id FROM visit_referral"):
        services.setdefault(row[0], []).append(row[1])
    visits: Counter[str] = Counter()
    referred: Counter[tuple[str, str]] = Counter()
    for row in connection.execute(
        f"SELECT id, code, {names} FROM visit"  # noqa: S608 - constants only
        " JOIN visit_topic ON visit_id = id AND position = 0"
        " WHERE kind = 'visit' AND NOT (retracted OR waiting OR estimated)"
    ):
        found = keys(contexts(row["code"], {name: row[name] for name in CONTEXT_FIELDS}))
        visits.update(found)
        for service in services.get(row["id"], ()):
            referred.update((key, service) for key in found)
    return visits, referred


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the counts anew from the visits."""
    visits, referred = recount(connection)
    connection.execute("DELETE FROM like_visits")
    connection.execute("DELETE FROM like_referral")
    connection.executemany("INSERT INTO like_visits VALUES (?, ?)", sorted(visits.items()))
    connection.executemany(
        "INSERT INTO like_referral VALUES (?, ?, ?)",
        [(*key, count) for key, count in sorted(referred.items())],
    )
    set_meta(connection, _VERSION_KEY, VERSION)


def is_right(connection: sqlite3.Connection) -> bool:
    """Tell whether the counts agree with the visits; counts of another version are not judged."""
    if not is_current(connection):
        return True
    visits, referred = recount(connection)
    kept = dict(connection.execute("SELECT context, count FROM like_visits").fetchall())
    if kept != visits:
        return False
    rows = connection.execute("SELECT context, service_id, count FROM like_referral")
    return {(row[0], row[1]): row[2] for row in rows} == referred
