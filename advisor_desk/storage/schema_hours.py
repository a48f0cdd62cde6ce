"""Opening hours as rows: statements of migration 2, and the way there from text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite_utils import Database

_DAY: Final = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

HOURS_DDL: Final = (
    f"""
CREATE TABLE hours_set (
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('service', 'channel')),
    owner_id TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    kind TEXT NOT NULL CHECK (
        kind IN ('regular', 'season', 'exception', 'always', 'by_appointment', 'unknown')
    ),
    first TEXT CHECK (first {_DAY}),
    last TEXT CHECK (last {_DAY}),
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    origin TEXT NOT NULL,
    priority INTEGER NOT NULL,
    heading_fi TEXT NOT NULL DEFAULT '',
    heading_sv TEXT NOT NULL DEFAULT '',
    heading_en TEXT NOT NULL DEFAULT '',
    text_fi TEXT NOT NULL DEFAULT '',
    text_sv TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (owner_kind, owner_id, position),
    CHECK (first IS NULL OR last IS NULL OR first <= last)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE hours_span (
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0),
    weekday INTEGER CHECK (weekday BETWEEN 1 AND 7),
    holiday TEXT,
    opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 1439),
    closes INTEGER NOT NULL,
    weeks TEXT NOT NULL CHECK (weeks IN ('all', 'odd', 'even')),
    status TEXT NOT NULL CHECK (status IN ('open', 'appointment', 'phone_only', 'closed')),
    note_fi TEXT NOT NULL DEFAULT '',
    note_sv TEXT NOT NULL DEFAULT '',
    note_en TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (owner_kind, owner_id, position, number),
    FOREIGN KEY (owner_kind, owner_id, position) REFERENCES hours_set ON DELETE CASCADE,
    CHECK ((weekday IS NULL) != (holiday IS NULL)),
    CHECK (closes > opens AND closes <= opens + 1440)
) STRICT, WITHOUT ROWID""",
    """
CREATE TRIGGER service_hours_gone AFTER DELETE ON service BEGIN
    DELETE FROM hours_set WHERE owner_kind = 'service' AND owner_id = OLD.id;
END""",
    """
CREATE TRIGGER channel_hours_gone AFTER DELETE ON channel BEGIN
    DELETE FROM hours_set WHERE owner_kind = 'channel' AND owner_id = OLD.id;
END""",
)
"""Statements, one each; they come after those that create `service` and `channel`."""


def move_hours(db: Database) -> None:
    """Turn the text form that version 0.1.0 kept in `service.hours` into rows.

    The column stays, empty: a text that cannot be read, which 0.1.0 never wrote, is kept in it.
    """
    from advisor_desk.domain.opening_text import parse_hours  # only where a desk is upgraded
    from advisor_desk.storage.hours import write_hours

    for service_id, text in db.execute(
        "SELECT id, hours FROM service WHERE hours != '' ORDER BY id"
    ).fetchall():
        try:
            hours = parse_hours(text, origin="shipped")
        except ValueError:
            continue
        write_hours(db.conn, "service", service_id, hours)
        db.execute("UPDATE service SET hours = '' WHERE id = ?", (service_id,))
