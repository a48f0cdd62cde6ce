"""Tables of what came from foreign catalogues: the catalogues, their records, and reviews."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from advisor_desk.domain.imports import Catalogue
from advisor_desk.domain.record_fields import Change
from advisor_desk.storage.rows import chunks, insert, marks

IMPORTER = "import:"
"""What the name of an actor begins with where an import changed a record."""


class Ref(NamedTuple):
    """A record of a catalogue as it was last seen, and our service that it is."""

    service_id: str
    digest: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a service came from.

    Attributes:
        catalogue: with the licence and the attribution to show.
        external_id: of the record there.
        first_seen, last_seen: ISO days.
        gone_on: ISO day on which it was first missing there, or None.
    """

    catalogue: Catalogue
    external_id: str
    first_seen: str
    last_seen: str
    gone_on: str | None


def write_catalogue(connection: sqlite3.Connection, catalogue: Catalogue, day: str | None) -> None:
    """Write a catalogue; a day is that of an import from it, None leaves what is there."""
    values: dict[str, object] = {
        "id": catalogue.id,
        "format": catalogue.format,
        "name": catalogue.name,
        "licence": catalogue.licence,
        "attribution": catalogue.attribution,
        "url": catalogue.url,
    }
    if day is not None:
        values["last_import"] = day
    insert(connection, "catalogue", values, update="id")


def read_catalogues(connection: sqlite3.Connection) -> list[tuple[Catalogue, str | None]]:
    """Return the catalogues by name, each with the ISO day of the last import from it."""
    rows = connection.execute("SELECT * FROM catalogue ORDER BY name, id")
    return [(_catalogue(row), row["last_import"]) for row in rows]


def _catalogue(row: sqlite3.Row) -> Catalogue:
    names = ("id", "format", "name", "licence", "attribution", "url")
    return Catalogue(**{name: row[name] for name in names})


def read_columns(connection: sqlite3.Connection, catalogue_id: str) -> dict[str, str]:
    """Return the fields that the headings of a catalogue's table were last read as."""
    rows = connection.execute(
        "SELECT heading, field FROM catalogue_column WHERE catalogue_id = ?", (catalogue_id,)
    )
    return {row["heading"]: row["field"] for row in rows}


def write_columns(
    connection: sqlite3.Connection, catalogue_id: str, columns: Mapping[str, str]
) -> None:
    """Write the fields of a table's headings in place of what was there."""
    connection.execute("DELETE FROM catalogue_column WHERE catalogue_id = ?", (catalogue_id,))
    connection.executemany(
        "INSERT INTO catalogue_column VALUES (?, ?, ?)",
        [(catalogue_id, heading, field) for heading, field in columns.items()],
    )


def read_refs(connection: sqlite3.Connection, catalogue_id: str) -> dict[str, Ref]:
    """Return the records that were seen of a catalogue, by their ids there."""
    rows = connection.execute(
        "SELECT external_id, service_id, digest, gone_on FROM external_ref WHERE catalogue_id = ?",
        (catalogue_id,),
    )
    return {
        row["external_id"]: Ref(row["service_id"], row["digest"], row["gone_on"] is not None)
        for row in rows
    }


def write_ref(
    connection: sqlite3.Connection,
    key: tuple[str, str],
    service_id: str,
    digest: str,
    raw: bytes,
    day: str,
) -> None:
    """Tie a record of a catalogue to a service, as seen on a day.

    Args:
        connection: a writing connection.
        key: ids of the catalogue and of the record there.
        service_id: of ours.
        digest: of what was read, to see changes by.
        raw: the record as it came, compressed by zlib.
        day: ISO day.
    """
    connection.execute(
        "INSERT INTO external_ref"
        " (catalogue_id, external_id, service_id, digest, first_seen, last_seen, raw)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (catalogue_id, external_id) DO UPDATE SET service_id = excluded.service_id,"
        " digest = excluded.digest, last_seen = excluded.last_seen, gone_on = NULL,"
        " raw = excluded.raw",
        (*key, service_id, digest, day, day, raw),
    )


def mark_seen(
    connection: sqlite3.Connection, catalogue_id: str, external_ids: Iterable[str], day: str
) -> None:
    """Note that records were there on a day without a change."""
    connection.executemany(
        "UPDATE external_ref SET last_seen = ? WHERE catalogue_id = ? AND external_id = ?",
        ((day, catalogue_id, external_id) for external_id in external_ids),
    )


def mark_gone(
    connection: sqlite3.Connection, catalogue_id: str, external_ids: Iterable[str], day: str
) -> None:
    """Note that records were not there any more on a day."""
    connection.executemany(
        "UPDATE external_ref SET gone_on = ?"
        " WHERE catalogue_id = ? AND external_id = ? AND gone_on IS NULL",
        ((day, catalogue_id, external_id) for external_id in external_ids),
    )


