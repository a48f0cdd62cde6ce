"""Small word lists, so that tests see what comes of which record."""

from collections.abc import Callable, Sequence

import pytest

from advisor_desk.domain.synonyms import Synonym
from advisor_desk.domain.text import LocalText
from advisor_desk.search.places import Places
from advisor_desk.search.query import Planner
from advisor_desk.search.thesaurus import Thesaurus
from advisor_desk.search.wordforms import WordForms, shipped_forms

NAMES = {
    "049": LocalText("Espoo", "Esbo", "Espoo"),
    "091": LocalText("Helsinki", "Helsingfors", "Helsinki"),
    "853": LocalText("Turku", "Åbo", "Turku"),
}
REGIONS = {"049": "01", "091": "01", "853": "02"}

MakePlanner = Callable[..., Planner]


def synonym(term: str, language: str, fi: str, topic: str = "", sv: str = "") -> Synonym:
    """Return a synonym that is sure."""
    return Synonym(term, language, "colloquial", fi, LocalText(fi, sv), topic, "high")


@pytest.fixture(scope="session")
def forms() -> WordForms:
    """Give the word lists that travel with the program."""
    return shipped_forms()


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> WordForms:
    """Give word lists without a word."""
    return WordForms(tmp_path_factory.mktemp("no-lists"))


@pytest.fixture(scope="session")
def make_planner() -> MakePlanner:
    """Give what makes a planner of synonyms."""

    def made(words: WordForms, synonyms: Sequence[Synonym] = ()) -> Planner:
        return Planner(words, Thesaurus.of(synonyms, words), Places(NAMES, REGIONS, words))

    return made
