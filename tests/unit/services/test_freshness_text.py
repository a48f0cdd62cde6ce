"""How fresh a record is, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.freshness import Freshness, Outcome, State, Verification
from advisor_desk.services.freshness_text import (
    beside_phone,
    check_sentence,
    contacts_sentence,
    texts_sentence,
)

DAYS = ("2026-05-21", "2026-11-21")
CHECK = Verification(1, "kela", "2026-05-21", "ann", "phone", "unchanged")


def fresh(state: State) -> Freshness:
    """Return a record of which contacts and texts are in the same state."""
    day, until = (None, None) if state == "never" else DAYS
    return Freshness(state, state, day, day, until, until)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("never", "not verified"),
        ("verified", "verified on 21 May 2026"),
        ("due", "verified on 21 May 2026, check due by 21 Nov 2026"),
        ("overdue", "check overdue since 21 Nov 2026"),
    ],
)
def test_a_number_says_how_fresh_it_is(state: State, words: str) -> None:
    assert beside_phone(fresh(state)) == words


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("wrong", "found wrong on 21 May 2026"), ("unreached", "nobody reached on 21 May 2026")],
)
def test_doubt_comes_before_an_earlier_check(outcome: Outcome, words: str) -> None:
    doubted = replace(fresh("verified"), latest=replace(CHECK, outcome=outcome))
    assert beside_phone(doubted) == words


@pytest.mark.parametrize(
    ("state", "end"),
    [
        ("never", "yet."),
        ("verified", "the next check is due by 21 Nov 2026."),
        ("due", "the next check is due by 21 Nov 2026."),
        ("overdue", "the next check was due by 21 Nov 2026."),
    ],
)
def test_contacts_and_texts_have_a_sentence_each(state: State, end: str) -> None:
    contacts, texts = contacts_sentence(fresh(state)), texts_sentence(fresh(state))
    assert "contacts and hours" in contacts.casefold()
    assert "other texts" in texts
    assert contacts.endswith(end)
    assert texts.endswith(end)
    assert ("21 May 2026" in contacts) is ("21 May 2026" in texts) is (state != "never")


def test_a_check_says_when_by_whom_how_and_what_came_of_it() -> None:
    noted = replace(CHECK, actor="", note="Open from 9.")
    assert check_sentence(CHECK).startswith("Last check: 21 May 2026, ann, by phone. ")
    assert "somebody without an alias" in check_sentence(noted)
    assert check_sentence(noted).endswith(". Open from 9.")
