"""Two versions of a record side by side, of which one is chosen field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.widgets.document import DocumentView, Paragraph, Run
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.hit_list import Entry, HitList

Side = Literal["left", "right"]
SIDES: Final[tuple[Side, Side]] = ("left", "right")
_BESIDE: Final = 70
"""Average characters of width from which on the two versions stand side by side."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One field in both versions.

    Attributes:
        key: tells it from the others.
        title: what the field is called.
        left, right: the values in words.
        reason: why it is asked about, as a sentence, or an empty text.
        private: shown on the screen alone; what is copied leaves it out.
    """

    key: str
    title: str
    left: str
    right: str
    reason: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What the two versions are called.

    Attributes:
        left, right: on the buttons that choose one for the field, such as "Keep ours".
        all_left, all_right: on the buttons that choose one for all fields.
        left_chosen, right_chosen: in the list, beside a field that is decided.
    """

    left: str
    right: str
    all_left: str
    all_right: str
    left_chosen: str
    right_chosen: str


class CompareBoard(QWidget):
    """A list of fields; Left and Right choose a version and go on to the next field.

    Signals:
        chosen: some field was decided, or decided otherwise.
    """

    chosen = Signal()

    def __init__(self, context: Context, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._names = names
        self._pairs: tuple[Pair, ...] = ()
        self._choices: dict[str, Side] = {}
        self.list = HitList()
        self.list.setAccessibleName(_("Fields that differ"))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.key_pressed.connect(self._on_key)
        self.views: dict[Side, DocumentView] = {}
        self.buttons: dict[Side, QPushButton] = {}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        for side, name in zip(SIDES, (names.left, names.right), strict=True):
            self._columns.addLayout(self._column(side, name), 1)
        every = QWidget()
        flow = FlowLayout(every)
        for side, name in zip(SIDES, (names.all_left, names.all_right), strict=True):
            button = QPushButton(name)
            button.clicked.connect(partial(self._on_all, side))
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 3)
        layout.addLayout(self._columns, 4)
        layout.addWidget(every)
        self.setFocusProxy(self.list)

    def _column(self, side: Side, name: str) -> QVBoxLayout:
        button = QPushButton(name)
        button.setCheckable(True)
        button.clicked.connect(partial(self._on_side, side))
        view = DocumentView()
        view.setAccessibleName(name)
        self._context.paint(view)
        self.buttons[side], self.views[side] = button, view
        column = QVBoxLayout()
        column.addWidget(button)
        column.addWidget(view, 1)
        return column

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        for view in self.views.values():
            self._context.paint(view)

    def show_pairs(self, pairs: Sequence[Pair], choices: Mapping[str, Side] | None = None) -> None:
        """Show fields, with what is chosen already."""
        self._pairs = tuple(pairs)
        self._choices = dict(choices or {})
        self._fill()
        self._show_current()

    def choices(self) -> dict[str, Side]:
        """Return what was chosen, by the keys of the fields."""
        return dict(self._choices)

    def complete(self) -> bool:
        """Tell whether every field is decided."""
        return len(self._choices) == len(self._pairs)

    def choose(self, side: Side) -> None:
        """Choose a version of the current field, and go on to the next that is not decided."""
        key = self.list.current_key()
        if not key:
            return
        self._choices[key] = side
        following = [p.key for p in (*self._after(key), *self._pairs) if p.key not in self._choices]
        self._fill()
        self._make_current(following[0] if following else key)
        self._show_current()
        self.chosen.emit()

    def choose_all(self, side: Side) -> None:
        """Choose a version of every field."""
        self._choices = {pair.key: side for pair in self._pairs}
        self._fill()
        self._show_current()
        self.chosen.emit()

    def _after(self, key: str) -> tuple[Pair, ...]:
        row = next(n for n, pair in enumerate(self._pairs) if pair.key == key)
        return self._pairs[row + 1 :]

    def _make_current(self, key: str) -> None:
        row = next(n for n, pair in enumerate(self._pairs) if pair.key == key)
        self.list.setCurrentIndex(self.list.entries.index(row, 0))

    def _fill(self) -> None:
        words = {"left": self._names.left_chosen, "right": self._names.right_chosen}
        self.list.show_entries(
            [
                Entry(
                    pair.key,
                    pair.title,
                    detail=words.get(self._choices.get(pair.key, ""), _("not decided")),
                    reason=pair.reason,
                )
                for pair in self._pairs
            ]
        )

    def _show_current(self) -> None:
        key = self.list.current_key()
        pair = next((pair for pair in self._pairs if pair.key == key), None)
        texts = (pair.left, pair.right) if pair else ("", "")
        private = pair is not None and pair.private
        for side, text in zip(SIDES, texts, strict=True):
            lines = [line for line in text.split("\n") if line.strip()]
            self.views[side].show_blocks(
                [Paragraph((Run(line, private=private),)) for line in lines]
            )
            self.buttons[side].setChecked(self._choices.get(key) == side)
            self.buttons[side].setEnabled(pair is not None)

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stand the versions below each other where there is too little room."""
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _on_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_current()

    def _on_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Left:
            self.choose("left")
        elif key == Qt.Key.Key_Right:
            self.choose("right")

    def _on_side(self, side: Side, _checked: bool = False) -> None:
        self.choose(side)

    def _on_all(self, side: Side, _checked: bool = False) -> None:
        self.choose_all(side)
