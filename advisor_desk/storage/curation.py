"""Tables of the history of records, and of what belongs to them besides the record itself."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from advisor_desk.domain.duplicates import Marks, name_marks, phone_mark, website_mark
from advisor_desk.domain.history import HistoryEntry
from advisor_desk.domain.record_fields import Change
from advisor_desk.storage.rows import chunks, marks, read_text


def read_history(connection: sqlite3.Connection, service_id: str) -> list[HistoryEntry]:
    """Return the revisions of a service, the newest first."""
    rows = connection.execute(
        "SELECT * FROM record_change WHERE service_id = ? ORDER BY revision DESC, field",
        (service_id,),
    )
    return [_entry(revision, list(group)) for revision, group in groupby(rows, key=_revision)]


def _revision(row: sqlite3.Row) -> int:
    return int(row["revision"])


def _entry(revision: int, rows: Sequence[sqlite3.Row]) -> HistoryEntry:
    changes = tuple(Change(row["field"], row["old_value"], row["new_value"]) for row in rows)
    return HistoryEntry(revision, rows[0]["day"], rows[0]["actor"], changes)


def last_revision_with(
    connection: sqlite3.Connection, service_id: str, field: str, new: str
) -> int | None:
    """Return the last revision of a service that gave a field a value, or None."""
    row = connection.execute(
        "SELECT max(revision) FROM record_change"
        " WHERE service_id = ? AND field = ? AND new_value = ?",
        (service_id, field, new),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def refs_of(connection: sqlite3.Connection, service_id: str) -> list[tuple[str, str]]:
    """Return catalogue and id there of the foreign records that a service is tied to."""
    rows = connection.execute(
        "SELECT catalogue_id, external_id FROM external_ref WHERE service_id = ? ORDER BY 1, 2",
        (service_id,),
    )
    return [(row["catalogue_id"], row["external_id"]) for row in rows]


def move_refs(
    connection: sqlite3.Connection,
    refs: Iterable[tuple[str, str]],
    old_id: str,
    new_id: str,
) -> None:
    """Tie foreign records to another service; those tied to a third one by now stay there."""
    connection.executemany(
        "UPDATE external_ref SET service_id = ?"
        " WHERE catalogue_id = ? AND external_id = ? AND service_id = ?",
        [(new_id, *ref, old_id) for ref in refs],
    )


def services_with_channels(connection: sqlite3.Connection, channel_ids: Sequence[str]) -> list[str]:
    """Return the ids of the services that are reached through any of some channels."""
    found: dict[str, None] = {}
    for chunk in chunks(channel_ids):
        for row in connection.execute(
            f"SELECT service_id FROM service_channel WHERE channel_id IN ({marks(chunk)})",  # noqa: S608 - marks only
            chunk,
        ):
            found[row["service_id"]] = None
    return sorted(found)


def services_of_organization(connection: sqlite3.Connection, organization_id: str) -> list[str]:
    """Return the ids of the services of an organisation."""
    rows = connection.execute(
        "SELECT id FROM service WHERE organization = ? ORDER BY id", (organization_id,)
    )
    return [row["id"] for row in rows]


def mark_organization_edited(connection: sqlite3.Connection, organization_id: str) -> None:
    """Note that an organisation was changed at this desk: imports leave it alone then."""
    connection.execute("UPDATE organization SET edited = 1 WHERE id = ?", (organization_id,))


_PHONES: Final = (
    "SELECT service_id, number, dial FROM service_phone WHERE service_id IN ({marks})",
    "SELECT service_id, number, dial FROM service_channel JOIN channel_phone USING (channel_id)"
    " WHERE service_id IN ({marks})",
)
_URLS: Final = (
    "SELECT service_id, url_fi, url_sv, url_en FROM service_channel"
    " JOIN channel ON channel.id = service_channel.channel_id WHERE service_id IN ({marks})",
)
_PLACES: Final = (
    "SELECT service_id, municipality FROM service_municipality WHERE service_id IN ({marks})",
)
_SERVICES: Final = (
    "SELECT s.id, s.name_fi, s.name_sv, s.name_en, s.website, s.nationwide, o.business_id"
    " FROM service AS s LEFT JOIN organization AS o ON o.id = s.organization"
    " WHERE s.status = 'listed' AND s.id IN ({marks}) ORDER BY s.id",
)


def iter_marks(connection: sqlite3.Connection, without_origin: str = "") -> Iterator[Marks]:
    """Give what the services on offer are compared by in the search for duplicates.

    Args:
        connection: a reading connection.
        without_origin: a catalogue whose own records are left out, or empty.
    """
    return read_marks(connection, comparable_ids(connection, without_origin))


def comparable_ids(connection: sqlite3.Connection, without_origin: str = "") -> list[str]:
    """Return the ids of the services on offer, in order.

    Args:
        connection: a reading connection.
        without_origin: a catalogue whose own records are left out, or empty.
    """
    rows = connection.execute(
        "SELECT id FROM service WHERE origin != ? AND status = 'listed' ORDER BY id",
        (without_origin,),
    )
    return [row["id"] for row in rows]


def read_marks(connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[Marks]:
    """Give what services are compared by; of those that are not on offer nothing.

    Only what is compared is read: whole records would take many times as long.
    """
    for chunk in chunks(ids):
        phones = _grouped(
            (row["service_id"], phone_mark(row["number"], row["dial"]))
            for row in _rows(connection, _PHONES, chunk)
        )
        urls = _grouped(
            (row["service_id"], website_mark(url))
            for row in _rows(connection, _URLS, chunk)
            for url in read_text(row, "url").all()
        )
        places = _grouped((row[0], row[1]) for row in _rows(connection, _PLACES, chunk))
        for row in _rows(connection, _SERVICES, chunk):
            key = row["id"]
            own = {website_mark(row["website"])} | urls.get(key, set())
            yield Marks(
                id=key,
                names=name_marks(read_text(row, "name")),
                phones=frozenset(phones.get(key, ())) - {""},
                websites=frozenset(own) - {""},
                business_id=row["business_id"] or "",
                places=frozenset("*") if row["nationwide"] else frozenset(places.get(key, ())),
            )


def _rows(
    connection: sqlite3.Connection, questions: Iterable[str], ids: Sequence[str]
) -> Iterator[sqlite3.Row]:
    for question in questions:
        yield from connection.execute(question.format(marks=marks(ids)), ids).fetchall()


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found
