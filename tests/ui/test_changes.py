"""What changed since the last shift: a quiet line, a page with differences, all by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from advisor_desk.bootstrap import WindowSession, build_desk
from advisor_desk.domain.directory import Phone
from advisor_desk.paths import Paths
from advisor_desk.services.actor import Actor, Role
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.changes import ChangesDialog
from advisor_desk.ui.desk.shift import tell_changes
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.presenters.differences import difference_blocks
from advisor_desk.ui.widgets.document import Heading, Paragraph
from tests.ui.acting import button, focused, press, settle
from tests.ui.dialogs import work_in
from tests.unit.conftest import NOW, FrozenClock

ANN = Actor("ann", Role.SUPERVISOR)
Open = Callable[[], MainWindow]


@pytest.fixture
def colleague(paths: Paths, settings: Settings, clock: FrozenClock) -> None:
    """Let a colleague change two records yesterday, while the window is closed."""
    clock.now = NOW - timedelta(days=1)
    database = Database(paths.database)
    desk = build_desk(paths, settings, database, clock)
    kela, dvv = desk.directory.get("kela"), desk.directory.get("dvv")
    assert kela is not None
    assert dvv is not None
    desk.curation.save(ANN, dvv, replace(dvv, website="https://dvv.fi/new"))
    clock.now = NOW
    secret = Phone("09 000 111", "+35809000111", confidential=True)
    desk.curation.save(ANN, kela, replace(kela, phones=(*kela.phones, secret)))
    database.close()


@pytest.fixture
def open_window(application: Application, session: WindowSession) -> Open:
    """Return what opens the window, as the program does."""

    def opened() -> MainWindow:
        window = application.open_window(session.open())
        window.resize(1366, 768)
        window.show()
        window.start()
        settle(window)
        return window

    return opened


def test_where_nothing_changed_nothing_is_said_at_the_start(window: MainWindow) -> None:
    assert window.message_text() == ""
    press(window, "Shift+F6")
    assert window.message_text() == "Nobody else has changed anything since 14 Nov 2026."


@pytest.mark.usefixtures("colleague")
def test_a_quiet_line_tells_how_much_changed(open_window: Open) -> None:
    window = open_window()
    assert window.message_text() == "2 changes since your last shift (Shift+F6)."
    assert window.desk_panel.form.row("topics").has_focus()


@pytest.mark.usefixtures("colleague")
def test_the_line_does_not_take_the_place_of_another(open_window: Open) -> None:
    window = open_window()
    window.messages.say("Something else.")
    tell_changes(window.context, window.message_text, window.open_preferences)
    settle(window)
    assert window.message_text() == "Something else."


@pytest.mark.usefixtures("colleague")
def test_the_page_lists_the_newest_first_with_the_difference(open_window: Open) -> None:
    window = open_window()

    def look(dialog: ChangesDialog) -> None:
        rows = dialog.list.entries.entries()
        assert [row.key for row in rows] == ["service:kela", "service:dvv"]
        assert rows[1].detail == "20 Nov 2026 · Web page"
        assert focused() is dialog.list
        text = dialog.view.toPlainText()
        assert "Phone numbers" in text
        assert "Added: 09 000 111" in text
        dialog.view.selectAll()
        assert "09 000 111" not in dialog.view.createMimeDataFromSelection().text()
        press(window, "Down")
        assert "Now: https://dvv.fi/new" in dialog.view.toPlainText()
        press(window, "Escape")

    work_in(window, ChangesDialog, partial(press, window, "Shift+F6"), look)
    assert window.desk_panel.detail.page is None


@pytest.mark.usefixtures("colleague")
def test_enter_opens_the_record_at_the_desk(open_window: Open) -> None:
    window = open_window()

    def choose(_dialog: ChangesDialog) -> None:
        press(window, "Down", "Enter")

    work_in(window, ChangesDialog, partial(press, window, "Shift+F6"), choose)
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == "service:dvv"


@pytest.mark.usefixtures("colleague")
def test_leaving_while_it_is_still_read_is_harmless(open_window: Open) -> None:
    window = open_window()

    def leave(dialog: ChangesDialog) -> None:
        dialog.list.move_current(1)
        dialog.reject()

    work_in(window, ChangesDialog, partial(press, window, "Shift+F6"), leave)
    settle(window)
    assert window.message_text() == "2 changes since your last shift (Shift+F6)."


@pytest.mark.usefixtures("colleague")
def test_the_line_has_a_button_too(open_window: Open) -> None:
    window = open_window()

    def close(dialog: ChangesDialog) -> None:
        button(dialog, "Close").click()

    work_in(window, ChangesDialog, button(window, "Show").click, close)
    assert window.desk_panel.isVisible()


# ---- the difference ----


def blocks(old: str, new: str) -> list[str]:
    """Return the lines of a difference, marked words in brackets."""
    found = []
    for block in difference_blocks("Name", old, new):
        if isinstance(block, Paragraph):
            parts = (f"[{run.text}]" if run.strong else run.text for run in block.runs)
            found.append("".join(parts))
        else:
            assert block == Heading("Name", 3)
    return found


def test_changed_words_are_marked_in_both() -> None:
    assert blocks("open till four daily", "open till six daily") == [
        "Before: open till [four] daily",
        "Now: open till [six] daily",
    ]


def test_lines_that_stayed_are_left_out_and_those_that_went_do_not_shift_the_others() -> None:
    assert blocks("first line here\nsecond is long\nthird", "second is longer\nthird\nfourth") == [
        "Gone: [first line here]",
        "Before: second is [long]",
        "Now: second is [longer]",
        "Added: [fourth]",
    ]


def test_one_value_in_place_of_another_is_a_pair_even_with_nothing_in_common() -> None:
    assert blocks("yes", "no") == ["Before: [yes]", "Now: [no]"]
