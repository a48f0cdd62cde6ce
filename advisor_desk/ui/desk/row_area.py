"""The scrolled column in which the rows of the visit form stand."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from advisor_desk.ui.widgets.properties import NO_FOCUS, SCROLL_BAR_OFF, set_focus_policy
from advisor_desk.ui.widgets.scrolling import keep_focus_in_view


class RowArea(QScrollArea):
    """Scrolls from top to bottom: what stands above, a first part, rows, and a button.

    Args:
        first: stands above the rows.

    Attributes:
        above: holds what stands above all that and scrolls with it.
        column: holds the first part, the rows, and last the line of the button and a stretch.
        more: asks for more rows, or for fewer.
    """

    def __init__(self, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(2, 2, 8, 2)
        inside.setSpacing(9)
        self.above = QVBoxLayout()  # scrolls with the rows: with large text it is high
        self.above.setSpacing(9)
        self.column = QVBoxLayout()
        self.column.setSpacing(9)
        inside.addLayout(self.above)
        inside.addLayout(self.column, 1)
        self.more = QPushButton()
        self.more.setCheckable(True)
        self.more.setProperty("role", "quiet")
        self.column.addWidget(first)
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_OFF)
        set_focus_policy(self, NO_FOCUS)

    def insert_last(self, part: QWidget, *, above: int = 0) -> None:
        """Place a part at the end of the rows; `above` so many of those that stand there."""
        # The line of the button and the stretch come after all rows.
        self.column.insertWidget(self.column.count() - 2 - above, part)

    def reveal(self, row: QWidget) -> None:
        """Scroll to a row; of one that is higher than the area its name and its focus are seen."""
        # Before the first picture nothing is scrolled, and to ask where the mouse is costs 24 ms.
        if not self.isVisible():
            return
        if row.height() > self.viewport().height():
            self.verticalScrollBar().setValue(row.y())
        else:
            self.ensureWidgetVisible(row, 0, 40)
        keep_focus_in_view(None, self.focusWidget())
