"""Export of visits: period, reason and file, then what was written is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.imports import Progress
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.release import ReleaseReport
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.release_dialog import FileKind, ReleaseDialog
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.statistics.period import PeriodChoice, stacked
from advisor_desk.ui.widgets.flow import FlowLayout


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


class ExportDialog(ReleaseDialog):
    """Lets the visits of a period out as a file."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, _("Export visits"), _what_leaves())
        self.period = PeriodChoice(context.desk.visits.today, self)
        self.period.changed.connect(self.count)
        self.period.refused.connect(self.say_problem)
        period = QWidget()
        flow = FlowLayout(period, 12)
        for label, field in self.period.fields:
            flow.addWidget(stacked(label, field))
            self.locked.append(field)
        self.column.addWidget(period)
        self.column.addSpacing(6)
        self.column.addWidget(self.found)
        self.column.addSpacing(6)
        self.lay_out(rows=26)

    def counting(self) -> Callable[[], int]:
        """Return what counts the visits of the period."""
        statistics, period = self._context.desk.statistics, self.period.period()

        def work() -> int:
            return statistics.summary(period).visits

        return work

    def found_text(self, count: int) -> str:
        """Return how many visits the period has."""
        if not count:
            return _("There are no visits in this period.")
        text = ngettext("{count} visit in this period.", "{count} visits in this period.", count)
        return text.format(count=format_number(count))

    def file_kind(self) -> FileKind:
        """Return a table, named by the day."""
        today = self._context.desk.visits.today().isoformat()
        return FileKind((_("Table with semicolons (*.csv)"),), "csv", f"visits-{today}.csv")

    def writing(self, target: Path, _progress: Progress) -> Callable[[], ReleaseReport]:
        """Return what writes the visits."""
        desk = self._context.desk
        period, why = self.period.period(), self.reason.text()
        return partial(desk.releases.export_visits, desk.actor, period, target, why, language())

    def written_text(self, count: int) -> str:
        """Return the sentence about the file."""
        return ngettext(
            "{count} visit was written to {path}.", "{count} visits were written to {path}.", count
        )


def _what_leaves() -> str:
    """Return what the file holds and how it is to be treated."""
    return _(
        "Every visit of the period leaves as a row of its own, with day, codes and referrals."
        " Handle the file as personal data: a rare language in a small town can be one person."
        " Observations and clock times never leave."
    )
