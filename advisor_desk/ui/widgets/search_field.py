"""The search field in the top bar."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchField(QLineEdit):
    """Tells each change; arrows and Enter go to the list of results, Escape clears.

    Signals:
        searched: the text, after each letter.
        moved: -1 or 1, for the arrow keys.
        confirmed: Enter was pressed.
        escaped: Escape was pressed in the empty field.
    """

    searched = Signal(str)
    moved = Signal(int)
    confirmed = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(200)
        self.textChanged.connect(self.searched)
        self.returnPressed.connect(self.confirmed)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Hand arrows and Escape on."""
        keys, key = QtCore.Qt.Key, QtCore.Qt.Key(event.key())
        if key in (keys.Key_Up, keys.Key_Down):
            self.moved.emit(-1 if key == keys.Key_Up else 1)
        elif key == keys.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.escaped.emit()
        else:
            super().keyPressEvent(event)
