"""The work lists of a supervisor: reports, checks, differences of catalogues, duplicates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from advisor_desk.domain.directory import Service
from advisor_desk.ui.directory.importing.dialog import ImportDialog
from advisor_desk.ui.directory.merge_dialog import MergeDialog
from advisor_desk.ui.directory.panel import DirectoryPanel
from advisor_desk.ui.directory.todo.panel import TodoPanel
from advisor_desk.ui.directory.verify_dialog import VerifyDialog
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.labels import PlainLabel
from tests.house.tree import REPOSITORY
from tests.ui.acting import button, click, press, settle, type_text
from tests.ui.dialogs import run, work_in


def write(window: MainWindow, work: Callable[[], object]) -> None:
    """Do what writes in the thread that writes."""
    window.background.write(work)
    settle(window)


def record(window: MainWindow, service_id: str) -> Service:
    """Return a record as it is stored."""
    found = window.context.desk.directory.get(service_id)
    assert found is not None
    return found


@pytest.fixture
def todo(window: MainWindow) -> TodoPanel:
    """Return the work lists, opened by their key."""
    press(window, "F7")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    assert panel.todo is not None
    return panel.todo


def titles(todo: TodoPanel) -> list[str]:
    """Return what stands in the list."""
    return [entry.title for entry in todo.list.entries.entries()]


def settle_later(window: MainWindow) -> None:
    """Wait until the marked task is shown."""
    QTest.qWait(90)
    settle(window)


def test_where_nothing_waits_the_page_says_what_it_is_for(todo: TodoPanel) -> None:
    button(todo, "Reported by advisors: 0").click()
    hints = [one.text() for one in todo.detail.findChildren(PlainLabel) if one.isVisible()]
    assert hints == ["The record that a task is about is shown here."]


def test_tab_goes_from_the_list_to_what_can_be_done(window: MainWindow, todo: TodoPanel) -> None:
    settle_later(window)
    todo.list.setFocus()
    names = ["Checked, unchanged", "Note a check…", "Edit the record"]
    for name in names:
        press(window, "Tab")
        assert button(todo, name).hasFocus()
    press(window, "Tab")
    assert todo.detail.view.hasFocus()


def test_what_an_import_leaves_to_do_is_counted_at_once(
    window: MainWindow, todo: TodoPanel
) -> None:
    def work(dialog: ImportDialog) -> None:
        dialog.source.source.setText(str(REPOSITORY / "tests" / "data" / "servicemap"))
        for _step in range(3):
            dialog.next.click()
            settle(window)

    assert button(todo, "Differences of catalogues: 0").isVisible()
    work_in(window, ImportDialog, run(window, "record.import"), work)
    settle_later(window)
    waiting = window.context.desk.reviews.count_open()
    assert waiting > 0
    assert button(todo, f"Differences of catalogues: {waiting}").isVisible()


# Reports


def report(window: MainWindow, text: str) -> None:
    """Report Kela as an advisor does."""
    window.desk_panel.open("service:kela")
    press(window, "Ctrl+Shift+W")
    type_text(window, text)
    press(window, "Enter")


def test_one_key_and_a_line_report_what_is_wrong(window: MainWindow) -> None:
    report(window, "Nobody answers this number")
    assert window.message_text() == "Thank you. A supervisor will see it."
    found = window.context.desk.curation.open_reports()
    assert [(one.service_id, one.text) for one in found] == [("kela", "Nobody answers this number")]
    assert window.desk_panel.detail.report_bar.isHidden()
    assert window.desk_panel.detail.view.hasFocus()
    click(window, "Undo")
    assert window.context.desk.curation.open_reports() == []


def test_an_empty_report_is_not_sent_and_escape_keeps_what_was_typed(window: MainWindow) -> None:
    window.desk_panel.open("service:kela")
    press(window, "Ctrl+Shift+W", "Enter")
    bar = window.desk_panel.detail.report_bar
    assert bar.edit.hasFocus()
    type_text(window, "Half a sen")
    press(window, "Escape")
    assert bar.isHidden()
    press(window, "Ctrl+Shift+W")
    assert bar.edit.text() == "Half a sen"
    assert window.context.desk.curation.open_reports() == []


def test_without_a_service_there_is_nothing_to_report(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+W")
    assert window.message_text() == "Open a service first, then say what is wrong with it."


def test_a_report_waits_and_is_settled(window: MainWindow) -> None:
    report(window, "Moved to another street")
    press(window, "Alt+2")
    assert button(window, "To do: 1").isVisible()
    press(window, "F7")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    todo = panel.todo
    assert todo is not None
    settle_later(window)
    assert titles(todo) == ["Kela, Social Insurance Institution of Finland"]
    assert todo.bar.text() == "“Moved to another street”"
    assert todo.detail.page is not None
    click(window, "It is mended")
    assert titles(todo) == []
    assert todo.note.text() == "No reports are waiting."
    click(window, "Undo")
    assert len(titles(todo)) == 1


# Checks


def test_one_key_says_checked_unchanged(window: MainWindow, todo: TodoPanel) -> None:
    todo.show_kind("due")
    settle_later(window)
    first, second = titles(todo)[:2]
    shown = todo.detail.page
    assert shown is not None
    assert shown.service is not None
    press(window, "F9")
    settle_later(window)
    assert window.message_text() == f"{first} is verified as of today."
    assert record(window, shown.service.id).last_verified == "2026-11-21"
    assert record(window, shown.service.id).text_verified == "2026-11-21"
    assert titles(todo)[0] == second
    assert first not in titles(todo)
    click(window, "Undo")
    settle_later(window)
    assert record(window, shown.service.id).last_verified is None
    assert first in titles(todo)


def test_the_most_used_stands_first(window: MainWindow) -> None:
    for _ in range(3):
        window.desk_panel.open("service:migri")
        window.desk_panel.open("service:kela")
    settle(window)
    press(window, "F7")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    assert panel.todo is not None
    panel.todo.show_kind("due")
    settle_later(window)
    entries = panel.todo.list.entries.entries()
    assert {entry.key for entry in entries[:2]} == {"due:kela", "due:migri"}
    assert "used 3 times in 30 days" in entries[0].detail


def test_walking_through_the_list_counts_as_no_use(window: MainWindow, todo: TodoPanel) -> None:
    todo.show_kind("due")
    for _ in range(3):
        press(window, "Down")
        settle_later(window)
    due = window.context.desk.curation.due()
    assert due
    assert all(one.used == 0 for one in due)


def test_a_check_is_noted_with_how_and_what(window: MainWindow) -> None:
    window.desk_panel.open("service:kela")

    def work(dialog: VerifyDialog) -> None:
        dialog.method.setCurrentIndex(dialog.method.findData("visit"))
        dialog.outcome.setCurrentIndex(dialog.outcome.findData("wrong"))
        dialog.note.setText("The door is locked.")
        dialog.save()
        settle(window)

    work_in(window, VerifyDialog, run(window, "record.verify"), work)
    text = window.desk_panel.detail.view.text_of()
    assert "(found wrong on 21 Nov 2026)" in text
    assert "on the spot. Something is wrong and not mended yet. The door is locked." in text
    assert record(window, "kela").last_verified is None


def test_nothing_checked_is_no_check(window: MainWindow) -> None:
    window.desk_panel.open("service:kela")

    def work(dialog: VerifyDialog) -> None:
        dialog.contacts.setChecked(False)
        dialog.save()
        settle(window)
        assert dialog.isVisible()

    work_in(window, VerifyDialog, run(window, "record.verify"), work)
    assert window.message_text().startswith("Say what was checked")


def test_a_check_stands_beside_the_number(window: MainWindow) -> None:
    window.desk_panel.open("service:kela")
    assert "(not verified)" in window.desk_panel.detail.view.text_of()
    press(window, "F9")
    assert "(verified on 21 Nov 2026)" in window.desk_panel.detail.view.text_of()


def test_ctrl_z_takes_back_the_check_and_not_the_visit_before(
    window: MainWindow, todo: TodoPanel
) -> None:
    press(window, "Alt+1", "1", "Enter", "F7")
    assert len(window.context.desk.visits.latest(9)) == 1
    todo.show_kind("due")
    settle_later(window)
    first = titles(todo)[0]
    press(window, "F3", "F9", "Ctrl+Z")
    settle_later(window)
    assert window.message_text() == "The check was taken back."
    assert titles(todo)[0] == first
    assert not window.context.desk.visits.latest(9)[0].retracted
    press(window, "Ctrl+Z")
    assert window.message_text() == "The visit was taken back."


def test_a_check_amid_the_list_goes_on_to_the_next(window: MainWindow, todo: TodoPanel) -> None:
    todo.show_kind("due")
    settle_later(window)
    before = titles(todo)
    press(window, "F3", "Down", "Down", "F9")  # at once, while the page is still to come
    settle_later(window)
    assert window.message_text() == f"{before[2]} is verified as of today."
    assert todo.list.currentIndex().data() == before[3]


# Duplicates


def test_two_records_become_one_and_two_again(window: MainWindow, todo: TodoPanel) -> None:
    todo.show_kind("duplicate")
    settle_later(window)
    before = titles(todo)
    assert before
    keep, gone = todo.list.current_key().removeprefix("duplicate:").split("|")

    def work(dialog: MergeDialog) -> None:
        dialog.board.choose_all("left")
        first = dialog.board.list.current_key()
        press(window, "Right")
        assert dialog.board.choices()[first] == "right"
        assert getattr(dialog.result_record(), first) == getattr(record(window, gone), first)
        press(window, "Ctrl+S")

    work_in(window, MergeDialog, lambda: todo.act("merge"), work)
    assert window.context.desk.directory.get(gone) == record(window, keep)
    settle_later(window)
    assert len(titles(todo)) < len(before)
    click(window, "Undo")
    settle_later(window)
    assert record(window, gone).id == gone
    assert titles(todo) == before


def test_the_record_that_stays_can_be_swapped(window: MainWindow, todo: TodoPanel) -> None:
    todo.show_kind("duplicate")
    settle_later(window)
    keep, gone = todo.list.current_key().removeprefix("duplicate:").split("|")

    def work(dialog: MergeDialog) -> None:
        assert dialog.result_record().id == keep
        click(window, "Keep the other record instead")
        assert dialog.result_record().id == gone

    work_in(window, MergeDialog, lambda: todo.act("merge"), work)
    assert record(window, gone).id == gone


def test_records_that_are_not_the_same_are_not_shown_again(
    window: MainWindow, todo: TodoPanel
) -> None:
    todo.show_kind("duplicate")
    settle_later(window)
    before = titles(todo)
    click(window, "Not the same")
    settle_later(window)
    assert titles(todo) == before[1:]
    click(window, "Undo")
    settle_later(window)
    assert titles(todo) == before


# Differences of catalogues


@pytest.fixture
def review(window: MainWindow) -> Service:
    """Return Kela with two fields that a catalogue has otherwise."""
    desk, kela = window.context.desk, record(window, "kela")
    theirs = {"website": "https://www.kela.fi/theirs", "region": "Pirkanmaa"}

    def put() -> None:
        with desk.database.writing() as connection:
            connection.execute(
                "INSERT INTO catalogue (id, format, name) VALUES ('tpr', 'tpr', 'Service map')"
            )
            connection.execute(
                "INSERT INTO review (id, service_id, catalogue_id, noticed)"
                " VALUES (1, 'kela', 'tpr', '2026-11-20')"
            )
            connection.executemany(
                "INSERT INTO review_field (review_id, field, reason, ours, theirs)"
                " VALUES (1, ?, 'differs', ?, ?)",
                [(field, str(getattr(kela, field)), text) for field, text in theirs.items()],
            )

    write(window, put)
    return kela


def test_theirs_is_taken_and_ours_is_kept_by_keys(window: MainWindow, review: Service) -> None:
    press(window, "F7")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    todo = panel.todo
    assert todo is not None
    todo.show_kind("review")
    settle_later(window)
    assert titles(todo) == [review.name.en]
    press(window, "Enter")
    board = todo.review.board
    assert board.list.hasFocus()
    fields = [entry.key for entry in board.list.entries.entries()]
    assert sorted(fields) == ["region", "website"]
    while not board.complete():
        press(window, "Right" if board.list.current_key() == "website" else "Left")
    press(window, "Enter")
    after = record(window, "kela")
    assert after.website == "https://www.kela.fi/theirs"
    assert after.region == review.region
    assert titles(todo) == []
    click(window, "Undo")
    settle_later(window)
    assert record(window, "kela").website == review.website
    assert titles(todo) == [review.name.en]


def test_what_is_not_decided_stays_open(window: MainWindow, review: Service) -> None:
    press(window, "F7")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    todo = panel.todo
    assert todo is not None
    todo.show_kind("review")
    settle_later(window)
    press(window, "Enter", "Left")
    click(window, "Store the decisions")
    settle_later(window)
    assert titles(todo) == [review.name.en]
    assert len(todo.review.board.list.entries.entries()) == 1
    click(window, "Take all of theirs")
    click(window, "Store the decisions")
    settle_later(window)
    assert titles(todo) == []


def test_escape_goes_back_to_the_services(window: MainWindow, todo: TodoPanel) -> None:
    assert todo.list.hasFocus()
    press(window, "Escape")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    assert panel.todo is None
    assert panel.filters.name.hasFocus()


def test_an_edited_record_is_shown_anew_everywhere(window: MainWindow) -> None:
    desk, kela = window.context.desk, record(window, "kela")
    window.desk_panel.open("service:kela")
    press(window, "Alt+2")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    panel.detail.open("service:kela")
    new = replace(kela, name=kela.name._replace(en="Kela renamed"))
    write(window, lambda: desk.curation.save(desk.actor, kela, new))
    settle(window)
    for detail in (panel.detail, window.desk_panel.detail):
        assert detail.view.text_of().startswith("Kela renamed")
    assert "Kela renamed" in [entry.title for entry in panel.list.entries.entries()]
