"""Walking along a path: ticks, the present step, and what is left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.codes import Code, CodeBook
from advisor_desk.domain.directory import Confidence
from advisor_desk.domain.guidance import Card, Path, Step
from advisor_desk.domain.path_walk import PathFit, PathWalk, fitting_paths, steps_left
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Visit

WAIT = LocalText(en="Two weeks")


def step(action: str, card: str = "", confidence: Confidence | None = None) -> Step:
    """Return a step, with a wait where it has a confidence."""
    wait = WAIT if confidence else LocalText()
    return Step(LocalText(en=action), LocalText(), LocalText(), wait, confidence, card, ())


PATH = Path(
    "path",
    LocalText(en="Path"),
    LocalText(en="Anybody"),
    (step("One", "a", "low"), step("Two", "a", "high"), step("Three", "b"), step("Four", "gone")),
)


def card(card_id: str, document: str) -> Card:
    """Return a card with one document."""
    empty = LocalText()
    return Card(card_id, empty, empty, empty, (), documents=(LocalText(en=document),))


CARDS = {"a": card("a", "Passport"), "b": card("b", "Contract")}


def test_ticking_the_present_step_goes_on_to_the_next_that_is_not_done() -> None:
    walk = PathWalk(4).tick(2)
    assert (walk.present, set(walk.ticked)) == (1, {2})
    walk = walk.tick(1)
    assert (walk.present, set(walk.ticked)) == (3, {1, 2})


def test_ticking_again_takes_it_back_and_stays() -> None:
    walk = PathWalk(4).go(2).tick(1).tick(1)
    assert (walk.present, walk.ticked) == (2, frozenset())


def test_the_last_step_stays_the_present_one() -> None:
    assert PathWalk(4).go(4).tick(4).present == 4


@given(st.lists(st.tuples(st.booleans(), st.integers(-2, 12)), max_size=40), st.integers(1, 9))
def test_no_sequence_leaves_the_path(acts: list[tuple[bool, int]], count: int) -> None:
    walk = PathWalk(count)
    for ticks, number in acts:
        walk = walk.tick(number) if ticks else walk.go(number)
        assert 1 <= walk.present <= count
        assert walk.ticked <= set(range(1, count + 1))
        assert walk.count == count


def test_what_is_left_begins_at_the_present_step_without_what_is_done() -> None:
    left = steps_left(PATH, PathWalk(4).go(2).tick(3), CARDS)
    assert [one.number for one in left] == [2, 4]


def test_documents_of_a_card_stand_once_and_unsure_waits_are_left_out() -> None:
    left = steps_left(PATH, PathWalk(4), CARDS)
    assert [[text.en for text in one.documents] for one in left] == [
        ["Passport"],
        [],
        ["Contract"],
        [],
    ]
    assert [one.sure_wait for one in left] == [LocalText(), WAIT, LocalText(), LocalText()]


def test_all_codes_of_a_rule_must_agree_and_a_path_stands_once() -> None:
    empty = LocalText()
    book = CodeBook(
        [
            Code("reason", "work", empty),
            Code("reason", "work-agreed", empty, parent="work"),
            Code("employment", "unemployed", empty),
        ]
    )
    fits = (
        PathFit("jobless", {"reason": ("work",), "employment": ("unemployed",)}),
        PathFit("worker", {"reason": ("work-agreed",)}),
        PathFit("worker", {"reason": ("work",)}),
    )
    visit = Visit("id", "2026-11-21", "morning", (), reason="work-agreed")
    assert fitting_paths(fits, visit, book) == ("worker",)
    jobless = Visit("id", "2026-11-21", "morning", (), reason="work", employment="unemployed")
    assert fitting_paths(fits, jobless, book) == ("jobless", "worker")
    assert fitting_paths(fits, Visit("id", "2026-11-21", "morning", ()), book) == ()
