"""The four views of the window, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from advisor_desk.i18n import N_, _
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.panel import DeskPanel

if TYPE_CHECKING:
    from advisor_desk.domain.directory import Service
    from advisor_desk.services.events import ServiceChanged
    from advisor_desk.ui.directory.panel import DirectoryPanel
    from advisor_desk.ui.guidance.panel import GuidancePanel
    from advisor_desk.ui.statistics.panel import StatisticsPanel

    Panel: TypeAlias = DeskPanel | DirectoryPanel | GuidancePanel | StatisticsPanel
    RecordPanel: TypeAlias = DeskPanel | DirectoryPanel | GuidancePanel

VIEWS: Final = {
    "desk": (N_("Desk"), "notebook-pen"),
    "directory": (N_("Directory"), "contact"),
    "guidance": (N_("Guidance"), "book-open"),
    "statistics": (N_("Statistics"), "chart-column"),
}
"""Views in their order: the words for each, and the name of its icon."""


class Views(QStackedWidget):
    """Shows one view at a time, and takes a page or a referral from one to another.

    Args:
        context: what every view is given.
        desk: the first view, which is there from the start.

    Signals:
        shown: the name of the view that is shown now.
    """

    shown = Signal(str)

    def __init__(self, context: Context, desk: DeskPanel) -> None:
        super().__init__()
        self._context = context
        self.desk = desk
        self._made: dict[str, Panel] = {"desk": desk}
        self.addWidget(desk)

    def made(self) -> tuple[Panel, ...]:
        """Return the views that have been made so far."""
        return tuple(self._made.values())

    def directory(self) -> DirectoryPanel | None:
        """Return the directory if it has been made."""
        return cast("DirectoryPanel | None", self._made.get("directory"))

    def show_view(self, name: str) -> None:
        """Show one of the views; it is made when first shown.

        Raises:
            KeyError: there is no such view.
        """
        if name not in VIEWS:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
            self.addWidget(self._made[name])
        self.setCurrentWidget(self._made[name])
        self.shown.emit(name)
        if name != "desk":
            self._made[name].focus_start()

    def panel(self, name: str) -> Panel:
        """Return a view, made if need be, and show it.

        Raises:
            KeyError: there is no such view.
        """
        self.show_view(name)
        return self._made[name]

    def _make(self, name: str) -> Panel:
        # Features load when first shown: the desk alone must be quick.
        if name == "directory":
            from advisor_desk.ui.directory.panel import DirectoryPanel

            directory = DirectoryPanel(self._context)
            directory.refer_requested.connect(self._on_refer_requested)
            return directory
        if name == "guidance":
            from advisor_desk.ui.guidance.panel import GuidancePanel

            guidance = GuidancePanel(self._context)
            guidance.service_requested.connect(self.open_at_desk)
            guidance.refer_requested.connect(self._on_refer_requested)
            return guidance
        from advisor_desk.ui.statistics.panel import StatisticsPanel

        return StatisticsPanel(self._context)

    def at_desk(self, act: Callable[[], object]) -> None:
        """Show the desk and do something there."""
        self.show_view("desk")
        act()

    # The list and the page of the view shown

    def records(self) -> RecordPanel:
        """Return the view shown; where it has no records, the desk, which is shown then."""
        panel = next(panel for panel in self.made() if panel is self.currentWidget())
        if panel is not self._made.get("statistics"):
            return cast("RecordPanel", panel)
        self.show_view("desk")
        return self.desk

    def focus_page(self) -> None:
        """Go to the text of the page."""
        records = self.records()
        if records is self.desk:
            self.desk.focus_page()
        else:
            records.detail.focus_page()

    def focus_list(self) -> None:
        """Go to the list."""
        self.records().focus_list()

    def go_back(self) -> None:
        """Show the page before."""
        self.records().detail.go_back()

    def copy_phone(self) -> None:
        """Copy the telephone number of the page."""
        self.records().detail.copy_phone()

    def copy_all(self) -> None:
        """Copy the contact details of the page."""
        self.records().detail.copy_all()

    def copy_walk(self) -> None:
        """Copy the path from the present step on."""
        self.records().detail.walker.copy()

    def report(self) -> None:
        """Begin to say what is wrong with the record."""
        self.records().detail.begin_report()

    def shown_service(self) -> Service | None:
        """Return the service shown, or say that none is."""
        page = self.records().detail.page
        if page is None or page.service is None:
            self._context.messages.say(_("Open a service first."), "warn")
            return None
        return page.service

    def open_at_desk(self, key: str) -> None:
        """Show a record at the desk, e.g. `service:kela`."""
        self.show_view("desk")
        self.desk.open(key)
        self.desk.focus_page()

    def show_page_at_desk(self) -> None:
        """Show the page of another view at the desk."""
        page = self.records().detail.page
        if page is None:
            self._context.messages.say(_("Open a page first, then show it at the desk."), "warn")
        else:
            self.open_at_desk(page.key)

    def _on_refer_requested(self, service_id: str, mode: str) -> None:
        self.show_view("desk")
        self.desk.open(f"service:{service_id}")
        self.desk.detail.request_referral(mode)

    def follow_record(self, fact: ServiceChanged) -> None:
        """Show in all views what has become of a record."""
        for panel in self.made():
            if panel is not self._made.get("statistics"):
                cast("RecordPanel", panel).follow_record(fact.service_id)
