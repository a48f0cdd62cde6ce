"""A process that saves visits until it is killed, and says the id of each once it is saved.

Run as `python -m tests.faults.saver DATA [--acknowledge-first]`. With the option, which is
the sabotage, it says the id before the visit is saved: a kill must then lose visits.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from advisor_desk.bootstrap import WindowSession
from advisor_desk.domain.visit import Referral, Visit
from advisor_desk.paths import find_paths
from advisor_desk.services.desk import Desk
from advisor_desk.settings.store import Settings

TOPICS = ("housing", "permits")
REFERRALS = (Referral("kela"), Referral("dvv", "handed-over"))


def main(arguments: list[str]) -> None:
    """Save visits for ever."""
    paths = find_paths(Path(arguments[0]))
    early = "--acknowledge-first" in arguments
    desk = WindowSession(paths, Settings(paths.settings)).open()
    while True:
        visit = filled_in(desk)
        if early:
            acknowledge(visit)
        desk.visits.save(desk.actor, visit)
        if not early:
            acknowledge(visit)


def filled_in(desk: Desk) -> Visit:
    """Return a visit as the form hands it over, whose draft is on disk."""
    draft = desk.visits.new_draft(desk.actor)
    visit = replace(draft.visit, topics=TOPICS, referrals=REFERRALS, project=draft.visit.id)
    desk.visits.keep_draft(replace(draft, visit=visit))
    return visit


def acknowledge(visit: Visit) -> None:
    """Say that a visit is saved; unbuffered, so that a kill cannot take it back."""
    os.write(sys.stdout.fileno(), f"{visit.id}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1:])
