"""The window in which two records become one."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QTabWidget, QVBoxLayout, QWidget

from advisor_desk.domain.directory import Service
from advisor_desk.domain.record_fields import as_text, confidential_fields, differences, with_field
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.compare import CompareBoard, Names, Pair, Side
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.record_words import field_name, words_of_text
from advisor_desk.ui.presenters.service_page import service_blocks
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.document import DocumentView
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_text

_CHOICE: Final[dict[Side, Literal["keep", "gone"]]] = {"left": "keep", "right": "gone"}


class MergeDialog(QDialog):
    """Shows two records field by field; what is left out of the one kept stays in its history.

    Args:
        context: what every part of the window is given.
        keep: the record that stays.
        gone: the record that becomes part of it.

    Signals:
        merged: the record that was kept, as it is now.
    """

    merged = Signal(object)

    def __init__(
        self, context: Context, keep: Service, gone: Service, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Merge two records"))
        self._context = context
        self._keep, self._gone = keep, gone
        names = Names(
            left=_("Keep this"),
            right=_("Take this"),
            all_left=_("Keep all of the record that stays"),
            all_right=_("Take all of the other record"),
            left_chosen=_("of the record that stays"),
            right_chosen=_("of the other record"),
        )
        self.board = CompareBoard(context, names)
        self.board.chosen.connect(self._show_result)
        self.result_view = DocumentView()
        self.result_view.setAccessibleName(_("The record as it will be"))
        context.paint(self.result_view)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(Scrolled(self.board, 5), _("Field by field"))
        self.tabs.addTab(self.result_view, _("The record as it will be"))
        self.notice = Notice(context.messages)
        self._build()
        self._show_fields()
        fit_to_text(self, columns=130, rows=47)
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._head = PlainLabel(wrap=True)
        self.merge_button = QPushButton(_("Merge"))
        self.merge_button.setProperty("role", "primary")
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.merge)
        self.merge_button.setToolTip("Ctrl+S")
        self.merge_button.clicked.connect(self.merge)
        swap = QPushButton(_("Keep the other record instead"))
        swap.clicked.connect(self.swap)
        leave = QPushButton(_("Cancel"))
        leave.clicked.connect(self.reject)
        feet = QWidget()
        flow = FlowLayout(feet, 8)
        for button in (self.merge_button, swap, leave):
            button.setAutoDefault(False)
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self._head)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.notice)
        layout.addWidget(feet)

    def _show_fields(self) -> None:
        desk, tag = self._context.desk, language()
        text = _("“{gone}” becomes part of “{keep}”. Visits that refer to it count for the latter.")
        self._head.setText(
            text.format(gone=self._gone.name.pick(tag), keep=self._keep.name.pick(tag))
        )
        pairs, chosen = [], dict[str, Side]()
        empty = Service("", "other", type(self._keep.name)())
        changes = differences(self._keep, self._gone)
        hidden = confidential_fields(changes)
        for change in changes:
            ours, theirs = (words_of_text(desk, change.field, t) for t in (change.old, change.new))
            private = change.field in hidden
            title = field_name(change.field)
            pairs.append(Pair(change.field, title, ours, theirs, private=private))
            # What only the other record has is worth keeping.
            lacks = change.old == as_text(empty, change.field)
            chosen[change.field] = "right" if lacks else "left"
        self.board.show_pairs(pairs, chosen)
        self._show_result()

    def result_record(self) -> Service:
        """Return the record as it will be."""
        made = self._keep
        for field, side in self.board.choices().items():
            if side == "right":
                made = with_field(made, field, as_text(self._gone, field))
        return made

    def _show_result(self) -> None:
        made, desk = self.result_record(), self._context.desk
        self.result_view.show_blocks(service_blocks(made, desk.codes, desk.directory.opening(made)))

    def swap(self) -> None:
        """Let the other record stay."""
        self._keep, self._gone = self._gone, self._keep
        self._show_fields()

    def merge(self) -> None:
        """Store the result; a failure is said and the window stays."""
        desk = self._context.desk
        choices = {field: _CHOICE[side] for field, side in self.board.choices().items()}
        work = partial(desk.curation.merge, desk.actor, self._keep.id, self._gone.id, choices)
        self._context.background.write(work, self._on_merged)

    def _on_merged(self, record: Service) -> None:
        self.merged.emit(record)
        self.accept()
