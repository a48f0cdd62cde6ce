"""The Qt application: start, language, theme, and the end."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.i18n import LANGUAGES, _, current_language, set_language
from advisor_desk.paths import Paths
from advisor_desk.services.desk import Desk
from advisor_desk.services.explain import explain
from advisor_desk.settings.store import Settings
from advisor_desk.ui.background import Background
from advisor_desk.ui.last_net import LastNet
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.messages import Messages
from advisor_desk.ui.theme.style import Style

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

    from advisor_desk.ui.instance import ShowRequests

_LOG = logging.getLogger(__name__)
_LOGGER: Final = "advisor_desk"
_UPKEEP_DELAY: Final = 1500
_UPKEEP_EVERY: Final = 30 * 60 * 1000


class Session(Protocol):
    """An open desk, made by `bootstrap`."""

    def open(self) -> Desk:
        """Take the desk lock and open the database.

        Raises:
            Failure: the desk is held, damaged, newer or out of reach.
        """

    def close(self) -> None:
        """Close the database and give the lock back; harmless if nothing is open."""


class Application:
    """The running program with its window.

    Attributes:
        qt: the Qt application.
        window: the main window, once the desk is open.
    """

    def __init__(self, paths: Paths, settings: Settings, language: str, session: Session) -> None:
        self.qt = make_qt_application()
        self.paths = paths
        self.settings = settings
        self.window: MainWindow | None = None
        self._session = session
        self._translator: QTranslator | None = None
        self.style = Style(self.qt, paths.resources / "themes")
        self.net = LastNet()
        self.messages = Messages()
        self.background = Background(self.messages, self.net.catch)
        self._upkeep = QTimer()
        self._upkeep.timeout.connect(self._do_upkeep)
        self._requests: ShowRequests | None = None
        self._log_handler: logging.Handler | None = None
        self.switch_language(language or settings.text("language") or system_language())
        self.apply_look()

    def switch_language(self, language: str) -> None:
        """Show everything in another language, at once."""
        set_language(language, self.paths.translations)
        QLocale.setDefault(QLocale(language))
        if self.window is not None:
            self._load_qt_words()
            self.window.retranslate()

    def _load_qt_words(self) -> None:
        """Load the words of Qt's own dialogs, which the first picture does not have."""
        from PySide6.QtCore import QLibraryInfo, QTranslator

        if self._translator is not None:
            self.qt.removeTranslator(self._translator)
        self._translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{current_language()}", folder):
            self.qt.installTranslator(self._translator)

    def apply_look(self) -> None:
        """Take theme and text size from the settings."""
        self.style.apply(self.settings.text("theme"), self.settings.number("text_size"))
        if self.window is not None:
            self.window.repaint_colours()

    def open_window(self, desk: Desk) -> MainWindow:
        """Make the window of an open desk, ready to be shown; `MainWindow.start` fills it."""
        window = MainWindow(desk, self.messages, self.background, self.style)
        window.language_chosen.connect(self._on_language_chosen)
        window.look_changed.connect(self.apply_look)
        window.closed.connect(self.qt.quit)
        self.window = window
        window.restore_place()
        self.style.dress()
        return window

    def run(self, ready: Callable[[Application], None] | None = None) -> int:
        """Open the desk, show the window and work until it is closed; return the exit code.

        Args:
            ready: called after the first picture in place of all that follows it.
        """
        desk = self._open_desk()
        if desk is None:
            return 1
        try:
            window = self.open_window(desk)
            follows = partial(ready, self) if ready else self._after_first_paint
            window.painted.connect(follows)
            window.show()
            return self.qt.exec()
        finally:
            self.close()

    def close(self) -> None:
        """Finish all work and close the desk."""
        self._upkeep.stop()
        if self._requests is not None:
            self._requests.close()
        self.background.close()
        self._session.close()
        self.net.release()
        if self._log_handler is not None:
            logging.getLogger(_LOGGER).removeHandler(self._log_handler)
            self._log_handler.close()

    def _open_desk(self) -> Desk | None:
        """Open the desk; on a failure say so, and offer a backup where the file is damaged."""
        try:
            return self._session.open()
        except Failure as failure:
            self._session.close()
            self._load_qt_words()
            from advisor_desk.ui.instance import ask_to_show

            if failure.kind is FailureKind.HELD and ask_to_show(self.paths.data):
                sys.stderr.write(explain(failure) + "\n")
                return None
            from advisor_desk.ui.rescue import offer_rescue

            return self._open_desk() if offer_rescue(failure, self.paths) else None

    def _after_first_paint(self) -> None:
        """Do what can wait until the window stands."""
        # What there is now stays. Looking through all of it takes 30 ms, in the middle of typing.
        gc.freeze()
        gc.enable()
        window = self.window
        if window is None:
            return
        self._load_qt_words()
        self._log_handler = start_log(self.paths.log)
        window.start()
        window.desk_panel.results.prepare()
        from advisor_desk.ui.instance import ShowRequests

        self._requests = ShowRequests(self.paths.data, window)
        QTimer.singleShot(_UPKEEP_DELAY, self._do_upkeep)
        self._upkeep.start(_UPKEEP_EVERY)
        from advisor_desk.services import maintenance

        if maintenance.in_shared_place(self.paths):
            self.messages.say(
                _(
                    "The data folder is on a network drive or is synchronised. That can damage"
                    " the database: move it to this computer."
                ),
                "warn",
            )
        if self.settings.set_aside is not None:
            self.messages.say(
                _("The settings could not be read and were set aside as {path}.").format(
                    path=self.settings.set_aside
                ),
                "warn",
            )
        if not self.settings.flag("first_start_done"):
            self.ask_first_start(window)

    def ask_first_start(self, window: MainWindow) -> None:
        """Ask the little that a fresh installation needs; it can be skipped."""
        from advisor_desk.ui.preferences.first_start import FirstStart

        dialog = FirstStart(window.context, window)
        dialog.language_chosen.connect(self._on_language_chosen)
        dialog.exec()
        dialog.deleteLater()
        window.retranslate()

    def _do_upkeep(self) -> None:
        """Forget old clock times and take the daily backup, off the UI thread."""
        window = self.window
        if window is None:
            return
        from advisor_desk.services import maintenance

        visits, paths = window.context.desk.visits, self.paths

        def work() -> Path | None:
            visits.end_of_day()
            return maintenance.daily_backup(paths)

        self.background.write(work)

    def _on_language_chosen(self, language: str) -> None:
        if self.window is not None:
            self.window.context.keep(language=language)
        self.switch_language(language)


