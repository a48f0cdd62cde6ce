"""Words in the three languages, with what is wrong with them below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.i18n import N_, _
from advisor_desk.ui.widgets.labels import PlainLabel

_IN: Final = {"fi": N_("In Finnish"), "sv": N_("In Swedish"), "en": N_("In English")}


def labelled(name: str, control: QWidget) -> QWidget:
    """Return a control with its name above it."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(3)
    label = PlainLabel(name, role="heading")
    label.setBuddy(control)
    control.setAccessibleName(name)
    layout.addWidget(label)
    layout.addWidget(control)
    return both


class LabelFields(QWidget):
    """One field for each language below a heading; one of them is enough.

    Args:
        title: what the words are, e.g. "Question".
        longest: characters.

    Signals:
        changed: something was typed.
        submitted: Enter was pressed.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, title: str, longest: int) -> None:
        super().__init__()
        self._title = PlainLabel(role="heading", wrap=True)
        self._problem = PlainLabel(role="bad", wrap=True)
        self._problem.hide()
        self.edits: dict[str, QLineEdit] = {}
        self._labels: dict[str, PlainLabel] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, tag in enumerate(LANGUAGES):
            edit = QLineEdit()
            # A little more than fits can be pasted, so that it is said and not cut off.
            edit.setMaxLength(longest * 2)
            edit.textEdited.connect(self._on_edited)
            edit.returnPressed.connect(self.submitted)
            label = PlainLabel(_(_IN[tag]), role="muted")
            label.setBuddy(edit)
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)
            self.edits[tag], self._labels[tag] = edit, label
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addLayout(grid)
        layout.addWidget(self._problem)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Set what the words are."""
        self._title.setText(title)
        for tag, edit in self.edits.items():
            name = _("{field}, {language}").format(field=title, language=_(_IN[tag]))
            edit.setAccessibleName(name)

    def show_words(self, words: LocalText) -> None:
        """Show words, without telling."""
        for tag, text in zip(LANGUAGES, words, strict=True):
            edit = self.edits[tag]
            if edit.text() != text:
                edit.setText(text)
                edit.setCursorPosition(0)

    def words(self) -> LocalText:
        """Return what is entered."""
        return LocalText(*(self.edits[tag].text() for tag in LANGUAGES))

    def show_problem(self, text: str) -> None:
        """Say what is wrong, or nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        for edit in self.edits.values():
            edit.setAccessibleDescription(text)

    def problem(self) -> str:
        """Return what is said to be wrong."""
        return self._problem.text()

    def set_read_only(self, *, read_only: bool) -> None:
        """Let the words be read but not changed."""
        for edit in self.edits.values():
            edit.setReadOnly(read_only)

    def focus_first(self) -> None:
        """Go to the first field, its words selected."""
        first = self.edits[LANGUAGES[0]]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()
