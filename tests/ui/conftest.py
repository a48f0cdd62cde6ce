"""The real window on the shipped data, offscreen, with a clock that stands still."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from advisor_desk.bootstrap import WindowSession
from advisor_desk.paths import Paths
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import settle
from tests.unit.conftest import FrozenClock, clock, paths, shipped_database

__all__ = ["clock", "paths", "shipped_database"]

_NO_SCREEN: Final = "This plugin does not support"
"""What Qt says of a window that stands on no screen."""


@pytest.fixture
def settings(paths: Paths) -> Settings:
    """Return the settings of a desk in Espoo that has been started before.

    A test that needs others changes them before it asks for the window.
    """
    kept = Settings(paths.settings)
    kept.change(first_start_done=True, theme="light", text_size=100, municipality="049")
    return kept


@pytest.fixture
def session(paths: Paths, settings: Settings, clock: FrozenClock) -> WindowSession:
    """Return the desk of the window, still closed."""
    return WindowSession(paths, settings, clock)


@pytest.fixture
def application(
    qapp: QApplication,
    paths: Paths,
    settings: Settings,
    session: WindowSession,
    caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
) -> Iterator[Application]:
    """Give the running program without its window; what it catches and what Qt says fails.

    A test marked `logs_errors` may make the program report a fault.
    """
    font, palette = QFont(qapp.font()), QPalette(qapp.palette())
    expected = request.node.get_closest_marker("logs_errors") is not None
    running = Application(paths, settings, "en", session)
    running.net.silent = not expected
    try:
        yield running
    finally:
        if running.window is not None:
            settle(running.window)
            running.window.close()
            settle(running.window)
            running.window.deleteLater()
        running.close()
        QGuiApplication.clipboard().clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qapp.setStyleSheet("")
        qapp.setPalette(palette)
        qapp.setFont(font)
    if not expected:
        assert running.net.reports == []
    assert said_by_qt(caplog) == []


@pytest.fixture
def window(application: Application, session: WindowSession) -> MainWindow:
    """Return the shown window, with everything in it loaded."""
    opened = application.open_window(session.open())
    opened.resize(1366, 768)
    opened.show()
    opened.start()
    settle(opened)
    return opened


def said_by_qt(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return Qt's warnings and errors, which the program puts into its log."""
    records = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.records]
    return [
        record.getMessage()
        for record in records
        if record.name.endswith("last_net")
        and record.levelno == logging.WARNING
        and _NO_SCREEN not in record.getMessage()
    ]
