"""The yearly staff questionnaire: its questions, and what was answered, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from advisor_desk.domain.text import LocalText

LEAST_ANSWERS: Final = 5
"""Questionnaires of a year below which nothing of them is shown."""


class SurveyChoice(NamedTuple):
    """One answer that can be given.

    Attributes:
        id: stored; `1` to `5` on the scale.
    """

    id: str
    label: LocalText


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """One question.

    Attributes:
        id: stored with the answers, and never reused.
        choices: the answers to choose one of.
        is_scale: whether the choices are numbers, so that they have a mean.
    """

    id: str
    text: LocalText
    choices: tuple[SurveyChoice, ...]
    is_scale: bool


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """How a question was answered.

    Attributes:
        counts: by id of the choice, in the order of the choices.
        mean: of a scale, else None.
    """

    question: SurveyQuestion
    counts: dict[str, int]
    mean: float | None


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """The questionnaires of a year.

    Attributes:
        answered: how many were filled in; of a number too small to show, None.
        questions: the counts; empty where there are too few.
    """

    year: int
    answered: int | None
    questions: tuple[QuestionCount, ...]


def missing(questions: Iterable[SurveyQuestion], answers: Mapping[str, str]) -> list[str]:
    """Return the ids of questions without an answer that can be given."""
    return [
        question.id
        for question in questions
        if answers.get(question.id) not in {choice.id for choice in question.choices}
    ]


def counted(
    year: int,
    questions: Sequence[SurveyQuestion],
    answers: Mapping[tuple[str, str], int],
    filled: int,
) -> SurveyResult:
    """Return the counts of a year, or nothing but that there are too few.

    Args:
        year: the year.
        questions: in their order.
        answers: how often each choice was made, by ids of question and choice.
        filled: how many questionnaires there are.
    """
    if filled < LEAST_ANSWERS:
        return SurveyResult(year, None, ())
    return SurveyResult(year, filled, tuple(_count(question, answers) for question in questions))


def _count(question: SurveyQuestion, answers: Mapping[tuple[str, str], int]) -> QuestionCount:
    counts = {choice.id: answers.get((question.id, choice.id), 0) for choice in question.choices}
    total = sum(counts.values())
    mean = None
    if question.is_scale and total:
        mean = sum(int(value) * times for value, times in counts.items()) / total
    return QuestionCount(question, counts, mean)
