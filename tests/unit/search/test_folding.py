"""One rule for the index and for what is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.search import folding


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Päiväkoti", "paivakoti"),
        ("TYÖLUPA", "tyolupa"),
        ("Åbo", "abo"),
        ("förmåner", "formaner"),
        ("idée", "idee"),
        ("Straße", "strasse"),
        ("Øresund, Łódź, Đorđe", "oresund, lodz, dorde"),
        ("æble", "aeble"),
        ("Ёлка", "елка"),
        ("İstanbul ısı", "istanbul isi"),
        ("ﬁnska", "finska"),  # a ligature from a PDF
        ("ＦＰＡ", "fpa"),  # full width
        ("٠٩ ۳۱۰", "09 310"),
        ("", ""),
    ],
)
def test_case_and_diacritics_do_not_count(written: str, folded: str) -> None:
    assert folding.fold(written) == folded


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert folding.fold(unicodedata.normalize("NFD", "työttömyys")) == "tyottomyys"


def test_arabic_letters_that_are_written_in_two_ways_are_the_same() -> None:
    assert folding.fold("أحمد") == folding.fold("احمد")
    assert folding.fold("مدرسة") == folding.fold("مدرسه")
    assert folding.fold("كتاب") == folding.fold("کتاب")
    assert folding.fold("مُدَرِّس") == folding.fold("مدرس")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = folding.fold(text)
    assert folding.fold(once) == once


@given(st.text(), st.text())
def test_letters_fold_by_themselves(first: str, second: str) -> None:
    assert folding.fold(first + second) == folding.fold(first) + folding.fold(second)


def test_a_hyphenated_word_is_found_whole_and_by_its_parts() -> None:
    assert folding.tokens("E-mail till TE-byrån") == [
        "email",
        "e",
        "mail",
        "till",
        "tebyran",
        "te",
        "byran",
    ]
    assert folding.words("työ-elämä") == folding.words("työelämä")


def test_a_hyphen_at_the_end_of_a_word_is_no_part_of_it() -> None:
    assert folding.tokens("kieli- ja työpalvelut – ja") == ["kieli", "ja", "tyopalvelut", "ja"]


def test_an_apostrophe_is_no_end_of_a_word() -> None:
    assert folding.tokens("children's women’s п’ять") == ["childrens", "womens", "пять"]


def test_punctuation_parts_words() -> None:
    assert folding.tokens("www.suomi.fi/kela?a=1_2") == [
        "www",
        "suomi",
        "fi",
        "kela",
        "a",
        "1",
        "2",
    ]


def test_names_are_the_same_however_they_are_spaced() -> None:
    assert folding.squeeze("Kela-kortti") == folding.squeeze("kela KORTTI") == "kelakortti"


@given(st.text())
def test_tokens_have_only_letters_and_digits(text: str) -> None:
    assert all(token.isalnum() for token in folding.tokens(text))


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("09 310 32889", "0931032889"),
        ("+358 9 310 32889", "0931032889"),
        ("+358931032889", "0931032889"),
        ("00358-9-31032889", "0931032889"),
        ("+358 (0)9 310 32889", "0931032889"),
        ("112", "112"),
        ("+46 771 524 524", "46771524524"),
        ("kela", ""),
    ],
)
def test_one_number_has_one_form(written: str, digits: str) -> None:
    assert folding.digits(written) == digits


def test_a_piece_that_may_be_a_country_code_is_taken_both_ways() -> None:
    assert folding.fragments("358 9 310") == ("09310", "3589310")
    assert folding.fragments("310 328") == ("310328",)
    assert folding.fragments("+358") == ()


@given(st.text())
def test_a_located_word_comes_from_where_it_stands(text: str) -> None:
    spots = folding.locate(text)
    assert [spot.word for spot in spots] == folding.tokens(text)
    for spot in spots:
        assert len(spot.word) == len(spot.origins) == len(spot.ends)
        assert 0 <= spot.origins[0] < spot.ends[-1] <= len(text)
        written = folding.fold(text[spot.origins[0] : spot.ends[-1]])
        assert set(spot.word) <= set(written)
