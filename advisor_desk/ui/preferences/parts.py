"""What both dialogs share: a column of controls and a line for failures."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from advisor_desk.ui.messages import Message, Messages
from advisor_desk.ui.widgets.labels import PlainLabel, set_role


class Notice(PlainLabel):
    """Shows failures said while a dialog covers the window's own line of messages."""

    def __init__(self, messages: Messages) -> None:
        super().__init__(wrap=True)
        self.hide()
        messages.said.connect(self._on_said)

    def clear(self) -> None:
        """Show nothing."""
        self.setText("")
        self.hide()

    def _on_said(self, message: Message) -> None:
        if message.level in ("warn", "bad"):
            set_role(self, message.level)
            self.setText(message.text)
            self.show()


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
