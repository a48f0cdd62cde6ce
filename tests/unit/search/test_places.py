"""Names of municipalities in what was typed."""

import pytest

from advisor_desk.search.folding import fold
from advisor_desk.search.places import Places
from advisor_desk.search.wordforms import WordForms
from tests.unit.search.conftest import NAMES, REGIONS


@pytest.fixture(scope="module")
def places(forms: WordForms) -> Places:
    """Give three municipalities in two regions."""
    return Places(NAMES, REGIONS, forms)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Espoo", "049"),
        ("Esbo", "049"),
        ("Espoossa", "049"),
        ("Helsingistä", "091"),
        ("Turkuun", "853"),
        ("Åbo", "853"),
        ("neuvonta", ""),
        ("es", ""),
    ],
)
def test_a_municipality_is_known_in_every_form(places: Places, typed: str, code: str) -> None:
    assert places.find(fold(typed)) == code


def test_neighbours_are_those_of_the_region(places: Places) -> None:
    assert places.neighbours("049") == {"091"}
    assert places.neighbours("853") == frozenset()
    assert places.neighbours("999") == frozenset()


def test_a_municipality_tells_what_it_is_called(places: Places) -> None:
    assert places.called("853") == ("turku", "abo")
