"""What was typed, as a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.search.query import MAX_TERMS, Choice, Plan, Planner, code_token, informed
from advisor_desk.search.wordforms import WordForms
from advisor_desk.storage.search_lookup import Word
from tests.unit.search.conftest import MakePlanner, synonym


@pytest.fixture(scope="module")
def plain(bare: WordForms, make_planner: MakePlanner) -> Planner:
    """Give a planner that knows no other words."""
    return make_planner(bare)


@pytest.fixture(scope="module")
def full(forms: WordForms, make_planner: MakePlanner) -> Planner:
    """Give a planner with word lists and two synonyms."""
    known = (
        synonym("sossu", "fi", "sosiaalitoimisto", "social-services"),
        synonym("social security number", "en", "henkilötunnus"),
    )
    return make_planner(forms, known)


def typed(plan: Plan) -> list[tuple[str, ...]]:
    """Return the words of the terms."""
    return [term.typed for term in plan.terms]


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "-- '*' \"\" ::", "\0"])
def test_a_blank_text_has_an_empty_plan(plain: Planner, blank: str) -> None:
    plan = plain.plan(blank)
    assert not plan
    assert plan == Plan()


def test_the_last_word_may_be_the_beginning_of_one(plain: Planner) -> None:
    first, last = plain.plan("työ ke").terms
    assert first.choices[0] == Choice((("tyo",),))
    assert last.choices[0] == Choice((("ke",),), beginning="ke")


def test_a_hyphenated_word_may_also_be_its_parts(plain: Planner) -> None:
    (term,) = plain.plan("TE-toimisto").terms
    assert term.typed == ("tetoimisto",)
    assert (("te",), ("toimisto",)) in [choice.words for choice in term.choices]


def test_words_may_be_one_compound(full: Planner) -> None:
    first, last = full.plan("rajan vartio").terms
    for term in (first, last):
        assert {"rajanvartio", "rajavartio"} <= {c.beginning for c in term.choices}


def test_words_that_ask_are_left_out(plain: Planner) -> None:
    assert typed(plain.plan("mistä saan asunnon")) == [("asunnon",)]
    assert typed(plain.plan("missä")) == [("missa",)]


def test_a_word_is_met_by_its_base_form_and_parts(full: Planner) -> None:
    (term,) = full.plan("kielikurssille").terms
    assert "kielikurssi" in term.choices[0].words[0]
    parts = {choice.words for choice in term.choices if choice.via == "part"}
    assert ((("kieli",), ("kurssi",))) in parts
    assert [c.weak for c in term.choices if c.words == (("kurssi",),)] == [True]


def test_a_synonym_is_met_by_what_it_means_and_its_topic(full: Planner) -> None:
    (term,) = full.plan("sossuun").terms
    meanings = [c for c in term.choices if c.synonym is not None]
    assert any("sosiaalitoimisto" in c.words[0][0] for c in meanings)
    assert (code_token("topic", "social-services"),) in [c.words[0] for c in meanings]


def test_a_phrase_with_a_meaning_is_one_term(full: Planner) -> None:
    plan = full.plan("lost social security number")
    assert typed(plan) == [("lost",), ("social", "security", "number")]


def test_a_place_beside_other_words_is_no_word(full: Planner) -> None:
    plan = full.plan("verotoimisto Espoossa")
    assert (typed(plan), plan.place) == ([("verotoimisto",)], "049")
    alone = full.plan("Espoo")
    assert (typed(alone), alone.place) == ([("espoo",)], "")


def test_a_word_typed_twice_counts_once(plain: Planner) -> None:
    assert typed(plain.plan("kela Kela KELA")) == [("kela",)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("09 310", ("09310",)),
        ("+358 9 310", ("09310",)),
        ("358 9 310", ("09310", "3589310")),
        ("112", ("112",)),
        ("11", ()),
        ("puh. 029 497", ("029497",)),
        ("kela 112", ()),
    ],
)
def test_mostly_digits_are_a_piece_of_a_number(
    plain: Planner, text: str, digits: tuple[str, ...]
) -> None:
    assert plain.plan(text).digits == digits


def test_digits_are_words_too(plain: Planner) -> None:
    assert typed(plain.plan("112")) == [("112",)]


def test_what_nobody_types_is_cut(plain: Planner) -> None:
    assert typed(plain.plan("sana " * 2000 + "loppu")) == [("sana",)]
    many = plain.plan(" ".join(chr(ord("a") + n) * 3 for n in range(20)))
    assert len(many.terms) == MAX_TERMS


def test_a_rare_word_tells_more(plain: Planner) -> None:
    plan = plain.plan("palvelu apostille")
    known = {"palvelu": [Word("palvelu", "palvelu", 900)], "apostille": []}
    common, rare = informed(plan, known, (), 1000).terms
    assert common.weight < 0.5 < rare.weight == 1.0


def test_words_of_labels_are_met_by_the_code(plain: Planner) -> None:
    token = code_token("topic", "housing")
    known = {"asuminen": [Word("asuminen", token, 7)]}
    (term,) = informed(plain.plan("asuminen"), known, (), 100).terms
    assert Choice(((token,),), via="code") in term.choices


def test_what_begins_so_is_looked_for_by_its_base_forms(plain: Planner) -> None:
    (term,) = informed(plain.plan("lapse"), {}, ["lapsi", "lapseton"], 100).terms
    assert ("lapsi", "lapseton") in [c.words[0] for c in term.choices]
    assert term.choices[0].spelt_out


@given(st.text(max_size=400))
def test_any_text_has_a_plan_of_plain_words(full: Planner, text: str) -> None:
    plan = full.plan(text)
    assert len(plan.terms) <= MAX_TERMS
    assert all(word.isalnum() for term in plan.terms for word in term.typed)
    assert all(form.isascii() and form.isdigit() for form in plan.digits)
