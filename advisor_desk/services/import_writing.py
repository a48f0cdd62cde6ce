"""Writes the records of an import inside its one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from advisor_desk.domain.directory import Channel, Service
from advisor_desk.domain.imports import Catalogue
from advisor_desk.domain.record_fields import as_text
from advisor_desk.exchange.personal import Flag, flags
from advisor_desk.services.import_judge import Verdict
from advisor_desk.services.indexing import reindex_services
from advisor_desk.storage import imports as tables
from advisor_desk.storage.channels import read_channels, write_organization
from advisor_desk.storage.database import Connection
from advisor_desk.storage.directory import write_service


class Writer:
    """Writes what was judged.

    Args:
        connection: a writing connection.
        catalogue: where the records come from.
        day: ISO day of the import.
    """

    def __init__(self, connection: Connection, catalogue: Catalogue, day: str) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._day = day
        self._organizations: set[str] = set()
        kept = read_channels(connection, tables.edited_channels(connection))
        self._kept: dict[str, Channel] = dict(kept)
        self._asked: set[str] = set()

    @property
    def reviews(self) -> int:
        """How many records a person is asked about because of it."""
        return len(self._asked)

    def write(self, judged: Iterable[tuple[Verdict, tuple[Flag, ...]]]) -> None:
        """Write what became of records, and index them anew, each as it comes.

        Args:
            judged: the verdicts, each with what is personal in the record.
        """
        reindex_services(self._connection, self._written(judged))

    def _written(self, judged: Iterable[tuple[Verdict, tuple[Flag, ...]]]) -> Iterator[Service]:
        for verdict, personal in judged:
            if verdict.writes:
                yield self._write_record(verdict, personal)
            elif verdict.for_review:
                fields = [(c.field, "differs", c.old, c.new) for c in verdict.changes]
                self._ask(verdict.service.id, fields)
            if verdict.fate != "left-out":
                self._write_ref(verdict)

    def _write_record(self, verdict: Verdict, personal: tuple[Flag, ...]) -> Service:
        incoming = verdict.incoming
        organization = incoming.organization
        if organization is not None and organization.id not in self._organizations:
            self._organizations.add(organization.id)
            if not tables.is_edited_organization(self._connection, organization.id):
                write_organization(self._connection, organization)
        service = verdict.service
        channels = tuple(map(self._unless_edited, service.channels))
        if channels != service.channels:
            service = replace(service, channels=channels)
            personal = flags(service) if personal else ()
        new = verdict.fate == "new"
        write_service(self._connection, service, origin=self._catalogue.id, new=new)
        tables.write_changes(
            self._connection,
            service.id,
            service.revision,
            verdict.changes,
            self._day,
            f"{tables.IMPORTER}{self._catalogue.id}",
        )
        fields: list[tuple[str, str, str, str]] = [
            (flag.field, flag.reason, as_text(service, flag.field), flag.without)
            for flag in personal
        ]
        self._ask(service.id, fields)
        return service

    def _unless_edited(self, channel: Channel) -> Channel:
        """Return a channel, but as it is here where it was edited with another service."""
        kept = self._kept.get(channel.id)
        return replace(kept, note=channel.note) if kept else channel

    def _ask(self, service_id: str, fields: list[tuple[str, str, str, str]]) -> None:
        if tables.open_review(self._connection, service_id, self._catalogue.id, self._day, fields):
            self._asked.add(service_id)

    def _write_ref(self, verdict: Verdict) -> None:
        tables.write_ref(
            self._connection,
            (self._catalogue.id, verdict.incoming.external_id),
            verdict.service.id,
            verdict.digest,
            verdict.incoming.raw,
            self._day,
        )
