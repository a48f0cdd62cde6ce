"""The offices, lines and e-services of a service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.directory import CHANNEL_KINDS, Channel
from advisor_desk.domain.ids import new_id
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.address_block import AddressBlock
from advisor_desk.ui.directory.editor.blocks import Block, ChoiceBlock, TextsBlock, page_of
from advisor_desk.ui.directory.editor.code_block import CodesBlock
from advisor_desk.ui.directory.editor.code_choices import language_choices, language_name
from advisor_desk.ui.directory.editor.hours_block import HoursBlock
from advisor_desk.ui.directory.editor.rows import EmailsBlock, PhonesBlock
from advisor_desk.ui.presenters.record_words import CHANNEL_NAMES, channel_words, field_name
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.dialog_buttons import dialog_buttons
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.sizes import fit_to_text


class ChannelsBlock(Block):
    """A list of channels; Enter edits one, Delete takes it from this service.

    Args:
        context: what every part of the window is given.
        field: its name in the record.
        label: what it is called.
    """

    def __init__(self, context: Context, field: str, label: str) -> None:
        note = _("Other services may share these; what is changed here changes for all of them.")
        super().__init__(field, label, note)
        self._context = context
        self._channels: tuple[Channel, ...] = ()
        self.list = HitList()
        self.list.setAccessibleName(label)
        self.list.opened.connect(self._on_opened)
        self.list.key_pressed.connect(self._on_key)
        self.list.setMinimumHeight(self.fontMetrics().height() * 9)
        self._none = PlainLabel(_("None so far."), role="muted", wrap=True)
        self._add = QPushButton(_("Add…"))
        self._add.setAccessibleName(_("{option}: {value}").format(option=label, value=_("Add…")))
        self._add.clicked.connect(self._on_add)
        self._edit = QPushButton(_("Edit…"))
        self._edit.setAccessibleName(_("{option}: {value}").format(option=label, value=_("Edit…")))
        self._edit.clicked.connect(self.list.open_current)
        self._remove = QPushButton(_("Remove"))
        self._remove.setAccessibleName(
            _("{option}: {value}").format(option=label, value=_("Remove"))
        )
        self._remove.clicked.connect(self._on_remove)
        feet = QWidget()
        flow = FlowLayout(feet)
        for button in (self._add, self._edit, self._remove):
            flow.addWidget(button)
        self.body.addWidget(self._none)
        self.body.addWidget(self.list)
        self.body.addWidget(feet)

    def value(self) -> tuple[Channel, ...]:
        """Return the channels."""
        return self._channels

    def show_value(self, value: Sequence[Channel]) -> None:
        """Show channels."""
        self._channels = tuple(value)
        self.list.show_entries([_entry(channel) for channel in self._channels])
        for part in (self.list, self._edit, self._remove):
            part.setVisible(bool(self._channels))
        self._none.setVisible(not self._channels)

    def first(self) -> QWidget:
        """Return the list, or the button that adds where it is empty."""
        return self.list if self._channels else self._add

    def _set(self, channels: Sequence[Channel]) -> None:
        self.show_value(channels)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_add(self) -> None:
        added = self._ask(Channel(new_id(), "place"))
        if added is not None:
            self._set((*self._channels, added))

    def _on_opened(self, key: str) -> None:
        before = next(channel for channel in self._channels if channel.id == key)
        after = self._ask(before)
        if after is not None:
            self._set([after if one is before else one for one in self._channels])

    def _on_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Delete:
            self._on_remove()

    def _on_remove(self) -> None:
        key = self.list.current_key()
        self._set([channel for channel in self._channels if channel.id != key])

    def _ask(self, channel: Channel) -> Channel | None:
        dialog = ChannelDialog(self._context, channel, self)
        dialog.exec()
        typed = dialog.value() if dialog.result() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        return typed


def _entry(channel: Channel) -> Entry:
    words = channel_words(channel)
    title, _dot, detail = words.partition(" · ")
    return Entry(channel.id, title, detail)


class ChannelDialog(QDialog):
    """The fields of an office, line or e-service."""

    def __init__(self, context: Context, channel: Channel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Office, line or e-service"))
        self._before = channel
        kinds = [Choice(kind, _(CHANNEL_NAMES[kind])) for kind in CHANNEL_KINDS]
        languages = partial(language_choices, context), partial(language_name, context)
        self.blocks: tuple[Block, ...] = (
            ChoiceBlock("kind", field_name("kind"), kinds),
            TextsBlock("name", field_name("name")),
            TextsBlock("note", field_name("note"), 2, _("What holds for this service alone.")),
            PhonesBlock(context, "phones", field_name("phones")),
            EmailsBlock("emails", field_name("emails")),
            TextsBlock("url", field_name("url")),
            AddressBlock("address", field_name("address")),
            HoursBlock("hours", field_name("hours")),
            TextsBlock("hours_text", field_name("hours_text"), 2),
            CodesBlock(context, "languages", field_name("languages"), *languages),
            TextsBlock("description", field_name("description"), 3),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(page_of(self.blocks, channel, 18), 1)
        layout.addWidget(dialog_buttons(self, _("Use"), self.accept))
        fit_to_text(self, columns=120, rows=38)

    def value(self) -> Channel:
        """Return the channel as it was typed."""
        return replace(self._before, **{block.field: block.value() for block in self.blocks})
