"""Tables of visits, their corrections, and the draft of the form."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from advisor_desk.domain.visit import (
    SINGLE_FIELDS,
    Answer,
    Draft,
    Participants,
    Referral,
    Visit,
    changed_fields,
)
from advisor_desk.storage.choice_counts import note_choices
from advisor_desk.storage.like_visits import note_change
from advisor_desk.storage.rows import insert

_CHILD_TABLES: Final = {
    "topics": "visit_topic",
    "help_given": "visit_help_given",
    "barriers": "visit_barrier",
    "languages": "visit_language",
    "tried": "visit_tried",
}
"""Tables of what a visit may have several of in an order, each one text."""

_MORE_TABLES: Final = ("visit_referral", "visit_participants", "visit_answer")
_FLAGS: Final = ("retracted", "waiting", "estimated")
_PLAIN: Final = (
    "id",
    "day",
    "part_of_day",
    "clock",
    "minutes",
    "adults",
    "children",
    "point",
    "desk",
    "advisor",
    *SINGLE_FIELDS,
    "project",
    "observation",
    "created",
    "changed",
    "revision",
    "kind",
    "way",
    "title",
)
FREE_TEXTS: Final = ("observation", "project", "title")
"""Fields that people type freely; the log of corrections does not repeat them."""
_SELECT: Final = f"SELECT sequence, {', '.join((*_PLAIN, *_FLAGS))} FROM visit"  # noqa: S608 - constants


def insert_visit(connection: sqlite3.Connection, visit: Visit) -> bool:
    """Insert a visit; return False where it is stored already.

    A save that was reported as failed may be on disk all the same: a second try with the
    same id must not double it.
    """
    names = (*_PLAIN, *_FLAGS)
    cursor = connection.execute(
        f"INSERT INTO visit ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        " ON CONFLICT (id) DO NOTHING",
        [getattr(visit, name) for name in names],
    )
    if cursor.rowcount == 0:
        return False
    _write_children(connection, visit)
    note_change(connection, None, visit)
    note_choices(connection, visit.changed, None, visit)
    return True


def _write_children(connection: sqlite3.Connection, visit: Visit) -> None:
    for name, table in _CHILD_TABLES.items():
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?)",  # noqa: S608 - constants only
            [(visit.id, position, code) for position, code in enumerate(getattr(visit, name))],
        )
    connection.executemany(
        "INSERT INTO visit_referral VALUES (?, ?, ?, ?)",
        [(visit.id, i, r.service_id, r.mode) for i, r in enumerate(visit.referrals)],
    )
    connection.executemany(
        "INSERT INTO visit_participants VALUES (?, ?, ?, ?)",
        [(visit.id, *part) for part in visit.participants],
    )
    connection.executemany(
        "INSERT INTO visit_answer VALUES (?, ?, ?, ?)",
        [(visit.id, a.question_id, i, a.value) for i, a in enumerate(visit.answers)],
    )


def update_visit(
    connection: sqlite3.Connection, before: Visit, after: Visit, advisor: str
) -> Visit:
    """Store a correction, with what was changed, as the next revision.

    Args:
        connection: a writing connection.
        before: the visit as it is stored.
        after: the visit as it shall be.
        advisor: alias of who corrects.

    Returns:
        The visit as stored; `before` itself where nothing differs.
    """
    names = changed_fields(before, after)
    if not names:
        return before
    after = replace(after, revision=before.revision + 1)
    plain = [name for name in (*_PLAIN, *_FLAGS) if name != "id"]
    assignments = ", ".join(f"{name} = ?" for name in plain)
    connection.execute(
        f"UPDATE visit SET {assignments} WHERE id = ?",  # noqa: S608 - constants only
        (*(getattr(after, name) for name in plain), after.id),
    )
    for table in (*_CHILD_TABLES.values(), *_MORE_TABLES):
        connection.execute(f"DELETE FROM {table} WHERE visit_id = ?", (after.id,))  # noqa: S608
    _write_children(connection, after)
    note_change(connection, before, after)
    note_choices(connection, after.changed, before, after)
    for name in names:
        _log_correction(connection, name, before, after, advisor)
    return after


def _log_correction(
    connection: sqlite3.Connection, name: str, before: Visit, after: Visit, advisor: str
) -> None:
    # What was typed freely is not kept a second time: what was taken out is gone.
    private = name in FREE_TEXTS
    values: dict[str, object] = {
        "visit_id": after.id,
        "revision": after.revision,
        "field": name,
        "old_value": "" if private else _shown(getattr(before, name)),
        "new_value": "" if private else _shown(getattr(after, name)),
        "day": after.changed,
        "advisor": advisor,
    }
    insert(connection, "visit_correction", values)


def _shown(value: object) -> str:
    """Return a field's value as text for the log of corrections."""
    if isinstance(value, tuple):
        return " ".join(
            item if isinstance(item, str) else ":".join(map(str, item)) for item in value
        )
    return "" if value is None else str(value)


def read_visit(connection: sqlite3.Connection, visit_id: str) -> Visit | None:
    """Return a visit by id, retracted or not, or None."""
    rows = connection.execute(f"{_SELECT} WHERE id = ?", (visit_id,)).fetchall()
    return next(iter(_assemble(connection, rows)), None)


def latest_visits(connection: sqlite3.Connection, limit: int) -> list[Visit]:
    """Return the visits logged last, retracted ones too, newest first by sequence."""
    rows = connection.execute(f"{_SELECT} ORDER BY sequence DESC LIMIT ?", (limit,)).fetchall()
    return list(_assemble(connection, rows))


