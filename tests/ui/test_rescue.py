"""A desk that cannot be opened says why, and offers the newest good backup where it can help."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.paths import Paths
from advisor_desk.services import maintenance
from advisor_desk.storage import backup
from advisor_desk.ui.rescue import offer_rescue
from tests.faults import damage
from tests.unit.conftest import FrozenClock

RESTORE, CLOSE = "Restore the backup", "Close"


class Person:
    """Reads each question and presses the button that was decided on.

    Attributes:
        answers: words of the buttons still to press.
        read: what the questions said.
    """

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.read: list[str] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._answer)
        self._timer.start(20)

    def stop(self) -> None:
        """Answer no more."""
        self._timer.stop()

    def _answer(self) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox) or not self.answers:
            return
        self.read.append(f"{box.text()} {box.informativeText()}".strip())
        wanted = self.answers.pop(0)
        next(b for b in box.buttons() if b.text().replace("&", "") == wanted).click()


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    """Give somebody who answers questions."""
    assert qtbot is not None
    someone = Person()
    yield someone
    someone.stop()


@pytest.fixture
def damaged(paths: Paths, clock: FrozenClock) -> Failure:
    """Return the failure of a desk that was damaged after its backup."""
    assert maintenance.daily_backup(paths, clock) is not None
    damage.bad_header(paths.database)
    return Failure(FailureKind.DAMAGED, str(paths.database))


def test_a_damaged_desk_is_restored(person: Person, paths: Paths, damaged: Failure) -> None:
    person.answers = [RESTORE]
    assert offer_rescue(damaged, paths)
    assert "is damaged" in person.read[0]
    assert "The newest good backup is from" in person.read[0]
    assert maintenance.check_desk(paths).sound


def test_whoever_closes_the_question_changes_nothing(
    person: Person, paths: Paths, damaged: Failure
) -> None:
    before = paths.database.read_bytes()
    person.answers = [CLOSE]
    assert not offer_rescue(damaged, paths)
    assert paths.database.read_bytes() == before


def test_a_backup_that_cannot_be_put_in_place_is_explained(
    person: Person, paths: Paths, damaged: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Failure(FailureKind.DISK_FULL)

    monkeypatch.setattr(backup, "restore", fail)
    person.answers = [RESTORE, CLOSE]
    assert not offer_rescue(damaged, paths)
    assert "disk is full" in person.read[1]


@pytest.mark.parametrize("kind", [FailureKind.NEWER, FailureKind.HELD, FailureKind.DAMAGED])
def test_without_a_backup_that_helps_none_is_offered(
    person: Person, paths: Paths, kind: FailureKind
) -> None:
    person.answers = [CLOSE]
    assert not offer_rescue(Failure(kind, "the desk"), paths)
    assert "the desk" in person.read[0]
    assert "backup is from" not in person.read[0]
