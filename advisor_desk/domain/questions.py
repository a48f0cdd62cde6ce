"""A point's own questions: what a supervisor adds to the visit form without a release.

A question and its choices are renamed or retired, never deleted, and their ids are never given
to anything else: answers of years ago keep their meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Final, Literal, NamedTuple, get_args

from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Answer, Problem, Visit

QuestionKind = Literal["one", "several", "number"]
"""One choice, several choices, or a whole number."""
QUESTION_KINDS: Final[tuple[QuestionKind, ...]] = get_args(QuestionKind)

MOST_IN_USE: Final = 10
"""Questions that may be in use at a time, at all points together."""
MOST_CHOICES: Final = 30
LONGEST_LABEL: Final = 80
LONGEST_CHOICE: Final = 60
HIGHEST: Final = 99_999
"""The largest number that can be an answer."""
ROWS_PREFIX: Final = "question:"
"""What the name of a question begins with where visits are counted by it, or it is a column."""


class QuestionChoice(NamedTuple):
    """One choice of a question.

    Attributes:
        id: unique among all choices the question ever had; empty until it is stored.
        label: the words, in one language at least.
        retired: whether it is no longer offered.
    """

    id: str
    label: LocalText
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: unique for ever; empty until it is stored.
        kind: what an answer is.
        label: the question, in one language at least.
        point: the point that asks it, or empty for all.
        first, last: ISO days between which it is asked, or None where open.
        retired: whether it is no longer asked.
        choices: in their order, retired ones too; none for a number.
        revision: 1 when new, one more for every change.
    """

    id: str
    kind: QuestionKind
    label: LocalText
    point: str = ""
    first: str | None = None
    last: str | None = None
    retired: bool = False
    choices: tuple[QuestionChoice, ...] = ()
    revision: int = 1

    def within(self, day: str) -> bool:
        """Tell whether an ISO day lies in the period of the question."""
        return (self.first or "") <= day and (self.last is None or day <= self.last)

    def asked(self, point: str, day: str) -> bool:
        """Tell whether the question is asked at a point on an ISO day."""
        return not self.retired and self.point in ("", point) and self.within(day)

    def choice(self, choice_id: str) -> QuestionChoice | None:
        """Return a choice by id, retired or not."""
        return next((c for c in self.choices if c.id == choice_id), None)

    @property
    def rows_name(self) -> str:
        """The name under which visits are counted by it."""
        return ROWS_PREFIX + self.id


class QuestionProblem(NamedTuple):
    """What is wrong with a question as it is entered.

    Attributes:
        field: `label`, `last`, `choices`, `kind`, or `question` for the whole.
        kind: what is wrong with it.
        place: of the choice, counted from 0; -1 where it is about none.
    """

    field: str
    kind: Literal[
        "missing", "too-long", "same", "too-many", "before-first", "answered", "too-many-in-use"
    ]
    place: int = -1


def question_problems(question: Question, others: Sequence[Question]) -> list[QuestionProblem]:
    """Return what keeps a question from being stored.

    Args:
        question: as entered.
        others: all other questions there are.
    """
    found = list(_label_problems(question, others))
    if question.first and question.last and question.last < question.first:
        found.append(QuestionProblem("last", "before-first"))
    if question.kind != "number":
        found.extend(_choice_problems(question.choices))
    in_use = sum(not other.retired for other in others)
    if not question.retired and in_use >= MOST_IN_USE:
        found.append(QuestionProblem("question", "too-many-in-use"))
    return found


def _label_problems(question: Question, others: Sequence[Question]) -> Iterator[QuestionProblem]:
    if not question.label:
        yield QuestionProblem("label", "missing")
    if any(len(text) > LONGEST_LABEL for text in question.label):
        yield QuestionProblem("label", "too-long")
    in_use = () if question.retired else [other for other in others if not other.retired]
    if any(share_words(question.label, other.label) for other in in_use):
        yield QuestionProblem("label", "same")


