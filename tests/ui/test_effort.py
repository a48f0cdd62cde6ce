"""What logging takes, as a table in the window: medians of the team, nothing by person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QTableWidget, QWidget

from advisor_desk.domain.effort import Effort
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import press, settle
from tests.ui.walk import during


def log(window: MainWindow, count: int, effort: Effort) -> None:
    """Save visits of today that took so much."""
    desk = window.context.desk
    for _time in range(count):
        visit = replace(desk.visits.new_draft(desk.actor).visit, topics=("housing",))
        window.background.write(partial(desk.visits.save, desk.actor, visit, effort=effort))
    settle(window)


def table(window: MainWindow) -> list[list[str]]:
    """Open the table by its command and return its cells."""
    found: list[list[str]] = []

    def look(dialog: QWidget) -> None:
        for shown in dialog.findChildren(QTableWidget):
            columns = range(shown.columnCount())
            items = [[shown.item(row, c) for c in columns] for row in range(shown.rowCount())]
            found.extend([item.text() if item else "" for item in row] for row in items)

    during(window, partial(window.commands.run, "statistics.effort"), look)
    return found


def test_medians_are_shown_by_month_and_way(window: MainWindow) -> None:
    log(window, 4, Effort(5, 6, 10.5))
    assert table(window) == [["Nov 2026", "In the form", "4", "too few", "too few", "too few"]]
    log(window, 1, Effort(5, 6, 10.5))
    assert table(window) == [["Nov 2026", "In the form", "5", "5", "6", "10.5"]]


def test_nothing_measured_is_said(window: MainWindow) -> None:
    assert table(window) == []


def test_a_cleared_form_begins_to_count_anew(window: MainWindow) -> None:
    press(window, "6", "1", "Ctrl+N", "6", "Enter")
    desk = window.context.desk
    with desk.database.reading() as connection:
        (row,) = connection.execute("SELECT picks FROM visit_effort").fetchall()
    assert row[0] == 1
