"""The dialog of group sessions, worked with keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from advisor_desk.domain.visit import Participants, Visit
from advisor_desk.ui.desk.group_session import GroupDialog
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.dialogs import run, work_in
from tests.ui.walk import during


def said_in(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def walk_to(window: MainWindow, name: str) -> None:
    """Go by Tab to what a screen reader calls so."""
    for _step in range(60):
        if focused().accessibleName() == name:
            return
        press(window, "Tab")
    raise AssertionError(name)


def fill_in(window: MainWindow, dialog: GroupDialog, title: str = "Asumisilta") -> None:
    """Fill in a session by keys: two topics, two languages, ten people."""
    assert focused() is dialog.title
    type_text(window, title)
    press(window, "Tab", "1", "6", "Tab", "1", "4")
    walk_to(window, "Adults")
    type_text(window, "9")
    walk_to(window, "Children")
    type_text(window, "1")


def new_session(window: MainWindow, work: Callable[[GroupDialog], None]) -> None:
    work_in(window, GroupDialog, partial(press, window, "Ctrl+G"), work)


def log_session(window: MainWindow) -> None:
    """Log the session of `fill_in`."""

    def work(dialog: GroupDialog) -> None:
        fill_in(window, dialog)
        press(window, "Enter")

    new_session(window, work)


def sessions(window: MainWindow) -> list[Visit]:
    return [visit for visit in window.context.desk.visits.latest(10) if not visit.retracted]


def test_a_session_is_logged_by_keys(window: MainWindow) -> None:
    def work(dialog: GroupDialog) -> None:
        fill_in(window, dialog)
        walk_to(window, "Language not asked, 0-14")
        press(window, "Right", "Down", "Down", "4", "Down", "3")
        assert "7 of 10 participants are in the register." in said_in(dialog)
        press(window, "Enter")

    new_session(window, work)
    (saved,) = sessions(window)
    assert (saved.kind, saved.channel, saved.title) == ("group", "group", "Asumisilta")
    assert len(saved.topics) == len(saved.languages) == 2
    assert (saved.adults, saved.children) == (9, 1)
    assert saved.participants == (
        Participants("18-24", saved.languages[0], 4),
        Participants("25-34", saved.languages[0], 3),
    )
    assert window.message_text() == "The group session was saved: 10 participants."
    press(window, "Ctrl+Z")
    assert sessions(window) == []


def test_the_difference_to_the_head_count_is_told_and_not_refused(window: MainWindow) -> None:
    def work(dialog: GroupDialog) -> None:
        fill_in(window, dialog)
        assert any("The register is empty" in text for text in said_in(dialog))
        walk_to(window, "Language not asked, 0-14")
        type_text(window, "12")
        told = "The register has 12 participants, the head count only 10."
        assert told in said_in(dialog)
        press(window, "Enter")

    new_session(window, work)
    (saved,) = sessions(window)
    assert (saved.persons, saved.participants) == (10, (Participants("0-14", "not-asked", 12),))


def test_what_is_missing_is_said_and_the_dialog_stays(window: MainWindow) -> None:
    def work(dialog: GroupDialog) -> None:
        press(window, "Enter")
        assert "Say how many participants there were, at least one." in said_in(dialog)
        assert focused() is dialog.adults
        type_text(window, "3")
        press(window, "Enter")
        assert "Topic is missing: choose one." in said_in(dialog)
        assert dialog.topics.row.has_focus()
        press(window, "1", "Enter")

    new_session(window, work)
    assert len(sessions(window)) == 1


@pytest.mark.parametrize("title", ["Ilta 131052-308T", "Soita 040 123 4567"])
def test_a_title_that_points_to_a_person_is_refused(window: MainWindow, title: str) -> None:
    def work(dialog: GroupDialog) -> None:
        fill_in(window, dialog, title)
        told = "Take out identity codes, phone numbers and e-mail addresses."
        assert told in said_in(dialog)
        press(window, "Enter")
        assert dialog.isVisible()
        assert focused() is dialog.title

    new_session(window, work)
    assert sessions(window) == []


def test_a_title_that_may_name_a_person_is_pointed_out_and_saved(window: MainWindow) -> None:
    def work(dialog: GroupDialog) -> None:
        fill_in(window, dialog, "Ilta Maija Mallinen")
        told = "“Maija Mallinen” may be a person: if so, take the name out."
        assert any("may be a person" in text for text in said_in(dialog)), told
        press(window, "Enter")

    new_session(window, work)
    assert len(sessions(window)) == 1


def test_what_was_not_saved_is_there_again(window: MainWindow) -> None:
    def leave(dialog: GroupDialog) -> None:
        fill_in(window, dialog)
        press(window, "Escape")

    def is_empty(dialog: GroupDialog) -> None:
        assert dialog.title.text() == ""

    def come_back(dialog: GroupDialog) -> None:
        assert dialog.title.text() == "Asumisilta"
        assert dialog.visit().persons == 10
        press(window, "Enter")

    new_session(window, leave)
    assert sessions(window) == []
    assert window.message_text() == "The session is not saved. Ctrl+G brings it back."
    new_session(window, come_back)
    assert len(sessions(window)) == 1
    new_session(window, is_empty)


def test_a_session_is_corrected_from_the_last_visits(window: MainWindow) -> None:
    log_session(window)

    def correct(dialog: GroupDialog) -> None:
        assert dialog.windowTitle() == "Correct a group session"
        assert dialog.title.text() == "Asumisilta"
        walk_to(window, "Adults")
        type_text(window, "12")
        press(window, "Enter")

    begun = window.desk_panel.form
    press(window, "1")
    begun.flush_draft()
    settle(window)
    work_in(window, GroupDialog, run(window, "visit.correct-last"), correct)
    (saved,) = sessions(window)
    assert (saved.adults, saved.revision) == (12, 2)
    assert begun.visit().topics, "the visit in the form is as it was"
    assert window.context.desk.visits.kept_draft() is not None
    press(window, "Ctrl+Z")
    (again,) = sessions(window)
    assert (again.adults, again.revision) == (9, 3)
    assert window.context.desk.visits.kept_draft() is not None


def test_another_language_is_found_by_typing(window: MainWindow) -> None:
    def pick(picker: QWidget) -> None:
        assert isinstance(picker, Picker)
        type_text(window, "somal")
        press(window, "Enter")

    def work(dialog: GroupDialog) -> None:
        fill_in(window, dialog)
        walk_to(window, "Language not asked, 0-14")
        during(window, partial(press, window, "Space"), pick)
        dialog.activateWindow()  # as a desktop does
        dialog.register.grid.focus_current()
        settle(window)
        assert focused().accessibleName().startswith("Somali, ")
        type_text(window, "120")
        assert dialog.register.participants() == (Participants("0-14", "so", 120),)

    new_session(window, work)


def test_the_list_of_visits_tells_a_session(window: MainWindow) -> None:
    log_session(window)
    model = window.desk_panel.recent.list.model()
    spoken = model.index(0, 0).data(11)  # Qt.ItemDataRole.AccessibleTextRole
    assert "Asumisilta" in spoken
    assert "10" in spoken
