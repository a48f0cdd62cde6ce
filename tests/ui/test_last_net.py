"""The last net: one report for what nobody expected, without values, and Qt's messages logged."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from advisor_desk import __version__
from advisor_desk.ui.application import Application
from advisor_desk.ui.last_net import LastNet, make_report
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import settle

CANARY = "010190-123A Matti Meikäläinen"
"""What no report may hold."""


def failing() -> None:
    """Fail with a value in the message and in the surroundings."""
    client = CANARY
    raise ValueError(f"no such client: {client}")


def caught() -> BaseException:
    try:
        failing()
    except ValueError as error:
        return error
    raise AssertionError


@pytest.fixture
def net(qapp: QApplication) -> Iterator[LastNet]:
    assert qapp is not None
    hooks = (sys.excepthook, threading.excepthook)
    made = LastNet()
    yield made
    QCoreApplication.processEvents()
    made.release()
    assert (sys.excepthook, threading.excepthook) == hooks


def with_the_box(act: Callable[[], object], look: Callable[[QMessageBox], None]) -> list[str]:
    """Do what brings the report up, look at it, close it; return the texts of all that came."""
    seen: list[str] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            seen.append(box.text())
            look(box)
            box.reject()

    timer = QTimer(interval=10)
    timer.timeout.connect(close)
    timer.start()
    act()
    for _number in range(20):
        QCoreApplication.processEvents()
    timer.stop()
    return seen


def close_it(box: QMessageBox) -> None:
    """Only look."""
    assert box.isVisible()


def test_the_report_tells_versions_kind_and_places() -> None:
    first, kind, *places = make_report(caught()).splitlines()
    assert first.startswith(f"Advisor Desk {__version__}, Python ")
    assert "Qt " in first
    assert kind == "builtins.ValueError"
    assert places[-1].endswith("failing")


def test_the_report_holds_no_values() -> None:
    report = make_report(caught())
    assert [part for part in CANARY.split() if part in report] == []


def test_the_report_names_no_folder_of_a_person() -> None:
    report = make_report(caught())
    assert str(Path(__file__).parent) not in report
    assert "ui/test_last_net.py" in report


@pytest.mark.logs_errors
def test_an_error_in_the_window_is_told_once_with_a_report_to_copy(net: LastNet) -> None:
    def copy(box: QMessageBox) -> None:
        assert "fault in the program" in box.text()
        assert CANARY not in box.text() + box.detailedText()
        texts = {button.text(): button for button in box.buttons()}
        texts["Copy the report"].click()

    def fail_in_a_slot() -> None:
        QTimer.singleShot(0, failing)
        QCoreApplication.processEvents()

    assert len(with_the_box(fail_in_a_slot, copy)) == 1
    (report,) = net.reports
    assert QGuiApplication.clipboard().text() == report
    QGuiApplication.clipboard().clear()


@pytest.mark.logs_errors
def test_closing_the_report_copies_nothing(net: LastNet) -> None:
    QGuiApplication.clipboard().setText("before")
    assert len(with_the_box(lambda: net.catch(caught()), close_it)) == 1
    assert QGuiApplication.clipboard().text() == "before"
    QGuiApplication.clipboard().clear()


@pytest.mark.logs_errors
def test_one_report_is_shown_at_a_time(net: LastNet) -> None:
    def fail_twice() -> None:
        net.catch(caught())
        net.catch(caught())

    def look(box: QMessageBox) -> None:
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        assert [other for other in boxes if other.isVisible()] == [box]

    with_the_box(fail_twice, look)
    assert len(net.reports) == 2


@pytest.mark.logs_errors
def test_an_error_in_a_thread_is_caught_too(net: LastNet) -> None:
    thread = threading.Thread(target=failing)

    def run() -> None:
        thread.start()
        thread.join()

    assert len(with_the_box(run, close_it)) == 1
    assert "failing" in net.reports[0]


@pytest.mark.logs_errors
def test_the_log_holds_the_report_and_no_values(
    net: LastNet, caplog: pytest.LogCaptureFixture
) -> None:
    with_the_box(lambda: net.catch(caught()), close_it)
    assert "builtins.ValueError" in caplog.text
    assert CANARY not in caplog.text


def test_ctrl_c_is_not_a_fault(net: LastNet, capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert net.reports == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_qts_messages_go_to_the_log(net: LastNet, caplog: pytest.LogCaptureFixture) -> None:
    assert net is not None
    with caplog.at_level(logging.DEBUG):
        qWarning("a warning of Qt")
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [
        ("WARNING", "Qt: a warning of Qt")
    ]


@pytest.mark.logs_errors
def test_a_bug_in_the_background_is_told_and_the_desk_works_on(
    application: Application, window: MainWindow
) -> None:
    def fail() -> None:
        window.background.read(failing, print)
        settle(window)

    assert len(with_the_box(fail, close_it)) == 1
    assert "failing" in application.net.reports[0]
    window.desk_panel.open("service:kela")
    assert window.desk_panel.detail.page is not None
