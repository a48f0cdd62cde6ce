"""Questions that decide: a short walk over a card that ends at the facts that apply.

The rules of a walk are data beside its card. A walk never answers for the law: it only leaves
out facts that the card itself says are about another situation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.guidance import Card, Referee
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Visit

MOST_QUESTIONS: Final = 6
"""Questions on any way through a walk."""
MOST_ANSWERS: Final = 6
NOT_KNOWN: Final = 0
"""The number of the answer that every question has by itself."""
IN_FINLAND: Final = "finland"
"""In place of the codes of all municipalities of Finland."""
_SHORTEST_GUARD: Final = 8


@dataclass(frozen=True, slots=True)
class WalkAnswer:
    """One answer of a question.

    Attributes:
        goes_to: id of the next question or of an end.
        known: codes of the visit form, by its fields, that speak for this answer.
    """

    text: LocalText
    goes_to: str
    known: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WalkQuestion:
    """One question; its answers are numbered from 1."""

    id: str
    text: LocalText
    answers: tuple[WalkAnswer, ...]


@dataclass(frozen=True, slots=True)
class WalkEnd:
    """Where answers lead to.

    Attributes:
        facts: numbers of the card's facts, from 1, beside those of the walk that always hold.
        says: a sentence for this end, or empty.
        settled: whether the card settles the matter; if not, `ask` says who does.
        ask: numbers of the card's referees, from 1.
    """

    id: str
    facts: tuple[int, ...]
    says: LocalText = LocalText()
    settled: bool = True
    ask: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """The questions of a card; the first is asked first.

    Attributes:
        card: id of the card.
        guards: the first words of each fact in English, by its number.
        referee_guards: the same of the referees that are named.
        always: numbers of the facts that depend on no answer.
        reviewed: whether a native speaker has read the Finnish and Swedish texts.
    """

    card: str
    guards: Mapping[int, str]
    referee_guards: Mapping[int, str]
    always: tuple[int, ...]
    questions: tuple[WalkQuestion, ...]
    ends: tuple[WalkEnd, ...]
    reviewed: bool = False

    def question(self, key: str) -> WalkQuestion | None:
        """Return a question by its id, or None."""
        return next((one for one in self.questions if one.id == key), None)

    def end(self, key: str) -> WalkEnd | None:
        """Return an end by its id, or None."""
        return next((one for one in self.ends if one.id == key), None)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given; `number` 0 is "not known"."""

    question: WalkQuestion
    number: int

    @property
    def answer(self) -> WalkAnswer | None:
        """The answer, or None where it is not known."""
        return self.question.answers[self.number - 1] if self.number else None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a walk stands after some answers: at a question or at an end.

    Attributes:
        given: the answers so far.
        left: the most questions that can still be asked.
    """

    given: tuple[Given, ...]
    question: WalkQuestion | None
    end: WalkEnd | None
    left: int


def stand(walk: Walk, numbers: Sequence[int]) -> Standing:
    """Return where a walk stands after answers.

    Args:
        walk: the walk, which `check_walk` found nothing wrong with.
        numbers: of the answers in order, each from 1, or 0 for "not known".

    Raises:
        ValueError: a number is none of its question, or there are more answers than questions.
    """
    given: list[Given] = []
    here: WalkQuestion | WalkEnd = walk.questions[0]
    for number in numbers:
        if isinstance(here, WalkEnd):
            raise ValueError(f"the walk ends after {len(given)} answers")
        if not 0 <= number <= len(here.answers):
            raise ValueError(f"answer {len(given) + 1}: not between 0 and {len(here.answers)}")
        given.append(Given(here, number))
        here = _next(walk, here, number)
    if isinstance(here, WalkEnd):
        return Standing(tuple(given), None, here, 0)
    return Standing(tuple(given), here, None, _longest(walk, here.id))


def _next(walk: Walk, question: WalkQuestion, number: int) -> WalkQuestion | WalkEnd:
    if number == NOT_KNOWN:
        return _open_end(walk, question)
    key = question.answers[number - 1].goes_to
    found = walk.question(key) or walk.end(key)
    if found is None:
        raise ValueError(f"'{key}' is neither a question nor an end")
    return found


def _open_end(walk: Walk, question: WalkQuestion) -> WalkEnd:
    """Return the end of who does not know the answer: all that may still apply."""
    ends = [end for end in walk.ends if end.id in _reachable(walk, question.id)]
    facts = sorted({number for end in ends for number in end.facts})
    ask = sorted({number for end in ends for number in end.ask})
    return WalkEnd("", tuple(facts), settled=False, ask=tuple(ask))


def _reachable(walk: Walk, key: str) -> set[str]:
    """Return the ids of what can be come to from a question, itself among them."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            question = walk.question(here)
            waiting += [answer.goes_to for answer in question.answers] if question else []
    return found


def _longest(walk: Walk, key: str) -> int:
    """Return how many questions the longest way from here has; the walk must have no circle."""
    question = walk.question(key)
    if question is None:
        return 0
    return 1 + max(_longest(walk, answer.goes_to) for answer in question.answers)


