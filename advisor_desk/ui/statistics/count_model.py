"""A table of counts as a model, and its rows in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cmp_to_key
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from advisor_desk.i18n import N_, _, current_language, ngettext
from advisor_desk.i18n.formats import format_number, format_share
from advisor_desk.services.count_table import CountRow, CountTable, Unit
from advisor_desk.services.statistics import table_label

LABEL, VISITS, SHARE = range(3)
LIST_ORDER: Final = -1
"""The column to sort by for the order in which the rows came, as Qt has it."""

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_CHRONOLOGICAL: Final = ("day", "month")
_TITLES: Final[dict[Unit, str]] = {
    "visits": N_("Visits"),
    "sessions": N_("Group sessions"),
    "participants": N_("Participants"),
}
"""The column of counts by what is counted."""


class CountModel(QAbstractTableModel):
    """Label, visits and share of each row; keeps the order chosen when new counts come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: CountTable | None = None
        self._rows: list[CountRow] = []
        self._cells: list[tuple[str, str, str]] = []
        self._sorted_by = (LIST_ORDER, Qt.SortOrder.AscendingOrder)

    def show_table(self, table: CountTable) -> None:
        """Replace the counts."""
        self.beginResetModel()
        self._table = table
        self._take(self._ordered())
        self.endResetModel()

    def table(self) -> CountTable | None:
        """Return the counts shown, as they came."""
        return self._table

    def rows(self) -> tuple[CountRow, ...]:
        """Return the rows in the order shown."""
        return tuple(self._rows)

    def find(self, code: str) -> QModelIndex:
        """Return the index of a row by its code; an invalid one if it is not there."""
        codes = [row.code for row in self._rows]
        return self.index(codes.index(code), LABEL) if code in codes else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex(), /) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex(), /) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return the number of columns."""
        return 0 if parent.isValid() else len((LABEL, VISITS, SHARE))

    def data(self, index: _Index, role: int = _ROLE.DisplayRole, /) -> Any:  # noqa: ANN401 - Qt's type
        """Return the text of a cell; the label tells a screen reader the whole row."""
        if self._table is None or not index.isValid():
            return None
        if role == _ROLE.DisplayRole:
            return self._cells[index.row()][index.column()]
        if role == _ROLE.AccessibleTextRole and index.column() == LABEL:
            return spoken(self._rows[index.row()], self._table.total_visits, self._table.unit)
        if role == _ROLE.TextAlignmentRole:
            return _alignment(index.column())
        return None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _ROLE.DisplayRole,
        /,
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return the name of a column; numbers sort from the largest at first."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole and self._table is not None:
            return titles(self._table)[section]
        if role == _ROLE.TextAlignmentRole:
            return _alignment(section)
        if role == _ROLE.InitialSortOrderRole and section in (VISITS, SHARE):
            return Qt.SortOrder.DescendingOrder
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder, /) -> None:
        """Order the rows by a column, or with `LIST_ORDER` as they came."""
        self._sorted_by = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        codes = [(self._rows[index.row()].code, index.column()) for index in before]
        self._take(self._ordered())
        after = {row.code: place for place, row in enumerate(self._rows)}
        self.changePersistentIndexList(
            before, [self.index(after[code], place) for code, place in codes]
        )
        self.layoutChanged.emit()

    def _take(self, rows: list[CountRow]) -> None:
        total = self._table.total_visits if self._table else 0
        self._rows = rows
        self._cells = [cells(row, total) for row in rows]

    def _ordered(self) -> list[CountRow]:
        if self._table is None:
            return []
        column, order = self._sorted_by
        rows = self._table.rows
        if column == LIST_ORDER:
            return list(rows)
        descending = order == Qt.SortOrder.DescendingOrder
        if column in (VISITS, SHARE):
            return sorted(rows, key=_count, reverse=descending)
        if self._table.rows_name in _CHRONOLOGICAL:
            return sorted(rows, key=_code, reverse=descending)
        return sorted(rows, key=_alphabetical(), reverse=descending)


def _count(row: CountRow) -> int:
    return row.count


def _code(row: CountRow) -> str:
    return row.code


def _alphabetical() -> Callable[[CountRow], Any]:
    """Return a key for the alphabet of the current language."""
    collator = QCollator(QLocale(current_language()))
    collator.setNumericMode(True)
    key = cmp_to_key(collator.compare)
    return lambda row: key(row.label)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == LABEL else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def titles(table: CountTable) -> tuple[str, str, str]:
    """Return the names of the columns."""
    return table_label(table), _(_TITLES[table.unit]), _("Share")


def cells(row: CountRow, total: int) -> tuple[str, str, str]:
    """Return a row as shown; `total` is the number of visits."""
    return row.label, format_number(row.count), format_share(row.count, total)


def spoken(row: CountRow, total: int, unit: Unit = "visits") -> str:
    """Return a row as one sentence; `total` is the number of what is counted."""
    if unit == "sessions":
        text = ngettext(
            "{label}: {count} group session, {share}",
            "{label}: {count} group sessions, {share}",
            row.count,
        )
    elif unit == "participants":
        text = ngettext(
            "{label}: {count} participant, {share}",
            "{label}: {count} participants, {share}",
            row.count,
        )
    else:
        text = ngettext(
            "{label}: {count} visit, {share}", "{label}: {count} visits, {share}", row.count
        )
    label, count, share = cells(row, total)
    return text.format(label=label, count=count, share=share)


def tab_separated(table: CountTable, rows: Iterable[CountRow]) -> str:
    """Return titles and rows for a spreadsheet; counts without separators of thousands."""
    lines = [titles(table)]
    lines += [
        (row.label, str(row.count), format_share(row.count, table.total_visits)) for row in rows
    ]
    return "".join("\t".join(map(_cell, line)) + "\n" for line in lines)


def _cell(text: str) -> str:
    """Return a text that stays one cell, and that no spreadsheet takes for a formula."""
    one_line = " ".join(text.split())
    return f"'{one_line}" if one_line.startswith(("=", "+", "-", "@")) else one_line
