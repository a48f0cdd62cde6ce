"""What changed since the last shift: a list of cards and records, with the difference of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSplitter, QVBoxLayout, QWidget

from advisor_desk.domain.changes import ADDED, STATUS, ChangedRecord
from advisor_desk.domain.record_fields import confidential_fields
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.changes import LIMIT, WhatChanged
from advisor_desk.services.desk import Desk
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.card_words import card_field_name, card_words
from advisor_desk.ui.presenters.differences import difference_blocks
from advisor_desk.ui.presenters.record_words import field_name, words_of_text
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.document import Block, DocumentView, Paragraph, Run
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.sizes import fit_to_parent

_COLUMNS: Final = 130
_ROWS: Final = 42


class ChangesDialog(QDialog):
    """Lists what changed, the newest first; the arrows show each difference, Enter opens it.

    Signals:
        opened: the key of a record, `service:ID` or `card:ID`.
    """

    opened = Signal(str)

    def __init__(
        self,
        context: Context,
        changed: WhatChanged,
        entries: Sequence[Entry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What changed since your last shift"))
        self._context = context
        self._records = {_key(record): record for record in changed.records}
        self._gone = False
        self.list = HitList()
        self.list.setAccessibleName(_("Changed cards and records"))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.opened.connect(self._on_opened)
        self.view = DocumentView()
        self.view.setAccessibleName(_("What was changed"))
        context.paint(self.view)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.view)
        parts.setSizes([300, 500])
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)  # Enter belongs to the list
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(PlainLabel(_told(changed), role="muted", wrap=True))
        layout.addWidget(parts, 1)
        layout.addWidget(buttons)
        fit_to_parent(self, columns=_COLUMNS, rows=_ROWS)
        self.list.setFocus()
        self.list.show_entries(entries)

    def _on_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show()

    def _show(self) -> None:
        """Show the difference of the current record, read off the UI thread."""
        key = self.list.current_key()
        record = self._records.get(key)
        if record is None:
            self.view.show_blocks(())
            return
        work = partial(_difference, self._context.desk, record)
        self._context.background.read(work, partial(self._on_read, key))

    def _on_read(self, key: str, blocks: Sequence[Block]) -> None:
        if not self._gone and key == self.list.current_key():
            self.view.show_blocks(blocks)

    def done(self, result: int, /) -> None:
        """Leave; what is still being read comes too late then."""
        self._gone = True
        super().done(result)

    def _on_opened(self, key: str) -> None:
        self.accept()
        self.opened.emit(key)


def show_changes(context: Context, parent: QWidget, opened: Callable[[str], None]) -> None:
    """Show what changed, or say that nothing did.

    Args:
        context: what every part of the window is given.
        parent: the window.
        opened: called with the key of a record that was chosen.
    """
    work = partial(_look, context.desk)
    context.background.read(work, partial(_show_found, context, parent, opened))


def _show_found(
    context: Context,
    parent: QWidget,
    opened: Callable[[str], None],
    found: tuple[WhatChanged, list[Entry]],
) -> None:
    changed, entries = found
    if not entries:
        text = _("Nobody else has changed anything since {day}.")
        context.messages.say(text.format(day=format_day(changed.since.isoformat())))
        return
    chosen: list[str] = []
    dialog = ChangesDialog(context, changed, entries, parent)
    dialog.opened.connect(chosen.append)
    dialog.exec()
    dialog.deleteLater()
    for key in chosen:
        opened(key)


def _look(desk: Desk) -> tuple[WhatChanged, list[Entry]]:
    """Return what changed, with its rows."""
    changed = desk.changes.since_last_shift(desk.actor)
    services = [record.id for record in changed.records if record.kind == "service"]
    names = desk.directory.names(services, language())
    return changed, [_entry(desk, record, names) for record in changed.records]


def _entry(desk: Desk, record: ChangedRecord, names: dict[str, str]) -> Entry:
    card = desk.guidance.card(record.id) if record.kind == "card" else None
    title = card.title.pick(language()) if card else names.get(record.id, record.id)
    fields = ", ".join(_field(record, change.field) for change in record.changes)
    return Entry(
        _key(record),
        title,
        f"{format_day(record.day)} · {fields}",
        tag=_("Guidance") if record.kind == "card" else "",
    )


def _field(record: ChangedRecord, field: str) -> str:
    if field == ADDED:
        return _("New")
    by_card = record.kind == "card" and field != STATUS
    return card_field_name(field) if by_card else field_name(field)


def _key(record: ChangedRecord) -> str:
    return f"{record.kind}:{record.id}"


def _told(changed: WhatChanged) -> str:
    """Return in words how far back the list goes and what is in it."""
    day, count = format_day(changed.since.isoformat()), len(changed.records)
    text = ngettext(
        "{count} card or record changed since {day}. Enter opens it. What you changed yourself"
        " is left out.",
        "{count} cards and records changed since {day}. Enter opens one. What you changed"
        " yourself is left out.",
        count,
    )
    if count >= LIMIT:
        text = _("The newest {count} cards and records changed since {day}. Enter opens one.")
    return text.format(count=count, day=day)


def _difference(desk: Desk, record: ChangedRecord) -> list[Block]:
    """Return the difference of a record, field by field."""
    blocks: list[Block] = []
    hidden = confidential_fields(record.changes) if record.kind == "service" else frozenset()
    for change in record.changes:
        name = change.field
        if name == ADDED:
            blocks.append(Paragraph((Run(_("This came with a newer set of data.")),)))
        elif record.kind == "card" and name != STATUS:
            old, new = card_words(desk.codes, name, change.old, change.new)
            blocks.extend(difference_blocks(card_field_name(name), old, new))
        else:
            old, new = (words_of_text(desk, name, text) for text in (change.old, change.new))
            blocks.extend(difference_blocks(field_name(name), old, new, private=name in hidden))
    return blocks
