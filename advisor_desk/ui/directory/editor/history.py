"""What became of a record: who changed what and when, and taking a change back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.record_fields import confidential_fields
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.record_words import field_name, words_of_text
from advisor_desk.ui.widgets.document import Block, DocumentView, Heading, Paragraph, Run
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from advisor_desk.domain.history import HistoryEntry


class HistoryPage(QWidget):
    """The revisions of one record.

    Signals:
        undo_requested: the number of a revision that is to be taken back.
    """

    undo_requested = Signal(int)

    def __init__(self, context: Context, service_id: str) -> None:
        super().__init__()
        self._context = context
        self._service_id = service_id
        self._entries: tuple[HistoryEntry, ...] = ()
        none = _("Nobody has changed this record at this desk.")
        self._none = PlainLabel(none, role="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = HitList()
        self.list.setAccessibleName(_("Changes"))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.view = DocumentView()
        self.view.setAccessibleName(_("What was changed"))
        context.paint(self.view)
        self.undo = QPushButton(_("Undo this change"))
        self.undo.clicked.connect(self._on_undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 10, 8)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 2)
        layout.addWidget(self.view, 3)
        layout.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.list)
        self._show(())

    def reload(self) -> None:
        """Read the history anew, off the UI thread."""
        work = partial(self._context.desk.curation.history, self._service_id)
        self._context.background.read(work, self._on_read)

    def _on_read(self, entries: list[HistoryEntry]) -> None:
        self._show(tuple(entries))

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        self._none.setVisible(not entries)
        for part in (self.list, self.view, self.undo):
            part.setVisible(bool(entries))
        self.list.show_entries([_entry(one) for one in entries], keep_current=False)
        self._show_detail(self.list.currentIndex().row())

    def _show_detail(self, row: int) -> None:
        if not 0 <= row < len(self._entries):
            self.view.show_blocks(())
            return
        self.undo.setEnabled(self._entries[row].undoable)
        blocks = list[Block]()
        hidden = confidential_fields(c for entry in self._entries for c in entry.changes)
        for change in self._entries[row].changes:
            blocks.append(Heading(field_name(change.field), 3))
            for title, text in ((_("Before"), change.old), (_("After"), change.new)):
                words = words_of_text(self._context.desk, change.field, text).split("\n")
                first, *more = (Run(line, private=change.field in hidden) for line in words)
                blocks.append(Paragraph((Run(f"{title}: ", tone="muted"), first)))
                blocks.extend(Paragraph((run,)) for run in more)
        self.view.show_blocks(blocks)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_detail(current.row())

    def _on_undo(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._entries):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # the button will be disabled
            self.undo_requested.emit(self._entries[row].revision)


def _entry(one: HistoryEntry) -> Entry:
    fields = ", ".join(field_name(change.field) for change in one.changes)
    who = one.actor or _("somebody without an alias")
    title = _("{day}, {person}").format(day=format_day(one.day), person=who)
    return Entry(str(one.revision), title, fields)
