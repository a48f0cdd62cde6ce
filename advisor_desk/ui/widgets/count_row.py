"""A row of numbers: the digit that is typed is the number, larger ones are under "more"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from advisor_desk.ui.widgets.choice_button import ChoiceButton
from advisor_desk.ui.widgets.choice_row import Choice, ChoiceRow

_WIDTH: Final = 5
"""Average characters of the narrowest button."""
_DIGITS: Final = {getattr(Qt.Key, f"Key_{digit}"): digit for digit in range(10)}


class CountRow(ChoiceRow):
    """Holds one number of 0 or more.

    Digits set it, and go on to the next row; the other keys are those of a row of choices,
    but a number cannot be chosen away: Backspace brings the usual one back.

    Args:
        name: told with every signal.
        usual: the number of most visits.
        breaks: as of a row of choices.
    """

    def __init__(self, name: str, usual: int, *, breaks: bool = False) -> None:
        super().__init__(name, breaks=breaks)
        self._usual = usual

    def set_number_words(self, label: str, more: str, shown: Sequence[int]) -> None:
        """Set the field's name, what "more" is called, and the numbers always shown (six)."""
        self.set_words(label, more, [_choice(number) for number in shown])

    def number(self) -> int:
        """Return the number."""
        chosen = self.chosen()
        return int(chosen[0]) if chosen else self._usual

    def set_number(self, number: int) -> None:
        """Show a number, without telling."""
        self.set_chosen([_choice(number)])

    def pick_number(self, number: int) -> None:
        """Choose a number as the user does."""
        self.pick(_choice(number))

    def pick(self, choice: Choice) -> None:
        """Choose as the user does; the same number again stays and goes on."""
        self.set_chosen([choice])
        self._rebuild(focus=choice.id)
        self.changed.emit(self.name)
        self.finished.emit(self.name)

    def clear_choice(self) -> None:
        """Take the usual number again."""
        if self.number() != self._usual:
            self.set_chosen([_choice(self._usual)])
            self._rebuild(focus=str(self._usual))
            self.changed.emit(self.name)

    def _new_button(self) -> ChoiceButton:
        button = super()._new_button()
        # A digit alone is narrow: what is pressed by a finger or a shaky hand has room.
        button.setMinimumWidth(button.fontMetrics().averageCharWidth() * _WIDTH)
        return button

    def _words(self, _number: int, label: str) -> str:
        return label

    def on_key(self, button: ChoiceButton, event: QKeyEvent) -> bool:
        """Handle a key of the row; return whether it was one."""
        digit = _DIGITS.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if digit is None or held:
            return super().on_key(button, event)
        self.pick_number(digit)
        return True


def _choice(number: int) -> Choice:
    return Choice(str(number), str(number))
