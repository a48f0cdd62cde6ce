"""Cards and paths go into the tables and come back as they were."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from advisor_desk.domain.directory import Source
from advisor_desk.domain.guidance import Card, Fact, Link, Path, PendingChange, Referee, Step
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.shipped import Shipped
from advisor_desk.storage.database import Database
from advisor_desk.storage.guidance import (
    card_ids,
    read_cards,
    read_paths,
    write_card,
    write_path,
    write_sources,
)

ACT = Source("Act 1", "https://finlex.fi/1", "2024", id="act")
PAGE = Source("A page", official=False, show_link=False, id="page")
FULL = Card(
    id="tax-card",
    title=LocalText("Verokortti", "Skattekort", "Tax card"),
    question=LocalText(en="How?"),
    short_answer=LocalText(fi="Näin", en="So"),
    facts=(
        Fact(
            LocalText(en="One"), LocalText(en="An act"), LocalText(en="2026"), (PAGE, ACT), "high"
        ),
        Fact(LocalText(en="Two"), LocalText(), LocalText(), (ACT,), "low"),
    ),
    decides=(LocalText(en="Do you work?"), LocalText(en="How long?")),
    documents=(LocalText(en="Passport"),),
    refer_to=(Referee(LocalText(en="Tax"), ("vero", "kela")), Referee(LocalText(en="Union"))),
    links=(Link(LocalText(en="Page"), "https://vero.fi"),),
    pending_changes=(PendingChange(LocalText(en="Soon"), (PAGE,)),),
    last_change_day="2025-01",
    last_change=LocalText(en="New rate"),
    advisor_note=LocalText(en="Note"),
    amounts_note=LocalText(en="Amounts"),
    topics=("taxation", "identity-code"),
    reasons=("work", "study"),
    employment=("student", "employed"),
    related=("find-work", "bank"),
    confidence="high",
    checked_on="2026-01-01",
    next_review="2027-01-01",
    check_before_first_use=True,
    reviewed=True,
    edited=True,
    revision=4,
)
BARE = Card("bare", LocalText(en="Bare"), LocalText(), LocalText(), ())
STEP = Step(
    action=LocalText(en="Register"),
    service=LocalText(en="DVV"),
    prerequisite=LocalText(en="Passport"),
    typical_wait=LocalText(en="A week"),
    wait_confidence="medium",
    card="tax-card",
    sources=(PAGE, ACT),
)
ROAD = Path(
    id="worker",
    title=LocalText(en="Worker"),
    for_whom=LocalText(en="Whom"),
    steps=(STEP, replace(STEP, wait_confidence=None, card="", sources=())),
    pitfalls=(LocalText(en="Late"), LocalText(en="Lost")),
    reviewed=True,
    edited=True,
    revision=2,
)


def test_cards_come_back_as_they_were(tables: sqlite3.Connection) -> None:
    write_sources(tables, [ACT, PAGE])
    for position, card in enumerate((FULL, BARE)):
        write_card(tables, card, position=position)
    assert read_cards(tables) == [FULL, BARE]
    assert read_cards(tables, ["bare", "nowhere", "tax-card"]) == [BARE, FULL]


def test_what_is_written_again_leaves_nothing_of_the_old(tables: sqlite3.Connection) -> None:
    write_sources(tables, [ACT, PAGE])
    write_card(tables, FULL, position=1)
    slim = replace(BARE, id=FULL.id)
    write_card(tables, slim, position=1)
    assert read_cards(tables) == [slim]
    write_path(tables, ROAD, position=1)
    short = replace(ROAD, steps=ROAD.steps[:1], pitfalls=())
    write_path(tables, short, position=1)
    assert read_paths(tables) == [short]


def test_paths_come_back_in_their_order(tables: sqlite3.Connection) -> None:
    write_sources(tables, [ACT, PAGE])
    other = Path("other", LocalText(en="Other"), LocalText(), ())
    write_path(tables, ROAD, position=2)
    write_path(tables, other, position=1)
    assert read_paths(tables) == [other, ROAD]


def test_a_source_is_updated_for_all_who_share_it(tables: sqlite3.Connection) -> None:
    write_sources(tables, [ACT, PAGE])
    write_card(tables, FULL, position=1)
    newer = replace(ACT, page_date="2026")
    write_sources(tables, [newer])
    (card,) = read_cards(tables)
    assert card.facts[1].sources == (newer,)


def test_withdrawn_cards_and_paths_are_not_offered(tables: sqlite3.Connection) -> None:
    write_sources(tables, [ACT, PAGE])
    write_card(tables, FULL, position=1)
    write_path(tables, ROAD, position=1)
    for table in ("card", "path"):
        tables.execute(f"UPDATE {table} SET status = 'withdrawn'")  # noqa: S608 - constants
    assert card_ids(tables) == []
    assert read_cards(tables) == []
    assert read_paths(tables) == []


def test_all_loaded_guidance_is_the_shipped_one(database: Database, shipped: Shipped) -> None:
    with database.reading() as connection:
        assert read_cards(connection) == [card for _, card in shipped.cards]
        assert read_paths(connection) == [path for _, path in shipped.paths]
