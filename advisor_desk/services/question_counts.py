"""Visits of a period counted by the answers to an own question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from advisor_desk.domain.periods import Period
from advisor_desk.domain.questions import (
    ROWS_PREFIX,
    NumberSummary,
    Question,
    is_number,
    summarize,
)
from advisor_desk.domain.text import Language
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_number
from advisor_desk.storage import questions as tables
from advisor_desk.storage.database import Database
from advisor_desk.storage.statistics import snapshot, totals


class QuestionCount(NamedTuple):
    """The visits of a period by the answers to a question.

    Attributes:
        label: the words of the question.
        rows: value, words and visits of each answer; visits without one are last, without value.
        total: how many visits there are.
        several: whether a visit may stand in several rows.
        numbers: what the numbers are like that were given, or None.
    """

    label: str
    rows: tuple[tuple[str, str, int], ...]
    total: int
    several: bool
    numbers: NumberSummary | None


def count_question(
    database: Database, rows: str, period: Period, language: Language
) -> QuestionCount:
    """Count the visits of a period by the answers to a question, retired or not.

    Choices stand in their order, also those that nobody took as long as they are offered;
    numbers stand from the smallest on. Visits without an answer are the last row.

    Args:
        database: of the desk.
        rows: `question:` and the id of the question.
        period: local days.
        language: of the labels.

    Raises:
        ValueError: there is no such question.
        Failure: the database is damaged or out of reach.
    """
    first, last = period.first.isoformat(), period.last.isoformat()
    wanted = rows.removeprefix(ROWS_PREFIX)
    with database.reading() as connection, snapshot(connection):
        questions = tables.read_questions(connection)
        question = next((q for q in questions if q.id == wanted), None)
        if question is None:
            raise ValueError(f"there is no question {wanted!r}")
        total_visits = totals(connection, first, last)
        counts = tables.count_answers(connection, wanted, first, last)
    total = total_visits.visits + total_visits.sessions
    return QuestionCount(
        question.label.pick(language),
        _rows(question, counts, language) if total else (),
        total,
        question.kind == "several",
        summarize(counts) if question.kind == "number" else None,
    )


def _rows(
    question: Question, counts: Mapping[str, int], language: Language
) -> tuple[tuple[str, str, int], ...]:
    """Return the rows of the answers, and of the visits without one."""
    labels: dict[str, str] = {}
    if question.kind == "number":
        numbers = sorted((text for text in counts if is_number(text)), key=int)
        labels = {text: format_number(int(text)) for text in numbers}
    else:
        for choice in question.choices:
            if not choice.retired or choice.id in counts:
                labels[choice.id] = choice.label.pick(language)
    labels |= {value: value for value in sorted(counts) if value and value not in labels}
    if "" in counts:
        labels[""] = _("None noted")
    return tuple((value, label, counts.get(value, 0)) for value, label in labels.items())
