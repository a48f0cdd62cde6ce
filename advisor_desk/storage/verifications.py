"""Tables of what keeps the directory alive: checks, reports, and how often a record is used."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from advisor_desk.domain.freshness import FRESH_OUTCOMES, Verification
from advisor_desk.domain.reports import Report, ReportState
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.merged import KEPT
from advisor_desk.storage.rows import chunks, insert, marks, read_text

_STANDING: Final = (
    "takes_back IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM verification AS later WHERE later.takes_back = verification.id)"
)
"""That a check was not taken back, and is not a taking back itself."""


def add_verification(
    connection: sqlite3.Connection, verification: Verification, made_revision: int = 0
) -> Verification:
    """Add a check; one that left the record right moves its days forward.

    Args:
        connection: a writing connection.
        verification: the check; its id is given here.
        made_revision: the revision of the record that came of it, or 0.

    Returns:
        The check with its id.
    """
    days = connection.execute(
        "SELECT last_verified, text_verified FROM service WHERE id = ?",
        (verification.service_id,),
    ).fetchone()
    values = _columns(verification) | {
        "contacts_before": days["last_verified"],
        "texts_before": days["text_verified"],
        "made_revision": made_revision,
    }
    insert(connection, "verification", values)
    number = int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])
    if verification.outcome in FRESH_OUTCOMES:
        for column, checked in (
            ("last_verified", verification.contacts),
            ("text_verified", verification.texts),
        ):
            if checked:
                connection.execute(
                    f"UPDATE service SET {column} = ? WHERE id = ?",  # noqa: S608 - constants
                    (verification.day, verification.service_id),
                )
    return replace(verification, id=number)


def _columns(verification: Verification) -> dict[str, object]:
    return {
        "service_id": verification.service_id,
        "day": verification.day,
        "actor": verification.actor,
        "method": verification.method,
        "outcome": verification.outcome,
        "contacts": int(verification.contacts),
        "texts": int(verification.texts),
        "note": verification.note,
    }


class TakenBack(NamedTuple):
    """A check that was taken back: of which service, and the revision that had come of it or 0."""

    service_id: str
    made_revision: int


def take_back(
    connection: sqlite3.Connection, number: int, day: str, actor: str
) -> TakenBack | None:
    """Take the last check of a record back, by a row that says so; give its days back.

    Args:
        connection: a writing connection.
        number: id of the check.
        day: ISO day.
        actor: alias of who takes it back.

    Returns:
        None where it is not the last one of its record or was taken back already; nothing was
        done then.
    """
    row = connection.execute("SELECT * FROM verification WHERE id = ?", (number,)).fetchone()
    if row is None or latest_verification(connection, row["service_id"]) != _verification(row):
        return None
    values = _columns(_verification(row)) | {"day": day, "actor": actor, "takes_back": number}
    insert(connection, "verification", values)
    connection.execute(
        "UPDATE service SET last_verified = ?, text_verified = ? WHERE id = ?",
        (row["contacts_before"], row["texts_before"], row["service_id"]),
    )
    return TakenBack(row["service_id"], row["made_revision"])


def latest_verification(connection: sqlite3.Connection, service_id: str) -> Verification | None:
    """Return the last check of a record that stands, or None."""
    return latest_verifications(connection, [service_id]).get(service_id)


def latest_verifications(
    connection: sqlite3.Connection, service_ids: Sequence[str]
) -> dict[str, Verification]:
    """Return the last checks that stand, by service; those never checked are left out."""
    found = (
        row
        for chunk in chunks(service_ids)
        for row in connection.execute(
            "SELECT * FROM verification WHERE id IN ("  # noqa: S608 - constants and marks
            f"SELECT max(id) FROM verification WHERE service_id IN ({marks(chunk)})"
            f" AND {_STANDING} GROUP BY service_id)",
            chunk,
        )
    )
    return {row["service_id"]: _verification(row) for row in found}


def read_verifications(connection: sqlite3.Connection, service_id: str) -> list[Verification]:
    """Return all checks of a record, the newest first; those taken back say so."""
    rows = connection.execute(
        "SELECT v.*, EXISTS (SELECT 1 FROM verification AS later WHERE later.takes_back = v.id)"
        " AS taken_back FROM verification AS v"
        " WHERE service_id = ? AND takes_back IS NULL ORDER BY id DESC",
        (service_id,),
    )
    return [_verification(row, taken_back=bool(row["taken_back"])) for row in rows]


def _verification(row: sqlite3.Row, *, taken_back: bool = False) -> Verification:
    return Verification(
        id=row["id"],
        service_id=row["service_id"],
        day=row["day"],
        actor=row["actor"],
        method=row["method"],
        outcome=row["outcome"],
        contacts=bool(row["contacts"]),
        texts=bool(row["texts"]),
        note=row["note"],
        taken_back=taken_back,
    )


def count_use(connection: sqlite3.Connection, kind: str, record_id: str, day: str) -> None:
    """Count that a record was opened on an ISO day."""
    connection.execute(
        "INSERT INTO use_count VALUES (?, ?, ?, 1)"
        " ON CONFLICT (kind, record_id, day) DO UPDATE SET opened = opened + 1",
        (kind, record_id, day),
    )


_IS_DUE: Final = (
    "(last_verified IS NULL OR last_verified <= :contacts"
    " OR text_verified IS NULL OR text_verified <= :texts)"
)
_DUE: Final = f"""
WITH RECURSIVE {KEPT},
last (id) AS (SELECT max(id) FROM verification WHERE {_STANDING} GROUP BY service_id),
uses (id, times, reports) AS (
    SELECT visit_referral.service_id, 1, 0
    FROM visit JOIN visit_referral ON visit_referral.visit_id = visit.id
    WHERE visit.day BETWEEN :first AND :today AND visit.retracted = 0
    UNION ALL
    SELECT record_id, opened, 0 FROM use_count
    WHERE kind = 'service' AND day BETWEEN :first AND :today
    UNION ALL
    SELECT service_id, 0, 1 FROM report WHERE state = 'open'
),
facts (id, times, reports, doubt) AS (
    SELECT coalesce(merged.kept, uses.id), uses.times, uses.reports, NULL
    FROM uses LEFT JOIN merged ON merged.gone = uses.id
    UNION ALL
    SELECT service_id, 0, 0, outcome FROM last JOIN verification USING (id)
    WHERE outcome IN ('wrong', 'unreached')
    UNION ALL
    SELECT id, 0, 0, NULL FROM service WHERE status = 'listed' AND {_IS_DUE}
),
summed (id, used, reports, doubt) AS (
    -- One pass over all of them: joined one by one, each would be searched for each service.
    SELECT id, sum(times), sum(reports), max(doubt) FROM facts GROUP BY id
)
SELECT service.id, name_fi, name_sv, name_en, last_verified, text_verified, used, reports,
    coalesce(doubt, '') AS doubt