def _choice_problems(choices: Sequence[QuestionChoice]) -> Iterator[QuestionProblem]:
    offered = [(place, choice) for place, choice in enumerate(choices) if not choice.retired]
    if len(offered) < 2:
        yield QuestionProblem("choices", "missing")
    if len(offered) > MOST_CHOICES:
        yield QuestionProblem("choices", "too-many")
    for number, (place, choice) in enumerate(offered):
        if not choice.label:
            yield QuestionProblem("choices", "missing", place)
        if any(len(text) > LONGEST_CHOICE for text in choice.label):
            yield QuestionProblem("choices", "too-long", place)
        if any(share_words(choice.label, other.label) for _, other in offered[:number]):
            yield QuestionProblem("choices", "same", place)


def share_words(one: LocalText, other: LocalText) -> bool:
    """Tell whether two labels are the same in some language, in whatever case."""
    pairs = zip(one, other, strict=True)
    return any(a and a.strip().casefold() == b.strip().casefold() for a, b in pairs)


def answer_problems(
    visit: Visit,
    questions: Mapping[str, Question],
    *,
    before: Visit | None = None,
    stored: bool = False,
) -> list[Problem]:
    """Return what is wrong with the answers of a visit.

    Args:
        visit: as it shall be stored.
        questions: all there are, by id.
        before: the visit as it is stored; what it was answered then may stay, whatever has been
            retired since.
        stored: whether the visit was stored at a desk before and comes in from a file: then a
            question may be retired or over, as long as it is known.
    """
    kept: tuple[Answer, ...] = before.answers if before is not None else ()
    same_day = before is not None and before.day == visit.day
    found: list[Problem] = []
    for answer in visit.answers:
        question = questions.get(answer.question_id)
        if question is None:
            found.append(Problem("answers", "unknown-question", answer.question_id))
            continue
        problem = _value_problem(question, answer)
        if problem is None and not stored:
            problem = _offer_problem(question, answer, visit, kept, same_day=same_day)
        if problem is not None:
            found.append(problem)
    return found + list(_too_many(visit, questions))


def _value_problem(question: Question, answer: Answer) -> Problem | None:
    """Return what is wrong with an answer by itself."""
    field, words = question.rows_name, (question.label,)
    if question.kind == "number":
        return None if is_number(answer.value) else Problem(field, "not-a-number", "", words)
    if question.choice(answer.value) is None:
        return Problem(field, "unknown-choice", answer.value, words)
    return None


def _offer_problem(
    question: Question, answer: Answer, visit: Visit, kept: tuple[Answer, ...], *, same_day: bool
) -> Problem | None:
    """Return why a sound answer may not be given at this point, on this day."""
    field, choice = question.rows_name, question.choice(answer.value)
    was_given = answer in kept
    if question.retired and not was_given:
        return Problem(field, "retired-question", "", (question.label,))
    if not question.within(visit.day) and not (was_given and same_day):
        return Problem(field, "outside-period", visit.day, (question.label,))
    if question.point not in ("", visit.point) and not was_given:
        return Problem(field, "other-point", question.point, (question.label,))
    if choice is not None and choice.retired and not was_given:
        return Problem(field, "retired-choice", "", (question.label, choice.label))
    return None


def _too_many(visit: Visit, questions: Mapping[str, Question]) -> Iterator[Problem]:
    """Yield the questions that are answered more often than they can be."""
    counts = Counter(answer.question_id for answer in visit.answers)
    doubled = {a.question_id for a, count in Counter(visit.answers).items() if count > 1}
    for question_id, count in counts.items():
        question = questions.get(question_id)
        if question is None:
            continue
        if question_id in doubled or (count > 1 and question.kind != "several"):
            yield Problem(question.rows_name, "answered-twice", "", (question.label,))


def is_number(text: str) -> bool:
    """Tell whether a text is a whole number from 0 to `HIGHEST`, written plainly."""
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST))
    return plain and str(int(text)) == text and int(text) <= HIGHEST


class NumberSummary(NamedTuple):
    """What numbers given as answers are like: how many, mean, and median."""

    answers: int
    mean: float
    median: float


def summarize(counts: Mapping[str, int]) -> NumberSummary | None:
    """Return the summary of numbers by how often each was the answer; None without any."""
    numbers = [int(text) for text, count in counts.items() if is_number(text) for _ in range(count)]
    return NumberSummary(len(numbers), fmean(numbers), median(numbers)) if numbers else None
