"""A table of the optional fields of a visit: shown, required, under "more fields" or hidden."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.i18n import _
from advisor_desk.services.explain import field_label
from advisor_desk.settings.options import FIELD_USES, Option, Value
from advisor_desk.ui.widgets.labels import PlainLabel

_ROWS_OF_A_FIELD: Final = 4
"""Line, name, buttons where they stand below the name, note."""
_COLUMNS: Final = len(FIELD_USES) + 1
_PREFIX: Final = "field_"
_RADIO_EDGE: Final = 6
"""Pixels from the edge of a radio button, where its focus is drawn, to its circle."""


class FieldTable(QWidget):
    """A row for each field, with one button for each use.

    A row is one stop of the Tab key; Left and Right choose in it. Where the names of the
    fields leave no room, for large text, the buttons stand below them.

    Args:
        options: those of the visit fields, in the order of the form.

    Signals:
        chosen: the name of an option, and the use chosen for it.
    """

    chosen = Signal(str, object)

    def __init__(self, options: tuple[Option, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intro = PlainLabel(role="muted", wrap=True)
        self._words: dict[str, str] = {str(use): words for use, words in FIELD_USES.items()}
        self._heads = {use: PlainLabel(role="heading", wrap=True) for use in self._words}
        self._stacked = False
        self._rows: dict[str, int] = {}
        self._labels: dict[str, PlainLabel] = {}
        self._notes: dict[str, tuple[PlainLabel, str]] = {}
        self._buttons: dict[str, dict[str, QRadioButton]] = {}
        head = QWidget()
        self._head_grid = QGridLayout(head)
        self._head_grid.setContentsMargins(0, 8, 0, 4)
        self._head_grid.setHorizontalSpacing(0)
        for column, label in enumerate(self._heads.values(), 1):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            label.setIndent(_RADIO_EDGE)
            self._head_grid.addWidget(label, 0, column)
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(3)
        self._grid.setHorizontalSpacing(0)
        for grid in (self._head_grid, self._grid):
            grid.setColumnStretch(0, 1)
        for option in options:
            self._add_row(option)
        self._grid.setRowStretch(len(options) * _ROWS_OF_A_FIELD, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._intro)
        layout.addWidget(head)
        layout.addWidget(self._scroll, 1)
        self.retranslate()

    def _add_row(self, option: Option) -> None:
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        row = len(self._rows) * _ROWS_OF_A_FIELD
        self._grid.addWidget(line, row, 0, 1, _COLUMNS)
        self._rows[option.name] = row + 1
        self._labels[option.name] = PlainLabel(wrap=True)
        group = QButtonGroup(self)
        self._buttons[option.name] = {}
        for use in FIELD_USES:
            if use in option.choices:
                button = QRadioButton()
                button.clicked.connect(partial(self._on_clicked, option.name, use))
                group.addButton(button)
                self._buttons[option.name][use] = button
        self._place_row(option.name)
        if option.note:
            note = PlainLabel(role="muted", wrap=True)
            self._notes[option.name] = (note, option.note)
            self._grid.addWidget(note, row + 3, 0, 1, _COLUMNS)

    def _place_row(self, name: str) -> None:
        """Put the buttons beside the name of the field or, stacked, below it."""
        row, label = self._rows[name], self._labels[name]
        self._grid.removeWidget(label)
        self._grid.addWidget(label, row, 0, 1, _COLUMNS if self._stacked else 1)
        for column, use in enumerate(FIELD_USES, 1):
            if button := self._buttons[name].get(use):
                self._grid.removeWidget(button)
                place = row + 1 if self._stacked else row
                self._grid.addWidget(button, place, column, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        """Take the words of the current language and the size of the text."""
        self._intro.setText(
            _(
                "Which fields of a visit are asked for. The topic is always shown and always"
                " required."
            )
        )
        for use, head in self._heads.items():
            head.setText(_(self._words[use]))
        for name, buttons in self._buttons.items():
            field = field_label(name.removeprefix(_PREFIX))
            self._labels[name].setText(field)
            for use, button in buttons.items():
                words = _(self._words[use])
                spoken = _("{field}: {use}").format(field=field, use=words)
                button.setAccessibleName(spoken)
                button.setToolTip(spoken)
        for name, (label, note) in self._notes.items():
            label.setText(_(note))
            for button in self._buttons[name].values():
                button.setAccessibleDescription(_(note))
        self.align()

    def align(self) -> None:
        """Make the columns of the head and of the rows equally wide, for the text as it is."""
        metrics = next(iter(self._heads.values())).fontMetrics()
        needed = max(_widest_word(label) for label in self._labels.values())
        for column, label in enumerate(self._heads.values(), 1):
            width = max(_widest_word(label) + metrics.averageCharWidth() * 3, 48)
            needed += width
            label.setFixedWidth(width)
            for grid in (self._head_grid, self._grid):
                grid.setColumnMinimumWidth(column, width)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._head_grid.setContentsMargins(0, 8, bar, 4)
        if self._stacked != (needed > self.width() - bar):
            self._stacked = not self._stacked
            for name in self._rows:
                self._place_row(name)

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stack the rows where they are too wide."""
        super().resizeEvent(event)
        self.align()

    def show_value(self, name: str, value: Value) -> None:
        """Show the use of a field, without telling."""
        self._buttons[name][str(value)].setChecked(True)

    def button(self, name: str, use: str) -> QRadioButton:
        """Return the button for a use of a field, for the tests."""
        return self._buttons[name][use]

    def _on_clicked(self, name: str, use: str, _checked: bool = False) -> None:
        self.chosen.emit(name, use)


def _widest_word(label: PlainLabel) -> int:
    """Return the width of the longest word: a label of several words breaks."""
    metrics = label.fontMetrics()
    return max((metrics.horizontalAdvance(word) for word in label.text().split()), default=0)
