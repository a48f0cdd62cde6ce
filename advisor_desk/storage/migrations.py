"""The schema of a desk's database, as an append-only list of migrations.

A released migration is never changed: `tests/migrations` holds a database of every release
and a digest of every released function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlite_utils import Migrations

from advisor_desk.storage.schema_directory import DIRECTORY_DDL
from advisor_desk.storage.schema_hours import HOURS_DDL, move_hours
from advisor_desk.storage.schema_search import SEARCH_DDL
from advisor_desk.storage.schema_visits import HELPING_DDL, LOGGING_DDL, VISIT_DDL

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("advisor_desk")


def _texts(*names: str) -> str:
    """Return column definitions for texts in the three languages."""
    return ",\n".join(
        f"    {name}_{language} TEXT NOT NULL DEFAULT ''"
        for name in names
        for language in ("fi", "sv", "en")
    )


_PROVENANCE: Final = """
    origin TEXT NOT NULL DEFAULT 'shipped',
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    digest TEXT NOT NULL DEFAULT ''"""

_SERVICE_TEXTS: Final = (
    "name",
    "description",
    "street",
    "hours_text",
    "eligibility",
    "bring",
    "price_note",
    "outdated_note",
    "note",
)

_META: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

_CODES: Final = f"""
CREATE TABLE code (
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    parent TEXT,
    position INTEGER NOT NULL,
    quick INTEGER NOT NULL CHECK (quick IN (0, 1)),
{_texts("label")},
    basis TEXT NOT NULL DEFAULT '',
    maps_to TEXT NOT NULL DEFAULT '',
    valid_from TEXT,
    valid_to TEXT,
{_PROVENANCE},
    PRIMARY KEY (list, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE municipality (
    code TEXT PRIMARY KEY,
    official_languages TEXT NOT NULL,
    region_code TEXT NOT NULL,
    region_fi TEXT NOT NULL,
    region_sv TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE language (
    tag TEXT PRIMARY KEY,
    native TEXT NOT NULL,
    script TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('ltr', 'rtl')),
    speakers INTEGER
) STRICT, WITHOUT ROWID;
"""

_DIRECTORY: Final = f"""
CREATE TABLE service (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
{_texts(*_SERVICE_TEXTS)},
    nationwide INTEGER NOT NULL CHECK (nationwide IN (0, 1)),
    region TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    price_free INTEGER CHECK (price_free IN (0, 1)),
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    possibly_outdated INTEGER NOT NULL CHECK (possibly_outdated IN (0, 1)),
    status TEXT NOT NULL CHECK (status IN ('listed', 'closed', 'withdrawn')),
    last_verified TEXT,
{_PROVENANCE}
) STRICT;
CREATE TABLE service_municipality (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    municipality TEXT NOT NULL,
    PRIMARY KEY (service_id, municipality)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_municipality_by_code ON service_municipality (municipality);
CREATE TABLE service_topic (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_language (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_phone (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    dial TEXT NOT NULL,
{_texts("label", "hours")},
    languages TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_email (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    email TEXT NOT NULL,
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_source (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL DEFAULT '',
    page_date TEXT NOT NULL DEFAULT '',
    official INTEGER NOT NULL CHECK (official IN (0, 1)),
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_unverified (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    field TEXT NOT NULL,
    PRIMARY KEY (service_id, field)
) STRICT, WITHOUT ROWID;
"""

_GUIDANCE: Final = f"""
CREATE TABLE guidance_source (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    url TEXT NOT NULL DEFAULT '',
    page_date TEXT NOT NULL DEFAULT '',
    official INTEGER NOT NULL CHECK (official IN (0, 1)),
    show_link INTEGER NOT NULL CHECK (show_link IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE card (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
{_texts("title", "question", "short_answer", "last_change", "advisor_note", "amounts_note")},
    last_change_day TEXT NOT NULL DEFAULT '',
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    checked_on TEXT NOT NULL DEFAULT '',
    next_review TEXT NOT NULL DEFAULT '',
    check_before_first_use INTEGER NOT NULL CHECK (check_before_first_use IN (0, 1)),
    reviewed INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'listed' CHECK (status IN ('listed', 'withdrawn')),
{_PROVENANCE}
) STRICT;
CREATE TABLE fact (
    card_id TEXT NOT NULL REFERENCES card ON DELETE CASCADE,
    position INTEGER NOT NULL,
{_texts("text", "basis", "as_of")},
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    PRIMARY KEY (card_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE fact_source (
    card_id TEXT NOT NULL,
    fact_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    source_id TEXT NOT NULL REFERENCES guidance_source,
    PRIMARY KEY (card_id, fact_position, position),
    FOREIGN KEY (card_id, fact_position) REFERENCES fact ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE card_item (
    card_id TEXT NOT NULL REFERENCES card ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('decides', 'document', 'referee', 'link', 'pending')),
    position INTEGER NOT NULL,
{_texts("text")},
    url TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (card_id, kind, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE card_item_ref (
    card_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    item_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (card_id, kind, item_position, position),
    FOREIGN KEY (card_id, kind, item_position) REFERENCES card_item ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE card_code (
    card_id TEXT NOT NULL REFERENCES card ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'reason', 'employment', 'related')),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (card_id, kind, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE path (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
{_texts("title", "for_whom")},
    reviewed INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'listed' CHECK (status IN ('listed', 'withdrawn')),
{_PROVENANCE}
) STRICT;
CREATE TABLE path_step (
    path_id TEXT NOT NULL REFERENCES path ON DELETE CASCADE,
    position INTEGER NOT NULL,
{_texts("action", "service", "prerequisite", "typical_wait")},
    wait_confidence TEXT CHECK (wait_confidence IN ('high', 'medium', 'low')),
    card TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (path_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE path_step_source (
    path_id TEXT NOT NULL,
    step_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    source_id TEXT NOT NULL REFERENCES guidance_source,
    PRIMARY KEY (path_id, step_position, position),
    FOREIGN KEY (path_id, step_position) REFERENCES path_step ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE path_pitfall (
    path_id TEXT NOT NULL REFERENCES path ON DELETE CASCADE,
    position INTEGER NOT NULL,
{_texts("text")},
    PRIMARY KEY (path_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE synonym (
    concept TEXT NOT NULL,
    term TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
{_texts("canonical")},
    topic TEXT NOT NULL DEFAULT '',
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (concept, term, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE content_review (
    kind TEXT NOT NULL CHECK (kind IN ('service', 'card', 'path', 'code')),
    record_id TEXT NOT NULL,
    shipped_digest TEXT NOT NULL,
    noticed TEXT NOT NULL,
    PRIMARY KEY (kind, record_id)
) STRICT, WITHOUT ROWID;
"""

_VISITS: Final = """
CREATE TABLE visit (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    month TEXT NOT NULL GENERATED ALWAYS AS (substr(day, 1, 7)) STORED,
    part_of_day TEXT NOT NULL CHECK (part_of_day IN ('morning', 'midday', 'afternoon', 'evening')),
    clock TEXT,
    minutes INTEGER CHECK (minutes BETWEEN 0 AND 720),
    adults INTEGER NOT NULL CHECK (adults BETWEEN 0 AND 500),
    children INTEGER NOT NULL CHECK (children BETWEEN 0 AND 500),
    point TEXT NOT NULL DEFAULT '',
    desk TEXT NOT NULL DEFAULT '',
    advisor TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL,
    client TEXT NOT NULL,
    municipality TEXT NOT NULL,
    reason TEXT NOT NULL,
    employment TEXT NOT NULL,
    residence_status TEXT NOT NULL,
    time_in_finland TEXT NOT NULL,
    age TEXT NOT NULL,
    gender TEXT NOT NULL,
    education TEXT NOT NULL,
    language TEXT NOT NULL,
    interpreting TEXT NOT NULL,
    outcome TEXT NOT NULL,
    visit_order TEXT NOT NULL,
    project TEXT NOT NULL DEFAULT '',
    observation TEXT NOT NULL DEFAULT '' CHECK (length(observation) <= 280),
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    retracted INTEGER NOT NULL DEFAULT 0 CHECK (retracted IN (0, 1)),
    origin TEXT NOT NULL DEFAULT 'desk'
) STRICT;
CREATE INDEX visit_by_day ON visit (day, retracted);
CREATE INDEX visit_with_clock ON visit (day) WHERE clock IS NOT NULL;
CREATE TABLE visit_topic (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_help_given (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_barrier (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_referral (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    service_id TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('signposted', 'handed-over')),
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_correction (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    field TEXT NOT NULL,
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL,
    day TEXT NOT NULL,
    advisor TEXT NOT NULL,
    PRIMARY KEY (visit_id, revision, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft_value (
    field TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (field, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE release (
    id TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    actor TEXT NOT NULL,
    what TEXT NOT NULL,
    format TEXT NOT NULL,
    period_first TEXT NOT NULL,
    period_last TEXT NOT NULL,
    record_count INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
"""

_SEARCH: Final = """
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('service', 'card')),
    record_id TEXT NOT NULL,
    title_fi TEXT NOT NULL,
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    names TEXT NOT NULL,
    titles TEXT NOT NULL,
    areas TEXT NOT NULL,
    everywhere INTEGER NOT NULL CHECK (everywhere IN (0, 1)),
    place TEXT NOT NULL,
    standing INTEGER NOT NULL,
    phones TEXT NOT NULL,
    keywords TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, record_id)
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (
    words,
    content='', columnsize=0, detail=none, tokenize='ascii', prefix='2 3 4 5 6 7 8 9'
);
"""


@migrations()
def m0001_first_schema(db: Database) -> None:
    """Create the tables of version 0.1.0."""
    for script in (_META, _CODES, _DIRECTORY, _GUIDANCE, _VISITS, _SEARCH):
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(statement)


@migrations()
def m0002_living_directory(db: Database) -> None:
    """Version 0.2.0: organisations, channels, hours as rows, imports, and the search index."""
    for statement in (*DIRECTORY_DDL, *HOURS_DDL):
        db.execute(statement)
    move_hours(db)
    for statement in SEARCH_DDL:
        db.execute(statement)


@migrations()
def m0003_visits_in_seconds(db: Database) -> None:
    """Version 0.3.0: presets, tallies, groups, own questions, appointments, like visits."""
    for statement in (*VISIT_DDL, *LOGGING_DDL, *HELPING_DDL):
        db.execute(statement)
