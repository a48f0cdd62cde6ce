"""What stands beside the visits of a period: appointments and the door, in words."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.door import DoorDay, DoorSum, sums
from advisor_desk.domain.periods import Period
from advisor_desk.i18n import N_, _, ngettext
from advisor_desk.i18n.formats import format_day, format_number, format_share
from advisor_desk.services.appointments import Outcome, outcome_name
from advisor_desk.services.door import compared_text, kind_name
from advisor_desk.ui.context import Context
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.sizes import fit_to_parent

_COLUMNS: Final = (N_("Day"), N_("Counted by"), N_("Door"), N_("Logged"), N_("Share"))
_RIGHT: Final = 2
"""The first column of figures."""


class _Found(NamedTuple):
    """What was read for a period."""

    asked: int
    states: dict[Outcome, int]
    days: list[DoorDay]


class Beside(QWidget):
    """Two lines below the visits of a period; nothing where there is nothing to say."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self._days: list[DoorDay] = []
        self.appointments = PlainLabel(role="muted", wrap=True)
        self.door = PlainLabel(role="muted", wrap=True)
        self.short = PlainLabel(role="warn", wrap=True)
        self.table_button = QPushButton()
        self.table_button.setProperty("role", "small")
        self.table_button.clicked.connect(self.show_table)
        line = QHBoxLayout()
        line.addWidget(self.door, 1)
        line.addWidget(self.table_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.appointments)
        layout.addLayout(line)
        layout.addWidget(self.short)
        for part in (self.appointments, self.door, self.short, self.table_button):
            part.hide()

    def reload(self, period: Period) -> None:
        """Read a period off the UI thread; an older answer is dropped."""
        self._asked += 1
        asked, desk = self._asked, self._context.desk

        def work() -> _Found:
            return _Found(asked, desk.appointments.counts(period), desk.door.days(period))

        self._context.background.read(work, self._on_read)

    def _on_read(self, found: _Found) -> None:
        if found.asked != self._asked:
            return
        self._days = found.days
        self.appointments.setText(appointments_text(found.states))
        self.appointments.setVisible(any(found.states.values()))
        total = sums(found.days)
        self.door.setText(" ".join(map(_sum_text, total)))
        self.short.setText(_("Visits seem to be missing from the log."))
        self.table_button.setText(_("Door and log by day…"))
        for part in (self.door, self.table_button):
            part.setVisible(bool(total))
        self.short.setVisible(any(one.is_short for one in total))

    def show_table(self) -> None:
        """Show the counted days one by one."""
        dialog = DoorTable(self._days, self.window())
        dialog.exec()
        dialog.deleteLater()


def appointments_text(states: dict[Outcome, int]) -> str:
    """Return how many appointments there were, and what became of them."""
    count = sum(states.values())
    text = ngettext("{count} appointment", "{count} appointments", count)
    parts = [text.format(count=format_number(count))]
    for outcome, number in states.items():
        if number:
            part = _("{state}: {count}")
            parts.append(part.format(state=outcome_name(outcome), count=format_number(number)))
    return " · ".join(parts)


def _sum_text(one: DoorSum) -> str:
    text = ngettext("{count} counted day: {compared}", "{count} counted days: {compared}", one.days)
    compared = compared_text(one.kind, one.logged, one.door)
    return text.format(count=format_number(one.days), compared=compared)


class DoorTable(QDialog):
    """The counted days of a period: the door, what was logged, and its share."""

    def __init__(self, days: list[DoorDay], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Door and log by day"))
        self.table = _table(days)
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        for one in sums(days):
            layout.addWidget(PlainLabel(_sum_text(one), role="heading", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(bottom)
        fit_to_parent(self, columns=80, rows=30)


def _table(days: list[DoorDay]) -> QTableWidget:
    table = QTableWidget(len(days), len(_COLUMNS))
    table.setAccessibleName(_("Door and log by day"))
    table.setHorizontalHeaderLabels([_(words) for words in _COLUMNS])
    table.horizontalHeader().setAccessibleName(_("Titles of the columns"))
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setStyleSheet("QTableView::item { padding: 0 10px; }")
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    for row, one in enumerate(days):
        for column, text in enumerate(_cells(one)):
            item = QTableWidgetItem(text)
            if column >= _RIGHT:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                item.setTextAlignment(right)
            table.setItem(row, column, item)
    return table


def _cells(one: DoorDay) -> tuple[str, ...]:
    total = one.total or 0
    return (
        format_day(one.day),
        kind_name(one.kind),
        format_number(total),
        format_number(one.compared),
        format_share(one.compared, total),
    )
