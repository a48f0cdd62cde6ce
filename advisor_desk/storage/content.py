"""Loads shipped content: updates what nobody edited here, never what somebody did."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from advisor_desk.domain.card_fields import card_differences
from advisor_desk.domain.changes import RECORD_KINDS
from advisor_desk.domain.codes import Code
from advisor_desk.domain.directory import Service, Source
from advisor_desk.domain.guidance import Card, Path
from advisor_desk.domain.record_fields import differences
from advisor_desk.storage import changes
from advisor_desk.storage.codes import retire_missing, write_code
from advisor_desk.storage.directory import read_service, write_service
from advisor_desk.storage.guidance import read_cards, write_card, write_path, write_sources
from advisor_desk.storage.imports import open_review, read_answered

RecordT = TypeVar("RecordT")
SHIPPED: Final = "shipped"
"""In the place of a catalogue's id: the set that the program brings."""


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
    first = changes.is_empty(connection, "service")

    def write(record: Service, revision: int, key: str) -> None:
        days = connection.execute(
            "SELECT last_verified, text_verified FROM service WHERE id = ?", (record.id,)
        ).fetchone()
        if days is not None:  # what people here checked is no content of the set
            contacts, texts = days
            record = replace(
                record,
                last_verified=contacts or record.last_verified,
                text_verified=texts or record.text_verified,
            )
        before = None if first else read_service(connection, record.id)
        write_service(connection, replace(record, revision=revision), digest=key)
        if before is not None:
            found = differences(before, record)
            changes.note_content(connection, "service", record.id, day, found)
        elif not first:
            changes.note_added(connection, "service", record.id, day)

    def ask(record: Service) -> None:
        _ask_about(connection, record, day)

    records = {service.id: service for service in services}
    return _load(connection, "service", records, digest, write, day, ask)


def _ask_about(connection: sqlite3.Connection, theirs: Service, day: str) -> None:
    """Put what the shipped set says otherwise than a record edited here up for review.

    A text that somebody here replaced or refused before is no news.
    """
    ours = read_service(connection, theirs.id)
    if ours is None:
        return
    answered = read_answered(connection, [theirs.id]).get(theirs.id, set())
    fields = [
        (change.field, "differs", change.old, change.new)
        for change in differences(ours, theirs)
        if (change.field, change.new) not in answered
    ]
    open_review(connection, theirs.id, SHIPPED, day, fields)


def load_guidance(
    connection: sqlite3.Connection,
    sources: Iterable[Source],
    cards: Iterable[tuple[int, Card]],
    paths: Iterable[tuple[int, Path]],
    digest: Callable[[object], str],
    day: str,
) -> Loaded:
    """Load sources, cards and paths with their positions."""
    first = changes.is_empty(connection, "card")
    changes.forget_old(connection, day)
    status = dict(connection.execute("SELECT id, status FROM card").fetchall())
    before = {card.id: card for card in read_cards(connection, status)}
    write_sources(connection, sources)
    card_list, path_list = list(cards), list(paths)
    card_places = {card.id: position for position, card in card_list}
    path_places = {path.id: position for position, path in path_list}

    def put_card(record: Card, revision: int, key: str) -> None:
        card = replace(record, revision=revision)
        write_card(connection, card, position=card_places[record.id], digest=key)
        if record.id in before:
            found = card_differences(before[record.id], record)
            changes.note_content(connection, "card", record.id, day, found)
            changes.note_status(connection, "card", record.id, day, status[record.id], "listed")
        elif not first:
            changes.note_added(connection, "card", record.id, day)

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
    ask: Callable[[RecordT], None] | None = None,
) -> Loaded:
    """Write what is new or changed, keep what was edited here, withdraw what is gone.

    A record that was edited here is asked about once for each form that is shipped.
    """
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
                if _note_difference(connection, table, key, mark, day) and ask is not None:
                    ask(record)
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
    kind = next((kind for kind in RECORD_KINDS if kind == table), None)
    if kind is not None:
        for (key,) in gone:
            old = present[key]["status"]
            changes.note_status(connection, kind, key, day, old, "withdrawn")
    return Loaded(written, kept, len(gone))


def _note_difference(
    connection: sqlite3.Connection, table: str, key: str, digest: str, day: str
) -> bool:
    """Put a shipped change of a record edited here into the queue; return whether it is news."""
    cursor = connection.execute(
        "INSERT INTO content_review VALUES (?, ?, ?, ?)"
        " ON CONFLICT (kind, record_id) DO UPDATE SET shipped_digest = excluded.shipped_digest"
        " WHERE shipped_digest != excluded.shipped_digest",
        (table, key, digest, day),
    )
    return cursor.rowcount > 0


def review_queue(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return kind and id of records edited here whose shipped form has changed since."""
    rows = connection.execute("SELECT kind, record_id FROM content_review ORDER BY 1, 2")
    return [(row["kind"], row["record_id"]) for row in rows]
