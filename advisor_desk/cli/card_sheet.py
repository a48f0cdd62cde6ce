"""A guidance card, written out."""

from __future__ import annotations

from collections.abc import Iterator

from advisor_desk.cli.output import Sheet
from advisor_desk.cli.words import confidence_text, source_text
from advisor_desk.domain.guidance import Card, Fact
from advisor_desk.domain.text import Language
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day


def card_sheet(card: Card, day: str, language: Language) -> str:
    """Return a card; facts of low confidence stand apart.

    Args:
        card: the card.
        day: ISO day of today, to say where the review date has passed.
        language: of the texts.
    """
    sheet = Sheet(card.title.pick(language))
    for warning in _warnings(card, day, language):
        sheet.text(warning)
    sheet.text(card.question.pick(language))
    sheet.text(card.short_answer.pick(language))
    _facts(sheet, card, language)
    sheet.bullets(_("What decides the answer"), (text.pick(language) for text in card.decides))
    sheet.bullets(_("Documents to bring"), (text.pick(language) for text in card.documents))
    sheet.bullets(_("For the advisor"), [card.advisor_note.pick(language)])
    sheet.bullets(
        _("Whom to refer to"),
        (" · ".join((r.label.pick(language), *r.services)) for r in card.refer_to),
    )
    sheet.bullets(
        _("Web pages for the client"),
        (f"{link.label.pick(language)} {link.url}" for link in card.links),
    )
    sheet.bullets(_("Related cards"), card.related)
    _changes(sheet, card, language)
    footer = _("Checked on {checked}. Next review {review}. General information, not a decision.")
    sheet.text(
        footer.format(checked=format_day(card.checked_on), review=format_day(card.next_review))
    )
    return str(sheet)


def _warnings(card: Card, day: str, language: Language) -> Iterator[str]:
    if card.review_due(day):
        text = _("The review date of this card, {day}, has passed. Check the facts before use.")
        yield text.format(day=format_day(card.next_review))
    if card.check_before_first_use:
        yield _("The law is changing or a fact is uncertain. Check with the authority before use.")
    if not card.reviewed and language != "en":
        yield _("A native speaker has not yet read this text.")


def _facts(sheet: Sheet, card: Card, language: Language) -> None:
    sure = (fact for fact in card.facts if fact.confidence != "low")
    unsure = (fact for fact in card.facts if fact.confidence == "low")
    sheet.bullets(_("Facts"), (_fact(fact, language) for fact in sure))
    sheet.bullets(
        _("Uncertain: do not tell as true, check first"),
        (_fact(fact, language) for fact in unsure),
    )


def _fact(fact: Fact, language: Language) -> str:
    """Return a fact, and on lines of their own what it stands on."""
    as_of = fact.as_of.pick(language)
    date = _("as of {date}").format(date=format_day(as_of)) if as_of else _("date not given")
    basis = (fact.basis.pick(language), date, confidence_text(fact.confidence))
    lines = (fact.text.pick(language), " · ".join(filter(None, basis)))
    return "\n".join((*lines, *map(source_text, fact.sources)))


def _changes(sheet: Sheet, card: Card, language: Language) -> None:
    sheet.bullets(_("Changes on the way"), (c.text.pick(language) for c in card.pending_changes))
    what = card.last_change.pick(language)
    if what:
        sheet.pair(_("Last change"), f"{format_day(card.last_change_day)} {what}".strip())
    sheet.pair(_("Amounts"), card.amounts_note.pick(language))
