"""Rules from foreign classes and words to our topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor_desk.domain.directory import ForeignCode
from advisor_desk.domain.failures import Failure
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.shipped import read_shipped
from advisor_desk.exchange.topic_rules import read_rules, word_pattern
from advisor_desk.paths import find_paths

RESOURCES = find_paths().resources


def topics(name: str, *classes: str) -> tuple[str, ...]:
    codes = [ForeignCode("ptv-service-class", code) for code in classes]
    return read_rules(RESOURCES).topics(codes, LocalText(fi=name))


@pytest.mark.parametrize(
    ("name", "classes", "found"),
    [
        ("Kotoutumissuunnitelma", ("P4.11",), ("integration-plan",)),
        ("Suomen kielen kurssi", ("P22.3", "P6.10"), ("language-courses", "further-education")),
        ("Toimeentulotuki", ("P4.10",), ("social-assistance",)),
        ("Turvakoti", (), ("violence",)),
        ("Oleskelulupa", (), ("first-permit",)),
        ("Muu palvelu", ("P99",), ()),
    ],
)
def test_topics(name: str, classes: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert topics(name, *classes) == found


def test_every_topic_of_the_rules_is_one_of_ours() -> None:
    ours = {code.id for code in read_shipped(RESOURCES).codes if code.list == "topic"}
    assert set(read_rules(RESOURCES).topic_names) <= ours


def test_words_count_from_their_beginning_on() -> None:
    pattern = word_pattern(["lupa", " "])
    assert pattern is not None
    assert pattern.search("oleskelu- ja lupa-asiat")
    assert not pattern.search("oleskelulupa")
    assert word_pattern([]) is None


@pytest.mark.parametrize("text", ["- topic: [", "- topic: a\n  colour: red\n", "nothing"])
def test_rules_of_another_form_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "imports").mkdir()
    (tmp_path / "imports" / "topics.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match=r"topics\.yaml"):
        read_rules(tmp_path)


def test_rules_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"topics\.yaml"):
        read_rules(tmp_path)
