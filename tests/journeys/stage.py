"""Where a journey takes place: the journey in a thread of its own, the program in Qt's thread.

So the program runs as it does for people, with its own event loop and with dialogs that wait
for an answer, while the journey reads as one step after the other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from PySide6.QtWidgets import QApplication

from advisor_desk.bootstrap import WindowSession
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services.clock import Clock
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application, make_qt_application
from advisor_desk.ui.tour.hands import Hands, close_all

_PAUSE: Final = 0.005
"""Seconds for which Qt's thread waits for the next start of the program."""


class Stage:
    """Runs a journey beside the program.

    Made in Qt's thread, as is `play` called there; everything else is for the journey.

    Attributes:
        paths: of the desk.
        hands: press the keys.
        app: the program, while it runs; None between two starts.
        code: the exit code of the last run.
        reports: what the last net caught in all runs.
    """

    def __init__(self, data: Path, clock: Clock) -> None:
        make_qt_application().setCursorFlashTime(0)
        self.paths: Paths = find_paths(data)
        self.hands = Hands(self._is_idle)
        self.app: Application | None = None
        self.code: int | None = None
        self.reports: list[str] = []
        self._clock = clock
        self._starts: SimpleQueue[str] = SimpleQueue()
        self._ended = threading.Event()
        self._ended.set()
        self._failure: Exception | None = None

    def play(self, journey: Callable[[], None]) -> None:
        """Run a journey to its end, and whatever programs it starts.

        Raises:
            BaseException: what the journey raised.
        """
        failures: list[BaseException] = []

        def go() -> None:
            try:
                journey()
                self.leave()
            except BaseException as failure:  # noqa: BLE001 - raised again in Qt's thread
                failures.append(failure)
                self.hands.ask(close_all)

        thread = threading.Thread(target=go, name="journey", daemon=True)
        thread.start()
        while thread.is_alive():
            self._serve()
        thread.join()
        if failures:
            raise failures[0]

    def _serve(self) -> None:
        """Run the program if it is to be started; else let Qt do what waits."""
        try:
            language = self._starts.get(timeout=_PAUSE)
        except Empty:
            QApplication.processEvents()
            return
        try:
            self._run(language)
        except Exception as failure:  # noqa: BLE001 - raised again in the journey
            self._failure = failure
        finally:
            self.app = None
            self._ended.set()

    def _run(self, language: str) -> None:
        settings = Settings(self.paths.settings)
        session = WindowSession(self.paths, settings, self._clock)
        self.app = Application(self.paths, settings, language, session)
        try:
            self.code = self.app.run()
        finally:
            self.reports += self.app.net.reports
            if (window := self.app.window) is not None:
                window.deleteLater()

    def start(self, language: str) -> None:
        """Start the program, and wait until its window is ready, a dialog asks, or it has ended.

        Args:
            language: as on the command line; may be empty.
        """
        assert self._ended.is_set(), "the program runs already"
        self._ended.clear()
        self._starts.put(language)
        self.hands.wait_for(self._is_ready)
        self.hands.settle()
        self._raise_failure()

    def leave(self) -> None:
        """Leave the program by its key, if it runs."""
        if self.app is not None:
            self.hands.press_last("Ctrl+Q")
        self.wait_for_end()

    def wait_for_end(self) -> None:
        """Wait until the program has ended.

        Raises:
            Exception: what ended it.
        """
        assert self._ended.wait(30), "the program does not end"
        self._raise_failure()
        assert not self.reports, self.reports

    def _raise_failure(self) -> None:
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    # In Qt's thread

    def _is_idle(self) -> bool:
        return self.app is None or self.app.background.idle

    def _is_ready(self) -> bool:
        window = self.app.window if self.app is not None else None
        if QApplication.activeModalWidget() is not None or self._ended.is_set():
            return True
        return window is not None and window.isVisible() and not window.commands.unhandled()
