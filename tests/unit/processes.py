"""Python in a process of its own, which finds the program wherever it is started."""

from __future__ import annotations

import os

from tests.house.tree import REPOSITORY


def environment(**more: str) -> dict[str, str]:
    """Return the environment for such a process, with further variables."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), **more}
