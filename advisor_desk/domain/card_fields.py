"""The fields of a card as texts, to tell what a newer shipped set changed in it."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, get_type_hints

from msgspec import json

from advisor_desk.domain.guidance import Card
from advisor_desk.domain.record_fields import Change, value_text

CARD_FIELDS: Final = (
    "title",
    "question",
    "short_answer",
    "facts",
    "decides",
    "documents",
    "refer_to",
    "links",
    "pending_changes",
    "last_change_day",
    "last_change",
    "advisor_note",
    "amounts_note",
    "topics",
    "reasons",
    "employment",
    "confidence",
    "checked_on",
    "next_review",
    "check_before_first_use",
)
"""What an advisor reads on a card, in the order of the page."""


def card_differences(before: Card, after: Card) -> tuple[Change, ...]:
    """Return the fields that differ, in the order of the page."""
    return tuple(
        Change(name, value_text(getattr(before, name)), value_text(getattr(after, name)))
        for name in CARD_FIELDS
        if getattr(before, name) != getattr(after, name)
    )


def card_value(field: str, text: str) -> Any:  # noqa: ANN401 - the type is that of the field
    """Return the value that a text of `card_differences` stands for.

    Raises:
        ValueError: there is no such field, or the text is not of its form.
    """
    if field not in CARD_FIELDS:
        raise ValueError(f"a card has no field {field!r}")
    hint = _hints()[field]
    if hint is str or field == "confidence":  # texts are kept as they are
        return text
    return json.decode(text, type=hint)


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Card)
