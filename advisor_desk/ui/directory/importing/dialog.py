"""Takes services in: choose, preview, import. Every step can be gone back or left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.failures import Failure, NotAllowed
from advisor_desk.domain.imports import Catalogue, Progress, Stopped
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.explain import explain
from advisor_desk.ui.directory.importing.columns_page import ColumnsPage
from advisor_desk.ui.directory.importing.options_page import OptionsPage
from advisor_desk.ui.directory.importing.preview_page import PreviewPage
from advisor_desk.ui.directory.importing.selection_page import SelectionPage
from advisor_desk.ui.directory.importing.source_page import SourcePage
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_text

if TYPE_CHECKING:
    from advisor_desk.services.importing import (
        ImportPlan,
        ImportReport,
        Selection,
        TableLook,
    )
    from advisor_desk.ui.context import Context

_COLUMNS: Final = 104
_ROWS: Final = 38
_LINES: Final = 8
_PERMILLE: Final = 1000


def import_services(context: Context, parent: QWidget) -> ImportReport | None:
    """Let the user import services; return what was done, or None."""
    dialog = ImportDialog(context, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.report


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a source turned out to be."""

    source: str
    format: str
    catalogue: Catalogue
    look: TableLook | None
    selection: Selection | None


class ImportDialog(QDialog):
    """Three pages in a row: the source, what is taken of it, and the preview.

    Attributes:
        report: what was imported, or None.
    """

    _told = Signal(object, int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import services"))
        self.report: ImportReport | None = None
        self._context = context
        self._importing = context.desk.importing
        self._looked: _Looked | None = None
        self._plan: ImportPlan | None = None
        self._progress: Progress | None = None
        self._told.connect(self._on_told)  # told in a worker's thread: Qt queues it
        self.source = SourcePage()
        self.source.confirmed.connect(self._on_next)
        self.options = OptionsPage()
        self.preview = PreviewPage()
        self.preview.partial.clicked.connect(self._on_partial)
        self._pages = QStackedWidget()
        self._pages.addWidget(Scrolled(self.source, _LINES))
        self._pages.addWidget(Scrolled(self.options, _LINES))
        self._pages.addWidget(self.preview)
        self._build()
        self._show_page(0)

    # Building

    def _build(self) -> None:
        self._notice = Notice(self._context.messages)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self._state = PlainLabel(role="muted", wrap=True)
        self._state.hide()
        self.back = QPushButton(_("Back"))
        self.back.clicked.connect(self._on_back)
        self.next = QPushButton()
        self.next.setProperty("role", "primary")
        self.next.clicked.connect(self._on_next)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.clicked.connect(self.reject)
        for button in (self.back, self.cancel):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._notice)
        layout.addWidget(self._state)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)
        fit_to_text(self, columns=_COLUMNS, rows=_ROWS)

    def page(self) -> int:
        """Return which page is shown: 0 source, 1 options, 2 preview."""
        return self._pages.currentIndex()

    def problem(self) -> str:
        """Return what is said to be wrong, or an empty string."""
        return "" if self._notice.isHidden() else self._notice.text()

    def _show_page(self, number: int) -> None:
        self._notice.clear()
        self._pages.setCurrentIndex(number)
        self.back.setEnabled(number > 0)
        words = (_("Next"), _("Preview"), _("Import"))
        self.next.setText(words[number])
        if number == 0:
            self.source.source.setFocus(Qt.FocusReason.OtherFocusReason)
        elif number == 1:
            self.options.focus_start()
        else:
            self.preview.focus_start()

    # Steps

    def _on_next(self) -> None:
        if self._progress is not None:
            return
        (self._look, self._preview, self._import)[self.page()]()

    def _on_back(self) -> None:
        self._drop_plan()
        self._show_page(self.page() - 1)

    def _look(self) -> None:
        source = self.source.value()
        if not source:
            self._say(_("Choose a file or folder first."))
            self.source.source.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = self.source.format_name()
        importing = self._importing

        def work() -> _Looked:
            name = chosen or importing.detect(source)
            catalogue = importing.catalogue(name, source)
            look = importing.look(source, catalogue.id) if name in importing.tables else None
            return _Looked(source, name, catalogue, look, importing.selection(name))

        self._begin(_("Looking at the source…"))
        self._context.background.read(work, self._on_looked, self._on_failed)

    def _on_looked(self, looked: _Looked) -> None:
        if self._end():
            return
        self._looked = looked
        self.options.show_source(looked.format, looked.catalogue, self._pages_of(looked))
        self._show_page(1)

    def _pages_of(self, looked: _Looked) -> QWidget | None:
        if looked.look is not None:
            return ColumnsPage(looked.look, self._importing.fields)
        return SelectionPage(looked.selection) if looked.selection is not None else None

    def _preview(self) -> None:
        looked = self._looked
        if looked is None:
            return
        desk, importing = self._context.desk, self._importing
        catalogue = self.options.catalogue()
        columns, selection = self.options.columns(), self.options.selection()
        complete, municipality = self.options.complete(), desk.settings.text("municipality")
        key = self.source.key.text().strip()
        progress = self._begin(_("Reading the records…"))

        def work() -> ImportPlan | None:
            try:
                reader = importing.reader(
                    looked.format, looked.source, catalogue, columns, municipality, key
                )
                whole = complete and importing.is_whole(looked.source)
                plan = importing.plan(
                    desk.actor, reader, catalogue, selection, progress, complete=whole
                )
            except Stopped:
                return None
            plan.columns = columns
            return plan

        self._context.background.read(work, self._on_planned, self._on_failed)

    def _on_planned(self, plan: ImportPlan | None) -> None:
        stopped = self._end()
        if plan is None or stopped:
            if plan is not None:
                plan.close()
            self._say(_("Cancelled. Nothing was changed."))
            return
        self._plan = plan
        self.preview.show_plan(plan)
        self._show_page(2)
        told = (self.preview.summary.text(), self.preview.warning.text())
        self._announce(" ".join(filter(None, told)))

    def _on_partial(self) -> None:
        """Read the source again, as a part of which nothing is gone."""
        self._on_back()
        self.options.partial.setChecked(True)
        self._preview()

    def _import(self) -> None:
        plan = self._plan
        if plan is None:
            return
        desk, importing = self._context.desk, self._importing
        progress = self._begin(_("Importing…"))

        def work() -> ImportReport | None:
            try:
                return importing.apply(desk.actor, plan, progress)
            except Stopped:
                return None

        self._context.background.write(work, self._on_imported, self._on_failed)

    def _on_imported(self, report: ImportReport | None) -> None:
        self._end()
        if report is None:
            self._say(_("Cancelled. Nothing was changed."))
            return
        self.report = report
        if report.review:
            show = partial(self._context.commands.run, "record.todo")
            action = _("Review")
            self._context.messages.say(result_text(report), "good", action=action, act=show)
        else:
            self._context.messages.say(result_text(report), "good")
        self.accept()

    # Progress

    def _begin(self, words: str) -> Progress:
        progress = Progress(self._told.emit)
        self._progress = progress
        self._notice.clear()
        self._state.setText(words)
        self._state.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        for widget in (self._pages, self.back, self.next):
            widget.setEnabled(False)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        return progress

    def _end(self) -> bool:
        """Show that the work is done; return whether it was to be stopped."""
        stopped = self._progress is not None and self._progress.stopped
        self._progress = None
        self._state.hide()
        self.bar.hide()
        for widget in (self._pages, self.next):
            widget.setEnabled(True)
        self.back.setEnabled(self.page() > 0)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        return stopped

    def _on_told(self, part: float | None, count: int) -> None:
        if self._progress is None or self._progress.stopped:
            return
        if part is not None:
            self.bar.setRange(0, _PERMILLE)
            self.bar.setValue(round(part * _PERMILLE))
        text = ngettext("{count} record", "{count} records", count)
        if count:
            self._state.setText(text.format(count=format_number(count)))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Failure | NotAllowed):
            self._say(explain(error), "bad")

    def _say(self, text: str, level: str = "warn") -> None:
        self._notice.tell(text, level)
        self._announce(text)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # Leaving

    def reject(self) -> None:
        """Stop the work that is going on; where there is none, close."""
        if self._progress is not None:
            self._progress.stopped = True
            self._state.setText(_("Stopping…"))
            return
        super().reject()

    def done(self, result: int, /) -> None:
        """Let go of what was read."""
        self._drop_plan()
        super().done(result)

    def _drop_plan(self) -> None:
        if self._plan is not None:
            self._plan.close()
            self._plan = None


def result_text(report: ImportReport) -> str:
    """Return what came in, as sentences."""
    counts = report.counts
    text = ngettext("{count} new service came in.", "{count} new services came in.", counts["new"])
    text = text.format(count=format_number(counts["new"]))
    if report.review:
        text += " " + ngettext(
            "{count} record waits for review.", "{count} records wait for review.", report.review
        ).format(count=format_number(report.review))
    return text
