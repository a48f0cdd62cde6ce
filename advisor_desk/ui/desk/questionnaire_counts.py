"""The answers to the staff questionnaire, counted by year; and as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.imports import Progress
from advisor_desk.domain.staff_survey import QuestionCount, SurveyResult
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_decimal, format_number, format_share
from advisor_desk.services.questionnaire import too_few_text
from advisor_desk.services.release import ReleaseReport
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.release_dialog import FileKind, ReleaseDialog
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.bars import Bar, BarPicture
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.labelled import labelled
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_parent

_COLUMNS: Final = 96
_ROWS: Final = 42
_LINES: Final = 8


class CountsDialog(QDialog):
    """Shows the counts of a year, where there are enough answers."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._result: SurveyResult | None = None
        self.setWindowTitle(_("Answers to the staff questionnaire"))
        self.year = WordBox()
        self.year.activated.connect(self.reload)
        self._summary = PlainLabel(role="heading", wrap=True)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(4)
        self._notice = Notice(context.messages)
        self._export = QPushButton(_("Export the counts…"))
        self._export.setAutoDefault(False)
        self._export.setEnabled(False)
        self._export.clicked.connect(self.export)
        self._close = QPushButton(_("Close"))
        self._close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._export)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(labelled(_("Year"), self.year))
        layout.addWidget(self._summary)
        layout.addWidget(Scrolled(self._page, _LINES), 1)
        layout.addWidget(self._notice)
        layout.addLayout(buttons)
        fit_to_parent(self, columns=_COLUMNS, rows=_ROWS)
        context.background.read(context.desk.questionnaire.years, self._on_years)
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_years(self, years: list[int]) -> None:
        for year in years:
            self.year.addItem(str(year), year)
        self.reload()

    def reload(self) -> None:
        """Count the year that is chosen off the UI thread."""
        desk = self._context.desk
        work = partial(desk.questionnaire.result, desk.actor, int(self.year.currentData()))
        self._context.background.read(work, self._on_counted)

    def _on_counted(self, result: SurveyResult) -> None:
        if result.year != self.year.currentData():
            return
        self._result = result
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._export.setEnabled(result.answered is not None)
        if result.answered is None:
            self._summary.setText(too_few_text(result.year))
            return
        text = ngettext(
            "{year}: {count} questionnaire", "{year}: {count} questionnaires", result.answered
        )
        self._summary.setText(text.format(year=result.year, count=format_number(result.answered)))
        for one in result.questions:
            self._show_question(one)
        self._column.addStretch(1)

    def _show_question(self, one: QuestionCount) -> None:
        title = one.question.text.pick(language())
        self._column.addWidget(PlainLabel(title, role="heading", wrap=True))
        if one.mean is not None:
            mean = _("Mean: {mean} of 5").format(mean=format_decimal(one.mean))
            self._column.addWidget(PlainLabel(mean, role="muted", wrap=True))
        picture = BarPicture()
        picture.show_bars(title, _bars(one))
        self._column.addWidget(picture)
        self._column.addSpacing(12)

    def words(self) -> str:
        """Return what is said of the year."""
        return self._summary.text()

    def export(self) -> None:
        """Ask for a reason and a file, and write the counts of the year."""
        dialog = CountsExport(self._context, self, int(self.year.currentData()))
        dialog.count()
        dialog.exec()
        dialog.deleteLater()


def _bars(one: QuestionCount) -> list[Bar]:
    labels = {choice.id: choice.label.pick(language()) for choice in one.question.choices}
    total = sum(one.counts.values())
    bars = []
    for answer, count in one.counts.items():
        figures = f"{format_number(count)} · {format_share(count, total)}"
        words = f"{answer}  {labels[answer]}" if one.question.is_scale else labels[answer]
        text = ngettext(
            "{label}: {count} answer, {share}", "{label}: {count} answers, {share}", count
        )
        spoken = text.format(
            label=labels[answer], count=format_number(count), share=format_share(count, total)
        )
        bars.append(Bar(words, count, figures, spoken))
    return bars


class CountsExport(ReleaseDialog):
    """Lets the counts of a year out as a table."""

    def __init__(self, context: Context, parent: QWidget, year: int) -> None:
        what = _(
            "The file holds how often each answer was given in the year, and nobody's answers."
        )
        super().__init__(context, parent, _("Export the counts"), what)
        self._year = year
        self.column.addWidget(self.found)
        self.column.addSpacing(6)
        self.lay_out(rows=20)

    def counting(self) -> Callable[[], int]:
        """Return what counts the questionnaires of the year."""
        desk, year = self._context.desk, self._year

        def work() -> int:
            return desk.questionnaire.result(desk.actor, year).answered or 0

        return work

    def found_text(self, count: int) -> str:
        """Return how many questionnaires the counts are of."""
        if not count:
            return too_few_text(self._year)
        text = ngettext("{year}: {count} questionnaire", "{year}: {count} questionnaires", count)
        return text.format(year=self._year, count=format_number(count))

    def file_kind(self) -> FileKind:
        """Return a table, named by the year."""
        name = f"staff-questionnaire-{self._year}.csv"
        return FileKind((_("Table with semicolons (*.csv)"),), "csv", name)

    def writing(self, target: Path, _progress: Progress) -> Callable[[], ReleaseReport]:
        """Return what writes the counts."""
        desk, why = self._context.desk, self.reason.text()
        export = desk.questionnaire.export
        return partial(export, desk.actor, self._year, target, why, language())

    def written_text(self, count: int) -> str:
        """Return the sentence about the file."""
        return ngettext(
            "The counts of {count} questionnaire were written to {path}.",
            "The counts of {count} questionnaires were written to {path}.",
            count,
        )


def show_counts(context: Context, parent: QWidget) -> None:
    """Show the counts until the dialog is closed."""
    dialog = CountsDialog(context, parent)
    dialog.exec()
    dialog.deleteLater()
