"""The guards of conftest.py: each is shown to catch what it is for."""

from __future__ import annotations

import logging
import os
import threading

import pytest
from PySide6.QtWidgets import QWidget

from tests import conftest


def test_no_test_sees_the_developers_data(data_folder: os.PathLike[str]) -> None:
    assert os.environ["ADVISOR_DESK_DATA"] == os.fspath(data_folder)


def test_a_thread_left_over_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    before, end = set(threading.enumerate()), threading.Event()
    thread = threading.Thread(target=end.wait, name="forgotten")
    thread.start()
    monkeypatch.setattr(conftest, "PATIENCE", 0.01)
    left = conftest.threads_left(before)
    end.set()
    thread.join()
    assert left == ["thread forgotten"]


@pytest.mark.usefixtures("qapp")
def test_a_window_left_over_is_caught() -> None:
    window = QWidget()
    window.show()
    assert any("QWidget" in left for left in conftest.windows_left())
    window.close()
    assert conftest.windows_left() == []


def test_a_logged_error_is_caught() -> None:
    record = logging.LogRecord("desk", logging.ERROR, "desk.py", 1, "the disk is full", (), None)
    assert conftest.errors_in([record]) == ["the disk is full"]
