"""`advisor-desk walk CARD`: the questions that decide, answered on the command line."""

from __future__ import annotations

from typing import Any

import click

from advisor_desk.cli.options import json_option, near_ids
from advisor_desk.cli.output import Sheet, plain, say, say_json
from advisor_desk.cli.refusals import RefusalError, WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.cli.words import confidence_text
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.text import Language
from advisor_desk.domain.walks import (
    Standing,
    Walk,
    WalkEnd,
    hidden_facts,
    shown_facts,
    stand,
    whom_to_ask,
)
from advisor_desk.i18n import _, ngettext
from advisor_desk.services.guidance import Guidance


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "walk",
        callback=walk_card,
        params=[
            click.Argument(["card_id"], metavar="CARD"),
            click.Option(
                ["--answers"],
                default="",
                metavar="1,2,…",
                help=_("Numbers of the answers so far; 0 where one is not known."),
            ),
            json_option(),
        ],
        help=_("Ask the questions that decide which facts of a card apply."),
    )


@click.pass_obj
def walk_card(session: Session, card_id: str, answers: str, as_json: bool) -> int:
    """Show the next question, or the facts that apply."""
    with session.reading() as desk:
        card = desk.guidance.card(card_id)
        walk = desk.guidance.walk(card) if card else None
        if card is None or walk is None:
            raise _no_walk(card_id, card, desk.guidance)
    try:
        standing = stand(walk, _numbers(answers))
    except ValueError as error:
        message = _("{answers} are no answers to the questions of this card.")
        raise WrongValueError(message.format(answers=answers), param_hint="--answers") from error
    if as_json:
        say_json(_as_json(card, walk, standing, session.language))
    else:
        say(_sheet(card, walk, standing, session.language))
    return 0


def _numbers(answers: str) -> list[int]:
    """Return the numbers that stand between commas.

    Raises:
        ValueError: something else does.
    """
    return [int(part) for part in answers.split(",")] if answers.strip() else []


def _no_walk(card_id: str, card: Card | None, guidance: Guidance) -> RefusalError:
    """Return the sentence on why there is no walk."""
    if card is not None and guidance.has_walk(card_id):
        text = _("This card was changed since its questions were written. Read all its facts.")
        return RefusalError(text)
    near = near_ids(card_id, {one.id.casefold(): one.id for one in guidance.cards})
    if card is None and near:
        message = _("{detail} was not found. Did you mean {near}?")
        return RefusalError(message.format(detail=card_id, near=near))
    message = _("The card {card} has no questions that decide.")
    return RefusalError(message.format(card=card_id))


def _as_json(card: Card, walk: Walk, standing: Standing, language: Language) -> dict[str, Any]:
    """Return where the walk stands, for programs; facts by number, from 1."""
    question, end = standing.question, standing.end
    given = [
        {
            "question": one.question.text.pick(language),
            "number": one.number,
            "answer": one.answer.text.pick(language) if one.answer else None,
        }
        for one in standing.given
    ]
    shown: dict[str, Any] = {"card": card.id, "given": given, "question": None, "end": None}
    if question is not None:
        answers = {n: a.text.pick(language) for n, a in enumerate(question.answers, 1)}
        words = question.text.pick(language)
        shown["question"] = {"id": question.id, "text": words, "answers": answers}
    if end is not None:
        shown["end"] = {
            "id": end.id or None,
            "settled": end.settled,
            "says": end.says.pick(language) or None,
            "facts": {n: plain(card.facts[n - 1]) for n in shown_facts(walk, end)},
            "hidden": hidden_facts(walk, end),
            "ask": [plain(one) for one in whom_to_ask(card, end)],
        }
    return shown


def _sheet(card: Card, walk: Walk, standing: Standing, language: Language) -> str:
    sheet = Sheet(card.title.pick(language))
    given = (
        f"{one.question.text.pick(language)}"
        f" {one.answer.text.pick(language) if one.answer else _('Not known')}"
        for one in standing.given
    )
    sheet.bullets(_("Your answers"), given)
    question, end = standing.question, standing.end
    if question is not None:
        answers = [f"{n}  {a.text.pick(language)}" for n, a in enumerate(question.answers, 1)]
        sheet.bullets(question.text.pick(language), [*answers, _("0  Not known")])
    if end is not None:
        _write_end(sheet, card, walk, end, language)
    return str(sheet)


def _write_end(sheet: Sheet, card: Card, walk: Walk, end: WalkEnd, language: Language) -> None:
    sheet.text(end.says.pick(language))
    if not end.settled:
        sheet.text(_("The card does not settle this. Ask before telling."))
    facts = [card.facts[number - 1] for number in shown_facts(walk, end)]
    applying = _("The facts that apply") if end.settled else _("The facts that may apply")
    for heading, unsure in (
        (applying, False),
        (_("Uncertain: do not tell as true, check first"), True),
    ):
        chosen = (fact for fact in facts if (fact.confidence == "low") == unsure)
        told = (f"{f.text.pick(language)} ({confidence_text(f.confidence)})" for f in chosen)
        sheet.bullets(heading, told)
    sheet.bullets(_("Whom to ask"), (r.label.pick(language) for r in whom_to_ask(card, end)))
    hidden = len(hidden_facts(walk, end))
    note = ngettext(
        "{count} fact about other situations is hidden.",
        "{count} facts about other situations are hidden.",
        hidden,
    )
    sheet.text(note.format(count=hidden) if hidden else "")
