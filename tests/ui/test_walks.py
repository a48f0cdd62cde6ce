"""Walking a path and the questions of a card, with keys."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from advisor_desk.bootstrap import WindowSession
from advisor_desk.services.presets import Wanted
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.guidance.panel import GuidancePanel
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.presenters.page_view import PageView
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import button, click, focused, press, settle, type_text
from tests.ui.dialogs import work_in


def shown(page: PageView) -> list[str]:
    """Return the lines of the page."""
    return page.view.text_of().splitlines()


def open_at_desk(window: MainWindow, key: str) -> PageView:
    """Show a page at the desk."""
    window.desk_panel.open(key)
    settle(window)
    return window.desk_panel.detail


# ---- paths ----


def test_a_path_is_walked_step_by_step_with_keys(window: MainWindow) -> None:
    detail = open_at_desk(window, "path:eu-worker")
    assert button(detail, "Walk the path").isVisible()
    press(window, "Ctrl+J")
    assert detail.view.hasFocus()
    steps = detail.page.path.steps if detail.page and detail.page.path else ()
    assert "Step 1 of 7." in shown(detail)
    assert f"1. {steps[0].action.en}" in shown(detail)
    assert f"Next: 2. {steps[1].action.en}" in shown(detail)
    press(window, "Space")
    assert "Step 2 of 7. 1 is done." in shown(detail)
    press(window, "Right", "Right", "Left", "Backspace")
    assert "Step 2 of 7. 1 is done." in shown(detail)
    press(window, "5")
    assert "Step 2 of 7. 2 are done." in shown(detail)
    press(window, "5", "1")
    assert "Step 2 of 7." in shown(detail)


def test_a_wait_of_low_confidence_is_never_told_as_true(window: MainWindow) -> None:
    detail = open_at_desk(window, "path:eu-worker")
    press(window, "Ctrl+J", "Right")
    (wait,) = (line for line in shown(detail) if line.startswith("Typical wait: "))
    assert wait.startswith("Typical wait: uncertain, do not tell as true: ")


def test_all_steps_at_a_glance_with_what_is_done_and_present(window: MainWindow) -> None:
    detail = open_at_desk(window, "path:student")
    press(window, "Ctrl+J", "0", "3")
    steps = detail.page.path.steps if detail.page and detail.page.path else ()
    assert f"▸ 1. {steps[0].action.en}" in shown(detail)
    assert "Present step · Tick step 1" in shown(detail)
    assert f"✓ 3. {steps[2].action.en}" in shown(detail)
    assert "Done · Take step 3 back" in shown(detail)
    assert f"8. {steps[7].action.en}" in shown(detail)
    detail.view.link_activated.emit("step:3")
    assert "Tick step 3" in shown(detail)
    press(window, "0")
    assert "Step 1 of 8." in shown(detail)


def test_the_card_and_a_service_of_a_step_open_with_a_way_back(window: MainWindow) -> None:
    detail = open_at_desk(window, "path:eu-worker")
    press(window, "Ctrl+J", "Space")
    press(window, "Tab", "Enter")
    assert detail.page is not None
    assert detail.page.key == "card:tax-card"
    press(window, "Alt+Left")
    assert "Step 2 of 7. 1 is done." in shown(detail)
    detail.view.link_activated.emit("service:vero")
    press(window, "Ctrl+R")
    assert [r.service_id for r in window.desk_panel.form.visit().referrals] == ["vero"]
    press(window, "Alt+Left")
    assert "Step 2 of 7. 1 is done." in shown(detail)


def test_escape_leaves_and_ticks_stay_for_the_talk(window: MainWindow) -> None:
    detail = open_at_desk(window, "path:eu-worker")
    press(window, "Ctrl+J", "Space", "Escape")
    assert "Step 2 of 7. 1 is done." not in shown(detail)
    assert detail.walker.bar.isHidden()
    press(window, "Ctrl+J")
    assert "Step 2 of 7. 1 is done." in shown(detail)


def test_both_views_follow_the_same_talk(window: MainWindow) -> None:
    press(window, "Alt+3")
    guidance = window.panel("guidance")
    assert isinstance(guidance, GuidancePanel)
    type_text(window, "returnee")
    press(window, "Enter")
    click(window, "Walk the path")
    press(window, "Space", "Ctrl+D")
    detail = window.desk_panel.detail
    assert "Step 2 of 7. 1 is done." in shown(detail)
    press(window, "Space", "Alt+3")
    assert "Step 3 of 7. 2 are done." in shown(guidance.detail)


@pytest.mark.parametrize("keys", [("F2", "1", "Ctrl+S"), ("Ctrl+N",)])
def test_ticks_and_answers_are_gone_with_the_visit(
    window: MainWindow, keys: tuple[str, ...]
) -> None:
    detail = open_at_desk(window, "path:eu-worker")
    press(window, "Ctrl+J", "Space")
    open_at_desk(window, "card:right-to-work")
    press(window, "Ctrl+J", "2")
    press(window, *keys)
    assert not detail.walker.walking
    assert detail.view.isVisible()
    talk = window.context.talk
    assert talk.kept_path("path:eu-worker") is None
    assert talk.decision("card:right-to-work") is None
    press(window, "Ctrl+J")
    assert detail.walker.panel.shown_answers() == ["1  Yes", "2  No", "0  Not known"]


def stored(window: MainWindow, data_folder: Path) -> tuple[list[str], dict[str, bytes]]:
    """Return what stands in the database, and in the other files of the desk."""
    QTest.qWait(300)  # so that a draft that waits is written
    settle(window)
    desk = window.context.desk
    with desk.database.reading() as connection:
        tables = [row[0] for row in connection.execute(_TABLES)]
        rows = [repr(tuple(row)) for name in tables for row in connection.execute(_ROWS + name)]
    others = (file for file in data_folder.rglob("*") if file.is_file())
    apart = ("desk.sqlite3", "desk.lock")
    left = (f for f in others if f.suffix != ".log" and not f.name.startswith(apart))
    return rows, {file.name: file.read_bytes() for file in left}


# All but those of the search: they hold what is shipped, and some cannot be read by rows.
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'"
_ROWS = "SELECT * FROM "


def test_nothing_of_a_walk_is_stored_or_logged(
    window: MainWindow, data_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    before = stored(window, data_folder)
    open_at_desk(window, "path:eu-worker")
    press(window, "Ctrl+J", "Space", "3", "0", "Ctrl+Shift+J")
    open_at_desk(window, "card:right-to-work")
    press(window, "Ctrl+J", "2", "3", "0")
    assert stored(window, data_folder) == before
    logs = [file.read_text("utf-8") for file in data_folder.rglob("*.log")]
    told = [*logs, *(record.getMessage() for record in caplog.records)]
    for trace in ("right-to-work", "eu-worker", "EU worker", "Am I allowed to work"):
        assert not [line for line in told if trace in line]
    # What is typed for the visit is stored: the comparison would see a change.
    press(window, "F2", "1")
    assert stored(window, data_folder) != before


def keep_preset(window: MainWindow) -> None:
    """Keep a visit about housing as the preset on Ctrl+1."""
    desk = window.context.desk
    visit = replace(desk.visits.new_draft(desk.actor).visit, topics=("housing",))
    wanted = Wanted("Flat", 1, own=False)
    window.background.write(partial(desk.presets.keep, desk.actor, wanted, visit))
    settle(window)
    window.desk_panel.presets.strip.reload()
    settle(window)


def test_a_preset_visit_ends_the_talk_unless_another_is_being_filled_in(
    window: MainWindow,
) -> None:
    keep_preset(window)
    talk = window.context.talk
    press(window, "F2", "1")
    open_at_desk(window, "path:eu-worker")
    press(window, "Ctrl+J", "Space", "Ctrl+1")
    assert talk.kept_path("path:eu-worker") is not None
    press(window, "Ctrl+N", "Ctrl+J", "Space", "Ctrl+1")
    assert talk.kept_path("path:eu-worker") is None
    assert window.context.desk.visits.count_today() == 2


def test_what_is_left_is_copied_as_plain_text(window: MainWindow) -> None:
    open_at_desk(window, "path:eu-worker")
    press(window, "Ctrl+J", "Space", "Space", "Ctrl+Shift+J")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:3] == ["EU worker", "", "3. Open a bank account for pay"]
    assert "   Where: Bank" in lines
    assert not any(line.startswith(("1. ", "2. ")) for line in lines)
    assert window.message_text() == "The path was copied from step 3 on."


def test_without_a_path_there_is_nothing_to_copy(window: MainWindow) -> None:
    open_at_desk(window, "card:tax-card")
    press(window, "Ctrl+Shift+J")
    assert window.message_text() == "Open a path first, then copy its steps."
    assert QGuiApplication.clipboard().text() == ""


# ---- from where a walk begins ----


def test_the_path_that_fits_the_visit_is_walked_at_once(window: MainWindow) -> None:
    window.desk_panel.form._set(reason="return")  # noqa: SLF001 - the shortest way to a value
    settle(window)
    window.commands.run("walk.path")
    settle(window)
    detail = window.desk_panel.detail
    assert detail.page is not None
    assert detail.page.key == "path:returnee"
    assert detail.view.hasFocus()
    assert "Step 1 of 7." in shown(detail)


def test_where_none_fits_a_path_is_picked(window: MainWindow) -> None:
    def pick(_dialog: Picker) -> None:
        QTest.keyClicks(focused(), "entrep")
        QTest.keyClick(focused(), Qt.Key.Key_Return)

    work_in(window, Picker, partial(window.commands.run, "walk.path"), pick)
    settle(window)
    assert window.desk_panel.detail.page is not None
    assert window.desk_panel.detail.page.key == "path:entrepreneur"
    assert window.desk_panel.detail.walker.walking


def test_a_path_among_the_results_is_walked_from_there(window: MainWindow) -> None:
    press(window, "Ctrl+K")
    type_text(window, "entrepreneur")
    press(window, "F3")
    hits = window.desk_panel.results.list
    keys = [entry.key for entry in hits.entries.entries()]
    assert "path:entrepreneur" in keys[:4]
    for _ in range(keys.index("path:entrepreneur")):
        press(window, "Down")
    assert hits.current_key() == "path:entrepreneur"
    press(window, "Ctrl+J")
    assert window.desk_panel.detail.walker.walking
    assert "Step 1 of 7." in shown(window.desk_panel.detail)


def test_what_was_opened_from_the_search_is_walked_with_the_focus_still_there(
    window: MainWindow,
) -> None:
    press(window, "Ctrl+K")
    type_text(window, "allowed to work")
    press(window, "Enter", "Ctrl+J")
    assert window.desk_panel.detail.walker.asking


def test_the_path_that_fits_is_proposed_among_the_suggestions(window: MainWindow) -> None:
    hits = window.desk_panel.results.list
    assert not [e.key for e in hits.entries.entries() if e.key.startswith("path:")]
    window.desk_panel.form._set(reason="asylum")  # noqa: SLF001 - the shortest way to a value
    QTest.qWait(300)
    settle(window)
    (path,) = (e for e in hits.entries.entries() if e.key.startswith("path:"))
    assert (path.key, path.reason) == ("path:asylum-seeker", "Fits the visit.")


def test_a_page_that_cannot_be_walked_says_so(window: MainWindow) -> None:
    open_at_desk(window, "service:kela")
    press(window, "Ctrl+J")
    assert window.message_text() == "Open a path or a card first, then walk it."
    detail = open_at_desk(window, "card:citizenship")
    press(window, "Ctrl+J")
    text = "This card has no questions that decide. All its facts are shown."
    assert window.message_text() == text
    assert detail.walker.start_text(detail.page) == "" if detail.page else False


# ---- questions that decide ----


def test_digits_answer_and_the_end_hides_what_does_not_apply(window: MainWindow) -> None:
    detail = open_at_desk(window, "card:right-to-work")
    card = detail.page.card if detail.page else None
    assert card is not None
    click(window, "Questions that decide")
    panel = detail.walker.panel
    assert panel.isVisible()
    assert detail.view.isHidden()
    assert panel.buttons[0].hasFocus()
    assert panel.buttons[0].accessibleName().endswith("family member of an EU citizen? Yes")
    press(window, "2")
    assert panel.shown_answers()[0] == "1  Family ties"
    press(window, "3")
    assert detail.view.hasFocus()
    lines = shown(detail)
    assert any(card.facts[3].text.en in line for line in lines)
    assert any(card.facts[6].text.en in line for line in lines)
    assert not any(card.facts[0].text.en in line for line in lines)
    assert "5 facts about other situations are hidden. 0 shows all of the card." in lines
    press(window, "0")
    assert any(card.facts[0].text.en in line for line in shown(detail))
    press(window, "0")
    assert not any(card.facts[0].text.en in line for line in shown(detail))


def test_backspace_takes_an_answer_back_and_escape_leaves(window: MainWindow) -> None:
    detail = open_at_desk(window, "card:right-to-work")
    before = shown(detail)
    press(window, "Ctrl+J", "2", "3", "Backspace")
    assert detail.walker.panel.shown_answers()[0] == "1  Family ties"
    press(window, "Backspace", "Backspace")
    assert detail.walker.panel.shown_answers() == ["1  Yes", "2  No", "0  Not known"]
    press(window, "Escape")
    assert shown(detail) == before
    assert detail.view.hasFocus()


def test_a_digit_without_an_answer_does_nothing(window: MainWindow) -> None:
    detail = open_at_desk(window, "card:right-to-work")
    press(window, "Ctrl+J", "9")
    assert detail.walker.panel.buttons[0].hasFocus()
    assert detail.walker.asking


def test_what_the_form_knows_is_marked_and_never_skipped(window: MainWindow) -> None:
    window.desk_panel.form._set(residence_status="permit-a", reason="family")  # noqa: SLF001 - the shortest way
    detail = open_at_desk(window, "card:right-to-work")
    press(window, "Ctrl+J")
    panel = detail.walker.panel
    assert panel.buttons[1].hasFocus()
    assert panel.buttons[1].isChecked()
    assert panel.buttons[1].accessibleDescription().startswith("The visit form speaks for answer 2")
    press(window, "Enter")
    assert panel.buttons[0].hasFocus()
    assert panel.buttons[0].isChecked()
    press(window, "Enter")
    assert "The facts that apply" in shown(detail)
    assert window.desk_panel.form.visit().topics == ()


def test_an_open_end_says_so_and_names_whom_to_ask(window: MainWindow) -> None:
    detail = open_at_desk(window, "card:right-to-work")
    press(window, "Ctrl+J", "2", "6")
    lines = shown(detail)
    assert "The card does not settle this. Ask before telling." in lines
    assert "Whom to ask" in lines
    assert "The facts that may apply" in lines


def test_a_card_that_was_changed_here_keeps_all_its_facts(window: MainWindow) -> None:
    desk = window.context.desk
    card = desk.guidance.card("right-to-work")
    assert card is not None
    with desk.database.writing() as connection:
        connection.execute(
            "UPDATE fact SET text_en = 'Quite another' WHERE card_id = ? AND position = 0",
            (card.id,),
        )
    detail = open_at_desk(window, "card:right-to-work")
    press(window, "Ctrl+J")
    assert not detail.walker.walking
    text = "This card was changed since its questions were written. Read all its facts."
    assert window.message_text() == text


def test_the_language_can_change_in_the_middle(window: MainWindow) -> None:
    detail = open_at_desk(window, "card:right-to-work")
    press(window, "Ctrl+J", "2")
    window.language_chosen.emit("sv")
    settle(window)
    assert detail.walker.panel.shown_answers()[0] == "1  Familjeband"
    window.language_chosen.emit("en")
    settle(window)


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_at_twice_the_size_every_answer_can_be_come_to(
    settings: Settings, session: WindowSession, application: Application, lang: str
) -> None:
    settings.change(text_size=200)
    opened = application.open_window(session.open())
    opened.resize(1366, 768)
    opened.show()
    opened.start()
    opened.language_chosen.emit(lang)
    settle(opened)
    detail = open_at_desk(opened, "card:recognition-of-qualifications")
    press(opened, "Ctrl+J")
    panel = detail.walker.panel
    answers = [button for button in panel.buttons if not button.isHidden()]
    assert len(answers) == 5
    for _ in answers[:-1]:
        press(opened, "Tab")
    assert answers[-1].hasFocus()
    assert QApplication.focusWidget() is answers[-1]
    top = answers[-1].mapTo(panel.viewport(), answers[-1].rect().topLeft()).y()
    assert 0 <= top < panel.viewport().height()
    assert panel.horizontalScrollBar().maximum() == 0
    for one in answers:
        assert one.width() <= panel.viewport().width()
