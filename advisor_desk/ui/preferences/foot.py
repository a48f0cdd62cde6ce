"""The foot of a dialog that keeps what is done in it at once: what was done, Undo, and Close."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from advisor_desk.i18n import _
from advisor_desk.services.explain import explain
from advisor_desk.ui.context import Context
from advisor_desk.ui.widgets.labels import PlainLabel, set_role


class Foot(QWidget):
    """Says what was done, with a button and Ctrl+Z to take it back.

    Args:
        context: for the writing thread.
        dialog: whose foot it is; its Close does what Escape does.

    Signals:
        undone: what was done last has been taken back.
    """

    undone = Signal()

    def __init__(self, context: Context, dialog: QDialog) -> None:
        super().__init__()
        self._context = context
        self._undo: Callable[[], object] | None = None
        self._notice = PlainLabel(wrap=True)
        self._take_back = plain_button(_("Undo"), self.undo)
        self._close = plain_button(_("Close"), dialog.reject)
        self._take_back.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._notice, 1)
        line.addWidget(self._take_back)
        line.addWidget(self._close)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), dialog)
        shortcut.activated.connect(self.undo)

    def say(self, text: str, role: str = "good", undo: Callable[[], object] | None = None) -> None:
        """Say what was done or what is wrong.

        Args:
            text: a sentence.
            role: `good`, `warn` or `muted`.
            undo: takes it back; called in the writing thread.
        """
        self._undo = undo
        set_role(self._notice, role)
        self._notice.setText(text)
        self._take_back.setVisible(undo is not None)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._notice, text))

    def warn(self, text: str) -> None:
        """Say what is wrong; what was done before can still be taken back."""
        self.say(text, "warn", self._undo)

    def fail(self, error: Exception) -> None:
        """Say why something could not be stored."""
        self.warn(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def text(self) -> str:
        """Return what is said."""
        return self._notice.text()

    def undo(self) -> None:
        """Take back what was done last."""
        undo, self._undo = self._undo, None
        if undo is not None:
            self._context.background.write(undo, self._on_undone, self.fail)

    def _on_undone(self, _result: object) -> None:
        self.say(_("It is as it was before."))
        self.undone.emit()


def plain_button(text: str, act: Callable[[], object], role: str = "") -> QPushButton:
    """Return a button that is pressed only where it has the focus."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    if role:
        button.setProperty("role", role)
    button.clicked.connect(act)
    return button
