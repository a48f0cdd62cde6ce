"""The small window: the same window, drawn together and always on top of other programs.

It is the one window and not a second one, so that the form, its draft, the keys and the
messages are the same by themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QMainWindow, QPushButton, QWidget

from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.mini_hits import MiniHits
from advisor_desk.ui.presenters.words import language

if TYPE_CHECKING:
    from advisor_desk.ui.desk.panel import DeskPanel
    from advisor_desk.ui.presenters.pages import Page
    from advisor_desk.ui.widgets.top_bar import TopBar

_FIRST: Final = QSize(380, 600)
"""The size until somebody gives it another, at the usual size of text."""


class MiniMode(QObject):
    """Makes the window small, and large again.

    Args:
        window: the window, whose central layout is given too.
        layout: of the window's middle, in which the top bar stands first.
        top: the top bar.
        desk: the desk.
        context: the collaborators.
    """

    def __init__(
        self,
        window: QMainWindow,
        layout: QBoxLayout,
        top: TopBar,
        desk: DeskPanel,
        context: Context,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._top = top
        self._desk = desk
        self._context = context
        self._full: QByteArray | None = None
        self._frame = QRect()
        self.hits = MiniHits(context, desk.results.list)
        self.hits.opened.connect(desk.open)
        self.hits.hide()
        layout.insertWidget(1, self.hits)
        self._back = QPushButton()
        self._back.setProperty("role", "small")
        self._back.clicked.connect(self.leave)
        self._back.hide()
        top.add_at_end(self._back)
        desk.side.page_shown.connect(self._on_page_shown)
        self.retranslate()

    @property
    def is_on(self) -> bool:
        """Whether the window is small."""
        return self._full is not None

    def retranslate(self) -> None:
        """Take the words of the current language and the colours of the theme."""
        tokens = self._context.style.tokens
        words = _("Full window (F11)")
        self._back.setAccessibleName(words)
        self._back.setToolTip(words)
        self._back.setIcon(self._context.icons.icon("maximize-2", tokens.text))
        edge = round(self._back.fontMetrics().height() * 1.2)
        self._back.setIconSize(QSize(edge, edge))
        self.hits.retranslate()

    def enter(self) -> None:
        """Make the window small and keep it on top."""
        self._full = self._window.saveGeometry()
        self._frame = QRect() if self._window.isMaximized() else self._window.geometry()
        self._dress(small=True)
        place = self._context.desk.settings.text("mini_window")
        if not place or not self._window.restoreGeometry(QByteArray.fromBase64(place.encode())):
            self._window.setWindowState(Qt.WindowState.WindowNoState)
            room = self._window.screen().availableGeometry()
            size = (_FIRST * (self._context.style.percent / 100)).boundedTo(room.size() / 1.2)
            self._window.resize(size)
            self._window.move(room.right() - size.width() - 20, room.top() + 40)
        focus: QWidget | None = self._window.focusWidget()
        if focus is None or not focus.isVisible():
            self._desk.form.focus_first()

    def leave(self) -> None:
        """Make the window as large as it was."""
        full, self._full = self._full, None
        if full is None:
            return
        self._context.keep(mini_window=_text_of(self._window.saveGeometry()))
        self._dress(small=False)
        if self._frame.isNull():
            self._window.restoreGeometry(full)
        else:
            self._window.setGeometry(self._frame)

    def places(self) -> dict[str, str]:
        """Return the places of the window as settings keep them."""
        now = _text_of(self._window.saveGeometry())
        if self._full is None:
            return {"window": now}
        return {"window": _text_of(self._full), "mini_window": now}

    def _dress(self, *, small: bool) -> None:
        """Hide what the small window has no room for, or show it again."""
        self._window.menuBar().setVisible(not small)
        # The window of the system, not the widget, which would hide and lose the focus.
        self._window.windowHandle().setFlag(Qt.WindowType.WindowStaysOnTopHint, small)
        self._top.set_small(small=small)
        self._back.setVisible(small)
        self._desk.side.setVisible(not small)
        self._desk.form.set_narrow(narrow=small)
        self._desk.rush.strip.set_compact(compact=small)
        self.hits.setVisible(False)
        self.hits.show_for(self._top.search.text() if small else "")
        _lay_out_above(self._desk.side)

    def follow_search(self, text: str) -> None:
        """Show the first results for a text, while the window is small."""
        if self.is_on:
            self.hits.show_for(text)

    def _on_page_shown(self, page: Page) -> None:
        if self.is_on:
            text = _(
                "{name} is open. Ctrl+R refers to it, Ctrl+Shift+C copies its phone number, F4"
                " shows it in the full window."
            )
            self._context.messages.say(text.format(name=_name_of(page)))


def _lay_out_above(changed: QWidget) -> None:
    """Let all that holds a widget know at once how much room it needs.

    Else the window would be given a size while it still takes what was hidden into account.
    """
    widget: QWidget | None = changed
    while widget is not None:
        widget.updateGeometry()
        layout = widget.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
        widget = widget.parentWidget()


def _name_of(page: Page) -> str:
    if page.service is not None:
        return page.service.name.pick(language())
    titled = page.card or page.path
    return titled.title.pick(language()) if titled is not None else ""


def _text_of(geometry: QByteArray) -> str:
    return geometry.toBase64().toStdString()
