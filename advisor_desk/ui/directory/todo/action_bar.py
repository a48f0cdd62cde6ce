"""What can be done about a task: why it is there, and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel

_MOST: Final = 3


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
        self._actions: tuple[Action, ...] = ()
        self._buttons: list[QPushButton] = []
        feet = QWidget()
        flow = FlowLayout(feet)
        # Made once: a button made later would come last for Tab, after the page below the bar.
        for number in range(_MOST):
            button = QPushButton(feet)
            if not number:
                button.setProperty("role", "primary")
            button.clicked.connect(partial(self._on_clicked, number))
            button.hide()
            flow.addWidget(button)
            self._buttons.append(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 4)
        layout.addWidget(self._text)
        layout.addWidget(feet)

    def show_actions(self, text: str, actions: Sequence[Action]) -> None:
        """Show why a task is there and what can be done about it, with three buttons at most."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._actions = tuple(actions)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(actions))
            if number < len(actions):
                button.setText(actions[number].label)
                button.setToolTip(actions[number].tip)

    def text(self) -> str:
        """Return the sentence, for the tests."""
        return self._text.text()

    def _on_clicked(self, number: int, _checked: bool = False) -> None:
        self.acted.emit(self._actions[number].id)
