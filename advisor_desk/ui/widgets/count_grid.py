"""A grid of small numbers that are typed, with sums; the arrows move from cell to cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.labels import PlainLabel, set_role

_MOVES: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_LABEL_CHARACTERS: Final = 20
_CELL_CHARACTERS: Final = 8
_SLACK: Final = 4
"""Pixels by which a label is wider than its longest word."""


class _Cell(QLineEdit):
    """A number of a few digits; empty for nought.

    Signals:
        moved: rows and columns to go by an arrow key.
        entered: it got the focus.
        more_wanted: Space was pressed.
    """

    moved = Signal(int, int)
    entered = Signal()
    more_wanted = Signal()

    def __init__(self, digits: int) -> None:
        super().__init__()
        self.setMaxLength(digits)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def count(self) -> int:
        """Return the number typed."""
        return int(self.text() or 0)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Take digits, move by the arrows; what else is a letter does nothing."""
        typed = event.text()
        if Qt.Key(event.key()) in _MOVES:
            self.moved.emit(*_MOVES[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.more_wanted.emit()
        elif not typed.isprintable() or not typed or (typed.isascii() and typed.isdigit()):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's name
        """Select the number, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()
        self.entered.emit()


class CountGrid(QWidget):
    """Rows and columns of numbers with their sums; one stop of the Tab key.

    Signals:
        changed: the user changed a number.
        more_wanted: another row is wanted: Space was pressed in a cell.
    """

    changed = Signal()
    more_wanted = Signal()

    def __init__(
        self,
        columns: Sequence[Choice],
        sum_label: str,
        cell_name: str,
        *,
        digits: int = 2,
        label_characters: int = _LABEL_CHARACTERS,
    ) -> None:
        """Make an empty grid.

        Args:
            columns: ids and labels.
            sum_label: what the sums are called.
            cell_name: what a screen reader calls a cell, with {row} and {column} left open.
            digits: of the largest number.
            label_characters: for which the names of the rows have room; longer ones break.
        """
        super().__init__()
        self._columns = list(columns)
        self._rows: list[Choice] = []
        self._cell_name = cell_name
        self._digits = digits
        self._label_characters = label_characters
        self._cells: dict[tuple[int, int], _Cell] = {}
        self._current = (0, 0)
        self._labels: list[PlainLabel] = []
        self._row_sums: list[PlainLabel] = []
        self._stacked = False
        self._stacked_heads: dict[tuple[int, int], PlainLabel] = {}
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(2, 2, 10, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._heads = [PlainLabel(column.label, role="muted", wrap=True) for column in columns]
        for head in self._heads:
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            head.setMinimumWidth(_widest_word(head) + _SLACK)
        self._last = len(self._columns) + 1
        self._sum_head = _sum(sum_label)
        self._foot = [PlainLabel(sum_label, role="heading")]
        self._foot += [_sum("") for _place in range(self._last)]
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    # Rows

    def add_row(self, row: Choice) -> None:
        """Add a row below, unless it is there, and make it the current one."""
        known = [each.id for each in self._rows]
        if row.id in known:
            self._make_current(known.index(row.id), self._current[1])
            return
        number = len(self._rows)
        self._rows.append(row)
        label = PlainLabel(row.label, wrap=True)
        self._labels.append(label)
        for place, column in enumerate(self._columns):
            cell = self._make_cell(number, place)
            cell.setAccessibleName(self._cell_name.format(row=row.label, column=column.label))
        label.setBuddy(self._cells[number, 0])
        self._row_sums.append(_sum(""))
        self._place()
        self._make_current(number, min(self._current[1], len(self._columns) - 1))

    def _make_cell(self, row: int, column: int) -> _Cell:
        cell = _Cell(self._digits)
        cell.setFixedWidth(cell.fontMetrics().averageCharWidth() * _CELL_CHARACTERS)
        cell.textEdited.connect(self._on_edited)
        cell.moved.connect(partial(self._on_moved, row, column))
        cell.entered.connect(partial(self._make_current, row, column))
        cell.more_wanted.connect(self.more_wanted)
        self._cells[row, column] = cell
        return cell

    # Room

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stack the cells of a row below its name where they have no room beside each other."""
        super().resizeEvent(event)
        stacked = self._width_of_table() > self._scroll.viewport().width()
        if stacked != self._stacked:
            self._stacked = stacked
            self._place()

    def _width_of_table(self) -> int:
        letter = self.fontMetrics().averageCharWidth()
        cells = (max(head.minimumWidth(), letter * _CELL_CHARACTERS) for head in self._heads)
        between = self._grid.horizontalSpacing() * (self._last + 1)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        label = letter * (self._label_characters + _CELL_CHARACTERS)
        return label + sum(cells) + between + bar + 12

    def _place(self) -> None:
        """Place all parts, as a table or stacked."""
        while self._grid.count():
            self._grid.takeAt(0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for column in range(1, self._last + 1):
            self._grid.setColumnStretch(column, 0 if self._stacked else 1)
        self._grid.setColumnStretch(0, 3)
        wide = self.fontMetrics().averageCharWidth() * self._label_characters
        for label in self._labels:
            label.setMinimumWidth(0 if self._stacked else max(_widest_word(label), wide))
            set_role(label, "heading" if self._stacked else "")
        if self._stacked:
            self._place_stacked()
        else:
            self._place_table()
        # Not before they are placed: what has no parent would be shown as a window of its own.
        for part in (*self._heads, self._sum_head, *self._foot):
            part.setVisible(not self._stacked)
        for head in self._stacked_heads.values():
            head.setVisible(self._stacked)
        shown: list[QWidget] = [*self._labels, *self._row_sums, *self._cells.values()]
        for widget in shown:
            widget.show()  # now and not in a moment: a hidden field does not take the focus

    def _place_table(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        for place, head in enumerate(self._heads, 1):
            self._grid.addWidget(head, 0, place)
        self._grid.addWidget(self._sum_head, 0, self._last, Qt.AlignmentFlag.AlignBottom)
        for row, label in enumerate(self._labels):
            self._grid.addWidget(label, row + 1, 0)
            for column in range(len(self._columns)):
                self._grid.addWidget(self._cells[row, column], row + 1, column + 1, centre)
            self._grid.addWidget(self._row_sums[row], row + 1, self._last)
        below = len(self._labels) + 1
        for place, foot in enumerate(self._foot):
            self._grid.addWidget(foot, below, place)
        self._grid.setRowStretch(below + 1, 1)

    def _place_stacked(self) -> None:
        line = 0
        for row, label in enumerate(self._labels):
            self._grid.addWidget(label, line, 0)
            self._grid.addWidget(self._row_sums[row], line, 1)
            for column, choice in enumerate(self._columns):
                line += 1
                if (row, column) not in self._stacked_heads:
                    self._stacked_heads[row, column] = PlainLabel(choice.label, "muted", wrap=True)
                self._grid.addWidget(self._stacked_heads[row, column], line, 0)
                self._grid.addWidget(self._cells[row, column], line, 1)
            line += 1
        self._grid.setRowStretch(line, 1)

    # Numbers

    def counts(self) -> dict[tuple[str, str], int]:
        """Return the numbers that are not nought, by the ids of row and column."""
        return {
            (self._rows[row].id, self._columns[column].id): cell.count()
            for (row, column), cell in self._cells.items()
            if cell.count()
        }

    def total(self) -> int:
        """Return the sum of all numbers."""
        return sum(cell.count() for cell in self._cells.values())

    def rows(self) -> list[Choice]:
        """Return the rows."""
        return list(self._rows)

    def set_count(self, row: str, column: str, count: int) -> None:
        """Show a number, without telling; rows and columns that are not there are passed by."""
        rows, columns = [r.id for r in self._rows], [c.id for c in self._columns]
        if row in rows and column in columns:
            cell = self._cells[rows.index(row), columns.index(column)]
            cell.setText(str(count) if count else "")
            self._show_sums()

    def _show_sums(self) -> None:
        columns = range(len(self._columns))
        for row, label in enumerate(self._row_sums):
            total = sum(self._cells[row, column].count() for column in columns)
            label.setText(str(total) if total else "")
        for column in columns:
            total = sum(self._cells[row, column].count() for row in range(len(self._rows)))
            self._foot[column + 1].setText(str(total) if total else "")
        self._foot[self._last].setText(str(self.total()))

    def _on_edited(self) -> None:
        self._show_sums()
        self.changed.emit()

    # Focus

    def begin_after(self, before: QWidget) -> None:
        """Let Tab come from another field to the first cell."""
        if self._cells:
            self._make_current(0, 0)
            QWidget.setTabOrder(before, self._cells[0, 0])

    def current(self) -> tuple[str, str]:
        """Return the ids of row and column of the cell that had the focus last."""
        row, column = self._current
        return self._rows[row].id, self._columns[column].id

    def make_current(self, row: str, column: str) -> None:
        """Let a cell be the one to go on with; one that is not there is passed by."""
        rows, columns = [r.id for r in self._rows], [c.id for c in self._columns]
        if row in rows and column in columns:
            self._make_current(rows.index(row), columns.index(column))

    def focus_current(self) -> None:
        """Go to the cell that had the focus last, or the first."""
        if cell := self._cells.get(self._current):
            cell.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(cell, 40, 40)

    def _make_current(self, row: int, column: int) -> None:
        """Let Tab come to a cell, and to no other."""
        before, cell = self._cells.get(self._current), self._cells[row, column]
        if before is not None and before is not cell:
            before.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            QWidget.setTabOrder(before, cell)
        self._current = (row, column)
        cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _on_moved(self, row: int, column: int, down: int, right: int) -> None:
        target = self._cells.get((row + down, column + right))
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(target, 40, 40)


def _sum(text: str) -> PlainLabel:
    label = PlainLabel(text, role="heading")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _widest_word(label: PlainLabel) -> int:
    """Return the width of the longest word: a label of several words breaks."""
    metrics = label.fontMetrics()
    words = (metrics.horizontalAdvance(word) for word in label.text().split())
    return max(words, default=0) + 4  # letters that lean over their edge
