"""What version 0.2.0 adds to the directory: statements of migration 2."""

from __future__ import annotations

from typing import Final


def _texts(*names: str) -> str:
    """Return column definitions for texts in the three languages."""
    return ",\n".join(
        f"    {name}_{language} TEXT NOT NULL DEFAULT ''"
        for name in names
        for language in ("fi", "sv", "en")
    )


def _added(table: str, *columns: str) -> list[str]:
    """Return the statements that add columns to a table."""
    return [f"ALTER TABLE {table} ADD COLUMN {column}" for column in columns]


def _added_texts(table: str, *names: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ADD COLUMN {name}_{language} TEXT NOT NULL DEFAULT ''"
        for name in names
        for language in ("fi", "sv", "en")
    ]


_FLAG: Final = "INTEGER NOT NULL DEFAULT 0 CHECK ({name} IN (0, 1))"


def _flag(name: str) -> str:
    return f"{name} {_FLAG.format(name=name)}"


_PROVENANCE: Final = """
    origin TEXT NOT NULL DEFAULT 'desk',
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1)"""

_ADDITIONS: Final = [
    *_added_texts("service", "other_names", "how_to_apply", "access"),
    *_added(
        "service",
        "organization TEXT NOT NULL DEFAULT ''",
        "minimum_age REAL",
        "maximum_age REAL",
        "latitude REAL",
        "longitude REAL",
        _flag("address_confidential"),
        "text_verified TEXT",
        "merged_into TEXT NOT NULL DEFAULT ''",
    ),
    *_added("service_phone", _flag("confidential")),
    *_added("service_email", _flag("confidential")),
    *_added_texts("service_email", "label"),
    *_added(
        "service_language",
        "mode TEXT NOT NULL DEFAULT 'spoken' CHECK (mode IN ('spoken', 'interpreter', 'written'))",
    ),
    *_added("synonym", _flag("edited"), "active INTEGER NOT NULL DEFAULT 1"),
]

_TABLES: Final = f"""
CREATE TABLE organization (
    id TEXT PRIMARY KEY,
{_texts("name", "description")},
    business_id TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
{_PROVENANCE}
) STRICT;
CREATE INDEX organization_by_business_id ON organization (business_id) WHERE business_id != '';
CREATE TABLE channel (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL
        CHECK (kind IN ('place', 'phone', 'email', 'chat', 'e-service', 'web', 'form')),
    organization TEXT NOT NULL DEFAULT '',
{_texts("name", "description", "street", "access", "url", "hours_text")},
    postal_code TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    latitude REAL,
    longitude REAL,
    address_confidential INTEGER NOT NULL CHECK (address_confidential IN (0, 1)),
    languages TEXT NOT NULL DEFAULT '',
{_PROVENANCE}
) STRICT;
CREATE TABLE channel_phone (
    channel_id TEXT NOT NULL REFERENCES channel ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    dial TEXT NOT NULL,
{_texts("label", "hours")},
    languages TEXT NOT NULL DEFAULT '',
    confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    PRIMARY KEY (channel_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE channel_email (
    channel_id TEXT NOT NULL REFERENCES channel ON DELETE CASCADE,
    position INTEGER NOT NULL,
    email TEXT NOT NULL,
{_texts("label")},
    confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    PRIMARY KEY (channel_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_channel (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    channel_id TEXT NOT NULL REFERENCES channel,
{_texts("note")},
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_channel_by_channel ON service_channel (channel_id);
CREATE TABLE service_area (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('region', 'county')),
    code TEXT NOT NULL,
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_code (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE record_change (
    service_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    field TEXT NOT NULL,
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL,
    day TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (service_id, revision, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE verification (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    day TEXT NOT NULL,
    actor TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('phone', 'visit', 'email', 'web', 'other')),
    outcome TEXT NOT NULL CHECK (outcome IN ('unchanged', 'changed', 'wrong', 'unreached')),
    contacts INTEGER NOT NULL CHECK (contacts IN (0, 1)),
    texts INTEGER NOT NULL CHECK (texts IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    contacts_before TEXT,
    texts_before TEXT,
    made_revision INTEGER NOT NULL DEFAULT 0,
    takes_back INTEGER REFERENCES verification
) STRICT;
CREATE INDEX verification_by_service ON verification (service_id, id);
CREATE INDEX verification_taken_back ON verification (takes_back) WHERE takes_back IS NOT NULL;
CREATE INDEX service_merged ON service (merged_into) WHERE merged_into != '';
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    day TEXT NOT NULL,
    actor TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(text) <= 500),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'mended', 'rejected')),
    answer TEXT NOT NULL DEFAULT '',
    answered_day TEXT,
    answered_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE use_count (
    kind TEXT NOT NULL CHECK (kind IN ('service', 'card', 'path')),
    record_id TEXT NOT NULL,
    day TEXT NOT NULL,
    opened INTEGER NOT NULL CHECK (opened > 0),
    PRIMARY KEY (kind, record_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE catalogue (
    id TEXT PRIMARY KEY,
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    licence TEXT NOT NULL DEFAULT '',
    attribution TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    last_import TEXT
) STRICT;
CREATE TABLE catalogue_column (
    catalogue_id TEXT NOT NULL REFERENCES catalogue ON DELETE CASCADE,
    heading TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (catalogue_id, heading)
) STRICT, WITHOUT ROWID;
CREATE TABLE external_ref (
    catalogue_id TEXT NOT NULL REFERENCES catalogue,
    external_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    gone_on TEXT,
    raw BLOB NOT NULL,
    PRIMARY KEY (catalogue_id, external_id)
) STRICT;
CREATE INDEX external_ref_by_service ON external_ref (service_id);
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    catalogue_id TEXT NOT NULL,
    noticed TEXT NOT NULL,
    decided TEXT,
    actor TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX review_open ON review (service_id, catalogue_id) WHERE decided IS NULL;
CREATE TABLE review_field (
    review_id INTEGER NOT NULL REFERENCES review ON DELETE CASCADE,
    field TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('differs', 'personal-name', 'mobile-number')),
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    decision TEXT NOT NULL DEFAULT 'open' CHECK (decision IN ('open', 'ours', 'theirs')),
    PRIMARY KEY (review_id, field, reason)
) STRICT, WITHOUT ROWID;
CREATE TABLE not_duplicate (
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL CHECK (first_id < second_id),
    day TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;
"""

_APPEND_ONLY: Final = [
    f"""CREATE TRIGGER verification_{name} BEFORE {name.upper()} ON verification
BEGIN SELECT RAISE(ABORT, 'verifications are only added'); END"""
    for name in ("update", "delete")
]

DIRECTORY_DDL: Final = [
    *_ADDITIONS,
    *(statement for statement in _TABLES.split(";\n") if statement.strip()),
    *_APPEND_ONLY,
]
"""The statements in order, without the semicolons between them."""