def shown_facts(walk: Walk, end: WalkEnd) -> tuple[int, ...]:
    """Return the numbers of the facts that are shown at an end, in the card's order."""
    return tuple(sorted({*walk.always, *end.facts}))


def hidden_facts(walk: Walk, end: WalkEnd) -> tuple[int, ...]:
    """Return the numbers of the facts that are not about this situation."""
    return tuple(sorted(set(walk.guards) - set(shown_facts(walk, end))))


def whom_to_ask(card: Card, end: WalkEnd) -> tuple[Referee, ...]:
    """Return whom an end names; the card's own where an open end names none."""
    if end.ask:
        return tuple(card.refer_to[number - 1] for number in end.ask)
    return () if end.settled else card.refer_to


def known_answer(question: WalkQuestion, visit: Visit, book: CodeBook) -> int:
    """Return the number of the one answer that the visit form speaks for, or 0."""
    fitting = [
        number
        for number, answer in enumerate(question.answers, 1)
        if any(_speaks(visit, book, name, codes) for name, codes in answer.known.items())
    ]
    return fitting[0] if len(fitting) == 1 else NOT_KNOWN


def _speaks(visit: Visit, book: CodeBook, name: str, codes: Sequence[str]) -> bool:
    value: str = getattr(visit, name)
    if name == "municipality" and value.isdigit():
        return IN_FINLAND in codes
    return value in codes or book.top(name, value) in codes


def check_walk(walk: Walk, card: Card) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a walk, or with it beside its card: the field and the problem."""
    yield from _check_guards(walk, card)
    keys = [*(one.id for one in walk.questions), *(one.id for one in walk.ends)]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield "id", f"'{key}' stands twice among questions and ends"
    targets = {
        (q.id, number, a.goes_to) for q in walk.questions for number, a in enumerate(q.answers, 1)
    }
    astray = [one for one in sorted(targets) if one[2] not in keys]
    for key, number, goes_to in astray:
        yield f"questions.{key}.answers.{number}", f"there is no question and no end '{goes_to}'"
    if astray:
        return
    if _has_circle(walk, walk.questions[0].id, ()):
        yield "questions", "they lead in a circle"
        return
    for key in sorted(set(keys) - _reachable(walk, walk.questions[0].id)):
        yield "id", f"nothing leads to '{key}'"
    if _longest(walk, walk.questions[0].id) > MOST_QUESTIONS:
        yield "questions", f"there is a way of more than {MOST_QUESTIONS}"
    yield from _check_ends(walk, card)


def _has_circle(walk: Walk, key: str, before: tuple[str, ...]) -> bool:
    question = walk.question(key)
    if key in before or question is None:
        return key in before
    return any(_has_circle(walk, a.goes_to, (*before, key)) for a in question.answers)


def _check_guards(walk: Walk, card: Card) -> Iterator[tuple[str, str]]:
    """Compare the first words of facts and referees with the card's."""
    facts = {number: fact.text.en for number, fact in enumerate(card.facts, 1)}
    for number in sorted(facts.keys() | walk.guards.keys()):
        yield from _check_guard(f"facts.{number}", walk.guards.get(number), facts.get(number))
    labels = {number: one.label.pick("en") for number, one in enumerate(card.refer_to, 1)}
    for number, guard in walk.referee_guards.items():
        yield from _check_guard(f"referees.{number}", guard, labels.get(number), shortest=3)


def _check_guard(
    field: str, guard: str | None, text: str | None, shortest: int = _SHORTEST_GUARD
) -> Iterator[tuple[str, str]]:
    if text is None:
        yield field, "the card has none of this number"
    elif guard is None:
        yield field, f"the card's “{text[:40]}” is not named"
    elif not text.startswith(guard):
        yield field, f"the card now begins “{text[:40]}”"
    elif len(guard) < min(shortest, len(text)):
        yield field, "names too few of its first words"


def _check_ends(walk: Walk, card: Card) -> Iterator[tuple[str, str]]:
    """Check that ends name what there is, and that no fact is lost or stands alone unsure."""
    unsure = {n for n, fact in enumerate(card.facts, 1) if fact.confidence == "low"}
    for end in walk.ends:
        field = f"ends.{end.id}"
        for number in end.facts:
            if number not in walk.guards:
                yield f"{field}.facts", f"there is no fact {number}"
            elif number in walk.always:
                yield f"{field}.facts", f"fact {number} always holds already"
        for number in end.ask:
            if number not in walk.referee_guards:
                yield f"{field}.ask", f"referee {number} is not named under 'referees'"
        own = set(end.facts)
        if end.settled and (own <= unsure if own else set(walk.always) <= unsure):
            yield f"{field}.facts", "names no fact that is sure"
        if not end.settled and not whom_to_ask(card, end):
            yield f"{field}.ask", "names nobody to ask"
    named = {*walk.always, *(number for end in walk.ends for number in end.facts)}
    for number in sorted(set(walk.guards) - named):
        yield f"facts.{number}", "is shown at no end"
