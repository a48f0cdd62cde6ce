"""Own questions and own codes on the command line."""

from __future__ import annotations

import pytest

from advisor_desk.domain.questions import Question, QuestionChoice
from advisor_desk.domain.text import LocalText
from advisor_desk.services.desk import Desk
from tests.unit.cli.conftest import Cli

HEARD = Question(
    "",
    "several",
    LocalText(fi="Mistä kuuli", en="Heard of us"),
    choices=(
        QuestionChoice("", LocalText("Ystävältä", "", "Friend")),
        QuestionChoice("", LocalText("Verkosta", "", "The web")),
    ),
)
WAITED = Question("", "number", LocalText(en="Minutes waited"))


@pytest.fixture
def asking(cli: Cli, desk: Desk) -> Cli:
    """Return the command line of a desk with two own questions and an own channel."""
    for question in (HEARD, WAITED):
        desk.questions.save(desk.actor, question)
    desk.code_keeping.add(desk.actor, "channel", "phone", LocalText(en="Switchboard"))
    desk.database.close()
    return cli


def test_they_are_listed(asking: Cli) -> None:
    said = asking("questions")
    assert "heard-of-us     Heard of us     several choices" in said.out
    first, second = asking("questions", "--json").json
    assert [choice["id"] for choice in first["choices"]] == ["friend", "the-web"]
    assert (second["id"], second["kind"], second["retired"]) == ("minutes-waited", "number", False)


def test_without_any_that_is_said(cli: Cli) -> None:
    assert cli("questions").out == "There are no own questions at this desk.\n"
    assert cli("questions", "--json").json == []


def test_answers_are_logged_by_id_or_words_and_counted(asking: Cli) -> None:
    answers = ("--answer", "heard-of-us=friend", "--answer", "Mistä kuuli=verkosta")
    visit = asking(
        "log", "--topic", "housing", *answers, "--answer", "minutes-waited=12", "--json"
    ).json
    assert visit["answers"] == [
        {"question_id": "heard-of-us", "value": "friend"},
        {"question_id": "heard-of-us", "value": "the-web"},
        {"question_id": "minutes-waited", "value": "12"},
    ]
    found = asking("stats", "--rows", "question:heard-of-us", "--json").json
    assert [(row["code"], row["count"]) for row in found["rows"]] == [("friend", 1), ("the-web", 1)]
    assert found["numbers"] is None
    numbers = asking("stats", "--rows", "question:minutes-waited", "--json").json["numbers"]
    assert numbers == {"answers": 1, "mean": 12.0, "median": 12.0}
    said = asking("stats", "--rows", "question:Minutes waited")
    assert "Mean 12, median 12, of 1 answers." in said.out


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("heard-of-us", "is not an answer like question=choice"),
        ("heard-of-us=", "is not an answer like question=choice"),
        ("heard-of-u=friend", "Did you mean heard-of-us?"),
        ("heard-of-us=radio", "Choose one of friend, the-web."),
    ],
)
def test_what_is_wrong_is_said_with_the_next_step(asking: Cli, answer: str, told: str) -> None:
    said = asking("log", "--topic", "housing", "--answer", answer)
    assert said.code == 2
    assert told in " ".join(said.err.split())
    assert asking("visits", "--json").json == []


def test_a_number_that_is_none_is_refused(asking: Cli) -> None:
    said = asking("log", "--topic", "housing", "--answer", "minutes-waited=soon")
    assert said.code == 1
    assert "takes a whole number from 0" in said.err


def test_an_unknown_question_cannot_be_counted(asking: Cli) -> None:
    said = asking("stats", "--rows", "question:nothing")
    assert said.code == 2
    assert "advisor-desk questions" in " ".join(said.err.split())


def test_codes_tell_whose_they_are(asking: Cli) -> None:
    found = {code["id"]: code["origin"] for code in asking("codes", "channel", "--json").json}
    assert found["phone"] == "official"
    assert found["own-switchboard"] == "own"
    visit = asking("log", "--topic", "housing", "--channel", "switchboard", "--json").json
    assert visit["channel"] == "own-switchboard"
