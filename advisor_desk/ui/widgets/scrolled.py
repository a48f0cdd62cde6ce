"""A scroll area for forms and pictures."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Scrolls downwards what does not fit, and leaves the focus to what it holds.

    Args:
        widget: what it holds; never narrower than it needs.
        lines: of text that it has room for at least.
    """

    def __init__(self, widget: QWidget, lines: int = 0) -> None:
        super().__init__()
        self._held = widget
        self._lines = lines
        self.setWidget(widget)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of what it holds, and the height of a few lines."""
        bar = self.verticalScrollBar().sizeHint().width()
        width = self._held.minimumSizeHint().width() + bar
        return QSize(width, self.fontMetrics().height() * self._lines)
