"""The walks that ship: every branch of each ends, and what is wrong in one is named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.failures import Failure
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.walks import (
    MOST_QUESTIONS,
    Standing,
    Walk,
    shown_facts,
    stand,
    whom_to_ask,
)
from advisor_desk.exchange.shipped import Shipped, read_shipped
from advisor_desk.exchange.walks import read_path_fits, read_walk, read_walks, walk_ids
from advisor_desk.paths import find_paths
from tests.unit.exchange.small_set import write_small_set

IDS = sorted(walk_ids(find_paths().resources))


@pytest.fixture(scope="module")
def cards(shipped: Shipped) -> dict[str, Card]:
    """Return the shipped cards by id."""
    return {card.id: card for _, card in shipped.cards}


@pytest.fixture(scope="module")
def walks(shipped: Shipped, cards: dict[str, Card]) -> dict[str, Walk]:
    """Return the shipped walks by the id of their card."""
    book = CodeBook(shipped.codes)
    return {walk.card: walk for walk in read_walks(find_paths().resources, cards, book)}


def branches(walk: Walk, numbers: tuple[int, ...] = ()) -> Iterator[tuple[int, Standing]]:
    """Yield every way through a walk, also those of who does not know."""
    here = stand(walk, numbers)
    if here.question is None:
        yield len(numbers), here
        return
    assert len(numbers) < MOST_QUESTIONS, f"{walk.card}: {numbers} asks on"
    for number in range(len(here.question.answers) + 1):
        yield from branches(walk, (*numbers, number))


def test_there_are_walks_for_many_cards() -> None:
    assert len(IDS) >= 15


@pytest.mark.parametrize("card_id", IDS)
def test_every_branch_ends_within_six_questions(
    walks: dict[str, Walk], cards: dict[str, Card], card_id: str
) -> None:
    walk, card = walks[card_id], cards[card_id]
    ways = list(branches(walk))
    assert len(ways) >= 3
    for length, here in ways:
        assert 1 <= length <= MOST_QUESTIONS
        assert here.end is not None
        shown = shown_facts(walk, here.end)
        assert set(shown) <= set(range(1, len(card.facts) + 1))
        assert shown or here.end.says.all() or whom_to_ask(card, here.end), here.end
        if here.end.settled:
            assert any(card.facts[n - 1].confidence != "low" for n in shown), here.end.id
        else:
            assert whom_to_ask(card, here.end), here.end.id


@pytest.mark.parametrize("card_id", IDS)
def test_facts_match_their_guards_and_none_is_lost(
    walks: dict[str, Walk], cards: dict[str, Card], card_id: str
) -> None:
    walk, facts = walks[card_id], cards[card_id].facts
    assert sorted(walk.guards) == list(range(1, len(facts) + 1))
    for number, guard in walk.guards.items():
        assert facts[number - 1].text.en.startswith(guard)
    somewhere = {number for end in walk.ends for number in end.facts}
    assert set(walk.guards) == somewhere | set(walk.always)
    ends = [here.end for _, here in branches(walk) if here.end is not None]
    assert all(set(walk.always) <= set(shown_facts(walk, end)) for end in ends)


@pytest.mark.parametrize("card_id", IDS)
def test_questions_and_answers_are_in_three_languages(walks: dict[str, Walk], card_id: str) -> None:
    walk = walks[card_id]
    texts: list[LocalText] = [question.text for question in walk.questions]
    texts += [answer.text for question in walk.questions for answer in question.answers]
    texts += [end.says for end in walk.ends if end.says.all()]
    for words in texts:
        assert all(part.strip() for part in (words.fi, words.sv, words.en)), words
    assert all(question.text.en.endswith("?") for question in walk.questions)
    assert not walk.reviewed


def test_cards_about_danger_ask_nothing_first() -> None:
    assert {"domestic-violence", "trafficking"}.isdisjoint(IDS)


def test_for_whom_paths_are_names_every_path(shipped: Shipped) -> None:
    paths = {path.id for _, path in shipped.paths}
    fits = read_path_fits(find_paths().resources, CodeBook(shipped.codes), paths)
    assert {fit.path for fit in fits} == paths


# ---- what is wrong in a file ----

WALK = """\
id: rent
reviewed: false
facts: {1: A truth}
referees: {1: The desk}
questions:
  - id: lives
    text: {fi: Koti?, sv: Hem?, en: Home?}
    answers:
      - text: {fi: Kyllä, sv: Ja, en: 'Yes'}
        end: home
        known: {reason: [work], municipality: [finland]}
      - text: {fi: Ei, sv: Nej, en: 'No'}
        end: none
