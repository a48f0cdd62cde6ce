"""Seasons, exceptions and named days, each a row of the hours editor."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.holidays import HOLIDAYS
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.services.hours_text import HOLIDAY_NAMES
from advisor_desk.ui.directory.editor.dated_rows import DatedRow, RowKind, row_name, row_problem
from advisor_desk.ui.directory.editor.texts import TextsRow
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel

_LONGEST: Final = 200


class HoursRow(QFrame):
    """One season, exception or named day.

    Signals:
        changed: the user changed it.
        removed: it is to go.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, kind: RowKind, number: int) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._kind = kind
        name = row_name(DatedRow(kind))
        self._title = _("{name} {number}").format(name=name, number=number)
        self.first = QLineEdit()
        self.last = QLineEdit()
        self.holiday = QComboBox()
        for holiday in HOLIDAYS:
            self.holiday.addItem(_(HOLIDAY_NAMES[holiday]), holiday)
        self.closed = QCheckBox(_("Closed"))
        self.times = QLineEdit()
        self.remove = QPushButton(_("Remove"))
        self.remove.setProperty("role", "small")
        self.remove.setAutoDefault(False)  # else Enter in a field would press it
        named = None if kind == "holiday" else TextsRow(f"{self._title}: {_('What it is called')}")
        self.heading = named  # a named day has a name
        self._text = LocalText()
        self._told = PlainLabel(role="bad", wrap=True)
        self._told.hide()
        self._lay_out(name)
        self._connect()

    def _lay_out(self, name: str) -> None:
        fields = QWidget()
        flow = FlowLayout(fields, 12)
        if self._kind == "holiday":
            flow.addWidget(self._titled(_("Day"), self.holiday, 22))
        else:
            until = _("Last day") if self._kind == "exception" else _("Last day, or empty")
            flow.addWidget(self._titled(_("First day"), self.first, 14))
            flow.addWidget(self._titled(until, self.last, 14))
        flow.addWidget(self._titled(_("Hours"), self.times, 28))
        feet = QWidget()
        row = FlowLayout(feet, 12)
        row.addWidget(self.closed)
        row.addWidget(self.remove)
        self.closed.setAccessibleName(f"{self._title}: {self.closed.text()}")
        self.remove.setAccessibleName(f"{self._title}: {self.remove.text()}")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(PlainLabel(name, role="heading"))
        column.addWidget(fields)
        if self.heading is not None:
            column.addWidget(PlainLabel(_("What it is called"), role="muted", wrap=True))
            column.addWidget(self.heading)
        column.addWidget(feet)
        column.addWidget(self._told)

    def _titled(self, text: str, control: QWidget, letters: int) -> QWidget:
        """Return a control with its name above it."""
        holder = QWidget()
        label = PlainLabel(text, role="muted")
        label.setBuddy(control)
        control.setAccessibleName(f"{self._title}: {text}")
        control.setMinimumWidth(control.fontMetrics().averageCharWidth() * letters)
        if isinstance(control, QLineEdit):
            control.setMaxLength(_LONGEST)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(control)
        return holder

    def _connect(self) -> None:
        for edit in (self.first, self.last, self.times):
            edit.textChanged.connect(self._tell)
        self.holiday.currentIndexChanged.connect(self._tell)
        if self.heading is not None:
            self.heading.changed.connect(self._tell)
        self.closed.toggled.connect(self._on_closed)
        self.remove.clicked.connect(self._on_remove)

    def _on_closed(self, checked: bool) -> None:
        self.times.setEnabled(not checked)
        self._tell()

    def _on_remove(self) -> None:
        self.removed.emit()

    def _tell(self, *_value: object) -> None:
        self.show_problem()
        self.changed.emit()

    def value(self) -> DatedRow:
        """Return what is typed."""
        closed = self.closed.isChecked()
        times = "" if closed else self.times.text()
        if self.heading is None:
            holiday = str(self.holiday.currentData() or "")
            return DatedRow("holiday", holiday=holiday, closed=closed, times=times)
        first, last = self.first.text(), self.last.text()
        heading = self.heading.value()
        return DatedRow(self._kind, first, last, "", closed, times, heading, self._text)

    def show_value(self, row: DatedRow) -> None:
        """Show a row, without telling."""
        self.blockSignals(True)
        self.first.setText(row.first)
        self.last.setText(row.last)
        self.times.setText(row.times)
        self.closed.setChecked(row.closed)
        self._text = row.text
        if self.heading is not None:
            self.heading.show_value(row.heading)
        self.holiday.setCurrentIndex(max(self.holiday.findData(row.holiday), 0))
        self.blockSignals(False)
        self.show_problem()

    def show_problem(self) -> None:
        """Show what is wrong with what is typed; an empty row is not yet wrong."""
        row = self.value()
        begun = row.closed or row.times.strip() or row.first.strip()
        text = row_problem(row) if begun else ""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self.first.setAccessibleDescription(text)
        self.times.setAccessibleDescription(text)

    def start(self) -> QWidget:
        """Return the control that takes the focus first."""
        return self.holiday if self._kind == "holiday" else self.first


class HoursRows(QWidget):
    """All rows, and the buttons that add one.

    Signals:
        changed: the user changed, added or removed one.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[HoursRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        kinds: tuple[tuple[RowKind, str], ...] = (
            ("exception", _("Add an exception")),
            ("season", _("Add a season")),
            ("holiday", _("Add a named day")),
        )
        self.buttons: dict[RowKind, QPushButton] = {}
        for kind, text in kinds:
            button = QPushButton(text)
            button.setProperty("role", "small")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._on_add, kind))
            self.buttons[kind] = button
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._column)
        layout.addWidget(buttons)

    def value(self) -> tuple[DatedRow, ...]:
        """Return what is typed in the rows."""
        return tuple(row.value() for row in self.rows)

    def show_value(self, values: tuple[DatedRow, ...]) -> None:
        """Show rows, without telling."""
        for row in list(self.rows):
            self._take_away(row)
        for value in values:
            self._append(value.kind).show_value(value)

    def _append(self, kind: RowKind) -> HoursRow:
        row = HoursRow(kind, len(self.rows) + 1)
        row.changed.connect(self.changed)
        row.removed.connect(partial(self._on_removed, row))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()  # at once, so that it can take the focus
        return row

    def _take_away(self, row: HoursRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_add(self, kind: RowKind) -> None:
        self._append(kind).start().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_removed(self, row: HoursRow) -> None:
        place = self.rows.index(row)
        self._take_away(row)
        left = self.rows[min(place, len(self.rows) - 1)].start() if self.rows else None
        (left or self.buttons["exception"]).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
