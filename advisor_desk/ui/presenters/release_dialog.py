"""What every export has: a reason, a file, and the way from asking to what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QStandardPaths, Qt, Signal
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

from advisor_desk.domain.imports import Progress
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.explain import explain
from advisor_desk.services.release import ReleaseReport, is_reason
from advisor_desk.ui.context import Context
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_parent

_LONGEST_REASON: Final = 200
_COLUMNS: Final = 84
_LINES: Final = 8
"""Lines of text that the fields have room for at least; what does not fit is scrolled."""
_STEPS: Final = 1000


class FileKind(NamedTuple):
    """What kind of file is written.

    Attributes:
        filters: as the system's dialog shows them, such as "Excel workbook (*.xlsx)".
        suffix: how its name ends, without the dot.
        name: suggested for the file.
    """

    filters: Sequence[str]
    suffix: str
    name: str


def documents() -> Path:
    """Return the folder that is suggested for files."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder)


def ask_file(parent: QWidget, title: str, folder: Path, kind: FileKind) -> Path | None:
    """Return the file to write, or None; whether an old one is replaced is asked there."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kind.filters)
    dialog.setDefaultSuffix(kind.suffix)
    dialog.selectFile(kind.name)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if accepted and files else None


class ReleaseDialog(QDialog):
    """Lets records out as a file. After a failure what was entered is still there.

    A dialog of one kind of record adds its fields, calls `lay_out`, and says by the methods
    below `Its own` what is counted and written.

    Args:
        context: what every part of the window is given.
        parent: the window that it stands above.
        title: of the window.
        what_leaves: what the file holds and what it never holds.
        reason: suggested for the journal.
        stoppable: the writing tells how far it is, and may be stopped.

    Attributes:
        column: where the fields stand.
        found: how many records are chosen.
        locked: what nobody may touch while the file is being written.

    Signals:
        progressed: how far the writing is, from 0 to 1.
    """

    progressed = Signal(float)

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        title: str,
        what_leaves: str,
        *,
        reason: str = "",
        stoppable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._context = context
        self._asked = 0
        self._progress: Progress | None = None
        self._folder = documents()
        self._target: Path | None = None
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(4, 4, 4, 4)
        self.column.setSpacing(4)
        self.column.addWidget(PlainLabel(what_leaves, wrap=True))
        self.column.addSpacing(10)
        self.reason = QLineEdit(reason)
        self.reason.setMaxLength(_LONGEST_REASON)
        self.found = PlainLabel(role="muted", wrap=True)
        self.progressed.connect(self._on_progressed)
        self._make_feet(stoppable=stoppable)
        self.locked: list[QWidget] = [self._export]
        if not stoppable:
            self.locked.append(self._cancel)

    # Building

    def _make_feet(self, *, stoppable: bool) -> None:
        self._problem = PlainLabel(role="bad", wrap=True)
        self._problem.hide()
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS if stoppable else 0)
        self._bar.setTextVisible(stoppable)
        self._bar.setAccessibleName(_("Writing the file"))
        self._bar.hide()
        self._export = QPushButton(_("Choose the file and export…"))
        self._export.setProperty("role", "primary")
        self._export.setDefault(True)
        self._export.clicked.connect(self._on_export)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)

    def add_field(self, text: str, field: QWidget, note: PlainLabel | None = None) -> None:
        """Add a field with its label above and a note below."""
        label = PlainLabel(text, role="heading")
        label.setBuddy(field)
        field.setAccessibleName(text)
        self.column.addWidget(label)
        self.column.addWidget(field)
        if note is not None:
            self.column.addWidget(note)
        self.column.addSpacing(10)
        self.locked.append(field)

    def lay_out(self, rows: int) -> None:
        """Add the reason below the other fields, and give the window room for so many lines."""
        hint = _("What the file is needed for. It is kept in the journal of what left.")
        self.add_field(_("Reason"), self.reason, PlainLabel(hint, role="muted", wrap=True))
        self.reason.setAccessibleDescription(hint)
        self.column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._export)
        buttons.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(Scrolled(self._body, _LINES), 1)
        layout.addWidget(self._problem)
        layout.addWidget(self._bar)
        layout.addLayout(buttons)
        fit_to_parent(self, columns=_COLUMNS, rows=rows)

    # Its own

    def counting(self) -> Callable[[], int]:
        """Return what counts the records chosen now; it runs off the UI thread."""
        raise NotImplementedError

    def found_text(self, count: int) -> str:
        """Return a sentence that says how many records are chosen."""
        raise NotImplementedError

    def file_kind(self) -> FileKind:
        """Return the kind of file that is chosen."""
        raise NotImplementedError

    def writing(self, target: Path, progress: Progress) -> Callable[[], ReleaseReport | None]:
        """Return what writes the file off the UI thread; it gives None where it was stopped."""
        raise NotImplementedError

    def written_text(self, count: int) -> str:
        """Return the sentence for so many records, with its {count} and {path} left open."""
        raise NotImplementedError

    # Counting

    def count(self) -> None:
        """Say how many records are chosen; an answer to an older question is dropped."""
        self._problem.hide()
        self._asked += 1
        asked, ask = self._asked, self.counting()

        def work() -> tuple[int, int]:
            return asked, ask()

        self._context.background.read(work, self._on_counted)

    def _on_counted(self, answer: tuple[int, int]) -> None:
        asked, count = answer
        if asked == self._asked:
            self.found.setText(self.found_text(count))
            self._export.setEnabled(count > 0)

    # Writing

    def _on_export(self) -> None:
        if not is_reason(self.reason.text()):
            self.say_problem(_("Say in a few words what the file is needed for."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = self._ask_file()
        if chosen is not None:
            self._target, self._folder = chosen, chosen.parent
            self._write(chosen)

    def _ask_file(self) -> Path | None:
        """Return the file to write; what was chosen before a failure is suggested again."""
        kind, before = self.file_kind(), self._target
        if before is not None and before.suffix == f".{kind.suffix}":
            kind = kind._replace(name=before.name)
        return ask_file(self, self.windowTitle(), self._folder, kind)

    def _write(self, target: Path) -> None:
        progress = Progress(self._tell)
        self._progress = progress
        self._show_writing(writing=True)
        work = self.writing(target, progress)
        self._context.background.write(work, self._on_written, self._on_not_written)

    def _tell(self, part: float | None, _count: int) -> None:
        # Told in the writing thread, so Qt queues it for the dialog's own.
        self.progressed.emit(part or 0.0)

    def _on_progressed(self, part: float) -> None:
        self._bar.setValue(round(part * _STEPS))

    def _on_written(self, report: ReleaseReport | None) -> None:
        self._end_writing()
        if report is None:
            self.say_problem(_("The export was stopped; no file was written."))
            return
        text = self.written_text(report.count)
        text = text.format(count=format_number(report.count), path=report.target)
        if report.legend is not None:
            more = _("What the ids of this desk mean is in {path}.").format(path=report.legend)
            text = f"{text} {more}"
        self._context.messages.say(text, "good")
        self.accept()

    def _on_not_written(self, error: Exception) -> None:
        self._end_writing()
        self.say_problem(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone
        self._export.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_writing(self) -> None:
        self._progress = None
        self._show_writing(writing=False)

    def _show_writing(self, *, writing: bool) -> None:
        self._problem.hide()
        self._bar.setValue(0)
        self._bar.setVisible(writing)
        for part in self.locked:
            part.setEnabled(not writing)

    def say_problem(self, text: str) -> None:
        """Show what is wrong and let a screen reader speak it."""
        self._problem.setText(text)
        self._problem.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._problem, text))

    def problem(self) -> str:
        """Return what is said to be wrong, or an empty string."""
        return "" if self._problem.isHidden() else self._problem.text()

    def done(self, result: int, /) -> None:
        """Close; while the file is being written, stop that first, or wait for it."""
        if self._progress is not None:
            self._progress.stopped = True
            return
        self._asked += 1
        super().done(result)
