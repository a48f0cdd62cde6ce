"""A second start on the same data asks the first window to show itself.

Through a file in the data folder: no socket listens anywhere.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QWidget

_NAME: Final = "show-window"
_PATIENCE: Final = 1.5
"""Seconds within which the first window answers by taking the file away."""


def ask_to_show(folder: Path) -> bool:
    """Ask the window that works in a data folder to show itself; tell whether it answered."""
    request = folder / _NAME
    try:
        request.touch()
        deadline = time.monotonic() + _PATIENCE
        while request.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        answered = not request.exists()
        request.unlink(missing_ok=True)
    except OSError:
        return False
    return answered


class ShowRequests(QObject):
    """Shows the window when another start asks for it."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__()
        self._request = folder / _NAME
        self._window = window
        self._watcher = QFileSystemWatcher([str(folder)])
        self._watcher.directoryChanged.connect(self._on_changed)

    def close(self) -> None:
        """Watch no more."""
        self._watcher.removePaths(self._watcher.directories())

    def _on_changed(self) -> None:
        if self._request.exists():
            self._request.unlink(missing_ok=True)
            put_away = Qt.WindowState.WindowMinimized
            self._window.setWindowState(self._window.windowState() & ~put_away)
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()
