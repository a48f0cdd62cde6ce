"""What logging takes: medians of the whole team, by month and by how visits were logged."""

from __future__ import annotations

from functools import partial
from typing import Final

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

from advisor_desk.domain.effort import ENOUGH, Medians
from advisor_desk.domain.periods import Period, preset_period
from advisor_desk.i18n import N_, _, current_language
from advisor_desk.i18n.formats import format_day, format_number
from advisor_desk.ui.context import Context
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.sizes import fit_to_parent

_WAYS: Final = {
    "form": N_("In the form"),
    "preset": N_("By a preset"),
    "tally": N_("Counted in a rush"),
    "appointment": N_("From an appointment"),
    "catch-up": N_("Caught up afterwards"),
}
_COLUMNS: Final = (
    N_("Month"),
    N_("How it was logged"),
    N_("Visits"),
    N_("Picks"),
    N_("Keys"),
    N_("Seconds"),
)


class EffortDialog(QDialog):
    """A table of medians for the last twelve months; never by person, and not exported.

    Args:
        found: the medians, in the order of month and way.
        period: the days they are of.
        parent: the window.
    """

    def __init__(self, found: list[Medians], period: Period, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What logging takes"))
        heading = PlainLabel(_heading(period), role="heading", wrap=True)
        note = _(
            "Medians of the whole team, from the first touch to the save. They never tell of one"
            " person, stay on this computer and are in no export. Fewer than {least} visits are"
            " too few to show."
        )
        self.table = _table(found)
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(PlainLabel(note.format(least=ENOUGH), role="muted", wrap=True))
        if found:
            layout.addWidget(self.table, 1)
        else:
            empty = _("Nothing was measured yet: it begins with the next visit.")
            layout.addWidget(PlainLabel(empty, wrap=True))
            layout.addStretch(1)
        layout.addLayout(bottom)
        fit_to_parent(self, columns=120, rows=30)


class _Table(QTableWidget):
    """A table in which letters do nothing."""

    def keyboardSearch(self, _typed: str, /) -> None:  # noqa: N802 - Qt's name
        """Letters never act alone."""


def _heading(period: Period) -> str:
    first, last = format_day(period.first.isoformat()), format_day(period.last.isoformat())
    return _("What logging a visit takes, {first}–{last}").format(first=first, last=last)


def _table(found: list[Medians]) -> QTableWidget:
    table = _Table(len(found), len(_COLUMNS))
    table.setAccessibleName(_("What logging takes"))
    table.setHorizontalHeaderLabels([_(words) for words in _COLUMNS])
    table.horizontalHeader().setAccessibleName(_("Titles of the columns"))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 14)
    table.setShowGrid(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    # The newest month first: it is the one that is asked about.
    for row, one in enumerate(sorted(found, key=lambda m: m.month, reverse=True)):
        for column, text in enumerate(_cells(one)):
            item = QTableWidgetItem(text)
            if column > 1:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                item.setTextAlignment(right)
            table.setItem(row, column, item)
    if found:
        table.selectRow(0)
    return table


def _cells(one: Medians) -> tuple[str, ...]:
    month, way = format_day(one.month), _(_WAYS[one.way])
    values = (one.picks, one.keys, one.seconds)
    return (month, way, format_number(one.visits), *(_number(value) for value in values))


def _number(value: float | None) -> str:
    if value is None:
        return _("too few")
    text = f"{value:.1f}".removesuffix(".0")
    return text if current_language() == "en" else text.replace(".", ",")


def show_effort(context: Context, parent: QWidget) -> None:
    """Read the medians of the last twelve months off the UI thread, and show them."""
    desk = context.desk
    period = preset_period("last-12-months", desk.visits.today())

    def show(found: list[Medians]) -> None:
        dialog = EffortDialog(found, period, parent)
        dialog.exec()
        dialog.deleteLater()

    context.background.read(partial(desk.efforts.medians, desk.actor, period), show)
