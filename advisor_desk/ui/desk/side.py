"""What stands beside the form: results, last visits and detail, or only one of them."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSplitter, QVBoxLayout, QWidget

from advisor_desk.i18n import N_, _
from advisor_desk.ui.context import Context
from advisor_desk.ui.widgets.labels import panel

if TYPE_CHECKING:
    from advisor_desk.ui.desk.recent import RecentVisits
    from advisor_desk.ui.desk.results import ResultsPanel
    from advisor_desk.ui.presenters.page_view import PageView

PAGES: Final = {"results": N_("Results"), "detail": N_("Detail"), "recent": N_("Visits")}


class Side(QWidget):
    """Holds the three pages beside the form; they are made after the first picture.

    Signals:
        opened: the key of a result.
        correct_requested: the id of a visit.
        retract_requested: the id of a visit, and whether it is taken back or brought back.
        page_shown: a `Page`.
        refer_requested: the service shown, and the mode of referral.
    """

    opened = Signal(str)
    correct_requested = Signal(str)
    retract_requested = Signal(str, bool)
    page_shown = Signal(object)
    refer_requested = Signal(object, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._narrow = False
        self._shown = "results"
        self._frames: dict[str, QFrame] = {}
        self._pages = QSplitter()
        self._pages.setChildrenCollapsible(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._pages, 1)

    @cached_property
    def results(self) -> ResultsPanel:
        """The results."""
        from advisor_desk.ui.desk.results import ResultsPanel

        results = ResultsPanel(self._context)
        results.opened.connect(self.opened)
        return results

    @cached_property
    def recent(self) -> RecentVisits:
        """The last visits."""
        from advisor_desk.ui.desk.recent import RecentVisits

        recent = RecentVisits(self._context)
        recent.correct_requested.connect(self.correct_requested)
        recent.retract_requested.connect(self.retract_requested)
        return recent

    @cached_property
    def detail(self) -> PageView:
        """The page of a service or card."""
        from advisor_desk.ui.presenters.page_view import PageView

        detail = PageView(self._context, refers=True)
        detail.page_shown.connect(self.page_shown)
        detail.refer_requested.connect(self.refer_requested)
        return detail

    def build(self) -> None:
        """Make the pages and place them; call it once."""
        widgets = {"results": self.results, "detail": self.detail, "recent": self.recent}
        self._frames = {name: framed(widget) for name, widget in widgets.items()}
        self._pages.hide()  # until it is known what stands in it: room that is taken stays taken
        self._make_switch()
        lists = QSplitter(QtCore.Qt.Orientation.Vertical)
        lists.addWidget(self._frames["results"])
        lists.addWidget(self._frames["recent"])
        lists.setStretchFactor(0, 3)
        lists.setStretchFactor(1, 1)
        lists.setSizes([420, 170])
        lists.setChildrenCollapsible(False)
        self._pages.addWidget(lists)
        self._pages.addWidget(self._frames["detail"])
        self._pages.setStretchFactor(0, 44)
        self._pages.setStretchFactor(1, 56)
        self._pages.setSizes([400, 500])
        self._lists = lists
        self.retranslate()
        self._place()
        self._pages.show()

    def _make_switch(self) -> None:
        from advisor_desk.ui.widgets.flow import FlowLayout

        self._switch = QWidget()
        flow = FlowLayout(self._switch, 2)
        self._buttons: dict[str, QPushButton] = {}
        for name in PAGES:
            button = QPushButton()
            button.setProperty("role", "switch")
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_switch_clicked, name))
            flow.addWidget(button)
            self._buttons[name] = button
        self._column.insertWidget(0, self._switch)

    def retranslate(self) -> None:
        """Take the words of the current language."""
        if self._frames:
            self.results.retranslate()
            self.recent.retranslate()
            self.detail.retranslate()
            for name, button in self._buttons.items():
                button.setText(_(PAGES[name]))

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        if self._frames:
            self.detail.repaint_colours()

    # Narrow windows

    def set_narrow(self, *, narrow: bool) -> None:
        """Show all pages beside each other, or one at a time."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()

    def bring(self, name: str) -> None:
        """Bring a page of `PAGES` forward, where not all of them are seen."""
        if name != self._shown:
            self._shown = name
            self._place()

    def _place(self) -> None:
        if not self._frames:
            return
        for name, frame in self._frames.items():
            frame.setVisible(not self._narrow or name == self._shown)
            self._buttons[name].setChecked(name == self._shown)
        self._lists.setVisible(not self._narrow or self._shown != "detail")
        self._switch.setVisible(self._narrow)
        for titled in (self.results, self.recent):
            titled.show_title(shown=not self._narrow)

    def _on_switch_clicked(self, name: str, _checked: bool = False) -> None:
        self._shown = name
        self._place()


def framed(widget: QWidget) -> QFrame:
    """Return the widget on a panel."""
    frame = panel()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    return frame
