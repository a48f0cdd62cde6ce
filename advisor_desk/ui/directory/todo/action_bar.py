"""What can be done about a task: why it is there, and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the bar.

    Attributes:
        id: told when it is pressed.
        label: what stands on it.
        tip: with its key, or an empty text.
    """

    id: str
    label: str
    tip: str = ""


class ActionBar(QWidget):
    """A sentence and buttons; the first one is the likeliest.

    Signals:
        acted: the id of an action.
    """

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._text = PlainLabel(wrap=True)
        self._buttons: list[QPushButton] = []
        feet = QWidget()
        self._flow = FlowLayout(feet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 4)
        layout.addWidget(self._text)
        layout.addWidget(feet)

    def show_actions(self, text: str, actions: Sequence[Action]) -> None:
        """Show why a task is there and what can be done about it."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for number, action in enumerate(actions):
            button = QPushButton(action.label, self._flow.parentWidget())
            if not number:
                button.setProperty("role", "primary")
            button.setToolTip(action.tip)
            button.clicked.connect(partial(self._on_clicked, action.id))
            self._flow.addWidget(button)
            button.show()
            self._buttons.append(button)

    def text(self) -> str:
        """Return the sentence, for the tests."""
        return self._text.text()

    def _on_clicked(self, action: str, _checked: bool = False) -> None:
        self.acted.emit(action)
