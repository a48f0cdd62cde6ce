"""Tables of the contact directory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final

from advisor_desk.domain.directory import Area, ForeignCode, Service, Source
from advisor_desk.storage.channels import (
    add_contacts,
    address_columns,
    read_address,
    read_connections,
    read_email,
    read_phone,
    write_connections,
)
from advisor_desk.storage.hours import read_many_hours, write_hours
from advisor_desk.storage.rows import chunks, insert, marks, read_text, text_columns

_TEXTS: Final = (
    "name",
    "description",
    "hours_text",
    "eligibility",
    "bring",
    "price_note",
    "outdated_note",
    "note",
    "other_names",
    "how_to_apply",
)
_PLAIN: Final = (
    "region",
    "website",
    "organization",
    "minimum_age",
    "maximum_age",
    "confidence",
    "status",
    "last_verified",
    "text_verified",
    "merged_into",
    "revision",
)
"""Columns that hold the value of the field of the same name as it is."""

_PART_TABLES: Final = (
    "service_municipality",
    "service_topic",
    "service_language",
    "service_phone",
    "service_email",
    "service_source",
    "service_unverified",
    "service_area",
    "service_code",
)


def service_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of all services, closed ones too."""
    return [row["id"] for row in connection.execute("SELECT id FROM service ORDER BY id")]


def handed_on_ids(connection: sqlite3.Connection, *, offered_only: bool) -> list[str]:
    """Return the ids of services that may be handed on: all but those merged into others.

    Args:
        connection: an open connection.
        offered_only: leave out those that are closed or withdrawn.
    """
    statement = "SELECT id FROM service WHERE merged_into = ''"
    if offered_only:
        statement += " AND status = 'listed'"
    return [row["id"] for row in connection.execute(f"{statement} ORDER BY id")]


def read_service(connection: sqlite3.Connection, service_id: str) -> Service | None:
    """Return a service with everything that belongs to it, or None."""
    return next(iter(read_services(connection, [service_id])), None)


def read_services(
    connection: sqlite3.Connection, ids: Iterable[str] | None = None
) -> list[Service]:
    """Return services in the order of the ids, or all in the order of their ids.

    Unknown ids are left out. Tables are read for hundreds of services at a time.
    """
    wanted = service_ids(connection) if ids is None else list(ids)
    found: dict[str, Service] = {}
    for chunk in chunks(list(dict.fromkeys(wanted))):
        rows = connection.execute(
            f"SELECT * FROM service WHERE id IN ({marks(chunk)})",  # noqa: S608 - marks only
            chunk,
        ).fetchall()
        if not rows:
            continue
        parts = _Parts(connection, chunk)
        found.update((row["id"], _service(row, parts)) for row in rows)
    return [found[key] for key in wanted if key in found]


