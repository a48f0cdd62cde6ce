"""Scrolling to what has the focus."""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_AROUND: Final = 4
"""Pixels of its surroundings that are shown with it, for the frame of the focus."""


def keep_focus_in_view(_before: QWidget | None, now: QWidget | None) -> None:
    """Scroll whatever a newly focused control lies in, so that it is seen.

    For `QApplication.focusChanged`: Qt itself scrolls only for Tab from within the same area.
    """
    # What is being clicked must not move under the pointer.
    if now is None or QApplication.mouseButtons() != QtCore.Qt.MouseButton.NoButton:
        return
    around = now.parentWidget()
    while around is not None:
        content = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and content is not None and content.isAncestorOf(now):
            around.ensureWidgetVisible(now, 0, _AROUND)
        around = around.parentWidget()
