"""A tour of a few scenes: `python -m tests.journeys.small_tour FOLDER`.

In a process of its own, whose Qt has a screen as large as the tour wants it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from advisor_desk.bootstrap import WindowSession
from advisor_desk.ui.tour.guide import Showing, run_tour

SHOWING = Showing("en", "dark", frozenset({"first-start", "card", "saved-visits", "statistics"}))

if __name__ == "__main__":
    raise SystemExit(run_tour(Path(sys.argv[1]), "1366x768", WindowSession, [SHOWING]))
