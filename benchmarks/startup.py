"""Time from process start to the first painted, usable window, against a bare window.

Both are started in turn, so that a change in the machine's speed meets both. The desk holds
the shipped set and 10,000 visits.

    python benchmarks/startup.py [--runs 15] [--visits 10000]

Exit code 1 where the ratio of the medians is over the limit.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

LIMIT = 1.6

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.tell)

    def tell(self):
        sys.stdout.write("painted\\n")
        sys.stdout.flush()
        application.quit()

application = QApplication([])
window = Window()
window.resize(1366, 740)
window.show()
application.exec()
"""

OURS = """
import sys
from pathlib import Path
from advisor_desk.bootstrap import run_window

def tell(application):
    focused = application.qt.focusWidget()
    row = application.window.desk_panel.form.row("topics")
    usable = focused is not None and row.isAncestorOf(focused)
    sys.stdout.write("painted\\n" if usable else "painted, but not usable\\n")
    sys.stdout.flush()
    application.window.close()

run_window(Path(sys.argv[1]), "fi", tell)
"""


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--visits", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        fill(data, options.visits)
        start(BARE, data)
        start(OURS, data)
        pairs = [(start(BARE, data), start(OURS, data)) for _ in range(options.runs)]
    bare = statistics.median(pair[0] for pair in pairs)
    ours = statistics.median(pair[1] for pair in pairs)
    ratio = ours / bare
    print(f"bare window  median {bare * 1000:6.0f} ms")
    print(f"Advisor Desk median {ours * 1000:6.0f} ms, {options.visits} visits")
    print(f"ratio {ratio:.2f}, limit {LIMIT}: {'holds' if ratio <= LIMIT else 'FAILS'}")
    return 0 if ratio <= LIMIT else 1


def start(program: str, data: Path) -> float:
    """Start a program and return the seconds until it says that it is painted.

    Raises:
        RuntimeError: it ended without saying so, or the window was not usable.
    """
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's second start has bytecode
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        taken = time.perf_counter() - begun
    if said != "painted":
        raise RuntimeError(f"the window was not ready: {said!r}")
    return taken


def fill(data: Path, count: int) -> None:
    """Make a desk with the shipped set and generated visits of the last year."""
    from advisor_desk.bootstrap import WindowSession
    from advisor_desk.domain.ids import new_visit_id
    from advisor_desk.domain.visit import PARTS_OF_DAY, Visit
    from advisor_desk.paths import find_paths
    from advisor_desk.settings.store import Settings
    from advisor_desk.storage.visits import insert_visit

    chance = random.Random(1)
    paths = find_paths(data)
    settings = Settings(paths.settings)
    settings.change(first_start_done=True, municipality="049", point="Iso Omena")
    session = WindowSession(paths, settings)
    desk = session.open()
    book = desk.codes.book
    topics = [code.id for code in book.members("topic")]
    languages = [code.id for code in book.members("language")]
    with desk.database.writing() as connection:
        for _ in range(count):
            day = (date(2026, 11, 21) - timedelta(days=chance.randrange(365))).isoformat()
            visit = Visit(
                id=new_visit_id(),
                day=day,
                part_of_day=chance.choice(PARTS_OF_DAY),
                topics=(chance.choice(topics),),
                language=chance.choice(languages),
                municipality="049",
                channel="walk-in",
                created=day,
                changed=day,
            )
            insert_visit(connection, visit)
    session.close()


if __name__ == "__main__":
    raise SystemExit(main())
