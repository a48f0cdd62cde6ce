"""The codes that fields of a record are chosen from, with their words."""

from __future__ import annotations

from advisor_desk.domain.codes import ABROAD, UNKNOWN_MUNICIPALITY
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice

_NO_PLACES = (ABROAD, UNKNOWN_MUNICIPALITY)
"""Said of a client, not of a service."""


def choices_of(context: Context, list_name: str) -> list[Choice]:
    """Return all codes of a list that are in use today, in their order."""
    book, day = context.desk.codes.book, context.desk.visits.today().isoformat()
    return [
        Choice(code.id, code.label.pick(language()))
        for code in book.members(list_name, day=day)
        if code.id not in _NO_PLACES
    ]


def name_of(context: Context, list_name: str, code: str) -> str:
    """Return the words for a code."""
    return context.desk.codes.book.label(list_name, code, language())


def language_choices(context: Context) -> list[Choice]:
    """Return all languages."""
    return choices_of(context, "language")


def language_name(context: Context, tag: str) -> str:
    """Return the name of a language."""
    return name_of(context, "language", tag)
