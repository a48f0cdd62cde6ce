"""The search for duplicates in steps, and after changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.text import LocalText
from advisor_desk.services.desk import Desk
from advisor_desk.services.lookalikes import Lookalikes, Pair


@pytest.fixture
def lookalikes(desk: Desk) -> Lookalikes:
    """Return a search that has not begun."""
    return Lookalikes(desk.database)


def in_steps(lookalikes: Lookalikes) -> tuple[list[Pair], int]:
    """Search with no time at all for each step; return what was found, and in how many steps."""
    for number in range(1, 2000):
        found = lookalikes.pairs(0)
        if found is not None:
            return found, number
    raise AssertionError("the search does not end")


def test_a_search_in_steps_finds_what_one_at_a_stretch_does(
    desk: Desk, lookalikes: Lookalikes
) -> None:
    found, steps = in_steps(lookalikes)
    assert steps > 100
    assert found
    assert found == desk.curation.all_duplicates()
    assert all(pair.one < pair.other for pair in found)


def test_reading_ends_before_comparing(lookalikes: Lookalikes) -> None:
    reading = 0
    while not lookalikes.prepare(0):
        reading += 1
    assert 0 < reading < 10
    assert lookalikes.prepare(0)
    assert lookalikes.pairs(0) is None


def test_after_a_change_only_what_is_near_is_compared(desk: Desk) -> None:
    curation, kela = desk.curation, desk.directory.get("kela")
    assert kela is not None
    before = curation.all_duplicates()
    twin = curation.create(desk.actor, replace(kela, id="kela-again"))
    steps = 0
    while curation.search_duplicates(0) is None:
        steps += 1
    assert steps < 100
    after = curation.all_duplicates()
    assert next(pair for pair in after if pair not in before)[:2] == ("kela", "kela-again")
    other = replace(twin, name=LocalText("Toinen"), phones=(), website="")
    curation.save(desk.actor, twin, other)
    assert curation.all_duplicates() == before
    assert curation.all_duplicates() == Lookalikes(desk.database).pairs()


def test_a_merge_that_is_taken_back_brings_its_pairs_back(desk: Desk) -> None:
    before = desk.curation.all_duplicates()
    keep, gone = before[0][:2]
    kept = desk.curation.merge(desk.actor, keep, gone, {})
    assert not [p for p in desk.curation.all_duplicates() if gone in p[:2]]
    desk.curation.undo(desk.actor, keep, kept.revision)
    assert desk.curation.all_duplicates() == before
