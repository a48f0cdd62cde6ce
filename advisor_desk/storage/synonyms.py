"""The words people type, shipped and from this desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from advisor_desk.domain.synonyms import Synonym, SynonymKey
from advisor_desk.storage.rows import insert, read_text, text_columns


def load_synonyms(connection: sqlite3.Connection, shipped: Iterable[Synonym]) -> None:
    """Load the shipped words in place of those of the set before.

    What was added, changed or retired at this desk stays as it is.
    """
    connection.execute("DELETE FROM synonym WHERE NOT edited")
    kept = {
        SynonymKey(*row)
        for row in connection.execute("SELECT concept, term, language FROM synonym")
    }
    for synonym in shipped:
        if synonym.key not in kept:
            _insert(connection, synonym)


def read_synonyms(connection: sqlite3.Connection, *, retired: bool = False) -> list[Synonym]:
    """Return the words the search knows, by concept; if asked for, the retired ones too."""
    rows = connection.execute(
        "SELECT * FROM synonym WHERE active OR ? ORDER BY concept, language, term", (retired,)
    )
    return [_synonym(row) for row in rows]


def read_languages(connection: sqlite3.Connection) -> list[str]:
    """Return the tags of the languages that the words are of, retired ones too."""
    rows = connection.execute("SELECT DISTINCT language FROM synonym ORDER BY language")
    return [row["language"] for row in rows]


def read_synonym_keys(connection: sqlite3.Connection) -> list[SynonymKey]:
    """Return what tells the words apart that the search knows; quick where there are thousands."""
    rows = connection.execute("SELECT concept, term, language FROM synonym WHERE active")
    return [SynonymKey(row[0], row[1], row[2]) for row in rows]


def read_synonym(connection: sqlite3.Connection, key: SynonymKey) -> Synonym | None:
    """Return one word, retired or not, or None."""
    row = connection.execute(
        "SELECT * FROM synonym WHERE concept = ? AND term = ? AND language = ?", key
    ).fetchone()
    return None if row is None else _synonym(row)


def write_synonym(connection: sqlite3.Connection, synonym: Synonym) -> Synonym:
    """Write a word in place of the one with its key, and return it."""
    remove_synonym(connection, synonym.key)
    _insert(connection, synonym)
    return synonym


def set_active(connection: sqlite3.Connection, key: SynonymKey, *, active: bool) -> Synonym | None:
    """Retire a word or bring it back; return it as it is then, or None where there is none."""
    found = read_synonym(connection, key)
    if found is None:
        return None
    return write_synonym(connection, replace(found, active=active, edited=True))


def remove_synonym(connection: sqlite3.Connection, key: SynonymKey) -> None:
    """Take a word out; one that is shipped comes back with the next shipped set."""
    connection.execute("DELETE FROM synonym WHERE concept = ? AND term = ? AND language = ?", key)


def _insert(connection: sqlite3.Connection, synonym: Synonym) -> None:
    insert(
        connection,
        "synonym",
        {
            "concept": synonym.concept,
            "term": synonym.term,
            "language": synonym.language,
            "kind": synonym.kind,
            **text_columns("canonical", synonym.canonical),
            "topic": synonym.topic,
            "confidence": synonym.confidence,
            "note": synonym.note,
            "edited": int(synonym.edited),
            "active": int(synonym.active),
        },
    )


def _synonym(row: sqlite3.Row) -> Synonym:
    return Synonym(
        term=row["term"],
        language=row["language"],
        kind=row["kind"],
        concept=row["concept"],
        canonical=read_text(row, "canonical"),
        topic=row["topic"],
        confidence=row["confidence"],
        note=row["note"],
        edited=bool(row["edited"]),
        active=bool(row["active"]),
    )
