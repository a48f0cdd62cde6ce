"""The last net: an error that nobody expected becomes one report the advisor can copy.

It holds versions and the places in the program, no values: no client data.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from functools import partial
from types import TracebackType

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer, Signal, qInstallMessageHandler, qVersion

from advisor_desk import __version__
from advisor_desk.i18n import _

_LOG = logging.getLogger(__name__)


def make_report(error: BaseException) -> str:
    """Return versions, the kind of error and where it happened; not its message or values."""
    import platform  # only here: it takes 2 ms

    lines = [
        f"Advisor Desk {__version__}, Python {platform.python_version()}, Qt {qVersion()},"
        f" {platform.system()} {platform.release()}",
        f"{type(error).__module__}.{type(error).__qualname__}",
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def _place(filename: str) -> str:
    """Return a file without the folders above it, which may hold a person's name."""
    _above, ours, place = filename.replace("\\", "/").rpartition("advisor_desk/")
    return place if ours else "/".join(place.split("/")[-2:])


class LastNet(QObject):
    """Catches what nothing else caught, in every thread, and shows one report at a time.

    Attributes:
        reports: the reports so far, for the tests.
        silent: whether reports are only kept; a box would wait for ever where nobody looks.
    """

    _caught = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.reports: list[str] = []
        self.silent = False
        self._showing = False
        self._caught.connect(self._show_soon)
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        self._handler = qInstallMessageHandler(_log_qt_message)

    def release(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(self._handler)

    def catch(self, error: BaseException) -> None:
        """Take an error from any thread."""
        report = make_report(error)
        self.reports.append(report)
        _LOG.error("unexpected error\n%s", report)
        self._caught.emit(report)

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.catch(error.with_traceback(trace))

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.catch(caught.exc_value)

    def _show_soon(self, report: str) -> None:
        QTimer.singleShot(0, self, partial(self._show, report))

    def _show(self, report: str) -> None:
        if self._showing or self.silent:
            return
        self._showing = True
        # Imported here: most starts never need them.
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QMessageBox, QTextEdit

        box = QMessageBox()
        box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(_("Something went wrong in Advisor Desk"))
        box.setText(
            _(
                "This is a fault in the program. Saved visits are safe, and you can go on working."
                " Please send the report to the person who looks after the program; it holds no"
                " client data."
            )
        )
        box.setDetailedText(report)
        details = box.findChild(QTextEdit)
        if details is not None:
            details.setAccessibleName(_("Report"))
        copy = box.addButton(_("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(report)
        self._showing = False


def _log_qt_message(kind: QtCore.QtMsgType, _context: object, text: str) -> None:
    """Put Qt's own messages into the log, and errors on the standard error too."""
    level = {
        QtCore.QtMsgType.QtDebugMsg: logging.DEBUG,
        QtCore.QtMsgType.QtInfoMsg: logging.INFO,
        QtCore.QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    _LOG.log(level, "Qt: %s", text)
    if level >= logging.ERROR:
        sys.stderr.write(f"{text}\n")
