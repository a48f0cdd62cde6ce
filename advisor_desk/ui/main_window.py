"""The one window: places the views and owns no rule of the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from PySide6 import QtCore
from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from advisor_desk.i18n import LANGUAGE_NAMES, N_, _, current_language, ngettext
from advisor_desk.services.events import ServiceChanged
from advisor_desk.ui.background import Background
from advisor_desk.ui.commands.menus import MENUS
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.panel import DeskPanel
from advisor_desk.ui.messages import Message, Messages
from advisor_desk.ui.theme.style import Style
from advisor_desk.ui.widgets.message_bar import MessageBar
from advisor_desk.ui.widgets.scrolling import keep_focus_in_view
from advisor_desk.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent

    from advisor_desk.domain.directory import Service
    from advisor_desk.services.desk import Desk
    from advisor_desk.ui.commands.registry import Commands
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
TEXT_STEP: Final = 10


class MainWindow(QMainWindow):
    """Top bar, the four views, and the line of messages.

    Signals:
        language_chosen: `fi`, `sv` or `en`; the application switches and calls `retranslate`.
        look_changed: theme or text size changed in the settings.
        closed: the window has been closed.
        painted: the window was painted for the first time.
    """

    language_chosen = Signal(str)
    look_changed = Signal()
    closed = Signal()
    painted = Signal()
    _record_changed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        messages: Messages,
        background: Background,
        style: Style,
    ) -> None:
        super().__init__()
        self._desk = desk
        self.messages = messages
        self.background = background
        self.context = Context(desk, messages, background, style, self)
        self.desk_panel = DeskPanel(self.context)
        self.desk_panel.count_changed.connect(self._on_count_changed)
        self._panels: dict[str, Panel] = {"desk": self.desk_panel}
        self._count = 0
        self._started = False
        self._was_painted = False
        self._undo_last: Callable[[], None] | None = None
        self._build()
        self.messages.said.connect(self._on_said)
        # Told in the thread that writes, so Qt queues it for the window's own.
        self._record_changed.connect(self._on_record_changed)
        desk.events.subscribe(ServiceChanged, self._record_changed.emit)
        self.retranslate()
        self._top.mark("desk")
        self.desk_panel.form.focus_start()
        self.resize(1366, 740)

    @property
    def commands(self) -> Commands:
        """The commands of the window."""
        return self.context.commands

    # Building

    def _build(self) -> None:
        self._menus = {key: self.menuBar().addMenu(title) for key, title in MENUS.items()}
        self._top = TopBar(tuple(VIEWS), LANGUAGE_NAMES, self._icon_of)
        self._top.view_chosen.connect(self.show_view)
        self._top.language_chosen.connect(self.language_chosen)
        self.search = self._top.search
        self.search.searched.connect(self._on_searched)
        self.search.moved.connect(self._on_search_moved)
        self.search.confirmed.connect(self._on_search_confirmed)
        self.search.escaped.connect(self._on_search_escaped)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.desk_panel)
        self._bar = MessageBar()
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(8, 4, 8, 2)
        layout.setSpacing(6)
        layout.addWidget(self._top)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._bar)
        self.setCentralWidget(middle)

    def _tie_commands(self) -> None:
        desk = self.desk_panel
        handlers: dict[str, Callable[[], object]] = {
            "visit.save": partial(self._show_then, partial(desk.save, keep=True)),
            "visit.save-clear": partial(self._show_then, partial(desk.save, keep=False)),
            "visit.new": partial(self._show_then, desk.clear),
            "visit.undo": self._undo,
            "visit.correct-last": partial(self._show_then, desk.correct_last),
            "visit.recent": partial(self._show_then, desk.focus_recent),
            "visit.accept-topic": partial(self._show_then, desk.form.accept_topic),
            "visit.refer": partial(self._refer, "signposted"),
            "visit.hand-over": partial(self._refer, "handed-over"),
            "app.quit": self.close,
            "find.search": self.focus_search,
            "find.as-typed": partial(self._show_then, desk.search_as_typed),
            "find.words": self._open_words,
            "find.form": partial(self._show_then, desk.form.focus_first),
            "find.results": self._focus_list,
            "find.detail": self._focus_page,
            "find.back": self._go_back,
            "find.at-desk": self._show_at_desk,
            "detail.copy-phone": self._copy_phone,
            "detail.copy-all": self._copy_all,
            "record.wrong": self._report,
            "record.edit": self._edit_record,
            "record.new": self._new_record,
            "record.verified": self._verify,
            "record.verify": self._verify_in_detail,
            "record.todo": self._show_todo,
            "record.import": self._import_services,
            "record.export": self._export_services,
            "record.quality": self._show_quality,
            "view.preferences": self.open_preferences,
            "view.language": self._next_language,
            "view.theme": self._next_theme,
            "view.larger": partial(self._change_text_size, TEXT_STEP),
            "view.smaller": partial(self._change_text_size, -TEXT_STEP),
            "view.normal-size": partial(self._change_text_size, 0),
            "statistics.export": self._export,
            "help.palette": self._open_palette,
            "help.shortcuts": self._open_shortcuts,
            "help.about": self._open_about,
        }
        for name in VIEWS:
            handlers[f"view.{name}"] = partial(self.show_view, name)
        for command_id, handler in handlers.items():
            self.commands.handle(command_id, handler)

    def retranslate(self) -> None:
        """Take the words of the current language in all views made so far."""
        self.setLocale(QLocale(current_language()))
        for key, menu in self._menus.items():
            menu.setTitle(_(MENUS[key]))
        if self._started:
            self.commands.retranslate()
            self.search.add_clear_button(_("Clear the search"))
        self._retitle()
        self._top.set_views({name: _(words) for name, (words, _icon) in VIEWS.items()})
        self._top.set_language(_("Interface language"), current_language())
        self.search.set_prompts(
            _("Search services and guidance (Ctrl+K)"), _("Search (Ctrl+K)"), _("Search")
        )
        self.search.setAccessibleName(_("Search services and guidance"))
        self._on_count_changed(self._count)
        for panel in self._panels.values():
            panel.retranslate()
        self.repaint_colours()

    def _retitle(self) -> None:
        point = self._desk.settings.text("point")
        name = _("Advisor Desk")
        self.setWindowTitle(f"{point} – {name}" if point else name)

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        if not self._started:
            return
        self._top.paint_icons()
        for panel in self._panels.values():
            panel.repaint_colours()

    # Views

    def start(self) -> None:
        """Make what the first picture did not need and fill the desk; call it once."""
        self._started = True
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
            # Not by `changeEvent`: to hand it each event makes PySide know all events there are.
            application.styleHints().colorSchemeChanged.connect(self._on_system_theme_changed)
        self.desk_panel.start()
        self._tie_commands()
        self.commands.fill_menus(self._menus)
        self.search.add_clear_button(_("Clear the search"))
        self.repaint_colours()
        if self.search.text():  # typed before the results were there
            self.desk_panel.search(self.search.text())

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        keep_focus_in_view(before, now)

    def show_view(self, name: str) -> None:
        """Show one of the views; it is made when first shown.

        Raises:
            KeyError: there is no such view.
        """
        if name not in VIEWS:
            raise KeyError(name)
        if name not in self._panels:
            self._panels[name] = self._make_panel(name)
            self._stack.addWidget(self._panels[name])
        self._stack.setCurrentWidget(self._panels[name])
        self._top.mark(name)
        if name != "desk":
            self._panels[name].focus_start()

    def _icon_of(self, view: str) -> QIcon:
        tokens = self.context.style.tokens
        return self.context.icons.icon(VIEWS[view][1], tokens.text, tokens.accent)

    def panel(self, name: str) -> Panel:
        """Return a view, made if need be.

        Raises:
            KeyError: there is no such view.
        """
        self.show_view(name)
        return self._panels[name]

    def _make_panel(self, name: str) -> Panel:
        # Features load when first shown: the desk alone must be quick.
        if name == "directory":
            from advisor_desk.ui.directory.panel import DirectoryPanel

            directory = DirectoryPanel(self.context)
            directory.refer_requested.connect(self._on_refer_elsewhere)
            return directory
        if name == "guidance":
            from advisor_desk.ui.guidance.panel import GuidancePanel

            guidance = GuidancePanel(self.context)
            guidance.service_requested.connect(self._on_service_requested)
            guidance.refer_requested.connect(self._on_refer_elsewhere)
            return guidance
        from advisor_desk.ui.statistics.panel import StatisticsPanel

        return StatisticsPanel(self.context)

    def _show_then(self, act: Callable[[], None]) -> None:
        self.show_view("desk")
        act()

    # Commands for the list and the page of the view shown

    def _records(self) -> RecordPanel:
        """Return the view shown; where it has no records, the desk, which is shown then."""
        panel = next(p for p in self._panels.values() if p is self._stack.currentWidget())
        if panel is not self._panels.get("statistics"):
            return cast("RecordPanel", panel)
        self.show_view("desk")
        return self.desk_panel

    def _refer(self, mode: str) -> None:
        self._records().detail.request_referral(mode)

    def _focus_list(self) -> None:
        self._records().focus_list()

    def _focus_page(self) -> None:
        records = self._records()
        if records is self.desk_panel:
            self.desk_panel.focus_page()
        else:
            records.detail.focus_page()

    def _go_back(self) -> None:
        self._records().detail.go_back()

    def _copy_phone(self) -> None:
        self._records().detail.copy_phone()

    def _copy_all(self) -> None:
        self._records().detail.copy_all()

    def _show_at_desk(self) -> None:
        page = self._records().detail.page
        if page is None:
            self.messages.say(_("Open a page first, then show it at the desk."), "warn")
        else:
            self._on_service_requested(page.key)

    # Commands for the record shown

    def _shown_service(self) -> Service | None:
        """Return the service shown, or say that none is."""
        page = self._records().detail.page
        if page is None or page.service is None:
            self.messages.say(_("Open a service first."), "warn")
            return None
        return page.service

    def _report(self) -> None:
        self._records().detail.begin_report()

    def _edit_record(self) -> None:
        from advisor_desk.ui.directory.editing import edit_record

        if service := self._shown_service():
            edit_record(self.context, self, service.id)

    def _new_record(self) -> None:
        from advisor_desk.ui.directory.editing import edit_record

        edit_record(self.context, self)

    def _verify(self) -> None:
        from advisor_desk.ui.directory.verifying import verify_unchanged

        if service := self._shown_service():
            verify_unchanged(self.context, service)

    def _verify_in_detail(self) -> None:
        from advisor_desk.ui.directory.verifying import verify_in_detail

        if service := self._shown_service():
            verify_in_detail(self.context, self, service)

    def _show_todo(self) -> None:
        directory = cast("DirectoryPanel", self.panel("directory"))
        directory.show_todo()

    def _on_record_changed(self, fact: ServiceChanged) -> None:
        for panel in self._panels.values():
            if self._started and panel is not self._panels.get("statistics"):
                cast("RecordPanel", panel).follow_record(fact.service_id)

    def focus_search(self) -> None:
        """Go to the search field, with its text selected."""
        self.search.setFocus()
        self.search.selectAll()

    # Slots

    def _on_searched(self, text: str) -> None:
        if not self._started:
            return
        if text:
            self.show_view("desk")
        self.desk_panel.search(text)

    def _on_search_moved(self, step: int) -> None:
        self.desk_panel.results.list.move_current(step)

    def _on_search_confirmed(self) -> None:
        self.show_view("desk")
        self.desk_panel.results.open_current()

    def _on_search_escaped(self) -> None:
        self._show_then(self.desk_panel.form.focus_first)

    def _on_refer_elsewhere(self, service_id: str, mode: str) -> None:
        self.show_view("desk")
        self.desk_panel.open(f"service:{service_id}")
        self.desk_panel.detail.request_referral(mode)

    def _on_service_requested(self, key: str) -> None:
        self.show_view("desk")
        self.desk_panel.open(key)
        self.desk_panel.focus_page()

    def _on_count_changed(self, count: int) -> None:
        self._count = count
        full = ngettext("{count} visit today", "{count} visits today", count)
        short = _("{count} today")
        self._top.set_count(full.format(count=count), short.format(count=count))

    def _undo(self) -> None:
        """Take back what was said last to be undoable, be it of a visit or of a record."""
        undo, self._undo_last = self._undo_last, None
        if undo is None:
            self.desk_panel.undo()
        else:
            self._bar.clear()
            undo()

    def _on_said(self, message: Message) -> None:
        act = message.act
        if act is not None and message.action == _("Undo"):
            self._undo_last, act = act, self._undo
        self._bar.show_message(message.text, message.level, message.action, act)

    def message_text(self) -> str:
        """Return the message shown, for the tests."""
        return self._bar.text()

    # Look and language

    def _next_language(self) -> None:
        tags = list(LANGUAGE_NAMES)
        following = tags[(tags.index(current_language()) + 1) % len(tags)]
        self.language_chosen.emit(following)

    def _next_theme(self) -> None:
        themes = ["light", "dark", "high-contrast"]
        shown = self.context.style.theme
        self.context.keep(theme=themes[(themes.index(shown) + 1) % len(themes)])
        self.look_changed.emit()

    def _change_text_size(self, step: int) -> None:
        percent = self.context.style.percent + step if step else 100
        self.context.keep(text_size=min(max(percent, 80), 200))
        self.look_changed.emit()

    # Dialogs

    def open_preferences(self) -> None:
        """Show the preferences; changes take effect at once."""
        from advisor_desk.ui.preferences.dialog import PreferencesDialog

        dialog = PreferencesDialog(self.context, self)
        dialog.language_chosen.connect(self.language_chosen)
        dialog.look_changed.connect(self.look_changed)
        dialog.work_changed.connect(self._on_work_changed)
        dialog.exec()
        dialog.deleteLater()

    def _on_work_changed(self) -> None:
        """Take over a changed point, municipality or set of fields."""
        self._retitle()
        self.desk_panel.retranslate()

    def _export(self) -> None:
        from advisor_desk.ui.statistics.export_dialog import export_visits

        export_visits(self.context, self)

    def _import_services(self) -> None:
        from advisor_desk.ui.directory.importing.dialog import import_services

        done = import_services(self.context, self)
        directory = cast("DirectoryPanel | None", self._panels.get("directory"))
        if done is not None and directory is not None:
            directory.follow_import()

    def _export_services(self) -> None:
        from advisor_desk.ui.directory.export_dialog import export_services

        directory = cast("DirectoryPanel | None", self._panels.get("directory"))
        export_services(self.context, self, directory.filters.wanted() if directory else None)

    def _show_quality(self) -> None:
        from advisor_desk.ui.directory.quality_page import show_quality

        show_quality(self.context, self)

    def _open_words(self) -> None:
        from advisor_desk.ui.preferences.words import show_words

        show_words(self.context, self)

    def _open_palette(self) -> None:
        from advisor_desk.ui.commands.palette import pick_command

        if command_id := pick_command(self.context.desk.actor, self):
            self.commands.run(command_id)

    def _open_shortcuts(self) -> None:
        from advisor_desk.ui.commands.help import show_shortcuts

        show_shortcuts(self)

    def _open_about(self) -> None:
        from advisor_desk.ui.commands.help import show_about

        show_about(self.context.desk.paths, self)

    # Life of the window

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's name
        """Tell of the first picture."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _on_system_theme_changed(self) -> None:
        """Follow the system between light and dark."""
        self.context.style.notice_system()
        if self._desk.settings.text("theme") == "system":
            self.look_changed.emit()

    def restore_place(self) -> None:
        """Take the size and place of the last time."""
        kept = self._desk.settings.text("window")
        if kept:
            self.restoreGeometry(QtCore.QByteArray.fromBase64(kept.encode()))

    def closeEvent(self, event: QCloseEvent, /) -> None:  # noqa: N802 - Qt's name
        """Keep the draft and the place, then close."""
        self.desk_panel.close_down()
        geometry = self.saveGeometry().toBase64().toStdString()
        self.context.keep(window=geometry)
        event.accept()
        self.closed.emit()
