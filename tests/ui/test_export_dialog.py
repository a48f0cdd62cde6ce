"""Exporting visits from the window: what is asked, written, kept in the journal, and refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton

from advisor_desk.domain.periods import Period, preset_period
from advisor_desk.domain.visit import Visit
from advisor_desk.ui.application import Application
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.statistics.export_dialog import ExportDialog
from advisor_desk.ui.statistics.panel import StatisticsPanel
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.logged import log_these, log_visits
from tests.unit.conftest import NOW
from tests.unit.visits import visit

TODAY = NOW.date()
YEAR = Period(date(2026, 1, 1), TODAY)
_PATIENCE = 10_000
"""Milliseconds in which a dialog must have come."""


def meanwhile(
    window: MainWindow, kind: type[QDialog], act: Callable[[], None]
) -> Callable[[], None]:
    """Do something as soon as a dialog of a kind is shown, then close it if it still is.

    Returns:
        To be called afterwards: raises what went wrong, or that no dialog came.
    """
    failed: list[BaseException] = []
    came: list[QDialog] = []
    waited = QElapsedTimer()
    waited.start()

    def wait() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            if waited.elapsed() < _PATIENCE:
                QTimer.singleShot(5, wait)
            return
        came.append(dialog)
        try:
            settle(window)
            act()
        except BaseException as error:  # noqa: BLE001 - Qt would swallow it; raised afterwards
            failed.append(error)
        finally:
            settle(window)
            if dialog.isVisible():
                dialog.reject()

    def check() -> None:
        if failed:
            raise failed[0]
        assert came, f"no {kind.__name__} came"

    QTimer.singleShot(0, wait)
    return check


def in_dialog(window: MainWindow, act: Callable[[], None]) -> None:
    """Open the dialog by its key and do something in it."""
    window.activateWindow()  # as a window manager does when a dialog has gone
    settle(window)
    check = meanwhile(window, ExportDialog, act)
    press(window, "Ctrl+Shift+E")
    settle(window)
    check()


def dialog_shown() -> ExportDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, ExportDialog)
    return shown


def choose_file(window: MainWindow, target: Path | None) -> None:
    """Press Enter, and type a file into the dialog that comes; with None leave it by Escape."""

    def answer() -> None:
        if target is None:
            press(window, "Escape")
        else:
            chooser = QApplication.activeModalWidget()
            assert isinstance(chooser, QFileDialog)
            assert Path(chooser.selectedFiles()[0]).name.startswith("visits-")
            name = chooser.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(name, QLineEdit)
            name.setFocus()
            name.selectAll()
            type_text(window, str(target))
            press(window, "Enter")

    dialog = dialog_shown()
    check = meanwhile(window, QFileDialog, answer)
    press(window, "Enter")
    settle(window)
    check()
    if dialog.isVisible():
        dialog.activateWindow()  # as a window manager does
        settle(window)


def year(window: MainWindow) -> None:
    """Choose the whole year in the dialog, by keys."""
    dialog = dialog_shown()
    dialog.period.preset.setFocus()
    press(window, "Home", *["Down"] * 5)
    assert dialog.period.period() == YEAR


def lines_of(target: Path) -> list[str]:
    return target.read_text(encoding="utf-8-sig").splitlines()


@pytest.fixture
def visits(window: MainWindow) -> list[Visit]:
    return log_visits(window, 30, date(2026, 3, 1), 200)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "taken out"
    folder.mkdir()
    return folder / "visits-of-the-year.csv"


def test_with_keys_alone_visits_are_exported(
    window: MainWindow, visits: list[Visit], target: Path
) -> None:
    def act() -> None:
        assert focused() is dialog_shown().period.preset
        year(window)
        press(window, "Tab", "Tab", "Tab")
        assert focused() is dialog_shown().reason
        type_text(window, "Annual report")
        choose_file(window, target)

    in_dialog(window, act)
    header, *rows = lines_of(target)
    ids = {row.split(";")[0] for row in rows}
    assert header.startswith("id;")
    assert ids == {one.id for one in visits}
    assert window.message_text() == f"30 visits were written to {target}."
    (kept,) = window.context.desk.releases.journal()
    assert (kept.count, kept.reason) == (30, "Annual report")
    assert (kept.first, kept.last) == ("2026-01-01", "2026-11-21")


def test_the_number_of_visits_is_said_before(window: MainWindow, visits: list[Visit]) -> None:
    assert visits
    said: list[str] = []

    def act() -> None:
        year(window)
        said.extend(label.text() for label in dialog_shown().findChildren(QLabel))

    in_dialog(window, act)
    assert "30 visits in this period." in said


def test_it_is_said_that_rows_leave_and_observations_never_do(window: MainWindow) -> None:
    said: list[str] = []

    def act() -> None:
        said.extend(label.text() for label in dialog_shown().findChildren(QLabel))

    in_dialog(window, act)
    (words,) = [text for text in said if "leaves as a row of its own" in text]
    assert "Observations and clock times never leave." in words


def test_observations_never_leave(window: MainWindow, target: Path) -> None:
    told = replace(visit(1, day=TODAY.isoformat()), observation="Forged letters go round")
    log_these(window, [told])

    def act() -> None:
        dialog_shown().reason.setFocus()
        type_text(window, "Monthly report")
        choose_file(window, target)

    in_dialog(window, act)
    assert len(lines_of(target)) == 2
    assert "Forged" not in target.read_text(encoding="utf-8-sig")


def test_without_a_reason_nothing_is_written(window: MainWindow, target: Path) -> None:
    log_these(window, [visit(1, day=TODAY.isoformat())])
    problems: list[str] = []

    def act() -> None:
        press(window, "Enter")
        problems.append(dialog_shown().problem())
        assert focused() is dialog_shown().reason
        type_text(window, "  a ")
        press(window, "Enter")
        problems.append(dialog_shown().problem())

    in_dialog(window, act)
    assert problems == ["Say in a few words what the file is needed for."] * 2
    assert window.context.desk.releases.journal() == []
    assert list(target.parent.iterdir()) == []


def test_cancelling_leaves_nothing(window: MainWindow, target: Path) -> None:
    log_these(window, [visit(1, day=TODAY.isoformat())])

    def act() -> None:
        dialog = dialog_shown()
        dialog.reason.setFocus()
        type_text(window, "Monthly report")
        choose_file(window, None)
        assert dialog.isVisible(), "leaving the choice of a file leaves the dialog open"
        assert dialog.reason.text() == "Monthly report"
        press(window, "Escape")
        assert not dialog.isVisible()

    in_dialog(window, act)
    assert window.context.desk.releases.journal() == []
    assert list(target.parent.iterdir()) == []


def test_a_failure_is_explained_and_what_was_entered_stays(
    window: MainWindow, target: Path
) -> None:
    log_these(window, [visit(1, day=TODAY.isoformat())])
    in_the_way = target.with_name(f"{target.name}.part")
    in_the_way.mkdir()
    problems: list[str] = []

    def act() -> None:
        dialog = dialog_shown()
        dialog.reason.setFocus()
        type_text(window, "Monthly report")
        choose_file(window, target)
        problems.append(dialog.problem())
        assert dialog.reason.text() == "Monthly report"
        assert not target.exists()
        in_the_way.rmdir()
        choose_file(window, target)
        assert not dialog.isVisible()

    in_dialog(window, act)
    assert problems == [
        f"{target} cannot be opened. Check that the disk is connected and try again."
    ]
    assert len(lines_of(target)) == 2
    assert len(window.context.desk.releases.journal()) == 1


def test_a_period_without_visits_cannot_be_exported(window: MainWindow) -> None:
    said: list[str] = []
    enabled: list[bool] = []

    def act() -> None:
        said.extend(label.text() for label in dialog_shown().findChildren(QLabel))
        enabled.extend(
            button.isEnabled()
            for button in dialog_shown().findChildren(QPushButton)
            if button.isDefault()
        )

    in_dialog(window, act)
    assert "There are no visits in this period." in said
    assert enabled == [False]


def test_a_wrong_day_is_said_and_enter_goes_no_further(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_these(window, [visit(1, day=TODAY.isoformat())])
    problems: list[str] = []
    asked: list[QDialog] = []

    def ask(dialog: QDialog) -> None:
        asked.append(dialog)

    monkeypatch.setattr(ExportDialog, "_ask_file", ask)

    def act() -> None:
        dialog = dialog_shown()
        dialog.reason.setText("Monthly report")
        press(window, "Tab")
        type_text(window, "2026-02-30")
        press(window, "Enter")
        problems.append(dialog.problem())

    in_dialog(window, act)
    assert asked == []
    assert problems == ["“2026-02-30” is not a day. Write it like 2026-11-21."]


def test_it_suggests_the_period_of_the_statistics(window: MainWindow) -> None:
    press(window, "Alt+4")
    shown = window.panel("statistics")
    assert isinstance(shown, StatisticsPanel)
    offered: list[Period] = []

    def act() -> None:
        offered.append(dialog_shown().period.period())

    shown.period.choose("last-month")
    in_dialog(window, act)
    shown.period.choose_days(YEAR)
    in_dialog(window, act)
    assert offered == [preset_period("last-month", TODAY), YEAR]


def test_the_button_of_the_statistics_opens_it(window: MainWindow) -> None:
    press(window, "Alt+4")
    shown = window.panel("statistics")
    assert isinstance(shown, StatisticsPanel)
    titles: list[str] = []
    check = meanwhile(window, ExportDialog, lambda: titles.append(dialog_shown().windowTitle()))
    shown.export_button.setFocus()
    press(window, "Space")
    check()
    assert titles == ["Export visits"]


def test_it_cannot_be_closed_while_the_file_is_being_written(
    window: MainWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_these(window, [visit(1, day=TODAY.isoformat())])
    dialog = ExportDialog(window.context, window)
    dialog.reason.setText("Monthly report")
    dialog.count()
    dialog.show()
    settle(window)
    monkeypatch.setattr(ExportDialog, "_ask_file", lambda _dialog: target)
    dialog.reason.setFocus()
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    dialog.reject()
    assert dialog.isVisible()
    settle(window)
    assert not dialog.isVisible()
    assert target.exists()
    dialog.deleteLater()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_decimal_sign_and_the_words_are_those_of_the_window(
    application: Application, window: MainWindow, target: Path, language: str
) -> None:
    application.switch_language(language)
    log_these(window, [visit(1, day=TODAY.isoformat())])
    labels: list[str] = []

    def act() -> None:
        dialog = dialog_shown()
        labels.append(dialog.period.last.text())
        dialog.reason.setText("Vuosikertomus")
        dialog.reason.setFocus()
        choose_file(window, target)

    in_dialog(window, act)
    assert labels == ["2026-11-21" if language == "en" else "21.11.2026"]
    assert len(lines_of(target)) == 2
