"""Synonyms in what was typed."""

import pytest

from advisor_desk.search.thesaurus import Thesaurus, stems
from advisor_desk.search.wordforms import WordForms
from tests.unit.search.conftest import synonym

SYNONYMS = (
    synonym("sossu", "fi", "sosiaalipalvelut"),
    synonym("kaupungin asunto", "fi", "vuokra-asunto"),
    synonym("ei ole rahaa", "fi", "toimeentulotuki"),
    synonym("налоговая карточка", "ru", "verokortti"),
    synonym("адвокат", "ru", "oikeusapu"),
    synonym("إقامة", "ar", "oleskelulupa"),
    synonym("xannaano", "so", "päiväkoti"),
    synonym("vero", "fi", "verokortti ja verotus (Verohallinto)"),
)


@pytest.fixture(scope="module")
def thesaurus(forms: WordForms) -> Thesaurus:
    """Give the synonyms above."""
    return Thesaurus.of(SYNONYMS, forms)


def meant(thesaurus: Thesaurus, *words: str, typing: bool = True) -> list[str]:
    """Return the concepts found."""
    found = thesaurus.find(words, typing=typing)
    return [one.meaning.synonym.concept for one in found]


def test_a_term_is_found_as_it_stands_and_inflected(thesaurus: Thesaurus) -> None:
    assert meant(thesaurus, "sossu") == ["sosiaalipalvelut"]
    assert meant(thesaurus, "sossun") == ["sosiaalipalvelut"]


def test_a_phrase_is_found_word_by_word(thesaurus: Thesaurus) -> None:
    (found,) = thesaurus.find(["saanko", "kaupungin", "asunnon"])
    assert (found.first, found.end, found.sure) == (1, 3, 1.0)
    assert meant(thesaurus, "kaupungin") == []


def test_stop_words_of_a_phrase_need_not_be_typed(thesaurus: Thesaurus) -> None:
    assert meant(thesaurus, "rahaa", typing=False) == ["toimeentulotuki"]


@pytest.mark.parametrize("typed", ["адвокат", "адвоката", "адвокатом"])
def test_russian_endings_are_no_hindrance(thesaurus: Thesaurus, typed: str) -> None:
    assert meant(thesaurus, typed, typing=False) == ["oikeusapu"]


def test_a_russian_phrase_is_found_inflected(thesaurus: Thesaurus) -> None:
    assert meant(thesaurus, "налоговую", "карточку") == ["verokortti"]


def test_the_arabic_article_is_no_hindrance(thesaurus: Thesaurus) -> None:
    assert meant(thesaurus, "اقامه") == ["oleskelulupa"]
    assert meant(thesaurus, "الاقامه") == ["oleskelulupa"]


def test_a_somali_article_is_no_hindrance(thesaurus: Thesaurus) -> None:
    assert meant(thesaurus, "xannaanada", typing=False) == ["päiväkoti"]


def test_a_term_is_found_while_it_is_typed(thesaurus: Thesaurus) -> None:
    assert meant(thesaurus, "soss") == ["sosiaalipalvelut"]
    assert meant(thesaurus, "soss", typing=False) == []
    assert meant(thesaurus, "sos") == []


def test_a_canonical_term_may_be_several(thesaurus: Thesaurus) -> None:
    (found,) = thesaurus.find(["vero"], typing=False)
    assert set(found.meaning.phrases) == {("verokortti",), ("verotus",), ("verohallinto",)}


def test_stems_are_for_scripts_without_word_lists() -> None:
    assert stems("kansalaisuus") == ()
    assert stems("работой") == stems("работа")
    assert stems("ав") == ()
