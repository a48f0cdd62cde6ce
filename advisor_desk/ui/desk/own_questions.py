"""The rows of the visit form for the point's own questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_desk.domain.questions import HIGHEST, Question, is_number
from advisor_desk.domain.visit import Answer, Visit
from advisor_desk.i18n import _
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import VISIBLE, Choice, ChoiceRow
from advisor_desk.ui.widgets.number_row import NumberRow

Row: TypeAlias = ChoiceRow | NumberRow


class OwnQuestions(QWidget):
    """Holds a row for each question; the form moves between them and its other rows.

    Attributes:
        rows: by `question:` and the id of the question.

    Signals:
        answered: the user changed an answer.
        finished: the name of a row whose choice completes it.
        row_left: the name of a row, and -1 or 1: Up or Down was pressed.
    """

    answered = Signal()
    finished = Signal(str)
    row_left = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions: tuple[Question, ...] = ()
        self.rows: dict[str, Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(9)

    def show_questions(self, questions: Sequence[Question], visit: Visit, *, values: bool) -> None:
        """Show these questions in their order, with what the visit answers to them.

        Args:
            questions: to show; those shown so far stay as they are if they are the same.
            visit: for the answers.
            values: whether the answers, or the language, may be others now.
        """
        same = tuple(questions) == self._questions
        if same and not values:
            return
        if not same:
            focused = next((name for name, row in self.rows.items() if row.has_focus()), None)
            self._questions = tuple(questions)
            self._rebuild()
            if focused in self.rows:
                self.rows[focused].focus_row()
        for question in self._questions:
            self._show(question, visit)
        self.setVisible(bool(self._questions))

    def _rebuild(self) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {question.rows_name: self._make(question) for question in self._questions}
        for row in self.rows.values():
            self._column.addWidget(row)
            row.show()

    def _make(self, question: Question) -> Row:
        if question.kind == "number":
            number = NumberRow(question.rows_name, HIGHEST)
            number.changed.connect(self._on_changed)
            return number
        # Words of one's own may be long, so they break into lines.
        row = ChoiceRow(question.rows_name, several=question.kind == "several", breaks=True)
        row.changed.connect(self._on_changed)
        row.finished.connect(self.finished)
        row.row_left.connect(self.row_left)
        row.more_requested.connect(self._on_more_requested)
        return row

    def _show(self, question: Question, visit: Visit) -> None:
        """Show a question and its answers; a wrong one stays to be taken out."""
        row, tag = self.rows[question.rows_name], language()
        values = [a.value for a in visit.answers if a.question_id == question.id]
        label = question.label.pick(tag)
        row.set_hint("")
        if isinstance(row, NumberRow):
            row.set_words(label, _("not noted"))
            row.set_value(next(filter(is_number, values), ""))
            return
        offered = _offered(question)
        more = _("More…") if len(offered) > VISIBLE else ""
        row.set_words(label, more, offered)
        labels = {choice.id: choice.label.pick(tag) for choice in question.choices}
        row.set_chosen([Choice(value, labels.get(value, value)) for value in values])

    def answers(self, visit: Visit) -> tuple[Answer, ...]:
        """Return the answers shown; those to other questions stay as the visit has them."""
        shown = {question.id for question in self._questions}
        others = tuple(a for a in visit.answers if a.question_id not in shown)
        return others + tuple(
            Answer(question.id, value)
            for question in self._questions
            for value in self.rows[question.rows_name].chosen()
        )

    def _on_changed(self, name: str) -> None:
        self.rows[name].set_hint("")
        self.answered.emit()

    def _on_more_requested(self, name: str) -> None:
        from advisor_desk.ui.widgets.picker import Picker

        question, row = next(q for q in self._questions if q.rows_name == name), self.rows[name]
        label = question.label.pick(language())
        prompt = _("Type to find: {field}").format(field=label)
        picker = Picker(label, prompt, _offered(question), self)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        if picked is not None and isinstance(row, ChoiceRow):
            row.pick(picked)


def _offered(question: Question) -> list[Choice]:
    """Return the choices that can be made, in their order."""
    tag = language()
    return [Choice(c.id, c.label.pick(tag)) for c in question.choices if not c.retired]
