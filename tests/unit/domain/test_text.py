"""A text is shown in the nearest language that has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.text import LANGUAGES, Language, LocalText

TEXTS = st.builds(LocalText, *(st.text(max_size=3),) * 3)


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        (LocalText("a", "b", "c"), ("a", "b", "c")),
        (LocalText("a", "b", ""), ("a", "b", "a")),
        (LocalText("", "b", "c"), ("c", "b", "c")),
        (LocalText("a", "", "c"), ("a", "a", "c")),
        (LocalText("", "b", ""), ("b", "b", "b")),
        (LocalText(), ("", "", "")),
    ],
)
def test_a_missing_language_falls_back(text: LocalText, picked: tuple[str, str, str]) -> None:
    assert tuple(text.pick(language) for language in LANGUAGES) == picked


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_what_is_picked_is_there_and_its_language_is_told(
    text: LocalText, language: Language
) -> None:
    told = text.language_of_pick(language)
    assert bool(text) is (told is not None) is bool(text.pick(language))
    if told is not None:
        assert text.get(told) == text.pick(language)
    if text.get(language):
        assert told == language


@given(TEXTS)
def test_all_texts_are_there_once(text: LocalText) -> None:
    found = text.all()
    assert set(found) == {text.fi, text.sv, text.en} - {""}
    assert len(found) == len(set(found))
