PRAGMA application_id = 1095001459;
PRAGMA user_version = 3;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE code (
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    parent TEXT,
    position INTEGER NOT NULL,
    quick INTEGER NOT NULL CHECK (quick IN (0, 1)),
    label_fi TEXT NOT NULL DEFAULT '',
    label_sv TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT '',
    maps_to TEXT NOT NULL DEFAULT '',
    valid_from TEXT,
    valid_to TEXT,

    origin TEXT NOT NULL DEFAULT 'shipped',
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    digest TEXT NOT NULL DEFAULT '',
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
CREATE TABLE service (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name_fi TEXT NOT NULL DEFAULT '',
    name_sv TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    description_fi TEXT NOT NULL DEFAULT '',
    description_sv TEXT NOT NULL DEFAULT '',
    description_en TEXT NOT NULL DEFAULT '',
    street_fi TEXT NOT NULL DEFAULT '',
    street_sv TEXT NOT NULL DEFAULT '',
    street_en TEXT NOT NULL DEFAULT '',
    hours_text_fi TEXT NOT NULL DEFAULT '',
    hours_text_sv TEXT NOT NULL DEFAULT '',
    hours_text_en TEXT NOT NULL DEFAULT '',
    eligibility_fi TEXT NOT NULL DEFAULT '',
    eligibility_sv TEXT NOT NULL DEFAULT '',
    eligibility_en TEXT NOT NULL DEFAULT '',
    bring_fi TEXT NOT NULL DEFAULT '',
    bring_sv TEXT NOT NULL DEFAULT '',
    bring_en TEXT NOT NULL DEFAULT '',
    price_note_fi TEXT NOT NULL DEFAULT '',
    price_note_sv TEXT NOT NULL DEFAULT '',
    price_note_en TEXT NOT NULL DEFAULT '',
    outdated_note_fi TEXT NOT NULL DEFAULT '',
    outdated_note_sv TEXT NOT NULL DEFAULT '',
    outdated_note_en TEXT NOT NULL DEFAULT '',
    note_fi TEXT NOT NULL DEFAULT '',
    note_sv TEXT NOT NULL DEFAULT '',
    note_en TEXT NOT NULL DEFAULT '',
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

    origin TEXT NOT NULL DEFAULT 'shipped',
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    digest TEXT NOT NULL DEFAULT ''
, other_names_fi TEXT NOT NULL DEFAULT '', other_names_sv TEXT NOT NULL DEFAULT '', other_names_en TEXT NOT NULL DEFAULT '', how_to_apply_fi TEXT NOT NULL DEFAULT '', how_to_apply_sv TEXT NOT NULL DEFAULT '', how_to_apply_en TEXT NOT NULL DEFAULT '', access_fi TEXT NOT NULL DEFAULT '', access_sv TEXT NOT NULL DEFAULT '', access_en TEXT NOT NULL DEFAULT '', organization TEXT NOT NULL DEFAULT '', minimum_age REAL, maximum_age REAL, latitude REAL, longitude REAL, address_confidential INTEGER NOT NULL DEFAULT 0 CHECK (address_confidential IN (0, 1)), text_verified TEXT, merged_into TEXT NOT NULL DEFAULT '') STRICT;
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
    language TEXT NOT NULL, mode TEXT NOT NULL DEFAULT 'spoken' CHECK (mode IN ('spoken', 'interpreter', 'written')),
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_phone (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    dial TEXT NOT NULL,
    label_fi TEXT NOT NULL DEFAULT '',
    label_sv TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    hours_fi TEXT NOT NULL DEFAULT '',
    hours_sv TEXT NOT NULL DEFAULT '',
    hours_en TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT '', confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),
    PRIMARY KEY (service_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_email (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    email TEXT NOT NULL, confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)), label_fi TEXT NOT NULL DEFAULT '', label_sv TEXT NOT NULL DEFAULT '', label_en TEXT NOT NULL DEFAULT '',
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
    title_fi TEXT NOT NULL DEFAULT '',
    title_sv TEXT NOT NULL DEFAULT '',
    title_en TEXT NOT NULL DEFAULT '',
    question_fi TEXT NOT NULL DEFAULT '',
    question_sv TEXT NOT NULL DEFAULT '',
    question_en TEXT NOT NULL DEFAULT '',
    short_answer_fi TEXT NOT NULL DEFAULT '',
    short_answer_sv TEXT NOT NULL DEFAULT '',
    short_answer_en TEXT NOT NULL DEFAULT '',
    last_change_fi TEXT NOT NULL DEFAULT '',
    last_change_sv TEXT NOT NULL DEFAULT '',
    last_change_en TEXT NOT NULL DEFAULT '',
    advisor_note_fi TEXT NOT NULL DEFAULT '',
    advisor_note_sv TEXT NOT NULL DEFAULT '',
    advisor_note_en TEXT NOT NULL DEFAULT '',
    amounts_note_fi TEXT NOT NULL DEFAULT '',
    amounts_note_sv TEXT NOT NULL DEFAULT '',
    amounts_note_en TEXT NOT NULL DEFAULT '',
    last_change_day TEXT NOT NULL DEFAULT '',
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    checked_on TEXT NOT NULL DEFAULT '',
    next_review TEXT NOT NULL DEFAULT '',
    check_before_first_use INTEGER NOT NULL CHECK (check_before_first_use IN (0, 1)),
    reviewed INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'listed' CHECK (status IN ('listed', 'withdrawn')),

    origin TEXT NOT NULL DEFAULT 'shipped',
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    digest TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE fact (
    card_id TEXT NOT NULL REFERENCES card ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text_fi TEXT NOT NULL DEFAULT '',
    text_sv TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
    basis_fi TEXT NOT NULL DEFAULT '',
    basis_sv TEXT NOT NULL DEFAULT '',
    basis_en TEXT NOT NULL DEFAULT '',
    as_of_fi TEXT NOT NULL DEFAULT '',
    as_of_sv TEXT NOT NULL DEFAULT '',
    as_of_en TEXT NOT NULL DEFAULT '',
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
    text_fi TEXT NOT NULL DEFAULT '',
    text_sv TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
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
    title_fi TEXT NOT NULL DEFAULT '',
    title_sv TEXT NOT NULL DEFAULT '',
    title_en TEXT NOT NULL DEFAULT '',
    for_whom_fi TEXT NOT NULL DEFAULT '',
    for_whom_sv TEXT NOT NULL DEFAULT '',
    for_whom_en TEXT NOT NULL DEFAULT '',
    reviewed INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'listed' CHECK (status IN ('listed', 'withdrawn')),

    origin TEXT NOT NULL DEFAULT 'shipped',
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    digest TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE path_step (
    path_id TEXT NOT NULL REFERENCES path ON DELETE CASCADE,
    position INTEGER NOT NULL,
    action_fi TEXT NOT NULL DEFAULT '',
    action_sv TEXT NOT NULL DEFAULT '',
    action_en TEXT NOT NULL DEFAULT '',
    service_fi TEXT NOT NULL DEFAULT '',
    service_sv TEXT NOT NULL DEFAULT '',
    service_en TEXT NOT NULL DEFAULT '',
    prerequisite_fi TEXT NOT NULL DEFAULT '',
    prerequisite_sv TEXT NOT NULL DEFAULT '',
    prerequisite_en TEXT NOT NULL DEFAULT '',
    typical_wait_fi TEXT NOT NULL DEFAULT '',
    typical_wait_sv TEXT NOT NULL DEFAULT '',
    typical_wait_en TEXT NOT NULL DEFAULT '',
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
    text_fi TEXT NOT NULL DEFAULT '',
    text_sv TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (path_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE synonym (
    concept TEXT NOT NULL,
    term TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    canonical_fi TEXT NOT NULL DEFAULT '',
    canonical_sv TEXT NOT NULL DEFAULT '',
    canonical_en TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    note TEXT NOT NULL DEFAULT '', edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)), active INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (concept, term, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE content_review (
    kind TEXT NOT NULL CHECK (kind IN ('service', 'card', 'path', 'code')),
    record_id TEXT NOT NULL,
    shipped_digest TEXT NOT NULL,
    noticed TEXT NOT NULL,
    PRIMARY KEY (kind, record_id)
) STRICT, WITHOUT ROWID;
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
, kind TEXT NOT NULL DEFAULT 'visit'
    CHECK (kind IN ('visit', 'group')), way TEXT NOT NULL DEFAULT 'form'
    CHECK (way IN ('form', 'preset', 'tally', 'catch-up', 'appointment')), waiting INTEGER NOT NULL DEFAULT 0
    CHECK (waiting IN (0, 1)), estimated INTEGER NOT NULL DEFAULT 0
    CHECK (estimated IN (0, 1)), title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 80)) STRICT;
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
CREATE TABLE organization (
    id TEXT PRIMARY KEY,
    name_fi TEXT NOT NULL DEFAULT '',
    name_sv TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    description_fi TEXT NOT NULL DEFAULT '',
    description_sv TEXT NOT NULL DEFAULT '',
    description_en TEXT NOT NULL DEFAULT '',
    business_id TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',

    origin TEXT NOT NULL DEFAULT 'desk',
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1)
) STRICT;
CREATE INDEX organization_by_business_id ON organization (business_id) WHERE business_id != '';
CREATE TABLE channel (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL
        CHECK (kind IN ('place', 'phone', 'email', 'chat', 'e-service', 'web', 'form')),
    organization TEXT NOT NULL DEFAULT '',
    name_fi TEXT NOT NULL DEFAULT '',
    name_sv TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    description_fi TEXT NOT NULL DEFAULT '',
    description_sv TEXT NOT NULL DEFAULT '',
    description_en TEXT NOT NULL DEFAULT '',
    street_fi TEXT NOT NULL DEFAULT '',
    street_sv TEXT NOT NULL DEFAULT '',
    street_en TEXT NOT NULL DEFAULT '',
    access_fi TEXT NOT NULL DEFAULT '',
    access_sv TEXT NOT NULL DEFAULT '',
    access_en TEXT NOT NULL DEFAULT '',
    url_fi TEXT NOT NULL DEFAULT '',
    url_sv TEXT NOT NULL DEFAULT '',
    url_en TEXT NOT NULL DEFAULT '',
    hours_text_fi TEXT NOT NULL DEFAULT '',
    hours_text_sv TEXT NOT NULL DEFAULT '',
    hours_text_en TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    latitude REAL,
    longitude REAL,
    address_confidential INTEGER NOT NULL CHECK (address_confidential IN (0, 1)),
    languages TEXT NOT NULL DEFAULT '',

    origin TEXT NOT NULL DEFAULT 'desk',
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1)
) STRICT;
CREATE TABLE channel_phone (
    channel_id TEXT NOT NULL REFERENCES channel ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    dial TEXT NOT NULL,
    label_fi TEXT NOT NULL DEFAULT '',
    label_sv TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    hours_fi TEXT NOT NULL DEFAULT '',
    hours_sv TEXT NOT NULL DEFAULT '',
    hours_en TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT '',
    confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    PRIMARY KEY (channel_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE channel_email (
    channel_id TEXT NOT NULL REFERENCES channel ON DELETE CASCADE,
    position INTEGER NOT NULL,
    email TEXT NOT NULL,
    label_fi TEXT NOT NULL DEFAULT '',
    label_sv TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    PRIMARY KEY (channel_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_channel (
    service_id TEXT NOT NULL REFERENCES service ON DELETE CASCADE,
    position INTEGER NOT NULL,
    channel_id TEXT NOT NULL REFERENCES channel,
    note_fi TEXT NOT NULL DEFAULT '',
    note_sv TEXT NOT NULL DEFAULT '',
    note_en TEXT NOT NULL DEFAULT '',
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
CREATE TRIGGER verification_update BEFORE UPDATE ON verification
BEGIN SELECT RAISE(ABORT, 'verifications are only added'); END;
CREATE TRIGGER verification_delete BEFORE DELETE ON verification
BEGIN SELECT RAISE(ABORT, 'verifications are only added'); END;
CREATE TABLE hours_set (
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('service', 'channel')),
    owner_id TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    kind TEXT NOT NULL CHECK (
        kind IN ('regular', 'season', 'exception', 'always', 'by_appointment', 'unknown')
    ),
    first TEXT CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    last TEXT CHECK (last GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
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
) STRICT, WITHOUT ROWID;
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
) STRICT, WITHOUT ROWID;
CREATE TRIGGER service_hours_gone AFTER DELETE ON service BEGIN
    DELETE FROM hours_set WHERE owner_kind = 'service' AND owner_id = OLD.id;
END;
CREATE TRIGGER channel_hours_gone AFTER DELETE ON channel BEGIN
    DELETE FROM hours_set WHERE owner_kind = 'channel' AND owner_id = OLD.id;
END;
CREATE TABLE search_entry (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('service', 'card')),
        record_id TEXT NOT NULL,
        title_fi TEXT NOT NULL,
        title_sv TEXT NOT NULL,
        title_en TEXT NOT NULL,
        names TEXT NOT NULL,
        titles TEXT NOT NULL,
        parts TEXT NOT NULL,
        keywords TEXT NOT NULL,
        phones TEXT NOT NULL,
        areas TEXT NOT NULL,
        everywhere INTEGER NOT NULL CHECK (everywhere IN (0, 1)),
        place TEXT NOT NULL,
        languages TEXT NOT NULL,
        standing INTEGER NOT NULL,
        UNIQUE (kind, record_id)
    ) STRICT;
CREATE VIRTUAL TABLE search_title USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize='ascii', prefix='2 3 4 5 6'
    );
CREATE VIRTUAL TABLE search_text USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize='ascii'
    );
CREATE TABLE search_word (
        word TEXT NOT NULL,
        token TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (word, token)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE search_spelling (
        length INTEGER NOT NULL,
        first TEXT NOT NULL,
        words TEXT NOT NULL,
        PRIMARY KEY (length, first)
    ) STRICT;
CREATE INDEX visit_waiting ON visit (day) WHERE waiting = 1;
CREATE TABLE visit_tried (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    service_id TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_language (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_participants (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    age TEXT NOT NULL,
    language TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 500),
    PRIMARY KEY (visit_id, age, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_answer (
    visit_id TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    question_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (visit_id, question_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_effort (
    visit_id TEXT PRIMARY KEY REFERENCES visit (id) ON DELETE CASCADE,
    picks INTEGER NOT NULL CHECK (picks >= 0),
    keys INTEGER NOT NULL CHECK (keys >= 0),
    seconds REAL NOT NULL CHECK (seconds >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE preset (
    id TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    advisor TEXT NOT NULL,
    slot INTEGER NOT NULL CHECK (slot BETWEEN 1 AND 9),
    title TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    UNIQUE (point, advisor, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE preset_value (
    preset_id TEXT NOT NULL REFERENCES preset (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (preset_id, field, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE choice_count (
    field TEXT NOT NULL,
    code TEXT NOT NULL,
    day TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (field, code, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE code_place (
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER,
    quick INTEGER CHECK (quick IN (0, 1)),
    valid_to TEXT CHECK (valid_to = '' OR valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    PRIMARY KEY (list, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE question (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('one', 'several', 'number')),
    point TEXT NOT NULL DEFAULT '',
    first TEXT CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    last TEXT CHECK (last GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    label_fi TEXT NOT NULL DEFAULT '',
    label_sv TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE question_choice (
    question_id TEXT NOT NULL REFERENCES question (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    label_fi TEXT NOT NULL DEFAULT '',
    label_sv TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (question_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE appointment (
    id TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    part_of_day TEXT NOT NULL CHECK (part_of_day IN ('morning', 'midday', 'afternoon', 'evening')),
    clock TEXT CHECK (clock GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 720),
    slip TEXT NOT NULL DEFAULT '' CHECK (length(slip) <= 12),
    language TEXT NOT NULL,
    topic TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'came', 'no-show', 'cancelled')),
    visit_id TEXT,
    uid TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX appointment_by_day ON appointment (point, day, clock);
CREATE INDEX appointment_of_visit ON appointment (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX appointment_with_clock ON appointment (day) WHERE clock IS NOT NULL;
CREATE TABLE door_count (
    point TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('counter', 'tickets')),
    total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 100000),
    advisor TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (point, day, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_answer (
    id TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    point TEXT NOT NULL DEFAULT '',
    question TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id, question)
) STRICT, WITHOUT ROWID;
CREATE TABLE like_visits (
    context TEXT PRIMARY KEY,
    count INTEGER NOT NULL CHECK (count >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE like_referral (
    context TEXT NOT NULL,
    service_id TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (context, service_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE shift (
    advisor TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    before TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE content_change (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'service')),
    record_id TEXT NOT NULL,
    day TEXT NOT NULL,
    field TEXT NOT NULL,
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL
) STRICT;
CREATE INDEX content_change_by_day ON content_change (day);
CREATE INDEX record_change_by_day ON record_change (day);
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (1, 'advisor_desk', 'm0001_first_schema', '2026-11-21 12:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (2, 'advisor_desk', 'm0002_living_directory', '2026-11-21 12:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (3, 'advisor_desk', 'm0003_visits_in_seconds', '2026-11-21 12:00:00.000000+00:00');
INSERT INTO "code" (list, id, parent, position, quick, label_fi, label_sv, label_en, basis, maps_to, valid_from, valid_to, origin, edited, revision, digest) VALUES ('topic', 'housing', NULL, 0, 0, '', '', 'housing', '', '', NULL, NULL, 'shipped', 0, 1, '');
INSERT INTO "code" (list, id, parent, position, quick, label_fi, label_sv, label_en, basis, maps_to, valid_from, valid_to, origin, edited, revision, digest) VALUES ('topic', 'permits', NULL, 0, 0, '', '', 'permits', '', '', NULL, NULL, 'shipped', 0, 1, '');
INSERT INTO "code" (list, id, parent, position, quick, label_fi, label_sv, label_en, basis, maps_to, valid_from, valid_to, origin, edited, revision, digest) VALUES ('topic', 'work', NULL, 0, 0, '', '', 'work', '', '', NULL, NULL, 'shipped', 0, 1, '');
INSERT INTO "service" (id, kind, name_fi, name_sv, name_en, description_fi, description_sv, description_en, street_fi, street_sv, street_en, hours_text_fi, hours_text_sv, hours_text_en, eligibility_fi, eligibility_sv, eligibility_en, bring_fi, bring_sv, bring_en, price_note_fi, price_note_sv, price_note_en, outdated_note_fi, outdated_note_sv, outdated_note_en, note_fi, note_sv, note_en, nationwide, region, postal_code, city, website, hours, price_free, confidence, possibly_outdated, status, last_verified, origin, edited, revision, digest, other_names_fi, other_names_sv, other_names_en, how_to_apply_fi, how_to_apply_sv, how_to_apply_en, access_fi, access_sv, access_en, organization, minimum_age, maximum_age, latitude, longitude, address_confidential, text_verified, merged_into) VALUES ('kela', 'authority', 'Kela', 'FPA', 'Kela', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 0, '', '', '', '', '', NULL, 'medium', 0, 'listed', NULL, 'shipped', 0, 1, '', '', '', '', '', '', '', '', '', '', '', NULL, NULL, NULL, NULL, 0, NULL, '');
INSERT INTO "card" (id, position, title_fi, title_sv, title_en, question_fi, question_sv, question_en, short_answer_fi, short_answer_sv, short_answer_en, last_change_fi, last_change_sv, last_change_en, advisor_note_fi, advisor_note_sv, advisor_note_en, amounts_note_fi, amounts_note_sv, amounts_note_en, last_change_day, confidence, checked_on, next_review, check_before_first_use, reviewed, status, origin, edited, revision, digest) VALUES ('tax-card', 1, '', '', 'Tax card', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'medium', '', '', 0, 0, 'listed', 'shipped', 0, 1, '');
INSERT INTO "visit" (sequence, id, day, part_of_day, clock, minutes, adults, children, point, desk, advisor, channel, client, municipality, reason, employment, residence_status, time_in_finland, age, gender, education, language, interpreting, outcome, visit_order, project, observation, created, changed, revision, retracted, origin, kind, way, waiting, estimated, title) VALUES (1, '00000000-0000-4000-8000-000000000001', '2026-11-20', 'morning', NULL, 15, 1, 0, '', '', '', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', '', '', '2026-11-20', '2026-11-21', 3, 0, 'desk', 'visit', 'form', 0, 0, '');
INSERT INTO "visit" (sequence, id, day, part_of_day, clock, minutes, adults, children, point, desk, advisor, channel, client, municipality, reason, employment, residence_status, time_in_finland, age, gender, education, language, interpreting, outcome, visit_order, project, observation, created, changed, revision, retracted, origin, kind, way, waiting, estimated, title) VALUES (2, '00000000-0000-4000-8000-000000000002', '2026-11-20', 'morning', NULL, NULL, 1, 0, '', '', '', 'not-asked', 'not-asked', '049', 'work', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'ckb', 'not-asked', 'not-asked', 'not-asked', '', '', '2026-11-20', '2026-11-20', 1, 0, 'desk', 'visit', 'form', 0, 0, '');
INSERT INTO "visit" (sequence, id, day, part_of_day, clock, minutes, adults, children, point, desk, advisor, channel, client, municipality, reason, employment, residence_status, time_in_finland, age, gender, education, language, interpreting, outcome, visit_order, project, observation, created, changed, revision, retracted, origin, kind, way, waiting, estimated, title) VALUES (3, '00000000-0000-4000-8000-000000000003', '2026-11-20', 'morning', NULL, NULL, 1, 0, '', '', '', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', 'not-asked', '', 'A new phenomenon', '2026-11-20', '2026-11-20', 1, 1, 'desk', 'visit', 'form', 0, 0, '');
INSERT INTO "visit_topic" (visit_id, position, code) VALUES ('00000000-0000-4000-8000-000000000001', 0, 'housing');
INSERT INTO "visit_topic" (visit_id, position, code) VALUES ('00000000-0000-4000-8000-000000000002', 0, 'permits');
INSERT INTO "visit_topic" (visit_id, position, code) VALUES ('00000000-0000-4000-8000-000000000002', 1, 'work');
INSERT INTO "visit_topic" (visit_id, position, code) VALUES ('00000000-0000-4000-8000-000000000003', 0, 'housing');
INSERT INTO "visit_help_given" (visit_id, position, code) VALUES ('00000000-0000-4000-8000-000000000001', 0, 'form');
INSERT INTO "visit_referral" (visit_id, position, service_id, mode) VALUES ('00000000-0000-4000-8000-000000000001', 0, 'kela', 'handed-over');
INSERT INTO "visit_correction" (visit_id, revision, field, old_value, new_value, day, advisor) VALUES ('00000000-0000-4000-8000-000000000001', 2, 'retracted', 'False', 'True', '2026-11-21', 'eve');
INSERT INTO "visit_correction" (visit_id, revision, field, old_value, new_value, day, advisor) VALUES ('00000000-0000-4000-8000-000000000001', 3, 'retracted', 'True', 'False', '2026-11-21', 'eve');
INSERT INTO "draft_value" (field, position, value) VALUES ('_carried', 0, 'language');
INSERT INTO "draft_value" (field, position, value) VALUES ('adults', 0, '1');
INSERT INTO "draft_value" (field, position, value) VALUES ('advisor', 0, '');
INSERT INTO "draft_value" (field, position, value) VALUES ('age', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('changed', 0, '2026-11-20');
INSERT INTO "draft_value" (field, position, value) VALUES ('channel', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('children', 0, '0');
INSERT INTO "draft_value" (field, position, value) VALUES ('client', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('created', 0, '2026-11-20');
INSERT INTO "draft_value" (field, position, value) VALUES ('day', 0, '2026-11-20');
INSERT INTO "draft_value" (field, position, value) VALUES ('desk', 0, '');
INSERT INTO "draft_value" (field, position, value) VALUES ('education', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('employment', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('gender', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('id', 0, '00000000-0000-4000-8000-000000000004');
INSERT INTO "draft_value" (field, position, value) VALUES ('interpreting', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('kind', 0, 'visit');
INSERT INTO "draft_value" (field, position, value) VALUES ('language', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('municipality', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('observation', 0, '');
INSERT INTO "draft_value" (field, position, value) VALUES ('outcome', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('part_of_day', 0, 'morning');
INSERT INTO "draft_value" (field, position, value) VALUES ('point', 0, '');
INSERT INTO "draft_value" (field, position, value) VALUES ('project', 0, '');
INSERT INTO "draft_value" (field, position, value) VALUES ('reason', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('residence_status', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('revision', 0, '1');
INSERT INTO "draft_value" (field, position, value) VALUES ('time_in_finland', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('title', 0, '');
INSERT INTO "draft_value" (field, position, value) VALUES ('visit_order', 0, 'not-asked');
INSERT INTO "draft_value" (field, position, value) VALUES ('way', 0, 'form');
INSERT INTO "choice_count" (field, code, day, count) VALUES ('help_given', 'form', '2026-11-20', 1);
INSERT INTO "choice_count" (field, code, day, count) VALUES ('help_given', 'form', '2026-11-21', 0);
INSERT INTO "choice_count" (field, code, day, count) VALUES ('language', 'ckb', '2026-11-20', 1);
INSERT INTO "choice_count" (field, code, day, count) VALUES ('municipality', '049', '2026-11-20', 1);
INSERT INTO "choice_count" (field, code, day, count) VALUES ('reason', 'work', '2026-11-20', 1);
INSERT INTO "choice_count" (field, code, day, count) VALUES ('topics', 'housing', '2026-11-20', 1);
INSERT INTO "choice_count" (field, code, day, count) VALUES ('topics', 'housing', '2026-11-21', 0);
INSERT INTO "choice_count" (field, code, day, count) VALUES ('topics', 'permits', '2026-11-20', 1);
INSERT INTO "choice_count" (field, code, day, count) VALUES ('topics', 'work', '2026-11-20', 1);
INSERT INTO "like_visits" (context, count) VALUES ('housing', 1);
INSERT INTO "like_visits" (context, count) VALUES ('permits', 1);
INSERT INTO "like_visits" (context, count) VALUES ('permits&language=ckb', 1);
INSERT INTO "like_visits" (context, count) VALUES ('permits&municipality=049', 1);
INSERT INTO "like_visits" (context, count) VALUES ('permits&municipality=049&language=ckb', 1);
INSERT INTO "like_visits" (context, count) VALUES ('permits&municipality=049&reason=work', 1);
INSERT INTO "like_visits" (context, count) VALUES ('permits&reason=work', 1);
INSERT INTO "like_visits" (context, count) VALUES ('permits&reason=work&language=ckb', 1);
INSERT INTO "like_referral" (context, service_id, count) VALUES ('housing', 'kela', 1);
