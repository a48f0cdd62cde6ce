"""A tour of a few scenes: `python -m tests.journeys.small_tour FOLDER`.

In a process of its own, whose Qt has a screen as large as the tour wants it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from advisor_desk.bootstrap import WindowSession
from advisor_desk.ui.tour import guide
from advisor_desk.ui.tour.guide import Showing

SHOWING = Showing("en", "dark", frozenset({"first-start", "card", "saved-visits", "statistics"}))

if __name__ == "__main__":
    guide.SHOWINGS = (SHOWING,)
    raise SystemExit(guide.run_tour(Path(sys.argv[1]), "1366x768", WindowSession))
