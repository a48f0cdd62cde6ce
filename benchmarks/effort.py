"""How much work a logged visit is: ten scripted visits, logged by keys in the real window.

The window is shown offscreen on the shipped data, and keys are pressed in it as somebody at the
desk would. Each visit is looked up in the log afterwards, and it has to hold what the script is
about. A pick is a choice or a command: a number in a row, a shortcut, Enter on a result. Keys are
all key presses: picks, letters, arrows, and the Enter that saves.

Beside each visit stands what other systems take for one of that kind, counted in the same way
from their published guides or source code (`docs/logging-effort.md`).

    python -m benchmarks.effort

Exit code 1 where a target is passed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from advisor_desk.bootstrap import WindowSession
from advisor_desk.domain.visit import Visit
from advisor_desk.paths import find_paths
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.tour.hands import Hands, close_all

_REST_MS: Final = 1500
"""After the start, until the first key."""


class Script(NamedTuple):
    """One visit as somebody logs it.

    Attributes:
        name: what kind of visit it is.
        steps: `pick KEY`, `key KEY` or `type LETTERS`, in their order.
        holds: what the visit that is logged has to hold, by field.
        picks, letters: the targets; None where there is none.
        peers: what others take, in words.
        adds: visits that are more in the log afterwards; none for a correction.
        before: steps of a visit before it that is not measured.
    """

    name: str
    steps: tuple[str, ...]
    holds: dict[str, Any]
    picks: int | None
    letters: int
    peers: str
    adds: int = 1
    before: tuple[str, ...] = ()


class Took(NamedTuple):
    """What a visit took."""

    picks: int
    letters: int
    keys: int


def _picks(*keys: str) -> tuple[str, ...]:
    return tuple(f"pick {key}" for key in keys)


_SAVE: Final = ("key Return",)
_TYPICAL_PEERS: Final = "LibAnswers 4 for 3 fields, Gimlet 6, Sahana about 6 and a name"

FIRST: Final = Script(
    "the first visit of the day, which the others carry over from",
    (*_picks("6", "2", "1", "4", "1", "1", "1"), *_SAVE),
    {"municipality": "049", "channel": "walk-in", "language": "ru"},
    None,
    0,
    "",
)

SCRIPTS: Final = (
    Script(
        "by a preset",
        _picks("Ctrl+1"),
        {"way": "preset", "topics": ("housing",), "municipality": "049"},
        1,
        0,
        "paper tally 1 mark, DeskStats 1 in a grid",
    ),
    Script(
        "typical: housing, family, jobseeker, Russian, resolved",
        (*_picks("6", "2", "2", "4", "1"), *_SAVE),
        {"topics": ("housing",), "reason": "family", "language": "ru", "outcome": "resolved"},
        5,
        0,
        _TYPICAL_PEERS,
    ),
    Script(
        "typical: work, employed, English, resolved",
        (*_picks("3", "1", "1", "3", "1"), *_SAVE),
        {"topics": ("work",), "reason": "work", "language": "en", "outcome": "resolved"},
        5,
        0,
        _TYPICAL_PEERS,
    ),
    Script(
        "typical: permit, study, student, Ukrainian, signposted",
        (*_picks("1", "3", "3", "5", "2"), *_SAVE),
        {"topics": ("permits",), "reason": "study", "language": "uk", "channel": "walk-in"},
        5,
        0,
        _TYPICAL_PEERS,
    ),
    Script(
        "with a referral found in the directory",
        (
            *("pick Ctrl+K", "type kela"),
            *_picks("Return", "Ctrl+R", "F2", "2", "2", "4"),
            *_SAVE,
        ),
        {"reason": "family", "language": "ru", "outcome": "signposted"},
        7,
        4,
        "Charitylog 6 or more, CiviCRM 5 or more, and a name",
    ),
    Script(
        "family of two and three, three topics, interpreter",
        (
            *_picks("Ctrl+H", "2", "3", "6"),
            *("key Up", "pick 1", "pick 5", "key Down"),
            *_picks("2", "2", "4", "1", "2"),
            *_SAVE,
        ),
        {"adults": 2, "children": 3, "topics": ("housing", "permits", "social-security")},
        12,
        0,
        "Comunidades 7 pages for a new family",
    ),
    Script(
        "unmet need: topic and barrier",
        (*_picks("Ctrl+U", "2", "6"), *_SAVE),
        {"topics": ("housing",), "outcome": "unmet"},
        3,
        0,
        "none has it as a pick",
    ),
    Script(
        "the same as before by phone: only the topic differs",
        (*_picks("4"), *_SAVE),
        {"topics": ("integration",), "municipality": "049", "channel": "phone"},
        5,
        0,
        "LibAnswers 1, where the picks of the one before are kept",
        before=(*_picks("Ctrl+N", "6", "2", "2", "4", "1", "3", "1"), *_SAVE),
    ),
    Script(
        "correction of the last: one more topic",
        (*_picks("Ctrl+E", "6"), *_SAVE),
        {"topics": ("integration", "housing"), "revision": 2},
        2,
        0,
        "LibAnswers +4 picks for its day",
        adds=0,
    ),
    Script(
        "counted in a rush",
        _picks("F12"),
        {"way": "tally", "waiting": True},
        1,
        0,
        "DeskStats 1, Suma 1 and one for each required group",
    ),
)
"""Ten visits. Numbers are those of a new desk in Espoo; a row's order follows use over weeks."""


