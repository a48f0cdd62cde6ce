"""A process that holds a desk until it is told to end, and says so once it does.

Run as `python -m tests.faults.holder DATA`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from advisor_desk.bootstrap import WindowSession
from advisor_desk.paths import find_paths
from advisor_desk.settings.store import Settings


def main(data: Path) -> None:
    """Hold the desk."""
    paths = find_paths(data)
    session = WindowSession(paths, Settings(paths.settings))
    session.open()
    sys.stdout.write("held\n")
    sys.stdout.flush()
    sys.stdin.readline()
    session.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
