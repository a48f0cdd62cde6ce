"""Counting visits in a rush and filling them in afterwards, worked with keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.visit import Visit
from advisor_desk.services.tally import Tally
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.ui.desk.panel import DeskPanel
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import button, click, press, settle, type_text
from tests.unit.conftest import FrozenClock

FULL = Failure(FailureKind.DISK_FULL)


@pytest.fixture
def desk(window: MainWindow) -> DeskPanel:
    return window.desk_panel


@pytest.fixture
def form(desk: DeskPanel) -> VisitForm:
    return desk.form


@pytest.fixture
def log(window: MainWindow) -> VisitLog:
    return window.context.desk.visits


def logged(log: VisitLog) -> list[Visit]:
    """Return the visits that count, newest first."""
    return [visit for visit in log.latest(100) if not visit.retracted]


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


# Counting


def test_one_key_counts_a_visit_with_its_time(
    window: MainWindow, desk: DeskPanel, log: VisitLog
) -> None:
    press(window, "F12")
    (visit,) = logged(log)
    assert (visit.way, visit.waiting, visit.clock) == ("tally", True, "14:05")
    assert window.message_text() == "Counted. 1 visit waits to be filled in."
    assert desk.rush.strip.text() == "1 visit waits to be filled in. Shift+F12"
    assert button(window, "Undo").isEnabled()


def test_a_visit_is_counted_from_any_view_and_the_view_stays(
    window: MainWindow, log: VisitLog
) -> None:
    for view in ("directory", "guidance", "statistics"):
        window.show_view(view)
        press(window, "F12")
        assert window.panel(view).isVisible()
    assert len(logged(log)) == 3


def test_a_visit_is_counted_while_a_text_is_typed(window: MainWindow, log: VisitLog) -> None:
    press(window, "Ctrl+K")
    type_text(window, "a")
    press(window, "F12")
    type_text(window, "b")
    assert window.search.text() == "ab"
    assert len(logged(log)) == 1


def test_a_key_that_is_held_down_counts_once(window: MainWindow) -> None:
    assert not window.commands.actions["tally.count"].autoRepeat()


def test_what_the_form_holds_stays(window: MainWindow, form: VisitForm, log: VisitLog) -> None:
    press(window, "F2", "2", "F12")
    assert form.visit().topics == ("everyday",)
    QTest.qWait(200)
    settle(window)
    kept = log.kept_draft()
    assert kept is not None
    assert kept.visit.topics == ("everyday",)


def test_channel_and_municipality_of_the_visit_before_are_taken_over(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    form.focus_start()
    press(window, "1", "Down", "Down", "Down", "1", "1", "3", "Enter")
    first = logged(log)[0]
    assert "not-asked" not in (first.municipality, first.channel)
    press(window, "F12")
    counted = logged(log)[0]
    assert (counted.municipality, counted.channel) == (first.municipality, first.channel)
    assert counted.language == "not-asked"


def test_undo_takes_the_last_counted_visit_back(
    window: MainWindow, desk: DeskPanel, log: VisitLog
) -> None:
    press(window, "F12", "F12", "Ctrl+Z")
    assert len(logged(log)) == 1
    assert desk.rush.strip.text() == "1 visit waits to be filled in. Shift+F12"
    assert window.message_text() == "The visit was taken back."


@pytest.mark.logs_errors
def test_what_could_not_be_counted_is_kept_to_be_tried_again(
    window: MainWindow, log: VisitLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> Visit:
        raise FULL

    with monkeypatch.context() as full:
        full.setattr(Tally, "count", fail)
        press(window, "F12", "F12")
        assert logged(log) == []
        assert "disk is full" in window.message_text()
    click(window, "Try again")
    assert len(logged(log)) == 2


def test_the_last_visits_say_what_waits(window: MainWindow, desk: DeskPanel) -> None:
    press(window, "F12")
    (entry,) = desk.recent.list.entries.entries()
    assert entry.title == "Counted, without a topic"
    assert (entry.warn, entry.detail) == ("waits to be filled in", "14:05")


def test_nothing_is_said_while_nothing_waits(window: MainWindow, desk: DeskPanel) -> None:
    assert desk.rush.strip.text() == ""
    press(window, "Shift+F12")
    assert window.message_text() == "No visit waits to be filled in."
    assert not desk.form.draft().editing


# Filling in


def test_the_walk_shows_the_oldest_first_and_goes_on_by_enter(
    window: MainWindow, desk: DeskPanel, form: VisitForm, log: VisitLog, clock: FrozenClock
) -> None:
    clock.now -= timedelta(days=1)
    press(window, "F12")
    clock.now += timedelta(days=1)
    press(window, "F12")
    log.end_of_day()
    newer, older = logged(log)
    press(window, "Shift+F12")
    assert form.visit().id == older.id
    assert "Counted on 20 Nov 2026, part of day: Afternoon." in labels(form)
    assert desk.rush.strip.text().startswith("Filling in 1 of 2.")
    press(window, "2", "Enter")
    assert form.visit().id == newer.id
    assert "Counted today at 14:05." in labels(form)
    press(window, "3", "Enter")
    assert [visit.topics for visit in logged(log)] == [("work",), ("everyday",)]
    assert {(v.way, v.waiting, v.revision) for v in logged(log)} == {("tally", False, 2)}
    assert desk.rush.strip.text() == ""
    assert not form.draft().editing
    assert window.message_text() == "The visit was filled in."


def test_the_visit_that_was_being_filled_in_comes_back(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    form.focus_start()
    press(window, "2", "Down", "3", "F12", "F12")
    begun = form.draft()
    press(window, "Shift+F12", "1", "Enter", "1", "Enter")
    assert form.draft() == begun
    QTest.qWait(200)
    settle(window)
    assert log.kept_draft() == begun


def test_what_was_carried_over_comes_back(window: MainWindow, form: VisitForm) -> None:
    form.focus_start()
    press(window, "1", "Down", "Down", "Down", "2", "Enter")
    before = form.draft()
    assert before.carried
    press(window, "F12", "Shift+F12", "1", "Enter")
    assert form.draft().carried == before.carried
    assert form.draft().visit == before.visit


def test_escape_leaves_the_walk_and_nothing_is_changed(
    window: MainWindow, desk: DeskPanel, form: VisitForm, log: VisitLog
) -> None:
    press(window, "F12", "F12", "Shift+F12", "2", "Escape")
    assert not form.draft().editing
    assert desk.rush.strip.text() == "2 visits wait to be filled in. Shift+F12"
    assert {visit.waiting for visit in logged(log)} == {True}


def test_the_same_key_goes_on_to_the_next_and_leaves_at_the_last(
    window: MainWindow, desk: DeskPanel, form: VisitForm, log: VisitLog
) -> None:
    press(window, "F12", "F12")
    newer, older = logged(log)
    press(window, "Shift+F12")
    assert form.visit().id == older.id
    press(window, "Shift+F12")
    assert form.visit().id == newer.id
    press(window, "Shift+F12")
    assert not form.draft().editing
    assert desk.rush.strip.text() == "2 visits wait to be filled in. Shift+F12"


def test_the_button_of_the_strip_walks_too(window: MainWindow, form: VisitForm) -> None:
    press(window, "F12")
    click(window, "Fill in")
    assert form.draft().editing
    click(window, "Skip")
    assert not form.draft().editing


def test_without_a_topic_the_visit_stays_in_the_form(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    press(window, "F12", "Shift+F12", "Enter")
    assert window.message_text() == "Topic is missing: choose one."
    assert form.draft().editing
    assert logged(log)[0].waiting


def test_a_visit_corrected_in_between_does_not_cost_the_one_shown_its_turn(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    press(window, "F12")
    form.focus_start()
    press(window, "1", "Enter")  # an ordinary visit, the last one
    waiting = next(visit for visit in logged(log) if visit.waiting)
    press(window, "Shift+F12")
    assert form.visit().id == waiting.id
    press(window, "Ctrl+E", "2", "Enter")
    assert form.visit().id == waiting.id
    press(window, "3", "Enter")
    assert not any(visit.waiting for visit in logged(log))


def test_what_was_taken_back_meanwhile_is_passed_by(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    press(window, "F12", "F12")
    newer, older = logged(log)
    press(window, "Shift+F12")
    log.retract(window.context.desk.actor, newer.id)
    press(window, "2", "Enter")
    assert not form.draft().editing
    assert [visit.id for visit in logged(log)] == [older.id]


@pytest.mark.logs_errors
def test_a_visit_that_could_not_be_saved_comes_back_and_the_walk_goes_on(
    window: MainWindow, form: VisitForm, log: VisitLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> Visit:
        raise FULL

    press(window, "F12", "F12", "Shift+F12")
    newer, older = logged(log)
    with monkeypatch.context() as full:
        full.setattr(log, "correct", fail)
        press(window, "2", "Enter")
    assert form.visit().id == older.id
    assert form.visit().topics == ("everyday",)
    press(window, "Enter")
    assert form.visit().id == newer.id
    press(window, "3", "Enter")
    assert [visit.topics for visit in logged(log)] == [("work",), ("everyday",)]


def test_undo_lets_a_visit_wait_again(window: MainWindow, desk: DeskPanel, log: VisitLog) -> None:
    press(window, "F12", "Shift+F12", "2", "Enter", "Ctrl+Z")
    (visit,) = logged(log)
    assert (visit.waiting, visit.topics) == (True, ())
    assert desk.rush.strip.text() == "1 visit waits to be filled in. Shift+F12"


def test_a_visit_that_waits_can_be_filled_in_from_the_last_visits(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    press(window, "F12", "F6", "Enter")
    assert "Fill in a visit" in labels(form)
    press(window, "2", "Enter")
    assert not logged(log)[0].waiting


def test_statistics_say_how_many_wait(window: MainWindow) -> None:
    press(window, "F12", "Alt+4")
    assert "1 waits to be filled in." in labels(window)
