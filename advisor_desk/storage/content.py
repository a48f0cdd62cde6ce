"""Loads shipped content: updates what nobody edited here, never what somebody did."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from advisor_desk.domain.codes import Code
from advisor_desk.domain.directory import Service, Source
from advisor_desk.domain.guidance import Card, Path
from advisor_desk.domain.synonyms import Synonym
from advisor_desk.storage.codes import retire_missing, write_code
from advisor_desk.storage.directory import write_service
from advisor_desk.storage.guidance import write_card, write_path, write_sources
from advisor_desk.storage.rows import insert, text_columns

RecordT = TypeVar("RecordT")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, as numbers of records.

    Attributes:
        written: new or changed.
        kept: edited at this desk and left alone although the shipped record changed.
        withdrawn: no longer in the shipped set.
    """

    written: int = 0
    kept: int = 0
    withdrawn: int = 0

    def plus(self, other: Loaded) -> Loaded:
        """Return the sums."""
        return Loaded(
            self.written + other.written, self.kept + other.kept, self.withdrawn + other.withdrawn
        )


def load_codes(
    connection: sqlite3.Connection, codes: Iterable[Code], digest: Callable[[object], str], day: str
) -> Loaded:
    """Load the codes of all lists; codes that are gone are retired on the day."""
    present = {
        (row["list"], row["id"]): row
        for row in connection.execute("SELECT list, id, digest, edited, revision FROM code")
    }
    shipped = {(code.list, code.id): code for code in codes}
    written = kept = 0
    for key, code in shipped.items():
        found, mark = present.get(key), digest(code)
        if found is None or (found["digest"] != mark and not found["edited"]):
            write_code(connection, code, found["revision"] + 1 if found else 1, mark)
            written += 1
        elif found["digest"] != mark:
            _note_difference(connection, "code", "/".join(key), mark, day)
            kept += 1
    return Loaded(written, kept, retire_missing(connection, shipped, day))


def load_services(
    connection: sqlite3.Connection,
    services: Iterable[Service],
    digest: Callable[[object], str],
    day: str,
) -> Loaded:
    """Load services; those no longer shipped are withdrawn, not deleted: visits refer to them."""

    def write(record: Service, revision: int, key: str) -> None:
        write_service(connection, replace(record, revision=revision), digest=key)

    records = {service.id: service for service in services}
    return _load(connection, "service", records, digest, write, day)


def load_guidance(
    connection: sqlite3.Connection,
    sources: Iterable[Source],
    cards: Iterable[tuple[int, Card]],
    paths: Iterable[tuple[int, Path]],
    digest: Callable[[object], str],
    day: str,
) -> Loaded:
    """Load sources, cards and paths with their positions."""
    write_sources(connection, sources)
    card_list, path_list = list(cards), list(paths)
    card_places = {card.id: position for position, card in card_list}
    path_places = {path.id: position for position, path in path_list}

    def put_card(record: Card, revision: int, key: str) -> None:
        card = replace(record, revision=revision)
        write_card(connection, card, position=card_places[record.id], digest=key)

    def put_path(record: Path, revision: int, key: str) -> None:
        path = replace(record, revision=revision)
        write_path(connection, path, position=path_places[record.id], digest=key)

    loaded = _load(connection, "card", {c.id: c for _, c in card_list}, digest, put_card, day)
    loaded = loaded.plus(
        _load(connection, "path", {p.id: p for _, p in path_list}, digest, put_path, day)
    )
    for table, places in (("card", card_places), ("path", path_places)):
        # The order is not part of a record: it follows the newest set, edited here or not.
        connection.executemany(
            f"UPDATE {table} SET position = ? WHERE id = ?",  # noqa: S608 - constants only
            [(position, key) for key, position in places.items()],
        )
    return loaded


def _load(
    connection: sqlite3.Connection,
    table: str,
    records: dict[str, RecordT],
    digest: Callable[[object], str],
    write: Callable[[RecordT, int, str], None],
    day: str,
) -> Loaded:
    """Write what is new or changed, keep what was edited here, withdraw what is gone."""
    present = {
        row["id"]: row
        for row in connection.execute(
            f"SELECT id, digest, edited, revision, status, origin FROM {table}"  # noqa: S608
        )
    }
    written = kept = 0
    for key, record in records.items():
        found, mark = present.get(key), digest(record)
        if found is None:
            write(record, 1, mark)
            written += 1
        elif found["digest"] != mark:
            if found["edited"]:
                _note_difference(connection, table, key, mark, day)
                kept += 1
            else:
                write(record, found["revision"] + 1, mark)
                written += 1
    gone = [
        (key,)
        for key, row in present.items()
        if key not in records
        and row["origin"] == "shipped"
        and not row["edited"]
        and row["status"] != "withdrawn"
    ]
    connection.executemany(
        f"UPDATE {table} SET status = 'withdrawn', digest = '',"  # noqa: S608 - constants only
        " revision = revision + 1 WHERE id = ?",
        gone,
    )
    return Loaded(written, kept, len(gone))


def _note_difference(
    connection: sqlite3.Connection, table: str, key: str, digest: str, day: str
) -> None:
    """Put a shipped change of a record edited here into the review queue."""
    connection.execute(
        "INSERT INTO content_review VALUES (?, ?, ?, ?)"
        " ON CONFLICT (kind, record_id) DO UPDATE SET shipped_digest = excluded.shipped_digest",
        (table, key, digest, day),
    )


def load_synonyms(connection: sqlite3.Connection, synonyms: Iterable[Synonym]) -> None:
    """Replace the words people type."""
    connection.execute("DELETE FROM synonym")
    for entry in synonyms:
        values: dict[str, object] = {
            "concept": entry.concept,
            "term": entry.term,
            "language": entry.language,
            "kind": entry.kind,
            **text_columns("canonical", entry.canonical),
            "topic": entry.topic,
            "confidence": entry.confidence,
            "note": entry.note,
        }
        insert(connection, "synonym", values)


def review_queue(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return kind and id of records edited here whose shipped form has changed since."""
    rows = connection.execute("SELECT kind, record_id FROM content_review ORDER BY 1, 2")
    return [(row["kind"], row["record_id"]) for row in rows]
