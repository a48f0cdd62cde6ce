"""One line in which an advisor says what is wrong with the record shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from advisor_desk.i18n import _
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel

_LONGEST: Final = 500


class ReportBar(QWidget):
    """Asks for one line; Enter sends it, Escape leaves and keeps what was typed.

    Signals:
        sent: what was typed.
        left: Escape, or the button for it.
    """

    sent = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel(role="heading", wrap=True)
        self._hint = PlainLabel(role="muted", wrap=True)
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LONGEST)
        self.edit.returnPressed.connect(self._send)
        self._label.setBuddy(self.edit)
        self._send_button = QPushButton()
        self._send_button.setProperty("role", "primary")
        self._send_button.clicked.connect(self._send)
        self._cancel = QPushButton()
        self._cancel.clicked.connect(self.left)
        feet = QWidget()
        flow = FlowLayout(feet)
        flow.addWidget(self._send_button)
        flow.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(4)
        for part in (self._label, self._hint, self.edit, feet):
            layout.addWidget(part)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self._label.setText(_("What is wrong with this record?"))
        self._hint.setText(_("Nothing about a client. A supervisor reads it and mends the record."))
        self.edit.setAccessibleName(self._label.text())
        self.edit.setAccessibleDescription(self._hint.text())
        self._send_button.setText(_("Send"))
        self._cancel.setText(_("Cancel"))

    def set_roomy(self, *, roomy: bool) -> None:
        """Leave the hint out where there is no room; a screen reader is told it all the same."""
        self._hint.setVisible(roomy)

    def begin(self) -> None:
        """Show the line and go to it."""
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end(self) -> None:
        """Hide the line, emptied: what it held is stored."""
        self.edit.clear()
        self.hide()

    def _send(self) -> None:
        text = self.edit.text().strip()
        if text:
            self.sent.emit(text)
        else:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
