"""Tables of the contact directory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from advisor_desk.domain.directory import Address, Phone, Service, Source
from advisor_desk.domain.opening import format_hours, parse_hours
from advisor_desk.storage.rows import insert, read_text, text_columns

_TEXTS = (
    "name",
    "description",
    "hours_text",
    "eligibility",
    "bring",
    "price_note",
    "outdated_note",
    "note",
)


def service_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of all services, closed ones too."""
    return [row["id"] for row in connection.execute("SELECT id FROM service ORDER BY id")]


def read_service(connection: sqlite3.Connection, service_id: str) -> Service | None:
    """Return a service with everything that belongs to it, or None."""
    return next(iter(read_services(connection, [service_id])), None)


def read_services(
    connection: sqlite3.Connection, ids: Iterable[str] | None = None
) -> list[Service]:
    """Return services in the order of the ids, or all in the order of their ids.

    Unknown ids are left out.
    """
    wanted = service_ids(connection) if ids is None else list(ids)
    return [
        _read_one(connection, row)
        for service_id in wanted
        if (
            row := connection.execute(
                "SELECT * FROM service WHERE id = ?", (service_id,)
            ).fetchone()
        )
    ]


def _read_one(connection: sqlite3.Connection, row: sqlite3.Row) -> Service:
    texts = {name: read_text(row, name) for name in _TEXTS}
    service_id = row["id"]
    return Service(
        id=service_id,
        kind=row["kind"],
        **texts,
        municipalities=_column(connection, "municipality", "service_municipality", service_id),
        nationwide=bool(row["nationwide"]),
        region=row["region"],
        address=Address(read_text(row, "street"), row["postal_code"], row["city"]),
        phones=_read_phones(connection, service_id),
        emails=_column(connection, "email", "service_email", service_id),
        website=row["website"],
        hours=parse_hours(row["hours"]) if row["hours"] else None,
        languages=_column(connection, "language", "service_language", service_id),
        price_free=None if row["price_free"] is None else bool(row["price_free"]),
        topics=_column(connection, "topic", "service_topic", service_id),
        sources=_read_sources(connection, service_id),
        confidence=row["confidence"],
        possibly_outdated=bool(row["possibly_outdated"]),
        unverified_fields=_column(connection, "field", "service_unverified", service_id),
        status=row["status"],
        last_verified=row["last_verified"],
        edited=bool(row["edited"]),
        revision=row["revision"],
    )


def _column(
    connection: sqlite3.Connection, column: str, table: str, service_id: str
) -> tuple[str, ...]:
    rows = connection.execute(
        f"SELECT {column} FROM {table} WHERE service_id = ?",  # noqa: S608 - constants only
        (service_id,),
    )
    return tuple(row[0] for row in rows)


def _read_phones(connection: sqlite3.Connection, service_id: str) -> tuple[Phone, ...]:
    rows = connection.execute("SELECT * FROM service_phone WHERE service_id = ?", (service_id,))
    return tuple(
        Phone(
            number=row["number"],
            dial=row["dial"],
            label=read_text(row, "label"),
            hours=read_text(row, "hours"),
            languages=tuple(row["languages"].split()),
        )
        for row in rows
    )


def _read_sources(connection: sqlite3.Connection, service_id: str) -> tuple[Source, ...]:
    rows = connection.execute("SELECT * FROM service_source WHERE service_id = ?", (service_id,))
    return tuple(
        Source(row["title"], row["url"], row["page_date"], bool(row["official"])) for row in rows
    )


def write_service(
    connection: sqlite3.Connection,
    service: Service,
    *,
    origin: str | None = None,
    digest: str | None = None,
) -> None:
    """Write a service with everything that belongs to it, in place of what was there.

    Args:
        connection: a writing connection.
        service: the record.
        origin: where the record comes from; None leaves it, and means shipped for a new one.
        digest: of the shipped record; None leaves it: a correction at the desk does not
            change what was shipped.
    """
    found = connection.execute(
        "SELECT origin, digest FROM service WHERE id = ?", (service.id,)
    ).fetchone()
    before = found or {"origin": "shipped", "digest": ""}
    connection.execute("DELETE FROM service WHERE id = ?", (service.id,))
    texts: dict[str, object] = {}
    for name in _TEXTS:
        texts.update(text_columns(name, getattr(service, name)))
    insert(
        connection,
        "service",
        {
            "id": service.id,
            "kind": service.kind,
            **texts,
            **text_columns("street", service.address.street),
            "nationwide": int(service.nationwide),
            "region": service.region,
            "postal_code": service.address.postal_code,
            "city": service.address.city,
            "website": service.website,
            "hours": format_hours(service.hours) if service.hours else "",
            "price_free": None if service.price_free is None else int(service.price_free),
            "confidence": service.confidence,
            "possibly_outdated": int(service.possibly_outdated),
            "status": service.status,
            "last_verified": service.last_verified,
            "origin": before["origin"] if origin is None else origin,
            "edited": int(service.edited),
            "revision": service.revision,
            "digest": before["digest"] if digest is None else digest,
        },
    )
    _write_parts(connection, service)


def _write_parts(connection: sqlite3.Connection, service: Service) -> None:
    key = service.id
    connection.executemany(
        "INSERT INTO service_municipality VALUES (?, ?)",
        [(key, code) for code in dict.fromkeys(service.municipalities)],
    )
    for table, values in (
        ("service_topic", service.topics),
        ("service_language", service.languages),
        ("service_email", service.emails),
    ):
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?)",  # noqa: S608 - constants only
            [(key, position, value) for position, value in enumerate(values)],
        )
    connection.executemany(
        "INSERT INTO service_unverified VALUES (?, ?)",
        [(key, name) for name in dict.fromkeys(service.unverified_fields)],
    )
    connection.executemany(
        "INSERT INTO service_source VALUES (?, ?, ?, ?, ?, ?)",
        [
            (key, position, s.title, s.url, s.page_date, int(s.official))
            for position, s in enumerate(service.sources)
        ],
    )
    for position, phone in enumerate(service.phones):
        insert(
            connection,
            "service_phone",
            {
                "service_id": key,
                "position": position,
                "number": phone.number,
                "dial": phone.dial,
                **text_columns("label", phone.label),
                **text_columns("hours", phone.hours),
                "languages": " ".join(phone.languages),
            },
        )
