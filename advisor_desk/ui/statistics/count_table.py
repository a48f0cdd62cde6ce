"""The view of a table of counts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from advisor_desk.i18n import N_
from advisor_desk.services.count_table import CountTable
from advisor_desk.ui.statistics.count_model import LABEL, LIST_ORDER, SHARE, VISITS, CountModel
from advisor_desk.ui.widgets.wrapped import height_of, wrapped

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
_LINES: Final = 9
"""Lines of text that the table has room for at least."""


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell with room around its text; a label breaks into lines where it is long.

    A padding in the style sheet does not do: Qt counts the lines without it, and the last one
    is cut off.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for the text and around it."""
        metrics, text = option.fontMetrics, index.data()
        side, width = _side(metrics), metrics.horizontalAdvance(text)
        if index.column() != LABEL:
            return QSize(width + 2 * side, 0)
        room, height = option.rect.width() - 2 * side, metrics.height()
        if width > room:
            height = height_of(wrapped(text, option.font, room))
        return QSize(0, max(height + metrics.height() * 2 // 3, 24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        """Draw the ground, then the text."""
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the chosen row shows where one is
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        side = _side(option.fontMetrics)
        room: QRect = option.rect.adjusted(side, 0, -side, 0)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        if index.column() == LABEL:
            if option.state & QStyle.StateFlag.State_Selected:
                edge = QRect(option.rect.topLeft(), QSize(3, option.rect.height()))
                painter.fillRect(edge, option.palette.color(QPalette.ColorRole.Accent))
            lines = wrapped(text, option.font, room.width())
            above = (room.height() - height_of(lines)) / 2
            lines.draw(painter, room.topLeft().toPointF() + QPointF(0, above))
        else:
            painter.drawText(room, int(option.displayAlignment), text)
        painter.restore()


def _side(metrics: QFontMetrics) -> int:
    """Return the room at the sides of a cell: that of the style sheet's header sections."""
    return metrics.averageCharWidth() * 4 // 3


class CountTableView(QTableView):
    """Shows counts; a click on a header sorts, a third one goes back to the list's order.

    Signals:
        order_changed: a name of `ORDERS`.
    """

    order_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = CountModel(self)
        # Columns are resized one after the other; rows follow when all are.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self.resizeRowsToContents)
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
        header.setSortIndicatorClearable(True)
        # Set before sorting is enabled, else the rows are sorted by the first column at once.
        header.setSortIndicator(LIST_ORDER, _RISING)
        header.sortIndicatorChanged.connect(self._on_sort_indicator_changed)
        header.sectionResized.connect(self._fit_rows)
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
        self._fit_rows()
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

    def keyboardSearch(self, _letters: str, /) -> None:  # noqa: N802 - Qt's name
        """Do nothing: no letter acts alone."""

    def focusInEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's name
        """Show where one is: in the first row, if in none yet."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.counts.index(0, LABEL))

    def _fit_rows(self) -> None:
        """Make rows as high as their text needs, once all columns have their width."""
        self._fitting.start()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for a few rows."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 30, metrics.height() * 2 * _LINES)

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's name
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()
            self.updateGeometry()
