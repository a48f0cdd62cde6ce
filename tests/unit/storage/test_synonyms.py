"""The table of words people type: what a shipped set replaces and what it leaves alone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from advisor_desk.domain.synonyms import Synonym
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.synonyms import (
    load_synonyms,
    read_languages,
    read_synonym,
    read_synonyms,
    remove_synonym,
    set_active,
    write_synonym,
)

FLAT = Synonym(
    "kämppä", "fi", "colloquial", "home", LocalText("asunto", "bostad", "home"), "housing", "high"
)
MIGRI = Synonym("migri", "mul", "abbreviation", "migri", LocalText("Maahanmuutto"), "", "medium")


def test_a_word_is_read_as_it_was_written(tables: sqlite3.Connection) -> None:
    noted = replace(FLAT, note="slang", edited=True, active=False)
    write_synonym(tables, noted)
    assert read_synonym(tables, noted.key) == noted
    assert read_synonyms(tables) == []
    assert read_synonyms(tables, retired=True) == [noted]


def test_the_languages_are_those_of_all_words(tables: sqlite3.Connection) -> None:
    load_synonyms(tables, [MIGRI, FLAT, replace(FLAT, term="luukku")])
    set_active(tables, FLAT.key, active=False)
    assert read_languages(tables) == ["fi", "mul"]


def test_a_shipped_set_replaces_the_one_before(tables: sqlite3.Connection) -> None:
    load_synonyms(tables, [FLAT, MIGRI])
    changed = replace(MIGRI, topic="permits")
    load_synonyms(tables, [changed])
    assert read_synonyms(tables, retired=True) == [changed]


def test_a_shipped_set_leaves_alone_what_was_done_here(tables: sqlite3.Connection) -> None:
    load_synonyms(tables, [FLAT, MIGRI])
    own = replace(FLAT, term="luukku", edited=True)
    write_synonym(tables, own)
    retired = set_active(tables, MIGRI.key, active=False)
    edited = write_synonym(tables, replace(FLAT, topic="other-topic", edited=True))
    load_synonyms(tables, [FLAT, MIGRI])
    assert sorted(read_synonyms(tables, retired=True), key=repr) == sorted(
        [own, retired, edited], key=repr
    )
    assert [s.term for s in read_synonyms(tables)] == ["kämppä", "luukku"]


def test_what_is_not_there_cannot_be_retired(tables: sqlite3.Connection) -> None:
    assert set_active(tables, FLAT.key, active=False) is None


def test_a_removed_word_is_gone(tables: sqlite3.Connection) -> None:
    write_synonym(tables, FLAT)
    remove_synonym(tables, FLAT.key)
    assert read_synonyms(tables, retired=True) == []
