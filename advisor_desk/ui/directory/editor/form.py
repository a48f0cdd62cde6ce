"""The form of the editor: a list of sections, and the page of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from advisor_desk.domain.counties import follow_areas
from advisor_desk.domain.directory import Service
from advisor_desk.i18n import _, ngettext
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.blocks import Block
from advisor_desk.ui.directory.editor.sections import SECTIONS, Given, make_block, section_of
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from advisor_desk.domain.record_rules import Problem

_NARROWEST_NAV: Final = 20
_WIDEST_NAV: Final = 26
"""Average characters that the list of sections has room for."""


class RecordForm(QWidget):
    """Holds one record while it is edited; pages are made when first shown.

    Args:
        context: what every part of the window is given.
        given: the record, and what its blocks need.
        history: the page that follows the sections, or None.

    Signals:
        changed: the user changed a value.
        history_shown: the page after the sections was chosen.
    """

    changed = Signal()
    history_shown = Signal()

    def __init__(self, context: Context, given: Given, history: QWidget | None = None) -> None:
        super().__init__()
        self._context = context
        self._given = given
        self._record = given.typed
        self._areas = given.typed.areas
        self._history = history
        self._problems: tuple[Problem, ...] = ()
        self.blocks: dict[str, Block] = {}
        self.nav = HitList()
        self.nav.setAccessibleName(_("Sections of the record"))
        self.nav.opened.connect(self._on_opened)
        self._pages = QStackedWidget()
        for _section in SECTIONS:
            self._pages.addWidget(QWidget())
        if history is not None:
            self._pages.addWidget(history)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.nav, 1)
        layout.addWidget(self._pages, 3)
        self._show_nav()
        character = self.fontMetrics().averageCharWidth()
        narrowest = max(character * _NARROWEST_NAV, self.nav.width_of_words())
        self.nav.setMinimumWidth(narrowest)
        self.nav.setMaximumWidth(max(character * _WIDEST_NAV, narrowest))
        self.nav.selectionModel().currentChanged.connect(self._on_current)
        self._build(0)
        self._pages.setCurrentIndex(0)

    # The record

    def record(self) -> Service:
        """Return the record as it was typed."""
        values = {field: block.value() for field, block in self.blocks.items()}
        return replace(self._record, **values)

    def show_record(self, record: Service) -> None:
        """Show a record in place of the one before, without telling."""
        self._record = record
        self._areas = record.areas
        for field, block in self.blocks.items():
            block.show_value(getattr(record, field))

    # Sections

    @property
    def section(self) -> int:
        """The number of the section shown."""
        return self._pages.currentIndex()

    def go(self, section: int) -> None:
        """Show a section; the one after the last is the history."""
        if 0 <= section < self._pages.count():
            self.nav.setCurrentIndex(self.nav.entries.index(section, 0))

    def focus_field(self, field: str) -> None:
        """Show the section of a field and go to it."""
        self.go(section_of(field))
        block = self.blocks.get(field.partition(".")[0])
        if block is not None:
            block.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_section(self) -> None:
        """Go to the first field of the section shown."""
        if self.section < len(SECTIONS):
            self.blocks[SECTIONS[self.section].fields[0]].first().setFocus(
                Qt.FocusReason.OtherFocusReason
            )
            page = self._pages.currentWidget()
            if isinstance(page, Scrolled):
                page.verticalScrollBar().setValue(0)  # with the heading above the field
        elif self._history is not None:
            self._history.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_nav(self) -> None:
        entries = [
            Entry(str(number), _(section.title), warn=self._count_text(number))
            for number, section in enumerate(SECTIONS)
        ]
        if self._history is not None:
            entries.append(Entry(str(len(SECTIONS)), _("History")))
        if entries != self.nav.entries.entries():
            blocked = self.nav.selectionModel().blockSignals(True)
            self.nav.show_entries(entries)
            self.nav.selectionModel().blockSignals(blocked)
            self.nav.viewport().update()

    def _count_text(self, section: int) -> str:
        count = sum(section_of(problem.field) == section for problem in self._problems)
        text = ngettext("{count} remark", "{count} remarks", count)
        return text.format(count=count) if count else ""

    def _build(self, section: int) -> None:
        """Make the page of a section, if that was not done yet."""
        if section >= len(SECTIONS) or SECTIONS[section].fields[0] in self.blocks:
            return
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 2, 10, 8)
        column.setSpacing(18)
        for field in SECTIONS[section].fields:
            block = make_block(self._context, self._given, field)
            block.show_value(getattr(self._record, field))
            block.changed.connect(partial(self._on_changed, field))
            column.addWidget(block)
            self.blocks[field] = block
        column.addStretch(1)
        before = self._pages.widget(section)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        self._pages.insertWidget(section, Scrolled(page, 6))
        self._put_problems()

    # Problems

    def own_problems(self) -> list[str]:
        """Return what is typed and cannot even be a value, as sentences."""
        return [problem for block in self.blocks.values() if (problem := block.own_problem())]

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong below the fields, and count it in the list of sections."""
        self._problems = tuple(problems)
        self._show_nav()
        self._put_problems()

    def _put_problems(self) -> None:
        for field, block in self.blocks.items():
            mine = [p for p in self._problems if p.field.partition(".")[0] == field]
            own = "" if field == "hours" else block.own_problem()  # the grid says its own
            block.show_found(mine, own)

    # Slots

    def _on_changed(self, field: str) -> None:
        if field == "areas":
            self._follow_areas()
        self.changed.emit()

    def _follow_areas(self) -> None:
        """Put the municipalities of a chosen area into the record, or take them out with it."""
        areas, places = self.blocks["areas"].value(), self.blocks["municipalities"]
        divisions = self._context.desk.codes.divisions
        places.show_value(follow_areas(self._areas, areas, places.value(), divisions))
        self._areas = areas

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        section = current.row()
        if section < 0:
            return
        self._build(section)
        self._pages.setCurrentIndex(section)
        if section == len(SECTIONS):
            self.history_shown.emit()

    def _on_opened(self, _key: str) -> None:
        self.focus_section()
