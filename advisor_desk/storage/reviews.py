"""Tables of what catalogues say otherwise than this desk: read and decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from advisor_desk.domain.reviews import Decision, Reason, Undecided


class ReviewRow(NamedTuple):
    """An open review as it is kept.

    Attributes:
        catalogue: its id; `shipped` for the shipped set.
        catalogue_name: empty where there is none of that id.
        fields: field, reason, our text when it was noticed, and theirs.
    """

    id: int
    service_id: str
    catalogue: str
    catalogue_name: str
    noticed: str
    fields: tuple[tuple[str, Reason, str, str], ...]


def read_open(connection: sqlite3.Connection, number: int | None = None) -> list[ReviewRow]:
    """Return the open reviews of records that are not merged, the oldest first; or one of them."""
    rows = connection.execute(
        "SELECT review.*, coalesce(catalogue.name, '') AS name FROM review"
        " JOIN service ON service.id = review.service_id AND service.merged_into = ''"
        " LEFT JOIN catalogue ON catalogue.id = review.catalogue_id"
        " WHERE decided IS NULL AND (?1 IS NULL OR review.id = ?1) ORDER BY noticed, review.id",
        (number,),
    ).fetchall()
    return [
        ReviewRow(
            row["id"],
            row["service_id"],
            row["catalogue_id"],
            row["name"],
            row["noticed"],
            _open_fields(connection, row["id"]),
        )
        for row in rows
    ]


def _open_fields(
    connection: sqlite3.Connection, number: int
) -> tuple[tuple[str, Reason, str, str], ...]:
    rows = connection.execute(
        "SELECT field, reason, ours, theirs FROM review_field"
        " WHERE review_id = ? AND decision = 'open' ORDER BY field, reason",
        (number,),
    )
    return tuple((row["field"], row["reason"], row["ours"], row["theirs"]) for row in rows)


def count_open(connection: sqlite3.Connection) -> int:
    """Return how many reviews are open."""
    row = connection.execute(
        "SELECT count(*) FROM review JOIN service ON service.id = review.service_id"
        " WHERE decided IS NULL AND merged_into = ''"
    ).fetchone()
    return int(row[0])


def write_decisions(
    connection: sqlite3.Connection,
    number: int,
    decisions: Iterable[tuple[str, Decision | Undecided]],
    signed: tuple[str, str],
) -> bool:
    """Note what was decided of the fields of a review; return whether all of it is decided now.

    Args:
        connection: a writing connection.
        number: of the review.
        decisions: field and decision; `open` opens a field again.
        signed: ISO day, and alias of who decides.
    """
    connection.executemany(
        "UPDATE review_field SET decision = ? WHERE review_id = ? AND field = ?",
        [(decision, number, field) for field, decision in decisions],
    )
    done = not _open_fields(connection, number)
    day, actor = signed if done else (None, "")
    connection.execute(
        "UPDATE review SET decided = ?, actor = ? WHERE id = ?", (day, actor, number)
    )
    return done


def can_reopen(connection: sqlite3.Connection, number: int) -> bool:
    """Tell whether a review may be open: a record has one open review of a catalogue at most."""
    row = connection.execute(
        "SELECT 1 FROM review AS mine JOIN review AS other USING (service_id, catalogue_id)"
        " WHERE mine.id = ? AND other.id != mine.id AND other.decided IS NULL",
        (number,),
    ).fetchone()
    return row is None
