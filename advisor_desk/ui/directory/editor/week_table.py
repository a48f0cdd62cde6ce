"""Seven days of opening hours as a table of fields, one column or two."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from advisor_desk.i18n import _
from advisor_desk.ui.directory.editor.day_times import cell_problem
from advisor_desk.ui.directory.editor.hours_form import DAY_NAMES
from advisor_desk.ui.widgets.labels import PlainLabel

_LONGEST: Final = 120
_WORKING_DAYS: Final = range(5)
_COPY_KEYS: Final = {
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier): "below",
    (
        Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ): "weekdays",
}


def _copying(event: QKeyEvent) -> str:
    """Return where the keys pressed copy a day to, or an empty text."""
    return _COPY_KEYS.get((Qt.Key(event.key()), event.modifiers()), "")


class DayField(QLineEdit):
    """The hours of one day. Up and Down go to the day above and below.

    Signals:
        copy_requested: "below" or "weekdays": the hours are wanted for other days too.
        moved: -1 or 1: Up or Down was pressed.
        entered: it got the focus.
    """

    copy_requested = Signal(str)
    moved = Signal(int)
    entered = Signal()

    def event(self, event: QEvent, /) -> bool:
        """Keep the copying keys from the shortcuts of the window."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and asked and _copying(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Copy by Ctrl+D, move by Up and Down."""
        copy = _copying(event)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if copy:
            self.copy_requested.emit(copy)
        elif event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's name
        """Tell that the field got the focus."""
        super().focusInEvent(event)
        self.entered.emit()


class WeekTable(QWidget):
    """Seven days, and where odd and even weeks differ two columns of them.

    Signals:
        changed: the user changed the hours of a day.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: tuple[list[DayField], list[DayField]] = ([], [])
        self._heads = [
            PlainLabel(_("Odd weeks"), role="muted"),
            PlainLabel(_("Even weeks"), "muted"),
        ]
        self._last = (0, 0)
        self._differs = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for column, head in enumerate(self._heads):
            grid.addWidget(head, 0, column + 1)
        for day, name in enumerate(DAY_NAMES):
            label = PlainLabel(_(name))
            grid.addWidget(label, day + 1, 0)
            for column in (0, 1):
                field = self._field(column, day)
                grid.addWidget(field, day + 1, column + 1)
            label.setBuddy(self.fields[0][day])
        self._grid = grid
        self.set_differs(differs=False)

    def _field(self, column: int, day: int) -> DayField:
        field = DayField()
        field.setMaxLength(_LONGEST)
        field.setPlaceholderText(_("closed"))
        field.textChanged.connect(partial(self._on_text, field))
        field.copy_requested.connect(partial(self._copy_from, column, day))
        field.moved.connect(partial(self._move, column, day))
        field.entered.connect(partial(self._note, column, day))
        self.fields[column].append(field)
        return field

    @property
    def differs(self) -> bool:
        """Whether odd and even weeks have hours of their own."""
        return self._differs

    def set_differs(self, *, differs: bool) -> None:
        """Show one column or two."""
        self._differs = differs
        for day, name in enumerate(DAY_NAMES):
            odd, even = self.fields[0][day], self.fields[1][day]
            even.setVisible(differs)
            odd.setAccessibleName(_("{day}, odd weeks").format(day=_(name)) if differs else _(name))
            even.setAccessibleName(_("{day}, even weeks").format(day=_(name)))
        for head in self._heads:
            head.setVisible(differs)
        self._grid.setColumnStretch(2, int(differs))

    def part_weeks(self, *, differs: bool) -> None:
        """Show one column or two as the user asks; the second begins as the first."""
        if differs:
            for odd, even in zip(*self.fields, strict=True):
                even.setText(odd.text())
        self.set_differs(differs=differs)

    def texts(self, column: int) -> tuple[str, ...]:
        """Return what is typed in a column, Monday first."""
        return tuple(field.text() for field in self.fields[column])

    def show_texts(self, odd: tuple[str, ...], even: tuple[str, ...]) -> None:
        """Show the hours of a week, without telling."""
        self.blockSignals(True)
        for fields, texts in zip(self.fields, (odd, even or ("",) * 7), strict=True):
            for field, text in zip(fields, texts, strict=True):
                field.setText(text)
        self.set_differs(differs=bool(even))
        self.blockSignals(False)

    def copy(self, to: str) -> None:
        """Copy the day that had the focus last: to the days "below" it, or to all "weekdays"."""
        self._copy_from(*self._last, to)

    def _copy_from(self, column: int, day: int, to: str) -> None:
        days = range(day + 1, 7) if to == "below" else _WORKING_DAYS
        text = self.fields[column][day].text()
        for other in days:
            self.fields[column][other].setText(text)

    def _move(self, column: int, day: int, step: int) -> None:
        if 0 <= day + step < 7:
            field = self.fields[column][day + step]
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def _note(self, column: int, day: int) -> None:
        self._last = (column, day)

    def _on_text(self, field: DayField, text: str) -> None:
        field.setAccessibleDescription(cell_problem(text))
        self.changed.emit()
