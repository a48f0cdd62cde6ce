"""What was cleared in the form, or corrected, soon is nowhere on the disk."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from advisor_desk.paths import Paths
from advisor_desk.services.explain import field_label
from advisor_desk.settings.store import Settings
from advisor_desk.ui.desk import sweeper
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import press, settle, type_text

CANARY = "Kanarialintulaulaa"


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is done soon be done at once."""
    monkeypatch.setattr(sweeper, "_SOON", 0)
    monkeypatch.setattr(sweeper, "_LATER", 10)


@pytest.fixture
def form(settings: Settings, window: MainWindow) -> VisitForm:
    """Return the form with the fields of free text."""
    settings.change(field_observation="main", field_project="main")
    form = window.desk_panel.form
    form.retranslate()
    settle(window)
    return form


def with_canary(paths: Paths) -> list[str]:
    found = (path for path in paths.data.rglob("*") if path.is_file())
    return sorted(path.name for path in found if CANARY.encode() in read(path))


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def wait_until_gone(window: MainWindow, paths: Paths) -> list[str]:
    deadline = time.monotonic() + 5
    while with_canary(paths) and time.monotonic() < deadline:
        QCoreApplication.processEvents()
        settle(window)
        time.sleep(0.01)
    return with_canary(paths)


def type_canary(window: MainWindow, form: VisitForm) -> None:
    """Write a canary into the observation and let the draft be kept."""
    edit = next(
        e for e in form.findChildren(QLineEdit) if e.accessibleName() == field_label("observation")
    )
    edit.setFocus()
    edit.clear()
    type_text(window, CANARY)
    form.flush_draft()
    settle(window)


def test_a_cleared_form_leaves_nothing(window: MainWindow, form: VisitForm, paths: Paths) -> None:
    type_canary(window, form)
    assert with_canary(paths)
    press(window, "Ctrl+N")
    assert wait_until_gone(window, paths) == []


def test_a_visit_corrected_to_nothing_leaves_nothing(
    window: MainWindow, form: VisitForm, paths: Paths
) -> None:
    press(window, "1")
    type_canary(window, form)
    press(window, "Ctrl+S", "Ctrl+E")
    assert CANARY in form.visit().observation
    form._set(observation="")  # noqa: SLF001 - as if deleted
    press(window, "Ctrl+S")
    assert wait_until_gone(window, paths) == []


def test_it_is_tried_again_until_nobody_reads(
    window: MainWindow, form: VisitForm, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = window.context.desk.visits
    answers = [False, False]
    real = log.sweep
    monkeypatch.setattr(log, "sweep", lambda: answers.pop() if answers else real())
    press(window, "1")
    type_canary(window, form)
    press(window, "Ctrl+S")
    stored = log.latest(1)[0]
    window.background.write(
        lambda: log.correct(window.context.desk.actor, replace(stored, observation=""))
    )
    assert wait_until_gone(window, paths) == []
    assert answers == []
