"""What a person does at the window, and waiting until the program has answered."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from advisor_desk.ui.main_window import MainWindow

_PATIENCE: Final = 20.0
"""Seconds after which the program is held to be stuck."""


def settle(window: MainWindow) -> None:
    """Wait until all work off the UI thread is done and told, and the window is laid out."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        if window.background.idle:
            QCoreApplication.processEvents()
            if window.background.idle:
                return
        assert time.monotonic() < deadline, "the program does not come to rest"
        time.sleep(0.002)


def focused() -> QWidget:
    """Return the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(window: MainWindow, *keys: str) -> None:
    """Press keys where the focus is, each as `Ctrl+Z` or `3`, and wait after each."""
    for key in keys:
        before, _plus, last = key.rpartition("+") if len(key) > 1 else ("", "", key)
        held = Qt.KeyboardModifier.NoModifier
        for name in before.strip("+").split("+") if before else ():
            held |= _HELD[name]
        code = getattr(Qt.Key, f"Key_{_NAMES.get(last or '+', last)}")
        QTest.keyClick(QApplication.focusWidget() or window, code, held)
        settle(window)


def type_text(window: MainWindow, text: str) -> None:
    """Type letters where the focus is."""
    QTest.keyClicks(focused(), text)
    settle(window)


def button(window: QWidget, text: str) -> QAbstractButton:
    """Return the button that is shown with a text."""
    found = [
        part
        for part in window.findChildren(QAbstractButton)
        if part.isVisible() and part.text().strip() == text
    ]
    assert len(found) == 1, f"{len(found)} buttons say “{text}”"
    return found[0]


def click(window: MainWindow, text: str) -> None:
    """Click the button with a text."""
    button(window, text).click()
    settle(window)


_HELD: Final = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_NAMES: Final = {"Enter": "Return", "-": "Minus", "+": "Plus", ",": "Comma"}
