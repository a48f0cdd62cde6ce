"""Visits that leave the program as a file, the journal of that, and visits that come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.ids import new_id
from advisor_desk.domain.periods import Period
from advisor_desk.domain.questions import Question, answer_problems
from advisor_desk.domain.releases import MIN_REASON, Release
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import Visit, problems
from advisor_desk.exchange.legend_csv import LegendRow, legend_rows, write_legend
from advisor_desk.exchange.visits_csv import ENCODING, BadCell, CsvRow, read_visits, write_visits
from advisor_desk.exchange.whole_file import whole_file
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import Events, VisitsReleased
from advisor_desk.services.explain import explain_problem
from advisor_desk.storage import releases as tables
from advisor_desk.storage.database import Database
from advisor_desk.storage.questions import read_questions
from advisor_desk.storage.visits import insert_visit, iter_visits

_EVER = ("0001-01-01", "9999-12-31")


@dataclass(frozen=True, slots=True)
class ReleaseReport:
    """What was written: its place in the journal, the file, and the number of visits.

    Attributes:
        legend: the file beside it that says what the ids made at this desk mean, or None.
    """

    release_id: str
    target: Path
    count: int
    legend: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of a file.

    Attributes:
        imported: visits that are new here.
        already_there: visits stored under the same id before; they were left as they are.
        bad: line, column and problem of what could not be imported. Unless bad rows were to
            be skipped, nothing at all was imported then.
    """

    imported: int
    already_there: int
    bad: tuple[BadCell, ...] = ()


class _RefusedError(Exception):
    """A file has bad rows, and they were not to be skipped."""


class Releases:
    """Lets visits out and in. All its methods belong to the thread that writes."""

    def __init__(
        self, database: Database, codes: Codes, events: Events, clock: Clock = local_now
    ) -> None:
        self._database = database
        self._codes = codes
        self._events = events
        self._clock = clock

    def export_visits(
        self, actor: Actor, period: Period | None, target: Path, why: str, language: Language
    ) -> ReleaseReport:
        """Write the visits of a period as CSV; retracted ones are left out.

        The journal is written before the file gets its name: what lies there is journaled. A
        journaled file may be missing, if it could not be given its name after that.

        Args:
            actor: who lets them out.
            period: local days, or None for all.
            target: the file; what stands there is replaced.
            why: what they are needed for, at least `MIN_REASON` characters; see
                `is_reason`.
            language: decides the decimal sign and the language of own answers in words. Where
                the desk has own questions or codes, a legend is written beside the file.

        Raises:
            NotAllowed: the actor is no supervisor.
            ValueError: the reason is too short.
            Failure: the file or the journal cannot be written; no file has been left then.
        """
        actor.require(Role.SUPERVISOR)
        if not is_reason(why):
            raise ValueError("a release needs a reason")
        release = Release(
            id=new_id(),
            day=self._clock().date().isoformat(),
            actor=actor.alias,
            what="visits",
            format="csv",
            first=period.first.isoformat() if period else "",
            last=period.last.isoformat() if period else "",
            count=0,
            reason=" ".join(why.split()),
        )

        def note() -> None:
            with self._database.writing() as connection:
                tables.insert_release(connection, replace(release, count=count))

        count = 0
        with self._database.reading() as connection:
            questions = read_questions(connection)
        legend = self._legend(questions)
        # The legend gets its name last: it never lies there without the visits.
        with ExitStack() as files:
            beside = None
            if legend:
                beside = target.with_name(f"{target.stem}-legend.csv")
                written = files.enter_context(whole_file(beside, _nothing, encoding=ENCODING))
                write_legend(written, legend)
            with whole_file(target, note, encoding=ENCODING) as file:
                count = write_visits(file, self._visits(period), language, questions)
        self._events.tell(VisitsReleased(release.id))
        return ReleaseReport(release.id, target, count, beside)

    def _legend(self, questions: Sequence[Question]) -> list[LegendRow]:
        """Return what the ids mean that were made at this desk; nothing where there are none."""
        book = self._codes.book
        own = (code for name in book.lists for code in book.members(name) if code.own)
        return legend_rows(questions, own)

    def _visits(self, period: Period | None) -> Iterator[Visit]:
        first, last = (period.first.isoformat(), period.last.isoformat()) if period else _EVER
        with self._database.reading() as connection:
            yield from iter_visits(connection, first, last)

    def journal(self) -> list[Release]:
        """Return what has left the program, the newest first."""
        with self._database.reading() as connection:
            return tables.read_releases(connection)

    def import_visits(self, actor: Actor, file: Path, *, skip_bad: bool = False) -> ImportReport:
        """Store the visits of a file as `export_visits` writes it, in one transaction.

        Args:
            actor: who takes them in.
            file: the CSV file.
            skip_bad: import the good rows of a file that has bad ones.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the file or its columns cannot be read, or the database cannot be
                written. Nothing has been imported then.
        """
        actor.require(Role.SUPERVISOR)
        if not file.is_file():
            raise Failure(FailureKind.NOT_FOUND, str(file))
        book = self._codes.book
        good = imported = 0
        bad: list[BadCell] = []
        try:
            with self._database.writing() as connection:
                questions = {q.id: q for q in read_questions(connection)}
                for row in read_visits(file):
                    found = row.bad or _problems(row, book, questions)
                    bad += found
                    if row.visit is not None and not found:
                        good += 1
                        imported += insert_visit(connection, row.visit)
                if bad and not skip_bad:
                    raise _RefusedError
        except _RefusedError:
            return ImportReport(0, 0, tuple(bad))
        return ImportReport(imported, good - imported, tuple(bad))


def _problems(
    row: CsvRow, book: CodeBook, questions: Mapping[str, Question]
) -> tuple[BadCell, ...]:
    """Return what keeps the visit of a row from being stored."""
    if row.visit is None:
        return ()
    found = problems(row.visit, book)
    bad = [BadCell(row.line, p.field, explain_problem(p)) for p in found]
    wrong = answer_problems(row.visit, questions, stored=True)
    return (*bad, *(BadCell(row.line, "answers", explain_problem(p)) for p in wrong))


def _nothing() -> None:
    """Do nothing before a file gets its name: the journal is about the file of visits."""


def is_reason(why: str) -> bool:
    """Tell whether a text will do as the reason for a release."""
    return len(why.strip()) >= MIN_REASON
