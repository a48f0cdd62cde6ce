"""The fields of one own question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from advisor_desk.domain.questions import (
    LONGEST_LABEL,
    QUESTION_KINDS,
    Question,
    QuestionKind,
    QuestionProblem,
)
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import N_, _
from advisor_desk.services.questions import explain_question
from advisor_desk.ui.preferences.choice_list import ChoiceList
from advisor_desk.ui.preferences.label_fields import LabelFields, labelled
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.day_edit import read_day, refusal, written_day
from advisor_desk.ui.widgets.filter_box import FilterBox, WordBox
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel

KINDS: Final[dict[QuestionKind, str]] = {
    "one": N_("One choice"),
    "several": N_("Several choices"),
    "number": N_("A number"),
}
_KIND_LETTERS: Final = 18
NEW: Final = Question("", "one", LocalText())


class QuestionForm(QWidget):
    """Shows a question and takes what is entered.

    Signals:
        changed: something was changed.
        submitted: Enter was pressed in the words of the question.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = NEW
        self.label = LabelFields(_("Question"), LONGEST_LABEL)
        self.label.changed.connect(self.changed)
        self.label.submitted.connect(self.submitted)
        self.kind = WordBox()
        self.kind.setMinimumContentsLength(_KIND_LETTERS)
        for kind in QUESTION_KINDS:
            self.kind.addItem(_(KINDS[kind]), kind)
        self.kind.activated.connect(self._on_kind_activated)
        self.point = FilterBox()
        self.point.set_words(_("Asked at"), _("All points"))
        self.point.box.setMinimumContentsLength(len(self.point.every()))
        self.point.changed.connect(self.changed)
        self.first, self.last = self._day(_("First day")), self._day(_("Last day"))
        self._problem = PlainLabel(role="bad", wrap=True)
        self._problem.hide()
        self.choices = ChoiceList()
        self.choices.changed.connect(self.changed)
        self._place()

    def _day(self, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.setPlaceholderText(_("open"))
        edit.setMaxLength(20)
        edit.textEdited.connect(self._on_edited)
        edit.returnPressed.connect(self.submitted)
        return edit

    def _place(self) -> None:
        when = QWidget()
        flow = FlowLayout(when, 12)
        flow.addWidget(labelled(_("Answer"), self.kind))
        flow.addWidget(self.point)
        for edit in (self.first, self.last):
            flow.addWidget(labelled(edit.accessibleName(), edit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 8, 4)
        layout.setSpacing(14)
        layout.addWidget(self.label)
        layout.addWidget(when)
        layout.addWidget(self._problem)
        layout.addWidget(self.choices)
        layout.addStretch(1)

    def show_question(self, question: Question, points: Sequence[str]) -> None:
        """Show a question.

        Args:
            question: a stored one, or `NEW`.
            points: advice points to choose from.
        """
        self.point.show_choices([Choice(point, point) for point in points])
        self.enter(question)
        self._shown = self.entered()

    def enter(self, question: Question) -> None:
        """Fill the fields as if somebody had typed it."""
        self._shown = replace(self._shown, id=question.id, retired=question.retired)
        self.label.show_words(question.label)
        self.kind.setCurrentIndex(self.kind.findData(question.kind))
        self.point.set_value(question.point)
        for edit, day in ((self.first, question.first), (self.last, question.last)):
            found = read_day(day) if day else None
            edit.setText(written_day(found) if found else day or "")
        self.choices.show_choices(question.choices)
        self.choices.setVisible(question.kind != "number")

    def entered(self) -> Question:
        """Return the question as entered; a day that is none stays as it was typed."""
        kind: QuestionKind = self.kind.currentData()
        return replace(
            self._shown,
            kind=kind,
            label=self.label.words(),
            point=self.point.value(),
            first=_iso(self.first.text()),
            last=_iso(self.last.text()),
            choices=self.choices.choices(),
        )

    def is_changed(self) -> bool:
        """Tell whether anything was entered since it was shown."""
        return self.entered() != self._shown

    def day_problem(self) -> str:
        """Return what is wrong with what was typed as a day, or nothing."""
        for edit in (self.first, self.last):
            if edit.text().strip() and read_day(edit.text()) is None:
                return refusal(edit.text().strip())
        return ""

    def show_problems(self, problems: Sequence[QuestionProblem]) -> None:
        """Say at each field what is wrong."""
        told = {(p.field, p.place): explain_question(p) for p in reversed(problems)}
        self.label.show_problem(told.get(("label", -1), ""))
        about = (told.get((name, -1), "") for name in ("last", "kind", "question"))
        text = self.day_problem() or next(filter(None, about), "")
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        places = {place: text for (name, place), text in told.items() if name == "choices"}
        self.choices.show_problems(places.pop(-1, ""), places)

    def problem(self) -> str:
        """Return what is said to be wrong with the period, the kind or the whole."""
        return self._problem.text()

    def go_to(self, field: str, place: int = -1) -> None:
        """Go to a field, where something is wrong or to begin."""
        if field == "choices":
            self.choices.go_to(place)
        elif field == "last":
            self.last.setFocus(Qt.FocusReason.OtherFocusReason)
        elif field == "kind":
            self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.label.focus_first()

    def _on_kind_activated(self, _index: int) -> None:
        self.choices.setVisible(self.kind.currentData() != "number")
        self.changed.emit()

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()


def _iso(text: str) -> str | None:
    """Return a typed day in ISO form; what is none as it was typed, and None for nothing."""
    day = read_day(text)
    return day.isoformat() if day else text.strip() or None
