"""Leads through the scenes in several languages and themes, and writes the pictures."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QAbstractAnimation, QEvent
from PySide6.QtGui import QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from advisor_desk.i18n import LANGUAGE_NAMES, _, current_language, set_language
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services.clock import Clock
from advisor_desk.services.desk import Desk
from advisor_desk.settings.options import OPTIONS
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application, Session, make_qt_application
from advisor_desk.ui.tour.hands import Hands, NoAnswerError, close_all
from advisor_desk.ui.tour.scenes import DAY, MAIN, SCENES, lead

OpenSession = Callable[[Paths, Settings, Clock], Session]
_SCREENS: Final = """{"screens": [{"name": "", "x": 0, "y": 0, "width": 1920, "height": 1080,
 "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}"""
_ALL: Final = frozenset(SCENES)
_THEMES: Final = next(option.choices for option in OPTIONS if option.name == "theme")


@dataclass(frozen=True, slots=True)
class Showing:
    """One walk through the scenes.

    Attributes:
        language: `fi`, `sv` or `en`.
        theme: `light`, `dark` or `high-contrast`.
        scenes: those of which a picture is taken.
    """

    language: str
    theme: str
    scenes: frozenset[str]


SHOWINGS: Final = (
    Showing("en", "light", _ALL),
    Showing("en", "dark", _ALL),
    Showing("fi", "light", MAIN),
    Showing("fi", "dark", MAIN),
    Showing("sv", "light", MAIN),
    Showing("sv", "dark", MAIN),
    Showing("en", "high-contrast", frozenset({"referral", "statistics"})),
)


class _Clock:
    """The desk's clock during the tour; it stands still until it is turned."""

    def __init__(self) -> None:
        self.now = DAY

    def __call__(self) -> datetime:
        return self.now


class _Guide:
    """Leads one showing, from a thread that is not Qt's; made in Qt's."""

    def __init__(self, app: Application, clock: _Clock, showing: Showing, output: Path) -> None:
        self.language = showing.language
        self.hands = Hands(partial(_is_idle, app))
        self._app = app
        self._clock = clock
        self._showing = showing
        self._output = output

    def wants(self, scene: str) -> bool:
        """Tell whether a picture of the scene is wanted in this language and theme."""
        return scene in self._showing.scenes

    def picture(self, scene: str) -> None:
        """Take a picture of the window, if it is wanted."""
        if self.wants(scene):
            self.hands.settle()
            self.hands.wait_for(partial(_is_still, self._app))
            path = self._output / picture_name(scene, self._showing)
            self.hands.ask(partial(_take_picture, self._app, path))

    def turn_clock(self, clock: time) -> None:
        """Set the desk's clock on the day of the tour."""
        self._clock.now = datetime.combine(DAY.date(), clock)

    def write_to_desk(self, work: Callable[[Desk], object]) -> None:
        """Do something with the desk's services, in the thread that writes."""
        self.hands.ask(partial(_write_to_desk, self._app, work))
        self.hands.settle()


def run_tour(
    output: Path,
    size: str,
    open_session: OpenSession,
    showings: Sequence[Showing] = SHOWINGS,
) -> int:
    """Write the pictures of the tour and an `index.md` that lists them; return the exit code.

    Args:
        output: folder for the pictures, made if need be; older pictures of the same name are
            replaced.
        size: of the window, such as `1366x768`.
        open_session: makes the session of a desk in a folder of its own.
        showings: what is shown, one after the other.

    Raises:
        Failure: the desk of the tour cannot be made.
        OSError: a picture cannot be written.
    """
    # Before the program starts its log, what Qt says would go to the standard error.
    logging.getLogger("advisor_desk").addHandler(logging.NullHandler())
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would hold the interrupt up
    language, translations = current_language(), find_paths().translations
    output.mkdir(parents=True, exist_ok=True)
    _start_qt()
    try:
        for showing in showings:
            _show(showing, output, size, open_session)
    except NoAnswerError:
        set_language(language, translations)
        sys.stderr.write(
            _("The window takes no keys here. Set QT_QPA_PLATFORM=offscreen and start again.")
            + "\n"
        )
        return 1
    set_language(language, translations)
    (output / "index.md").write_text(_index(showings), encoding="utf-8")
    return 0


def has_screen() -> bool:
    """Tell whether a window can be shown (a named Qt platform counts as a screen)."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def _start_qt() -> None:
    """Start Qt, without a screen where there is none, and with a cursor that does not blink."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    with TemporaryDirectory() as folder:
        if sys.platform.startswith("linux") and (named == "offscreen" or not has_screen()):
            # Qt's own picture of a screen is 800 by 800, too small for the window.
            layout = Path(folder, "screens.json")
            layout.write_text(_SCREENS, encoding="utf-8")
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={layout}"
        make_qt_application().setCursorFlashTime(0)
    os.environ["QT_QPA_PLATFORM"] = named


def _show(showing: Showing, output: Path, size: str, open_session: OpenSession) -> None:
    """Run the program in a data folder of its own while the guide works it."""
    with TemporaryDirectory(prefix="advisor-desk-tour-") as folder:
        paths = find_paths(Path(folder))
        settings, clock = Settings(paths.settings), _Clock()
        settings.change(
            theme=showing.theme,
            point="Espoo, Iso Omena",
            municipality="049",
            advisor="mk",
            window=_geometry(size),
        )
        app = Application(paths, settings, showing.language, open_session(paths, settings, clock))
        guide = _Guide(app, clock, showing, output)
        failures: list[Exception] = []
        thread = threading.Thread(target=_lead, args=(guide, failures), daemon=True)
        thread.start()
        app.run()
        thread.join()
        _forget_window(app)
    if failures:
        raise failures[0]
    if app.net.reports:
        raise RuntimeError(app.net.reports[0])


def _geometry(size: str) -> str:
    """Return a size such as `1366x768` as the settings keep it."""
    width, _x, height = size.partition("x")
    window = QWidget()
    window.setGeometry(100, 100, int(width), int(height))
    return window.saveGeometry().toBase64().toStdString()


def _lead(guide: _Guide, failures: list[Exception]) -> None:
    """Lead through the scenes; a failure ends the program and is handed to Qt's thread."""
    try:
        guide.hands.wait_for(_is_dialog_shown)
        lead(guide)
    except Exception as error:  # noqa: BLE001 - raised again in Qt's thread
        failures.append(error)
        guide.hands.ask(close_all)


# In Qt's thread


def _is_idle(app: Application) -> bool:
    return app.background.idle


def _is_still(app: Application) -> bool:
    """Tell whether nothing fades in or out, as the button does that clears the search."""
    moving = app.window.findChildren(QAbstractAnimation) if app.window else []
    return not any(each.state() == QAbstractAnimation.State.Running for each in moving)


def _is_dialog_shown() -> bool:
    return QApplication.activeModalWidget() is not None


def _write_to_desk(app: Application, work: Callable[[Desk], object]) -> None:
    if app.window is not None:
        app.background.write(partial(work, app.window.context.desk))


def _take_picture(app: Application, path: Path) -> None:
    """Write a picture of the window with the dialogs that stand before it.

    Raises:
        OSError: the picture cannot be written.
    """
    if app.window is None:
        return
    picture = app.window.grab()
    painter = QPainter(picture)
    for dialog in _dialogs(app.window):
        _paint_dialog(painter, app.window, dialog)
    painter.end()
    if not picture.save(str(path)):
        raise OSError(_("{path} cannot be written").format(path=path))


def _dialogs(window: QWidget) -> list[QWidget]:
    """Return the dialogs that are shown, the foremost last."""
    found: list[QWidget] = []
    front = QApplication.activeModalWidget()
    while front is not None and front is not window:
        found.insert(0, front)
        owner = front.parentWidget()
        front = owner.window() if owner is not None else None
    return found


def _paint_dialog(painter: QPainter, window: QWidget, dialog: QWidget) -> None:
    """Draw a dialog where it stands, with a line around it in place of a system's frame."""
    picture: QPixmap = dialog.grab()
    place = window.mapFromGlobal(dialog.pos())
    painter.drawPixmap(place, picture)
    painter.setPen(window.palette().color(QPalette.ColorRole.PlaceholderText))
    painter.drawRect(place.x() - 1, place.y() - 1, dialog.width() + 1, dialog.height() + 1)


def _forget_window(app: Application) -> None:
    """Delete the window, so that it does not take part in the next showing."""
    window, app.window = app.window, None
    if window is not None:
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# What is written


def picture_name(scene: str, showing: Showing) -> str:
    """Return the name of a picture, such as `03-search-en-light.png`."""
    number = list(SCENES).index(scene) + 1
    return f"{number:02}-{scene}-{showing.language}-{showing.theme}.png"


def _index(showings: Sequence[Showing]) -> str:
    """Return a page that lists the pictures with a sentence each, in the current language."""
    lines = [f"# {_('Pictures of Advisor Desk')}", ""]
    for scene, sentence in SCENES.items():
        if any(scene in showing.scenes for showing in showings):
            lines += [f"## {_(sentence)}", ""]
        for showing in showings:
            if scene in showing.scenes:
                name = picture_name(scene, showing)
                lines += [f"![{_about(sentence, showing)}]({name})", ""]
    return "\n".join(lines)


def _about(sentence: str, showing: Showing) -> str:
    return _("{sentence} Language: {language}, theme: {theme}.").format(
        sentence=_(sentence),
        language=LANGUAGE_NAMES[showing.language],
        theme=_(_THEMES[showing.theme]),
    )
