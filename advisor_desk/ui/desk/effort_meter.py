"""Measures what logging a visit takes: picks, keys, and seconds from the first touch."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from advisor_desk.domain.effort import Effort

_HELD: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)
"""Keys that do nothing by themselves."""


class EffortMeter(QObject):
    """Counts from the first touch of the form or the search until the visit is saved.

    Keys are counted where a window takes them from the system. A filter there is called for
    few events, one on the application for every event of every widget.

    Args:
        window: the one that holds form and search.
        starters: the widgets in which a key is the first touch of a visit.
    """

    def __init__(self, window: QWidget, starters: tuple[QWidget, ...]) -> None:
        super().__init__(window)
        self._starters = starters
        self._begun: float | None = None
        self._picks = 0
        self._keys = 0
        self._counted = False
        self._follow(window.windowHandle())
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):  # dialogs that belong to the form
            application.focusWindowChanged.connect(self._follow)

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more does no harm

    def note_pick(self) -> None:
        """Count a choice."""
        self._begin()
        self._picks += 1

    def take(self) -> Effort | None:
        """Return what the visit took and begin anew; None where nothing was touched."""
        begun = self._begun
        if begun is None:
            return None
        effort = Effort(self._picks, self._keys, round(time.monotonic() - begun, 1))
        self.forget()
        return effort

    def forget(self) -> None:
        """Begin anew: the form was cleared or shows another visit."""
        self._begun, self._picks, self._keys = None, 0, 0

    def _begin(self) -> None:
        if self._begun is None:
            self._begun = time.monotonic()

    def eventFilter(self, _watched: QObject, event: QEvent, /) -> bool:  # noqa: N802 - Qt's name
        """Count a key press; of those that are shortcuts only the offer to override is seen."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            self._counted = self._count(event)
        elif kind == QEvent.Type.KeyPress:
            if not self._counted:
                self._count(event)
            self._counted = False
        return False

    def _count(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.isAutoRepeat() or event.key() in _HELD:
            return False
        if self._begun is None and self._is_start():
            self._begin()
        if self._begun is not None:
            self._keys += 1
        return True

    def _is_start(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and any(
            starter is focused or starter.isAncestorOf(focused) for starter in self._starters
        )
