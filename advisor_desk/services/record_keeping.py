"""Storing a record as its next revision: the record, its history and the search index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from advisor_desk.domain.directory import Channel, Phone, Service
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.phones import dial
from advisor_desk.domain.record_fields import Change, differences
from advisor_desk.domain.text import LocalText
from advisor_desk.services.indexing import reindex_services
from advisor_desk.storage import directory as tables
from advisor_desk.storage.curation import services_with_channels
from advisor_desk.storage.database import Connection
from advisor_desk.storage.imports import write_changes


class Signed(NamedTuple):
    """Who changes something and when: an alias and an ISO day."""

    actor: str
    day: str


def stored_service(connection: Connection, service_id: str) -> Service:
    """Return a service as it is stored, a merged one too.

    Raises:
        Failure: there is none.
    """
    service = tables.read_service(connection, service_id)
    if service is None:
        raise Failure(FailureKind.NOT_FOUND, service_id)
    return service


def store(
    connection: Connection,
    before: Service,
    after: Service,
    signed: Signed,
    extra: Iterable[Change] = (),
) -> Service:
    """Store what a person made of a record, as its next revision with its history.

    Args:
        connection: a writing connection.
        before: the record as it is stored.
        after: the record as it shall be.
        signed: who changes it.
        extra: what changes besides the fields of the record, for its history.

    Returns:
        The record as stored.
    """
    tables.write_service(connection, replace(after, edited=True, revision=before.revision + 1))
    # What can be read again is what history has to compare with.
    stored = stored_service(connection, after.id)
    changes = (*differences(before, stored), *extra)
    write_changes(connection, stored.id, stored.revision, changes, signed.day, signed.actor)
    reindex_services(connection, [stored, *_sharing(connection, before, stored)])
    return stored


def _sharing(connection: Connection, before: Service, after: Service) -> list[Service]:
    """Return the other services that are reached through a channel that was changed."""
    old = {channel.id: _shared_part(channel) for channel in before.channels}
    changed = [c.id for c in after.channels if old.get(c.id) not in (None, _shared_part(c))]
    if not changed:
        return []
    ids = [key for key in services_with_channels(connection, changed) if key != after.id]
    return tables.read_services(connection, ids)


def _shared_part(channel: Channel) -> Channel:
    return replace(channel, note=LocalText())


def tidied(service: Service) -> Service:
    """Return a service as it is kept: every number with what to dial, sets in their order."""
    return replace(
        service,
        municipalities=tuple(sorted(set(service.municipalities))),
        unverified_fields=tuple(sorted(set(service.unverified_fields))),
        phones=tuple(map(_dialled, service.phones)),
        channels=tuple(
            replace(channel, phones=tuple(map(_dialled, channel.phones)))
            for channel in service.channels
        ),
    )


def _dialled(phone: Phone) -> Phone:
    return phone if phone.dial else replace(phone, dial=dial(phone.number))
