"""Noting a check of a record: how it was done and what came of it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.freshness import LONGEST_NOTE, METHODS, OUTCOMES, Verification
from advisor_desk.i18n import _
from advisor_desk.services.freshness_text import METHOD_NAMES, OUTCOME_NAMES
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.widgets.dialog_buttons import dialog_buttons
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_text

_COLUMNS: Final = 76
_ROWS: Final = 28


class VerifyDialog(QDialog):
    """Asks for method, outcome, what was checked and a note; Enter notes the check.

    Signals:
        verified: the check as it was stored.
    """

    verified = Signal(object)

    def __init__(
        self, context: Context, service_id: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Note a check"))
        self._context = context
        self._service_id = service_id
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.addWidget(PlainLabel(name, role="title", wrap=True))
        self.method = self._box(_("How was it checked?"))
        for method in METHODS:
            self.method.addItem(_(METHOD_NAMES[method]), method)
        self.outcome = self._box(_("What came of it?"))
        for outcome in OUTCOMES:
            self.outcome.addItem(_(OUTCOME_NAMES[outcome]), outcome)
        self.contacts = QCheckBox(_("Contacts and hours were checked"))
        self.contacts.setChecked(True)
        self.texts = QCheckBox(_("All other texts were checked"))
        self._column.addSpacing(6)
        self._column.addWidget(self.contacts)
        self._column.addWidget(self.texts)
        label = PlainLabel(_("A note for colleagues"), role="heading")
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setAccessibleName(label.text())
        label.setBuddy(self.note)
        self._column.addSpacing(6)
        self._column.addWidget(label)
        self._column.addWidget(self.note)
        self._column.addStretch(1)
        self._notice = Notice(context.messages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(Scrolled(page, 5), 1)
        layout.addWidget(self._notice)
        layout.addWidget(dialog_buttons(self, _("Note the check"), self.save))
        fit_to_text(self, columns=_COLUMNS, rows=_ROWS)
        self.method.setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, name: str) -> WordBox:
        label = PlainLabel(name, role="heading", wrap=True)
        box = WordBox()
        box.setAccessibleName(name)
        label.setBuddy(box)
        self._column.addSpacing(6)
        self._column.addWidget(label)
        self._column.addWidget(box)
        return box

    def save(self) -> None:
        """Store the check; a failure is said and the window stays."""
        desk = self._context.desk
        work = partial(
            desk.curation.verify,
            desk.actor,
            self._service_id,
            self.method.currentData(),
            self.outcome.currentData(),
            contacts=self.contacts.isChecked(),
            texts=self.texts.isChecked(),
            note=self.note.text(),
        )
        self._context.background.write(work, self._on_saved)

    def _on_saved(self, verification: Verification) -> None:
        self.verified.emit(verification)
        self.accept()
