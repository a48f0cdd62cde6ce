"""The staff questionnaire: filled in by anybody, counted for supervisors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.ids import new_id, new_visit_id
from advisor_desk.domain.releases import Release
from advisor_desk.domain.staff_survey import (
    LEAST_ANSWERS,
    SurveyQuestion,
    SurveyResult,
    counted,
    missing,
)
from advisor_desk.domain.text import Language
from advisor_desk.exchange.staff_survey import ENCODING, read_survey, write_counts
from advisor_desk.exchange.whole_file import whole_file
from advisor_desk.i18n import _, ngettext
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.release import ReleaseReport, is_reason
from advisor_desk.settings.store import Settings
from advisor_desk.storage import releases
from advisor_desk.storage import staff_answers as tables
from advisor_desk.storage.database import Database


class Questionnaire:
    """Takes and counts answers; writing belongs to the thread that writes."""

    def __init__(
        self, database: Database, settings: Settings, resources: Path, clock: Clock = local_now
    ) -> None:
        self._database = database
        self._settings = settings
        self._resources = resources
        self._clock = clock

    @cached_property
    def questions(self) -> tuple[SurveyQuestion, ...]:
        """The questions in their order.

        Raises:
            Failure: the shipped file is missing or wrong.
        """
        return read_survey(self._resources)

    @property
    def year(self) -> int:
        """The year that is asked about: this one."""
        return self._clock().year

    def new_id(self) -> str:
        """Return the id of a questionnaire to be filled in: random, so that it tells no time."""
        return new_visit_id()

    def fill_in(self, actor: Actor, survey_id: str, answers: Mapping[str, str]) -> None:
        """Store the answers with the year and the point: not who gave them, and not the day.

        Args:
            actor: must be allowed to; nothing of them is kept.
            survey_id: from `new_id`; a second try with it stores nothing twice.
            answers: id of the choice by id of the question; all must be answered.

        Raises:
            InvalidRecord: a question has no answer; nothing is stored.
            Failure: the disk or the database failed; trying again is safe.
        """
        actor.require(Role.ADVISOR)
        left = missing(self.questions, answers)
        if left:
            text = ngettext(
                "{count} question has no answer yet.",
                "{count} questions have no answer yet.",
                len(left),
            )
            raise InvalidRecord(text.format(count=len(left)), left)
        known = {question.id for question in self.questions}
        given = {question: answer for question, answer in answers.items() if question in known}
        with self._database.writing() as connection:
            tables.write_answers(
                connection, survey_id, self.year, self._settings.text("point"), given
            )

    def take_back(self, survey_id: str) -> None:
        """Take a questionnaire back, right after it was filled in: nobody else knows its id."""
        with self._database.writing() as connection:
            tables.delete_answers(connection, survey_id)

    def years(self) -> list[int]:
        """Return this year and the years with answers, the newest first."""
        with self._database.reading() as connection:
            found = tables.count_filled(connection)
        return sorted({self.year, *found}, reverse=True)

    def result(self, actor: Actor, year: int) -> SurveyResult:
        """Return the counts of a year, or that there are too few answers to show them.

        Raises:
            NotAllowed: the actor is no supervisor.
        """
        actor.require(Role.SUPERVISOR)
        with self._database.reading() as connection:
            filled = tables.count_filled(connection).get(year, 0)
            answers = tables.count_answers(connection, year)
        return counted(year, self.questions, answers, filled)

    def export(
        self, actor: Actor, year: int, target: Path, why: str, language: Language
    ) -> ReleaseReport:
        """Write the counts of a year as CSV; the journal is written before the file's name.

        Raises:
            NotAllowed: the actor is no supervisor.
            ValueError: the reason is too short.
            InvalidRecord: there are too few answers.
            Failure: the file or the journal cannot be written; no file has been left then.
        """
        actor.require(Role.SUPERVISOR)
        if not is_reason(why):
            raise ValueError("a release needs a reason")
        result = self.result(actor, year)
        if result.answered is None:
            raise InvalidRecord(too_few_text(year))
        release = Release(
            id=new_id(),
            day=self._clock().date().isoformat(),
            actor=actor.alias,
            what="staff-questionnaire",
            format="csv",
            first=f"{year}-01-01",
            last=f"{year}-12-31",
            count=result.answered,
            reason=" ".join(why.split()),
        )

        def note() -> None:
            with self._database.writing() as connection:
                releases.insert_release(connection, release)

        with whole_file(target, note, encoding=ENCODING) as file:
            write_counts(file, result, language)
        return ReleaseReport(release.id, target, result.answered)


def too_few_text(year: int) -> str:
    """Return that the answers of a year are not shown, and from when on."""
    text = _("{year}: too few answers to show. They are shown from {least} questionnaires on.")
    return text.format(year=year, least=LEAST_ANSWERS)
