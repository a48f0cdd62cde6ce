"""What holds for every test: no screen, no settings of the developer, no noise, no leftovers."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

# Before Qt is imported anywhere, else it looks for a screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import settings

from advisor_desk.i18n import set_language

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
# The gate draws the same examples each time, so that a red run means the change and not the
# dice. New ones are drawn by `--hypothesis-profile=wide`, a long run.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("wide", deadline=None)
settings.load_profile("gate")

#: Seconds that a thread which was told to end may take to do so.
PATIENCE = 2.0


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program, and any process that the test starts, an empty data folder."""
    folder = tmp_path / "advisor-desk-data"
    monkeypatch.setenv("ADVISOR_DESK_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Leave the language of the process as every test expects it."""
    yield
    set_language("en", TRANSLATIONS)


@pytest.fixture(autouse=True)
def nothing_left_over() -> Iterator[None]:
    """Fail a test that leaves threads running or windows open, naming them."""
    before = set(threading.enumerate())
    yield
    left = threads_left(before) + windows_left()
    if left:
        pytest.fail(f"left over by the test: {', '.join(left)}", pytrace=False)


@pytest.fixture(autouse=True)
def no_error_logged(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test in which an error was logged, unless it is marked as meaning to."""
    yield
    if request.node.get_closest_marker("logs_errors") is None:
        told = errors_in(caplog.get_records("call"))
        if told:
            pytest.fail(f"logged in the test: {'; '.join(told)}", pytrace=False)


def threads_left(before: Iterable[threading.Thread]) -> list[str]:
    """Return the names of threads that were started since, after waiting for them to end."""
    new = set(threading.enumerate()).difference(before)
    deadline = time.monotonic() + PATIENCE
    for thread in new:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [f"thread {thread.name}" for thread in new if thread.is_alive()]


def windows_left() -> list[str]:
    """Return the windows that are still shown, and Qt's workers that are still at work."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QThreadPool
    from PySide6.QtWidgets import QApplication

    windows = QApplication.topLevelWidgets() if QApplication.instance() else []
    left = [f"window {window!r}" for window in windows if window.isVisible()]
    if not QThreadPool.globalInstance().waitForDone(int(PATIENCE * 1000)):
        left.append("a worker of Qt's thread pool")
    return left


def errors_in(records: Iterable[logging.LogRecord]) -> list[str]:
    """Return the messages of log records that speak of an error."""
    return [record.getMessage() for record in records if record.levelno >= logging.ERROR]
