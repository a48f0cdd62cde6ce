"""The pages of a walk: a path step by step, and a card after the questions that decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from advisor_desk.domain.guidance import Card, Path, Step
from advisor_desk.domain.path_walk import PathWalk
from advisor_desk.domain.walks import Given, Standing, Walk, hidden_facts, shown_facts, whom_to_ask
from advisor_desk.i18n import _, ngettext
from advisor_desk.services.desk import Desk
from advisor_desk.ui.presenters.card_page import (
    card_blocks,
    decided_blocks,
    referee_blocks,
    step_blocks,
)
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.document import Block, Heading, Item, Pair, Paragraph, Run


def given_text(given: Given) -> str:
    """Return a question with the answer that was given."""
    tag = language()
    answer = given.answer
    return _("{question} {answer}").format(
        question=given.question.text.pick(tag),
        answer=answer.text.pick(tag) if answer else _("Not known"),
    )


def end_blocks(
    desk: Desk, card: Card, walk: Walk, standing: Standing, *, whole: bool
) -> list[Block]:
    """Return the page of a card at the end of its questions.

    Args:
        desk: for the names of services and cards.
        card: the card as it is now.
        walk: its questions.
        standing: where the answers led; must have an end.
        whole: whether the facts that do not apply are shown as well.
    """
    if standing.end is None:
        raise ValueError("the walk is not at an end")
    ids = [service_id for referee in card.refer_to for service_id in referee.services]
    names = desk.directory.names(ids, language())
    titles = {card.id: card.title.pick(language()) for card in desk.guidance.cards}
    day = desk.visits.today().isoformat()
    lead = list(_lead(card, standing, names))
    hidden = len(hidden_facts(walk, standing.end))
    if whole:
        blocks = card_blocks(card, day, names, titles)
        note = _("All facts are shown, also those about other situations. 0 hides them again.")
        return [blocks[0], *lead, Paragraph((Run(note),), "warn"), *blocks[1:]]
    note = ngettext(
        "{count} fact about other situations is hidden. 0 shows all of the card.",
        "{count} facts about other situations are hidden. 0 shows all of the card.",
        hidden,
    )
    shown = shown_facts(walk, standing.end)
    text = note.format(count=hidden) if hidden else ""
    settled = standing.end.settled
    return decided_blocks(
        card, day, names, titles, lead=lead, shown=shown, note=text, settled=settled
    )


def _lead(card: Card, standing: Standing, names: Mapping[str, str]) -> Iterator[Block]:
    """Yield the answers and what follows from them."""
    end = standing.end
    if end is None:
        return
    yield Heading(_("Your answers"), 2)
    for given in standing.given:
        answer = given.answer
        words = answer.text.pick(language()) if answer else _("Not known")
        question = Run(f"{given.question.text.pick(language())} ", tone="muted")
        yield Item((question, Run(words, strong=True)))
    says = end.says.pick(language())
    if says:
        yield Paragraph((Run(says, strong=True),))
    ask = whom_to_ask(card, end)
    if not end.settled:
        yield Paragraph((Run(_("The card does not settle this. Ask before telling.")),), "warn")
    yield from referee_blocks(ask, names, _("Whom to ask"))


def path_walk_blocks(desk: Desk, path: Path, walk: PathWalk) -> list[Block]:
    """Return the page of a path while it is walked: one step, or all at a glance.

    Args:
        desk: for the cards of the steps and the names of their services.
        path: the path.
        walk: how far the talk has come on it.
    """
    tag = language()
    blocks: list[Block] = [Heading(path.title.pick(tag), 1)]
    blocks.append(Paragraph((Run(progress_text(walk), tone="muted"),)))
    if walk.whole:
        for number, step in enumerate(path.steps, 1):
            blocks.extend(_step(desk, number, step, walk))
    else:
        blocks.extend(_step(desk, walk.present, path.steps[walk.present - 1], walk))
        blocks.extend(_following(path, walk))
    blocks.append(Paragraph((Run(_("The order is typical, not a rule of law."), tone="muted"),)))
    if path.pitfalls and (walk.whole or walk.present == walk.count):
        blocks.append(Heading(_("Pitfalls"), 2))
        blocks.extend(Item((Run(text.pick(tag)),)) for text in path.pitfalls)
    return blocks


def progress_text(walk: PathWalk) -> str:
    """Say which step is the present one and how many are done."""
    done = len(walk.ticked)
    text = ngettext(
        "Step {number} of {all}. {count} is done.",
        "Step {number} of {all}. {count} are done.",
        done,
    )
    if not done:
        text = _("Step {number} of {all}.")
    return text.format(number=walk.present, all=walk.count, count=done)


def _step(desk: Desk, number: int, step: Step, walk: PathWalk) -> Iterator[Block]:
    tag = language()
    done = number in walk.ticked
    mark = "✓ " if done else "▸ " if number == walk.present and walk.whole else ""
    yield Heading(f"{mark}{number}. {step.action.pick(tag)}", 3 if walk.whole else 2)
    if walk.whole:
        state = _("Done") if done else _("Present step") if number == walk.present else ""
        act = _("Take step {number} back") if done else _("Tick step {number}")
        runs = [Run(f"{state} · ", strong=True)] if state else []
        runs.append(Run(act.format(number=number), href=f"step:{number}"))
        yield Paragraph(tuple(runs))
    elif done:
        yield Paragraph((Run(_("Done"), strong=True),), "good")
    card = desk.guidance.by_id.get(step.card)
    titles = {card.id: card.title.pick(tag)} if card else {}
    yield from step_blocks(replace(step, sources=()) if walk.whole else step, titles)
    if card is not None and card.documents:
        shown = "; ".join(text.pick(tag) for text in card.documents)
        yield Pair(_("Documents"), (Run(shown),))
    if card is not None and not walk.whole:
        yield from _services(desk, card)


def _services(desk: Desk, card: Card) -> Iterator[Block]:
    """Yield the services that a step's card refers to."""
    tag = language()
    ids = list(dict.fromkeys(key for referee in card.refer_to for key in referee.services))
    names = desk.directory.names(ids, tag)
    runs: list[Run] = []
    for key in ids:
        if key in names:
            runs += [Run(", ")] if runs else []
            runs.append(Run(names[key], href=f"service:{key}"))
    if runs:
        yield Pair(_("Services"), tuple(runs))


def _following(path: Path, walk: PathWalk) -> Iterator[Block]:
    """Yield the next step in one line."""
    if walk.present < walk.count:
        step = path.steps[walk.present]
        text = _("Next: {number}. {step}")
        shown = text.format(number=walk.present + 1, step=step.action.pick(language()))
        yield Paragraph((Run(shown, tone="muted"),))
