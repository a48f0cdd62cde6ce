"""Controls for options: a name, something to choose or type in, and a note below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.codes import ABROAD, UNKNOWN_MUNICIPALITY
from advisor_desk.i18n import _
from advisor_desk.services.codes import Codes
from advisor_desk.settings.options import Option, Value
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.picker import Picker

_NOT_PLACES: Final = (ABROAD, UNKNOWN_MUNICIPALITY)
"""Codes that can be said of a client, not of a point."""


class Control(QWidget):
    """One option.

    Signals:
        chosen: the option's name and the value the user gave it.
    """

    chosen = Signal(str, object)

    def __init__(self, option: Option, editor: QWidget) -> None:
        super().__init__()
        self.option = option
        self.editor = editor
        self._label = PlainLabel(role="heading", wrap=True)
        self._label.setBuddy(editor)
        self._note = PlainLabel(role="muted", wrap=True)
        self._note.setVisible(bool(option.note))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addWidget(editor)
        layout.addWidget(self._note)

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self._label.setText(_(self.option.label))
        self._note.setText(_(self.option.note))
        self.editor.setAccessibleName(_(self.option.label))
        self.editor.setAccessibleDescription(_(self.option.note))

    def value(self) -> Value:
        """Return what the control shows."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Show a value, without telling."""
        raise NotImplementedError

    def settle(self, value: Value) -> None:
        """Take note that a value given here is kept."""

    def refuse(self, kept: Value) -> None:
        """Take note that a value given here could not be kept: another is."""
        self.show_value(kept)

    def flush(self) -> None:
        """Tell a value that was typed and not yet told."""


class _StillBox(QComboBox):
    """A combo box that does not change when the page is scrolled with the wheel."""

    def wheelEvent(self, event: QWheelEvent, /) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()


class ChoiceControl(Control):
    """One of a few values."""

    def __init__(self, option: Option) -> None:
        self._box = _StillBox()
        super().__init__(option, self._box)
        values: list[Value] = [*option.choices]
        if not values:
            values = [*range(option.low, option.high + 1, option.step)]
        for value in values:
            self._box.addItem("", value)
        self._box.activated.connect(self._on_activated)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        super().retranslate()
        for index in range(self._box.count()):
            value = self._box.itemData(index)
            label = self.option.choices.get(value) if isinstance(value, str) else None
            text = _(label) if label else _(self.option.shown).format(number=value)
            self._box.setItemText(index, text)

    def value(self) -> Value:
        """Return the chosen value."""
        chosen: Value = self._box.currentData()
        return chosen

    def show_value(self, value: Value) -> None:
        """Show a value; a number between two choices shows the nearer one."""
        if isinstance(value, int):
            value = min(
                range(self.option.low, self.option.high + 1, self.option.step),
                key=lambda choice: abs(choice - value),
            )
        self._box.setCurrentIndex(self._box.findData(value))

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self.option.name, self._box.itemData(index))


class TextControl(Control):
    """A short text, told when the field is left or Enter is pressed."""

    def __init__(self, option: Option) -> None:
        self._edit = QLineEdit()
        self._edit.setMaxLength(option.max_length)
        super().__init__(option, self._edit)
        self._kept = ""
        self._told = ""
        self._edit.editingFinished.connect(self._on_finished)
        self.retranslate()

    def value(self) -> Value:
        """Return the text without spaces around it."""
        return self._edit.text().strip()

    def show_value(self, value: Value) -> None:
        """Show a text."""
        self._kept = self._told = str(value)
        self._edit.setText(self._kept)

    def settle(self, value: Value) -> None:
        """Take note that a text is kept; what was typed since stays."""
        self._kept = str(value)

    def refuse(self, kept: Value) -> None:
        """Leave what was typed, to be tried again."""
        self._kept = str(kept)

    def flush(self) -> None:
        """Tell what was typed; a text that could not be kept is told once only."""
        if self.value() != self._told:
            self._on_finished()

    def _on_finished(self) -> None:
        if self.value() != self._kept:
            self._told = str(self.value())
            self.chosen.emit(self.option.name, self._told)


class CodeControl(Control):
    """One code of a long list, picked in a dialog."""

    def __init__(self, option: Option, codes: Codes) -> None:
        self._button = QPushButton()
        self._button.setProperty("role", "pick")
        super().__init__(option, self._button)
        self._codes = codes
        self._value = ""
        self._button.clicked.connect(self._on_clicked)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        super().retranslate()
        self.show_value(self._value)

    def value(self) -> Value:
        """Return the id of the code, or an empty text."""
        return self._value

    def show_value(self, value: Value) -> None:
        """Show a code by its id."""
        self._value = str(value)
        book = self._codes.book
        label = book.label(self.option.code_list, self._value, language()) if value else ""
        self._button.setText(label.replace("&", "&&") or _("Choose…"))
        name = _("{option}: {value}").format(
            option=_(self.option.label), value=label or _("not chosen")
        )
        self._button.setAccessibleName(name)

    def _on_clicked(self) -> None:
        title = _(self.option.label)
        prompt = _("Type to find: {field}").format(field=title)
        picker = Picker(title, prompt, self._choices(), self)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        if picked is not None and picked.id != self._value:
            self.show_value(picked.id)
            self.chosen.emit(self.option.name, picked.id)

    def _choices(self) -> list[Choice]:
        members = self._codes.book.members(self.option.code_list)
        found = [Choice(c.id, c.label.pick(language())) for c in members if c.id not in _NOT_PLACES]
        found.sort(key=_by_label)
        return [*found, Choice("", _("None of these"))]


def _by_label(choice: Choice) -> str:
    return choice.label.casefold()


def make_control(option: Option, codes: Codes) -> Control:
    """Return the control for an option of the table."""
    if option.code_list:
        return CodeControl(option, codes)
    if option.choices or isinstance(option.default, int):
        return ChoiceControl(option)
    return TextControl(option)
