"""The fields of a card as texts: each can be read again, and nothing that is read is left out."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from advisor_desk.domain.card_fields import CARD_FIELDS, card_differences, card_value
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.record_fields import value_text
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.shipped import Shipped
from tests.unit.conftest import shipped

__all__ = ["shipped"]

#: What nobody reads on the card, or what says by itself that it was changed.
LEFT_OUT = {"id", "related", "reviewed", "edited", "revision"}


def test_every_field_is_told_or_left_out_on_purpose() -> None:
    assert {field.name for field in fields(Card)} == set(CARD_FIELDS) | LEFT_OUT


def test_the_text_of_every_field_of_every_card_is_read_again(shipped: Shipped) -> None:
    for _, card in shipped.cards:
        for name in CARD_FIELDS:
            value = getattr(card, name)
            assert card_value(name, value_text(value)) == value


def test_only_what_differs_is_told(shipped: Shipped) -> None:
    card = shipped.cards[0][1]
    assert card_differences(card, replace(card, revision=9, edited=True)) == ()
    (change,) = card_differences(card, replace(card, title=LocalText(en="Other")))
    assert change.field == "title"
    assert card_value("title", change.new) == LocalText(en="Other")


@pytest.mark.parametrize(("field", "text"), [("ghost", ""), ("facts", "rubbish"), ("topics", "3")])
def test_what_is_not_of_its_form_is_refused(field: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        card_value(field, text)
