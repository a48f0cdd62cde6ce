"""Catching up on a half day in the grid, worked with keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.visit import Visit
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.ui.desk.catch_up import CatchUpDialog
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.dialogs import work_in

FULL = Failure(FailureKind.DISK_FULL)


@pytest.fixture
def log(window: MainWindow) -> VisitLog:
    return window.context.desk.visits


def logged(log: VisitLog) -> list[Visit]:
    """Return the visits that count, newest first."""
    return [visit for visit in log.latest(300) if not visit.retracted]


def in_grid(window: MainWindow, work: Callable[[CatchUpDialog], None]) -> None:
    work_in(window, CatchUpDialog, partial(press, window, "Ctrl+Shift+G"), work)


def said(dialog: CatchUpDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_a_forgotten_morning_of_twenty_takes_at_most_25_actions(
    window: MainWindow, log: VisitLog
) -> None:
    keys = ["4", "Down", "3", "Down", "3", "Down", "2", "Right", "1", "Up", "2", "Up", "2", "Up"]
    keys += ["2", "Right", "1", "Enter"]

    def work(dialog: CatchUpDialog) -> None:
        press(window, *keys[:-1])
        assert dialog.grid.total() == 20
        assert "20 visits, 20 Nov 2026, part of day: Afternoon" in said(dialog)
        press(window, keys[-1])

    in_grid(window, work)
    assert 1 + len(keys) <= 25
    visits = logged(log)
    assert len(visits) == 20
    assert {(v.day, v.part_of_day, v.way, v.estimated) for v in visits} == {
        ("2026-11-20", "afternoon", "catch-up", True)
    }
    assert len({visit.channel for visit in visits}) == 3
    assert window.message_text() == "20 visits were saved for 20 Nov 2026, marked as estimated."


def test_undo_takes_all_of_them_back_together(window: MainWindow, log: VisitLog) -> None:
    in_grid(window, lambda _dialog: press(window, "3", "Enter"))
    assert len(logged(log)) == 3
    press(window, "Ctrl+Z")
    assert logged(log) == []
    assert window.message_text() == "3 visits were taken back."


def test_the_last_visits_and_statistics_tell_estimates_apart(window: MainWindow) -> None:
    in_grid(window, lambda _dialog: press(window, "2", "Enter"))
    entries = window.desk_panel.recent.list.entries.entries()
    assert all("estimated" in entry.detail for entry in entries)
    press(window, "Alt+4")
    settle(window)
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "Of these 2 estimated." in shown


def test_the_day_and_the_part_of_day_can_be_set(window: MainWindow, log: VisitLog) -> None:
    def work(dialog: CatchUpDialog) -> None:
        dialog.day.setFocus()
        dialog.day.selectAll()
        type_text(window, "2026-11-12")
        press(window, "Tab", "Home", "Tab")
        assert "Permits and citizenship" in focused().accessibleName()
        press(window, "1", "Enter")

    in_grid(window, work)
    (visit,) = logged(log)
    assert (visit.day, visit.part_of_day) == ("2026-11-12", "morning")


def test_a_half_day_that_is_not_over_is_refused(window: MainWindow, log: VisitLog) -> None:
    def work(dialog: CatchUpDialog) -> None:
        press(window, "1")
        dialog.day.setFocus()
        dialog.day.selectAll()
        type_text(window, "2026-11-22")
        press(window, "Enter")
        assert "This part of the day is not over yet. Choose an earlier one." in said(dialog)
        assert dialog.isVisible()

    in_grid(window, work)
    assert logged(log) == []


def test_an_empty_grid_is_not_saved(window: MainWindow, log: VisitLog) -> None:
    def work(dialog: CatchUpDialog) -> None:
        press(window, "Enter")
        assert "Type how many visits there were, at least one." in said(dialog)

    in_grid(window, work)
    assert logged(log) == []


def test_too_many_are_refused(window: MainWindow, log: VisitLog) -> None:
    def work(dialog: CatchUpDialog) -> None:
        press(window, "9", "9", "Down", "9", "9", "Down", "9", "9", "Enter")
        assert "At most 200 visits can be counted at once." in said(dialog)

    in_grid(window, work)
    assert logged(log) == []


def test_another_topic_is_added_by_space_and_typing(window: MainWindow, log: VisitLog) -> None:
    def pick(_picker: Picker) -> None:
        type_text(window, "debts")
        press(window, "Enter")

    def work(dialog: CatchUpDialog) -> None:
        work_in(window, Picker, partial(press, window, "Space"), pick)
        dialog.activateWindow()
        settle(window)
        assert "Debts" in focused().accessibleName()
        press(window, "2", "Enter")

    in_grid(window, work)
    assert [visit.topics for visit in logged(log)] == [("debts",), ("debts",)]


def test_letters_do_nothing_and_a_number_is_replaced_by_typing(window: MainWindow) -> None:
    def work(dialog: CatchUpDialog) -> None:
        press(window, "A", "1", "2", "Right", "Left", "7")
        assert list(dialog.grid.counts().values()) == [7]
        press(window, "Backspace")
        assert dialog.grid.counts() == {}

    in_grid(window, work)


def test_tab_stops_at_one_cell_alone(window: MainWindow) -> None:
    def work(dialog: CatchUpDialog) -> None:
        press(window, "Down", "Right")
        cell = focused()
        press(window, "Tab")
        assert not dialog.grid.isAncestorOf(focused())
        press(window, "Shift+Backtab")
        assert focused() is cell

    in_grid(window, work)


def test_what_was_left_is_there_the_next_time(window: MainWindow, log: VisitLog) -> None:
    in_grid(window, lambda _dialog: press(window, "4", "Down", "2", "Escape"))
    assert logged(log) == []

    def work(dialog: CatchUpDialog) -> None:
        assert dialog.grid.total() == 6
        press(window, "Enter")

    in_grid(window, work)
    assert len(logged(log)) == 6
    in_grid(window, _is_empty)


def _is_empty(dialog: CatchUpDialog) -> None:
    assert dialog.grid.total() == 0


@pytest.mark.logs_errors
def test_a_failure_is_said_and_trying_again_does_not_double(
    window: MainWindow, log: VisitLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_all = log.save_all

    def fail(*given: object) -> list[Visit]:
        save_all(*given)  # type: ignore[arg-type]  # as it came
        raise FULL  # stored all the same

    def work(dialog: CatchUpDialog) -> None:
        with monkeypatch.context() as full:
            full.setattr(log, "save_all", fail)
            press(window, "3", "Enter")
        assert any("disk is full" in text for text in said(dialog))
        assert dialog.grid.total() == 3
        press(window, "Backspace", "2", "Enter")

    in_grid(window, work)
    assert len(logged(log)) == 2


def test_the_grid_opens_once(window: MainWindow) -> None:
    def work(_dialog: CatchUpDialog) -> None:
        window.desk_panel.rush.catching_up.open(window)
        settle(window)
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, CatchUpDialog)]
        assert len([each for each in dialogs if each.isVisible()]) == 1

    in_grid(window, work)
