"""What stands around a visit: the statements of migration 3."""

from __future__ import annotations

from typing import Final

_DAY: Final = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_CLOCK: Final = "GLOB '[0-2][0-9]:[0-5][0-9]'"
_LABELS: Final = """
    label_fi TEXT NOT NULL DEFAULT '',
    label_sv TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT ''"""

_COUNTED: Final = (
    "channel",
    "client",
    "municipality",
    "reason",
    "employment",
    "residence_status",
    "time_in_finland",
    "age",
    "gender",
    "education",
    "language",
    "interpreting",
    "outcome",
    "visit_order",
)
_COUNTED_SEVERAL: Final = {
    "topics": "visit_topic",
    "help_given": "visit_help_given",
    "barriers": "visit_barrier",
}

VISIT_DDL: Final = (
    """
ALTER TABLE visit ADD COLUMN kind TEXT NOT NULL DEFAULT 'visit'
    CHECK (kind IN ('visit', 'group'))""",
    """
ALTER TABLE visit ADD COLUMN way TEXT NOT NULL DEFAULT 'form'
    CHECK (way IN ('form', 'preset', 'tally', 'catch-up', 'appointment'))""",
    """
ALTER TABLE visit ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0
    CHECK (waiting IN (0, 1))""",
    """
ALTER TABLE visit ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0
    CHECK (estimated IN (0, 1))""",
    """
ALTER TABLE visit ADD COLUMN title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 80)""",
    "CREATE INDEX visit_waiting ON visit (day) WHERE waiting = 1",
    """
CREATE TABLE visit_tried (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    service_id TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE visit_language (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE visit_participants (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    age TEXT NOT NULL,
    language TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 500),
    PRIMARY KEY (visit_id, age, language)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE visit_answer (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    question_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (visit_id, question_id, position)
) STRICT, WITHOUT ROWID""",
    # What was typed freely is no longer repeated in the log of corrections.
    "UPDATE visit_correction SET old_value = '', new_value = '' WHERE field = 'project'",
    # What logging a visit took. It stays on this machine and is shown as a median alone.
    """
CREATE TABLE visit_effort (
    visit_id TEXT PRIMARY KEY REFERENCES visit (id) ON DELETE CASCADE,
    picks INTEGER NOT NULL CHECK (picks >= 0),
    keys INTEGER NOT NULL CHECK (keys >= 0),
    seconds REAL NOT NULL CHECK (seconds >= 0)
) STRICT, WITHOUT ROWID""",
)

LOGGING_DDL: Final = (
    # An empty advisor: of the whole point.
    """
CREATE TABLE preset (
    id TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    advisor TEXT NOT NULL,
    slot INTEGER NOT NULL CHECK (slot BETWEEN 1 AND 9),
    title TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    UNIQUE (point, advisor, slot)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE preset_value (
    preset_id TEXT NOT NULL REFERENCES preset (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (preset_id, field, position)
) STRICT, WITHOUT ROWID""",
    # Codes chosen here by the day of choosing, so that rows can show the likeliest first. A
    # correction of an older visit takes away on its own day, so the count of a day can be below 0.
    """
CREATE TABLE choice_count (
    field TEXT NOT NULL,
    code TEXT NOT NULL,
    day TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (field, code, day)
) STRICT, WITHOUT ROWID""",
    *(
        f"""
INSERT INTO choice_count (field, code, day, count)
SELECT '{field}', {field}, changed, count(*) FROM visit
WHERE retracted = 0 AND {field} != 'not-asked' GROUP BY {field}, changed"""  # noqa: S608 - constants
        for field in _COUNTED
    ),
    *(
        f"""
INSERT INTO choice_count (field, code, day, count)
SELECT '{field}', code, changed, count(DISTINCT visit_id) FROM visit
JOIN {table} ON visit_id = visit.id WHERE retracted = 0 GROUP BY code, changed"""  # noqa: S608 - constants
        for field, table in _COUNTED_SEVERAL.items()
    ),
    # How this desk has the codes of a list, its own and the official ones, whose rows in `code`
    # stay as they are shipped. NULL: as shipped; an empty last day: brought back.
    f"""
CREATE TABLE code_place (
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER,
    quick INTEGER CHECK (quick IN (0, 1)),
    valid_to TEXT CHECK (valid_to = '' OR valid_to {_DAY}),
    PRIMARY KEY (list, id)
) STRICT, WITHOUT ROWID""",
    f"""
CREATE TABLE question (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('one', 'several', 'number')),
    point TEXT NOT NULL DEFAULT '',
    first TEXT CHECK (first {_DAY}),
    last TEXT CHECK (last {_DAY}),
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),{_LABELS}
) STRICT, WITHOUT ROWID""",
    f"""
CREATE TABLE question_choice (
    question_id TEXT NOT NULL REFERENCES question (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),{_LABELS},
    PRIMARY KEY (question_id, id)
) STRICT, WITHOUT ROWID""",
    # Of a past day neither clock, slip, visit nor foreign uid is kept: only what is counted.
    f"""
CREATE TABLE appointment (
    id TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day {_DAY}),
    part_of_day TEXT NOT NULL CHECK (part_of_day IN ('morning', 'midday', 'afternoon', 'evening')),
    clock TEXT CHECK (clock {_CLOCK}),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 720),
    slip TEXT NOT NULL DEFAULT '' CHECK (length(slip) <= 12),
    language TEXT NOT NULL,
    topic TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'came', 'no-show', 'cancelled')),
    visit_id TEXT,
    uid TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX appointment_by_day ON appointment (point, day, clock)",
    "CREATE INDEX appointment_of_visit ON appointment (visit_id) WHERE visit_id IS NOT NULL",
    "CREATE INDEX appointment_with_clock ON appointment (day) WHERE clock IS NOT NULL",
    f"""
CREATE TABLE door_count (
    point TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day {_DAY}),
    kind TEXT NOT NULL CHECK (kind IN ('counter', 'tickets')),
    total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 100000),
    advisor TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (point, day, kind)
) STRICT, WITHOUT ROWID""",
    # One questionnaire filled in: a random id, the year and the point, and nobody's alias.
    """
CREATE TABLE staff_answer (
    id TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    point TEXT NOT NULL DEFAULT '',
    question TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id, question)
) STRICT, WITHOUT ROWID""",
)

HELPING_DDL: Final = (
    # Referrals in like visits: a context is some of a visit's answers, e.g. topic and reason.
    """
CREATE TABLE like_visits (
    context TEXT PRIMARY KEY,
    count INTEGER NOT NULL CHECK (count >= 0)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE like_referral (
    context TEXT NOT NULL,
    service_id TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (context, service_id)
) STRICT, WITHOUT ROWID""",
    # The last day an advisor worked here, and the last one before that.
    """
CREATE TABLE shift (
    advisor TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    before TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    # What a newer shipped set changed in a card or a service. What people and imports change
    # in a service stands in record_change: that can be undone, this cannot.
    """
CREATE TABLE content_change (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'service')),
    record_id TEXT NOT NULL,
    day TEXT NOT NULL,
    field TEXT NOT NULL,
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL
) STRICT""",
    "CREATE INDEX content_change_by_day ON content_change (day)",
    "CREATE INDEX record_change_by_day ON record_change (day)",
)
