"""Hands on the keyboard: keys come from a thread of their own, as if somebody sat there.

The tour and the journeys of the tests work the window with them. A dialog holds up the code
that opened it until it is closed; so whoever opens and closes it cannot stand in Qt's thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

AnswerT = TypeVar("AnswerT")
_PAUSE: Final = 0.002
"""Seconds between two looks at whether the program is done."""


class NoAnswerError(Exception):
    """The window was gone, or did not come to rest within the time."""


class Hands(QObject):
    """Presses keys in whatever window has the focus, and waits until all they caused is done.

    Made in Qt's thread; every method is called from another one, while Qt's thread runs the
    program.

    Args:
        is_idle: tells, in Qt's thread, whether the program has no work left.
        patience: seconds after which the program is taken for stuck.
    """

    _wanted = Signal(object)

    def __init__(self, is_idle: Callable[[], bool], patience: float = 30.0) -> None:
        super().__init__()
        self._is_idle = is_idle
        self._patience = patience
        self.pressed = 0
        """How many keys were pressed so far; a combination such as Ctrl+K is one."""
        self._wanted.connect(self._on_wanted, Qt.ConnectionType.QueuedConnection)

    def ask(self, question: Callable[[], AnswerT]) -> AnswerT:
        """Return what a function returns in Qt's thread.

        Raises:
            NoAnswerError: Qt's thread does not work.
        """
        answers: SimpleQueue[AnswerT | Exception] = SimpleQueue()

        def work() -> None:
            try:
                answers.put(question())
            except Exception as error:  # noqa: BLE001 - handed to the thread that asked
                answers.put(error)

        self._wanted.emit(work)
        try:
            answer = answers.get(timeout=self._patience)
        except Empty:
            raise NoAnswerError("the window did not answer") from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def press(self, keys: str, *, times: int = 1) -> None:
        """Press keys as a shortcut is written: `Ctrl+K`, `Return` or `7`.

        Raises:
            NoAnswerError: there is no window, or the program did not come to rest.
        """
        click = partial(_click, QKeySequence.fromString(keys))
        for _time in range(times):
            self._strike(click)
            self.settle()

    def press_last(self, keys: str) -> None:
        """Press keys that end the program; nothing is waited for."""
        self._strike(partial(_click, QKeySequence.fromString(keys)))

    def write(self, text: str) -> None:
        """Write a text letter by letter.

        Raises:
            NoAnswerError: there is no window, or the program did not come to rest.
        """
        for letter in text:
            self._strike(partial(_write, letter))
            self.settle()

    def settle(self) -> None:
        """Wait until the program has done all it was asked for.

        Raises:
            NoAnswerError: it did not come to rest.
        """
        self.wait_for(self._is_idle)
        self.wait_for(self._is_idle)  # what came of the last answer may be work again

    def wait_for(self, question: Callable[[], bool]) -> None:
        """Wait until a question, asked in Qt's thread, is answered with yes.

        Raises:
            NoAnswerError: it was not within the time.
        """
        deadline = time.monotonic() + self._patience
        while not self.ask(question):
            if time.monotonic() > deadline:
                raise NoAnswerError("the program did not come to rest")
            time.sleep(_PAUSE)

    def wait_for_window(self) -> None:
        """Wait until a window has the focus, as it soon does after another was closed.

        Raises:
            NoAnswerError: there is no window.
        """
        self.wait_for(_is_a_window_in_use)

    def _strike(self, strike: Callable[[QWindow], None]) -> None:
        """Strike keys in Qt's thread; comes back while a dialog that they opened is shown."""
        self.wait_for_window()
        begun = threading.Event()

        def work() -> None:
            begun.set()
            if (window := QGuiApplication.focusWindow()) is not None:
                strike(window)

        self.pressed += 1
        self._wanted.emit(work)
        if not begun.wait(self._patience):
            raise NoAnswerError("the window did not take the key")

    def _on_wanted(self, work: Callable[[], None]) -> None:
        work()


def _click(keys: QKeySequence, window: QWindow) -> None:
    QTest.keySequence(window, keys)


def _write(letter: str, window: QWindow) -> None:
    key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
    none = Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, window, key, letter, none)


def top_window() -> QWidget | None:
    """Return the window or dialog that a person can use now, or None."""
    modal = QApplication.activeModalWidget()
    if modal is not None:
        return modal
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
    return next((w for w in shown if w.windowType() == Qt.WindowType.Window), None)


def _is_a_window_in_use() -> bool:
    """Tell whether a window has the focus.

    Where no window manager passes the focus on when a dialog is closed, it is done here.
    """
    if QGuiApplication.focusWindow() is None and (window := top_window()) is not None:
        window.activateWindow()
    return QGuiApplication.focusWindow() is not None


def close_all() -> None:
    """Leave every dialog and window, and end the program."""
    QApplication.closeAllWindows()
    QApplication.exit(1)
