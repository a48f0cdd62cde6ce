"""A second start on the same data asks the first window to show itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from advisor_desk.ui import instance
from advisor_desk.ui.instance import ShowRequests, ask_to_show

HIDDEN = Qt.WindowState.WindowMinimized


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[QWidget]:
    """Give a window that has been put away, and watches for requests."""
    assert qapp is not None
    window = QWidget()
    window.showMinimized()
    requests = ShowRequests(tmp_path, window)
    yield window
    requests.close()
    window.close()
    window.deleteLater()


def ask_from_elsewhere(folder: Path) -> bool:
    """Ask as another process does, while this one works on; return the answer."""
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.append(ask_to_show(folder)))
    asking.start()
    while asking.is_alive():
        QTest.qWait(10)
    return answers[0]


def test_the_first_window_shows_itself_and_the_second_is_told(
    first: QWidget, tmp_path: Path
) -> None:
    assert first.isMinimized()
    assert ask_from_elsewhere(tmp_path)
    assert first.isVisible()
    assert not first.isMinimized()
    assert list(tmp_path.iterdir()) == []


def test_a_maximized_window_stays_maximized(first: QWidget, tmp_path: Path) -> None:
    first.setWindowState(Qt.WindowState.WindowMaximized | HIDDEN)
    assert ask_from_elsewhere(tmp_path)
    assert first.isMaximized()


def test_it_can_be_asked_again(first: QWidget, tmp_path: Path) -> None:
    for _number in range(2):
        first.setWindowState(HIDDEN)
        assert ask_from_elsewhere(tmp_path)
        assert not first.isMinimized()


def test_without_a_first_window_nobody_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "_PATIENCE", 0.05)
    assert not ask_to_show(tmp_path)
    assert list(tmp_path.iterdir()) == [], "the request is not left behind"


def test_a_folder_that_cannot_be_written_is_no_answer(tmp_path: Path) -> None:
    assert not ask_to_show(tmp_path / "not there")


def test_other_changes_in_the_folder_show_nothing(first: QWidget, tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite3").touch()
    QTest.qWait(50)
    assert first.isMinimized()


def test_a_window_that_is_closed_watches_no_more(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp is not None
    window = QWidget()
    requests = ShowRequests(tmp_path, window)
    requests.close()
    monkeypatch.setattr(instance, "_PATIENCE", 0.1)
    assert not ask_from_elsewhere(tmp_path)
    assert not window.isVisible()
    window.deleteLater()
