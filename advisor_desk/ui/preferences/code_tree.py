"""The codes of a list as a tree: each below its parent, own and retired ones marked."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from advisor_desk.domain.codes import Code, CodeBook
from advisor_desk.i18n import _
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.picker import fold

_ID: Final = Qt.ItemDataRole.UserRole


class CodeTree(QTreeWidget):
    """Shows the codes; Enter opens one, Delete retires it.

    Signals:
        shown: the id of the code that is current now, or an empty text.
        opened: Enter was pressed.
        retiring: Delete was pressed.
    """

    shown = Signal(str)
    opened = Signal()
    retiring = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setColumnCount(2)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setHeaderLabels([_("Choice"), _("Here")])
        self.header().setAccessibleName(_("Titles of the columns"))
        self.currentItemChanged.connect(self._on_current_changed)

    def show_codes(self, book: CodeBook, list_name: str, today: str) -> None:
        """Show the codes of a list; the current one stays current if it is still there."""
        before = self.current_code()
        blocked = self.blockSignals(True)
        self.clear()
        self._items = {}
        for code in book.members(list_name):  # a parent stands before what is below it
            item = QTreeWidgetItem([code.label.pick(language()), _state(code, today)])
            item.setData(0, _ID, code.id)
            item.setToolTip(0, code.label.pick(language()))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, _spoken(item))
            font = QFont(self.font())
            font.setStrikeOut(not code.valid_on(today))
            item.setFont(0, font)
            above = self._items.get(code.parent or "")
            if above is None:
                self.addTopLevelItem(item)
            else:
                above.addChild(item)
            self._items[code.id] = item
        self.expandAll()
        self.blockSignals(blocked)
        self.go_to(before if before in self._items else next(iter(self._items), ""))

    def go_to(self, code_id: str) -> None:
        """Make a code the current one."""
        item = self._items.get(code_id)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        self.shown.emit(self.current_code())

    def current_code(self) -> str:
        """Return the id of the current code, or an empty text."""
        item = self.currentItem()
        return "" if item is None else str(item.data(0, _ID))

    def look_for(self, text: str) -> None:
        """Go to the first code whose words hold a text; stay where none does."""
        wanted = fold(text.strip())
        words = ((key, fold(item.text(0))) for key, item in self._items.items())
        found = [(not label.startswith(wanted), key) for key, label in words if wanted in label]
        if wanted and found:
            self.go_to(min(found, key=itemgetter(0))[1])

    def rows(self) -> Sequence[tuple[str, str]]:
        """Return words and state of all codes in their order, for the tests."""
        return [(item.text(0), item.text(1)) for item in self._items.values()]

    def _on_current_changed(
        self, _now: QTreeWidgetItem | None, _before: QTreeWidgetItem | None
    ) -> None:
        self.shown.emit(self.current_code())

    def keyboardSearch(self, _typed: str, /) -> None:  # noqa: N802 - Qt's name
        """Stay at the current code: letters never act alone, and `look_for` finds by any part."""

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Delete retires; all else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.retiring.emit()
        else:
            super().keyPressEvent(event)


def _state(code: Code, today: str) -> str:
    """Return in few words how this desk has a code."""
    parts = []
    if code.own:
        parts.append(_("own"))
    if not code.valid_on(today):
        parts.append(_("retired"))
    elif code.quick:
        parts.append(_("first"))
    return " · ".join(parts)


def _spoken(item: QTreeWidgetItem) -> str:
    return ", ".join(text for text in (item.text(0), item.text(1)) if text)
