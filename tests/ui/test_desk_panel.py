"""The desk: saving, undo, correcting, drafts, and the pages beside the form, worked with keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from advisor_desk.bootstrap import WindowSession
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.visit import Draft, Visit
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.panel import DeskPanel
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import button, click, focused, press, settle, type_text
from tests.unit.conftest import FrozenClock

FULL = Failure(FailureKind.DISK_FULL)
"""What a full disk is told as."""


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
    return [visit for visit in log.latest() if not visit.retracted]


def kept(window: MainWindow, log: VisitLog) -> Draft | None:
    """Return the draft on disk, once what waits is written."""
    QTest.qWait(200)
    settle(window)
    return log.kept_draft()


def fill(window: MainWindow) -> Visit:
    """Fill in topic, reason, language, municipality and channel with keys; return the visit."""
    window.desk_panel.form.focus_start()
    press(window, "1", "2", "Down", "3", "1", "1")
    return window.desk_panel.form.visit()


# Saving


def test_enter_saves_and_says_so(window: MainWindow, log: VisitLog) -> None:
    visit = fill(window)
    press(window, "Enter")
    (saved,) = logged(log)
    assert saved.id == visit.id
    assert (saved.topics, saved.reason) == (visit.topics, "family")
    assert (saved.day, saved.clock) == ("2026-11-21", "14:05")
    assert window.message_text() == "Saved."


def test_enter_keeps_channel_language_and_municipality_and_shows_it(
    window: MainWindow, form: VisitForm
) -> None:
    before = fill(window)
    press(window, "Enter")
    visit = form.visit()
    assert (visit.channel, visit.language, visit.municipality) == (
        before.channel,
        before.language,
        before.municipality,
    )
    assert (visit.topics, visit.reason) == ((), "not-asked")
    assert visit.id != before.id
    for name in ("channel", "language", "municipality"):
        row = form.row(name)
        assert row.carried
        words = [label.text() for label in row.findChildren(QLabel)]
        assert "Carried over from the visit before." in words
    assert not form.row("topics").carried
    assert form.row("topics").has_focus()


def test_what_was_carried_over_can_be_saved_again_and_again(
    window: MainWindow, log: VisitLog
) -> None:
    fill(window)
    press(window, "Enter", "2", "Enter", "3", "Enter")
    assert {visit.channel for visit in logged(log)} == {logged(log)[0].channel}
    assert len({visit.topics for visit in logged(log)}) == 3


def test_shift_and_enter_save_and_clear(window: MainWindow, form: VisitForm, log: VisitLog) -> None:
    fill(window)
    press(window, "Shift+Enter")
    assert len(logged(log)) == 1
    visit = form.visit()
    assert {visit.channel, visit.language, visit.municipality} == {"not-asked"}


def test_enter_on_a_button_of_the_form_saves_too(window: MainWindow, log: VisitLog) -> None:
    fill(window)
    button(window, "Save  ⏎").setFocus()
    press(window, "Enter")
    assert len(logged(log)) == 1


def test_keys_that_follow_at_once_are_for_the_next_visit(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    first = fill(window)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_5, Qt.Key.Key_Return):  # without waiting
        QTest.keyClick(focused(), key)
    settle(window)
    second, saved = log.latest()
    assert (saved.id, saved.topics) == (first.id, first.topics)
    assert second.topics == (form.row("topics").findChildren(QPushButton)[5].property("choice"),)


def test_a_visit_is_saved_once_however_often_enter_is_pressed(
    window: MainWindow, log: VisitLog
) -> None:
    fill(window)
    for _number in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(window)
    assert len(log.latest()) == 1
    assert log.latest()[0].revision == 1


def test_the_number_of_today_counts(window: MainWindow) -> None:
    fill(window)
    press(window, "Enter", "2", "Enter")
    assert "2 visits today" in [label.text() for label in window.findChildren(QLabel)]
    press(window, "Ctrl+Z")
    assert "1 visit today" in [label.text() for label in window.findChildren(QLabel)]


def test_a_form_left_open_over_midnight_is_saved_on_the_new_day(
    window: MainWindow, log: VisitLog, clock: FrozenClock
) -> None:
    fill(window)
    clock.now = clock.now.replace(day=22, hour=9)
    press(window, "Enter")
    assert logged(log)[0].day == "2026-11-22"


def test_a_point_named_meanwhile_is_in_the_visit(
    window: MainWindow, settings: Settings, log: VisitLog
) -> None:
    fill(window)
    settings.change(point="Espoo centre", advisor="AK")
    press(window, "Enter")
    assert (logged(log)[0].point, logged(log)[0].advisor) == ("Espoo centre", "AK")


# A save that fails


@pytest.mark.logs_errors
def test_a_visit_that_could_not_be_saved_comes_back(
    window: MainWindow, form: VisitForm, log: VisitLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> Visit:
        raise FULL

    visit = fill(window)
    with monkeypatch.context() as full:
        full.setattr(log, "save", fail)
        press(window, "Enter")
    assert form.visit() == visit
    assert "The disk is full" in window.message_text()
    press(window, "Ctrl+S")
    assert [saved.id for saved in logged(log)] == [visit.id]


@pytest.mark.logs_errors
def test_what_was_begun_after_a_failed_save_waits_and_returns(
    window: MainWindow, form: VisitForm, log: VisitLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> Visit:
        raise FULL

    first = fill(window)
    with monkeypatch.context() as full:
        full.setattr(log, "save", fail)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        QTest.keyClick(focused(), Qt.Key.Key_5)
        begun = form.visit()
        settle(window)
    assert form.visit() == first
    press(window, "Ctrl+S")
    assert form.visit() == begun
    press(window, "Ctrl+S")
    assert [visit.id for visit in logged(log)] == [begun.id, first.id]


# Undo


def test_ctrl_z_takes_the_saved_visit_back(window: MainWindow, log: VisitLog) -> None:
    fill(window)
    press(window, "Enter", "Ctrl+Z")
    assert logged(log) == []
    assert log.latest()[0].retracted
    assert window.message_text() == "The visit was taken back."
    press(window, "Ctrl+Z")
    assert window.message_text() == "There is nothing to undo."


def test_the_message_offers_undo_too(window: MainWindow, log: VisitLog) -> None:
    fill(window)
    press(window, "Enter")
    click(window, "Undo")
    assert logged(log) == []


def test_undo_takes_back_the_last_of_two(window: MainWindow, log: VisitLog) -> None:
    first = fill(window)
    press(window, "Enter", "2", "Enter", "Ctrl+Z")
    assert [visit.id for visit in logged(log)] == [first.id]


def test_clearing_can_be_undone_by_the_same_key(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    visit = fill(window)
    press(window, "Ctrl+N")
    assert form.visit().topics == ()
    assert window.message_text() == "The form was cleared."
    assert kept(window, log) is None
    press(window, "Ctrl+Z")
    assert form.visit() == visit
    draft = kept(window, log)
    assert draft is not None
    assert draft.visit == visit


def test_undoing_a_clearing_loses_nothing_that_was_typed_since(
    window: MainWindow, form: VisitForm
) -> None:
    first = fill(window)
    click(window, "Clear")
    press(window, "5")
    second = form.visit()
    press(window, "Ctrl+Z")
    assert form.visit() == first
    press(window, "Ctrl+Z")
    assert form.visit() == second


def test_clearing_an_empty_form_leaves_the_undo_of_the_visit(
    window: MainWindow, log: VisitLog
) -> None:
    fill(window)
    press(window, "Shift+Enter", "Ctrl+N", "Ctrl+Z")
    assert logged(log) == []


def test_a_saved_visit_cannot_be_undone_while_letters_are_typed(
    window: MainWindow, log: VisitLog
) -> None:
    fill(window)
    press(window, "Enter", "Ctrl+K")
    type_text(window, "kela")
    press(window, "Ctrl+Z")
    assert len(logged(log)) == 1, "in a field of text the key undoes typing"


# The last visits


def test_the_last_ten_are_listed_newest_first(window: MainWindow, desk: DeskPanel) -> None:
    for number in range(12):
        desk.form.focus_start()
        press(window, str(number % 6 + 1), "Ctrl+S")
    entries = desk.recent.list.entries.entries()
    assert len(entries) == 10
    newest = desk.recent.latest()
    assert newest is not None
    assert entries[0].key == newest.id
    assert desk.recent.list.current_key() == newest.id


def test_ctrl_e_corrects_the_newest(window: MainWindow, form: VisitForm, log: VisitLog) -> None:
    visit = fill(window)
    press(window, "Enter", "Ctrl+E")
    assert form.draft().editing
    assert form.visit().id == visit.id
    form.row("reason").focus_row()
    press(window, "1", "Enter")
    (saved,) = logged(log)
    assert (saved.reason, saved.revision) == ("work", 2)
    assert window.message_text() == "The correction was saved as revision 2."
    assert not form.draft().editing


def test_a_correction_can_be_undone(window: MainWindow, form: VisitForm, log: VisitLog) -> None:
    fill(window)
    press(window, "Enter", "Ctrl+E")
    form.row("reason").focus_row()
    press(window, "1", "Enter", "Ctrl+Z")
    (saved,) = logged(log)
    assert (saved.reason, saved.retracted) == ("family", False)
    assert window.message_text() == "The visit is again as it was before."


def test_escape_leaves_the_visit_as_it_was(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    fill(window)
    press(window, "Enter")
    before = logged(log)
    press(window, "Ctrl+E")
    form.row("reason").focus_row()
    press(window, "1", "Escape")
    assert logged(log) == before
    assert not form.draft().editing
    assert window.message_text() == "Saved."


@pytest.mark.parametrize("leave", ["Escape", "Ctrl+N", "Enter"])
def test_a_visit_that_was_being_filled_in_waits_and_returns(
    window: MainWindow, form: VisitForm, log: VisitLog, leave: str
) -> None:
    fill(window)
    press(window, "Enter", "2", "1")
    waiting = form.draft()
    press(window, "Ctrl+E")
    form.row("reason").focus_row()
    press(window, "3", leave)
    assert form.draft() == waiting
    draft = kept(window, log)
    assert draft is not None
    assert draft.visit == waiting.visit


def test_a_visit_that_waits_outlives_a_crash_in_the_middle_of_a_correction(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    fill(window)
    press(window, "Enter", "2", "1")
    waiting = form.visit()
    press(window, "Ctrl+E")
    form.row("reason").focus_row()
    press(window, "3")
    draft = kept(window, log)
    assert draft is not None
    assert draft.visit == waiting


def test_a_value_in_any_field_is_worth_keeping(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    fill(window)
    press(window, "Shift+Enter")
    form.row("employment").focus_row()
    press(window, "1")
    waiting = form.visit()
    press(window, "Ctrl+E", "Escape")
    assert form.visit() == waiting
    assert kept(window, log) is not None


def test_an_older_visit_is_corrected_from_the_list(
    window: MainWindow, form: VisitForm, desk: DeskPanel
) -> None:
    first = fill(window)
    press(window, "Enter", "2", "Enter", "F6")
    assert focused() is desk.recent.list
    press(window, "Down", "Enter")
    assert form.visit().id == first.id
    assert form.row("topics").has_focus()


def test_delete_in_the_list_retracts_and_brings_back(
    window: MainWindow, desk: DeskPanel, log: VisitLog
) -> None:
    fill(window)
    press(window, "Enter", "F6", "Delete")
    assert logged(log) == []
    (entry,) = desk.recent.list.entries.entries()
    assert entry.struck
    assert entry.warn == "retracted"
    assert button(window, "Bring back").isEnabled()
    assert not button(window, "Correct").isEnabled()
    press(window, "Delete")
    assert len(logged(log)) == 1
    press(window, "Ctrl+Z")
    assert logged(log) == []


def test_the_buttons_do_what_the_keys_do(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    fill(window)
    press(window, "Enter")
    click(window, "Retract")
    click(window, "Bring back")
    assert len(logged(log)) == 1
    click(window, "Correct")
    assert form.draft().editing


def test_a_retracted_visit_is_not_the_last_one(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    first = fill(window)
    press(window, "Enter", "2", "Enter", "Ctrl+Z", "Ctrl+E")
    assert form.visit().id == first.id
    assert len(logged(log)) == 1


def test_without_a_visit_there_is_nothing_to_correct(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+E")
    assert window.message_text() == "There is no visit to correct yet."
    assert not form.draft().editing


# Drafts


def test_the_draft_is_kept_a_moment_after_a_key(
    window: MainWindow, form: VisitForm, log: VisitLog
) -> None:
    fill(window)
    draft = kept(window, log)
    assert draft is not None
    assert draft.visit == form.visit()
    press(window, "Enter")
    assert kept(window, log) is None


def test_a_refused_save_keeps_the_draft(window: MainWindow, form: VisitForm, log: VisitLog) -> None:
    form.row("reason").focus_row()
    press(window, "1", "Enter")
    draft = kept(window, log)
    assert draft is not None
    assert draft.visit.reason == "work"


def test_closing_keeps_what_was_typed_last(window: MainWindow, log: VisitLog) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_1)
    window.close()
    settle(window)
    draft = log.kept_draft()
    assert draft is not None
    assert draft.visit.topics


def test_the_draft_comes_back_at_the_next_start(
    application: Application, session: WindowSession
) -> None:
    desk = session.open()
    draft = desk.visits.new_draft(desk.actor)
    typed = replace(draft.visit, topics=("permits",), employment="employed")
    desk.visits.keep_draft(replace(draft, visit=typed))
    window = application.open_window(desk)
    window.show()
    window.start()
    settle(window)
    assert window.desk_panel.form.visit() == typed
    assert window.message_text() == "The visit you were filling in was brought back."


def test_a_correction_comes_back_as_a_correction(
    application: Application, session: WindowSession
) -> None:
    desk = session.open()
    visit = replace(desk.visits.new_draft(desk.actor).visit, topics=("permits",))
    saved = desk.visits.save(desk.actor, visit)
    changed = replace(saved, reason="work")
    desk.visits.keep_draft(Draft(changed, editing=True))
    window = application.open_window(desk)
    window.show()
    window.start()
    settle(window)
    assert window.desk_panel.form.draft() == Draft(replace(changed, clock=None), editing=True)
    press(window, "Enter")
    assert desk.visits.latest()[0].reason == "work"
    press(window, "Ctrl+Z")
    assert desk.visits.latest()[0].reason == "not-asked"


# Beside the form


def test_the_clients_municipality_turns_the_page(window: MainWindow, form: VisitForm) -> None:
    found = window.context.desk.directory.browse(ServiceFilter(municipality="049"), "en")
    own = next(service for service in found if service.municipalities == ("049",))
    window.desk_panel.open(f"service:{own.id}")
    assert "not the municipality of the client" not in window.desk_panel.detail.view.text_of()
    form.row("municipality").focus_row()
    press(window, "2")
    assert "not the municipality of the client" in window.desk_panel.detail.view.text_of()


def test_alt_and_left_go_back_to_the_page_before(window: MainWindow, desk: DeskPanel) -> None:
    desk.open("service:kela")
    desk.open("service:dvv")
    press(window, "Alt+Left")
    assert desk.detail.page is not None
    assert desk.detail.page.key == "service:kela"
    press(window, "Alt+Left")
    assert desk.detail.page.key == "service:kela"


def test_the_phone_is_copied_by_key(window: MainWindow, desk: DeskPanel) -> None:
    press(window, "Ctrl+Shift+C")
    assert window.message_text() == "No phone number is shown."
    desk.open("service:kela")
    press(window, "Ctrl+Shift+C")
    service = window.context.desk.directory.get("kela")
    assert service is not None
    assert QGuiApplication.clipboard().text() == service.phones[0].number
    assert window.message_text() == f"Copied: {service.phones[0].number}"


def test_all_contacts_are_copied_by_key(window: MainWindow, desk: DeskPanel) -> None:
    desk.open("service:kela")
    press(window, "Ctrl+Shift+D")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Kela, Social Insurance Institution of Finland"
    assert "https://www.kela.fi/in-english" in lines


def test_search_form_list_and_page_are_a_key_away(window: MainWindow, desk: DeskPanel) -> None:
    desk.open("service:kela")
    places = {
        "Ctrl+K": window.search,
        "F3": desk.results.list,
        "F4": desk.detail.view,
        "F6": desk.recent.list,
    }
    for key, place in places.items():
        press(window, key)
        assert focused() is place
    press(window, "F2")
    assert desk.form.row("topics").has_focus()