FROM summed CROSS JOIN service ON service.id = summed.id
WHERE status = 'listed' AND (doubt IS NOT NULL OR {_IS_DUE})
ORDER BY doubt IS NULL, used DESC, coalesce(last_verified, ''), service.id
"""  # noqa: S608 - constants only


def due_rows(
    connection: sqlite3.Connection,
    period: tuple[str, str],
    newest: tuple[str, str],
    limit: int,
) -> list[sqlite3.Row]:
    """Return the services on offer that are to be checked, those in doubt and most used first.

    Args:
        connection: a reading connection.
        period: first and last ISO day of the use that counts.
        newest: the newest ISO day of a check of contacts, and of texts, that is due by now.
        limit: how many to return at most.
    """
    values = {"first": period[0], "today": period[1], "contacts": newest[0], "texts": newest[1]}
    return connection.execute(f"{_DUE} LIMIT :limit", values | {"limit": limit}).fetchall()


def count_due(
    connection: sqlite3.Connection, period: tuple[str, str], newest: tuple[str, str]
) -> int:
    """Return how many services there are in the whole of what `due_rows` begins."""
    values = {"first": period[0], "today": period[1], "contacts": newest[0], "texts": newest[1]}
    row = connection.execute(f"SELECT count(*) FROM ({_DUE})", values).fetchone()  # noqa: S608
    return int(row[0])


def add_report(
    connection: sqlite3.Connection, service_id: str, day: str, actor: str, text: str
) -> int:
    """Add a report that a record is wrong; return its number."""
    cursor = connection.execute(
        "INSERT INTO report (service_id, day, actor, text) VALUES (?, ?, ?, ?)",
        (service_id, day, actor, text),
    )
    return int(cursor.lastrowid or 0)


def read_reports(connection: sqlite3.Connection, *, only_open: bool = True) -> list[Report]:
    """Return reports with the names of their records, the oldest first.

    A report about a record that was merged is one about the record that was kept.
    """
    rows = connection.execute(
        f"WITH RECURSIVE {KEPT}"  # noqa: S608 - constants only
        " SELECT report.*, service.id AS now, name_fi, name_sv, name_en FROM report"
        " LEFT JOIN merged ON merged.gone = report.service_id"
        " LEFT JOIN service ON service.id = coalesce(merged.kept, report.service_id)"
        " WHERE state = 'open' OR NOT ? ORDER BY report.id",
        (only_open,),
    )
    return [_report(row) for row in rows]


def _report(row: sqlite3.Row) -> Report:
    return Report(
        id=row["id"],
        service_id=row["now"] or row["service_id"],
        name=read_text(row, "name") if row["now"] else LocalText(),
        day=row["day"],
        actor=row["actor"],
        text=row["text"],
        state=row["state"],
        answer=row["answer"],
        answered_day=row["answered_day"],
        answered_by=row["answered_by"],
    )


def settle_report(
    connection: sqlite3.Connection,
    number: int,
    state: ReportState,
    answer: str,
    signed: tuple[str, str],
) -> bool:
    """Settle a report, or open it again; return whether there is such a report.

    Args:
        connection: a writing connection.
        number: of the report.
        state: what becomes of it.
        answer: a line for the one who reported.
        signed: ISO day, and alias of who answers.
    """
    day, actor = (None, "") if state == "open" else signed
    cursor = connection.execute(
        "UPDATE report SET state = ?, answer = ?, answered_day = ?, answered_by = ? WHERE id = ?",
        (state, answer, day, actor, number),
    )
    return cursor.rowcount > 0


def take_report_back(connection: sqlite3.Connection, number: int, actor: str) -> bool:
    """Delete an open report of one's own; return whether it was there."""
    cursor = connection.execute(
        "DELETE FROM report WHERE id = ? AND actor = ? AND state = 'open'", (number, actor)
    )
    return cursor.rowcount > 0
