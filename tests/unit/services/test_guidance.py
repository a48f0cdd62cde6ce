"""Cards by topic, in their order, with their facts and links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor_desk.domain.path_walk import PathWalk, steps_left
from advisor_desk.domain.visit import Visit
from advisor_desk.exchange.shipped import Shipped
from advisor_desk.services.desk import Desk
from advisor_desk.services.path_text import path_text


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


# ---- walks ----


def test_questions_belong_to_the_card_they_were_written_for(desk: Desk) -> None:
    card = desk.guidance.by_id["right-to-work"]
    walk = desk.guidance.walk(card)
    assert walk is not None
    assert walk.card == card.id
    assert desk.guidance.has_walk(card.id)
    changed = replace(card, facts=card.facts[:-1], edited=True)
    assert desk.guidance.walk(changed) is None
    assert not desk.guidance.has_walk("citizenship")
    assert desk.guidance.walk(desk.guidance.by_id["citizenship"]) is None


@pytest.mark.parametrize(
    ("values", "fitting"),
    [
        ({}, []),
        ({"reason": "asylum"}, ["asylum-seeker"]),
        ({"residence_status": "temporary-protection"}, ["temporary-protection"]),
        ({"reason": "return-finnish-descent"}, ["returnee"]),
        ({"reason": "work", "residence_status": "eu-registered"}, ["eu-worker"]),
        ({"reason": "work-agreed", "residence_status": "permit-a"}, ["non-eu-worker", "eu-worker"]),
        ({"reason": "work", "employment": "unemployed-registered"}, ["jobless-resident"]),
        ({"reason": "study", "employment": "student"}, ["student"]),
        ({"reason": "family-partner"}, ["spouse-of-finn"]),
        ({"reason": "family-spouse-work-study"}, ["family-of-worker"]),
        ({"reason": "work-own-business"}, ["entrepreneur"]),
        ({"reason": "other"}, []),
    ],
)
def test_paths_that_fit_the_visit(desk: Desk, values: dict[str, Any], fitting: list[str]) -> None:
    visit = Visit("id", "2026-11-21", "morning", (), **values)
    assert [path.id for path in desk.guidance.fitting_paths(visit)] == fitting


def test_the_text_of_a_path_is_plain_and_says_nothing_unsure(desk: Desk) -> None:
    for path in desk.guidance.paths:
        walk = PathWalk(len(path.steps)).go(2)
        left = steps_left(path, walk, desk.guidance.by_id)
        text = path_text(path, left, "fi")
        assert text.startswith(f"{path.title.fi}\n\n2. {path.steps[1].action.fi}\n")
        assert text.endswith("\n")
        for step in path.steps:
            if step.wait_confidence == "low":
                assert step.typical_wait.fi not in text
        for number in range(2, len(path.steps) + 1):
            assert f"\n{number}. {path.steps[number - 1].action.fi}\n" in text
        for pitfall in path.pitfalls:
            assert f"- {pitfall.pick('fi')}" in text
