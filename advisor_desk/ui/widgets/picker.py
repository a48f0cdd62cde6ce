"""A dialog to pick from a long list by typing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.sizes import fit_to_text

_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_LONGEST: Final = 500
"""Characters of a choice that are shown; longer ones would take long to lay out."""
_DETAIL: Final = Qt.ItemDataRole.UserRole + 1


def fold(text: str) -> str:
    """Return text without case and diacritics, for matching what is typed."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


class _DetailDelegate(QStyledItemDelegate):
    """Draws the detail of a choice at the end of its line."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        /,
    ) -> None:
        """Draw the line, its words shortened where the detail needs the room."""
        detail: str = index.data(_DETAIL)
        self.initStyleOption(option, index)
        metrics, style = option.fontMetrics, option.widget.style()
        gap = metrics.averageCharWidth() * 2
        rect = option.rect.adjusted(gap, 0, -gap, 0)
        room = rect.width() - (metrics.horizontalAdvance(detail) + gap if detail else 0)
        option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        palette = option.widget.palette()
        painter.setPen(palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flags, detail)
        painter.restore()


class _List(QListView):
    """A list in which letters do nothing: the text field finds by any part of the words."""

    def keyboardSearch(self, _typed: str, /) -> None:  # noqa: N802 - Qt's name
        """Stay at the current choice."""


class Picker(QDialog):
    """Type to narrow, arrows to move, Enter to pick, Escape to leave.

    Attributes:
        picked: the choice that was made, or None.
    """

    def __init__(
        self, title: str, prompt: str, choices: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.picked: Choice | None = None
        self._choices = list(choices)
        self.setWindowTitle(title)
        self._label = PlainLabel(prompt)
        self._edit = QLineEdit()
        self._edit.setAccessibleName(prompt)
        self._label.setBuddy(self._edit)
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.returnPressed.connect(self._on_return)
        self._list = _List()
        self._list.setAccessibleName(title)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setUniformItemSizes(True)
        self._list.activated.connect(self._on_activated)
        self._list.clicked.connect(self._on_activated)
        self._model = QStandardItemModel(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_DetailDelegate(self._list))
        layout = QVBoxLayout(self)
        layout.addWidget(self._label)
        layout.addWidget(self._edit)
        layout.addWidget(self._list)
        fit_to_text(self, columns=76, rows=28)
        self._fill("")

    def _fill(self, typed: str) -> None:
        """Show the choices that hold the typed text, those that begin with it first."""
        wanted = fold(typed)
        found = [(fold(c.label).find(wanted), i, c) for i, c in enumerate(self._choices)]
        hits = sorted((min(place, 1), i) for place, i, _ in found if place >= 0)
        self._model.clear()
        for _, i in hits:
            choice = self._choices[i]
            item = QStandardItem(" ".join(choice.label[:_LONGEST].split()))
            item.setData(choice.id, Qt.ItemDataRole.UserRole)
            item.setData(choice.detail, _DETAIL)
            spoken = f"{choice.label}, {choice.detail}" if choice.detail else choice.label
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        if hits:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def choices(self) -> list[Choice]:
        """Return all choices, for the tests."""
        return list(self._choices)

    def _on_edited(self, text: str) -> None:
        self._fill(text)

    def _on_return(self) -> None:
        self._on_activated(self._list.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            choice_id = index.data(Qt.ItemDataRole.UserRole)
            self.picked = next(c for c in self._choices if c.id == choice_id)
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows move in the list while the text field has the focus."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and Qt.Key(event.key()) in _MOVES
        ):
            self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _speak(self) -> None:
        """Let a screen reader say the current choice; the focus stays in the text field."""
        text = self._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._list, text))
