"""The first results with their telephone numbers, for the small window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from advisor_desk.domain.directory import public
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.widgets.hit_list import Entry, HitList

SHOWN: Final = 3
_PHONES: Final = 2
_SERVICE: Final = "service:"


class MiniHits(QWidget):
    """Shows three of the results at a time, around the marked one; hidden where nothing is typed.

    Args:
        context: the collaborators.
        results: the list of all results, which is searched and marked as always.

    Signals:
        opened: the key of a result.
    """

    opened = Signal(str)

    def __init__(self, context: Context, results: HitList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._results = results
        self._asked: list[Entry] = []
        self._searches = False
        self._wanted = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.list = HitList()
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the search field moves in it
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.opened.connect(self.opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        results.entries.modelReset.connect(self._follow)
        results.entries.rowsInserted.connect(self._follow)
        results.selectionModel().currentChanged.connect(self._follow)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self.list.setAccessibleName(_("First results"))

    def show_for(self, text: str) -> None:
        """Show what is found for a text; nothing for an empty one."""
        self._searches = bool(text)
        self._follow()

    def _follow(self) -> None:
        """Show the results around the marked one, with their numbers as soon as they are read."""
        entries = [entry for entry in self._results.entries.entries() if not entry.heading]
        keys = [entry.key for entry in entries]
        current = self._results.current_key()
        row = keys.index(current) if current in keys else 0
        first = max(0, row - SHOWN + 1)
        shown = entries[first : first + SHOWN] if self._searches else []
        if [entry.key for entry in shown] != [entry.key for entry in self._asked]:
            self._asked = shown
            work = partial(_phones, self._context, [entry.key for entry in shown])
            self._context.background.read(work, partial(self._show, shown))
        self._mark(current)

    def _show(self, shown: Sequence[Entry], phones: dict[str, str]) -> None:
        if shown is not self._asked:
            return
        entries = [replace(e, detail=phones.get(e.key, ""), reason="") for e in shown]
        self.list.show_entries(entries)
        self._mark(self._results.current_key())
        self.setVisible(bool(entries))
        self._fit()

    def _mark(self, key: str) -> None:
        for row, entry in enumerate(self.list.entries.entries()):
            if entry.key == key:
                self.list.setCurrentIndex(self.list.entries.index(row, 0))

    def _fit(self) -> None:
        """Ask for the height of the rows."""
        rows = range(self.list.entries.rowCount())
        around = 2 * self.list.frameWidth() + 2
        self._wanted = sum(self.list.sizeHintForRow(row) for row in rows) + around
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for all rows."""
        return QSize(super().sizeHint().width(), self._wanted)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for one row: where there is little, the form needs it more."""
        row = self.fontMetrics().height() * 3
        return QSize(super().minimumSizeHint().width(), min(self._wanted, row))


def _phones(context: Context, keys: Sequence[str]) -> dict[str, str]:
    """Return the first numbers of services that may be given out, as one line by key."""
    ids = [key.removeprefix(_SERVICE) for key in keys if key.startswith(_SERVICE)]
    found = context.desk.directory.find(ids)
    lines = {}
    for service_id, full in found.items():
        service = public(full)
        phones = (*service.phones, *(p for one in service.channels for p in one.phones))
        numbers = list(dict.fromkeys(phone.number for phone in phones))
        line = ", ".join(numbers[:_PHONES]) or _("no phone number")
        lines[_SERVICE + service_id] = line
    return lines
