"""The fields of a card and their values in words, to show what changed in it."""

from __future__ import annotations

from typing import Any, Final

from advisor_desk.domain.card_fields import card_value
from advisor_desk.domain.guidance import Fact, Link, PendingChange, Referee
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.i18n import LANGUAGE_NAMES, N_, _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.codes import Codes
from advisor_desk.ui.presenters.words import confidence_text, language, source_text

CARD_FIELD_NAMES: Final = {
    "title": N_("Title"),
    "question": N_("Question"),
    "short_answer": N_("Short answer"),
    "facts": N_("Facts"),
    "decides": N_("What decides the answer"),
    "documents": N_("Documents to bring"),
    "refer_to": N_("Whom to refer to"),
    "links": N_("Web pages for the client"),
    "pending_changes": N_("Changes on the way"),
    "last_change_day": N_("Day of the last change of the rules"),
    "last_change": N_("Last change"),
    "advisor_note": N_("For the advisor"),
    "amounts_note": N_("Amounts"),
    "topics": N_("Topics"),
    "reasons": N_("Reasons for immigration"),
    "employment": N_("Employment"),
    "confidence": N_("Confidence"),
    "checked_on": N_("Checked on"),
    "next_review": N_("Next review"),
    "check_before_first_use": N_("Check before first use"),
}
"""What each field of a card is called."""

_CODE_LISTS: Final = {"topics": "topic", "reasons": "reason", "employment": "employment"}
_DAYS: Final = ("last_change_day", "checked_on", "next_review")


def card_field_name(field: str) -> str:
    """Return what a field is called; the name in the code where nobody named it."""
    return _(CARD_FIELD_NAMES[field]) if field in CARD_FIELD_NAMES else field


def card_words(codes: Codes, field: str, old: str, new: str) -> tuple[str, str]:
    """Return two values of a field in words, on as many lines as they have parts.

    They are in the language of the interface; where only another one was changed, in all.

    Args:
        codes: for the words of codes.
        field: name of the field.
        old: the value before, as `card_differences` keeps it.
        new: the value now, likewise.
    """
    tag = language()
    before, after = (_words(codes, field, text, (tag,)) for text in (old, new))
    if before == after:
        before, after = (_words(codes, field, text, LANGUAGES) for text in (old, new))
    return before or _("nothing"), after or _("nothing")


def _words(codes: Codes, field: str, text: str, tags: tuple[Language, ...]) -> str:
    try:
        value = card_value(field, text)
    except ValueError:  # a later version may have written it
        return text
    if field in _CODE_LISTS:
        return ", ".join(codes.book.label(_CODE_LISTS[field], one, language()) for one in value)
    if field in _DAYS and value:
        return format_day(value)
    if field == "confidence":
        return confidence_text(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    # A text in three languages is a tuple too, but of one part.
    parts = value if isinstance(value, tuple) and not isinstance(value, LocalText) else (value,)
    return "\n".join(line for part in parts for line in _lines(part, tags) if line)


def _lines(part: Any, tags: tuple[Language, ...]) -> list[str]:  # noqa: ANN401 - of any field
    """Return the lines of one part of a value."""
    if isinstance(part, LocalText):
        return _texts(part, tags)
    if isinstance(part, Fact):
        sources = ", ".join(source_text(source) for source in part.sources)
        about = [part.basis.pick(tags[0]), part.as_of.pick(tags[0]), sources]
        about.append(confidence_text(part.confidence))
        return [*_texts(part.text, tags), " · ".join(one for one in about if one)]
    if isinstance(part, Referee):
        return [" · ".join((*_texts(part.label, tags), *part.services))]
    if isinstance(part, Link):
        return [" · ".join((*_texts(part.label, tags), part.url))]
    if isinstance(part, PendingChange):
        return _texts(part.text, tags)
    return [str(part)]


def _texts(text: LocalText, tags: tuple[Language, ...]) -> list[str]:
    """Return a text in some languages; in one alone without the name of the language."""
    if len(tags) == 1:
        return [text.pick(tags[0])]
    return [f"{LANGUAGE_NAMES[tag]}: {text.get(tag)}" for tag in tags if text.get(tag)]
