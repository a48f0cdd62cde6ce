"""`log` and `visits`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from advisor_desk.paths import Paths
from advisor_desk.services import session
from tests.unit.cli.conftest import Cli
from tests.unit.conftest import FrozenClock

FULL = """
log --topic housing --topic kela-coverage --reason work --employment employed --language so
    --municipality 049 --channel walk-in --outcome resolved --barrier queue
    --help-given form --help-given information --visit-order first --minutes 12 --adults 2
    --children 3 --advisor mk --refer kela --hand-over dvv --interpreting declined
"""


def test_a_visit_with_everything_is_stored_as_given(cli: Cli) -> None:
    visit = cli(*FULL.split(), "--json").json
    assert visit["topics"] == ["housing", "kela-coverage"]
    assert visit["help_given"] == ["form", "information"]
    assert visit["barriers"] == ["queue"]
    assert (visit["minutes"], visit["adults"], visit["children"]) == (12, 2, 3)
    assert (visit["language"], visit["municipality"]) == ("so", "049")
    assert (visit["advisor"], visit["interpreting"]) == ("mk", "declined")
    assert visit["referrals"] == [
        {"service_id": "kela", "mode": "signposted"},
        {"service_id": "dvv", "mode": "handed-over"},
    ]
    assert (visit["day"], visit["part_of_day"]) == ("2026-11-21", "afternoon")
    assert cli("visits", "--json").json == [visit]


def test_a_topic_is_enough(cli: Cli) -> None:
    said = cli("log", "--topic", "housing")
    assert said.code == 0
    assert said.out.startswith("Saved: Housing (")


def test_without_a_topic_nothing_is_logged(cli: Cli) -> None:
    said = cli("log", "--reason", "work")
    assert said.code == 2
    assert "--topic" in said.err
    assert cli("visits", "--json").json == []


def test_a_code_may_be_named_by_its_words_in_any_language(cli: Cli) -> None:
    visit = cli("log", "--topic", "asuminen", "--municipality", "Esbo", "--json").json
    assert (visit["topics"], visit["municipality"]) == (["housing"], "049")


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--topic", "hous", "housing"),
        ("--reason", "wrok", "work"),
        ("--language", "Somalia", "so"),
        ("--outcome", "resolvd", "resolved"),
        ("--help-given", "forms", "form"),
        ("--refer", "kelaa", "kela"),
        ("--reason", "zzzz", "advisor-desk codes reason"),
        ("--refer", "zzzzzz", "zzzzzz"),
        ("--day", "2027-01-01", "future"),
        ("--day", "31.2.2026", "31.2.2026"),
        ("--minutes", "800", "800"),
        ("--part-of-day", "night", "night"),
    ],
)
def test_a_wrong_value_is_refused_with_advice(cli: Cli, option: str, value: str, near: str) -> None:
    said = cli("log", "--topic", "housing", option, value)
    assert (said.code, said.out) == (2, "")
    assert near in said.err
    assert "Traceback" not in said.err
    assert cli("visits", "--json").json == []


def test_a_closed_service_is_not_referred_to(cli: Cli, paths: Paths) -> None:
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute("UPDATE service SET status = 'closed' WHERE id = 'kela'")
    said = cli("log", "--topic", "housing", "--refer", "kela")
    assert said.code == 2
    assert "no longer offered" in said.err


def test_a_day_in_the_past_may_be_named(cli: Cli) -> None:
    for day in ("2026-11-03", "3.11.2026"):
        visit = cli(
            "log", "--topic", "housing", "--day", day, "--part-of-day", "morning", "--json"
        ).json
        assert (visit["day"], visit["part_of_day"]) == ("2026-11-03", "morning")


def test_what_this_point_requires_is_asked_for(cli: Cli, paths: Paths) -> None:
    paths.settings.write_text('{"version": 1, "values": {"field_language": "required"}}', "utf-8")
    said = cli("log", "--topic", "housing")
    assert (said.code, said.err) == (1, "Language is missing: choose one.\n")


def test_an_open_window_is_named(cli: Cli, paths: Paths) -> None:
    with session.take_desk(paths):
        said = cli("log", "--topic", "housing")
        assert cli("search", "kela").code == 0
    assert said.code == 1
    assert "process" in said.err
    assert cli("visits", "--json").json == []


def test_the_day_is_looked_after(cli: Cli, paths: Paths, clock: FrozenClock) -> None:
    cli("log", "--topic", "housing")
    assert len(list(paths.backups.glob("*.sqlite3"))) == 1
    clock.now = datetime.fromisoformat("2026-11-22T09:00")
    cli("log", "--topic", "housing")
    with closing(sqlite3.connect(paths.database)) as connection:
        clocks = connection.execute("SELECT day, clock FROM visit ORDER BY sequence").fetchall()
    assert clocks == [("2026-11-21", None), ("2026-11-22", "09:00")]


def test_a_backup_that_fails_does_not_hide_that_the_visit_is_saved(cli: Cli, paths: Paths) -> None:
    paths.backups.write_text("a file where the folder should be")
    said = cli("log", "--topic", "housing", "--json")
    assert said.code == 0
    assert said.json["topics"] == ["housing"]
    assert str(paths.backups) in said.err


def test_neither_observation_nor_clock_is_shown(cli: Cli) -> None:
    said = cli("log", "--topic", "housing", "--observation", "CANARY", "--json")
    everything = said.out + cli("visits", "--json").out + cli("visits").out
    assert "CANARY" not in everything
    assert "14:05" not in everything


def test_visits_are_narrowed_to_a_period(cli: Cli) -> None:
    for day in ("2026-10-31", "2026-11-01", "2026-11-02"):
        cli("log", "--topic", "housing", "--day", day)
    days = [one["day"] for one in cli("visits", "--from", "2026-11-01", "--json").json]
    assert days == ["2026-11-01", "2026-11-02"]
    days = [one["day"] for one in cli("visits", "--to", "1.11.2026", "--json").json]
    assert days == ["2026-10-31", "2026-11-01"]
    assert cli("visits", "--from", "2026-11-02", "--to", "2026-11-01").code == 2


def test_visits_stand_in_an_aligned_table(cli: Cli) -> None:
    assert cli("visits").out == "There are no visits in this period.\n"
    cli("log", "--topic", "housing", "--language", "so", "--minutes", "7")
    cli("log", "--topic", "kela-coverage", "--municipality", "Espoo")
    header, line, first, second, _empty, count = cli("visits").out.splitlines()
    assert len(header) == len(line) == len(first)
    assert header.index("Language") == first.index("Somali")
    assert header.index("Municipality") == second.index("Espoo")
    assert count == "2 visits"
