"""The program is killed, and nothing that was entered is lost.

Named sabotage, each tried and seen red: `VisitLog.keep_draft` keeps none, `kept_draft` gives none.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from tests.journeys.driver import Advisor
from tests.unit.processes import environment

Killed = Callable[..., None]


@pytest.fixture
def killed_after() -> Iterator[Killed]:
    """Give a function that lets somebody else's window be worked, and kills it.

    It takes the advisor whose desk it is, what the other one says before the kill, seconds to
    wait from then on, and arguments.
    """
    started: list[subprocess.Popen[str]] = []

    def run(advisor: Advisor, said: str, seconds: float, *arguments: str) -> None:
        data = str(advisor.paths.data)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.typist", data, *arguments],
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        assert any(line.strip() == said for line in lines), "it ended by itself"
        time.sleep(seconds)
        process.kill()
        process.communicate()

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
            process.communicate()


def test_a_crash_and_its_draft(advisor: Advisor, killed_after: Killed) -> None:
    killed_after(advisor, "kept", 0)
    advisor.starts_the_program("en")
    advisor.is_told("The visit you were filling in was brought back.")
    advisor.has_logged(visits=0)
    advisor.presses("F2")
    advisor.has_the_cursor_at("Employment")
    advisor.saves()
    advisor.has_logged(visits=1, topics="Housing", reason="Family", language="Russian")
    advisor.leaves_the_program()

    advisor.starts_the_program("en")
    advisor.does_not_see("brought back")
    advisor.has_logged(visits=1)


@pytest.mark.parametrize("seed", range(4))
def test_a_crash_while_a_visit_is_saved(advisor: Advisor, killed_after: Killed, seed: int) -> None:
    killed_after(advisor, "saving", random.Random(seed).uniform(0, 0.02), "--save")
    advisor.starts_the_program("en")
    if not advisor.visits():
        advisor.is_told("The visit you were filling in was brought back.")
        advisor.saves()
    else:
        advisor.does_not_see("brought back")
    advisor.has_logged(visits=1, topics="Housing", reason="Family", language="Russian")
