"""What was typed, as a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.search.query import MAX_TERMS, Plan, Term, parse_query


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "-- '*' \"\" ::", "\0"])
def test_a_blank_text_has_an_empty_plan(blank: str) -> None:
    plan = parse_query(blank)
    assert not plan
    assert plan == Plan()


def test_every_word_may_be_the_beginning_of_one() -> None:
    assert parse_query("Kela työ").terms == (Term("kela", True), Term("tyo", True))


def test_a_single_letter_is_a_beginning_only_while_it_is_the_last() -> None:
    assert [term.prefix for term in parse_query("a kela").terms] == [False, True]
    assert [term.prefix for term in parse_query("a").terms] == [True]


def test_a_hyphenated_word_may_also_be_its_parts() -> None:
    plan = parse_query("TE-toimisto")
    assert plan.terms == (Term("tetoimisto", True, ("te toimisto",)),)
    assert plan.squeezed == "tetoimisto"


def test_a_word_typed_twice_counts_once() -> None:
    assert [term.text for term in parse_query("kela Kela KELA").terms] == ["kela"]


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
def test_mostly_digits_are_a_piece_of_a_number(text: str, digits: tuple[str, ...]) -> None:
    assert parse_query(text).digits == digits


def test_digits_are_words_too() -> None:
    assert [term.text for term in parse_query("112").terms] == ["112"]


def test_quotes_and_operators_mean_nothing() -> None:
    plan = parse_query('kela" OR NEAR(a*) title:x -y ^z')
    assert {term.text for term in plan.terms} <= {"kela", "or", "near", "a", "title", "x", "y", "z"}


def test_what_nobody_types_is_cut() -> None:
    plan = parse_query("sana " * 2000 + "loppu")
    assert plan.terms == (Term("sana", True),)
    many = parse_query(" ".join(chr(ord("a") + n) * 3 for n in range(20)))
    assert len(many.terms) == MAX_TERMS


def test_other_words_are_taken_from_the_expander() -> None:
    known = {"sossu": ("sosiaalitoimisto", "Sosiaali- palvelut", "  ", '"*')}
    plan = parse_query("Sossu nyt", lambda word: known.get(word, ()))
    assert plan.terms[0].alternatives == ("sosiaalitoimisto", "sosiaali palvelut")
    assert plan.terms[1].alternatives == ()


@given(st.text(max_size=400))
def test_any_text_has_a_plan_of_plain_words(text: str) -> None:
    plan = parse_query(text)
    assert len(plan.terms) <= MAX_TERMS
    assert all(term.text.isalnum() for term in plan.terms)
    assert all(form.isascii() and form.isdigit() for form in plan.digits)
