"""The buttons at the foot of a small dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox

from advisor_desk.i18n import _


def dialog_buttons(dialog: QDialog, words: str, act: Callable[[], None]) -> QDialogButtonBox:
    """Return a button that does what a dialog is for, and one that leaves it."""
    buttons = QDialogButtonBox()
    does = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    does.setProperty("role", "primary")
    buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(act)
    buttons.rejected.connect(dialog.reject)
    return buttons
