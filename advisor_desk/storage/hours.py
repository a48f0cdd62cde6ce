"""Tables of opening hours, of services and of channels alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Literal

from advisor_desk.domain.opening import Hours, HoursSet, Span
from advisor_desk.storage.rows import chunks, insert_all, marks, read_text, text_columns

OwnerKind = Literal["service", "channel"]


def write_hours(
    connection: sqlite3.Connection,
    owner_kind: OwnerKind,
    owner_id: str,
    hours: Hours | None,
    *,
    new: bool = False,
) -> None:
    """Write the hours of an owner in place of what was there; None or empty ones clear them.

    Args:
        connection: a writing connection.
        owner_kind: what the owner is.
        owner_id: of the owner.
        hours: the hours.
        new: whether the owner is known to have none in the tables.
    """
    if not new:
        connection.execute(
            "DELETE FROM hours_set WHERE owner_kind = ? AND owner_id = ?", (owner_kind, owner_id)
        )
    sets: list[dict[str, object]] = []
    spans: list[dict[str, object]] = []
    for position, one in enumerate(hours.sets if hours else ()):
        key: dict[str, object] = {
            "owner_kind": owner_kind,
            "owner_id": owner_id,
            "position": position,
        }
        sets.append({**key, **_set_columns(one)})
        spans += (
            {**key, "number": number, **_span_columns(span)}
            for number, span in enumerate(one.spans)
        )
    insert_all(connection, "hours_set", sets)
    insert_all(connection, "hours_span", spans)


def _set_columns(one: HoursSet) -> dict[str, object]:
    return {
        "kind": one.kind,
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "status": one.status,
        "origin": one.origin,
        "priority": one.priority,
        **text_columns("heading", one.heading),
        **text_columns("text", one.text),
    }


def _span_columns(span: Span) -> dict[str, object]:
    return {
        "weekday": span.weekday or None,
        "holiday": span.holiday or None,
        "opens": span.opens,
        "closes": span.closes,
        "weeks": span.weeks,
        "status": span.status,
        **text_columns("note", span.note),
    }


def read_many_hours(
    connection: sqlite3.Connection, owner_kind: OwnerKind, ids: Sequence[str]
) -> dict[str, Hours]:
    """Return the hours of owners by id; those of which nothing is said are left out."""
    found: dict[str, Hours] = {}
    for chunk in chunks(ids):
        key = (owner_kind, *chunk)
        these = f"owner_kind = ? AND owner_id IN ({marks(chunk)})"
        sets = connection.execute(
            f"SELECT * FROM hours_set WHERE {these} ORDER BY owner_id, position",  # noqa: S608
            key,
        ).fetchall()
        if not sets:
            continue
        spans = connection.execute(
            f"SELECT * FROM hours_span WHERE {these} ORDER BY owner_id, position, number",  # noqa: S608
            key,
        )
        found.update(_put_together(sets, spans))
    return found


def _put_together(
    set_rows: Iterable[sqlite3.Row], span_rows: Iterable[sqlite3.Row]
) -> dict[str, Hours]:
    spans: dict[tuple[str, int], list[Span]] = {}
    for row in span_rows:
        spans.setdefault((row["owner_id"], row["position"]), []).append(_read_span(row))
    return {
        owner: Hours(tuple(_read_set(row, spans) for row in rows))
        for owner, rows in groupby(set_rows, key=_owner)
    }


def _owner(row: sqlite3.Row) -> str:
    return str(row["owner_id"])


def _read_set(row: sqlite3.Row, spans: dict[tuple[str, int], list[Span]]) -> HoursSet:
    return HoursSet(
        kind=row["kind"],
        spans=tuple(spans.get((row["owner_id"], row["position"]), ())),
        first=date.fromisoformat(row["first"]) if row["first"] else None,
        last=date.fromisoformat(row["last"]) if row["last"] else None,
        heading=read_text(row, "heading"),
        text=read_text(row, "text"),
        origin=row["origin"],
        status=row["status"],
        priority=row["priority"],
    )


def _read_span(row: sqlite3.Row) -> Span:
    return Span(
        weekday=row["weekday"] or 0,
        opens=row["opens"],
        closes=row["closes"],
        weeks=row["weeks"],
        status=row["status"],
        holiday=row["holiday"] or "",
        note=read_text(row, "note"),
    )
