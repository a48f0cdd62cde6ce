"""The one place that builds everything and hands it on; the only module that knows all others."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_desk.domain.failures import Failure
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services import session
from advisor_desk.services.actor import Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.desk import Desk
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database

if TYPE_CHECKING:
    from advisor_desk.ui.application import Application


def build_desk(
    paths: Paths, settings: Settings, database: Database, clock: Clock = local_now
) -> Desk:
    """Return the services of an open database."""
    # Until accounts come, one local person acts, as supervisor.
    return Desk(paths, settings, database, Role.SUPERVISOR, clock)


@contextmanager
def writing_desk(paths: Paths, settings: Settings) -> Iterator[Desk]:
    """Hold the desk lock and give an open desk to work with, as the window and `log` need it.

    Raises:
        Failure: another process holds the desk, or the database cannot be used.
    """
    with session.take_desk(paths):
        database = session.open_desk(paths)
        try:
            yield build_desk(paths, settings, database)
        finally:
            database.close()


@contextmanager
def reading_desk(paths: Paths, settings: Settings) -> Iterator[Desk]:
    """Give a desk to read from; where there is none yet it is made first.

    Reading needs no lock, so that `search` answers while the window is open.

    Raises:
        Failure: the database cannot be used, or must be made while another process holds it.
    """
    if not session.has_desk(paths):
        with writing_desk(paths, settings):
            pass
    database = session.open_for_reading(paths)
    try:
        yield build_desk(paths, settings, database)
    finally:
        database.close()


class WindowSession:
    """The open desk of a window: it holds the lock until closed."""

    def __init__(self, paths: Paths, settings: Settings, clock: Clock = local_now) -> None:
        self._paths = paths
        self._settings = settings
        self._clock = clock
        self._stack = ExitStack()

    def open(self) -> Desk:
        """Take the desk lock and open the database.

        Raises:
            Failure: the desk is held, damaged, newer or out of reach.
        """
        self._stack.enter_context(session.take_desk(self._paths))
        database = session.open_desk(self._paths, self._clock)
        self._stack.callback(database.close)
        return build_desk(self._paths, self._settings, database, self._clock)

    def close(self) -> None:
        """Close the database, then give the lock back."""
        self._stack.close()


def main(arguments: Sequence[str]) -> int:
    """Run the window, or the command named on the command line; return the exit code."""
    options = _window_options(arguments)
    if options is None:
        return _run_command(arguments)
    if not has_screen():
        sys.stderr.write(
            "There is no screen to show the window on. Start it in a desktop session, over"
            " 'ssh -X', or with 'xvfb-run'; 'advisor-desk --help' lists what works without.\n"
        )
        return 1
    return run_window(*options)


def run_window(
    data: Path | None, language: str, ready: Callable[[Application], None] | None = None
) -> int:
    """Show the window and work until it is closed; return the exit code.

    Args:
        data: the data folder, or None for the platform's place.
        language: `fi`, `sv`, `en`, or empty for that of the settings or the system.
        ready: called after the first picture, in place of what follows it; the benchmark of
            the start has no other use for the window.
    """
    # What is imported for the window stays; looking for garbage in it takes time until then.
    gc.disable()
    from advisor_desk.ui.application import Application, tell_no_start

    paths = find_paths(data)
    try:
        settings = Settings(paths.settings)
    except Failure as failure:
        return tell_no_start(failure, paths, language)
    application = Application(paths, settings, language, WindowSession(paths, settings))
    return application.run(ready)


def has_screen() -> bool:
    """Tell whether Qt will find a screen: only Linux and its kin may have none."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _window_options(arguments: Sequence[str]) -> tuple[Path | None, str] | None:
    """Return data folder and language if only these are named, else None.

    The window starts without click, whose import is a third of the time a window takes.
    """
    data: Path | None = None
    language = ""
    rest = list(arguments)
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if name not in ("--data", "--lang"):
            return None
        if not value:
            if not rest:
                return None
            value = rest.pop(0)
        if name == "--data":
            data = Path(value)
        elif value in ("fi", "sv", "en"):
            language = value
        else:
            return None
    return data, language


def _run_command(arguments: Sequence[str]) -> int:
    from advisor_desk.cli.main import Openers, run

    return run(arguments, Openers(reading=reading_desk, writing=writing_desk, tour=_run_tour))


def _run_tour(output: Path, size: str) -> int:
    from advisor_desk.ui.tour.guide import run_tour

    return run_tour(output, size, WindowSession)
