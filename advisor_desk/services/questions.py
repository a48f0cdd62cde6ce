"""A point's own questions: a supervisor adds, changes, orders, retires and brings them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.own_ids import own_id
from advisor_desk.domain.questions import (
    LONGEST_CHOICE,
    LONGEST_LABEL,
    MOST_CHOICES,
    MOST_IN_USE,
    Question,
    QuestionChoice,
    QuestionProblem,
    answer_problems,
    question_problems,
)
from advisor_desk.domain.synonyms import squeeze
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.domain.visit import Problem, Visit
from advisor_desk.i18n import N_, _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.events import Events, QuestionsChanged
from advisor_desk.storage import questions as tables
from advisor_desk.storage.database import Connection, Database

_SENTENCES = {
    ("label", "missing"): N_("Write the question in one language at least."),
    ("label", "too-long"): N_("The question is too long: at most {limit} characters."),
    ("label", "same"): N_("Another question in use has the same words."),
    ("last", "before-first"): N_("The last day is before the first one: choose a later day."),
    ("choices", "missing"): N_("A question needs two choices at least: add them below."),
    ("choices", "too-many"): N_("There are too many choices: at most {limit}. Retire some."),
    ("choice", "missing"): N_("Write the choice in one language at least, or take it out."),
    ("choice", "too-long"): N_("The choice is too long: at most {limit} characters."),
    ("choice", "same"): N_("Another choice of this question has the same words."),
    ("kind", "answered"): N_(
        "The question has been answered, so its kind stays. Retire it and make a new one."
    ),
    ("question", "too-many-in-use"): N_(
        "{limit} questions are in use, which is the most there can be: retire one first."
    ),
}
_LIMITS = {
    ("label", "too-long"): LONGEST_LABEL,
    ("choice", "too-long"): LONGEST_CHOICE,
    ("choices", "too-many"): MOST_CHOICES,
    ("question", "too-many-in-use"): MOST_IN_USE,
}


def explain_question(problem: QuestionProblem) -> str:
    """Return what is wrong with a question as entered, and what to do."""
    key = ("choice" if problem.place >= 0 else problem.field, problem.kind)
    return _(_SENTENCES[key]).format(limit=_LIMITS.get(key, 0))


_SHORT = 14
"""Characters of a choice that a line about a visit has room for."""
_SHOWN = 2


class Questions:
    """The questions of this desk. They are few: all are read at once and remembered.

    Args:
        database: of the desk.
        events: told `QuestionsChanged` after each change.
    """

    def __init__(self, database: Database, events: Events) -> None:
        self._database = database
        self._events = events

    @cached_property
    def all(self) -> tuple[Question, ...]:
        """All questions in their order, retired ones too."""
        with self._database.reading() as connection:
            return tables.read_questions(connection)

    @property
    def by_id(self) -> Mapping[str, Question]:
        """All questions by id."""
        return {question.id: question for question in self.all}

    def asked(self, point: str, day: str) -> list[Question]:
        """Return the questions that a point asks on an ISO day, in their order."""
        return [question for question in self.all if question.asked(point, day)]

    def for_visit(self, visit: Visit) -> list[Question]:
        """Return the questions to show with a visit: those asked then, and those it answers."""
        answered = {answer.question_id for answer in visit.answers}
        return [q for q in self.all if q.asked(visit.point, visit.day) or q.id in answered]

    def check(self, visit: Visit, before: Visit | None = None) -> list[Problem]:
        """Return what is wrong with the answers of a visit; see `answer_problems`."""
        return answer_problems(visit, self.by_id, before=before)

    def short_answers(self, visit: Visit, language: Language) -> list[str]:
        """Return the choices of a visit whose words are short enough for a line about it."""
        labels = []
        for question_id, value in visit.answers:
            question = self.by_id.get(question_id)
            choice = question.choice(value) if question is not None else None
            labels.append(choice.label.pick(language) if choice is not None else "")
        return [label for label in labels if label and len(label) <= _SHORT][:_SHOWN]

    def problems(self, question: Question) -> list[QuestionProblem]:
        """Return what keeps a question, as entered, from being stored; quick."""
        tidy = _tidy(question)
        return question_problems(tidy, [q for q in self.all if q.id != question.id or not q.id])

    def is_answered(self, question_id: str) -> bool:
        """Tell whether any visit answers a question, so that its kind cannot change."""
        with self._database.reading() as connection:
            return tables.is_answered(connection, question_id)

    # Writing

    def save(self, actor: Actor, question: Question) -> Question:
        """Store a question as entered, new where it has no id; new choices get their ids.

        Choices that were stored before and are not among those given are retired.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: something is missing or wrong; nothing was stored.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        with self._database.writing() as connection:
            present = tables.read_questions(connection)
            stored = self._store(connection, question, present)
        self._told()
        return stored

    def _store(
        self, connection: Connection, question: Question, present: Sequence[Question]
    ) -> Question:
        before = next((q for q in present if q.id == question.id and q.id), None)
        tidy = _tidy(question)
        found = question_problems(tidy, [q for q in present if q is not before])
        other_kind = before is not None and before.kind != tidy.kind
        if other_kind and tables.is_answered(connection, tidy.id):
            found.append(QuestionProblem("kind", "answered"))
        if found:
            raise InvalidRecord(explain_question(found[0]), [p.field for p in found])
        made = _with_ids(tidy, before, {q.id for q in present})
        tables.write_question(connection, made, tables.position_of(connection, made.id))
        return next(q for q in tables.read_questions(connection) if q.id == made.id)

    def set_retired(self, actor: Actor, question_id: str, *, retired: bool) -> Question:
        """Retire a question, or bring it back.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: too many are in use to bring it back.
            Failure: the disk or the database failed.
        """
        question = self.by_id[question_id]
        return self.save(actor, replace(question, retired=retired))

    def move(self, actor: Actor, question_id: str, step: int) -> None:
        """Move a question up or down by some places, within the order.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        with self._database.writing() as connection:
            ids = [question.id for question in tables.read_questions(connection)]
            place = ids.index(question_id)
            ids.insert(min(max(place + step, 0), len(ids) - 1), ids.pop(place))
            tables.write_order(connection, ids)
        self._told()

    def _told(self) -> None:
        self.__dict__.pop("all", None)
        _ = self.all  # read anew here, in the thread that writes
        self._events.tell(QuestionsChanged())


def _tidy(question: Question) -> Question:
    choices = () if question.kind == "number" else question.choices
    return replace(
        question,
        label=_squeezed(question.label),
        point=squeeze(question.point),
        choices=tuple(choice._replace(label=_squeezed(choice.label)) for choice in choices),
    )


def _squeezed(label: LocalText) -> LocalText:
    return LocalText(*map(squeeze, label))


def _with_ids(question: Question, before: Question | None, taken: set[str]) -> Question:
    """Return a question with an id, and its new choices with ids that none ever had."""
    given = {choice.id for choice in (before.choices if before else ())}
    choices: list[QuestionChoice] = []
    for choice in question.choices:
        known = choice.id in given
        made = choice.id if known else own_id(choice.label, given, other="choice")
        given.add(made)
        choices.append(choice._replace(id=made))
    if before is None:
        made = own_id(question.label, taken, other="question")
        return replace(question, id=made, choices=tuple(choices), revision=1)
    return replace(question, choices=tuple(choices), revision=before.revision + 1)
