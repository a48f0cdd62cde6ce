"""The page of a guidance card, and of a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from advisor_desk.domain.directory import Source
from advisor_desk.domain.guidance import Card, Fact, Link, Path, Referee, Step
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.ui.presenters.words import confidence_text, language, source_text
from advisor_desk.ui.widgets.document import (
    Block,
    Heading,
    Item,
    Pair,
    Paragraph,
    Run,
    is_safe_link,
)


def card_blocks(
    card: Card, day: str, service_names: Mapping[str, str], card_titles: Mapping[str, str]
) -> list[Block]:
    """Return the page of a card.

    Args:
        card: the card.
        day: ISO day of today, for the review banner.
        service_names: names of the services it refers to, by id.
        card_titles: titles of the cards it is linked with, by id.
    """
    tag = language()
    blocks: list[Block] = [Heading(card.title.pick(tag), 1)]
    blocks.extend(_banners(card, day))
    blocks.append(Paragraph((Run(card.question.pick(tag), tone="muted"),)))
    blocks.append(Heading(_("Short answer"), 2))
    blocks.append(Paragraph((Run(card.short_answer.pick(tag), strong=True),)))
    blocks.append(Heading(_("Facts"), 2))
    blocks.extend(_sure_facts(card))
    blocks.extend(_rest(card, service_names, card_titles))
    return blocks


def decided_blocks(
    card: Card,
    day: str,
    service_names: Mapping[str, str],
    card_titles: Mapping[str, str],
    *,
    lead: Iterable[Block],
    shown: Iterable[int],
    note: str,
    settled: bool,
) -> list[Block]:
    """Return the page of a card after the questions that decide: the facts that apply, first.

    The short answer is left out, for it speaks of all situations; see `card_blocks`.

    Args:
        card: the card.
        day: ISO day of today, for the review banner.
        service_names: names of the services it refers to, by id.
        card_titles: titles of the cards it is linked with, by id.
        lead: what stands before the facts: the answers and what follows from them.
        shown: numbers of the facts that apply, from 1.
        note: says how many facts are hidden, or is empty.
        settled: whether the facts do apply; else they only may.
    """
    kept = replace(card, facts=tuple(card.facts[number - 1] for number in shown), decides=())
    blocks: list[Block] = [Heading(card.title.pick(language()), 1), *_banners(card, day), *lead]
    heading = _("The facts that apply") if settled else _("The facts that may apply")
    blocks.append(Heading(heading, 2))
    blocks.extend(_sure_facts(kept))
    if note:
        blocks.append(Paragraph((Run(note),), "warn"))
    blocks.extend(_rest(kept, service_names, card_titles))
    return blocks


def _sure_facts(card: Card) -> Iterator[Block]:
    for fact in card.facts:
        if fact.confidence != "low":
            yield from _fact(fact)


def _rest(
    card: Card, service_names: Mapping[str, str], card_titles: Mapping[str, str]
) -> Iterator[Block]:
    """Yield what stands below the facts."""
    yield from _lists(card)
    yield from referee_blocks(card.refer_to, service_names, _("Whom to refer to"))
    yield from _links(card, card_titles)
    unsure = [fact for fact in card.facts if fact.confidence == "low"]
    if unsure:
        yield Heading(_("Uncertain: do not tell as true, check first"), 2)
        for fact in unsure:
            yield from _fact(fact)
    yield from _changes(card)
    yield from _footer(card)


def _banners(card: Card, day: str) -> Iterator[Block]:
    if card.review_due(day):
        text = _("The review date of this card, {day}, has passed. Check the facts before use.")
        yield Paragraph((Run(text.format(day=format_day(card.next_review)), strong=True),), "bad")
    if card.check_before_first_use:
        text = _("The law is changing or a fact is uncertain. Check with the authority before use.")
        yield Paragraph((Run(text),), "warn")
    if not card.reviewed and language() != "en":
        text = _("A native speaker has not yet read this text.")
        yield Paragraph((Run(text, tone="muted"),))


def _fact(fact: Fact) -> Iterator[Block]:
    tag = language()
    details = [fact.basis.pick(tag)]
    as_of = fact.as_of.pick(tag)
    details.append(
        _("as of {date}").format(date=format_day(as_of)) if as_of else _("date not given")
    )
    details.append(confidence_text(fact.confidence))
    shown = " · ".join(part for part in details if part)
    runs = [Run(shown, tone="muted")]
    for source in fact.sources:
        runs.append(Run(" · ", tone="muted"))
        runs.append(_source_run(source))
    yield Item((Run(fact.text.pick(tag)),), below=tuple(runs))


def _source_run(source: Source) -> Run:
    href = source.url if source.show_link and source.url.startswith("https://") else ""
    return Run(source_text(source), href=href, tone="muted")


def _texts(title: str, texts: Iterable[LocalText]) -> Iterator[Block]:
    items = [text.pick(language()) for text in texts]
    if items:
        yield Heading(title, 2)
        for item in items:
            yield Item((Run(item),))


def _lists(card: Card) -> Iterator[Block]:
    yield from _texts(_("What decides the answer"), card.decides)
    yield from _texts(_("Documents to bring"), card.documents)
    note = card.advisor_note.pick(language())
    if note:
        yield Heading(_("For the advisor"), 2)
        yield Paragraph((Run(note),))


def referee_blocks(
    referees: Sequence[Referee], service_names: Mapping[str, str], heading: str
) -> Iterator[Block]:
    """Yield whom to refer to below a heading, with links to the services that are known."""
    if not referees:
        return
    yield Heading(heading, 2)
    for referee in referees:
        runs = [Run(referee.label.pick(language()), strong=True)]
        known = [key for key in referee.services if key in service_names]
        for number, key in enumerate(known):
            runs.append(Run(": " if number == 0 else ", "))
            runs.append(Run(service_names[key], href=f"service:{key}"))
        yield Item(tuple(runs))


def _links(card: Card, card_titles: Mapping[str, str]) -> Iterator[Block]:
    if card.links:
        yield Heading(_("Web pages for the client"), 2)
        for link in card.links:
            yield Item(_link_runs(link))
    related = [key for key in card.related if key in card_titles]
    if related:
        yield Heading(_("Related cards"), 2)
        for key in related:
            yield Item((Run(card_titles[key], href=f"card:{key}"),))


def _link_runs(link: Link) -> tuple[Run, ...]:
    """Return a web page as a link; its address in words where it is not safe to follow."""
    label = link.label.pick(language())
    if is_safe_link(link.url):
        return (Run(label, href=link.url),)
    return (Run(label), Run(f" {link.url}", tone="muted"))


def _changes(card: Card) -> Iterator[Block]:
    tag = language()
    if card.pending_changes:
        yield Heading(_("Changes on the way"), 2)
        for change in card.pending_changes:
            yield Item((Run(change.text.pick(tag)),))
    what = card.last_change.pick(tag)
    if what:
        yield Pair(_("Last change"), (Run(f"{format_day(card.last_change_day)} {what}".strip()),))
    amounts = card.amounts_note.pick(tag)
    if amounts:
        yield Pair(_("Amounts"), (Run(amounts),))


def _footer(card: Card) -> Iterator[Block]:
    text = _("Checked on {checked}. Next review {review}. General information, not a decision.")
    shown = text.format(checked=format_day(card.checked_on), review=format_day(card.next_review))
    yield Paragraph((Run(shown, tone="muted"),))


def path_blocks(path: Path, card_titles: Mapping[str, str]) -> list[Block]:
    """Return the page of a path: numbered steps with what comes first and how long it takes.

    Args:
        path: the path.
        card_titles: titles of the cards its steps point to, by id.
    """
    tag = language()
    blocks: list[Block] = [
        Heading(path.title.pick(tag), 1),
        Paragraph((Run(path.for_whom.pick(tag), tone="muted"),)),
        Paragraph((Run(_("The order is typical, not a rule of law.")),)),
    ]
    for number, step in enumerate(path.steps, 1):
        blocks.extend(_step(number, step, card_titles))
    blocks.extend(_texts(_("Pitfalls"), path.pitfalls))
    return blocks


def _step(number: int, step: Step, card_titles: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(f"{number}. {step.action.pick(language())}", 3)
    yield from step_blocks(step, card_titles)


def step_blocks(step: Step, card_titles: Mapping[str, str]) -> Iterator[Block]:
    """Yield what is known of a step, without its heading."""
    tag = language()
    yield Pair(_("Where"), (Run(step.service.pick(tag)),))
    prerequisite = step.prerequisite.pick(tag)
    if prerequisite:
        yield Pair(_("First needed"), (Run(prerequisite),))
    wait = step.typical_wait.pick(tag)
    if wait and step.wait_confidence == "low":
        # In other words than a wait that is sure enough: it must not be told as true.
        text = _("uncertain, do not tell as true: {wait}").format(wait=wait)
        yield Pair(_("Typical wait"), (Run(text, tone="warn"),))
    elif wait:
        runs = [Run(wait)]
        if step.wait_confidence:
            runs.append(Run(f" ({confidence_text(step.wait_confidence)})", tone="muted"))
        yield Pair(_("Typical wait"), tuple(runs))
    if step.card in card_titles:
        yield Pair(_("Card"), (Run(card_titles[step.card], href=f"card:{step.card}"),))
    if step.sources:
        runs = [run for s in step.sources for run in (Run(" · ", tone="muted"), _source_run(s))]
        yield Pair(_("Sources"), tuple(runs[1:]))
