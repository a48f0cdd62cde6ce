"""Labels that never take text for markup."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from advisor_desk.ui.widgets.properties import PLAIN_TEXT

_MOST_LINES: Final = 60
_LONGEST: Final = 2000
"""Characters of a label; Qt takes ten seconds for a word of 200,000."""


class PlainLabel(QLabel):
    """A label that shows its text as it is.

    A bare QLabel takes any text with a tag in it for HTML, and would then load pictures.
    """

    def __init__(
        self, text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setText(text)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str, /) -> None:  # noqa: N802 - Qt's name
        """Show a text; of an endless one the beginning, which can be laid out in time."""
        if len(text) > _LONGEST:
            text = f"{text[:_LONGEST]}…"
        if text.count("\n") > _MOST_LINES:
            text = "\n".join([*text.splitlines()[:_MOST_LINES], "…"])
        super().setText(text)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if isinstance(widget, QFrame):  # which keeps the room around its text until it is told
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def panel(parent: QWidget | None = None) -> QFrame:
    """Return a frame that looks like a panel."""
    frame = QFrame(parent)
    frame.setProperty("role", "panel")
    return frame
