"""Own questions: what they may be, when they are asked, and what answers to them hold."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.questions import (
    HIGHEST,
    LONGEST_CHOICE,
    LONGEST_LABEL,
    MOST_CHOICES,
    MOST_IN_USE,
    Question,
    QuestionChoice,
    QuestionProblem,
    answer_problems,
    is_number,
    question_problems,
    summarize,
)
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Answer
from tests.unit.visits import visit


def choices(*labels: str) -> tuple[QuestionChoice, ...]:
    return tuple(QuestionChoice(label, LocalText(en=label)) for label in labels)


HEARD = Question("heard", "one", LocalText(en="Heard of us from"), choices=choices("friend", "web"))
DEVICES = Question("devices", "several", LocalText(en="Devices"), choices=choices("phone", "pc"))
WAITED = Question("waited", "number", LocalText(en="Minutes waited"))
ALL = {question.id: question for question in (HEARD, DEVICES, WAITED)}


def answered(*answers: tuple[str, str]) -> tuple[Answer, ...]:
    return tuple(Answer(*answer) for answer in answers)


def kinds(questions: dict[str, Question], *answers: tuple[str, str]) -> list[str]:
    """Return the kinds of what is wrong with the answers of a visit of 20 November."""
    found = answer_problems(visit(answers=answered(*answers)), questions)
    return [problem.kind for problem in found]


def test_it_is_asked_at_its_point_in_its_period() -> None:
    question = replace(HEARD, point="Espoo", first="2026-02-01", last="2026-02-28")
    assert question.asked("Espoo", "2026-02-01")
    assert question.asked("Espoo", "2026-02-28")
    assert not question.asked("Espoo", "2026-01-31")
    assert not question.asked("Espoo", "2026-03-01")
    assert not question.asked("Vantaa", "2026-02-01")
    assert not replace(question, retired=True).asked("Espoo", "2026-02-01")
    assert HEARD.asked("", "1999-01-01")


# ---- what is wrong with a question ----


def told(question: Question, *others: Question) -> list[QuestionProblem]:
    return question_problems(question, others)


def test_a_good_question_has_no_problem() -> None:
    for question in ALL.values():
        assert told(question, *(q for q in ALL.values() if q is not question)) == []


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (replace(HEARD, label=LocalText()), QuestionProblem("label", "missing")),
        (
            replace(HEARD, label=LocalText(sv="a" * (LONGEST_LABEL + 1))),
            QuestionProblem("label", "too-long"),
        ),
        (replace(HEARD, label=LocalText(en="DEVICES")), QuestionProblem("label", "same")),
        (
            replace(HEARD, first="2026-02-02", last="2026-02-01"),
            QuestionProblem("last", "before-first"),
        ),
        (replace(HEARD, choices=choices("only")), QuestionProblem("choices", "missing")),
        (
            replace(HEARD, choices=choices(*map(str, range(MOST_CHOICES + 1)))),
            QuestionProblem("choices", "too-many"),
        ),
        (
            replace(HEARD, choices=(*HEARD.choices, QuestionChoice("", LocalText()))),
            QuestionProblem("choices", "missing", 2),
        ),
        (
            replace(HEARD, choices=choices("a", "b" * (LONGEST_CHOICE + 1))),
            QuestionProblem("choices", "too-long", 1),
        ),
        (replace(HEARD, choices=choices("a", "b", "A")), QuestionProblem("choices", "same", 2)),
    ],
)
def test_what_is_wrong_is_told(question: Question, problem: QuestionProblem) -> None:
    assert told(question, DEVICES) == [problem]


def test_retired_ones_stand_in_nobodys_way() -> None:
    assert told(replace(HEARD, label=DEVICES.label), replace(DEVICES, retired=True)) == []
    gone = HEARD.choices[0]._replace(retired=True)
    again = QuestionChoice("", gone.label)
    assert told(replace(HEARD, choices=(gone, HEARD.choices[1], again))) == []


def test_ten_are_in_use_at_the_most() -> None:
    others = [replace(HEARD, label=LocalText(en=f"number {n}")) for n in range(MOST_IN_USE)]
    assert told(DEVICES, *others) == [QuestionProblem("question", "too-many-in-use")]
    assert told(replace(DEVICES, retired=True), *others) == []
    assert told(DEVICES, *others[1:], replace(others[0], retired=True)) == []


# ---- what is wrong with an answer ----


def test_good_answers_have_no_problem() -> None:
    given = (("heard", "web"), ("devices", "phone"), ("devices", "pc"), ("waited", "12"))
    assert kinds(ALL, *given) == []


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ([("nothing", "web")], "unknown-question"),
        ([("heard", "radio")], "unknown-choice"),
        ([("waited", "soon")], "not-a-number"),
        ([("waited", "-1")], "not-a-number"),
        ([("waited", "007")], "not-a-number"),
        ([("waited", "1" * 5000)], "not-a-number"),
        ([("heard", "web"), ("heard", "friend")], "answered-twice"),
        ([("devices", "pc"), ("devices", "pc")], "answered-twice"),
        ([("waited", "1"), ("waited", "2")], "answered-twice"),
    ],
)
def test_a_wrong_answer_is_told(answers: list[tuple[str, str]], kind: str) -> None:
    assert kinds(ALL, *answers) == [kind]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (replace(HEARD, retired=True), "retired-question"),
        (replace(HEARD, last="2026-11-19"), "outside-period"),
        (replace(HEARD, first="2026-11-21"), "outside-period"),
        (replace(HEARD, point="Vantaa"), "other-point"),
        (
            replace(HEARD, choices=(HEARD.choices[0], HEARD.choices[1]._replace(retired=True))),
            "retired-choice",
        ),
    ],
)
def test_what_is_not_asked_cannot_be_answered_but_what_was_answered_stays(
    question: Question, kind: str
) -> None:
    known, answers = {"heard": question}, answered(("heard", "web"))
    new, old = visit(answers=answers), visit(answers=answers, topics=("work",))
    assert kinds(known, ("heard", "web")) == [kind]
    assert answer_problems(new, known, before=old) == [], "it was given when it could be"
    assert answer_problems(new, known, stored=True) == [], "at some desk, at some time"


def test_a_corrected_day_must_be_one_on_which_it_was_asked() -> None:
    known = {"heard": replace(HEARD, last="2026-11-20")}
    before = visit(answers=answered(("heard", "web")))
    after = replace(before, day="2026-11-21")
    assert [p.kind for p in answer_problems(after, known, before=before)] == ["outside-period"]


@given(st.integers(-10, HIGHEST * 2))
def test_numbers_are_whole_and_within_bounds(number: int) -> None:
    assert is_number(str(number)) == (0 <= number <= HIGHEST)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=60))
def test_mean_and_median_are_those_of_all_answers(numbers: list[int]) -> None:
    counts: dict[str, int] = {"": 7}
    for number in numbers:
        counts[str(number)] = counts.get(str(number), 0) + 1
    found = summarize(counts)
    assert found is not None
    assert found.answers == len(numbers)
    assert found.mean == pytest.approx(mean(numbers))
    assert found.median == median(numbers)


def test_without_numbers_there_is_no_mean() -> None:
    assert summarize({"": 3}) is None
