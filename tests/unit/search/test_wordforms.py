"""Base forms and parts of words."""

import pytest

from advisor_desk.domain.text import Language
from advisor_desk.search.analysis import Analyser
from advisor_desk.search.folding import fold
from advisor_desk.search.wordforms import WordForms


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("verotoimistosta", "verotoimisto"),
        ("päiväkotiin", "paivakoti"),
        ("paivakotiin", "paivakoti"),
        ("toimeentulotukea", "toimeentulotuki"),
        ("oleskelulupahakemuksen", "oleskelulupahakemus"),
        ("kansalaisuuden", "kansalaisuus"),
        ("luvan", "lupa"),
        ("oikeusavusta", "oikeusapu"),
        ("velkaneuvonnassa", "velkaneuvonta"),
        ("kelakin", "kela"),
        ("Migristä", "migri"),
        ("Caisaan", "caisa"),
        ("kotouttamisesta", "kotouttaminen"),
    ],
)
def test_a_finnish_form_has_its_base_form(forms: WordForms, form: str, base: str) -> None:
    assert base in forms.bases(fold(form), "fi")


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("sv", "skattekortet", "skattekort"),
        ("sv", "tolken", "tolk"),
        ("sv", "arbetslösa", "arbetslos"),
        ("en", "children", "child"),
        ("en", "wages", "wage"),
    ],
)
def test_swedish_and_english_forms_too(
    forms: WordForms, language: Language, form: str, base: str
) -> None:
    assert base in forms.bases(fold(form), language)


def test_a_word_keeps_its_own_meaning_beside_others(forms: WordForms) -> None:
    assert "tyo" in forms.bases("tyo", "fi")  # spoken Finnish has it for "you"


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("kielikurssi", ("kieli", "kurssi")),
        ("turvakoteihin", ("turva", "koti")),
        ("työlupa", ("tyo", "lupa")),
        ("ihmiskauppa", ("ihminen", "kauppa")),
        ("kotikunnan", ("koti", "kunta")),
    ],
)
def test_a_compound_has_its_halves(forms: WordForms, word: str, halves: tuple[str, str]) -> None:
    assert forms.halves(fold(word), "fi") == halves


@pytest.mark.parametrize("word", ["vero", "asunto", "kela", "112", "migri", ""])
def test_what_is_no_compound_has_no_parts(forms: WordForms, word: str) -> None:
    assert forms.halves(word, "fi") == ()
    assert forms.tails(word, "fi") == ()


def test_later_parts_are_found_at_every_depth(forms: WordForms) -> None:
    assert set(forms.tails("rikosuhripaivystys", "fi")) == {"uhri", "paivystys"}


def test_without_lists_a_word_stands_for_itself(bare: WordForms) -> None:
    assert bare.bases("verotoimisto", "fi") == ("verotoimisto",)
    assert bare.bases("taxes", "en") == ("taxes",)
    assert bare.halves("verotoimisto", "fi") == ()


def test_a_text_is_analysed_word_by_word(forms: WordForms) -> None:
    (first, second) = Analyser(forms).analyse("TE-toimistossa oleskeluluvan,", "fi")
    assert first.surfaces == ("tetoimistossa", "te", "toimistossa")
    assert "toimisto" in first.bases
    assert second.bases == ("oleskelulupa",)
    assert second.tails == ("lupa",)


def test_long_texts_are_indexed_without_stop_words(forms: WordForms) -> None:
    tokens = Analyser(forms).tokens("Kun haet lupaa ja apua, kysy.", "fi").split()
    assert {"lupa", "apu", "hakea"} <= set(tokens)
    assert not {"ja", "kun"} & set(tokens)


def test_the_vocabulary_has_each_word_with_what_it_stands_for(forms: WordForms) -> None:
    analyser = Analyser(forms)
    analyser.tokens("luvan", "fi")
    assert analyser.vocabulary() == {("luvan", "lupa")}
