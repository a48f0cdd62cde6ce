"""Ids made of words: readable, and never the same twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.own_ids import own_id
from advisor_desk.domain.text import LocalText

LABELS = st.builds(LocalText, st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))


def test_an_id_is_made_of_the_words() -> None:
    assert own_id(LocalText(fi="Kyllä, äidille"), (), other="choice") == "kylla-aidille"
    assert own_id(LocalText("Yksi", "Ett", "One more"), (), prefix="own-", other="x") == (
        "own-one-more"
    )
    assert own_id(LocalText(fi="مرحبا"), (), other="question") == "question"


def test_what_is_taken_gets_a_number() -> None:
    taken = {"phone", "phone-2"}
    assert own_id(LocalText(en="Phone"), taken, other="x") == "phone-3"
    assert own_id(LocalText(en="Not asked"), (), other="x") == "not-asked-2", "means something"


@given(st.lists(LABELS, max_size=12))
def test_no_id_is_ever_given_twice_and_each_fits_into_a_cell(labels: list[LocalText]) -> None:
    taken: list[str] = []
    for label in labels:
        made = own_id(label, taken, prefix="own-", other="code")
        assert made not in taken
        assert made not in UNANSWERED
        assert made.isascii()
        assert not set(made) & set(" :;,/")
        taken.append(made)
