"""Takes the services of foreign catalogues in: first a preview, then all or nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.imports import (
    Catalogue,
    Chooser,
    Incoming,
    Progress,
    Reader,
    Stopped,
)
from advisor_desk.exchange import formats
from advisor_desk.exchange.desk_list import TableLook, look_at
from advisor_desk.exchange.personal import Flag
from advisor_desk.exchange.ptv.selection import Selection, read_selection
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.staging import Staged
from advisor_desk.exchange.table_columns import TABLE_FIELDS
from advisor_desk.i18n import _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.events import Events, ServicesImported
from advisor_desk.services.import_judge import Judge, Verdict
from advisor_desk.services.import_plan import (
    ImportPlan,
    ImportReport,
    each_once,
    note,
    note_gone,
    report_of,
)
from advisor_desk.services.import_writing import Writer
from advisor_desk.storage import imports as tables
from advisor_desk.storage.database import Database
from advisor_desk.storage.imports import Provenance

__all__ = [
    "ImportPlan",
    "ImportReport",
    "Importing",
    "Provenance",
    "Selection",
    "Stopped",
    "TableLook",
    "report_of",
]

RecordT = TypeVar("RecordT")
_BATCH: Final = 100
"""Records that are looked up and written together."""


class Importing:
    """Imports of foreign catalogues and of a desk's own lists."""

    def __init__(
        self, database: Database, events: Events, resources: Path, clock: Clock = local_now
    ) -> None:
        self._database = database
        self._events = events
        self._resources = resources
        self._clock = clock

    # What the interfaces ask before

    def detect(self, source: str) -> str:
        """Return the format of a file, folder or address: see `exchange.formats.detect`."""
        return formats.detect(source)

    def is_whole(self, source: str) -> bool:
        """Tell whether a source may be a whole catalogue, so that what is missing is gone.

        Raises:
            Failure: it cannot be read.
        """
        return not formats.is_one_answer(source)

    def catalogue(self, format_name: str, source: str, catalogue_id: str = "") -> Catalogue:
        """Return the catalogue a source belongs to: the one that is kept under the id, or new."""
        suggested = formats.catalogue_for(format_name, source)
        wanted = catalogue_id or suggested.id
        kept = {one.id: one for one, _day in self.catalogues()}
        return kept.get(wanted) or replace(suggested, id=wanted)

    def catalogues(self) -> list[tuple[Catalogue, str | None]]:
        """Return the catalogues by name, each with the ISO day of the last import."""
        with self._database.reading() as connection:
            return tables.read_catalogues(connection)

    def columns(self, catalogue_id: str) -> dict[str, str]:
        """Return how the headings of a catalogue's table were read the last time."""
        with self._database.reading() as connection:
            return tables.read_columns(connection, catalogue_id)

    def provenance(self, service_id: str) -> list[Provenance]:
        """Return the catalogues a service came from, with licence, attribution and days."""
        with self._database.reading() as connection:
            return tables.read_provenance(connection, [service_id]).get(service_id, [])

    def look(self, source: str, catalogue_id: str) -> TableLook:
        """Return the headings of a table and its first rows.

        Its columns are those of the last import from the same catalogue, where its headings
        are still there, else what they seem to be.

        Raises:
            Failure: the file is no table.
        """
        look = look_at(Path(source), self._resources)
        kept = {h: f for h, f in self.columns(catalogue_id).items() if h in look.headings}
        return replace(look, columns=kept) if kept else look

    def reader(
        self,
        format_name: str,
        source: str,
        catalogue: Catalogue,
        columns: Mapping[str, str] | None = None,
        municipality: str = "",
        key: str = "",
    ) -> Reader:
        """Return the reader of a source.

        Args:
            format_name: one of `domain.imports.FORMATS`.
            source: a file, a folder or an address.
            catalogue: what it is known as here.
            columns: of a table: our fields by heading; None for those of the last import, or
                to guess.
            municipality: code of that of records which name none.
            key: of the organisation, for a server that wants one; never kept.

        Raises:
            Failure: there is no reader for such a source.
        """
        if columns is None and format_name in formats.TABLES:
            columns = self.look(source, catalogue.id).columns
        options = ReaderOptions(catalogue, self._resources, municipality, columns, key=key)
        return formats.make_reader(format_name, source, options)

    @property
    def fields(self) -> tuple[str, ...]:
        """All that a column of a table can be."""
        return TABLE_FIELDS

    @property
    def tables(self) -> tuple[str, ...]:
        """The formats whose columns are mapped to our fields."""
        return formats.TABLES

    def selection(self, format_name: str) -> Selection | None:
        """Return which records of a format are wanted unless somebody chooses; None for all."""
        return read_selection(self._resources) if format_name == "ptv" else None

    # Preview

    def plan(
        self,
        actor: Actor,
        reader: Reader,
        catalogue: Catalogue,
        selection: Chooser | None = None,
        progress: Progress | None = None,
        *,
        complete: bool = True,
    ) -> ImportPlan:
        """Read a source and tell what an import would do. May run in a thread that reads.

        Args:
            actor: who imports.
            reader: of the source.
            catalogue: what it is known as here.
            selection: which new records are wanted; None for all.
            progress: told as it goes.
            complete: whether what is not in the source is to be marked as gone.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the source cannot be read; the sentence says what and where.
            Stopped: it was cancelled.
        """
        actor.require(Role.SUPERVISOR)
        progress = progress or Progress()
        plan = ImportPlan(catalogue, complete=complete)
        try:
            with _short_pauses(), self._database.reading() as connection:
                judge = Judge(connection, catalogue, selection)
                for batch in _batches(each_once(reader(progress), plan), progress):
                    for verdict in judge.judge(batch):
                        note(plan, verdict)
                note_gone(connection, plan, judge)
            if not plan.planned:
                problem = _("it holds no records")
                raise Failure(FailureKind.BAD_FILE, f"{catalogue.name}: {problem}")
        except BaseException:
            plan.close()
            raise
        return plan

    # Import

    def apply(
        self, actor: Actor, plan: ImportPlan, progress: Progress | None = None
    ) -> ImportReport:
        """Do what a plan says, all of it or nothing. Belongs to the thread that writes.

        Every record is judged anew: somebody may have edited one since the preview.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed. Nothing was changed then.
            Stopped: it was cancelled. Nothing was changed then.
        """
        actor.require(Role.SUPERVISOR)
        progress = progress or Progress()
        day = self._clock().date().isoformat()
        total = max(sum(one.fate in _WRITTEN for one in plan.planned), 1)
        with _short_pauses(), self._database.writing() as connection:
            tables.write_catalogue(connection, plan.catalogue, day)
            if plan.columns is not None:
                tables.write_columns(connection, plan.catalogue.id, plan.columns)
            writer = Writer(connection, plan.catalogue, day)
            judge = Judge(connection, plan.catalogue, duplicates=plan.duplicates)
            writer.write(_judged(judge, plan.staging, total, progress))
            tables.mark_seen(connection, plan.catalogue.id, plan.seen, day)
            tables.mark_gone(connection, plan.catalogue.id, plan.gone, day)
        plan.close()
        self._events.tell(ServicesImported(plan.catalogue.id))
        return replace(report_of(plan), review=writer.reviews)


