"""Export of services: kind of file, which services, reason; then what was written is said."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
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

from advisor_desk.domain.imports import Progress, Stopped
from advisor_desk.i18n import N_, _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.services.explain import explain
from advisor_desk.services.handing_on import FORMATS, SUFFIXES, Format, Wanted
from advisor_desk.services.release import ReleaseReport, is_reason
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled

_LONGEST_REASON: Final = 200
_LINES: Final = 8
"""Lines of text that the fields have room for at least; what does not fit is scrolled."""
_STEPS: Final = 1000

_FORMAT_NAMES: Final[dict[Format, str]] = {
    "csv": N_("CSV table, for spreadsheets and programs"),
    "xlsx": N_("Excel workbook"),
    "hsds": N_("HSDS 3.0 as JSON, for other service directories"),
    "hsds-zip": N_("HSDS 3.0 as tables in a zip archive, for another desk"),
    "vcard": N_("vCard contacts, for phones and address books"),
}
_FILE_KINDS: Final[dict[Format, str]] = {
    "csv": N_("Table with semicolons (*.csv)"),
    "xlsx": N_("Excel workbook (*.xlsx)"),
    "hsds": N_("JSON (*.json)"),
    "hsds-zip": N_("Zip archive (*.zip)"),
    "vcard": N_("vCard (*.vcf)"),
}


def export_services(context: Context, parent: QWidget, shown: ServiceFilter | None = None) -> None:
    """Ask what is handed on, write it, and say what was written.

    Args:
        context: what every part of the window is given.
        parent: the window that it stands above.
        shown: the filter of the directory view, if it has been looked at.
    """
    dialog = ExportServicesDialog(context, parent, shown)
    dialog.count()
    dialog.exec()
    dialog.deleteLater()


class ExportServicesDialog(QDialog):
    """Lets services out as a file. After a failure what was entered is still there.

    Signals:
        progressed: how far the writing is, from 0 to 1.
    """

    progressed = Signal(float)

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        shown: ServiceFilter | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = shown if shown != ServiceFilter() else None
        self._asked = 0
        self._progress: Progress | None = None
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = Path(folder)
        self._target = self._folder
        self.setWindowTitle(_("Export services"))
        self.format = WordBox()
        for name in FORMATS:
            self.format.addItem(_(_FORMAT_NAMES[name]), name)
        self.which = WordBox()
        self._fill_which()
        self.which.activated.connect(self._on_which)
        self.reason = QLineEdit(_("Handing on the directory of services"))
        self.reason.setMaxLength(_LONGEST_REASON)
        self.progressed.connect(self._on_progressed)
        self._build()

    # Building

    def _fill_which(self) -> None:
        if self._shown:
            self.which.addItem(_("Services that the filters leave"), "shown")
        self.which.addItem(_("All services, closed ones too"), "all")
        self.which.addItem(_("Services on offer"), "offered")

    def _build(self) -> None:
        self._found = PlainLabel(role="muted", wrap=True)
        self._problem = PlainLabel(role="bad", wrap=True)
        self._problem.hide()
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(_("Writing the file"))
        self._bar.hide()
        self._export = QPushButton(_("Choose the file and export…"))
        self._export.setProperty("role", "primary")
        self._export.setDefault(True)
        self._export.clicked.connect(self._on_export)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._place()

    def _place(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(PlainLabel(_what_leaves(), wrap=True))
        column.addSpacing(10)
        hint = _("What the file is needed for. It is kept in the journal of what left.")
        for text, field, note in (
            (_("Kind of file"), self.format, None),
            (_("Which services"), self.which, self._found),
            (_("Reason"), self.reason, PlainLabel(hint, role="muted", wrap=True)),
        ):
            label = PlainLabel(text, role="heading")
            label.setBuddy(field)
            field.setAccessibleName(text)
            column.addWidget(label)
            column.addWidget(field)
            if note is not None:
                column.addWidget(note)
            column.addSpacing(10)
        self.reason.setAccessibleDescription(hint)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._export)
        buttons.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(Scrolled(body, _LINES), 1)
        layout.addWidget(self._problem)
        layout.addWidget(self._bar)
        layout.addLayout(buttons)
        metrics = self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * 84, metrics.height() * 29)
        above = self.parentWidget()
        self.resize(wanted.boundedTo(above.size()) if above else wanted)

    # Counting

    def wanted(self) -> Wanted:
        """Return which services are chosen."""
        which = self.which.currentData()
        if which == "shown":
            return Wanted(self._shown)
        return Wanted(offered_only=which == "offered")

    def file_format(self) -> Format:
        """Return the kind of file that is chosen."""
        return next(one for one in FORMATS if one == self.format.currentData())

    def count(self) -> None:
        """Say how many services are chosen; an answer to an older question is dropped."""
        self._problem.hide()
        self._asked += 1
        asked, wanted = self._asked, self.wanted()
        handing_on, tag = self._context.desk.handing_on, language()

        def work() -> tuple[int, int]:
            return asked, handing_on.count(wanted, tag)

        self._context.background.read(work, self._on_counted)

    def _on_which(self, _index: int) -> None:
        self.count()

    def _on_counted(self, answer: tuple[int, int]) -> None:
        asked, count = answer
        if asked != self._asked:
            return
        text = ngettext("{count} service.", "{count} services.", count)
        self._found.setText(text.format(count=format_number(count)))
        self._export.setEnabled(count > 0)

    # Writing

    def _on_export(self) -> None:
        if not is_reason(self.reason.text()):
            self._say_problem(_("Say in a few words what the file is needed for."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = self._ask_file()
        if chosen is not None:
            self._target, self._folder = chosen, chosen.parent
            self._write()

    def _ask_file(self) -> Path | None:
        """Return the file to write, or None; whether an old one is replaced is asked there."""
        kind = self.file_format()
        today = self._context.desk.visits.today().isoformat()
        dialog = QFileDialog(self, _("Export services"), str(self._folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_(_FILE_KINDS[kind]))
        dialog.setDefaultSuffix(SUFFIXES[kind])
        dialog.selectFile(f"services-{today}.{SUFFIXES[kind]}")
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        files = dialog.selectedFiles()
        dialog.deleteLater()
        return Path(files[0]) if accepted and files else None

    def _write(self) -> None:
        self._progress = Progress(self._tell)
        self._show_writing(writing=True)
        work = partial(
            self._export_now, self._progress, self.file_format(), self._target, self.wanted()
        )
        self._context.background.write(work, self._on_written, self._on_not_written)

    def _export_now(
        self, progress: Progress, kind: Format, target: Path, wanted: Wanted
    ) -> ReleaseReport | None:
        """Write the file, in the writing thread; None where it was stopped."""
        desk = self._context.desk
        try:
            return desk.handing_on.export(
                desk.actor,
                kind,
                target,
                language(),
                self.reason.text(),
                wanted=wanted,
                progress=progress,
            )
        except Stopped:
            return None

    def _tell(self, part: float | None, _count: int) -> None:
        # Told in the writing thread, so Qt queues it for the dialog's own.
        self.progressed.emit(part or 0.0)

    def _on_progressed(self, part: float) -> None:
        self._bar.setValue(round(part * _STEPS))

    def _on_written(self, report: ReleaseReport | None) -> None:
        self._show_writing(writing=False)
        if report is None:
            self._say_problem(_("The export was stopped; no file was written."))
            return
        text = ngettext(
            "{count} service was written to {path}.",
            "{count} services were written to {path}.",
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
        if not writing:
            self._progress = None
        self._problem.hide()
        self._bar.setValue(0)
        self._bar.setVisible(writing)
        for field in (self.format, self.which, self.reason, self._export):
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
        """Close; while the file is being written, stop that first."""
        if self._progress is not None:
            self._progress.stopped = True
            return
        self._asked += 1
        super().done(result)


def _what_leaves() -> str:
    """Return what the file holds and what it never holds."""
    return _(
        "The records leave with their sources, licences and the state they are in."
        " Phone numbers, e-mails and addresses marked confidential never leave."
    )
