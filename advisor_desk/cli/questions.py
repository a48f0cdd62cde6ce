"""`questions`: the point's own questions; and answers to them from the command line."""

from __future__ import annotations

from collections.abc import Iterable

import click

from advisor_desk.cli.options import json_option, near_ids
from advisor_desk.cli.output import plain, say, say_json, table
from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.domain.questions import Question
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.domain.visit import Answer
from advisor_desk.i18n import N_, _
from advisor_desk.services.desk import Desk

_KINDS = {
    "one": N_("one choice"),
    "several": N_("several choices"),
    "number": N_("a number"),
}


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "questions",
        callback=questions,
        params=[json_option()],
        help=_("Show the point's own questions with their choices."),
    )


@click.pass_obj
def questions(session: Session, as_json: bool) -> int:
    """Show all questions, retired ones too."""
    with session.reading() as desk:
        found = desk.questions.all
    if as_json:
        say_json([_plain(question) for question in found])
    elif not found:
        say(_("There are no own questions at this desk."))
    else:
        rows = [row for question in found for row in _rows(question, session.language)]
        say(table([_("Id"), _("Question"), _("Answer")], rows))
    return 0


def _plain(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "kind": question.kind,
        "labels": plain(question.label),
        "point": question.point,
        "from": question.first,
        "to": question.last,
        "retired": question.retired,
        "choices": [
            {"id": c.id, "labels": plain(c.label), "retired": c.retired} for c in question.choices
        ],
    }


def _rows(question: Question, language: Language) -> Iterable[list[str]]:
    label = question.label.pick(language)
    if question.retired:
        label = _("{label} (retired)").format(label=label)
    yield [question.id, label, _(_KINDS[question.kind])]
    for choice in question.choices:
        label = choice.label.pick(language)
        if choice.retired:
            label = _("{label} (retired)").format(label=label)
        yield [f"  {choice.id}", f"  {label}", ""]


def read_answers(desk: Desk, texts: Iterable[str], option: str) -> tuple[Answer, ...]:
    """Return answers written as `QUESTION=VALUE`, each named by its id or its words.

    Args:
        desk: for the questions.
        texts: as typed; of several choices each is an answer of its own.
        option: the option to name where one is wrong.

    Raises:
        WrongValueError: there is no such question or choice.
    """
    return tuple(dict.fromkeys(_read_answer(desk, text, option) for text in texts))


def _read_answer(desk: Desk, text: str, option: str) -> Answer:
    name, equals, value = text.partition("=")
    if not equals or not value.strip():
        message = _("“{value}” is not an answer like question=choice.").format(value=text)
        raise WrongValueError(message, param_hint=option)
    question = find_question(desk, name.strip(), option)
    if question.kind == "number":
        return Answer(question.id, value.strip())  # the visit's own check says what is wrong
    choices = {choice.id: choice.label for choice in question.choices if not choice.retired}
    found = _named(value.strip(), choices)
    if found is not None:
        return Answer(question.id, found)
    message = _("“{value}” is not a choice of {question}. Choose one of {names}.").format(
        value=value.strip(), question=question.id, names=", ".join(choices)
    )
    raise WrongValueError(message, param_hint=option)


def find_question(desk: Desk, text: str, option: str) -> Question:
    """Return the question named by its id or its words, retired or not.

    Raises:
        WrongValueError: there is none; near ones are named.
    """
    labels = {question.id: question.label for question in desk.questions.all}
    found = _named(text, labels)
    if found is not None:
        return desk.questions.by_id[found]
    near = near_ids(text, {key.casefold(): key for key in labels})
    message = _("There is no own question “{value}”; see “advisor-desk questions”.").format(
        value=text
    )
    if near:
        message = _("There is no own question “{value}”. Did you mean {near}?").format(
            value=text, near=near
        )
    raise WrongValueError(message, param_hint=option)


def _named(text: str, labels: dict[str, LocalText]) -> str | None:
    """Return the one id that is a text, or whose words in any language are."""
    if text in labels:
        return text
    typed = text.casefold()
    same = [key for key, label in labels.items() if typed in map(str.casefold, label.all())]
    return same[0] if len(same) == 1 else None
