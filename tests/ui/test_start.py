"""A start that fails before there is a window is told in a window too."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from advisor_desk.bootstrap import run_window


@pytest.fixture(autouse=True)
def garbage_collected() -> Iterator[None]:
    """Look for garbage again, which a start puts off."""
    yield
    gc.enable()


@pytest.mark.usefixtures("qapp")
def test_settings_that_cannot_be_opened_are_named_and_left_alone(data_folder: Path) -> None:
    (data_folder / "settings.json").mkdir(parents=True)
    told: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.close()

    QTimer.singleShot(0, read_and_close)
    assert run_window(None, "en") == 1
    settings = data_folder / "settings.json"
    assert told == [f"{settings} cannot be opened. Check that the disk is connected and try again."]
    assert [path.name for path in data_folder.iterdir()] == ["settings.json"]
