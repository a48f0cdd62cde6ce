"""The first start: three questions, none of them in the way."""

from __future__ import annotations

import errno
import os
from functools import partial

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from advisor_desk import i18n
from advisor_desk.i18n import current_language
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.preferences.first_start import FirstStart
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.marked import load_marked
from tests.ui.walk import during


@pytest.fixture
def dialog(window: MainWindow, settings: Settings) -> FirstStart:
    """Return the dialog, shown as at the first start of all."""
    settings.change(first_start_done=False, municipality="")
    shown = FirstStart(window.context, window)
    shown.language_chosen.connect(window.language_chosen)
    shown.open()
    settle(window)
    return shown


def kept(window: MainWindow) -> Settings:
    return Settings(window.context.desk.paths.settings)


def test_it_asks_three_things_only(dialog: FirstStart) -> None:
    assert focused() is dialog.control("language").editor
    shown = [part for part in dialog.findChildren(QWidget) if part.isVisible()]
    buttons = [part.text() for part in shown if isinstance(part, QPushButton)]
    assert buttons == ["Choose…", "Skip", "Start"]
    assert len([part for part in shown if isinstance(part, QComboBox)]) == 1
    dialog.reject()


def test_it_is_filled_in_with_keys_alone(window: MainWindow, dialog: FirstStart) -> None:
    def pick(picker: QWidget) -> None:
        assert isinstance(picker, Picker)
        type_text(window, "vanta")
        press(window, "Enter")

    press(window, "Tab")
    during(window, partial(press, window, "Enter"), pick)
    dialog.activateWindow()  # as the system does when a dialog closes
    settle(window)
    press(window, "Tab")
    type_text(window, "Tikkurila")
    press(window, "Enter")
    assert not dialog.isVisible()
    settings = kept(window)
    assert (settings.text("municipality"), settings.text("point")) == ("092", "Tikkurila")
    assert settings.text("language") == "en"
    assert settings.flag("first_start_done")


def test_the_language_switches_at_once(
    window: MainWindow, dialog: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "_load", load_marked)
    box = dialog.control("language").editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("sv"))
    press(window, "Up")
    assert current_language() == "fi"
    texts = [button.text() for button in dialog.findChildren(QPushButton)]
    assert texts == ["fi:Choose…", "fi:Skip", "fi:Start"]
    assert window.windowTitle() == "fi:Advisor Desk"
    dialog.reject()
    settle(window)
    assert kept(window).text("language") == "fi", "skipping does not take the language back"


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_it_can_be_skipped_and_does_not_come_again(
    window: MainWindow, dialog: FirstStart, way: str
) -> None:
    dialog.control("point").editor.setFocus()
    type_text(window, "Tikkurila")
    if way == "Escape":
        press(window, "Escape")
    else:
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Skip").click()
        settle(window)
    assert not dialog.isVisible()
    assert kept(window).flag("first_start_done")
    assert kept(window).text("point") == ""


def test_the_program_asks_at_its_first_start_and_takes_the_point_over(
    application: Application, window: MainWindow, settings: Settings
) -> None:
    settings.change(first_start_done=False)

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, FirstStart)
        dialog.control("point").editor.setFocus()
        type_text(window, "Tikkurila")
        press(window, "Enter")

    during(window, partial(application.ask_first_start, window), answer)
    assert window.windowTitle().startswith("Tikkurila")
    window.activateWindow()
    settle(window)
    window.desk_panel.form.focus_start()
    press(window, "1", "Ctrl+S")
    assert window.context.desk.visits.latest(1)[0].point == "Tikkurila"


@pytest.mark.logs_errors
def test_what_cannot_be_kept_stays_to_be_tried_again(
    window: MainWindow, dialog: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    dialog.control("point").editor.setFocus()
    type_text(window, "Tikkurila")
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        press(window, "Enter")
        assert dialog.isVisible()
        assert "cannot be written" in dialog.notice
        assert dialog.control("point").value() == "Tikkurila"
    click_start(window, dialog)
    assert not dialog.isVisible()
    assert kept(window).text("point") == "Tikkurila"


def click_start(window: MainWindow, dialog: FirstStart) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Start").click()
    settle(window)
