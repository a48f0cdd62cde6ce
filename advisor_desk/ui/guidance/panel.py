"""The guidance view: cards by topic and service paths, and the page of one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from advisor_desk.domain.directory import Service
from advisor_desk.i18n import _, ngettext
from advisor_desk.ui.context import Context
from advisor_desk.ui.guidance.contents import Contents, make_contents
from advisor_desk.ui.presenters.page_view import PageView
from advisor_desk.ui.widgets.hit_list import HitList
from advisor_desk.ui.widgets.labels import PlainLabel, panel
from advisor_desk.ui.widgets.search_field import SearchField


class GuidancePanel(QWidget):
    """Browses the cards and paths.

    Signals:
        service_requested: the key of the page shown, such as `service:kela` or `card:tax-card`,
            to be shown at the desk.
        refer_requested: the id of the service shown, and the mode of referral.
    """

    service_requested = Signal(str)
    refer_requested = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._number = 0
        self._label = PlainLabel(role="heading")
        self.filter = SearchField()
        self._label.setBuddy(self.filter)
        self.filter.searched.connect(self._on_searched)
        self.filter.moved.connect(self._on_moved)
        self.filter.confirmed.connect(self._on_confirmed)
        self.filter.escaped.connect(self.focus_list)
        self.banner = PlainLabel(role="warn", wrap=True)
        self.banner.hide()
        self.count = PlainLabel(role="muted", wrap=True)
        self.list = HitList()
        self.list.opened.connect(self._on_opened)
        self.list.key_pressed.connect(self._on_list_key)
        self.to_desk = QPushButton()
        self.to_desk.setProperty("role", "primary")
        self.to_desk.clicked.connect(self._on_to_desk)
        self.detail = PageView(context, refers=False, own=[self.to_desk])
        self.detail.refer_requested.connect(self._on_refer_requested)
        self._place()
        self.retranslate()

    def _place(self) -> None:
        left, right = panel(), panel()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(10, 10, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addWidget(self.filter)
        layout.addWidget(self.banner)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        page = QVBoxLayout(right)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.detail)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 38)
        splitter.setStretchFactor(1, 62)
        splitter.setSizes([380, 620])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def retranslate(self) -> None:
        """Take the words of the current language and look again."""
        self._label.setText(_("Cards and paths"))
        self.filter.setAccessibleName(_("Cards and paths"))
        self.filter.setPlaceholderText(_("Words of the title"))
        self.list.setAccessibleName(_("Cards and paths"))
        self.to_desk.setText(_("Show at the desk"))
        self.to_desk.setToolTip(_("Shows this page beside the visit (Ctrl+D)."))
        self.detail.retranslate()
        self._look()

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        self.detail.repaint_colours()

    def focus_start(self) -> None:
        """Go to the filter, and look again: review dates pass by the day."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()
        self.detail.set_municipality(self._context.desk.settings.text("municipality"))
        self._look()

    def follow_record(self, service_id: str) -> None:
        """Show what has become of a record if its page is open."""
        self.detail.refresh(service_id)

    def focus_list(self) -> None:
        """Go to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Looking

    def _look(self) -> None:
        """Ask off the UI thread; an answer that comes after a newer question is dropped."""
        self._number += 1
        work = partial(make_contents, self._context.desk, self.filter.text())
        self._context.background.read(work, partial(self._on_found, self._number))

    def _on_found(self, number: int, contents: Contents) -> None:
        if number != self._number:
            return
        self.list.show_entries(contents.entries)
        self.count.setText(_count_text(contents))
        self.banner.setText(_banner_text(contents.due))
        self.banner.setVisible(contents.due > 0)
        said = f"{self.count.text()} {self.banner.text()}".strip()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.count, said))

    # Slots

    def _on_searched(self, _text: str) -> None:
        self._look()

    def _on_moved(self, step: int) -> None:
        self.list.move_current(step)

    def _on_confirmed(self) -> None:
        self.list.open_current()

    def _on_opened(self, key: str) -> None:
        self.detail.open(key)

    def _on_list_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Escape:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_to_desk(self) -> None:
        if self.detail.page is not None:
            self.service_requested.emit(self.detail.page.key)

    def _on_refer_requested(self, service: Service, mode: str) -> None:
        self.refer_requested.emit(service.id, mode)


def _count_text(contents: Contents) -> str:
    if not contents.count and contents.typed.strip():
        text = _("No title holds “{words}”. Ctrl+K searches the texts of cards and services too.")
        return text.format(words=contents.typed.strip())
    text = ngettext("{count} card or path.", "{count} cards and paths.", contents.count)
    return text.format(count=contents.count)


def _banner_text(due: int) -> str:
    text = ngettext(
        "{count} card is past its review date: check its facts before use.",
        "{count} cards are past their review date: check their facts before use.",
        due,
    )
    return text.format(count=due)
