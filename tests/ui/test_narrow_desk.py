"""The desk where there is little room: pages take turns, and text goes before buttons."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.panel import DeskPanel
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import click, focused, press, settle, type_text


@pytest.fixture
def desk(window: MainWindow) -> DeskPanel:
    return window.desk_panel


@pytest.fixture
def narrow(settings: Settings, application: Application, window: MainWindow) -> MainWindow:
    """Return the window with large text, where the pages beside the form take turns."""
    settings.change(text_size=200)
    application.apply_look()
    settle(window)
    return window


def seen(desk: DeskPanel) -> list[str]:
    pages = {"results": desk.results, "detail": desk.detail, "recent": desk.recent}
    return [name for name, page in pages.items() if page.isVisible()]


def test_in_a_wide_window_all_pages_are_seen(desk: DeskPanel) -> None:
    assert seen(desk) == ["results", "detail", "recent"]


def test_in_a_narrow_window_what_is_asked_for_comes_forward(narrow: MainWindow) -> None:
    desk = narrow.desk_panel
    assert seen(desk) == ["results"]
    press(narrow, "Ctrl+K")
    type_text(narrow, "kela")
    assert seen(desk) == ["results"]
    press(narrow, "Enter")
    assert seen(desk) == ["detail"]
    press(narrow, "F6")
    assert (seen(desk), focused()) == (["recent"], desk.recent.list)
    press(narrow, "F3")
    assert (seen(desk), focused()) == (["results"], desk.results.list)
    press(narrow, "F4")
    assert (seen(desk), focused()) == (["detail"], desk.detail.view)
    click(narrow, "Visits")
    assert seen(desk) == ["recent"]


def test_normal_text_brings_all_pages_back(narrow: MainWindow) -> None:
    press(narrow, "Ctrl+0")
    assert seen(narrow.desk_panel) == ["results", "detail", "recent"]


def test_in_a_low_page_the_text_goes_before_buttons_that_have_keys(narrow: MainWindow) -> None:
    narrow.resize(1024, 700)
    narrow.desk_panel.open("service:kela")
    settle(narrow)
    shown = {b.text() for b in narrow.desk_panel.detail.findChildren(QPushButton) if b.isVisible()}
    assert shown == {"Refer", "Hand over"}
    press(narrow, "Ctrl+Shift+C")
    assert narrow.message_text().startswith("Copied: ")


def test_a_report_does_not_make_the_window_grow_with_the_text(
    settings: Settings, application: Application, window: MainWindow
) -> None:
    application.switch_language("sv")
    window.resize(1024, 700)
    window.desk_panel.open("service:kela")
    press(window, "Ctrl+Shift+W")
    window.messages.say("Disken är full. " * 8, "warn")
    settle(window)
    settings.change(text_size=200)
    application.apply_look()
    settle(window)
    assert (window.width(), window.height()) == (1024, 700)


def test_another_page_has_its_buttons_when_a_report_was_begun(narrow: MainWindow) -> None:
    narrow.resize(1024, 700)
    narrow.desk_panel.open("service:kela")
    press(narrow, "Ctrl+Shift+W")
    narrow.desk_panel.open("service:migri")
    settle(narrow)
    shown = {b.text() for b in narrow.desk_panel.detail.findChildren(QPushButton) if b.isVisible()}
    assert shown == {"Refer", "Hand over", "Back"}
