"""A table of the optional fields of a visit: shown, required, under "more" or hidden."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
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

_PREFIX: Final = "field_"
_RADIO_EDGE: Final = 6
"""Pixels from the edge of a radio button, where its focus is drawn, to its circle."""


class FieldTable(QWidget):
    """A row for each field, with one button for each use.

    A row is one stop of the Tab key; Left and Right choose in it.

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
        for option in options:
            self._add_row(option)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
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
        row = self._grid.rowCount()
        label = PlainLabel(wrap=True)
        self._labels[option.name] = label
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self._grid.addWidget(line, row, 0, 1, len(FIELD_USES) + 1)
        self._grid.addWidget(label, row + 1, 0)
        group = QButtonGroup(self)
        self._buttons[option.name] = {}
        for column, use in enumerate(FIELD_USES, 1):
            if use in option.choices:
                button = QRadioButton()
                button.clicked.connect(partial(self._on_clicked, option.name, use))
                group.addButton(button)
                self._buttons[option.name][use] = button
                self._grid.addWidget(button, row + 1, column, Qt.AlignmentFlag.AlignLeft)
        if option.note:
            note = PlainLabel(role="muted", wrap=True)
            self._notes[option.name] = (note, option.note)
            self._grid.addWidget(note, row + 2, 0, 1, len(FIELD_USES) + 1)

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
        for column, label in enumerate(self._heads.values(), 1):
            # The widest word: a head of several words breaks.
            widest = max(metrics.horizontalAdvance(word) for word in label.text().split())
            width = max(widest + metrics.averageCharWidth() * 3, 48)
            label.setFixedWidth(width)
            for grid in (self._head_grid, self._grid):
                grid.setColumnMinimumWidth(column, width)
        for grid in (self._head_grid, self._grid):
            grid.setColumnStretch(0, 1)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._head_grid.setContentsMargins(0, 8, bar, 4)

    def show_value(self, name: str, value: Value) -> None:
        """Show the use of a field, without telling."""
        self._buttons[name][str(value)].setChecked(True)

    def button(self, name: str, use: str) -> QRadioButton:
        """Return the button for a use of a field, for the tests."""
        return self._buttons[name][use]

    def _on_clicked(self, name: str, use: str, _checked: bool = False) -> None:
        self.chosen.emit(name, use)
