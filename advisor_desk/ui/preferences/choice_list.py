"""The choices of an own question while they are edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from advisor_desk.domain.questions import LONGEST_CHOICE, QuestionChoice
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.ui.preferences.foot import plain_button
from advisor_desk.ui.preferences.label_fields import LabelFields
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel


class ChoiceFields(QFrame):
    """One choice.

    Signals:
        changed: its words were changed.
        raised: it is wanted above the one before.
        retiring: it is to be retired, brought back or, if it is new, taken out.
        submitted: Enter was pressed: go on to the next.
    """

    changed = Signal()
    raised = Signal()
    retiring = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.choice = QuestionChoice("", LocalText())
        self.fields = LabelFields("", LONGEST_CHOICE)
        self.fields.changed.connect(self.changed)
        self.fields.submitted.connect(self.submitted)
        self._up = plain_button(_("Up"), self.raised.emit)
        self.retire = plain_button("", self.retiring.emit)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self._up, self.retire):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.fields)
        column.addWidget(buttons)

    def show_choice(self, choice: QuestionChoice, number: int) -> None:
        """Show a choice as the one of a number, counted from 1."""
        self.choice = choice
        name = _("Choice {number}").format(number=number)
        title = _("{choice} (retired)").format(choice=name) if choice.retired else name
        self.fields.set_title(title)
        self.fields.show_words(choice.label)
        text = _("Retire") if choice.id else _("Take out")
        self.retire.setText(_("Bring back") if choice.retired else text)
        self._up.setEnabled(number > 1)
        for button in (self._up, self.retire):
            spoken = _("{action}: {choice}").format(action=button.text(), choice=name)
            button.setAccessibleName(spoken)

    def entered(self) -> QuestionChoice:
        """Return the choice with the words entered."""
        return self.choice._replace(label=self.fields.words())


class ChoiceList(QWidget):
    """All choices of a question, below each other.

    Signals:
        changed: something about the choices was changed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ChoiceFields] = []
        self._problem = PlainLabel(role="bad", wrap=True)
        self._problem.hide()
        self.add = plain_button(_("Add a choice"), self.add_choice)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(PlainLabel(_("Choices"), role="heading"))
        layout.addWidget(self._problem)
        layout.addLayout(self._column)
        adding = QWidget()
        FlowLayout(adding).addWidget(self.add)
        layout.addWidget(adding)

    def choices(self) -> tuple[QuestionChoice, ...]:
        """Return the choices as entered; new ones without any words are left out."""
        return tuple(row.entered() for row in self._filled())

    def _filled(self) -> list[ChoiceFields]:
        """Return the rows that are choices: stored ones, and new ones with words."""
        return [r for r in self.rows if r.choice.id or any(map(str.strip, r.fields.words()))]

    def show_choices(self, choices: Sequence[QuestionChoice]) -> None:
        """Show choices, without telling; rows are made and dropped as needed."""
        while len(self.rows) > len(choices):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(choices):
            row = ChoiceFields()
            row.changed.connect(self.changed)
            row.raised.connect(self._on_raised)
            row.retiring.connect(self._on_retiring)
            row.submitted.connect(self._on_submitted)
            self._column.addWidget(row)
            self.rows.append(row)
        for number, (row, choice) in enumerate(zip(self.rows, choices, strict=True), 1):
            row.show_choice(choice, number)

    def show_problems(self, whole: str, told: Mapping[int, str]) -> None:
        """Say what is wrong with all, and by their place with single ones of `choices`."""
        self._problem.setText(whole)
        self._problem.setVisible(bool(whole))
        for row in self.rows:
            row.fields.show_problem("")
        for place, row in enumerate(self._filled()):
            row.fields.show_problem(told.get(place, ""))

    def go_to(self, place: int) -> None:
        """Go to one of `choices` by its place, or to the button that adds one."""
        filled = self._filled()
        if 0 <= place < len(filled):
            filled[place].fields.focus_first()
        else:
            self.add.setFocus()

    def add_choice(self) -> None:
        """Add an empty choice, or go to the one there is, and go to it."""
        empty = next((r for r in self.rows if not r.choice.id and not any(r.fields.words())), None)
        if empty is None:
            shown = [*(row.entered() for row in self.rows), QuestionChoice("", LocalText())]
            self.show_choices(shown)
            empty = self.rows[-1]
            self.changed.emit()
        empty.fields.focus_first()

    # Slots

    def _on_raised(self) -> None:
        row = self.sender()
        if isinstance(row, ChoiceFields):
            place = self.rows.index(row)
            entered = [one.entered() for one in self.rows]
            target = max(place - 1, 0)
            entered.insert(target, entered.pop(place))
            self.show_choices(entered)
            self.rows[target].fields.focus_first()
            self.changed.emit()

    def _on_retiring(self) -> None:
        row = self.sender()
        if not isinstance(row, ChoiceFields):
            return
        place, entered = self.rows.index(row), [one.entered() for one in self.rows]
        if row.choice.id:
            entered[place] = entered[place]._replace(retired=not row.choice.retired)
            self.show_choices(entered)
        else:
            del entered[place]
            self.show_choices(entered)
            left = self.rows[min(place, len(self.rows) - 1)].retire if self.rows else self.add
            left.setFocus()
        self.changed.emit()

    def _on_submitted(self) -> None:
        """Go on to the next choice; after the last to a new one."""
        row = self.sender()
        if isinstance(row, ChoiceFields):
            place = self.rows.index(row) + 1
            if place < len(self.rows):
                self.rows[place].fields.focus_first()
            else:
                self.add_choice()
