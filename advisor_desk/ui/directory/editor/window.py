"""The window in which a supervisor edits a record, with its draft, checks and history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.i18n import _
from advisor_desk.services.explain import explain
from advisor_desk.services.record_drafts import NEW_RECORD, carried_over
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.checking import Alike, Checked, check, compare, store
from advisor_desk.ui.directory.editor.form import RecordForm
from advisor_desk.ui.directory.editor.history import HistoryPage
from advisor_desk.ui.directory.editor.sections import Given
from advisor_desk.ui.messages import Level
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.sizes import fit_to_text

_CHECK_DELAY: Final = 200
"""Milliseconds from the last letter until what was typed is checked, and kept as a draft."""


class EditorDialog(QDialog):
    """All fields of a record in all languages. Ctrl+S saves, Escape leaves and keeps a draft.

    Signals:
        saved: the record as it was stored.

    Attributes:
        wanted: id of another record that is to be opened in its place, or an empty text.
    """

    saved = Signal(object)

    def __init__(self, context: Context, given: Given, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._before = given.before
        self._is_new = given.is_new
        self._number = 0
        self._saving = self._comparing = self._left = False
        self.wanted = ""
        self._duplicate = ""
        self._history = None if given.is_new else HistoryPage(context, given.before.id)
        self.form = RecordForm(context, given, self._history)
        self.form.changed.connect(self._on_changed)
        self.notice = Notice(context.messages)
        self._build()
        if self._history is not None:
            self.form.history_shown.connect(self._history.reload)
            self._history.undo_requested.connect(self._undo)
        self._timer = QTimer(self, singleShot=True, interval=_CHECK_DELAY)
        self._timer.timeout.connect(self._check)
        self._show_draft_line(shown=given.typed != given.before)
        fit_to_text(self, columns=150, rows=46)
        self.form.focus_section()
        self._check()

    def _build(self) -> None:
        self._draft_text = PlainLabel(
            _("Changes that were not saved have been brought back."), role="muted", wrap=True
        )
        self._discard = QPushButton(_("Discard them"))
        self._discard.clicked.connect(self.discard)
        self._draft_line = _line(self._draft_text, self._discard)
        self._like_text = PlainLabel(role="warn", wrap=True)
        self._open_like = QPushButton(_("Open that one"))
        self._open_like.clicked.connect(self._on_open_duplicate)
        self._like_line = _line(self._like_text, self._open_like)
        self._like_line.hide()
        self.save_button = QPushButton(_("Save"))
        self.save_button.setProperty("role", "primary")
        self.save_button.setToolTip("Ctrl+S")
        # Not the buttons' own: those wait for the picture of a pressed button.
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self._leave_button = QPushButton(_("Close"))
        self._leave_button.clicked.connect(self.reject)
        before = _key_button(self, _("Section before"), "Ctrl+PgUp", partial(self._step, -1))
        after = _key_button(self, _("Next section"), "Ctrl+PgDown", partial(self._step, 1))
        feet = QWidget()
        flow = FlowLayout(feet, 8)
        for button in (self.save_button, self._leave_button, before, after):
            button.setAutoDefault(False)
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for widget in (self._draft_line, self._like_line):
            layout.addWidget(widget)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.notice)
        layout.addWidget(feet)
        name = self._before.name.pick(language())
        self.setWindowTitle(
            _("New record") if self._is_new else _("Edit: {name}").format(name=name)
        )

    # Checking and the draft

    @property
    def _draft_name(self) -> str:
        return NEW_RECORD if self._is_new else self._before.id

    def _on_changed(self) -> None:
        self.notice.clear()
        self._timer.start()

    def _check(self) -> None:
        """Check what was typed, and keep it, off the UI thread; the newest answer counts."""
        self._number += 1
        typed, desk = self.form.record(), self._context.desk
        self._context.background.read(
            partial(check, desk, self._number, typed, is_new=self._is_new), self._on_checked
        )
        keep = partial(desk.record_drafts.keep, self._draft_name, self._before, typed)
        self._context.background.write(keep)
        if not self._comparing:
            self._compare(typed)

    def _on_checked(self, checked: Checked) -> None:
        if checked.number == self._number:
            self.form.show_problems(checked.problems)

    def _compare(self, typed: Service) -> None:
        """Ask for a record that may be the same; one question at a time, the first takes long."""
        self._comparing = True
        work = partial(compare, self._context.desk, self._number, typed, is_new=self._is_new)
        self._context.background.read_in_steps(work, self._on_compared)

    def _on_compared(self, alike: Alike) -> None:
        self._comparing = False
        if self._left:
            return
        if alike.number != self._number:
            self._compare(self.form.record())
            return
        self._duplicate = alike.id
        self._like_line.setVisible(bool(alike.id))
        if self._like_text.text() != alike.text:
            self._like_text.setText(alike.text)
            if alike.text:
                event = QAccessibleAnnouncementEvent(self._like_text, alike.text)
                QAccessible.updateAccessibility(event)

    def _show_draft_line(self, *, shown: bool) -> None:
        self._draft_line.setVisible(shown)

    def discard(self) -> None:
        """Show the record as it is stored, and forget what was typed."""
        self.form.show_record(self._before)
        self._show_draft_line(shown=False)
        self.form.focus_section()
        self._check()

    # Saving

    def save(self) -> None:
        """Check and store what was typed; errors keep the window open."""
        if self._saving:
            return
        own = self.form.own_problems()
        if own:
            self.notice.tell(own[0], "bad")
            return
        typed = self.form.record()
        if typed == self._before:
            self.accept()
            return
        self._timer.stop()
        self._saving = True
        desk = self._context.desk
        work = partial(store, desk, self._before, typed, is_new=self._is_new)
        self._context.background.write(work, self._on_saved, self._on_not_saved)

    def _on_saved(self, outcome: Service) -> None:
        self._saving = False
        self._context.background.write(
            partial(self._context.desk.record_drafts.forget, self._draft_name)
        )
        self._before = outcome
        self._stop_listening()
        self.saved.emit(outcome)
        self.accept()

    def _on_not_saved(self, error: Exception) -> None:
        self._saving = False
        if isinstance(error, InvalidRecord) and error.stale:
            self._take_newest()
            return
        if isinstance(error, InvalidRecord) and error.fields:
            self.form.focus_field(error.fields[0])
        level: Level = "warn" if isinstance(error, InvalidRecord) else "bad"
        self._context.messages.say(explain(error), level)  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def _take_newest(self) -> None:
        """Put what was typed onto the record as somebody else has changed it meanwhile."""
        directory = self._context.desk.directory
        self._context.background.read(partial(directory.get, self._before.id), self._on_newest)

    def _on_newest(self, newest: Service | None) -> None:
        if newest is None:
            self.notice.tell(_("This record is no longer there."), "bad")
            return
        typed = self.form.record()
        self.form.show_record(carried_over(self._before, typed, newest))
        self._before = newest
        self.notice.tell(
            _(
                "Somebody changed this record meanwhile. Your changes have been put into the"
                " newest version: look it through and save again."
            )
        )
        self._check()

    def _undo(self, revision: int) -> None:
        """Take a revision back; what was typed since stays typed."""
        desk = self._context.desk
        work = partial(desk.curation.undo, desk.actor, self._before.id, revision)
        self._context.background.write(work, self._on_undone)

    def _on_undone(self, record: Service) -> None:
        typed = self.form.record()
        self.form.show_record(carried_over(self._before, typed, record))
        self._before = record
        if self._history is not None:
            self._history.reload()
        self.notice.tell(_("The change was taken back."), "good")
        self._check()

    # Leaving

    def _on_open_duplicate(self) -> None:
        self.wanted = self._duplicate
        self.reject()

    def _step(self, step: int) -> None:
        self.form.go(self.form.section + step)
        self.form.focus_section()

    def reject(self) -> None:
        """Leave; what was not saved is kept as a draft and said to be."""
        self._timer.stop()
        if self.form.record() != self._before:
            self._check()
            self._context.messages.say(
                _("The changes are kept but not saved. Open the record again to go on.")
            )
        self._stop_listening()
        super().reject()

    def _stop_listening(self) -> None:
        """Pass over the answers that are still to come: they are about the past."""
        self._number += 1
        self._left = True

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus, which takes it, and nothing else."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _line(label: PlainLabel, button: QPushButton) -> QWidget:
    """Return a label with a button after it."""
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label, 1)
    layout.addWidget(button)
    button.setAutoDefault(False)
    return line


def _key_button(parent: QWidget, text: str, keys: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(text, parent)
    button.setToolTip(keys)
    QShortcut(QKeySequence(keys), parent).activated.connect(slot)
    button.clicked.connect(slot)
    return button
