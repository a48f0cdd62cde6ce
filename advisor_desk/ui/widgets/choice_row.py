"""A row of choices for one field: number keys, arrows, "more", never over six at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advisor_desk.ui.widgets.choice_button import BreakingButton, ChoiceButton
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel, repolish, set_role
from advisor_desk.ui.widgets.properties import CLICK_FOCUS, STRONG_FOCUS, set_focus_policy

VISIBLE: Final = 6
_LONGEST: Final = 200
"""Characters of a choice that are shown; longer ones would take long to lay out."""


class Choice(NamedTuple):
    """One thing to choose: an id, the words for it, and for a picker a detail beside them."""

    id: str
    label: str
    detail: str = ""


class ChoiceRow(QWidget):
    """A labelled row of buttons of which one, or several, can be chosen.

    Args:
        name: told with every signal.
        several: whether more than one can be chosen.
        breaks: whether words break into lines where they have no room, for large text.

    The row is one stop of the Tab key. In it, digits choose, Left and Right move, Space
    chooses what has the focus, Backspace and minus clear, and the digit after the last
    choice opens "more".

    Signals:
        changed: the row's name, after the chosen ids have changed by the user.
        more_requested: the row's name: the whole list is wanted.
        finished: the row's name: a choice was made that completes it; go on to the next.
        row_left: the row's name and -1 or 1: Up or Down was pressed.
    """

    changed = Signal(str)
    more_requested = Signal(str)
    finished = Signal(str)
    row_left = Signal(str, int)

    def __init__(
        self,
        name: str,
        *,
        several: bool = False,
        breaks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.several = several
        self._breaks = breaks
        self._quick: list[Choice] = []
        self._chosen: list[Choice] = []
        self._carried = False
        self._more_text = ""
        self._main_text = ""
        self._buttons: list[ChoiceButton] = []
        self.label = PlainLabel(role="heading", wrap=breaks)
        self._hint = PlainLabel(role="muted", wrap=True)
        self._hint.hide()
        self._area = QWidget()
        self._flow = FlowLayout(self._area, 4, breaks=breaks)
        self._more = self._new_button()
        self._more.setProperty("role", "more")
        self._more.setCheckable(False)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.label, 1)
        if not breaks:  # else it stands after the choices
            top.addWidget(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._hint)  # above the choices: a row can be higher than its form
        layout.addWidget(self._area)

    def set_words(self, label: str, more: str, quick: Sequence[Choice]) -> None:
        """Set the field's name, what "more" is called, and the choices always shown (six).

        Without words for "more" there is none: the choices are all there are. What is chosen
        keeps its words until `set_chosen` brings new ones.
        """
        self.label.setText(label)
        self._more_text = more
        if not more:
            self._more.hide()
        self._quick = list(quick[:VISIBLE])

    def set_main_words(self, words: str) -> None:
        """Let the first of several choices be the main one, marked by words; Home makes one so."""
        self._main_text = words

    def set_chosen(self, chosen: Sequence[Choice], *, carried: bool = False) -> None:
        """Show what is chosen, without telling; carried values look carried over."""
        self._chosen = list(chosen)
        self._carried = carried
        self._rebuild()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of what is chosen, in the order of choosing."""
        return tuple(choice.id for choice in self._chosen)

    @property
    def carried(self) -> bool:
        """Whether the value is carried over from the visit before."""
        return self._carried and bool(self._chosen)

    def set_hint(self, text: str, role: str = "muted") -> None:
        """Show a line below the name of the field, or none for an empty text."""
        self._hint.setText(text)
        set_role(self._hint, role)
        self._hint.setVisible(bool(text))

    def pick(self, choice: Choice) -> None:
        """Choose as the user does: replace the one choice, or add to and take from several."""
        was_empty = not self._chosen
        if not self.several:
            self._chosen = [] if self.chosen() == (choice.id,) and not self._carried else [choice]
        elif choice.id in self.chosen():
            self._chosen = [c for c in self._chosen if c.id != choice.id]
        else:
            self._chosen.append(choice)
        self._carried = False
        self._rebuild(focus=choice.id)
        self.changed.emit(self.name)
        if self._chosen and (was_empty or not self.several):
            self.finished.emit(self.name)

    def clear_choice(self) -> None:
        """Take the choice back."""
        if self._chosen:
            self._chosen, self._carried = [], False
            self._rebuild(focus="")
            self.changed.emit(self.name)

    def has_focus(self) -> bool:
        """Tell whether one of the buttons has the focus."""
        return any(button.hasFocus() for button in self._stops())

    def focus_row(self) -> None:
        """Move the focus to the chosen button, or to the first."""
        chosen = self.chosen()
        ids = [button.property("choice") for button in self._stops()]
        index = next((ids.index(i) for i in chosen if i in ids), 0)
        self._stops()[index].setFocus()

    def _shown(self) -> list[Choice]:
        """Return the visible choices: all that are chosen, and quick ones as far as they fit."""
        chosen, quick_ids = self.chosen(), {choice.id for choice in self._quick}
        extra = [choice for choice in self._chosen if choice.id not in quick_ids]
        free = VISIBLE - len(extra) - sum(choice.id in chosen for choice in self._quick)
        others = [choice.id for choice in self._quick if choice.id not in chosen][: max(free, 0)]
        kept = [choice for choice in self._quick if choice.id in chosen or choice.id in others]
        return [*kept, *extra]

    def _rebuild(self, focus: str | None = None) -> None:
        """Make the buttons anew where the choices changed, else only set their state."""
        had_focus = self.has_focus()
        shown = self._shown()
        while len(self._buttons) > len(shown):
            button = self._buttons.pop()
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        while len(self._buttons) < len(shown):
            button = self._new_button()
            self._flow.addWidget(button)
            self._buttons.append(button)
        if self._breaks:
            self._flow.removeWidget(self._more)
            self._flow.addWidget(self._more)
        for number, (button, choice) in enumerate(zip(self._buttons, shown, strict=True), 1):
            label = self._marked(choice)
            self._set_up(button, choice.id, self._words(number, label), label)
        self._set_up(self._more, "", self._words(len(shown) + 1, self._more_text), self._more_text)
        if had_focus:
            ids = [button.property("choice") for button in self._stops()]
            index = ids.index(focus) if focus in ids else 0
            self._stops()[index].setFocus()
        self._set_tab_stop()
        self._area.updateGeometry()

    def _marked(self, choice: Choice) -> str:
        """Return the words of a choice; the main one of several is marked as such."""
        label = choice.label[:_LONGEST]
        if not self._main_text or len(self._chosen) < 2 or choice != self._chosen[0]:
            return label
        return f"{label} · {self._main_text}"

    def _make_main(self, choice_id: str) -> None:
        """Let one of the choices stand first."""
        main = next((choice for choice in self._chosen if choice.id == choice_id), None)
        if main is not None and main != self._chosen[0]:
            self._chosen = [main, *(choice for choice in self._chosen if choice != main)]
            self._rebuild(focus=choice_id)
            self.changed.emit(self.name)

    def _words(self, number: int, label: str) -> str:
        """Return what stands on the button of a choice."""
        return f"{number}  {label}"

    def _stops(self) -> list[ChoiceButton]:
        """Return the buttons in the order of their numbers; "more" is the last, if there is one."""
        return [*self._buttons, self._more] if self._more_text else list(self._buttons)

    def _new_button(self) -> ChoiceButton:
        button = (BreakingButton if self._breaks else ChoiceButton)(self, self)
        button.setProperty("role", "choice")
        button.setCheckable(True)
        button.setAutoDefault(False)  # in a dialog, Enter is not for the button
        button.clicked.connect(self._on_clicked)
        return button

    def _set_up(self, button: ChoiceButton, choice_id: str, text: str, name: str) -> None:
        checked = bool(choice_id) and choice_id in self.chosen()
        button.setProperty("choice", choice_id)
        button.set_words(text)
        button.setAccessibleName(f"{self.label.text()}: {name}")
        button.setChecked(checked)
        carried = checked and self._carried
        if bool(button.property("carried")) != carried:
            button.setProperty("carried", carried)
            repolish(button)

    def _set_tab_stop(self) -> None:
        """Let the Tab key stop once: at the focused, the chosen or the first button."""
        stops = self._stops()
        ids = [button.property("choice") for button in stops]
        stop = next((i for i, button in enumerate(stops) if button.hasFocus()), None)
        if stop is None:
            stop = next((ids.index(i) for i in self.chosen() if i in ids), 0)
        for index, button in enumerate(stops):
            set_focus_policy(button, STRONG_FOCUS if index == stop else CLICK_FOCUS)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, ChoiceButton):
            self._activate(button)

    def _activate(self, button: ChoiceButton) -> None:
        choice_id = button.property("choice")
        if not choice_id:
            self.more_requested.emit(self.name)
            return
        choice = next(c for c in self._shown() if c.id == choice_id)
        self.pick(choice)

    def on_focus(self) -> None:
        """Move the one stop of the Tab key to the button that has the focus."""
        self._set_tab_stop()

    def on_key(self, button: ChoiceButton, event: QKeyEvent) -> bool:
        """Handle a key of the row; return whether it was one."""
        keys, key = QtCore.Qt.Key, QtCore.Qt.Key(event.key())
        if event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier:
            return False
        if keys.Key_1 <= key <= keys.Key_9:
            index = key - keys.Key_1
            if index < len(self._stops()):
                self._stops()[index].setFocus()
                self._activate(self._stops()[index])
        elif key in (keys.Key_Left, keys.Key_Right):
            step = 1 if (key == keys.Key_Right) != self.isRightToLeft() else -1
            stops = self._stops()
            stops[(stops.index(button) + step) % len(stops)].setFocus()
        elif key in (keys.Key_Up, keys.Key_Down):
            self.row_left.emit(self.name, -1 if key == keys.Key_Up else 1)
        elif key in (keys.Key_Backspace, keys.Key_Delete, keys.Key_Minus):
            self.clear_choice()
        elif key == keys.Key_Home and self._main_text:
            self._make_main(button.property("choice"))
        else:
            return False
        return True
