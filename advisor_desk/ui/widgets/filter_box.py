"""A labelled box to choose one of many values, or all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.labels import PlainLabel

_SHORTEST = 12
_LONGEST_LIST = 16
_MARGIN = 4


class WordBox(QComboBox):
    """A combo box that leaves the wheel to the page around it, and cuts long words visibly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST)
        self.setMaxVisibleItems(_LONGEST_LIST)
        # Drops a list that scrolls; without this it covers the screen and is no list of ours.
        self.setStyleSheet("QComboBox { combobox-popup: 0; }")
        self.setItemDelegate(QStyledItemDelegate(self))

    def paintEvent(self, _event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's name
        """Draw the box with an ellipsis where its words do not fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width()
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room - _MARGIN
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent, /) -> None:  # noqa: N802 - Qt's name
        """Change nothing: a filter shall not turn while somebody scrolls past it."""
        event.ignore()


class FilterBox(QWidget):
    """A label above a combo box whose first entry stands for "all".

    Signals:
        changed: the user chose another value.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel(role="heading")
        self.box = WordBox()
        self.box.activated.connect(self._on_activated)
        self._label.setBuddy(self.box)
        self._shown = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._label)
        layout.addWidget(self.box)

    def set_words(self, label: str, every: str) -> None:
        """Set the words: what is filtered by, and the entry that stands for all values."""
        self._label.setText(label)
        self.box.setAccessibleName(label)
        self._every = every

    def show_choices(self, choices: Sequence[Choice], heads: frozenset[str] = frozenset()) -> None:
        """Offer values; the chosen one stays chosen if it is still there.

        Args:
            choices: the values.
            heads: ids of the values that stand above others, and are set in bold.
        """
        before = self.value()
        self.box.clear()
        self.box.addItem(self._every, "")
        bold = QFont(self.box.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for choice in choices:
            self.box.addItem(choice.label, choice.id)
            if choice.id in heads:
                self.box.setItemData(self.box.count() - 1, bold, Qt.ItemDataRole.FontRole)
        self.set_value(before)
        view = self.box.view()
        view.setMinimumWidth(
            view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width()
        )

    def value(self) -> str:
        """Return the chosen value, or an empty string for all."""
        return self.box.currentData() or ""

    def text(self) -> str:
        """Return the words of what is chosen."""
        return self.box.currentText()

    def every(self) -> str:
        """Return the words of the entry that stands for all values."""
        return self._every

    def set_value(self, value: str) -> None:
        """Choose a value without telling; all of them where it is not offered."""
        self.box.setCurrentIndex(max(self.box.findData(value), 0))
        self._shown = self.value()

    def _on_activated(self, _index: int) -> None:
        # Arrow keys tell also where they change nothing.
        if self.value() != self._shown:
            self._shown = self.value()
            self.changed.emit()
