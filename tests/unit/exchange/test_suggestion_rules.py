"""The rules of the suggestions: all that they name exists, and slips are told by their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.text import LANGUAGES
from advisor_desk.exchange.shipped import Shipped
from advisor_desk.exchange.suggestion_rules import (
    FILE,
    check_suggestion_rules,
    read_suggestion_rules,
)
from advisor_desk.paths import find_paths
from tests.unit.conftest import shipped

__all__ = ["shipped"]

Spoil = Callable[[str, str], Path]


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Return a function that makes resources whose rules differ in one place from the shipped."""
    text = (find_paths().resources / FILE).read_text(encoding="utf-8")

    def change(old: str, new: str) -> Path:
        assert old in text, f"no {old!r} in the rules"
        path = tmp_path / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return change


def check(resources: Path, content: Shipped) -> None:
    check_suggestion_rules(
        read_suggestion_rules(resources),
        CodeBook(content.codes),
        {card.id for _, card in content.cards},
        {service.id for service in content.services if service.status == "listed"},
    )


def test_every_code_card_and_service_of_the_shipped_rules_is_there_and_on_offer(
    shipped: Shipped,
) -> None:
    check(find_paths().resources, shipped)


def test_every_reason_is_one_short_line_in_three_languages() -> None:
    rules = read_suggestion_rules(find_paths().resources)
    offers = [rules.nothing, *rules.basis, *(o for rule in rules.rules for o in rule.offers)]
    assert len(rules.rules) >= 40
    for offer in offers:
        for tag in LANGUAGES:
            words = offer.reason.get(tag)
            assert words.endswith("."), words
            assert len(words) <= 80, words


@pytest.mark.parametrize(
    ("old", "new", "record", "field"),
    [
        ("cards: [domestic-violence]", "cards: [no-such-card]", "violence", "cards"),
        ("services: [yki]", "services: [virka-info]", "permanent-permit-citizenship", "services"),
        ("topics: [mental-health]", "topics: [mental]", "mental-health", "when.topics"),
        ("topics: [day-care]", "topics: [no-topic]", "at-home-with-children", "topics"),
    ],
)
def test_what_is_not_on_offer_is_named_with_rule_and_field(
    shipped: Shipped, spoil: Spoil, old: str, new: str, record: str, field: str
) -> None:
    with pytest.raises(Failure) as told:
        check(spoil(old, new), shipped)
    assert told.value.kind is FailureKind.BAD_FILE
    assert told.value.detail.startswith(f"{FILE}, record '{record}', field '{field}': ")


@pytest.mark.parametrize(
    ("old", "new", "record", "field"),
    [
        ("history: 60", "history: many", "the file", "history"),
        ("history: 60\n", "", "the file", "history"),
        ("  near:\n", "  next:\n", "the file", "basis"),
        ("        weight: 40\n", "        weight: 400\n", "violence", "show[0].weight"),
        ("        weight: 40\n", "", "violence", "show[0].weight"),
        ("          sv: Säkerheten först.\n", "", "violence", "show[0].reason"),
        ("kinds: [crisis]\n        weight: 20", "weight: 20", "violence", "show[1]"),
        ("      - kinds: [crisis]", "      - kinds: [ghosts]", "violence", "show[1].kinds[0]"),
        ("  - rule: trafficking-victim", "  - rule: violence", "violence", "rule"),
        ("reason: [protection-individual]", "age: [0-14]", "trafficking-victim", "when.age"),
        ("  - rule: violence\n", "  - name: violence\n", "number 1", "name"),
    ],
)
def test_a_slip_is_named_with_rule_and_field(
    spoil: Spoil, old: str, new: str, record: str, field: str
) -> None:
    with pytest.raises(Failure) as told:
        read_suggestion_rules(spoil(old, new))
    assert told.value.kind is FailureKind.BAD_FILE
    assert f"record '{record}'" in told.value.detail
    assert f"field '{field}" in told.value.detail


@pytest.mark.parametrize("text", ["- a\n", "rules: [", "", "\0"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(Failure) as told:
        read_suggestion_rules(tmp_path)
    assert FILE in told.value.detail


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"rules\.yaml"):
        read_suggestion_rules(tmp_path)
