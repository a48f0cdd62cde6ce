"""The small window: the same form and keys, beside other programs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from advisor_desk.domain.visit import Visit
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.settings.store import Settings
from advisor_desk.ui.commands.small import needs_full_window
from advisor_desk.ui.commands.table import COMMANDS
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.mini_mode import MiniMode
from tests.ui.acting import click, focused, press, settle, type_text


@pytest.fixture
def log(window: MainWindow) -> VisitLog:
    return window.context.desk.visits


@pytest.fixture
def mini(window: MainWindow) -> MiniMode:
    """Return the small window, entered by its key."""
    press(window, "F11")
    found = window.findChild(MiniMode)
    assert found is not None
    return found


def is_small(window: MainWindow) -> bool:
    """Tell whether the window is small: on top, without menus and without what stands beside."""
    on_top = bool(window.windowHandle().flags() & Qt.WindowType.WindowStaysOnTopHint)
    hidden = window.menuBar().isHidden() and window.desk_panel.side.isHidden()
    assert on_top == hidden
    return on_top


def logged(log: VisitLog) -> list[Visit]:
    return [visit for visit in log.latest(100) if not visit.retracted]


def test_the_key_makes_the_window_small_and_large_again(window: MainWindow, mini: MiniMode) -> None:
    assert is_small(window)
    assert mini.is_on
    assert window.isVisible()
    assert window.width() < 500
    press(window, "F11")
    assert not is_small(window)
    assert window.isVisible()
    assert window.size().width() == 1366


@pytest.mark.usefixtures("mini")
def test_escape_makes_it_large_again(window: MainWindow) -> None:
    press(window, "Escape")
    assert not is_small(window)


@pytest.mark.usefixtures("mini")
def test_the_button_makes_it_large_again(window: MainWindow) -> None:
    back = next(
        each
        for each in window.findChildren(QAbstractButton)
        if each.accessibleName() == "Full window (F11)" and each.isVisible()
    )
    assert min(back.width(), back.height()) >= 24
    back.click()
    settle(window)
    assert not is_small(window)


def test_it_has_room_on_little_of_the_screen(window: MainWindow, mini: MiniMode) -> None:
    assert mini.is_on
    window.resize(360, 420)
    settle(window)
    assert (window.width(), window.height()) == (360, 420)


def test_the_visit_that_was_begun_goes_on_in_it_and_back(window: MainWindow, log: VisitLog) -> None:
    form = window.desk_panel.form
    form.focus_start()
    press(window, "2")
    begun = form.draft()
    here = focused()
    press(window, "F11")
    assert form.draft() == begun
    assert focused() is here or form.isAncestorOf(focused())
    press(window, "Down", "3")
    press(window, "F11")
    visit = form.draft().visit
    assert (visit.id, visit.topics) == (begun.visit.id, ("everyday",))
    press(window, "Enter")
    assert [each.id for each in logged(log)] == [visit.id]


@pytest.mark.usefixtures("mini")
def test_visits_are_saved_counted_filled_in_and_undone_in_it(
    window: MainWindow, log: VisitLog
) -> None:
    window.desk_panel.form.focus_start()
    press(window, "1", "Enter")
    assert window.message_text() == "Saved."
    press(window, "F12")
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "2 today" in shown
    assert "1 waits" in shown
    press(window, "Shift+F12", "2", "Enter")
    assert len(logged(log)) == 2
    assert not any(visit.waiting for visit in logged(log))
    press(window, "F12", "Ctrl+Z")
    assert len(logged(log)) == 2
    assert is_small(window)


def test_the_search_shows_three_hits_with_their_numbers(window: MainWindow, mini: MiniMode) -> None:
    assert mini.hits.isHidden()
    press(window, "Ctrl+K")
    type_text(window, "kela")
    entries = mini.hits.list.entries.entries()
    assert len(entries) == 3
    assert mini.hits.isVisible()
    assert entries[0].title == "Kela, Social Insurance Institution of Finland"
    assert "020 634 2550" in entries[0].detail
    press(window, "Escape")
    assert mini.hits.isHidden()


def test_the_arrows_go_on_below_the_third_hit(window: MainWindow, mini: MiniMode) -> None:
    press(window, "Ctrl+K")
    type_text(window, "kela")
    press(window, "Down", "Down", "Down", "Down")
    marked = window.desk_panel.results.list.current_key()
    assert mini.hits.list.current_key() == marked
    assert mini.hits.list.entries.entries()[-1].key == marked


def test_a_hit_is_opened_and_referred_to_without_leaving(
    window: MainWindow, mini: MiniMode
) -> None:
    press(window, "Ctrl+K")
    type_text(window, "kela")
    press(window, "Enter")
    assert "is open. Ctrl+R refers to it" in window.message_text()
    press(window, "Ctrl+Shift+C")
    assert QGuiApplication.clipboard().text()
    press(window, "Ctrl+R")
    assert [r.service_id for r in window.desk_panel.form.visit().referrals] == ["kela"]
    assert mini.is_on


@pytest.mark.usefixtures("mini")
@pytest.mark.parametrize("key", ["F3", "F4", "F6", "Alt+2", "Alt+4"])
def test_what_it_has_no_room_for_is_shown_in_the_full_window(window: MainWindow, key: str) -> None:
    press(window, key)
    assert not is_small(window)


@pytest.mark.parametrize("command", [command.id for command in COMMANDS])
def test_what_works_in_it_is_about_the_visit_or_the_program(command: str) -> None:
    kind = command.partition(".")[0]
    if kind in ("record", "statistics", "catchup", "day"):
        assert needs_full_window(command)
    if kind in ("tally", "help", "app") or command in ("visit.save", "view.mini"):
        assert not needs_full_window(command)


def test_it_can_be_entered_from_another_view(window: MainWindow) -> None:
    press(window, "Alt+2", "F11")
    assert is_small(window)
    assert window.desk_panel.isVisible()
    assert window.desk_panel.form.isAncestorOf(focused())


def test_its_place_is_remembered_apart_from_that_of_the_full_window(
    window: MainWindow, mini: MiniMode, settings: Settings
) -> None:
    window.resize(420, 520)
    window.move(30, 40)
    settle(window)
    press(window, "F11")
    assert window.width() == 1366
    assert settings.text("mini_window")
    press(window, "F11")
    assert (window.width(), window.height()) == (420, 520)
    assert mini.is_on
    window.close()
    kept = settings.text("window")
    press(window, "F11")
    assert kept == settings.text("window")


@pytest.mark.usefixtures("mini")
def test_the_language_and_the_size_of_text_can_be_changed_in_it(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+L")
    assert is_small(window)
    window.context.keep(text_size=200)
    window.look_changed.emit()
    settle(window)
    assert is_small(window)
    assert window.desk_panel.form.row("topics").isVisible()


def test_what_the_field_of_the_search_holds_is_found_when_it_is_entered(
    window: MainWindow,
) -> None:
    press(window, "Ctrl+K")
    type_text(window, "kela")
    press(window, "F11")
    found = window.findChild(MiniMode)
    assert found is not None
    assert found.hits.isVisible()
    assert isinstance(focused(), QLineEdit)


@pytest.mark.usefixtures("mini")
def test_escape_leaves_a_correction_first(window: MainWindow) -> None:
    window.desk_panel.form.focus_start()
    press(window, "1", "Enter", "Ctrl+E", "Escape")
    assert is_small(window)
    click(window, "Save  ⏎")  # nothing is filled in: said, and the window stays
    assert is_small(window)
    press(window, "Escape")
    assert not is_small(window)
