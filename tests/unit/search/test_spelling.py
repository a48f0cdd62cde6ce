"""Misspelt words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.search import spelling

LETTERS = st.text("abcdefghij", min_size=4, max_size=8)


@pytest.mark.parametrize(
    ("word", "slips"), [("abc", 0), ("abcd", 1), ("verokort", 1), ("verokortt", 2), ("09310", 0)]
)
def test_long_words_may_hold_more_slips(word: str, slips: int) -> None:
    assert spelling.slips_allowed(word) == slips


@pytest.mark.parametrize(
    "typed", ["verokorti", "verokkortti", "verokotrti", "verokarttii", "xerokortti"]
)
def test_slips_of_every_kind_are_found(typed: str) -> None:
    assert spelling.nearest(typed, ["verokortti", "veromerkki"], 2) == ["verokortti"]


def test_fewer_slips_then_the_first_letter_then_frequency() -> None:
    assert spelling.best("tulki", [("tuki", 90), ("tulkki", 2), ("sulki", 99)]) == "tuki"
    assert spelling.best("tulki", [("sulki", 99), ("tulkki", 2)]) == "tulkki"
    assert spelling.best("tulki", []) == ""


@given(LETTERS, LETTERS)
def test_what_is_given_as_one_slip_away_is_just_that(word: str, other: str) -> None:
    near = spelling.nearest(word, [other], 1)
    assert (other in set(spelling.one_slip_away(word)) or other == word) == bool(near)
