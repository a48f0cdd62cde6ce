"""What is said to the advisor: the line in the window, its button, and what goes to the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.messages import Level, Message, Messages
from advisor_desk.ui.widgets import message_bar
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.message_bar import MessageBar
from tests.ui.acting import button, press, settle


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[MessageBar]:
    shown = MessageBar()
    shown.resize(500, 60)
    shown.show()
    qapp.processEvents()
    yield shown
    shown.close()
    shown.deleteLater()


def the_button(bar: MessageBar) -> QPushButton:
    found = bar.findChild(QPushButton)
    assert isinstance(found, QPushButton)
    return found


def test_a_message_reaches_whoever_shows_it(qapp: QApplication) -> None:
    assert qapp is not None
    messages, said = Messages(), list[Message]()
    messages.said.connect(said.append)
    messages.say("Saved.", "good", action="Undo", act=said.clear)
    assert said == [Message("Saved.", "good", "Undo", said.clear)]


@pytest.mark.parametrize("level", ["info", "good", "warn"])
def test_what_was_done_for_a_client_is_not_in_the_log(
    caplog: pytest.LogCaptureFixture, level: Level
) -> None:
    with caplog.at_level(logging.DEBUG):
        Messages().say("Referred to the crisis centre.", level)
    assert caplog.records == []


@pytest.mark.logs_errors
def test_trouble_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    Messages().say("The disk is full.", "bad")
    assert [record.getMessage() for record in caplog.records] == ["The disk is full."]


def test_the_log_of_a_day_at_the_desk_holds_nothing_of_the_visits(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "advisor_desk"):
        press(window, "1", "2", "Enter", "Enter", "Ctrl+E", "Escape", "Ctrl+Z")
        window.desk_panel.open("service:kela")
        press(window, "Ctrl+R", "Ctrl+N")
    said = " ".join(record.getMessage() for record in caplog.records)
    assert [word for word in ("Kela", "kela", "Permits", "permits", "family") if word in said] == []


@pytest.mark.parametrize(
    ("level", "role"), [("info", "muted"), ("good", "good"), ("warn", "warn"), ("bad", "bad")]
)
def test_the_bar_shows_text_and_level(bar: MessageBar, level: str, role: str) -> None:
    bar.show_message("Saved.", level)
    assert bar.text() == "Saved."
    (label,) = bar.findChildren(PlainLabel)
    assert label.property("role") == role


def test_the_button_acts_once_and_the_message_goes(bar: MessageBar) -> None:
    done: list[str] = []

    def act() -> None:
        done.append("undone")

    bar.show_message("Saved.", "good", "Undo", act)
    assert (the_button(bar).text(), the_button(bar).isVisible()) == ("Undo", True)
    the_button(bar).click()
    the_button(bar).click()
    assert done == ["undone"]
    assert (bar.text(), the_button(bar).isVisible()) == ("", False)


def test_the_next_message_takes_the_button_of_the_one_before(bar: MessageBar) -> None:
    bar.show_message("Saved.", "good", "Undo", bar.clear)
    bar.show_message("Copied.", "good")
    assert not the_button(bar).isVisible()


def test_good_news_passes_and_trouble_stays(
    bar: MessageBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "_STAYS", {"info": 20, "good": 20})
    bar.show_message("Saved.", "good")
    QTest.qWait(60)
    assert bar.text() == ""
    bar.show_message("The disk is full.", "bad")
    QTest.qWait(60)
    assert bar.text() == "The disk is full."


def test_nothing_moves_when_a_message_comes_or_goes(window: MainWindow) -> None:
    press(window, "1")
    before = window.desk_panel.geometry()
    press(window, "Enter")
    assert window.message_text() == "Saved."
    assert window.desk_panel.geometry() == before


def test_a_screen_reader_is_told_and_the_focus_stays(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def take(event: QAccessibleEvent) -> None:
        if event.type() == QAccessible.Event.Announcement:
            told.append(event.message())  # type: ignore[attr-defined]  # of an announcement

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    focus = window.focusWidget()
    window.messages.say("Saved.", "good")
    settle(window)
    assert told == ["Saved."]
    assert window.focusWidget() is focus


def test_the_button_is_reached_by_keys(window: MainWindow) -> None:
    press(window, "1", "Enter")
    undo = button(window, "Undo")
    for _number in range(60):
        press(window, "Tab")
        if undo.hasFocus():
            break
    assert undo.hasFocus()
    press(window, "Space")
    assert window.message_text() == "The visit was taken back."
