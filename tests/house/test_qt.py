"""What is expected of Qt's binding, and was once missing."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSize

CALLS = 1000


def test_calls_without_a_result_leave_none_alive() -> None:
    size, before = QSize(), sys.getrefcount(None)
    for _call in range(CALLS):
        size.setWidth(1)
    assert sys.getrefcount(None) > before - CALLS / 2, (
        "each call takes a reference to None away: the program will end within minutes"
        " (docs/dependencies.md, PySide6-Essentials)"
    )
