"""The tables of the search index, as version 0.2.0 has them."""

from __future__ import annotations

from typing import Final

SEARCH_DDL: Final = (
    "DROP TABLE search_index",
    "DROP TABLE search_entry",
    """CREATE TABLE search_entry (
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
    ) STRICT""",
    """CREATE VIRTUAL TABLE search_title USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize='ascii', prefix='2 3 4 5 6'
    )""",
    """CREATE VIRTUAL TABLE search_text USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize='ascii'
    )""",
    """CREATE TABLE search_word (
        word TEXT NOT NULL,
        token TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (word, token)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE search_spelling (
        length INTEGER NOT NULL,
        first TEXT NOT NULL,
        words TEXT NOT NULL,
        PRIMARY KEY (length, first)
    ) STRICT""",
)
"""What a record is found by; written by `storage/search_index.py`."""
