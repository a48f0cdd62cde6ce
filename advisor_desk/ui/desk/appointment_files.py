"""Appointments from a calendar file, looked at before they are taken, and for another calendar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from advisor_desk.domain.periods import Period
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.appointment_files import (
    CalendarReport,
    ReadCalendar,
    fate_name,
    reason_text,
)
from advisor_desk.services.appointments import FARTHEST
from advisor_desk.services.explain import explain
from advisor_desk.services.release import ReleaseReport
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.release_dialog import FileKind, ask_file, documents
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.dialog_buttons import dialog_buttons
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_parent

_COLUMNS: Final = 76
_ROWS: Final = 24
_LINES: Final = 6


def import_calendar(context: Context, parent: QWidget) -> str | None:
    """Ask for a calendar file, show what would come of it, and take it; return what was done.

    Returns:
        A sentence, or None where nothing was taken.
    """
    path = _ask_calendar(parent)
    if path is None:
        return None
    dialog = CalendarPreview(context, path, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.done_text or None


def _ask_calendar(parent: QWidget) -> Path | None:
    dialog = QFileDialog(parent, _("Import a calendar"), str(documents()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Calendar (*.ics)"), _("All files (*)")])
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if accepted and files else None


class CalendarPreview(QDialog):
    """Tells what would come of a calendar file; Enter takes it over.

    Attributes:
        done_text: what was taken, as a sentence; empty until then.
    """

    def __init__(self, context: Context, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.done_text = ""
        self._context = context
        self._read: ReadCalendar | None = None
        self.setWindowTitle(_("Import a calendar"))
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(4)
        self._column.addWidget(PlainLabel(path.name, role="title", wrap=True))
        kept = _(
            "Only times, and topics and languages that are called as ours, are read. Names, notes"
            " and places of the calendar are never kept."
        )
        self._column.addWidget(PlainLabel(kept, role="muted", wrap=True))
        self._column.addSpacing(8)
        self._lines = PlainLabel(_("The file is being read…"), wrap=True)
        self._left_out = PlainLabel(role="muted", wrap=True)
        self._column.addWidget(self._lines)
        self._column.addSpacing(6)
        self._column.addWidget(self._left_out)
        self._column.addStretch(1)
        self._notice = Notice(context.messages)
        self._buttons = dialog_buttons(self, _("Take them over"), self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(Scrolled(page, _LINES), 1)
        layout.addWidget(self._notice)
        layout.addWidget(self._buttons)
        fit_to_parent(self, columns=_COLUMNS, rows=_ROWS)
        self._set_ready(ready=False)
        self._look(path)

    def _set_ready(self, *, ready: bool) -> None:
        for button in self._buttons.buttons():
            if self._buttons.buttonRole(button) == self._buttons.ButtonRole.AcceptRole:
                button.setEnabled(ready)
                if ready:
                    button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, path: Path) -> None:
        files = self._context.desk.appointment_files

        def work() -> tuple[ReadCalendar, CalendarReport]:
            found = files.read(path)
            return found, files.preview(found)

        self._context.background.read(work, self._on_read, self._on_failed)

    def _on_read(self, answer: tuple[ReadCalendar, CalendarReport]) -> None:
        self._read, report = answer
        self._lines.setText("\n".join(report_lines(report)))
        self._left_out.setText("\n".join(left_out_lines(report)))
        self._set_ready(ready=report.changes > 0)

    def _on_failed(self, error: Exception) -> None:
        self._lines.setText(_("Nothing can be taken from this file."))
        self._notice.tell(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def take(self) -> None:
        """Store what was read."""
        if self._read is None:
            return
        desk = self._context.desk
        self._set_ready(ready=False)
        work = partial(desk.appointment_files.take, desk.actor, self._read)
        self._context.background.write(work, self._on_taken, self._on_not_taken)

    def _on_taken(self, report: CalendarReport) -> None:
        count = report.changes
        text = ngettext(
            "{count} appointment was taken over.", "{count} appointments were taken over.", count
        )
        self.done_text = text.format(count=format_number(count))
        self.accept()

    def _on_not_taken(self, error: Exception) -> None:
        self._notice.tell(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone
        self._set_ready(ready=True)

    def problem(self) -> str:
        """Return what is said to be wrong, or an empty string."""
        return "" if self._notice.isHidden() else self._notice.text()


def report_lines(report: CalendarReport) -> list[str]:
    """Return what would come of a file, a line for each fate that is met."""
    met = [(fate, count) for fate, count in report.fates.items() if count]
    if not met:
        return [_("The file holds no appointments that can be taken over.")]
    return [
        _("{fate}: {count}").format(fate=fate_name(fate), count=format_number(count))
        for fate, count in met
    ]


def left_out_lines(report: CalendarReport) -> list[str]:
    """Return how many events are left out, and a line for each reason."""
    if not report.reasons:
        return []
    count = sum(report.reasons.values())
    text = ngettext("{count} event is left out:", "{count} events are left out:", count)
    lines = [text.format(count=format_number(count))]
    for reason, number in report.reasons.items():
        line = _("{count} × {reason}")
        lines.append(line.format(count=format_number(number), reason=reason_text(reason)))
    return lines


def export_calendar(
    context: Context,
    parent: QWidget,
    done: Callable[[str], None],
    failed: Callable[[Exception], None],
) -> None:
    """Ask for a file and write the appointments from today on.

    Args:
        context: what every part of the window is given.
        parent: the window that it stands above.
        done: called with a sentence about the file.
        failed: called with what went wrong.
    """
    desk = context.desk
    today = desk.visits.today()
    kind = FileKind((_("Calendar (*.ics)"),), "ics", f"appointments-{today.isoformat()}.ics")
    target = ask_file(parent, _("Export for a calendar"), documents(), kind)
    if target is None:
        return
    period = Period(today, today + FARTHEST)
    work = partial(desk.appointment_files.export, desk.actor, period, target, language())

    def told(report: ReleaseReport) -> None:
        text = ngettext(
            "{count} appointment was written to {path}.",
            "{count} appointments were written to {path}.",
            report.count,
        )
        done(text.format(count=format_number(report.count), path=report.target))

    context.background.write(work, told, failed)
