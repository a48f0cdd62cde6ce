"""Counts of visits, summed up by the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import SINGLE_FIELDS
from advisor_desk.storage.merged import KEPT
from advisor_desk.storage.rows import read_text

COLUMNS: Final = (*SINGLE_FIELDS, "point", "day", "month", "part_of_day")
"""Columns of which a visit has one value each."""

_CHILDREN: Final = {
    "topics": ("visit_topic", "code"),
    "help_given": ("visit_help_given", "code"),
    "barriers": ("visit_barrier", "code"),
    "referrals": ("visit_referral", "service_id"),
    "tried": ("visit_tried", "service_id"),
    "languages": ("visit_language", "code"),
}
"""What a visit may have several of, and the table and column it stands in."""

SEVERAL: Final = tuple(_CHILDREN)

PARTICIPANTS: Final = {"participants_age": "age", "participants_language": "language"}
"""What participants of group sessions are counted by, and the column it stands in."""

_COUNTED: Final = "visit.day BETWEEN ? AND ? AND visit.retracted = 0"
_SESSIONS: Final = f"{_COUNTED} AND visit.kind = 'group'"


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all reads of a block see the same state, whoever writes meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def count_by(connection: sqlite3.Connection, rows: str, first: str, last: str) -> dict[str, int]:
    """Return how many visits that count have each value.

    Args:
        connection: a reading connection.
        rows: one of `COLUMNS`, one of `SEVERAL`, or `main_topic`; by `languages` only group
            sessions are counted, for no other visit has them.
        first: ISO day.
        last: ISO day, included.

    Returns:
        Counts by value; visits without any are under the empty text. A visit with several
        values counts once for each of them.

    Raises:
        ValueError: visits are not counted by that.
    """
    if rows == "main_topic":
        statement = (
            "SELECT coalesce(child.code, ''), count(*) FROM visit LEFT JOIN visit_topic AS child"
            " ON child.visit_id = visit.id AND child.position = 0"
        )
    elif rows in ("referrals", "tried"):
        # Visits keep the record they named; where it was merged since, the one kept is meant.
        statement = (
            f"WITH RECURSIVE {KEPT}"  # noqa: S608 - constants only
            " SELECT coalesce(merged.kept, child.service_id, ''), count(DISTINCT visit.sequence)"
            f" FROM visit LEFT JOIN {_CHILDREN[rows][0]} AS child ON child.visit_id = visit.id"
            " LEFT JOIN merged ON merged.gone = child.service_id"
        )
    elif rows in _CHILDREN:
        table, column = _CHILDREN[rows]
        statement = (
            f"SELECT coalesce(child.{column}, ''), count(DISTINCT visit.sequence)"  # noqa: S608 - constants only
            f" FROM visit LEFT JOIN {table} AS child ON child.visit_id = visit.id"
        )
    elif rows in COLUMNS:
        statement = f"SELECT visit.{rows}, count(*) FROM visit"  # noqa: S608 - constants only
    else:
        raise ValueError(f"visits are not counted by {rows!r}")
    counted = _SESSIONS if rows == "languages" else _COUNTED
    found = connection.execute(f"{statement} WHERE {counted} GROUP BY 1", (first, last))
    return {row[0]: row[1] for row in found}


def count_participants(
    connection: sqlite3.Connection, rows: str, first: str, last: str
) -> dict[str, int]:
    """Return how many participants of group sessions have each age group or language.

    Args:
        connection: a reading connection.
        rows: one of `PARTICIPANTS`.
        first: ISO day.
        last: ISO day, included.

    Returns:
        Persons by code; those present who were not registered are under the empty text.
    """
    found = connection.execute(
        f"SELECT child.{PARTICIPANTS[rows]}, sum(child.count) FROM visit"  # noqa: S608 - constants only
        " JOIN visit_participants AS child ON child.visit_id = visit.id"
        f" WHERE {_SESSIONS} GROUP BY 1",
        (first, last),
    )
    counts = {row[0]: int(row[1]) for row in found}
    # Where more were registered than counted at the door, none is missing.
    missing = connection.execute(
        "SELECT coalesce(sum(max(0, adults + children - (SELECT coalesce(sum(count), 0)"  # noqa: S608 - constants only
        f" FROM visit_participants WHERE visit_id = visit.id))), 0) FROM visit WHERE {_SESSIONS}",
        (first, last),
    ).fetchone()[0]
    return counts | ({"": int(missing)} if missing else {})


class Totals(NamedTuple):
    """How many visits a period has, and persons in them; group sessions stand apart.

    Attributes:
        visits: contacts, group sessions left out; adults, children: present in them.
        sessions: group sessions and events; participants: present in them.
    """

    visits: int
    adults: int
    children: int
    sessions: int
    participants: int


def totals(connection: sqlite3.Connection, first: str, last: str) -> Totals:
    """Return how many visits and sessions count between two ISO days, and the persons in them."""
    row = connection.execute(
        "SELECT count(*) FILTER (WHERE kind = 'visit'),"  # noqa: S608 - constants only
        " coalesce(sum(adults) FILTER (WHERE kind = 'visit'), 0),"
        " coalesce(sum(children) FILTER (WHERE kind = 'visit'), 0),"
        " count(*) FILTER (WHERE kind = 'group'),"
        " coalesce(sum(adults + children) FILTER (WHERE kind = 'group'), 0)"
        f" FROM visit WHERE {_COUNTED}",
        (first, last),
    ).fetchone()
    return Totals(*map(int, row))


def service_names(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, LocalText]:
    """Return the names of services by id, withdrawn ones too; unknown ids are left out."""
    found = (
        connection.execute(
            "SELECT id, name_fi, name_sv, name_en FROM service WHERE id = ?", (service_id,)
        ).fetchone()
        for service_id in ids
    )
    return {row["id"]: read_text(row, "name") for row in found if row is not None}
