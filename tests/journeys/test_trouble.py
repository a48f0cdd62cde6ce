"""What goes wrong with a desk, and how it goes on.

Named sabotage, each tried and seen red: a shared lock in `DeskLock` (two windows open the desk);
`newest_backup` gives none (nothing is offered to be restored).
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from advisor_desk.ui.instance import ask_to_show
from tests.journeys.driver import Advisor, run_program
from tests.unit.processes import environment


@pytest.mark.parametrize("maximized", [False, True])
def test_a_second_start_shows_the_first_window(advisor: Advisor, maximized: bool) -> None:
    advisor.starts_the_program("en")
    if maximized:
        advisor.maximizes_the_window()
    advisor.puts_the_window_away()
    second = run_program(advisor.paths.data, "--lang", "en")
    assert "already in use" in second.stderr
    advisor.finds_the_window_shown(maximized=maximized)
    advisor.chooses(topics="Housing")
    advisor.saves()
    advisor.has_logged(visits=1)


def test_two_starts_by_the_command(advisor: Advisor) -> None:
    data = advisor.paths.data
    command = [sys.executable, "-m", "advisor_desk", "--data", str(data)]
    with subprocess.Popen(command, env=environment()) as first:
        deadline = time.monotonic() + 30
        while not ask_to_show(data):
            assert first.poll() is None, "the first start ended"
            assert time.monotonic() < deadline, "no window answers"
        second = run_program(data, "--lang", "sv")
        first.kill()
    assert second.returncode == 1
    assert second.stderr.strip()
    assert "Traceback" not in second.stderr
    advisor.starts_the_program("en")  # the lock went with the process
    advisor.sees("New visit")


def test_a_database_of_a_newer_version_is_not_touched(advisor: Advisor) -> None:
    with closing(sqlite3.connect(advisor.paths.database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = advisor.paths.database.read_bytes()
    advisor.starts_the_program("en")
    advisor.sees("made by a newer version of Advisor Desk and was left untouched")
    advisor.presses("Escape")
    advisor.finds_the_program_closed(code=1)
    assert advisor.paths.database.read_bytes() == before


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_a_damaged_database_comes_back_from_the_backup(advisor: Advisor, language: str) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Housing", reason="Work")
    advisor.saves()
    advisor.leaves_the_program()
    advisor.has_a_backup_of_two_days_ago()
    advisor.starts_the_program("en")
    advisor.waits_for_a_new_backup()
    advisor.leaves_the_program()
    damage(advisor.paths.database)

    advisor.starts_the_program(language)
    advisor.sees(str(advisor.paths.database))
    advisor.presses_the_button("Restore the backup")
    advisor.sees_in_words("New visit")
    advisor.has_logged(visits=1)
    assert [*advisor.paths.data.glob("*.damaged-1")], "the damaged file was not kept"


def test_a_damaged_database_is_left_as_it_is_if_nobody_agrees(advisor: Advisor) -> None:
    damage(advisor.paths.database)
    before = advisor.paths.database.read_bytes()
    advisor.starts_the_program("en")
    advisor.sees("is damaged")
    advisor.presses("Escape")
    advisor.finds_the_program_closed(code=1)
    assert advisor.paths.database.read_bytes() == before


def damage(database: Path) -> None:
    """Overwrite the beginning of a database, but not what it says of itself."""
    with database.open("r+b") as file:
        file.write(b"SQLite format 3\0" + b"rubbish" * 3000)
