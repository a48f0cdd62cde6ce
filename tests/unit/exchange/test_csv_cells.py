"""No cell is a formula, and every text comes back as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisor_desk.exchange.csv_cells import guard, number_cell, unguard
from tests.unit.visits import PAYLOADS

SIGNS = "=+-@\t\r\n\0＝＋－＠"
TRICKY = st.text(st.sampled_from([*SIGNS, "'", '"', ",", ";", " ", "\N{NO-BREAK SPACE}", "a", "1"]))


def could_be_formulas(cell: str) -> list[str]:
    """Return the pieces that begin like a formula, however the line is parted."""
    pieces = [cell, *re.split('[,;\t\r\n"]', cell)]
    return [piece for piece in pieces if piece.lstrip(" \N{NO-BREAK SPACE}")[:1] in set(SIGNS)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_text_and_comes_back(payload: str) -> None:
    assert could_be_formulas(guard(payload)) == []
    assert unguard(guard(payload)) == payload


@pytest.mark.parametrize("payload", ["=1+1", "a,=1+1", "＝1"])
def test_without_the_guard_a_payload_is_a_formula(payload: str) -> None:
    assert could_be_formulas(payload)


@given(TRICKY | st.text())
@example("'\t'=")
def test_every_text_is_safe_and_comes_back(text: str) -> None:
    assert could_be_formulas(guard(text)) == []
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["Etelä-Karjala", "it's", "'quoted'", "A-2", "a, b", "12", "a;b"])
def test_harmless_texts_are_left_alone(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


def test_decimals_have_a_comma_in_finnish_and_swedish() -> None:
    assert [number_cell(2.5, tag) for tag in ("fi", "sv", "en")] == ["2,5", "2,5", "2.5"]
    assert number_cell(12, "fi") == "12"


def test_empty_lines_between_paragraphs_stay_empty() -> None:
    assert guard("One.\n\nTwo.\r\n\t\nThree.") == "One.\n\nTwo.\r\n\t\nThree."
    assert guard("One.\n\n=1+1") == "One.\n\n'=1+1"
    assert guard("\n=1+1") == "'\n'=1+1"