def iter_visits(
    connection: sqlite3.Connection, first: str, last: str, *, batch: int = 500
) -> Iterator[Visit]:
    """Yield the visits that count between two ISO days, by day and sequence."""
    cursor = connection.execute(
        f"{_SELECT} WHERE day BETWEEN ? AND ? AND retracted = 0 ORDER BY day, sequence",
        (first, last),
    )
    while rows := cursor.fetchmany(batch):
        yield from _assemble(connection, rows)


def _assemble(connection: sqlite3.Connection, rows: list[sqlite3.Row]) -> Iterator[Visit]:
    """Yield visits with their children, which are read for all rows together."""
    ids = [row["id"] for row in rows]
    if not ids:
        return
    marks = ", ".join("?" * len(ids))
    many: dict[str, dict[str, list[Any]]] = {}
    for name, (table, columns, order, make) in _READ.items():
        found: dict[str, list[Any]] = {}
        for child in connection.execute(
            f"SELECT visit_id, {columns} FROM {table} WHERE visit_id IN ({marks})"  # noqa: S608 - constants and marks only
            f" ORDER BY visit_id, {order}",
            ids,
        ):
            found.setdefault(child["visit_id"], []).append(make(*child[1:]))
        many[name] = found
    for row in rows:
        children: dict[str, Any] = {
            name: tuple(found.get(row["id"], ())) for name, found in many.items()
        }
        plain = {name: row[name] for name in _PLAIN}
        flags: dict[str, Any] = {name: bool(row[name]) for name in _FLAGS}
        yield Visit(**plain, **flags, **children)


_READ: Final[dict[str, tuple[str, str, str, Callable[..., object]]]] = {
    **{
        name: (table, "service_id" if name == "tried" else "code", "position", str)
        for name, table in _CHILD_TABLES.items()
    },
    "referrals": ("visit_referral", "service_id, mode", "position", Referral),
    "participants": ("visit_participants", "age, language, count", "age, language", Participants),
    "answers": ("visit_answer", "question_id, value", "position", Answer),
}
"""How several of a visit are read: table, columns, order, and what is made of a row."""


def count_day(connection: sqlite3.Connection, day: str) -> int:
    """Return how many visits of an ISO day count."""
    row = connection.execute(
        "SELECT count(*) FROM visit WHERE day = ? AND retracted = 0", (day,)
    ).fetchone()
    return int(row[0])


def drop_clock_times(connection: sqlite3.Connection, today: str) -> int:
    """Forget the exact times of visits that can no longer be corrected; return how many."""
    cursor = connection.execute(
        "UPDATE visit SET clock = NULL WHERE clock IS NOT NULL AND day < ?", (today,)
    )
    return cursor.rowcount


def write_draft(connection: sqlite3.Connection, draft: Draft | None) -> bool:
    """Keep the draft in place of the one before; None clears it.

    Returns:
        Whether there was one before.
    """
    before = connection.execute("DELETE FROM draft_value").rowcount > 0
    if draft is None:
        return before
    visit = draft.visit
    rows = [
        (name, 0, str(value))
        for name in _PLAIN
        if (value := getattr(visit, name)) is not None and name != "clock"
    ]
    for name in _CHILD_TABLES:
        rows += [(name, i, code) for i, code in enumerate(getattr(visit, name))]
    for name in ("participants", "answers"):
        texts = (":".join(map(str, item)) for item in getattr(visit, name))
        rows += [(name, i, text) for i, text in enumerate(texts)]
    rows += [(name, 0, "1") for name in ("waiting", "estimated") if getattr(visit, name)]
    rows += [("referrals", i, f"{r.mode}:{r.service_id}") for i, r in enumerate(visit.referrals)]
    rows += [("_carried", i, name) for i, name in enumerate(sorted(draft.carried))]
    rows += [("_editing", 0, "1")] if draft.editing else []
    rows += [("_dated", 0, "1")] if draft.dated else []
    connection.executemany("INSERT INTO draft_value VALUES (?, ?, ?)", rows)
    return before


def read_draft(connection: sqlite3.Connection) -> Draft | None:
    """Return the kept draft, or None."""
    values: dict[str, list[str]] = {}
    for row in connection.execute("SELECT field, value FROM draft_value ORDER BY field, position"):
        values.setdefault(row["field"], []).append(row["value"])
    if "id" not in values:
        return None
    numbers = {"minutes", "adults", "children", "revision"}
    plain: dict[str, Any] = {
        name: int(values[name][0]) if name in numbers else values[name][0]
        for name in _PLAIN
        if name in values
    }
    many: dict[str, Any] = {name: tuple(values.get(name, ())) for name in _CHILD_TABLES}
    many["referrals"] = tuple(_referral(text) for text in values.get("referrals", ()))
    many["participants"] = tuple(_participants(text) for text in values.get("participants", ()))
    many["answers"] = tuple(Answer(*text.split(":", 1)) for text in values.get("answers", ()))
    flags: dict[str, Any] = {name: name in values for name in ("waiting", "estimated")}
    return Draft(
        Visit(**plain, **many, **flags),
        carried=frozenset(values.get("_carried", ())),
        editing="_editing" in values,
        dated="_dated" in values,
    )


def _referral(text: str) -> Referral:
    mode, _, service_id = text.partition(":")
    return Referral(service_id, "handed-over" if mode == "handed-over" else "signposted")


def _participants(text: str) -> Participants:
    age, language, count = text.split(":")
    return Participants(age, language, int(count))
