"""Reads the staff questionnaire, `survey/staff.yaml`, and writes its counts as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, TextIO

from msgspec import Meta, field

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.staff_survey import SurveyChoice, SurveyQuestion, SurveyResult
from advisor_desk.domain.text import Language
from advisor_desk.exchange.csv_cells import guard, number_cell
from advisor_desk.exchange.shipped_schema import FullTextRecord, Record, Slug
from advisor_desk.exchange.topic_rules import read_yaml

FILE: Final = "survey/staff.yaml"
ENCODING: Final = "utf-8-sig"
COLUMNS: Final = ("year", "question", "text", "answer", "label", "count", "answered", "mean")
QUESTIONS: Final = 10


class ChoiceRecord(Record):
    """One answer that can be given."""

    id: Slug
    label: FullTextRecord


class QuestionRecord(Record):
    """One question; without choices of its own it is answered on the scale."""

    id: Slug
    text: FullTextRecord
    choices: Annotated[list[ChoiceRecord], Meta(max_length=9)] = field(default_factory=list)


class SurveyRecord(Record):
    """The whole file."""

    scale: Annotated[list[ChoiceRecord], Meta(min_length=5, max_length=5)]
    questions: Annotated[list[QuestionRecord], Meta(min_length=QUESTIONS, max_length=QUESTIONS)]


def read_survey(resources: Path) -> tuple[SurveyQuestion, ...]:
    """Return the questions in their order.

    Raises:
        Failure: the file is missing or not of its form; the detail names record and field.
    """
    record: SurveyRecord = read_yaml(resources / FILE, SurveyRecord)
    _check(record)
    scale = _choices(record.scale)
    return tuple(
        SurveyQuestion(
            one.id, one.text.text(), _choices(one.choices) or scale, is_scale=not one.choices
        )
        for one in record.questions
    )


def _choices(records: Sequence[ChoiceRecord]) -> tuple[SurveyChoice, ...]:
    return tuple(SurveyChoice(one.id, one.label.text()) for one in records)


def _check(record: SurveyRecord) -> None:
    """Refuse what the form of the file alone cannot tell.

    Raises:
        Failure: an id stands twice, the scale is not 1 to 5, or a choice has no alternative.
    """
    _once("questions", [one.id for one in record.questions])
    if [one.id for one in record.scale] != ["1", "2", "3", "4", "5"]:
        raise _wrong("scale", "id", "is not 1 to 5 in this order")
    for one in record.questions:
        _once(one.id, [choice.id for choice in one.choices])
        if len(one.choices) == 1:
            raise _wrong(one.id, "choices", "has one choice alone")


def _once(record: str, ids: Sequence[str]) -> None:
    doubled = next((one for one in ids if ids.count(one) > 1), None)
    if doubled is not None:
        raise _wrong(record, "id", f"'{doubled}' stands twice")


def _wrong(record: str, field: str, problem: str) -> Failure:
    detail = f"{FILE}, record '{record}', field '{field}': {problem}"
    return Failure(FailureKind.BAD_FILE, detail)


def write_counts(file: TextIO, result: SurveyResult, language: Language) -> int:
    """Write the counts of a year, a row for each answer that can be given; return how many.

    Args:
        file: opened with `ENCODING` and without translation of line ends.
        result: of enough questionnaires.
        language: of questions and answers, and of the decimal sign.
    """
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rows = 0
    for one in result.questions:
        labels = {choice.id: choice.label.pick(language) for choice in one.question.choices}
        mean = "" if one.mean is None else number_cell(round(one.mean, 2), language)
        for answer, count in one.counts.items():
            row: list[object] = [result.year, one.question.id]
            row += [guard(one.question.text.pick(language)), answer, guard(labels[answer])]
            writer.writerow([*row, count, result.answered, mean])
            rows += 1
    return rows
