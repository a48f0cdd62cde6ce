"""A process with the real window, worked by keys until it is killed.

Run as `python -m tests.journeys.typist DATA [--save]`: fills in a visit and says "kept" on its
standard output when the draft is on disk; with the option it then presses Enter and says
"saving" at once.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path

from advisor_desk.services.clock import local_now
from tests.journeys.driver import Advisor

_PATIENCE = 30.0
"""Seconds that a busy disk may take; how soon the draft is written is tested with the form."""


def main(arguments: list[str]) -> None:
    """Fill in a visit, save it if asked to, and wait for the end."""
    advisor = Advisor(Path(arguments[0]), local_now)
    advisor.stage.play(partial(work, advisor, save="--save" in arguments))


def work(advisor: Advisor, *, save: bool) -> None:
    """Do it in the journey's thread."""
    advisor.starts_the_program("en")
    advisor.chooses(topics="Housing", reason="Family", language="Russian")
    if not is_kept(advisor):
        return
    say("kept")
    if save:
        advisor.stage.hands.press_last("Return")
        say("saving")
    time.sleep(60)


def is_kept(advisor: Advisor) -> bool:
    """Wait until the draft holds what was chosen last."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        draft = advisor.draft_on_disk()
        if draft is not None and draft.visit.language == "ru":
            return True
        time.sleep(0.01)
    return False


def say(text: str) -> None:
    """Say something to whoever started this, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
