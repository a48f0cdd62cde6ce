"""The directory leaves the program as a file: HSDS, vCard, CSV or XLSX.

Nothing confidential ever leaves: each record goes through `domain.directory.public` before any
format sees it. What left is journaled, and licences of foreign records go with them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Literal, TextIO, get_args

from advisor_desk.domain.directory import Area, public
from advisor_desk.domain.ids import new_id
from advisor_desk.domain.imports import Catalogue, Progress
from advisor_desk.domain.releases import Release
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.exchange import directory_table, hsds_out, quality_table
from advisor_desk.exchange.hsds.to_hsds import Handed, Style
from advisor_desk.exchange.vcard import write_vcards
from advisor_desk.exchange.whole_file import whole_binary, whole_file
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.directory import Directory, ServiceFilter
from advisor_desk.services.quality import QualityReport, rule_title
from advisor_desk.services.release import ReleaseReport, is_reason
from advisor_desk.storage import releases as release_tables
from advisor_desk.storage.channels import read_organizations
from advisor_desk.storage.database import Connection, Database
from advisor_desk.storage.directory import handed_on_ids, read_services
from advisor_desk.storage.imports import read_provenance

Format = Literal["csv", "xlsx", "hsds", "hsds-zip", "vcard"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
SUFFIXES: Final[dict[Format, str]] = {
    "csv": "csv",
    "xlsx": "xlsx",
    "hsds": "json",
    "hsds-zip": "zip",
    "vcard": "vcf",
}
"""How the names of files end."""

QUALITY: Final = "Report on the quality of the directory"
"""The reason in the journal for such a report."""

_TEXT_WRITERS: Final[dict[Format, tuple[str, Callable[[TextIO, Iterable[Handed], Style], int]]]] = {
    "csv": (directory_table.ENCODING, directory_table.write_csv),
    "hsds": ("utf-8", hsds_out.write_json),
    "vcard": ("utf-8", write_vcards),
}
_BINARY_WRITERS: Final[
    dict[Format, Callable[[BinaryIO, Iterable[Handed], Style, Sequence[Catalogue]], int]]
] = {
    "xlsx": directory_table.write_xlsx,
    "hsds-zip": hsds_out.write_zip,
}
_CHUNK: Final = 200
"""Services that are read at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which services are handed on.

    Attributes:
        filter: as in the directory view, or None; it leaves only services on offer.
        offered_only: leave out those that are closed or withdrawn.
    """

    filter: ServiceFilter | None = None
    offered_only: bool = False


class HandingOn:
    """Lets the directory out. Writing belongs to the thread that writes."""

    def __init__(
        self,
        database: Database,
        codes: Codes,
        directory: Directory,
        resources: Path,
        clock: Clock = local_now,
    ) -> None:
        self._database = database
        self._codes = codes
        self._directory = directory
        self._resources = resources
        self._clock = clock

    def count(self, wanted: Wanted, language: Language) -> int:
        """Return how many services would be handed on."""
        with self._database.reading() as connection:
            return len(self._ids(connection, wanted, language))

    def export(
        self,
        actor: Actor,
        file_format: Format,
        target: Path,
        language: Language,
        why: str,
        *,
        wanted: Wanted = Wanted(),
        progress: Progress | None = None,
    ) -> ReleaseReport:
        """Write the directory into a file.

        The journal is written before the file gets its name: what lies there is journaled.

        Args:
            actor: who lets it out.
            file_format: one of `FORMATS`.
            target: the file; what stands there is replaced.
            language: of words and, where a format has room for one only, of texts.
            why: what it is needed for, see `is_reason`.
            wanted: which services.
            progress: told of the services written, and whether to stop.

        Raises:
            NotAllowed: the actor is no supervisor.
            ValueError: the reason is too short.
            Failure: the file or the journal cannot be written; no file has been left then.
            Stopped: the work was cancelled; no file has been left.
        """
        actor.require(Role.SUPERVISOR)
        if not is_reason(why):
            raise ValueError("a release needs a reason")
        release = self._release(actor, "directory", file_format, why)
        count = 0

        def note() -> None:
            self._note(replace(release, count=count))

        with self._database.reading() as connection:
            ids = self._ids(connection, wanted, language)
            catalogues = _catalogues(connection, ids)
        style = Style(language, self._codes.book, self._area_names())
        records = self._records(ids, progress or Progress())
        if file_format in _TEXT_WRITERS:
            encoding, write_text = _TEXT_WRITERS[file_format]
            with whole_file(target, note, encoding=encoding) as text:
                count = write_text(text, records, style)
        else:
            with whole_binary(target, note) as binary:
                count = _BINARY_WRITERS[file_format](binary, records, style, catalogues)
        return ReleaseReport(release.id, target, count)

    def export_quality(
        self, actor: Actor, report: QualityReport, target: Path, language: Language
    ) -> ReleaseReport:
        """Write the findings of a report as CSV; a file whose name ends in `.json` as JSON.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the file or the journal cannot be written; no file has been left then.
        """
        actor.require(Role.SUPERVISOR)
        as_json = target.suffix.lower() == ".json"
        release = self._release(actor, "quality-report", "json" if as_json else "csv", QUALITY)
        release = replace(release, count=len(report.findings))
        encoding = "utf-8" if as_json else quality_table.ENCODING
        with whole_file(target, partial(self._note, release), encoding=encoding) as file:
            if as_json:
                json.dump(plain_report(report, language), file, ensure_ascii=False, indent=1)
            else:
                rows = ([str(value) for value in row.values()] for row in _rows(report, language))
                quality_table.write_findings(file, rows)
        return ReleaseReport(release.id, target, len(report.findings))

    def _release(self, actor: Actor, what: str, file_format: str, why: str) -> Release:
        return Release(
            id=new_id(),
            day=self._clock().date().isoformat(),
            actor=actor.alias,
            what=what,
            format=file_format,
            first="",
            last="",
            count=0,
            reason=" ".join(why.split()),
        )

    def _note(self, release: Release) -> None:
        with self._database.writing() as connection:
            release_tables.insert_release(connection, release)

    def _ids(self, connection: Connection, wanted: Wanted, language: Language) -> list[str]:
        """Return the ids of the services wanted; those merged into others are left out."""
        if wanted.filter is not None and wanted.filter != ServiceFilter():
            return [one.id for one in self._directory.browse(wanted.filter, language)]
        return handed_on_ids(connection, offered_only=wanted.offered_only)

    def _records(self, ids: Sequence[str], progress: Progress) -> Iterator[Handed]:
        """Yield services as they may leave, some read at a time, so that memory stays flat."""
        done = 0
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            with self._database.reading() as connection:
                services = read_services(connection, chunk)
                givers = read_organizations(connection, {s.organization for s in services})
                provenance = read_provenance(connection, chunk)
            for service in services:
                done += 1
                progress.step(done / len(ids))
                catalogues = tuple(one.catalogue for one in provenance.get(service.id, ()))
                yield Handed(public(service), givers.get(service.organization), catalogues)

    def _area_names(self) -> dict[Area, LocalText]:
        from advisor_desk.exchange.reference import read_divisions

        return {division.area: division.name for division in read_divisions(self._resources)}


def plain_report(report: QualityReport, language: Language) -> dict[str, object]:
    """Return a report as JSON has it, without anything confidential.

    Args:
        report: the report.
        language: of the names of records.
    """
    return {
        "day": report.day,
        "records": report.records,
        "sound": report.sound,
        "groups": dict(report.groups),
        "rules": [
            {
                "rule": one.rule,
                "group": one.group,
                "title": rule_title(one.rule),
                "records": one.records,
            }
            for one in report.rules
        ],
        "findings": list(_rows(report, language)),
    }


def _rows(report: QualityReport, language: Language) -> Iterator[dict[str, str]]:
    for one in report.findings:
        values = (
            one.service_id,
            one.name.pick(language),
            one.group,
            one.rule,
            one.field,
            one.language,
            one.public_sentence,
        )
        yield dict(zip(quality_table.COLUMNS, values, strict=True))


def _catalogues(connection: Connection, ids: Sequence[str]) -> list[Catalogue]:
    """Return the catalogues that services came from."""
    found: dict[str, Catalogue] = {}
    for entries in read_provenance(connection, ids).values():
        found.update((entry.catalogue.id, entry.catalogue) for entry in entries)
    return [found[key] for key in sorted(found)]
