"""A row for one whole number, which stands among rows of choices."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from advisor_desk.ui.widgets.labels import PlainLabel, set_role

_NONE = -1


class _Number(QSpinBox):
    """A spin box that can be emptied, and that leaves the wheel to the page around it."""

    def __init__(self, highest: int) -> None:
        super().__init__()
        self.setRange(_NONE, highest)
        self.setMinimumWidth(1)  # Qt reserves the room of the arrows twice
        self.lineEdit().setTextMargins(10, 0, 0, 0)  # style sheets cannot move it
        self.lineEdit().textEdited.connect(self._on_edited)

    def _on_edited(self, text: str) -> None:
        """Take the number back where all of it was deleted."""
        if not text:
            self.setValue(_NONE)
            self.selectAll()

    def wheelEvent(self, event: QWheelEvent, /) -> None:  # noqa: N802 - Qt's name
        """Change nothing: a number shall not turn while somebody scrolls past it."""
        event.ignore()


class NumberRow(QWidget):
    """A labelled number that may be missing; it acts like a `ChoiceRow`.

    Args:
        name: told with every signal.
        highest: the largest number.

    Signals:
        changed: the row's name, after the user has changed the number.
    """

    changed = Signal(str)

    def __init__(self, name: str, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._showing = False
        self.label = PlainLabel(role="heading", wrap=True)
        self._hint = PlainLabel(role="muted", wrap=True)
        self._hint.hide()
        self.spin = _Number(highest)
        self.spin.valueChanged.connect(self._on_changed)
        self.label.setBuddy(self.spin)
        line = QHBoxLayout()
        line.addWidget(self.spin)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.label)
        layout.addWidget(self._hint)
        layout.addLayout(line)

    def set_words(self, label: str, none: str) -> None:
        """Set what the number is called, and what is shown while there is none."""
        self.label.setText(label)
        self.spin.setAccessibleName(label)
        self.spin.setSpecialValueText(none)

    def set_value(self, text: str) -> None:
        """Show a number, or none for an empty text, without telling."""
        self._showing = True
        self.spin.setValue(int(text) if text else _NONE)
        self._showing = False

    def chosen(self) -> tuple[str, ...]:
        """Return the number as text, or nothing."""
        value = self.spin.value()
        return () if value == _NONE else (str(value),)

    def set_hint(self, text: str, role: str = "muted") -> None:
        """Show a line below the name, or none for an empty text."""
        self._hint.setText(text)
        set_role(self._hint, role)
        self._hint.setVisible(bool(text))

    def has_focus(self) -> bool:
        """Tell whether the number has the focus."""
        return self.spin.hasFocus()

    def focus_row(self) -> None:
        """Go to the number, selected, so that typing replaces it."""
        self.spin.setFocus(Qt.FocusReason.TabFocusReason)
        self.spin.selectAll()

    def _on_changed(self, _value: int) -> None:
        if not self._showing:
            self.set_hint("")
            self.changed.emit(self.name)
