"""Every window in every language and theme, and the checks themselves on bad samples."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow, QWidget

from advisor_desk import i18n
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.main_window import MainWindow
from tests.ui import checks, fitting, pixels
from tests.ui.acting import settle
from tests.ui.longer import load_longer
from tests.ui.walk import ROOMS, Room
from tests.ui.walk_day import DAY_ROOMS

LANGUAGES = ("en", "fi", "sv")
LONGER = "longer"
"""The texts of the interface longer by two fifths, with Finnish choices and records."""
THEMES = ("light", "dark", "high-contrast")
SIZES = (QSize(1366, 768), QSize(1024, 700))

EVERY_ROOM = pytest.mark.parametrize(
    "room",
    [
        pytest.param(room, id=room.name, marks=[pytest.mark.logs_errors] * room.logs_errors)
        for room in (*ROOMS, *DAY_ROOMS)
    ],
)


def look_at(
    room: Room, application: Application, window: MainWindow, found: tuple[checks.Check, ...]
) -> list[str]:
    """Open a window and return the faults in it."""
    told: list[str] = []
    seen: list[QWidget] = []

    def look(shown: QWidget) -> None:
        seen.append(shown)
        told.extend(checks.faults_of(shown, found))

    room.open(application, window, look)
    assert seen, "the window was not looked at"
    return told


@EVERY_ROOM
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_used_without_seeing_or_pointing(
    application: Application, window: MainWindow, room: Room, language: str
) -> None:
    application.switch_language(language)
    told = look_at(room, application, window, checks.STRUCTURE)
    assert not told, "\n".join(told)


@EVERY_ROOM
@pytest.mark.parametrize("theme", THEMES)
def test_text_and_focus_can_be_seen(
    settings: Settings, application: Application, window: MainWindow, room: Room, theme: str
) -> None:
    settings.change(theme=theme)
    application.apply_look()
    told = look_at(room, application, window, (pixels.faint_text, pixels.unseen_focus))
    assert not told, "\n".join(told)


def _at_size(size: QSize, language: str) -> object:
    """Return the case of a language in a window; where longer texts tell more it is a long run."""
    tells_more = language == LONGER or (size == SIZES[1] and language != "en")
    name = f"{language}-{size.width()}x{size.height()}"
    return pytest.param(size, language, id=name, marks=[pytest.mark.long] * (not tells_more))


@EVERY_ROOM
@pytest.mark.parametrize(
    ("size", "language"),
    [_at_size(size, language) for size in SIZES for language in (*LANGUAGES, LONGER)],
)
def test_nothing_is_cut_off_at_twice_the_text_size(
    settings: Settings,
    application: Application,
    window: MainWindow,
    room: Room,
    size: QSize,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if language == LONGER:
        monkeypatch.setattr(i18n, "_load", load_longer)
    settings.change(text_size=200)
    application.apply_look()
    application.switch_language("fi" if language == LONGER else language)
    window.resize(size)
    settle(window)

    def fits(shown: QWidget) -> list[str]:
        room_for = size if isinstance(shown, QMainWindow) else size - QSize(40, 80)
        shown.resize(shown.size().boundedTo(room_for))
        settle(window)
        too_large = shown.width() > room_for.width() or shown.height() > room_for.height()
        return [f"the window needs {shown.size()}"] if too_large else []

    told = look_at(room, application, window, (fits, *fitting.FITTING, checks.unreachable))
    assert not told, "\n".join(told)
