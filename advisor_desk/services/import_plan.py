"""What an import would do: the plan that is shown before, and the report after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from advisor_desk.domain.imports import (
    Catalogue,
    Fate,
    Incoming,
    Planned,
    Rejected,
    Skipped,
    count_fates,
)
from advisor_desk.exchange.personal import flags
from advisor_desk.exchange.staging import Staged, Staging
from advisor_desk.i18n import _
from advisor_desk.services.import_judge import Judge, Verdict
from advisor_desk.storage import imports as tables
from advisor_desk.storage.database import Connection


@dataclass(slots=True)
class ImportPlan:
    """What an import would do; nothing is changed before `Importing.apply`.

    Attributes:
        catalogue: where the records come from.
        planned: each record in the order of the source, what is gone at the end.
        complete: whether the source is the whole catalogue, so that what is missing is gone.
        known: how many records the catalogue had before, of the kinds that the source has.
    """

    catalogue: Catalogue
    planned: list[Planned] = field(default_factory=list)
    complete: bool = True
    columns: Mapping[str, str] | None = None
    staging: Staging = field(default_factory=Staging)
    seen: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    known: int = 0
    duplicates: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @property
    def review(self) -> int:
        """How many records here a person would be asked about; two may come for the same one."""
        return len(self.asked)

    @property
    def counts(self) -> dict[Fate, int]:
        """How many records meet each fate."""
        return count_fates(self.planned)

    def close(self) -> None:
        """Let go of what was read."""
        self.staging.close()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import has done, or with `--dry-run` would do.

    Attributes:
        rejected: the records that could not be taken, and why.
        review: how many records a person is asked about now.
        missing: how many records are gone since the source has them no more.
        known: see `ImportPlan`.
    """

    catalogue: Catalogue
    counts: dict[Fate, int]
    rejected: tuple[Planned, ...] = ()
    review: int = 0
    missing: int = 0
    known: int = 0


def report_of(plan: ImportPlan) -> ImportReport:
    """Return a plan as numbers."""
    rejected = tuple(one for one in plan.planned if one.fate == "rejected")
    return ImportReport(
        plan.catalogue, plan.counts, rejected, plan.review, len(plan.gone), plan.known
    )


def each_once(
    records: Iterator[Incoming | Rejected | Skipped], plan: ImportPlan
) -> Iterator[Incoming]:
    """Give what was read, each id once; note what is rejected or skipped."""
    met: dict[str, str] = {}
    for record in records:
        if isinstance(record, Skipped):
            plan.seen.append(record.external_id)
            plan.planned.append(
                Planned(
                    "left-out",
                    record.external_id,
                    record.place,
                    record.title,
                    problem=record.reason,
                )
            )
        elif isinstance(record, Rejected):
            plan.seen.append(record.external_id)
            plan.planned.append(_rejected(record))
        elif record.external_id in met:
            first = met[record.external_id]
            problem = _("The same id stands at {place} already.").format(place=first)
            plan.planned.append(
                _rejected(Rejected(record.place, "id", problem, record.external_id))
            )
        else:
            met[record.external_id] = record.place
            yield record
    plan.seen += met


def _rejected(record: Rejected) -> Planned:
    return Planned(
        "rejected",
        record.external_id,
        record.place,
        title="",
        problem=record.problem,
        fields=(record.field,) if record.field else (),
    )


def note(plan: ImportPlan, verdict: Verdict) -> None:
    """Put a verdict into the plan, and the record where there is something to do."""
    incoming = verdict.incoming
    plan.planned.append(
        Planned(
            verdict.fate,
            incoming.external_id,
            incoming.place,
            incoming.service.name.pick("fi"),
            verdict.service.id,
            verdict.reason,
            tuple(change.field for change in verdict.changes),
        )
    )
    if verdict.fate == "duplicate":
        plan.duplicates[incoming.external_id] = verdict.service.id
    personal = flags(verdict.service) if verdict.writes else ()
    if verdict.for_review or personal:
        plan.asked.add(verdict.service.id)
    if verdict.fate not in ("left-out", "rejected") and not verdict.settled:
        plan.staging.add(Staged(incoming, verdict.digest, personal))


def note_gone(connection: Connection, plan: ImportPlan, judge: Judge) -> None:
    """Find the records that are not there any more, among the kinds that the source has.

    Rejected records tell of no kind: of a file that cannot be read at all, nothing is gone.
    """
    if not plan.complete:
        return
    seen = set(plan.seen)
    kinds = {_kind(one.external_id) for one in plan.planned if one.fate != "rejected"}
    known = [key for key, ref in judge.refs.items() if not ref.gone and _kind(key) in kinds]
    plan.known = len(known)
    plan.gone = [key for key in known if key not in seen]
    titles = tables.read_titles(connection, [judge.refs[key].service_id for key in plan.gone])
    for key in plan.gone:
        service_id = judge.refs[key].service_id
        plan.planned.append(
            Planned(
                "gone",
                key,
                plan.catalogue.name,
                titles.get(service_id, key),
                service_id,
                _("It is not in the catalogue any more."),
            )
        )


def _kind(external_id: str) -> str:
    """Return what an id begins with where a catalogue has several kinds of records."""
    kind, colon, _rest = external_id.partition(":")
    return kind if colon else ""
