"""Export of visits: period, reason and file, then what was written is said."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.explain import explain
from advisor_desk.services.release import ReleaseReport, is_reason
from advisor_desk.services.statistics import Summary
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.statistics.period import PeriodChoice, stacked
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled

_LONGEST_REASON: Final = 200
_LINES: Final = 8
"""Lines of text that the fields have room for at least; what does not fit is scrolled."""


def export_visits(context: Context, parent: QWidget) -> None:
    """Ask for period, reason and file, write the visits, and say what was written.

    Where the statistics have been looked at, their period is suggested.
    """
    shown = parent.findChild(PeriodChoice)
    dialog = ExportDialog(context, parent)
    if shown is not None:
        dialog.period.copy_from(shown)
    dialog.count()
    dialog.exec()
    dialog.deleteLater()


class ExportDialog(QDialog):
    """Lets the visits of a period out as a file.

    After a failure what was entered is still there.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self._writing = False
        today = context.desk.visits.today().isoformat()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._target = Path(folder) / f"visits-{today}.csv"
        self.setWindowTitle(_("Export visits"))
        self.period = PeriodChoice(context.desk.visits.today, self)
        self.period.changed.connect(self.count)
        self.period.refused.connect(self._say_problem)
        self._build()

    # Building

    def _build(self) -> None:
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self._found = PlainLabel(wrap=True)
        self._problem = PlainLabel(role="bad", wrap=True)
        self._problem.hide()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(_("Writing the file"))
        self._busy.hide()
        self._export = QPushButton(_("Choose the file and export…"))
        self._export.setProperty("role", "primary")
        self._export.setDefault(True)
        self._export.clicked.connect(self._on_export)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._place()

    def _place(self) -> None:
        asked = PlainLabel(_("Reason"), role="heading")
        asked.setBuddy(self.reason)
        hint = _("What the file is needed for. It is kept in the journal of what left.")
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setAccessibleDescription(hint)
        period = QWidget()
        flow = FlowLayout(period, 12)
        for label, field in self.period.fields:
            flow.addWidget(stacked(label, field))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._export)
        buttons.addWidget(self._cancel)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(10)
        column.addWidget(PlainLabel(_what_leaves(), wrap=True))
        column.addWidget(period)
        column.addWidget(self._found)
        column.addWidget(stacked(asked, self.reason))
        column.addWidget(PlainLabel(hint, role="muted", wrap=True))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(Scrolled(body, _LINES), 1)
        layout.addWidget(self._problem)
        layout.addWidget(self._busy)
        layout.addLayout(buttons)
        metrics = self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * 84, metrics.height() * 26)
        above = self.parentWidget()
        self.resize(wanted.boundedTo(above.size()) if above else wanted)

    # Counting

    def count(self) -> None:
        """Say how many visits the period has; an answer to an older question is dropped."""
        self._problem.hide()
        self._asked += 1
        asked, period = self._asked, self.period.period()
        statistics = self._context.desk.statistics

        def work() -> tuple[int, Summary]:
            return asked, statistics.summary(period)

        self._context.background.read(work, self._on_counted)

    def _on_counted(self, answer: tuple[int, Summary]) -> None:
        asked, summary = answer
        if asked != self._asked:
            return
        text = _("There are no visits in this period.")
        if summary.visits:
            text = ngettext(
                "{count} visit in this period.", "{count} visits in this period.", summary.visits
            ).format(count=format_number(summary.visits))
        self._found.setText(text)
        self._export.setEnabled(summary.visits > 0)

    # Writing

    def _on_export(self) -> None:
        if not is_reason(self.reason.text()):
            self._say_problem(_("Say in a few words what the file is needed for."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = self._ask_file()
        if chosen is not None:
            self._target = chosen
            self._write()

    def _ask_file(self) -> Path | None:
        """Return the file to write, or None; whether an old one is replaced is asked there."""
        dialog = QFileDialog(self, _("Export visits"), str(self._target.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Table with semicolons (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self._target.name)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        files = dialog.selectedFiles()
        dialog.deleteLater()
        return Path(files[0]) if accepted and files else None

    def _write(self) -> None:
        self._show_writing(writing=True)
        desk = self._context.desk
        work = partial(
            desk.releases.export_visits,
            desk.actor,
            self.period.period(),
            self._target,
            self.reason.text(),
            language(),
        )
        self._context.background.write(work, self._on_written, self._on_not_written)

    def _on_written(self, report: ReleaseReport) -> None:
        self._show_writing(writing=False)
        text = ngettext(
            "{count} visit was written to {path}.",
            "{count} visits were written to {path}.",
            report.count,
        )
        text = text.format(count=format_number(report.count), path=report.target)
        self._context.messages.say(text, "good")
        self.accept()

    def _on_not_written(self, error: Exception) -> None:
        self._show_writing(writing=False)
        self._say_problem(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone
        self._export.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_writing(self, *, writing: bool) -> None:
        self._writing = writing
        self._problem.hide()
        self._busy.setVisible(writing)
        for field in (
            *(field for _label, field in self.period.fields),
            self.reason,
            self._export,
            self._cancel,
        ):
            field.setEnabled(not writing)

    def _say_problem(self, text: str) -> None:
        """Show what is wrong and let a screen reader speak it."""
        self._problem.setText(text)
        self._problem.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._problem, text))

    def problem(self) -> str:
        """Return what is said to be wrong, or an empty string."""
        return "" if self._problem.isHidden() else self._problem.text()

    def done(self, result: int, /) -> None:
        """Close, but not while the file is being written."""
        if not self._writing:
            self._asked += 1
            super().done(result)


def _what_leaves() -> str:
    """Return what the file holds and how it is to be treated."""
    return _(
        "Every visit of the period leaves as a row of its own, with day, codes and referrals."
        " Handle the file as personal data: a rare language in a small town can be one person."
        " Observations and clock times never leave."
    )
