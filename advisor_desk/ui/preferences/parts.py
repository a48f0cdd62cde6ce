"""What both dialogs share: a column of controls that scrolls."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


def column(widgets: Iterable[QWidget]) -> QWidget:
    """Return widgets below each other, with room between them."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 8, 8, 8)
    layout.setSpacing(18)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return page


def scrolled(page: QWidget) -> QScrollArea:
    """Return a page that scrolls where the dialog is too low for it, for large text."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
