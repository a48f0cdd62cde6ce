"""Working in a dialog that a key of the main window opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import settle

DialogT = TypeVar("DialogT", bound=QDialog)


def work_in(
    window: MainWindow,
    kind: type[DialogT],
    act: Callable[[], object],
    work: Callable[[DialogT], None],
) -> None:
    """Do what opens a dialog, work in it, and see that it is closed.

    Args:
        window: the main window.
        kind: the class of the dialog.
        act: opens it.
        work: what is done in it; a dialog left open is closed as by Escape.
    """
    failed: list[BaseException] = []
    seen: list[DialogT] = []
    tries = 400

    def look() -> None:
        nonlocal tries
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            tries -= 1
            if tries:
                QTimer.singleShot(5, look)
            return
        seen.append(dialog)
        try:
            dialog.activateWindow()
            settle(window)
            work(dialog)
        except BaseException as error:  # noqa: BLE001 - Qt would swallow it; raised below
            failed.append(error)
        finally:
            if dialog.isVisible():
                dialog.reject()
            window.activateWindow()

    QTimer.singleShot(0, look)
    act()
    settle(window)
    if failed:
        raise failed[0]
    assert seen, f"no {kind.__name__} came"


def run(window: MainWindow, command: str) -> Callable[[], None]:
    """Return what does a command of the window."""
    return partial(window.commands.run, command)
