"""`stats` and `codes`."""

from __future__ import annotations

import pytest

from advisor_desk.services.statistics import ROWS
from tests.unit.cli.conftest import Cli


@pytest.fixture
def logged(cli: Cli) -> Cli:
    """Return the command line on a desk with three visits."""
    cli("log", "--topic", "housing", "--topic", "kela-coverage", "--reason", "work")
    cli("log", "--topic", "housing", "--reason", "study", "--adults", "2")
    cli("log", "--topic", "housing", "--day", "2026-10-31", "--children", "3")
    return cli


def test_stats_in_json(logged: Cli) -> None:
    found = logged("stats", "--rows", "reason", "--from", "2026-11-01", "--json").json
    rows = found.pop("rows")
    assert found == {
        "list": "reason",
        "from": "2026-11-01",
        "to": None,
        "unit": "visits",
        "total": 2,
        "total_visits": 2,
        "adults": 3,
        "children": 0,
        "group_sessions": 0,
        "participants": 0,
        "mentions": False,
        "numbers": None,
    }
    counts = {row["code"]: row["count"] for row in rows}
    assert counts == {"work": 1, "study": 1, "not-asked": 0, "declined": 0, "not-applicable": 0}


def test_stats_as_a_table(logged: Cli) -> None:
    lines = logged("stats", "--rows", "topics").out.splitlines()
    assert lines[0] == "All days"
    header = next(line for line in lines if line.startswith("Topic"))
    row = next(line for line in lines if line.startswith("Housing"))
    assert len(header) == len(row)
    assert row.split() == ["Housing", "3", "100.0%"]
    assert lines[-1].startswith("A visit may stand in several rows")


def test_shares_are_written_as_in_the_language(logged: Cli) -> None:
    assert "66,7\N{NO-BREAK SPACE}%" in logged("--lang", "fi", "stats", "--rows", "month").out


@pytest.mark.parametrize("rows", [*ROWS, "topic", "barrier", "referral", "part-of-day"])
def test_visits_are_counted_by_each_list(logged: Cli, rows: str) -> None:
    assert logged("stats", "--rows", rows).code == 0
    assert logged("stats", "--rows", rows, "--json").json["total_visits"] == 3


def test_a_wrong_list_is_answered_with_near_ones(cli: Cli) -> None:
    said = cli("stats", "--rows", "reasons")
    assert said.code == 2
    assert "reason" in said.err
    assert cli("stats", "--rows", "zzzz").code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "2026-11-01"), "From 1 Nov 2026"),
        (("--to", "2026-11-01"), "Until 1 Nov 2026"),
        (("--from", "2026-11-01", "--to", "2026-11-02"), "1 Nov 2026 to 2 Nov 2026"),
        (("--from", "2026-11-01", "--to", "2026-11-01"), "1 Nov 2026"),
    ],
)
def test_the_period_is_said_in_words(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    assert cli("stats", "--rows", "day", *arguments).out.splitlines()[0] == words


def test_all_lists_are_named(cli: Cli) -> None:
    said = cli("codes")
    assert said.code == 0
    names = {line.split()[0] for line in said.out.splitlines()}
    assert {"topic", "municipality", "unanswered"} <= names
    assert {code["list"] for code in cli("codes", "--json").json} >= {"topic", "language"}


def test_the_codes_of_a_list_have_words_in_the_language(cli: Cli) -> None:
    assert "Resolved at the desk" in cli("codes", "outcome").out
    codes = cli("--lang", "sv", "codes", "outcome", "--json").json
    assert codes[0]["label"] == codes[0]["labels"]["sv"] != codes[0]["labels"]["en"]


def test_an_unknown_list_is_answered_with_near_ones(cli: Cli) -> None:
    said = cli("codes", "topics")
    assert said.code == 2
    assert said.err == "LIST: There is no list “topics”. Choose one of topic.\n"