def read_provenance(
    connection: sqlite3.Connection, service_ids: Sequence[str]
) -> dict[str, list[Provenance]]:
    """Return where services came from, by their ids; those of this desk's own are left out."""
    found: dict[str, list[Provenance]] = defaultdict(list)
    for chunk in chunks(service_ids):
        for row in connection.execute(
            "SELECT c.*, r.external_id, r.service_id, r.first_seen, r.last_seen, r.gone_on"  # noqa: S608 - marks only
            " FROM external_ref AS r JOIN catalogue AS c ON c.id = r.catalogue_id"
            f" WHERE r.service_id IN ({marks(chunk)}) ORDER BY r.catalogue_id, r.external_id",
            chunk,
        ):
            found[row["service_id"]].append(
                Provenance(
                    _catalogue(row),
                    row["external_id"],
                    row["first_seen"],
                    row["last_seen"],
                    row["gone_on"],
                )
            )
    return dict(found)


def read_origins(connection: sqlite3.Connection, service_ids: Sequence[str]) -> dict[str, str]:
    """Return where records were first made: `shipped`, `desk` or the id of a catalogue."""
    return {
        row["id"]: row["origin"]
        for chunk in chunks(service_ids)
        for row in connection.execute(
            f"SELECT id, origin FROM service WHERE id IN ({marks(chunk)})",  # noqa: S608 - marks only
            chunk,
        )
    }


def read_titles(connection: sqlite3.Connection, service_ids: Sequence[str]) -> dict[str, str]:
    """Return a name of each service, by its id."""
    return {
        row["id"]: row["name_fi"] or row["name_sv"] or row["name_en"]
        for chunk in chunks(service_ids)
        for row in connection.execute(
            f"SELECT id, name_fi, name_sv, name_en FROM service WHERE id IN ({marks(chunk)})",  # noqa: S608 - marks only
            chunk,
        )
    }


def read_answered(
    connection: sqlite3.Connection, service_ids: Sequence[str]
) -> dict[str, set[tuple[str, str]]]:
    """Return the texts, with their fields, that people here have decided against.

    These are what a person replaced, and what a person refused in a review: the same text
    from a catalogue is no news.
    """
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for chunk in chunks(service_ids):
        for row in connection.execute(
            "SELECT service_id, field, old_value AS text FROM record_change"  # noqa: S608 - marks only
            f" WHERE service_id IN ({marks(chunk)}) AND actor NOT LIKE '{IMPORTER}%'"
            " UNION SELECT service_id, field, theirs FROM review JOIN review_field"
            f" ON review_id = id WHERE service_id IN ({marks(chunk)}) AND decision = 'ours'",
            (*chunk, *chunk),
        ):
            found[row["service_id"]].add((row["field"], row["text"]))
    return dict(found)


def edited_channels(connection: sqlite3.Connection) -> set[str]:
    """Return the ids of channels of services that were edited at this desk."""
    rows = connection.execute(
        "SELECT DISTINCT channel_id FROM service_channel"
        " JOIN service ON service.id = service_id WHERE service.edited"
    )
    return {row["channel_id"] for row in rows}


def write_changes(
    connection: sqlite3.Connection,
    service_id: str,
    revision: int,
    changes: Iterable[Change],
    day: str,
    actor: str,
) -> None:
    """Add what a revision changed to the history of a service."""
    connection.executemany(
        "INSERT INTO record_change VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(service_id, revision, c.field, c.old, c.new, day, actor) for c in changes],
    )


def open_review(
    connection: sqlite3.Connection,
    service_id: str,
    catalogue_id: str,
    day: str,
    fields: Iterable[tuple[str, str, str, str]],
) -> bool:
    """Ask a person about fields of a service; a question that is open already is renewed.

    Args:
        connection: a writing connection.
        service_id: of the record.
        catalogue_id: where the other texts come from; `shipped` for the shipped set.
        day: ISO day.
        fields: name, reason, our text and theirs, as `domain.record_fields.as_text` has them.

    Returns:
        Whether there was anything to ask.
    """
    rows = list(fields)
    if not rows:
        return False
    found = connection.execute(
        "SELECT id FROM review WHERE service_id = ? AND catalogue_id = ? AND decided IS NULL",
        (service_id, catalogue_id),
    ).fetchone()
    if found is None:
        cursor = connection.execute(
            "INSERT INTO review (service_id, catalogue_id, noticed) VALUES (?, ?, ?)",
            (service_id, catalogue_id, day),
        )
        number = cursor.lastrowid
    else:
        number = found["id"]
    connection.executemany(
        "INSERT INTO review_field (review_id, field, reason, ours, theirs) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (review_id, field, reason) DO UPDATE SET ours = excluded.ours,"
        " theirs = excluded.theirs, decision = 'open'",
        [(number, *row) for row in rows],
    )
    return True


def is_edited_organization(connection: sqlite3.Connection, organization_id: str) -> bool:
    """Tell whether an organisation was edited at this desk."""
    row = connection.execute(
        "SELECT edited FROM organization WHERE id = ?", (organization_id,)
    ).fetchone()
    return bool(row and row["edited"])
