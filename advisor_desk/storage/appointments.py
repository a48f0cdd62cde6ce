"""The table of appointments."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from advisor_desk.domain.appointments import Appointment
from advisor_desk.storage.rows import chunks, insert, marks

_NAMES: Final = (
    "id",
    "point",
    "day",
    "part_of_day",
    "clock",
    "minutes",
    "slip",
    "language",
    "topic",
    "channel",
    "state",
    "visit_id",
    "uid",
    "revision",
)
_SELECT: Final = f"SELECT {', '.join(_NAMES)} FROM appointment"  # noqa: S608 - constants only


def read_appointment(connection: sqlite3.Connection, appointment_id: str) -> Appointment | None:
    """Return an appointment by id, or None."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (appointment_id,)).fetchone()
    return None if row is None else _read(row)


def appointments_between(
    connection: sqlite3.Connection, point: str, first: str, last: str
) -> list[Appointment]:
    """Return the appointments of a point between two ISO days, in the order of their times."""
    rows = connection.execute(
        f"{_SELECT} WHERE point = ? AND day BETWEEN ? AND ?"
        " ORDER BY day, clock, slip, part_of_day, id",
        (point, first, last),
    )
    return [_read(row) for row in rows]


def appointments_by_uid(
    connection: sqlite3.Connection, uids: Sequence[str]
) -> dict[str, Appointment]:
    """Return the appointments that calendar files know by these digests."""
    found: dict[str, Appointment] = {}
    for some in chunks(uids):
        rows = connection.execute(f"{_SELECT} WHERE uid IN ({marks(some)})", tuple(some))
        found.update((row["uid"], _read(row)) for row in rows)
    return found


def _read(row: sqlite3.Row) -> Appointment:
    return Appointment(**{name: row[name] for name in _NAMES})


def write_appointment(connection: sqlite3.Connection, appointment: Appointment) -> Appointment:
    """Store an appointment, a new one or in place of the one with its id.

    A try that was reported as failed may be stored all the same; the same once more is no
    change.

    Returns:
        The appointment as stored, with its revision.
    """
    before = read_appointment(connection, appointment.id)
    if before is not None:
        same = replace(appointment, revision=before.revision) == before
        appointment = replace(appointment, revision=before.revision + (not same))
    values: dict[str, object] = {name: getattr(appointment, name) for name in _NAMES}
    insert(connection, "appointment", values, update="id")
    return appointment


def delete_appointment(connection: sqlite3.Connection, appointment_id: str) -> None:
    """Remove an appointment, as when a new one is taken back."""
    connection.execute("DELETE FROM appointment WHERE id = ?", (appointment_id,))


def follow_visit(connection: sqlite3.Connection, visit_id: str, *, counts: bool) -> None:
    """Note that the visit begun from an appointment was logged, or was taken back.

    Where a visit comes from no appointment, nothing changes; twice is the same as once.
    """
    state, others = ("came", "state != 'came'") if counts else ("planned", "state = 'came'")
    connection.execute(
        "UPDATE appointment SET state = ?, revision = revision + 1"  # noqa: S608 - constants only
        f" WHERE visit_id = ? AND {others}",
        (state, visit_id),
    )


def forget_past(connection: sqlite3.Connection, today: str) -> int:
    """Drop clock, slip, visit and foreign uid of appointments of earlier days; return how many.

    One whose visit is still being filled in, over midnight, waits until that is saved or
    cleared: it is to be noted as come.
    """
    cursor = connection.execute(
        "UPDATE appointment SET clock = NULL, slip = '', visit_id = NULL, uid = id"
        " WHERE clock IS NOT NULL AND day < ? AND NOT EXISTS (SELECT 1 FROM draft_value"
        " WHERE field = 'id' AND value = appointment.visit_id)",
        (today,),
    )
    return cursor.rowcount


def count_outcomes(
    connection: sqlite3.Connection, first: str, last: str, today: str
) -> dict[str, int]:
    """Return how many appointments between two ISO days came to what.

    What is still planned for a day before today was noted by nobody, and is `unnoted`.
    """
    rows = connection.execute(
        "SELECT CASE WHEN state = 'planned' AND day < ? THEN 'unnoted' ELSE state END, count(*)"
        " FROM appointment WHERE day BETWEEN ? AND ? GROUP BY 1",
        (today, first, last),
    )
    return {row[0]: row[1] for row in rows}
