"""`appointments`, `door` and `questionnaire`, and what of them comes in and goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor_desk.bootstrap import build_desk
from advisor_desk.paths import Paths
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database
from tests.unit.cli.conftest import Cli
from tests.unit.conftest import FrozenClock
from tests.unit.exchange.test_icalendar_file import calendar
from tests.unit.services.test_questionnaire import fill_in

EVENTS = (
    "UID:1\nDTSTART;TZID=Europe/Helsinki:20261125T090000\nCATEGORIES:Housing,Arabic",
    "UID:2\nDTSTART:20261125T080000Z\nX-ADVISOR-DESK-SLIP:A12",
    "UID:3\nDTSTART;VALUE=DATE:20261125",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a calendar of two appointments and a day off."""
    path = tmp_path / "booked.ics"
    path.write_text(calendar(*EVENTS), encoding="utf-8")
    return path


def test_a_trial_changes_nothing(cli: Cli, file: Path) -> None:
    said = cli("import", "appointments", str(file), "--dry-run")
    assert said.code == 0
    assert "New: 2" in said.out
    assert "Nothing was changed: this was a trial." in said.out
    assert "1 × It takes all day." in said.err
    assert cli("appointments", "--day", "2026-11-25", "--json").json["appointments"] == []


def test_appointments_come_in_and_are_shown(cli: Cli, file: Path) -> None:
    report = cli("import", "appointments", str(file), "--json").json
    assert (report["changes"], report["fates"]["new"]) == (2, 2)
    assert report["reasons"] == {"all-day": 1}
    shown = cli("appointments", "--day", "2026-11-25").out
    assert "Housing" in shown
    assert "A12" in shown
    told = cli("appointments", "--day", "2026-11-25", "--json").json
    assert told["states"]["planned"] == 2
    assert [(one["clock"], one["slip"]) for one in told["appointments"]] == [
        ("09:00", ""),
        ("10:00", "A12"),
    ]
    assert "Nothing was changed." in cli("import", "appointments", str(file)).out
    assert "There are no appointments" in cli("appointments").out


def test_appointments_go_out_and_come_back(cli: Cli, file: Path, tmp_path: Path) -> None:
    cli("import", "appointments", str(file))
    target = tmp_path / "out.ics"
    said = cli(
        "export",
        "appointments",
        "--from",
        "2026-11-21",
        "--to",
        "2026-11-30",
        "--output",
        str(target),
    )
    assert said.out == f"2 appointments were written to {target}.\n"
    again = cli("import", "appointments", str(target), "--json").json
    assert again["fates"]["unchanged"] == 2
    empty = cli("export", "appointments", "--to", "2026-11-20", "--output", str(target), "--json")
    assert empty.json["appointments"] == 0


def test_a_bad_calendar_is_one_sentence(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "bad.ics"
    path.write_text("Dear colleague", encoding="utf-8")
    said = cli("import", "appointments", str(path))
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "The file cannot be used: bad.ics: it is not a calendar (iCalendar, .ics). Nothing was"
        " changed.\n"
    )
    assert cli("import", "appointments", str(tmp_path / "none.ics")).code == 1


def test_the_door_is_entered_and_compared(cli: Cli) -> None:
    cli("log", "--topic", "housing", "--day", "2026-11-20", "--adults", "2")
    said = cli("door", "4", "--day", "2026-11-20", "--kind", "counter")
    assert "2 of 4 people counted at the door are in the log (50.0%)." in said.out
    assert cli("door", "--day", "2026-11-20", "--json").json == {
        "day": "2026-11-20",
        "kind": "counter",
        "total": 4,
        "compared": 2,
        "share": 0.5,
        "contacts": 1,
        "people": 2,
        "tallies": 0,
        "estimates": 0,
        "elsewhere": 0,
    }
    cli("door", "10", "--kind", "tickets")
    period = cli("door", "--from", "2026-11-01", "--json").json
    assert [(day["day"], day["total"]) for day in period["days"]] == [
        ("2026-11-20", 4),
        ("2026-11-21", 10),
    ]
    assert {one["kind"]: one["door"] for one in period["sums"]} == {"tickets": 10, "counter": 4}
    table = cli("door", "--from", "2026-11-01").out.splitlines()
    assert table[0].split() == ["Day", "Counted", "by", "Door", "Logged", "Share"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("door", "-1"),
        ("door", "many"),
        ("door", "1", "--from", "2026-11-01"),
        ("door", "--kind", "camera"),
        ("questionnaire", "--year", "26"),
    ],
)
def test_wrong_use_is_told(cli: Cli, arguments: tuple[str, ...]) -> None:
    said = cli(*arguments)
    assert said.code == 2
    assert said.err


def test_a_day_to_come_is_refused(cli: Cli) -> None:
    said = cli("door", "3", "--day", "2026-11-22")
    assert (said.code, said.err) == (1, "The day lies in the future.\n")


def test_the_questionnaire_is_counted_from_five_on(
    cli: Cli, paths: Paths, clock: FrozenClock, tmp_path: Path
) -> None:
    target = tmp_path / "staff.csv"
    export = ("export", "questionnaire", "--why", "For the grant", "--output", str(target))
    assert cli("questionnaire").out == (
        "2026: too few answers to show. They are shown from 5 questionnaires on.\n"
    )
    assert cli("questionnaire", "--json").json == {"year": 2026, "answered": None, "questions": []}
    assert cli(*export).code == 1
    database = Database(paths.database)
    desk = build_desk(paths, Settings(paths.settings), database, clock)
    for seed in range(5):
        fill_in(desk, seed)
    database.close()
    assert cli("questionnaire").out.startswith("2026: 5 questionnaires\n")
    told = cli("questionnaire", "--year", "2026", "--json").json
    assert told["answered"] == 5
    assert sum(told["questions"][0]["counts"].values()) == 5
    assert cli(*export, "--json").json["questionnaires"] == 5
    assert target.exists()