ends:
  - id: home
    facts: [1]
  - id: none
    settled: false
    ask: [1]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a small set with one walk."""
    resources = write_small_set(tmp_path / "resources")
    (resources / "guidance" / "walks").mkdir(parents=True)
    (resources / "guidance" / "walks" / "rent.yaml").write_text(WALK, encoding="utf-8")
    return resources


def spoil(resources: Path, old: str, new: str) -> str:
    """Change the walk, and return what the reader says."""
    file = resources / "guidance" / "walks" / "rent.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Failure) as caught:
        read_shipped(resources)
    return caught.value.detail


def test_a_sound_walk_is_read(small: Path) -> None:
    shipped = read_shipped(small)
    card = shipped.cards[0][1]
    walk = read_walk(small, card, CodeBook(shipped.codes))
    assert walk is not None
    assert walk.questions[0].answers[0].known == {"reason": ("work",), "municipality": ("finland",)}
    shutil.rmtree(small / "guidance" / "walks")
    assert read_walk(small, card, CodeBook(shipped.codes)) is None


@pytest.mark.parametrize(
    ("old", "new", "field", "problem"),
    [
        ("1: A truth}", "1: A lie told}", "facts.1", "the card now begins “A truth”"),
        ("{1: The desk}", "{1: The moon}", "referees.1", "now begins “The desk”"),
        ("fi: Koti?, ", "", "questions[0].text", "lacks the text in fi"),
        ("end: home", "end: moon", "questions.lives.end", "no end 'moon'"),
        ("        end: home\n", "", "questions[0].answers[0]", "needs either 'to' or 'end'"),
        ("reason: [work]", "reason: [fun]", "questions.1.known.reason", "'fun' is not in the list"),
        ("id: rent", "id: other", "id", "is not the name of the file"),
        ("reviewed: false\n", "", "reviewed", "missing required field"),
        ("facts: [1]", "fact: [1]", "ends[0].fact", "unknown field"),
    ],
)
def test_what_is_wrong_is_named_with_file_record_and_field(
    small: Path, old: str, new: str, field: str, problem: str
) -> None:
    detail = spoil(small, old, new)
    assert detail.startswith("guidance/walks/rent.yaml, record '")
    assert f"field '{field}'" in detail
    assert problem in detail


def test_a_walk_without_its_card_is_refused(small: Path) -> None:
    folder = small / "guidance" / "walks"
    (folder / "rent.yaml").rename(folder / "moon.yaml")
    with pytest.raises(Failure, match="there is no card 'moon'"):
        read_shipped(small)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("- id: moon\n  reason: [work]\n", "there is no path 'moon'"),
        ("- id: newcomer\n  reason: [fun]\n", "'fun' is not in the list"),
        ("- id: newcomer\n", "names no code"),
    ],
)
def test_a_rule_for_a_path_that_is_wrong_is_refused(small: Path, rule: str, problem: str) -> None:
    path = next((small / "guidance" / "paths").glob("*.yaml"))
    text = rule.replace("newcomer", path.stem)
    (small / "guidance" / "path_fits.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match=problem) as caught:
        read_shipped(small)
    assert caught.value.detail.startswith("guidance/path_fits.yaml")
