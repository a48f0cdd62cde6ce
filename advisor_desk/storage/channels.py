"""Tables of organisations and of the channels that services share."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from advisor_desk.domain.directory import Address, Channel, Email, Organization, Phone
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.hours import read_many_hours, write_hours
from advisor_desk.storage.rows import chunks, insert, insert_all, marks, read_text, text_columns

_TEXTS = ("name", "description", "url", "hours_text")


def address_columns(address: Address) -> dict[str, object]:
    """Return the column values of an address."""
    return {
        **text_columns("street", address.street),
        **text_columns("access", address.access),
        "postal_code": address.postal_code,
        "city": address.city,
        "latitude": address.latitude,
        "longitude": address.longitude,
        "address_confidential": int(address.confidential),
    }


def read_address(row: sqlite3.Row) -> Address:
    """Return the address kept in a row."""
    return Address(
        street=read_text(row, "street"),
        postal_code=row["postal_code"],
        city=row["city"],
        access=read_text(row, "access"),
        latitude=row["latitude"],
        longitude=row["longitude"],
        confidential=bool(row["address_confidential"]),
    )


def phone_columns(phone: Phone) -> dict[str, object]:
    """Return the column values of a telephone number."""
    return {
        "number": phone.number,
        "dial": phone.dial,
        **text_columns("label", phone.label),
        **text_columns("hours", phone.hours),
        "languages": " ".join(phone.languages),
        "confidential": int(phone.confidential),
    }


def read_phone(row: sqlite3.Row) -> Phone:
    """Return the telephone number kept in a row."""
    return Phone(
        number=row["number"],
        dial=row["dial"],
        label=read_text(row, "label"),
        hours=read_text(row, "hours"),
        languages=tuple(row["languages"].split()),
        confidential=bool(row["confidential"]),
    )


def email_columns(email: Email) -> dict[str, object]:
    """Return the column values of an e-mail address."""
    return {
        "email": email.address,
        **text_columns("label", email.label),
        "confidential": int(email.confidential),
    }


def read_email(row: sqlite3.Row) -> Email:
    """Return the e-mail address kept in a row."""
    return Email(row["email"], read_text(row, "label"), bool(row["confidential"]))


def write_organization(connection: sqlite3.Connection, organization: Organization) -> None:
    """Write an organisation in place of what was there."""
    values = {
        "id": organization.id,
        **text_columns("name", organization.name),
        **text_columns("description", organization.description),
        "business_id": organization.business_id,
        "website": organization.website,
        "email": organization.email,
        "phone": organization.phone,
        "revision": organization.revision,
    }
    insert(connection, "organization", values, update="id")


def read_organizations(
    connection: sqlite3.Connection, ids: Iterable[str] | None = None
) -> dict[str, Organization]:
    """Return organisations by id, all of them if no ids are given; unknown ids are left out."""
    rows = _rows_of(connection, "organization", None if ids is None else tuple(ids))
    return {row["id"]: _organization(row) for row in rows}


def _organization(row: sqlite3.Row) -> Organization:
    return Organization(
        id=row["id"],
        name=read_text(row, "name"),
        description=read_text(row, "description"),
        business_id=row["business_id"],
        website=row["website"],
        email=row["email"],
        phone=row["phone"],
        revision=row["revision"],
    )


def add_contacts(
    connection: sqlite3.Connection,
    owner: Literal["channel", "service"],
    key: str,
    phones: Iterable[Phone],
    emails: Iterable[Email],
) -> None:
    """Write the numbers and e-mail addresses of an owner that has none in the tables."""
    for table, contacts in (
        (f"{owner}_phone", map(phone_columns, phones)),
        (f"{owner}_email", map(email_columns, emails)),
    ):
        rows = [
            {f"{owner}_id": key, "position": position, **columns}
            for position, columns in enumerate(contacts)
        ]
        insert_all(connection, table, rows)


def write_channel(connection: sqlite3.Connection, channel: Channel) -> None:
    """Write a channel in place of what was there; its note belongs to the connections."""
    key = channel.id
    texts: dict[str, object] = {}
    for name in _TEXTS:
        texts.update(text_columns(name, getattr(channel, name)))
    found = connection.execute("SELECT revision FROM channel WHERE id = ?", (key,)).fetchone()
    values = {
        "id": key,
        "kind": channel.kind,
        "organization": channel.organization,
        **texts,
        **address_columns(channel.address),
        "languages": " ".join(channel.languages),
        "revision": found["revision"] + 1 if found else 1,
    }
    insert(connection, "channel", values, update="id")
    for table in ("channel_phone", "channel_email") if found else ():
        connection.execute(f"DELETE FROM {table} WHERE channel_id = ?", (key,))  # noqa: S608
    add_contacts(connection, "channel", key, channel.phones, channel.emails)
    write_hours(connection, "channel", key, channel.hours, new=found is None)


def read_channels(
    connection: sqlite3.Connection, ids: Iterable[str] | None = None
) -> dict[str, Channel]:
    """Return channels by id, without notes, all if no ids are given; unknown ids are left out."""
    wanted = None if ids is None else tuple(dict.fromkeys(ids))
    rows = list(_rows_of(connection, "channel", wanted))
    if not rows:
        return {}
    keys = [row["id"] for row in rows]
    phones = _parts(connection, "channel_phone", keys)
    emails = _parts(connection, "channel_email", keys)
    hours = read_many_hours(connection, "channel", keys)
    return {
        row["id"]: Channel(
            id=row["id"],
            kind=row["kind"],
            organization=row["organization"],
            **{name: read_text(row, name) for name in _TEXTS},
            address=read_address(row),
            phones=tuple(map(read_phone, phones[row["id"]])),
            emails=tuple(map(read_email, emails[row["id"]])),
            hours=hours.get(row["id"]),
            languages=tuple(row["languages"].split()),
        )
        for row in rows
    }


def write_connections(
    connection: sqlite3.Connection,
    service_id: str,
    channels: Sequence[Channel],
    *,
    new: bool = False,
) -> None:
    """Write the channels of a service and tie it to them in their order.

    A channel that stands there already with the same content is left alone.

    Args:
        connection: a writing connection.
        service_id: of the service.
        channels: with the notes that hold for the service.
        new: whether the service is known not to be tied to any yet.
    """
    known = read_channels(connection, [channel.id for channel in channels])
    if not new:
        connection.execute("DELETE FROM service_channel WHERE service_id = ?", (service_id,))
    for channel in channels:
        if known.get(channel.id) != replace(channel, note=LocalText()):
            write_channel(connection, channel)
    rows: list[dict[str, object]] = [
        {
            "service_id": service_id,
            "position": position,
            "channel_id": channel.id,
            **text_columns("note", channel.note),
        }
        for position, channel in enumerate(channels)
    ]
    insert_all(connection, "service_channel", rows)


def read_connections(
    connection: sqlite3.Connection, service_ids: Sequence[str]
) -> Mapping[str, Sequence[Channel]]:
    """Return the channels of services with their notes, by the id of the service."""
    rows = [
        row
        for chunk in chunks(service_ids)
        for row in connection.execute(
            f"SELECT * FROM service_channel WHERE service_id IN ({marks(chunk)})"  # noqa: S608
            " ORDER BY service_id, position",
            chunk,
        )
    ]
    channels = read_channels(connection, [row["channel_id"] for row in rows]) if rows else {}
    found: dict[str, list[Channel]] = defaultdict(list)
    for row in rows:
        channel = channels[row["channel_id"]]
        found[row["service_id"]].append(replace(channel, note=read_text(row, "note")))
    return found


def _rows_of(
    connection: sqlite3.Connection, table: str, ids: Sequence[str] | None
) -> Iterator[sqlite3.Row]:
    if ids is None:
        yield from connection.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608
        return
    for chunk in chunks(ids):
        yield from connection.execute(
            f"SELECT * FROM {table} WHERE id IN ({marks(chunk)})",  # noqa: S608
            chunk,
        )


def _parts(
    connection: sqlite3.Connection, table: str, ids: Sequence[str]
) -> Mapping[str, list[sqlite3.Row]]:
    found: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for chunk in chunks(ids):
        for row in connection.execute(
            f"SELECT * FROM {table} WHERE channel_id IN ({marks(chunk)})"  # noqa: S608
            " ORDER BY channel_id, position",
            chunk,
        ):
            found[row["channel_id"]].append(row)
    return found
