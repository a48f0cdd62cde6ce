"""Keeping a visit as a preset; renaming, renumbering and deleting presets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.presets import MAX_TITLE, SLOTS, Preset
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.services.presets import Changed, Wanted
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.undoing import WayBack, say_stored
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel, set_role
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_parent

_NEW: Final = "new"
"""Key of the entry that stands for the visit to be kept."""


class PresetDialog(QDialog):
    """Title, number and owner of one preset, above a list of all of them.

    Args:
        context: what every part of the window is given.
        visit: what a new preset is made of, or None where there is no visit.
        presets: what the advisor can change.
        parent: the window.
        done: called when the presets were changed, also by undoing that later.
    """

    def __init__(
        self,
        context: Context,
        visit: Visit | None,
        presets: list[Preset],
        parent: QWidget,
        done: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._done = done
        self._visit = visit
        self._presets = presets
        self._undo: Callable[[], object] | None = None
        self.setWindowTitle(_("Presets"))
        self._build()
        self._place()
        self._show_list(_NEW)
        self._title.setFocus()
        self._title.selectAll()

    # Building

    def _build(self) -> None:
        self._heading = PlainLabel(role="heading", wrap=True)
        self._holds = PlainLabel(role="muted", wrap=True)
        self._title = QLineEdit()
        self._title.setMaxLength(MAX_TITLE)
        self._number = QComboBox()
        self._number.currentIndexChanged.connect(self._show_note)
        self._owner = QComboBox()
        if alias := self._context.desk.actor.alias:
            self._owner.addItem(_("Mine ({alias})").format(alias=alias), True)
        self._owner.addItem(_("The whole point"), False)
        self._owner.currentIndexChanged.connect(self._on_owner_changed)
        self._note = PlainLabel(role="muted", wrap=True)
        self.list = HitList()
        self.list.setAccessibleName(_("Presets"))
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.opened.connect(self._on_opened)
        self.list.key_pressed.connect(self._on_list_key)
        self._keep = QPushButton()
        self._keep.setProperty("role", "primary")
        self._keep.setDefault(True)
        self._keep.clicked.connect(self.keep)
        self._delete = _quiet_button(_("Delete the preset"), self.delete)
        self._take_back = _quiet_button(_("Undo"), self.undo)
        self._take_back.hide()
        self._close = _quiet_button(_("Close"), self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undo)

    def _place(self) -> None:
        fields, body, buttons = QWidget(), QWidget(), QWidget()
        flow = FlowLayout(fields, 14, breaks=True)
        for words, editor in ((_("Key of the preset"), self._number), (_("Whose"), self._owner)):
            flow.addWidget(_labelled(words, editor))
        title = _labelled(_("Title"), self._title)
        line = FlowLayout(buttons, 6)
        for button in (self._keep, self._delete):
            line.addWidget(button)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._heading, self._holds, title, fields, self._note, buttons):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.list, 1)
        self.list.setMinimumHeight(self.fontMetrics().height() * 7)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self._take_back)
        bottom.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(Scrolled(body, 6), 1)
        layout.addLayout(bottom)
        fit_to_parent(self, columns=92, rows=36)

    # What is shown

    def _show_list(self, current: str) -> None:
        entries = [_entry(self._context, preset) for preset in self._presets]
        if self._visit is not None:
            entries.insert(0, Entry(_NEW, _("New preset"), detail=self._words(self._visit)))
        self.list.show_entries(entries)
        row = next((i for i, entry in enumerate(entries) if entry.key == current), 0)
        if entries:
            self.list.setCurrentIndex(self.list.entries.index(row, 0))
        self._show_current()

    def _words(self, visit: Visit) -> str:
        return self._context.desk.presets.words(visit, language())

    def _current(self) -> Preset | None:
        key = self.list.current_key()
        return next((preset for preset in self._presets if preset.id == key), None)

    def _show_current(self) -> None:
        """Show the preset that is marked in the list, or the proposal for a new one."""
        desk, preset = self._context.desk, self._current()
        if preset is not None:
            self._heading.setText(_("Change a preset"))
            self._holds.setText(desk.presets.words(preset, language()))
            wanted = Wanted(preset.title, preset.slot, bool(preset.advisor))
        elif self._visit is not None:
            self._heading.setText(_("Keep the visit as a preset"))
            self._holds.setText(self._words(self._visit))
            wanted = desk.presets.propose(desk.actor, self._visit, language())
        else:
            self._heading.setText(_("There are no presets yet."))
            wanted = Wanted("", SLOTS[0], own=False)
        self._title.setText(wanted.title)
        self._owner.setCurrentIndex(max(self._owner.findData(wanted.own), 0))
        self._offer_numbers(wanted.slot)
        self._keep.setText(_("Save the changes") if preset else _("Keep as a preset"))
        self._keep.setEnabled(preset is not None or self._visit is not None)
        self._delete.setEnabled(preset is not None)

    def _offer_numbers(self, chosen: int) -> None:
        """Show the numbers, each with what stands on it for the owner chosen."""
        taken = {preset.slot: preset.title for preset in self._presets if self._is_owners(preset)}
        self._number.blockSignals(True)
        self._number.clear()
        for slot in SLOTS:
            text = _("Ctrl+{number} · {title}") if slot in taken else _("Ctrl+{number}")
            self._number.addItem(text.format(number=slot, title=taken.get(slot, "")), slot)
        self._number.setCurrentIndex(self._number.findData(chosen))
        self._number.blockSignals(False)
        self._show_note()

    def _is_owners(self, preset: Preset) -> bool:
        return bool(preset.advisor) == bool(self._owner.currentData())

    def _show_note(self) -> None:
        """Say what becomes of a preset that stands on the number, or what to mind."""
        current, slot = self._current(), self._number.currentData()
        other = next(
            (p for p in self._presets if p.slot == slot and self._is_owners(p) and p != current),
            None,
        )
        if other is None:
            text = _("The number is its key. The title stands on the screen: never name a person.")
        elif current is None:
            text = _("“{title}” stands on this number now and is replaced.")
        else:
            text = _("“{title}” stands on this number now: the two change places.")
        self._say(text.format(title=other.title if other else ""), "warn" if other else "muted")

    def _say(self, text: str, role: str) -> None:
        self._note.setText(text)
        set_role(self._note, role)

    # Acting

    def _wanted(self) -> Wanted:
        return Wanted(
            self._title.text(), self._number.currentData(), bool(self._owner.currentData())
        )

    def keep(self) -> None:
        """Keep the visit as a preset, or store what was changed of the marked one."""
        desk, preset = self._context.desk, self._current()
        if preset is not None:
            work = partial(desk.presets.change, desk.actor, preset.id, self._wanted())
            self._context.background.write(work, self._on_changed, self._on_failed)
        elif self._visit is not None:
            work = partial(desk.presets.keep, desk.actor, self._wanted(), self._visit)
            self._context.background.write(work, self._on_kept, self._on_failed)

    def _on_kept(self, done: Changed) -> None:
        desk = self._context.desk
        text = _("Kept as a preset: {title}. Ctrl+{number} saves such a visit.")
        back = WayBack(
            partial(desk.presets.put_back, desk.actor, done.before),
            _("The presets are again as they were."),
            self._done,
        )
        text = text.format(title=done.preset.title, number=done.preset.slot)
        say_stored(self._context, text, back)
        self.accept()

    def delete(self) -> None:
        """Delete the marked preset; it can be undone."""
        desk, preset = self._context.desk, self._current()
        if preset is not None:
            work = partial(desk.presets.delete, desk.actor, preset.id)
            self._context.background.write(work, self._on_changed, self._on_failed)

    def _on_changed(self, done: Changed) -> None:
        desk = self._context.desk
        self._undo = partial(desk.presets.put_back, desk.actor, done.before)
        self._reload(done.preset.id)

    def undo(self) -> None:
        """Take the last change back."""
        undo, self._undo = self._undo, None
        if undo is not None:
            self._context.background.write(undo, self._on_undone, self._on_failed)

    def _on_undone(self, _nothing: object) -> None:
        self._reload(self.list.current_key())

    def _reload(self, current: str) -> None:
        desk = self._context.desk
        self._context.background.read(
            partial(desk.presets.of, desk.actor), partial(self._on_read, current)
        )

    def _on_read(self, current: str, presets: list[Preset]) -> None:
        self._presets = presets
        self._take_back.setVisible(self._undo is not None)
        self._show_list(current)

    def _on_failed(self, error: Exception) -> None:
        from advisor_desk.services.explain import explain

        self._say(explain(error), "bad")  # type: ignore[arg-type]  # background hands on the expected kinds alone
        if isinstance(error, InvalidRecord):
            self._title.setFocus()

    # Slots

    def _on_owner_changed(self, _index: int) -> None:
        self._offer_numbers(self._number.currentData() or SLOTS[0])

    def _on_current_changed(self) -> None:
        self._show_current()

    def _on_opened(self, _key: str) -> None:
        self._title.setFocus()
        self._title.selectAll()

    def _on_list_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Delete:
            self.delete()


def _quiet_button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def _labelled(words: str, editor: QWidget) -> QWidget:
    """Return a field below its label."""
    label = PlainLabel(words, role="heading")
    label.setBuddy(editor)
    editor.setAccessibleName(words)
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(editor)
    return pair


def _entry(context: Context, preset: Preset) -> Entry:
    whose = preset.advisor or _("The whole point")
    holds = context.desk.presets.words(preset, language())
    return Entry(preset.id, f"{preset.slot}  {preset.title}", tag=whose, detail=holds)


def show_presets(
    context: Context, visit: Visit | None, parent: QWidget, done: Callable[[], None]
) -> None:
    """Show the presets, read off the UI thread, with a visit to keep as one if there is any.

    Args:
        context: what every part of the window is given.
        visit: what a new preset is made of, or None.
        parent: the window.
        done: called when presets were changed, also by undoing that later.
    """

    def show(presets: list[Preset]) -> None:
        if visit is None and not presets:
            text = _("Fill in a visit first: then it can be kept as a preset.")
            context.messages.say(text)
            return
        dialog = PresetDialog(context, visit, presets, parent, done)
        dialog.finished.connect(partial(_tell, done))
        dialog.exec()
        dialog.deleteLater()

    context.background.read(partial(context.desk.presets.of, context.desk.actor), show)


def _tell(done: Callable[[], None], _result: int) -> None:
    done()
