"""Cards by topic, in their order, with their facts and links."""

from __future__ import annotations

from advisor_desk.exchange.shipped import Shipped
from advisor_desk.services.desk import Desk


def test_all_cards_and_paths_are_on_offer_in_their_order(desk: Desk, shipped: Shipped) -> None:
    assert desk.guidance.cards == tuple(card for _, card in shipped.cards)
    assert desk.guidance.paths == tuple(path for _, path in shipped.paths)


def test_a_card_is_opened_by_its_id(desk: Desk) -> None:
    card = desk.guidance.cards[0]
    assert desk.guidance.card(card.id) == card
    assert desk.guidance.card("nowhere") is None


def test_every_card_stands_under_one_top_level_topic(desk: Desk) -> None:
    grouped = desk.guidance.by_topic()
    cards = [card for group in grouped.values() for card in group]
    assert sorted(card.id for card in cards) == sorted(card.id for card in desk.guidance.cards)
    book = desk.codes.book
    for topic, group in grouped.items():
        assert {book.top("topic", card.topics[0]) for card in group} == {topic}
        assert group == [card for card in desk.guidance.cards if card in group]


def test_topics_stand_in_the_order_of_the_list(desk: Desk) -> None:
    tops = [code.id for code in desk.codes.book.children("topic", None)]
    shown = list(desk.guidance.by_topic())
    assert shown == [topic for topic in tops if topic in shown]
