"""`advisor-desk walk`: the questions of a card on the command line."""

from __future__ import annotations

from advisor_desk.storage.database import Database
from tests.unit.cli.conftest import Cli


def test_the_first_question_is_shown(cli: Cli) -> None:
    result = cli("walk", "right-to-work")
    assert result.code == 0
    assert "- 1  Yes" in result.out.splitlines()
    assert "- 0  Not known" in result.out.splitlines()


def test_answers_lead_to_the_facts_that_apply(cli: Cli) -> None:
    told = cli("walk", "right-to-work", "--answers", "2,3", "--json").json
    assert told["question"] is None
    assert sorted(told["end"]["facts"]) == ["4", "7"]
    assert told["end"]["hidden"] == [1, 2, 3, 5, 6]
    assert told["end"]["settled"] is True
    assert [given["number"] for given in told["given"]] == [2, 3]
    text = cli("walk", "right-to-work", "--answers", "2,3").out
    assert "The facts that apply" in text
    assert "5 facts about other situations are hidden." in text


def test_what_is_not_known_is_left_open(cli: Cli) -> None:
    told = cli("walk", "right-to-work", "--answers", "2,0", "--json").json
    assert told["end"]["settled"] is False
    assert told["end"]["id"] is None
    assert told["given"][-1]["answer"] is None
    assert told["end"]["ask"][0]["services"] == ["migri"]
    text = cli("walk", "right-to-work", "--answers", "2,0").out
    assert "The facts that may apply" in text
    assert "The card does not settle this. Ask before telling." in text


def test_a_next_question_is_told_for_programs(cli: Cli) -> None:
    told = cli("--lang", "sv", "walk", "right-to-work", "--answers", "2", "--json").json
    assert told["end"] is None
    assert told["question"]["answers"]["1"] == "Familjeband"


def test_facts_of_low_confidence_stand_apart(cli: Cli) -> None:
    text = cli("walk", "eu-registration", "--answers", "2,1").out
    before, _, after = text.partition("Uncertain: do not tell as true, check first")
    assert "€52–54" not in before
    assert "€52–54" in after


def test_wrong_answers_and_cards_are_refused(cli: Cli) -> None:
    for answers in ("9", "1,1", "yes", "1,,2"):
        result = cli("walk", "right-to-work", "--answers", answers)
        assert result.code == 2
        assert "are no answers to the questions of this card" in result.err
    result = cli("walk", "citizenship")
    assert result.code == 1
    assert result.err.strip() == "The card citizenship has no questions that decide."
    assert "right-to-work" in cli("walk", "right-to-wrok").err


def test_a_card_that_was_changed_here_is_not_walked(cli: Cli, database: Database) -> None:
    with database.writing() as connection:
        connection.execute("UPDATE fact SET text_en = 'New' WHERE card_id = 'right-to-work'")
    result = cli("walk", "right-to-work")
    assert result.code == 1
    assert "was changed since its questions were written" in result.err