class UnlikeScriptError(Exception):
    """A visit does not hold what its script is about."""


class Desk:
    """The desk that is worked at, from a thread beside Qt's.

    Args:
        application: the running program.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._hands = Hands(lambda: application.background.idle)

    def log(self, script: Script) -> Took:
        """Log a visit by its script, and return what it took.

        Raises:
            UnlikeScriptError: the visit in the log is another.
        """
        for step in script.before:
            self._hands.press(step.partition(" ")[2])
        before, pressed = self._count(), self._hands.pressed
        picks = letters = 0
        for step in script.steps:
            kind, _space, keys = step.partition(" ")
            if kind == "type":
                self._hands.write(keys)
                letters += len(keys)
            else:
                self._hands.press(keys)
                picks += kind == "pick"
        visit = self._hands.ask(self._latest)
        told = {name: getattr(visit, name) for name in script.holds}
        if told != script.holds or self._count() - before != script.adds:
            raise UnlikeScriptError(f"{script.name}: {told}, not {script.holds}")
        return Took(picks, letters, self._hands.pressed - pressed)

    def keep_as_preset(self) -> None:
        """Keep the last visit as preset 1."""
        self._hands.press("Ctrl+P")
        self._hands.wait_for(lambda: QApplication.activeModalWidget() is not None)
        self._hands.press("Return")
        self._hands.settle()

    def _latest(self) -> Visit:
        return self._visits()[0]

    def _count(self) -> int:
        return self._hands.ask(lambda: len(self._visits()))

    def _visits(self) -> list[Visit]:
        window = self._application.window
        if window is None:
            raise UnlikeScriptError("the window is gone")
        return window.context.desk.visits.latest(100)

    def close(self) -> None:
        """Leave the program."""
        self._hands.ask(close_all)


def main(arguments: Sequence[str] | None = None) -> int:
    """Log the visits, print what they took and judge.

    Returns:
        0 where all targets are kept, else 1.
    """
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        took = _log_all(Path(folder))
    if isinstance(took, Exception):
        raise took
    return _judge(took)


def _log_all(folder: Path) -> list[Took] | Exception:
    """Run the program and log all visits in it; return what they took, or what went wrong."""
    paths = find_paths(folder / "desk")
    settings = Settings(paths.settings)
    # A point that books interpreters shows the row for it.
    settings.change(first_start_done=True, municipality="049", point="Iso Omena", advisor="AK")
    settings.change(field_interpreting="main")
    application = Application(paths, settings, "en", WindowSession(paths, settings))
    desk = Desk(application)
    results: list[Took] = []
    failures: list[Exception] = []

    def work() -> None:
        try:
            desk.log(FIRST)
            desk.keep_as_preset()
            results.extend(desk.log(script) for script in SCRIPTS)
        except Exception as error:  # noqa: BLE001 - raised again in Qt's thread
            failures.append(error)
        desk.close()

    thread = threading.Thread(target=work, name="hands")
    QTimer.singleShot(_REST_MS, thread.start)
    application.run()
    thread.join()
    return failures[0] if failures else results


def _judge(took: Sequence[Took]) -> int:
    """Print a line for each visit, and return the exit code."""
    print("Visits logged by keys in the real window; letters are typed, keys are all of them:")
    kept = [_tell(script, one) for script, one in zip(SCRIPTS, took, strict=True)]
    return 0 if all(kept) else 1


def _tell(script: Script, took: Took) -> bool:
    """Print what a visit took, its target and the peers; return whether the target is kept."""
    most = script.picks
    kept = (most is None or took.picks <= most) and took.letters <= script.letters
    print(f"  {script.name}")
    print(
        f"    picks {took.picks} (target {most}), letters {took.letters} (target {script.letters}),"
        f" keys {took.keys}: {'kept' if kept else 'NOT KEPT'}"
    )
    print(f"    others: {script.peers}")
    return kept


if __name__ == "__main__":
    sys.exit(main())
