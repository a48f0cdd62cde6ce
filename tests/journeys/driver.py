"""The advisor of the journeys: says in plain words what is done, and does it by keys alone.

Texts of the interface are written in English, as in the code, and looked up in the language
on the screen; names of services, topics and other content are written as they stand there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtGui import QGuiApplication

from advisor_desk.domain.visit import MULTI_FIELDS, SINGLE_FIELDS, Draft, Visit
from advisor_desk.i18n import _
from advisor_desk.services.clock import Clock
from advisor_desk.services.explain import field_label
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.settings.options import Value
from advisor_desk.settings.store import Settings
from advisor_desk.ui.presenters.words import language
from tests.journeys import screen
from tests.journeys.stage import Stage
from tests.unit.processes import environment

AnswerT = TypeVar("AnswerT")
_VIEWS: Final = {"Desk": "Alt+1", "Directory": "Alt+2", "Guidance": "Alt+3", "Statistics": "Alt+4"}
_FARTHEST: Final = 80
"""Keys after which something that is walked to by Tab or an arrow is not there."""


class Advisor:
    """Somebody at a desk; used in the journey's thread.

    Args:
        data: the data folder of the desk.
        clock: the wall clock of the desk.
    """

    def __init__(self, data: Path, clock: Clock) -> None:
        self.stage = Stage(data, clock)
        self.paths = self.stage.paths
        self._hands = self.stage.hands

    def _ask(self, question: Callable[..., AnswerT], *arguments: object) -> AnswerT:
        """Ask something about what is on the screen."""
        self._hands.wait_for_window()
        return self._hands.ask(partial(question, *arguments))

    # Coming and going

    def works_at(self, point: str, municipality: str, **settings: Value) -> None:
        """Have a desk that was started before, with these settings."""
        kept = {"point": point, "municipality": municipality, "theme": "light", **settings}
        self.paths.data.mkdir(parents=True, exist_ok=True)
        Settings(self.paths.settings).change(first_start_done=True, **kept)

    def starts_the_program(self, language: str = "") -> None:
        """Start the program and wait for its window, or the dialog that stands before it."""
        self.stage.start(language)

    def leaves_the_program(self) -> None:
        """Leave the program by its key."""
        self.stage.leave()

    def finds_the_program_closed(self, *, code: int) -> None:
        """Wait until the program has ended by itself, with an exit code."""
        self.stage.wait_for_end()
        assert self.stage.code == code

    def puts_the_window_away(self) -> None:
        """Minimize the window, as by the button of the system's frame."""
        self._ask(_minimize)
        self._hands.settle()

    def maximizes_the_window(self) -> None:
        """Make the window as large as the screen, as by the button of the system's frame."""
        self._ask(_maximize)
        self._hands.settle()

    def finds_the_window_shown(self, *, maximized: bool = False) -> None:
        """Find the window on the screen again, as large as it was."""
        window = self._ask(screen.window)
        assert not self._hands.ask(window.isMinimized)
        assert self._hands.ask(window.isMaximized) == maximized

    def has_a_backup_of_two_days_ago(self) -> None:
        """Let two days pass for the backups taken so far."""
        two_days_ago = time.time() - timedelta(days=2).total_seconds()
        for backup in self._backups():
            os.utime(backup, (two_days_ago, two_days_ago))

    def waits_for_a_new_backup(self) -> None:
        """Wait until the program has taken a backup, as it does once a day."""
        before = self._backups()
        deadline = time.monotonic() + 20
        while self._backups() == before:
            assert time.monotonic() < deadline, "no backup is taken"
            time.sleep(0.05)
        self._hands.settle()

    def _backups(self) -> list[Path]:
        return sorted(self.paths.backups.glob("*.sqlite3"))

    # Keys

    def presses(self, *keys: str) -> None:
        """Press keys one after the other, such as `Ctrl+Z` or `3`."""
        for key in keys:
            self._hands.press(key)

    def writes(self, text: str) -> None:
        """Write a text where the cursor is."""
        self._hands.write(text)

    @property
    def keys_pressed(self) -> int:
        """How many keys were pressed so far."""
        return self._hands.pressed

    def goes_to(self, name: str) -> None:
        """Walk by Tab to what a screen reader calls by this name, given in English."""
        passed = []
        for _step in range(_FARTHEST):
            here = self._ask(screen.focus_name)
            if here == _(name) or here.startswith(f"{_(name)}: "):
                return
            passed.append(here)
            self.presses("Tab")
        raise AssertionError(f"Tab does not lead to {_(name)!r}, only to {sorted(set(passed))}")

    def presses_the_button(self, name: str) -> None:
        """Walk to a button and press it."""
        self.goes_to(name)
        self._hands.press("Space")

    def chooses_in_the_box(self, name: str, words: str) -> None:
        """Walk to a box and go through its lines until one is chosen."""
        self.goes_to(name)
        self.presses("Home")
        for _step in range(_FARTHEST):
            if self._ask(screen.focus_choice) == words:
                return
            self.presses("Down")
        raise AssertionError(f"{name!r} does not offer {words!r}")

    def finds(self, words: str) -> None:
        """Type words in a dialog that finds by typing, and take the line that is called so.

        Before the words may stand what they belong to, and after them their own name.
        """
        self.writes(words)
        for _step in range(_FARTHEST):
            line = self._ask(screen.marked)
            if words in (line, line.partition(" › ")[2], line.partition(" · ")[0]):
                self.presses("Return")
                return
            self.presses("Down")
        raise AssertionError(f"{words!r} is not offered")

    # Looking up

    def searches(self, text: str) -> None:
        """Type into the search."""
        self.presses("Ctrl+K")
        self.writes(text)

    def opens_the_first_result(self) -> None:
        """Open what stands first, which is marked as soon as it is found."""
        assert self._ask(screen.marked_result) == self._ask(screen.first_result)
        self.presses("Return")

    def opens_the_result(self, title: str) -> None:
        """Move in the results with the cursor still in the search, and open one."""
        for _step in range(_FARTHEST):
            if self._ask(screen.marked_result) == title:
                self.presses("Return")
                return
            self.presses("Down")
        raise AssertionError(f"{title!r} is not among the results")

    def goes_to_the_view(self, name: str) -> None:
        """Show one of the four views."""
        self.presses(_VIEWS[name])

    # The visit

    def chooses(self, **answers: str | Iterable[str]) -> None:
        """Answer fields of the visit form in the words on the screen, by their numbers."""
        for name, words in answers.items():
            for each in (words,) if isinstance(words, str) else words:
                self._go_to_row(name)
                self._choose(each)

    def _go_to_row(self, name: str) -> None:
        label = field_label(name)
        if not self._is_in_row(label):
            self.presses("F2")
        for key in ("Up", "Down"):
            passed: list[str] = []
            while not self._is_in_row(label) and len(passed) < _FARTHEST:
                passed.append(self._ask(screen.focus_name))
                if passed[-2:-1] == passed[-1:]:
                    break  # the end of the form
                self.presses(key)
        assert self._is_in_row(label), f"the form has no row {label!r}"

    def _is_in_row(self, label: str) -> bool:
        return self._ask(screen.focus_name).startswith(f"{label}: ")

    def _choose(self, words: str) -> None:
        if number := self._ask(screen.key_of_choice, words):
            self.presses(number)
        else:
            self.presses(self._ask(screen.key_of_more))
            self.finds(words)

    def takes_the_suggested_topic(self) -> None:
        """Take the topic that was suggested for what was opened."""
        self.presses("Ctrl+T")

    def refers_to_it(self) -> None:
        """Add a referral to the service that is open."""
        self.presses("Ctrl+R")

    def hands_over_to_it(self) -> None:
        """Add a referral to the service that is open, for which contact was made."""
        self.presses("Ctrl+Shift+R")

    def saves(self) -> None:
        """Save what the form holds and keep what carries over."""
        self.presses("Ctrl+S")
        assert _("is missing") not in self._ask(screen.message)

    def corrects_the_last_visit(self) -> None:
        """Bring the last visit back into the form."""
        self.presses("Ctrl+E")

    def undoes(self) -> None:
        """Take the last saved change back."""
        self.presses("Ctrl+Z")

    # Seeing

    def sees(self, *texts: str) -> None:
        """Find texts in the window, as they stand there."""
        shown = self._ask(screen.texts)
        for text in texts:
            assert any(text in each for each in shown), f"{text!r} is not to be seen in {shown}"

    def sees_in_words(self, *messages: str) -> None:
        """Find texts of the program, given in English, in the language on the screen."""
        self.sees(*(_(message) for message in messages))

    def does_not_see(self, *texts: str) -> None:
        """Find that texts are nowhere in the window."""
        shown = self._ask(screen.texts)
        for text in texts:
            assert not any(text in each for each in shown), f"{text!r} is to be seen"

    def is_told(self, message: str, **values: object) -> None:
        """Read a message of the program, given in English, in the language on the screen."""
        told = self._ask(screen.message)
        assert told == _(message).format(**values)

    def has_the_cursor_at(self, name: str) -> None:
        """Find the focus on a control, or in the row of a field, given in English."""
        here = self._ask(screen.focus_name)
        assert here == _(name) or here.startswith(f"{_(name)}: "), here

    def has_on_the_clipboard(self, *lines: str) -> None:
        """Find lines among those that were copied."""
        copied = self._ask(_clipboard).splitlines()
        assert set(lines) <= set(copied), copied

    # The log

    def visits(self) -> list[Visit]:
        """Return the visits that count, the newest first."""
        return [visit for visit in self._desk_visits() if not visit.retracted]

    def draft_on_disk(self) -> Draft | None:
        """Return what is kept of the visit that is being filled in."""
        return self._log().kept_draft()

    def _desk_visits(self) -> list[Visit]:
        return self._log().latest(1000)

    def _log(self) -> VisitLog:
        app = self.stage.app
        assert app is not None, "the program does not run"
        assert app.window is not None, "the window is not open"
        return app.window.context.desk.visits

    def has_logged(self, *, visits: int, **answers: str | Iterable[str]) -> None:
        """Find so many visits in the log, and in the last one the answers in words."""
        logged = self.visits()
        assert len(logged) == visits, logged
        assert logged or not answers
        for name, words in answers.items():
            wanted = (words,) if isinstance(words, str) else tuple(words)
            assert self._in_words(logged[0], name) == wanted, (name, logged[0])

    def _in_words(self, visit: Visit, name: str) -> tuple[str, ...]:
        app = self.stage.app
        assert app is not None
        assert app.window is not None
        desk = app.window.context.desk
        if name == "referrals":
            names = desk.directory.names([r.service_id for r in visit.referrals], language())
            return tuple(names[referral.service_id] for referral in visit.referrals)
        value = getattr(visit, name)
        if name in MULTI_FIELDS:
            book, kind = desk.codes.book, MULTI_FIELDS[name]
            return tuple(book.label(kind, code, language()) for code in value)
        if name in SINGLE_FIELDS:
            return (desk.codes.book.label(SINGLE_FIELDS[name], value, language()),)
        return (str(value),)

    # Without the window

    def runs(self, *arguments: str | Path, data: Path | None = None) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Run a command in a process of its own, and return what it says as JSON."""
        done = run_program(data or self.paths.data, *arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def _minimize() -> None:
    screen.window().showMinimized()


def _maximize() -> None:
    screen.window().showMaximized()


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


def run_program(data: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program on a data folder to its end, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "advisor_desk", "--data", str(data), *map(str, arguments)],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
