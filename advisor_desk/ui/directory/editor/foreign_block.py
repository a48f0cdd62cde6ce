"""The classes that other catalogues have put a record into; they come with imports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.directory import ForeignCode
from advisor_desk.i18n import _
from advisor_desk.ui.directory.editor.blocks import Block
from advisor_desk.ui.presenters.record_words import scheme_name
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel

_LINES: Final = 10
"""Lines of text that the list has room for."""


class ForeignCodesBlock(Block):
    """Shows classes; they are kept as they are, for the next import and for handing on."""

    def __init__(self, field: str, label: str) -> None:
        super().__init__(field, label, _("They come with imports and cannot be changed here."))
        self._codes: tuple[ForeignCode, ...] = ()
        self.list = HitList()
        self.list.setAccessibleName(label)
        self.list.setMinimumHeight(self.fontMetrics().height() * _LINES)
        self._none = PlainLabel(_("None so far."), role="muted", wrap=True)
        self.body.addWidget(self._none)
        self.body.addWidget(self.list)

    def value(self) -> tuple[ForeignCode, ...]:
        """Return the classes, as they were shown."""
        return self._codes

    def show_value(self, value: Sequence[ForeignCode]) -> None:
        """Show classes."""
        self._codes = tuple(value)
        self.list.show_entries([_entry(number, one) for number, one in enumerate(self._codes)])
        self.list.setVisible(bool(self._codes))
        self._none.setVisible(not self._codes)

    def first(self) -> QWidget:
        """Return the list."""
        return self.list


def _entry(number: int, one: ForeignCode) -> Entry:
    scheme = scheme_name(one.scheme)
    detail = f"{scheme} · {one.code}" if one.label else scheme
    return Entry(str(number), one.label or one.code, detail)