@contextmanager
def _short_pauses() -> Iterator[None]:
    """Let the collector of cycles leave alone what was there before and what lives on.

    An import makes millions of objects and hardly a cycle, so the collector would run over
    everything again and again, and no thread goes on meanwhile: the window would stand still
    for 80 ms each time. Now it looks at what is new, and never again at what was there.
    """
    gc.collect(_NEW)
    gc.freeze()
    gc.set_threshold(_YOUNG, 1_000_000, 1_000_000)
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)
        if gc.get_count()[1] < _FEW:
            gc.collect(_NEW)
        else:  # to look through all that a catalogue made stops the window for 250 ms
            gc.freeze()


_FEW: Final = 5
"""Times that young objects were looked at, up to which the rest is looked at as well."""
_NEW: Final = 1
"""The generations of objects that have not been looked at twice."""
_YOUNG: Final = 5_000
"""Objects after which the collector looks at the new ones: a pause of a millisecond."""
_USUAL: Final = gc.get_threshold()


_WRITTEN: Final = ("new", "changed", "duplicate")


def _batches(records: Iterable[Incoming], progress: Progress) -> Iterator[list[Incoming]]:
    for batch in _in_batches(records):
        yield batch
        progress.step(records=len(batch))


def _in_batches(records: Iterable[RecordT]) -> Iterator[list[RecordT]]:
    rest = iter(records)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _judged(
    judge: Judge, records: Iterable[Staged], total: int, progress: Progress
) -> Iterator[tuple[Verdict, tuple[Flag, ...]]]:
    """Judge records anew, and give with each verdict what is personal in the record."""
    done = 0
    for batch in _in_batches(records):
        verdicts = judge.judge([one.incoming for one in batch], [one.digest for one in batch])
        yield from zip(verdicts, (one.flags for one in batch), strict=True)
        done += len(batch)
        progress.step(min(done / total, 1.0), records=len(batch))