def make_qt_application() -> QApplication:
    """Return the Qt application, made if need be, in the style that our themes are for."""
    qt = QApplication.instance()
    if isinstance(qt, QApplication):
        qt.setStyle("Fusion")
    else:
        # Named on Qt's command line: `setStyle` would make all enumerations of QStyle, 9 ms.
        qt = QApplication(["advisor-desk", "-style", "fusion"])
    qt.setApplicationName("advisor-desk")
    qt.setDesktopFileName("advisor-desk")
    return qt


def tell_no_start(failure: Failure, paths: Paths, language: str) -> int:
    """Say in a window why the program cannot even begin; return the exit code."""
    from advisor_desk.ui.rescue import offer_rescue

    _kept = make_qt_application()
    set_language(language or system_language(), paths.translations)
    offer_rescue(failure, paths)
    return 1


def system_language() -> str:
    """Return the first of the system's languages in which the program speaks, else English."""
    for name in QLocale.system().uiLanguages():
        tag = name.replace("_", "-").partition("-")[0]
        if tag in LANGUAGES:
            return tag
    return "en"


def start_log(path: Path) -> logging.Handler | None:
    """Write the log to a file of at most a megabyte; it holds no client data.

    Returns:
        What writes it, to be closed; None where the file cannot be written.
    """
    from logging.handlers import RotatingFileHandler

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=1, encoding="utf-8")
    except OSError:
        return None  # a full or locked disk is said when the database is opened
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger(_LOGGER)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
