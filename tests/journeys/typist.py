"""A process with the real window, worked by keys until it is killed.

Run as `python -m tests.journeys.typist DATA [--save]`: fills in a visit and says "filled in"
on its standard output; with the option it then presses Enter and says "saving" at once.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path

from advisor_desk.services.clock import local_now
from tests.journeys.driver import Advisor

DRAFT_IS_KEPT_WITHIN = 0.5
"""Seconds from the last key until what was entered must be on disk."""


def main(arguments: list[str]) -> None:
    """Fill in a visit, save it if asked to, and wait for the end."""
    advisor = Advisor(Path(arguments[0]), local_now)
    advisor.stage.play(partial(work, advisor, save="--save" in arguments))


def work(advisor: Advisor, *, save: bool) -> None:
    """Do it in the journey's thread."""
    advisor.starts_the_program("en")
    advisor.chooses(topics="Housing", reason="Family", language="Russian")
    say("filled in")
    if save:
        time.sleep(DRAFT_IS_KEPT_WITHIN)
        advisor.stage.hands.press_last("Return")
        say("saving")
    time.sleep(60)


def say(text: str) -> None:
    """Say something to whoever started this, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
