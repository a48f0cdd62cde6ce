"""The one window: places the views and owns no rule of the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from advisor_desk.i18n import LANGUAGE_NAMES, _, current_language, ngettext
from advisor_desk.services.events import ServiceChanged
from advisor_desk.ui.background import Background
from advisor_desk.ui.commands.menus import MENUS
from advisor_desk.ui.commands.small import needs_full_window
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.panel import DeskPanel
from advisor_desk.ui.messages import Message, Messages
from advisor_desk.ui.theme.style import Style
from advisor_desk.ui.views import VIEWS, Views
from advisor_desk.ui.widgets.message_bar import MessageBar
from advisor_desk.ui.widgets.scrolling import keep_focus_in_view
from advisor_desk.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QPaintEvent

    from advisor_desk.services.desk import Desk
    from advisor_desk.ui.commands.registry import Commands
    from advisor_desk.ui.mini_mode import MiniMode
    from advisor_desk.ui.views import Panel

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
        self._views = Views(self.context, self.desk_panel)
        self._views.shown.connect(self._on_view_shown)
        self._count = 0
        self._started = False
        self._was_painted = False
        self._undo_last: Callable[[], None] | None = None
        self._mini: MiniMode | None = None
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
        self._bar = MessageBar()
        middle = QWidget()
        self._middle = layout = QVBoxLayout(middle)
        layout.setContentsMargins(8, 4, 8, 2)
        layout.setSpacing(6)
        layout.addWidget(self._top)
        layout.addWidget(self._views, 1)
        layout.addWidget(self._bar)
        self.setCentralWidget(middle)

    def _tie_commands(self) -> None:
        from advisor_desk.ui.commands.table import PRESET_SLOTS
        from advisor_desk.ui.desk.day_work import day_handlers
        from advisor_desk.ui.record_commands import page_handlers, record_handlers

        desk = self.desk_panel
        handlers: dict[str, Callable[[], object]] = {
            "visit.save": partial(self._views.at_desk, partial(desk.save, keep=True)),
            "visit.save-clear": partial(self._views.at_desk, partial(desk.save, keep=False)),
            "visit.new": partial(self._views.at_desk, desk.clear),
            "visit.undo": self._undo,
            "visit.correct-last": partial(self._views.at_desk, desk.correct_last),
            "visit.recent": partial(self._views.at_desk, desk.focus_recent),
            "visit.set-day": partial(self._views.at_desk, desk.form.set_day),
            "preset.keep": partial(self._views.at_desk, desk.presets.keep),
            **{f"preset.{slot}": partial(desk.presets.use, slot) for slot in PRESET_SLOTS},
            "visit.people": partial(self._views.at_desk, desk.form.ask_people),
            "visit.timer": desk.form.toggle_timer,
            "visit.unmet": partial(self._views.at_desk, desk.form.note_unmet),
            "group.new": partial(self._views.at_desk, self._new_group),
            "visit.accept-topic": partial(self._views.at_desk, desk.form.accept_topic),
            "tally.count": desk.rush.count,
            "tally.enrich": partial(self._views.at_desk, desk.rush.enrich),
            "catchup.open": self._catch_up,
            "view.mini": self._switch_mini,
            "app.quit": self.close,
            "find.search": self.focus_search,
            "find.as-typed": partial(self._views.at_desk, desk.search_as_typed),
            "find.words": self._open_words,
            "preferences.questions": partial(self._open_list, "questions"),
            "preferences.codes": partial(self._open_list, "codes"),
            "find.form": partial(self._views.at_desk, desk.form.focus_first),
            "view.preferences": self.open_preferences,
            "view.language": self._next_language,
            "view.theme": self._next_theme,
            "view.larger": partial(self._change_text_size, TEXT_STEP),
            "view.smaller": partial(self._change_text_size, -TEXT_STEP),
            "view.normal-size": partial(self._change_text_size, 0),
            "statistics.export": self._export,
            "statistics.effort": self._show_effort,
            "help.palette": self._open_palette,
            "help.shortcuts": self._open_shortcuts,
            "help.about": self._open_about,
        }
        handlers |= page_handlers(self.context, self, self._views)
        handlers |= record_handlers(self.context, self, self._views)
        handlers |= day_handlers(self.context, self, desk, partial(self.show_view, "desk"))
        for name in VIEWS:
            handlers[f"view.{name}"] = partial(self.show_view, name)
        for command_id, handler in handlers.items():
            full = needs_full_window(command_id)
            act = partial(self._in_full_window, handler) if full else handler
            self.commands.handle(command_id, act)

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
        for panel in self._views.made():
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
        if self._mini is not None:
            self._mini.retranslate()
        for panel in self._views.made():
            panel.repaint_colours()

    # Views

    def start(self) -> None:
        """Make what the first picture did not need and fill the desk; call it once."""
        from advisor_desk.ui.desk.shift import tell_changes
        from advisor_desk.ui.record_commands import show_changes

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
        show = partial(show_changes, self.context, self, self._views)
        tell_changes(self.context, self._bar.text, show)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        keep_focus_in_view(before, now)

    def show_view(self, name: str) -> None:
        """Show one of the views; it is made when first shown.

        Raises:
            KeyError: there is no such view.
        """
        self._views.show_view(name)

    def _on_view_shown(self, name: str) -> None:
        self._top.mark(name)

    def _icon_of(self, view: str) -> QIcon:
        tokens = self.context.style.tokens
        return self.context.icons.icon(VIEWS[view][1], tokens.text, tokens.accent)

    def panel(self, name: str) -> Panel:
        """Return a view, made if need be.

        Raises:
            KeyError: there is no such view.
        """
        return self._views.panel(name)

    def _new_group(self) -> None:
        self.desk_panel.groups.new(self)

    def _on_record_changed(self, fact: ServiceChanged) -> None:
        if self._started:
            self._views.follow_record(fact)

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
        if self._mini is not None:
            self._mini.follow_search(text)
        self.desk_panel.search(text)

    def _on_search_moved(self, step: int) -> None:
        self.desk_panel.results.list.move_current(step)

    def _on_search_confirmed(self) -> None:
        self.show_view("desk")
        self.desk_panel.results.open_current()

    def _on_search_escaped(self) -> None:
        self._views.at_desk(self.desk_panel.form.focus_first)

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

    def _show_effort(self) -> None:
        from advisor_desk.ui.statistics.effort_dialog import show_effort

        show_effort(self.context, self)

    def _catch_up(self) -> None:
        self.desk_panel.rush.catching_up.open(self)

    def _switch_mini(self) -> None:
        if self._mini is None:
            from advisor_desk.ui.mini_mode import MiniMode

            parts = self._middle, self._top, self.desk_panel, self.context
            self._mini = MiniMode(self, *parts)
        if self._mini.is_on:
            self._mini.leave()
        else:
            self.show_view("desk")
            self._mini.enter()

    def _leave_mini(self) -> None:
        if self._mini is not None:
            self._mini.leave()

    def _in_full_window(self, act: Callable[[], object]) -> None:
        self._leave_mini()
        act()

    def _open_list(self, name: str) -> None:
        """Let own questions or codes be changed, then show in all views what has become of them."""
        if name == "questions":
            from advisor_desk.ui.preferences.questions import show_questions

            show_questions(self.context, self)
        else:
            from advisor_desk.ui.preferences.codes import show_codes

            show_codes(self.context, self)
        for panel in self._views.made():
            panel.retranslate()

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

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Escape, where nothing else takes it, makes the small window large again."""
        is_small = self._mini is not None and self._mini.is_on
        if is_small and event.key() == QtCore.Qt.Key.Key_Escape:
            self._leave_mini()
        else:
            super().keyPressEvent(event)

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
        places = {"window": geometry} if self._mini is None else self._mini.places()
        self.context.keep(**places)
        event.accept()
        self.closed.emit()
