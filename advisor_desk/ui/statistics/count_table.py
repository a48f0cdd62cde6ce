"""The view of a table of counts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from advisor_desk.i18n import N_
from advisor_desk.services.statistics import CountTable
from advisor_desk.ui.statistics.count_model import LABEL, LIST_ORDER, SHARE, VISITS, CountModel

_RISING, _FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder

ORDERS: Final = {
    "list": (N_("Usual order"), LIST_ORDER, _RISING),
    "most": (N_("Most visits first"), VISITS, _FALLING),
    "fewest": (N_("Fewest visits first"), VISITS, _RISING),
    "name": (N_("By name"), LABEL, _RISING),
    "name-backwards": (N_("By name, backwards"), LABEL, _FALLING),
}
"""Orders of the rows: words, column, direction."""


_Index = QModelIndex | QPersistentModelIndex
_BREAKS: Final = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_LINES: Final = 9
"""Lines of text that the table has room for at least."""


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell with room around its text, which breaks into lines where it is long.

    A padding in the style sheet does not do: Qt then counts the lines without it, and the
    last one is cut off.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for the text and around it."""
        metrics, text = option.fontMetrics, index.data()
        side = metrics.averageCharWidth()
        width = metrics.horizontalAdvance(text)
        if index.column() == LABEL:
            width = max(option.rect.width() - 2 * side, side)
        wrapped = metrics.boundingRect(QRect(0, 0, width, 10_000), int(_BREAKS), text)
        return QSize(width + 2 * side, max(wrapped.height() + metrics.height() * 2 // 3, 24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        """Draw the ground, then the text."""
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        side = option.fontMetrics.averageCharWidth()
        flags = int(_BREAKS | index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(option.palette.ColorRole.Text))
        painter.drawText(option.rect.adjusted(side, 0, -side, 0), flags, text)
        painter.restore()


class CountTableView(QTableView):
    """Shows counts; a click on a header sorts, a third one goes back to the list's order.

    Signals:
        order_changed: a name of `ORDERS`.
    """

    order_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = CountModel(self)
        self.setModel(self.counts)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicatorClearable(True)
        # Set before sorting is enabled, else the rows are sorted by the first column at once.
        header.setSortIndicator(LIST_ORDER, _RISING)
        header.sortIndicatorChanged.connect(self._on_sort_indicator_changed)
        header.sectionResized.connect(self.resizeRowsToContents)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)
        self.verticalHeader().setMinimumSectionSize(1)

    def show_counts(self, table: CountTable) -> None:
        """Show counts; the current row stays current if it is still there."""
        before = self.counts.table()
        row = self.currentIndex().row()
        current = self.counts.rows()[row].code if row >= 0 else None
        self.counts.show_table(table)
        self.resizeRowsToContents()
        if current is not None and before is not None and before.rows_name == table.rows_name:
            self.setCurrentIndex(self.counts.find(current))

    def order_by(self, name: str) -> None:
        """Order the rows as one of `ORDERS`."""
        _words, column, direction = ORDERS[name]
        self.sortByColumn(column, direction)

    def _on_sort_indicator_changed(self, column: int, direction: Qt.SortOrder) -> None:
        wanted = (VISITS if column == SHARE else column, direction)
        for name, (_words, *order) in ORDERS.items():
            if tuple(order) == wanted or wanted[0] == LIST_ORDER == order[0]:
                self.order_changed.emit(name)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for a few rows."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 30, metrics.height() * 2 * _LINES)

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's name
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.resizeRowsToContents()
            self.updateGeometry()
