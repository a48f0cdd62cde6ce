"""Walks of questions: where answers lead, and what is wrong with a walk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.codes import Code, CodeBook
from advisor_desk.domain.directory import Confidence
from advisor_desk.domain.guidance import Card, Fact, Referee
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Visit
from advisor_desk.domain.walks import (
    Walk,
    WalkAnswer,
    WalkEnd,
    WalkQuestion,
    check_walk,
    hidden_facts,
    known_answer,
    shown_facts,
    stand,
    whom_to_ask,
)


def text(words: str) -> LocalText:
    """Return words as a text."""
    return LocalText(words, words, words)


def fact(words: str, confidence: Confidence = "high") -> Fact:
    """Return a fact."""
    return Fact(text(words), LocalText(), LocalText(), (), confidence)


def answer(words: str, goes_to: str, **known: tuple[str, ...]) -> WalkAnswer:
    """Return an answer."""
    return WalkAnswer(text(words), goes_to, known)


CARD = Card(
    id="card",
    title=text("Title"),
    question=text("Question"),
    short_answer=text("Short"),
    facts=(
        fact("First fact of all"),
        fact("Second fact of all"),
        fact("Third fact of all", "low"),
        fact("Fourth fact of all"),
    ),
    refer_to=(Referee(text("Migri")), Referee(text("Kela"))),
)
CITIZEN = WalkQuestion(
    "citizen",
    text("Citizen?"),
    (
        answer("Yes", "eu", residence_status=("nordic",), reason=("work",)),
        answer("No", "job", municipality=("finland",)),
    ),
)
JOB = WalkQuestion("job", text("Job?"), (answer("Yes", "works"), answer("No", "open")))
WALK = Walk(
    card="card",
    guards={1: "First fact", 2: "Second fact", 3: "Third fact", 4: "Fourth fact"},
    referee_guards={2: "Kela"},
    always=(4,),
    questions=(CITIZEN, JOB),
    ends=(
        WalkEnd("eu", (1,)),
        WalkEnd("works", (2, 3), ask=(2,)),
        WalkEnd("open", (), text("Says"), settled=False),
    ),
)
BOOK = CodeBook(
    [
        Code("reason", "work", text("Work")),
        Code("reason", "work-agreed", text("Agreed"), parent="work"),
        Code("residence_status", "nordic", text("Nordic")),
        Code("unanswered", "not-asked", text("Not asked")),
    ]
)
VISIT = Visit("id", "2026-11-21", "morning", ())


def test_answers_lead_to_questions_and_ends() -> None:
    start = stand(WALK, ())
    assert (start.question, start.end, start.left) == (CITIZEN, None, 2)
    middle = stand(WALK, (2,))
    assert (middle.question, middle.left) == (JOB, 1)
    assert [given.number for given in middle.given] == [2]
    last = stand(WALK, (2, 1))
    assert last.question is None
    assert last.end == WALK.ends[1]
    assert last.left == 0


@pytest.mark.parametrize("numbers", [(3,), (-1,), (1, 1), (2, 1, 1)])
def test_numbers_that_are_no_answers_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"between|ends"):
        stand(WALK, numbers)


def test_who_does_not_know_sees_all_that_may_still_apply() -> None:
    first = stand(WALK, (0,)).end
    assert first is not None
    assert not first.settled
    assert shown_facts(WALK, first) == (1, 2, 3, 4)
    later = stand(WALK, (2, 0))
    assert later.end is not None
    assert shown_facts(WALK, later.end) == (2, 3, 4)
    assert hidden_facts(WALK, later.end) == (1,)
    assert later.given[-1].answer is None
    assert whom_to_ask(CARD, later.end) == CARD.refer_to[1:]


def test_an_open_end_names_the_cards_own_referees() -> None:
    assert whom_to_ask(CARD, WALK.ends[2]) == CARD.refer_to
    assert whom_to_ask(CARD, WALK.ends[0]) == ()


def test_the_form_speaks_for_an_answer_or_for_none() -> None:
    assert known_answer(CITIZEN, VISIT, BOOK) == 0
    assert known_answer(CITIZEN, replace(VISIT, residence_status="nordic"), BOOK) == 1
    assert known_answer(CITIZEN, replace(VISIT, reason="work-agreed"), BOOK) == 1
    assert known_answer(CITIZEN, replace(VISIT, municipality="049"), BOOK) == 2
    assert known_answer(CITIZEN, replace(VISIT, municipality="abroad"), BOOK) == 0
    both = replace(VISIT, municipality="049", reason="work")
    assert known_answer(CITIZEN, both, BOOK) == 0


def test_a_sound_walk_has_no_problem() -> None:
    assert list(check_walk(WALK, CARD)) == []


def problems(walk: Walk, card: Card = CARD) -> list[tuple[str, str]]:
    """Return what is wrong."""
    return list(check_walk(walk, card))


def test_a_changed_card_is_noticed() -> None:
    changed = replace(CARD, facts=(fact("Another fact"), *CARD.facts[1:]))
    assert problems(WALK, changed) == [("facts.1", "the card now begins “Another fact”")]
    longer = replace(CARD, facts=(*CARD.facts, fact("Fifth")))
    assert ("facts.5", "the card's “Fifth” is not named") in problems(WALK, longer)
    shorter = replace(CARD, facts=CARD.facts[:3])
    assert ("facts.4", "the card has none of this number") in problems(WALK, shorter)
    other = replace(CARD, refer_to=(CARD.refer_to[0], Referee(text("Tax office"))))
    assert problems(WALK, other) == [("referees.2", "the card now begins “Tax office”")]


def test_a_guard_of_a_few_letters_guards_nothing() -> None:
    walk = replace(WALK, guards={**WALK.guards, 1: "First"})
    assert problems(walk) == [("facts.1", "names too few of its first words")]


def test_an_answer_that_leads_nowhere_is_named() -> None:
    astray = replace(CITIZEN, answers=(answer("Yes", "moon"), CITIZEN.answers[1]))
    walk = replace(WALK, questions=(astray, JOB))
    field, problem = problems(walk)[0]
    assert field == "questions.citizen.answers.1"
    assert "'moon'" in problem


def test_a_circle_is_found_and_not_walked() -> None:
    back = replace(JOB, answers=(answer("Yes", "citizen"), answer("No", "open")))
    assert problems(replace(WALK, questions=(CITIZEN, back)))[-1] == (
        "questions",
        "they lead in a circle",
    )


def test_what_nothing_leads_to_is_named() -> None:
    lonely = WalkEnd("lonely", (1,))
    assert problems(replace(WALK, ends=(*WALK.ends, lonely))) == [
        ("id", "nothing leads to 'lonely'")
    ]


def test_an_id_stands_once() -> None:
    twice = replace(WALK, ends=(*WALK.ends, WalkEnd("job", (1,))))
    assert ("id", "'job' stands twice among questions and ends") in problems(twice)


def test_more_than_six_questions_are_too_many() -> None:
    def chain(count: int) -> Walk:
        questions = [
            WalkQuestion(f"q{n}", text("?"), (answer("Yes", f"q{n + 1}"), answer("No", "eu")))
            for n in range(count - 1)
        ]
        last = WalkQuestion(f"q{count - 1}", text("?"), (answer("1", "works"), answer("2", "open")))
        return replace(WALK, questions=(*questions, last))

    assert problems(chain(6)) == []
    assert problems(chain(7)) == [("questions", "there is a way of more than 6")]


def test_no_fact_is_lost_and_none_stands_alone_unsure() -> None:
    first, _second, last = WALK.ends
    lost = replace(WALK, ends=(first, WalkEnd("works", (2,)), last))
    assert problems(lost) == [("facts.3", "is shown at no end")]
    unsure = replace(WALK, ends=(WalkEnd("eu", (1, 2)), WalkEnd("works", (3,)), last))
    assert problems(unsure) == [("ends.works.facts", "names no fact that is sure")]
    settled = replace(unsure.ends[1], settled=False)
    assert problems(replace(unsure, ends=(unsure.ends[0], settled, last))) == []
    again = replace(WALK, ends=(WalkEnd("eu", (1, 4)), WALK.ends[1], last))
    assert problems(again) == [("ends.eu.facts", "fact 4 always holds already")]
    beyond = replace(WALK, ends=(WalkEnd("eu", (1, 9)), WALK.ends[1], last))
    assert ("ends.eu.facts", "there is no fact 9") in problems(beyond)


def test_an_open_end_has_somebody_to_ask() -> None:
    alone = replace(CARD, refer_to=())
    walk = replace(
        WALK, referee_guards={}, ends=(WALK.ends[0], WalkEnd("works", (2, 3)), WALK.ends[2])
    )
    assert problems(walk, alone) == [("ends.open.ask", "names nobody to ask")]
    unnamed = replace(WALK, ends=(*WALK.ends[:2], replace(WALK.ends[2], ask=(1,))))
    assert problems(unnamed) == [("ends.open.ask", "referee 1 is not named under 'referees'")]
