"""The staff questionnaire, filled in without a name; left half-way, nothing of it is kept."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.staff_survey import SurveyQuestion
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.explain import explain
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.undoing import WayBack, say_stored
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice, ChoiceRow
from advisor_desk.ui.widgets.dialog_buttons import dialog_buttons
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_parent

_COLUMNS: Final = 132
_ROWS: Final = 42
_LINES: Final = 8
_UNBROKEN: Final = 120
"""Text size in per cent up to which each choice fits on one line."""


class QuestionnaireDialog(QDialog):
    """Ten questions, each a row of choices with number keys."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._survey = context.desk.questionnaire
        self._id = self._survey.new_id()
        self.setWindowTitle(_("Staff questionnaire"))
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        what = _(
            "Anonymous: the answers are kept with the year and the advice point, without your"
            " alias, the day or their order. Nothing is kept until you send them."
        )
        column.addWidget(PlainLabel(what, wrap=True))
        self.rows = {one.id: self._row(one) for one in self._survey.questions}
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self._left = PlainLabel(role="muted", wrap=True)
        self._notice = Notice(context.messages)
        self._scroll = Scrolled(self._page, _LINES)
        self._buttons = dialog_buttons(self, _("Send the answers"), self.send)
        for button in self._buttons.buttons():
            # Enter in a row of choices chooses; it must not send what is half filled in.
            button.setAutoDefault(False)  # type: ignore[attr-defined]  # made as push buttons
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._left)
        layout.addWidget(self._notice)
        layout.addWidget(self._buttons)
        fit_to_parent(self, columns=_COLUMNS, rows=_ROWS)
        self._show_left()
        next(iter(self.rows.values())).focus_row()

    def _row(self, question: SurveyQuestion) -> ChoiceRow:
        breaks = self._context.style.percent > _UNBROKEN
        row = ChoiceRow(question.id, several=False, breaks=breaks)
        choices = [Choice(one.id, one.label.pick(language())) for one in question.choices]
        row.set_words(question.text.pick(language()), "", choices)
        row.set_chosen([])
        row.changed.connect(self._on_changed)
        row.finished.connect(self._on_finished)
        row.row_left.connect(self._on_row_left)
        return row

    def answers(self) -> dict[str, str]:
        """Return what is answered so far: id of the choice by id of the question."""
        return {name: row.chosen()[0] for name, row in self.rows.items() if row.chosen()}

    def _show_left(self) -> None:
        count = len(self.rows) - len(self.answers())
        text = ngettext(
            "{count} question has no answer yet.", "{count} questions have no answer yet.", count
        )
        done = _("All questions are answered.")
        self._left.setText(text.format(count=format_number(count)) if count else done)

    def _on_changed(self, name: str) -> None:
        self._notice.clear()
        self.rows[name].set_hint("")
        self._show_left()

    def _on_finished(self, name: str) -> None:
        """Go on to the next question without an answer, or to the button."""
        names = list(self.rows)
        later = names[names.index(name) + 1 :]
        following = next((one for one in later if not self.rows[one].chosen()), None)
        if following is not None:
            self._go_to(following)
        elif len(self.answers()) == len(self.rows):
            self._buttons.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_row_left(self, name: str, step: int) -> None:
        names = list(self.rows)
        index = names.index(name) + step
        if 0 <= index < len(names):
            self._go_to(names[index])
        elif index >= len(names):
            self._buttons.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to(self, name: str) -> None:
        self.rows[name].focus_row()
        # Once the row has grown by what is said in it.
        QTimer.singleShot(
            0, self, partial(self._scroll.ensureWidgetVisible, self.rows[name], 0, 40)
        )

    def send(self) -> None:
        """Store the answers; where some are missing, say at which questions."""
        desk, answers = self._context.desk, self.answers()
        work = partial(desk.questionnaire.fill_in, desk.actor, self._id, answers)
        self._context.background.write(work, self._on_sent, self._on_failed)

    def _on_sent(self, _result: None) -> None:
        undo = partial(self._survey.take_back, self._id)
        back = WayBack(undo, _("Your answers were taken back."))
        say_stored(self._context, _("Thank you. Your answers were kept without your name."), back)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InvalidRecord):
            for name in error.fields:
                self.rows[name].set_hint(_("Choose an answer."), "bad")
            self._go_to(error.fields[0])
        self._notice.tell(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def problem(self) -> str:
        """Return what is said to be wrong, or an empty string."""
        return "" if self._notice.isHidden() else self._notice.text()


def show_questionnaire(context: Context, parent: QWidget) -> None:
    """Show the questionnaire until it is sent or left."""
    dialog = QuestionnaireDialog(context, parent)
    dialog.exec()
    dialog.deleteLater()
