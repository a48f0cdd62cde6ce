"""The directory view: filters, the services they leave, and the page of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from advisor_desk.domain.directory import Service
from advisor_desk.i18n import _
from advisor_desk.services.actor import Role
from advisor_desk.services.browsing import InUse, in_use
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.filters import FilterColumn
from advisor_desk.ui.directory.listing import Asked, Listing, count_text, make_listing, notes
from advisor_desk.ui.presenters.page_view import PageView
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.hit_list import HitList
from advisor_desk.ui.widgets.labels import PlainLabel, panel

if TYPE_CHECKING:
    from advisor_desk.ui.directory.todo.panel import TodoPanel

_WIDE_CHARACTERS = 120
"""Below this many average characters the filters stand above the list, not beside it."""


class DirectoryPanel(QWidget):
    """Browses the services by topic, municipality, language, kind, opening and name.

    Signals:
        refer_requested: the id of a service and the mode of referral.
    """

    refer_requested = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._number = 0
        self.filters = FilterColumn()
        self.filters.changed.connect(self._look)
        self.filters.moved.connect(self._on_moved)
        self.filters.confirmed.connect(self._on_confirmed)
        self.filters.left.connect(self.focus_list)
        self.count = PlainLabel(role="heading", wrap=True)
        self.note = PlainLabel(role="muted", wrap=True)
        self.list = HitList()
        self.list.opened.connect(self._on_opened)
        self.list.key_pressed.connect(self._on_list_key)
        self._loosen = QWidget()
        self._loosen_flow = FlowLayout(self._loosen)
        self._page = PageView(context, refers=True)
        self._page.refer_requested.connect(self._on_refer_requested)
        self._todo: TodoPanel | None = None
        self._waiting = 0
        self._place()
        self.retranslate()

    def _place(self) -> None:
        middle = panel()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(10, 10, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.count)
        layout.addWidget(self.note)
        layout.addWidget(self._loosen)
        layout.addWidget(self.list, 1)
        self._lists = QSplitter(Qt.Orientation.Horizontal)
        self._lists.addWidget(_framed(self.filters))
        self._lists.addWidget(middle)
        self._all = QSplitter(Qt.Orientation.Horizontal)
        self._all.addWidget(self._lists)
        self._all.addWidget(_framed(self._page))
        for splitter, first, second in ((self._lists, 38, 62), (self._all, 52, 48)):
            splitter.setChildrenCollapsible(False)
            splitter.setStretchFactor(0, first)
            splitter.setStretchFactor(1, second)
            splitter.setSizes([first * 10, second * 10])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._all)
        self._switches = QWidget()
        flow = FlowLayout(self._switches)
        self._to_services = self._switch(flow, self.show_services)
        self._to_todo = self._switch(flow, self.show_todo)
        if self._context.desk.actor.role < Role.SUPERVISOR:
            self._switches.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self._switches)
        outer.addWidget(self._stack, 1)

    def _switch(self, flow: FlowLayout, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setProperty("role", "switch")
        button.clicked.connect(slot)
        flow.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stand the filters above the list where the window is narrow."""
        super().resizeEvent(event)
        characters = self.width() / max(self.fontMetrics().averageCharWidth(), 1)
        wide = characters >= _WIDE_CHARACTERS
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._lists.orientation() != wanted:
            self._lists.setOrientation(wanted)

    def retranslate(self) -> None:
        """Take the words of the current language and look again."""
        self.filters.retranslate()
        self.list.setAccessibleName(_("Services"))
        self._page.retranslate()
        if self._todo is not None:
            self._todo.retranslate()
        self._name_switches()
        desk, tag = self._context.desk, language()
        work = partial(in_use, desk.directory, desk.codes, tag)
        self._context.background.read(work, self._on_in_use)

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        self._page.repaint_colours()
        if self._todo is not None:
            self._todo.repaint_colours()

    # Services and work lists

    @property
    def todo(self) -> TodoPanel | None:
        """The work lists while they are shown, else None."""
        return self._todo if self._stack.currentWidget() is self._todo else None

    @property
    def detail(self) -> PageView:
        """The page shown: of a service, or of the task that is marked."""
        return self._page if self.todo is None else self.todo.page()

    def show_services(self) -> None:
        """Show the services."""
        self._stack.setCurrentWidget(self._all)
        self._name_switches()
        self.focus_start()

    def show_todo(self) -> None:
        """Show the work lists of a supervisor, made when first shown."""
        if self._todo is None:
            from advisor_desk.ui.directory.todo.panel import TodoPanel

            self._todo = TodoPanel(self._context)
            self._todo.counted.connect(self._on_counted)
            self._todo.left.connect(self.show_services)
            self._stack.addWidget(self._todo)
        self._stack.setCurrentWidget(self._todo)
        self._name_switches()
        self._todo.focus_start()

    def follow_record(self, service_id: str) -> None:
        """Show what has become of a record, wherever it stands here."""
        self._page.refresh(service_id)
        self._look()
        if self._todo is not None:
            self._todo.detail.refresh(service_id)
            self._todo.reload()

    def follow_import(self) -> None:
        """Show what came in, and what there is to do about it."""
        self._look()
        self._count_waiting()
        if self._todo is not None:
            self._todo.reload()

    def _name_switches(self) -> None:
        self._to_services.setText(_("Services"))
        text = _("To do: {count}").format(count=self._waiting) if self._waiting else _("To do")
        self._to_todo.setText(text)
        self._to_services.setChecked(self.todo is None)
        self._to_todo.setChecked(self.todo is not None)

    def _count_waiting(self) -> None:
        if self._context.desk.actor.role >= Role.SUPERVISOR:
            from advisor_desk.ui.directory.todo.tasks import count_waiting

            work = partial(count_waiting, self._context.desk)
            self._context.background.read(work, self._on_counted)

    def _on_counted(self, count: int) -> None:
        self._waiting = count
        self._name_switches()

    def focus_start(self) -> None:
        """Go to the first filter, and look again: what is open changes by the hour."""
        if self.todo is not None:
            self.todo.focus_start()
            return
        self._count_waiting()
        self.filters.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.name.selectAll()
        self._look()

    def focus_list(self) -> None:
        """Go to the list."""
        if self.todo is not None:
            self.todo.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Looking

    def _on_in_use(self, found: InUse) -> None:
        desk = self._context.desk
        self.filters.show_offer(found, desk.codes, desk.settings.text("municipality"))
        self._look()

    def _look(self) -> None:
        """Ask off the UI thread; an answer that comes after a newer question is dropped."""
        self._number += 1
        wanted, name = self.filters.wanted(), self.filters.name.text()
        asked = Asked(self._number, wanted, name, self.filters.place())
        self._context.background.read(
            partial(make_listing, self._context.desk, asked), self._on_found
        )

    def _on_found(self, listing: Listing) -> None:
        if listing.asked.number != self._number:
            return
        fields = ("name", "topic", "municipality", "language", "kind", "open_now")
        names = {field: self.filters.field_name(field) for field in fields}
        self.count.setText(count_text(listing.found, listing.asked.place))
        self.note.setText(notes(listing, names))
        self.note.setVisible(bool(self.note.text()))
        self._offer_looser(listing, names)
        self.list.show_entries(listing.entries)
        self._page.set_municipality(listing.asked.wanted.municipality)
        said = f"{self.count.text()}. {self.note.text()}".strip()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.count, said))

    def _offer_looser(self, listing: Listing, names: dict[str, str]) -> None:
        """Offer a button for each filter that would leave something if taken away."""
        for button in self._loosen.findChildren(QPushButton):
            self._loosen_flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        for field, count in listing.found.looser:
            text = _("Without “{filter}”: {count}").format(filter=names[field], count=count)
            button = QPushButton(text.replace("&", "&&"))
            button.clicked.connect(partial(self._on_loosen, field))
            self._loosen_flow.addWidget(button)
        self._loosen.setVisible(bool(listing.found.looser))

    # Slots

    def _on_loosen(self, field: str, _checked: bool = False) -> None:
        self.filters.drop(field)
        self.filters.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self, step: int) -> None:
        self.list.move_current(step)

    def _on_confirmed(self) -> None:
        self.list.open_current()

    def _on_opened(self, key: str) -> None:
        self._page.open(key)

    def _on_list_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Escape:
            self.filters.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_refer_requested(self, service: Service, mode: str) -> None:
        self.refer_requested.emit(service.id, mode)


def _framed(widget: QWidget) -> QWidget:
    """Return the widget on a panel."""
    frame = panel()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    return frame
