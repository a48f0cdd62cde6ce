"""Own questions by keys: made, answered in the form, counted, exported and imported again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.questions import Question, QuestionChoice
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Answer
from advisor_desk.services.questions import Questions
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.preferences.questions import QuestionsDialog
from advisor_desk.ui.statistics.panel import StatisticsPanel
from advisor_desk.ui.widgets.number_row import NumberRow
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.dialogs import run, work_in
from tests.ui.walk import during


def opened(window: MainWindow) -> QuestionsDialog:
    """Return the window, not modal so that a test can act in it."""
    dialog = QuestionsDialog(window.context, window)
    dialog.show()
    QTest.qWaitForWindowActive(dialog)
    settle(window)
    return dialog


@pytest.fixture
def questions(window: MainWindow) -> Iterator[QuestionsDialog]:
    """Give the window of a desk with two questions."""
    make(window)
    dialog = opened(window)
    dialog.list.setFocus()
    yield dialog
    settle(window)
    dialog.reject()
    dialog.reject()  # the first may warn of a question that is not saved
    dialog.deleteLater()


def make(window: MainWindow) -> None:
    """Add two questions."""
    desk = window.context.desk
    choices = tuple(QuestionChoice("", LocalText(en=text)) for text in ("Friend", "Web", "Paper"))
    for question in (
        Question("", "one", LocalText(en="Heard of us"), choices=choices),
        Question("", "number", LocalText(en="Minutes waited")),
    ):
        window.background.write(partial(desk.questions.save, desk.actor, question))
    settle(window)
    window.desk_panel.retranslate()


def titles(dialog: QuestionsDialog) -> list[str]:
    return [entry.title for entry in dialog.list.entries.entries()]


def button(dialog: QuestionsDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


# ---- the dialog ----


def test_it_opens_from_the_menu_and_from_the_preferences(window: MainWindow) -> None:
    seen: list[object] = []
    during(window, run(window, "preferences.questions"), seen.append)
    assert isinstance(seen[0], QuestionsDialog)


def test_a_question_is_made_with_keys_alone(window: MainWindow) -> None:
    dialog = opened(window)
    assert focused() is dialog.form.label.edits["fi"], "there is none yet, so a new one is begun"
    type_text(window, "Kuka kertoi?")
    press(window, "Tab", "Tab")
    type_text(window, "Heard of us")
    press(window, "Tab", "Tab", "Tab", "Tab", "Tab", "Space")
    assert focused() is dialog.form.choices.rows[0].fields.edits["fi"]
    type_text(window, "Ystava")
    press(window, "Enter")
    type_text(window, "Verkko")
    press(window, "Ctrl+S")
    assert dialog.foot.text() == "Saved: “Heard of us”."
    (made,) = window.context.desk.questions.all
    assert made.label == LocalText("Kuka kertoi?", "", "Heard of us")
    assert [choice.label.fi for choice in made.choices] == ["Ystava", "Verkko"]
    assert titles(dialog) == ["Heard of us"]
    dialog.reject()
    dialog.deleteLater()


def test_what_is_wrong_is_said_as_one_types(window: MainWindow, questions: QuestionsDialog) -> None:
    questions.begin_new()
    assert questions.form.label.problem() == "", "nothing is said before anything was tried"
    press(window, "Ctrl+S")
    assert questions.form.label.problem() == "Write the question in one language at least."
    type_text(window, "x" * 90)
    assert questions.form.label.problem() == "The question is too long: at most 80 characters."
    press(window, "Tab", "Tab")
    questions.form.label.edits["fi"].clear()
    type_text(window, "minutes waited")
    assert questions.form.label.problem() == "Another question in use has the same words."
    assert len(window.context.desk.questions.all) == 2


def test_a_day_that_is_none_is_said(window: MainWindow, questions: QuestionsDialog) -> None:
    press(window, "Enter")
    questions.form.last.setFocus()
    type_text(window, "soon")
    assert questions.form.problem().startswith("“soon” is not a day.")
    press(window, "Ctrl+S")
    assert questions.form.last.text() == "soon", "nothing typed is lost"
    assert window.context.desk.questions.all[0].last is None


def test_a_change_is_saved_and_taken_back(window: MainWindow, questions: QuestionsDialog) -> None:
    before = window.context.desk.questions.all[0]
    press(window, "Enter", "Tab", "Tab")
    type_text(window, "Found us")
    questions.form.first.setText("2026-01-01")
    press(window, "Enter")
    after = window.context.desk.questions.all[0]
    assert (after.id, after.label.en, after.first) == (before.id, "Found us", "2026-01-01")
    press(window, "Ctrl+Z")
    restored = window.context.desk.questions.all[0]
    assert replace(restored, revision=1) == before
    assert questions.form.label.edits["en"].text() == "Heard of us"


def test_delete_retires_and_it_can_be_undone(
    window: MainWindow, questions: QuestionsDialog
) -> None:
    press(window, "Delete")
    assert questions.foot.text() == "“Heard of us” was retired."
    assert window.context.desk.questions.all[0].retired
    assert questions.list.entries.entries()[0].struck
    press(window, "Ctrl+Z")
    assert not window.context.desk.questions.all[0].retired


def test_questions_are_ordered_with_keys(window: MainWindow, questions: QuestionsDialog) -> None:
    press(window, "Ctrl+Down")
    assert titles(questions) == ["Minutes waited", "Heard of us"]
    assert questions.list.current_key() == "heard-of-us", "what is moved stays marked"
    press(window, "Ctrl+Z")
    assert titles(questions) == ["Heard of us", "Minutes waited"]


def test_choices_are_ordered_retired_and_added(
    window: MainWindow, questions: QuestionsDialog
) -> None:
    press(window, "Enter")
    rows = questions.form.choices.rows
    rows[2].retire.click()
    rows[1].raised.emit()
    questions.form.choices.add.click()
    type_text(window, "Radio")
    press(window, "Ctrl+S")
    made = window.context.desk.questions.all[0]
    assert [(c.id, c.retired) for c in made.choices] == [
        ("web", False),
        ("friend", False),
        ("paper", True),
        ("radio", False),
    ]


def test_what_was_entered_waits_and_is_not_dropped_at_once(
    window: MainWindow, questions: QuestionsDialog
) -> None:
    questions.begin_new()
    type_text(window, "Begun")
    questions.list.setFocus()
    press(window, "Enter")
    questions.begin_new()
    assert questions.form.label.edits["fi"].text() == "Begun"
    questions.reject()
    assert questions.isVisible()
    assert questions.foot.text().startswith("A question is not saved yet.")
    questions.reject()
    assert not questions.isVisible()


def test_a_failure_to_write_is_said_and_nothing_is_lost(
    window: MainWindow, questions: QuestionsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise Failure(FailureKind.DISK_FULL)

    monkeypatch.setattr(Questions, "save", fail)
    press(window, "Enter", "Tab", "Tab")
    type_text(window, "Other words")
    press(window, "Enter")
    assert questions.foot.text().startswith("The disk is full")
    assert questions.form.label.edits["en"].text() == "Other words"


# ---- the form ----


def test_the_form_moves_through_them_with_keys(window: MainWindow) -> None:
    make(window)
    form = window.desk_panel.form
    heard = form.row("question:heard-of-us")
    assert heard.isVisible()
    form.row("outcome").focus_row()
    press(window, "1")
    assert heard.has_focus(), "after the last row comes the first question"
    press(window, "2")
    assert form.visit().answers == (Answer("heard-of-us", "web"),)
    (number,) = form.findChildren(NumberRow)
    assert number.has_focus()
    type_text(window, "15")
    assert form.visit().answers[1] == Answer("minutes-waited", "15")
    press(window, "Backspace", "Backspace")
    assert form.visit().answers == (Answer("heard-of-us", "web"),), "it can be taken back"
    heard.focus_row()
    press(window, "Up")
    assert form.row("outcome").has_focus()
    press(window, "Down", "Backspace")
    assert form.visit().answers == ()


def test_a_draft_and_a_correction_show_the_answers(window: MainWindow) -> None:
    make(window)
    form = window.desk_panel.form
    form.row("topics").focus_row()
    press(window, "1")
    form.row("question:heard-of-us").focus_row()
    press(window, "3")
    kept = form.draft()
    press(window, "Ctrl+N")
    assert form.row("question:heard-of-us").chosen() == ()
    press(window, "Ctrl+Z")
    assert form.draft() == kept
    assert form.row("question:heard-of-us").chosen() == ("paper",)
    press(window, "Ctrl+S", "Ctrl+E")
    assert form.row("question:heard-of-us").chosen() == ("paper",)
    desk = window.context.desk
    retire = partial(desk.questions.set_retired, desk.actor, "heard-of-us", retired=True)
    window.background.write(retire)
    settle(window)
    form.row("topics").focus_row()
    press(window, "2", "Ctrl+S")
    (corrected,) = desk.visits.latest(1)
    assert corrected.revision == 2
    assert corrected.answers == (Answer("heard-of-us", "paper"),), "the old answer stays"
    with pytest.raises(KeyError):
        form.row("question:heard-of-us")


def test_a_problem_is_said_at_the_question(window: MainWindow) -> None:
    make(window)
    form, desk = window.desk_panel.form, window.context.desk
    form.row("topics").focus_row()
    press(window, "1")
    form.row("question:heard-of-us").focus_row()
    press(window, "2")
    window.background.write(
        partial(desk.questions.set_retired, desk.actor, "heard-of-us", retired=True)
    )
    settle(window)
    press(window, "Ctrl+S")
    assert desk.visits.latest(1) == []
    assert form.row("question:heard-of-us").has_focus()
    assert "is not asked any more" in window.message_text()
    press(window, "Backspace", "Ctrl+S")
    assert len(desk.visits.latest(1)) == 1


# ---- all the way ----


def test_a_question_goes_all_the_way(window: MainWindow, tmp_path: Path) -> None:
    """Made, answered by keys, counted, exported, and imported again as it was."""
    desk = window.context.desk

    def ask(dialog: QuestionsDialog) -> None:
        type_text(window, "Kieli kotona")
        press(window, "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Space")
        type_text(window, "Yksi")
        press(window, "Enter")
        type_text(window, "Monta")
        press(window, "Ctrl+S")
        assert dialog.foot.text() == "Saved: “Kieli kotona”."

    work_in(window, QuestionsDialog, run(window, "preferences.questions"), ask)
    form = window.desk_panel.form
    for choice in ("1", "2", "2"):
        press(window, "F2")
        form.row("topics").focus_row()
        press(window, "1")
        form.row("question:kieli-kotona").focus_row()
        press(window, choice, "Enter")
        form.row("topics").focus_row()
    visits = desk.visits.latest(3)
    assert [visit.answers[0].value for visit in visits] == ["monta", "monta", "yksi"]

    press(window, "Alt+4")
    statistics = window.panel("statistics")
    assert isinstance(statistics, StatisticsPanel)
    statistics.list.setFocus()
    press(window, "End")
    assert statistics.list.currentText() == "Own question: Kieli kotona"
    counts = statistics.table.counts
    assert [(row.label, row.count) for row in counts.rows()] == [("Yksi", 1), ("Monta", 2)]

    target = tmp_path / "visits.csv"

    def round_trip() -> int:
        desk.releases.export_visits(desk.actor, None, target, "for a test", "en")
        with desk.database.writing() as connection:
            connection.execute("DELETE FROM visit")
        return desk.releases.import_visits(desk.actor, target).imported

    window.background.write(round_trip)
    settle(window)
    again = [desk.visits.visit(visit.id) for visit in visits]
    assert again == [replace(visit, clock=None) for visit in visits]


def test_the_number_field_is_named_and_leaves_the_wheel_alone(window: MainWindow) -> None:
    make(window)
    (number,) = window.desk_panel.form.findChildren(NumberRow)
    assert number.spin.accessibleName() == "Minutes waited"
    assert number.label.buddy() is number.spin
    number.focus_row()
    QTest.keyClick(number.spin, Qt.Key.Key_Up)
    settle(window)
    assert number.chosen() == ("0",)
