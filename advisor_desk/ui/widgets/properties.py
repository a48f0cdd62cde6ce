"""Values of properties that are set by number.

To name `Qt.…` makes PySide create the whole namespace of Qt's enumerations: 24 ms, a fifth of
what a bare window takes. What is built before the first picture therefore sets such
properties by these numbers, and names `Qt` only in functions that run later. A test holds
the numbers against Qt's names.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

PLAIN_TEXT: Final = 0
NO_FOCUS: Final = 0
CLICK_FOCUS: Final = 2
STRONG_FOCUS: Final = 11
SCROLL_BAR_OFF: Final = 1
SHOW_MNEMONIC: Final = 0x0800


def set_focus_policy(widget: QWidget, policy: int) -> None:
    """Set how a widget takes the focus, by one of the numbers above."""
    widget.setProperty("focusPolicy", policy)
