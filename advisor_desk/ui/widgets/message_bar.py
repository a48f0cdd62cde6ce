"""The line at the foot of the window where messages pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from advisor_desk.ui.widgets.labels import PlainLabel, set_role

_STAYS: Final = {"info": 12_000, "good": 12_000}
"""Milliseconds after which a message goes; warnings and errors stay until the next one."""


class MessageBar(QWidget):
    """Shows one message, and a button where something can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], None] | None = None
        self._label = PlainLabel(wrap=True)
        self._button = QPushButton()
        self._button.setProperty("role", "small")
        self._button.clicked.connect(self._on_clicked)
        # The line keeps its height while it is empty, so that nothing above it moves.
        policy = self._button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._button.setSizePolicy(policy)
        self._button.hide()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)

    def show_message(
        self, text: str, level: str, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Show a message and let a screen reader speak it, without moving the focus."""
        self._act = act
        self._label.setText(text)
        set_role(self._label, "muted" if level == "info" else level)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._timer.stop()
        if level in _STAYS:
            self._timer.start(_STAYS[level])
        # Imported here: it takes 5 ms, and nothing is said before the first picture.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self._label, text)
        QAccessible.updateAccessibility(event)

    def text(self) -> str:
        """Return the message shown, or an empty string."""
        return self._label.text()

    def clear(self) -> None:
        """Show nothing."""
        self._act = None
        self._label.setText("")
        set_role(self._label, "muted")
        self._button.hide()

    def _on_clicked(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()