class _Parts:
    """The rows of all other tables that belong to some services, by table and service."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[str]) -> None:
        self._rows = {table: _grouped(connection, table, ids) for table in _PART_TABLES}
        self.hours = read_many_hours(connection, "service", ids)
        self.channels = read_connections(connection, ids)

    def rows(self, table: str, service_id: str) -> list[sqlite3.Row]:
        return self._rows[table].get(service_id, [])

    def column(self, table: str, column: str, service_id: str) -> tuple[str, ...]:
        return tuple(row[column] for row in self.rows(table, service_id))

    def languages(self, mode: str, service_id: str) -> tuple[str, ...]:
        rows = self.rows("service_language", service_id)
        return tuple(row["language"] for row in rows if row["mode"] == mode)


def _grouped(
    connection: sqlite3.Connection, table: str, ids: Sequence[str]
) -> dict[str, list[sqlite3.Row]]:
    grouped: dict[str, list[sqlite3.Row]] = {}
    for row in connection.execute(
        # Tables without rowids lie in the order of their keys: service, then position.
        f"SELECT * FROM {table} WHERE service_id IN ({marks(ids)}) ORDER BY 1, 2",  # noqa: S608
        ids,
    ):
        grouped.setdefault(row["service_id"], []).append(row)
    return grouped


def _service(row: sqlite3.Row, parts: _Parts) -> Service:
    key = row["id"]
    by_column: dict[str, Any] = {name: read_text(row, name) for name in _TEXTS}
    by_column.update((name, row[name]) for name in _PLAIN)
    return Service(
        id=key,
        kind=row["kind"],
        **by_column,
        municipalities=parts.column("service_municipality", "municipality", key),
        nationwide=bool(row["nationwide"]),
        address=read_address(row),
        phones=tuple(map(read_phone, parts.rows("service_phone", key))),
        emails=tuple(map(read_email, parts.rows("service_email", key))),
        hours=parts.hours.get(key),
        languages=parts.languages("spoken", key),
        interpreted=parts.languages("interpreter", key),
        written=parts.languages("written", key),
        areas=tuple(Area(r["kind"], r["code"]) for r in parts.rows("service_area", key)),
        codes=tuple(
            ForeignCode(r["scheme"], r["code"], r["label"]) for r in parts.rows("service_code", key)
        ),
        channels=tuple(parts.channels.get(key, ())),
        price_free=None if row["price_free"] is None else bool(row["price_free"]),
        topics=parts.column("service_topic", "topic", key),
        sources=tuple(
            Source(r["title"], r["url"], r["page_date"], bool(r["official"]))
            for r in parts.rows("service_source", key)
        ),
        possibly_outdated=bool(row["possibly_outdated"]),
        unverified_fields=parts.column("service_unverified", "field", key),
        edited=bool(row["edited"]),
    )


def write_service(
    connection: sqlite3.Connection,
    service: Service,
    *,
    origin: str | None = None,
    digest: str | None = None,
    new: bool = False,
) -> None:
    """Write a service with everything that belongs to it, in place of what was there.

    Args:
        connection: a writing connection.
        service: the record.
        origin: where the record comes from; None leaves it, and means shipped for a new one.
        digest: of the shipped record; None leaves it: a correction at the desk does not
            change what was shipped.
        new: whether the service is known not to be there, so that nothing of it has to go.
    """
    texts: dict[str, object] = {}
    for name in _TEXTS:
        texts.update(text_columns(name, getattr(service, name)))
    values = {
        "id": service.id,
        "kind": service.kind,
        **texts,
        **address_columns(service.address),
        **{name: getattr(service, name) for name in _PLAIN},
        "nationwide": int(service.nationwide),
        "price_free": None if service.price_free is None else int(service.price_free),
        "possibly_outdated": int(service.possibly_outdated),
        "edited": int(service.edited),
    }
    if origin is not None:
        values["origin"] = origin
    if digest is not None:
        values["digest"] = digest
    insert(connection, "service", values, update="id")
    if not new:
        for table in _PART_TABLES:
            connection.execute(f"DELETE FROM {table} WHERE service_id = ?", (service.id,))  # noqa: S608
    _write_parts(connection, service, new=new)


def _write_parts(connection: sqlite3.Connection, service: Service, *, new: bool) -> None:
    key = service.id
    connection.executemany(
        "INSERT INTO service_municipality VALUES (?, ?)",
        [(key, code) for code in dict.fromkeys(service.municipalities)],
    )
    connection.executemany(
        "INSERT INTO service_unverified VALUES (?, ?)",
        [(key, name) for name in dict.fromkeys(service.unverified_fields)],
    )
    spoken = [
        *((tag, "spoken") for tag in service.languages),
        *((tag, "interpreter") for tag in service.interpreted),
        *((tag, "written") for tag in service.written),
    ]
    for table, rows in (
        ("service_topic", [(topic,) for topic in service.topics]),
        ("service_language", spoken),
        (
            "service_source",
            [(s.title, s.url, s.page_date, int(s.official)) for s in service.sources],
        ),
        ("service_area", [(area.kind, area.code) for area in service.areas]),
        ("service_code", [(c.scheme, c.code, c.label) for c in service.codes]),
    ):
        if rows:
            connection.executemany(
                f"INSERT INTO {table} VALUES (?, ?{', ?' * len(rows[0])})",  # noqa: S608 - constants only
                [(key, position, *row) for position, row in enumerate(rows)],
            )
    add_contacts(connection, "service", key, service.phones, service.emails)
    write_hours(connection, "service", key, service.hours, new=new)
    write_connections(connection, key, service.channels, new=new)
