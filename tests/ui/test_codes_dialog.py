"""The lists of codes by keys: added to, ordered, retired, and shown where visits are logged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.text import LocalText
from advisor_desk.services.code_keeping import CodeKeeping
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.preferences.codes import CodesDialog, list_label
from advisor_desk.ui.preferences.dialog import PreferencesDialog
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.dialogs import run, work_in
from tests.ui.walk import during


@pytest.fixture
def codes(window: MainWindow) -> Iterator[CodesDialog]:
    """Give the open window, not modal so that a test can act in it."""
    dialog = CodesDialog(window.context, window)
    dialog.show()
    QTest.qWaitForWindowActive(dialog)
    settle(window)
    yield dialog
    settle(window)
    dialog.reject()
    dialog.reject()  # the first may warn of words that are not saved
    dialog.deleteLater()


def show(window: MainWindow, codes: CodesDialog, list_name: str) -> None:
    """Choose a list."""
    codes.lists.setCurrentIndex(codes.lists.findData(list_name))
    codes.lists.activated.emit(codes.lists.currentIndex())
    settle(window)


def button(dialog: CodesDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def labels(codes: CodesDialog) -> list[str]:
    return [label for label, _state in codes.tree.rows()]


def test_it_opens_by_its_command_and_from_the_preferences(window: MainWindow) -> None:
    seen: list[object] = []
    during(window, run(window, "preferences.codes"), seen.append)
    assert isinstance(seen[0], CodesDialog)

    def look(preferences: PreferencesDialog) -> None:
        ways = [b.text() for b in preferences.findChildren(QPushButton) if b.isVisible()]
        assert "Choices of the lists…" in ways
        assert "Own questions…" in ways

    work_in(window, PreferencesDialog, window.open_preferences, look)


def test_every_list_but_that_of_the_program_itself_is_offered(codes: CodesDialog) -> None:
    names = [codes.lists.itemData(index) for index in range(codes.lists.count())]
    assert {"topic", "reason", "channel", "language", "municipality", "help_given"} <= set(names)
    assert "unanswered" not in names
    shown = [list_label(name) for name in names]
    assert len(set(shown)) == len(shown)
    assert not set(shown) & set(names), "each has words of its own"


def test_a_choice_is_added_below_an_official_one_with_keys(
    window: MainWindow, codes: CodesDialog
) -> None:
    codes.tree.go_to("housing")
    press(window, "Enter")
    assert focused() is codes.fields.edits["fi"]
    type_text(window, "Asumisneuvoja")
    press(window, "Tab", "Tab")
    type_text(window, "Housing adviser")
    press(window, "Enter")
    assert codes.foot.text() == "Added: “Housing adviser”."
    assert codes.tree.current_code() == "own-housing-adviser"
    assert ("Housing adviser", "own") in codes.tree.rows()
    made = window.context.desk.codes.book.find("topic", "own-housing-adviser")
    assert made is not None
    assert made.label == LocalText("Asumisneuvoja", "", "Housing adviser")
    press(window, "Ctrl+Z")
    assert ("Housing adviser", "own · retired") in codes.tree.rows()


def test_what_is_wrong_is_said_as_one_types(window: MainWindow, codes: CodesDialog) -> None:
    codes.tree.go_to("housing")
    press(window, "Ctrl+N")
    assert codes.fields.problem() == ""
    press(window, "Enter")
    assert codes.fields.problem() == "Write what the choice is called, in one language at least."
    press(window, "Tab", "Tab")
    type_text(window, "housing")
    assert codes.fields.problem() == "Another choice of this list has the same words."
    press(window, "Enter")
    assert codes.fields.edits["en"].text() == "housing", "nothing typed is lost"


def test_an_official_choice_keeps_its_words(window: MainWindow, codes: CodesDialog) -> None:
    codes.tree.go_to("housing")
    assert all(edit.isReadOnly() for edit in codes.fields.edits.values())
    press(window, "Ctrl+S")
    assert codes.foot.text() == "Nothing was changed."


def test_an_own_choice_is_renamed(window: MainWindow, codes: CodesDialog) -> None:
    codes.tree.go_to("housing")
    press(window, "Enter")
    type_text(window, "Neuvoja")
    press(window, "Enter", "Enter")
    assert focused() is codes.fields.edits["fi"]
    type_text(window, "Asumisneuvoja")
    press(window, "Enter")
    assert codes.foot.text() == "Saved: “Asumisneuvoja”."
    assert codes.tree.current_code() == "own-neuvoja", "the id stays"
    press(window, "Ctrl+Z")
    assert codes.fields.edits["fi"].text() == "Neuvoja"


def test_choices_are_ordered_and_retired_with_keys(window: MainWindow, codes: CodesDialog) -> None:
    show(window, codes, "channel")
    before = labels(codes)
    codes.tree.setFocus()
    press(window, "Ctrl+Down")
    assert labels(codes) == [before[1], before[0], *before[2:]]
    press(window, "Ctrl+Z")
    assert labels(codes) == before
    press(window, "Delete")
    assert codes.foot.text() == f"“{before[0]}” was retired."
    assert codes.tree.rows()[0] == (before[0], "retired")
    assert button(codes, "Bring back").isEnabled()
    press(window, "Ctrl+Z")
    assert codes.tree.rows()[0][1] != "retired"


def test_a_choice_is_found_by_typing(window: MainWindow, codes: CodesDialog) -> None:
    show(window, codes, "municipality")
    codes.finder.setFocus()
    type_text(window, "poo")
    assert codes.tree.current_code() == "049", "Espoo, by any part of its name"
    press(window, "Backspace", "Backspace", "Backspace")
    type_text(window, "vant")
    assert codes.tree.current_code() == "092"
    press(window, "Enter")
    assert focused() is codes.tree
    type_text(window, "h")
    assert codes.tree.current_code() == "092", "letters never act alone"


def test_first_choices_are_set(window: MainWindow, codes: CodesDialog) -> None:
    show(window, codes, "channel")
    book = window.context.desk.codes
    code = book.book.members("channel")[0]
    assert codes.quick.isChecked() == code.quick
    codes.quick.click()
    settle(window)
    changed = book.book.find("channel", code.id)
    assert changed is not None
    assert changed.quick != code.quick
    press(window, "Ctrl+Z")
    assert book.book.find("channel", code.id) == code


def test_words_that_were_begun_wait(window: MainWindow, codes: CodesDialog) -> None:
    codes.tree.go_to("housing")
    codes.begin_new()
    type_text(window, "Begun")
    codes.tree.go_to("work")
    codes.tree.go_to("housing")
    codes.begin_new()
    assert codes.fields.edits["fi"].text() == "Begun"
    codes.reject()
    assert codes.isVisible()
    assert codes.foot.text().startswith("A choice is not saved yet.")


def test_a_failure_to_write_is_said_and_nothing_is_lost(
    window: MainWindow, codes: CodesDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise Failure(FailureKind.DISK_FULL)

    monkeypatch.setattr(CodeKeeping, "add", fail)
    codes.tree.go_to("housing")
    codes.begin_new()
    type_text(window, "Begun")
    press(window, "Enter")
    assert codes.foot.text().startswith("The disk is full")
    assert codes.fields.edits["fi"].text() == "Begun"


def test_the_form_and_the_picker_have_it_at_once(window: MainWindow) -> None:
    def add(dialog: CodesDialog) -> None:
        show(window, dialog, "channel")
        dialog.tree.go_to("phone")
        dialog.tree.setFocus()
        press(window, "Enter")
        type_text(window, "Vaihde")
        press(window, "Enter")
        dialog.quick.click()
        settle(window)

    work_in(window, CodesDialog, run(window, "preferences.codes"), add)
    row = window.desk_panel.form.row("channel")
    row.focus_row()

    def pick(_picker: Picker) -> None:
        type_text(window, "vaihde")
        press(window, "Enter")

    work_in(window, Picker, lambda: row.more_requested.emit("channel"), pick)
    assert window.desk_panel.form.visit().channel == "own-vaihde"
