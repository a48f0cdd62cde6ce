"""The search field in the top bar."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget


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
        self._prompts: tuple[str, ...] = ()
        self.setMaxLength(200)
        self.textChanged.connect(self.searched)
        self.returnPressed.connect(self.confirmed)

    def set_prompts(self, *prompts: str) -> None:
        """Set what stands in the empty field: the first of these that it has room for."""
        self._prompts = prompts
        self._show_prompt()

    def add_clear_button(self, name: str) -> None:
        """Offer a button to clear the field, with a name for a screen reader."""
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(name)

    def _show_prompt(self) -> None:
        room = self.width() - self.fontMetrics().averageCharWidth() * 6
        fitting = (p for p in self._prompts if self.fontMetrics().horizontalAdvance(p) <= room)
        prompt = next(fitting, self._prompts[-1] if self._prompts else self.placeholderText())
        if prompt != self.placeholderText():
            self.setPlaceholderText(prompt)

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Show the prompt that fits."""
        super().resizeEvent(event)
        self._show_prompt()

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
