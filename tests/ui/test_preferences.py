"""Preferences: everything takes effect at once, is kept, and nothing typed is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)

from advisor_desk import i18n
from advisor_desk.i18n import current_language
from advisor_desk.services.explain import field_label
from advisor_desk.settings.options import FIELD_USES, OPTIONS, PAGES, VISIT_FIELDS
from advisor_desk.settings.store import Settings
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.preferences.controls import ChoiceControl
from advisor_desk.ui.preferences.dialog import PreferencesDialog
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.marked import load_marked
from tests.ui.walk import during

Act = Callable[[PreferencesDialog], None]


def in_preferences(window: MainWindow, act: Act, page: str = "look") -> None:
    """Open the preferences by their key, turn to a page, and do something there."""

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, PreferencesDialog)
        tabs = dialog.findChild(QTabWidget)
        assert isinstance(tabs, QTabWidget)
        tabs.setCurrentIndex(list(PAGES).index(page))
        settle(window)
        act(dialog)

    during(window, partial(press, window, "Ctrl+,"), look)
    window.activateWindow()  # as the system does when a dialog closes
    settle(window)


def choose(window: MainWindow, dialog: PreferencesDialog, name: str, value: object) -> None:
    """Choose a value in a box with the arrow keys."""
    box = dialog.control(name).editor
    assert isinstance(box, QComboBox)
    box.setFocus()
    box.setCurrentIndex(box.findData(value) - 1)
    press(window, "Down")


def write(window: MainWindow, dialog: PreferencesDialog, name: str, text: str) -> None:
    """Type a text into a field, in place of what was there."""
    edit = dialog.control(name).editor
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    type_text(window, text)


def kept(window: MainWindow) -> Settings:
    """Return the settings as another start would read them."""
    return Settings(window.context.desk.paths.settings)


def fail_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be full from now on."""

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "replace", refuse)


# Made from data


def test_every_option_with_a_page_stands_on_it(window: MainWindow) -> None:
    def look(dialog: PreferencesDialog) -> None:
        tabs = dialog.findChild(QTabWidget)
        assert isinstance(tabs, QTabWidget)
        assert [tabs.tabText(i) for i in range(tabs.count())] == list(PAGES.values())
        for option in OPTIONS:
            if option.page == "fields":
                for use in option.choices:
                    button = dialog.fields.button(option.name, use)
                    assert dialog.fields.isAncestorOf(button)
                    words = option.choices[use]
                    field = field_label(option.name.removeprefix("field_"))
                    assert button.accessibleName() == f"{field}: {words}"
            elif option.page:
                page = tabs.widget(list(PAGES).index(option.page))
                assert page is not None
                assert page.isAncestorOf(dialog.control(option.name))

    in_preferences(window, look)


def test_it_shows_what_is_in_use(settings: Settings, window: MainWindow) -> None:
    settings.change(point="Iso Omena", text_size=110, field_age="required")

    def look(dialog: PreferencesDialog) -> None:
        shown = {name: dialog.control(name).value() for name in ("point", "text_size", "theme")}
        assert shown == {"point": "Iso Omena", "text_size": 110, "theme": "light"}
        assert dialog.control("language").value() == "en"
        assert dialog.control("municipality").editor.accessibleName().endswith(": Espoo")
        checked = {
            field: [use for use in FIELD_USES if is_checked(dialog, field, use)]
            for field in VISIT_FIELDS
        }
        assert checked == {f: ["required"] if f == "age" else [u] for f, u in VISIT_FIELDS.items()}

    in_preferences(window, look)


def is_checked(dialog: PreferencesDialog, field: str, use: str) -> bool:
    """Tell whether a use of a field is chosen; what cannot be chosen is not."""
    option = next(o for o in OPTIONS if o.name == f"field_{field}")
    return use in option.choices and dialog.fields.button(option.name, use).isChecked()


@pytest.mark.parametrize("field", ["people", "observation"])
def test_a_use_that_makes_no_sense_is_not_offered(window: MainWindow, field: str) -> None:
    def look(dialog: PreferencesDialog) -> None:
        with pytest.raises(KeyError):
            dialog.fields.button(f"field_{field}", "required")

    in_preferences(window, look)


def test_sensitive_fields_say_why_they_are_hidden(window: MainWindow) -> None:
    def look(dialog: PreferencesDialog) -> None:
        shown = {label.text() for label in dialog.fields.findChildren(PlainLabel)}
        noted = [option for option in OPTIONS if option.page == "fields" and option.note]
        assert len(noted) == 5
        for option in noted:
            assert option.note in shown
            button = dialog.fields.button(option.name, "hidden")
            assert button.accessibleDescription() == option.note

    in_preferences(window, look, "fields")


def test_a_size_between_the_steps_shows_the_nearest(window: MainWindow) -> None:
    option = next(option for option in OPTIONS if option.name == "text_size")
    control = ChoiceControl(option)
    for value, shown in ((80, 80), (114, 110), (116, 120), (200, 200)):
        control.show_value(value)
        assert control.value() == shown
    control.deleteLater()
    settle(window)


# At once


def test_the_language_switches_at_once_in_the_window_and_the_dialog(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "_load", load_marked)

    def look(dialog: PreferencesDialog) -> None:
        choose(window, dialog, "language", "sv")
        assert current_language() == "sv"
        assert dialog.windowTitle() == "sv:Preferences"
        assert window.windowTitle() == "sv:Advisor Desk"
        tabs = dialog.findChild(QTabWidget)
        assert isinstance(tabs, QTabWidget)
        words = [tabs.tabText(i) for i in range(tabs.count())]
        words += [button.text() for button in dialog.findChildren(QPushButton) if button.text()]
        words += [label.text() for label in dialog.findChildren(PlainLabel) if label.text()]
        municipality = dialog.control("municipality").editor
        assert isinstance(municipality, QPushButton)
        assert municipality.text() == "Esbo"
        of_data = {"Esbo"}
        assert [w for w in words if not w.startswith("sv:") and w not in of_data] == []
        assert dialog.control("language").value() == "sv"

    in_preferences(window, look)
    assert kept(window).text("language") == "sv"


def test_the_theme_changes_at_once_and_is_kept(window: MainWindow) -> None:
    def look(dialog: PreferencesDialog) -> None:
        choose(window, dialog, "theme", "dark")
        assert window.context.style.theme == "dark"
        assert dialog.palette().window().color().lightness() < 60

    in_preferences(window, look)
    assert kept(window).text("theme") == "dark"


def test_the_text_size_changes_at_once_and_the_dialog_grows_with_it(window: MainWindow) -> None:
    def look(dialog: PreferencesDialog) -> None:
        before = dialog.fontMetrics().height()
        choose(window, dialog, "text_size", 200)
        assert window.context.style.percent == 200
        assert dialog.fontMetrics().height() >= 2 * before - 2
        assert dialog.width() <= dialog.screen().availableSize().width()

    in_preferences(window, look)
    assert kept(window).number("text_size") == 200


def test_point_and_alias_are_in_the_next_visit(window: MainWindow) -> None:
    def look(dialog: PreferencesDialog) -> None:
        write(window, dialog, "point", "  Iso Omena ")
        press(window, "Enter")
        assert window.windowTitle().startswith("Iso Omena")
        assert dialog.isVisible(), "Enter in a text field must not close the dialog"
        write(window, dialog, "advisor", "Maija of the long long name")
        press(window, "Tab")

    in_preferences(window, look, "desk")
    assert kept(window).text("advisor") == "Maija of the long lo"
    window.desk_panel.form.focus_start()
    press(window, "1", "Ctrl+S")
    visit = window.context.desk.visits.latest(1)[0]
    assert (visit.point, visit.advisor) == ("Iso Omena", "Maija of the long lo")


def test_the_municipality_is_picked_and_comes_first_in_the_form(window: MainWindow) -> None:
    def pick(picker: QWidget) -> None:
        assert isinstance(picker, Picker)
        type_text(window, "utsj")
        press(window, "Enter")

    def look(dialog: PreferencesDialog) -> None:
        button = dialog.control("municipality").editor
        button.setFocus()
        during(window, partial(press, window, "Space"), pick)
        assert isinstance(button, QPushButton)
        assert button.text() == "Utsjoki"

    in_preferences(window, look, "desk")
    code = kept(window).text("municipality")
    book = window.context.desk.codes.book
    assert book.label("municipality", code, "en") == "Utsjoki"
    row = window.desk_panel.form.row("municipality")
    row.focus_row()
    press(window, "1")
    assert row.chosen() == (code,)


def test_a_point_may_have_no_municipality_but_never_a_place_abroad(window: MainWindow) -> None:
    offered: list[str] = []

    def pick(picker: QWidget) -> None:
        assert isinstance(picker, Picker)
        offered.extend(choice.label for choice in picker.choices())
        type_text(window, "none of these")
        press(window, "Enter")

    def look(dialog: PreferencesDialog) -> None:
        dialog.control("municipality").editor.setFocus()
        during(window, partial(press, window, "Space"), pick)
        assert dialog.control("municipality").value() == ""

    in_preferences(window, look, "desk")
    assert kept(window).text("municipality") == ""
    assert len(offered) == len(window.context.desk.codes.regions) + 1
    assert not {"Abroad", "Municipality not known"} & set(offered)


@pytest.mark.logs_errors
def test_the_uses_of_fields_are_chosen_with_keys_and_change_the_form(window: MainWindow) -> None:
    form = window.desk_panel.form

    def look(dialog: PreferencesDialog) -> None:
        fields = dialog.fields
        fields.button("field_reason", "main").setFocus()
        press(window, "Right")
        assert fields.button("field_reason", "required").isChecked()
        press(window, "Tab")
        assert focused() is fields.button("field_employment", "main")
        press(window, "Right", "Right", "Right")
        assert fields.button("field_employment", "hidden").isChecked()
        assert not form.row("employment").isVisible()

    in_preferences(window, look, "fields")
    assert kept(window).field_use("employment") == "hidden"
    form.focus_start()
    press(window, "1", "Ctrl+S")
    assert field_label("reason") in window.message_text()
    assert window.context.desk.visits.latest(1) == []


def test_scrolling_over_a_box_changes_nothing(window: MainWindow) -> None:
    def look(dialog: PreferencesDialog) -> None:
        box = dialog.control("theme").editor
        box.setFocus()
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, 0),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
        settle(window)
        assert dialog.control("theme").value() == "light"

    in_preferences(window, look)
    assert kept(window).text("theme") == "light"


# Leaving


def test_escape_closes_keeps_what_was_typed_and_gives_the_focus_back(window: MainWindow) -> None:
    window.desk_panel.form.row("reason").focus_row()
    before = focused()

    def look(dialog: PreferencesDialog) -> None:
        write(window, dialog, "point", "Trapesa")
        press(window, "Escape")
        assert not dialog.isVisible()

    in_preferences(window, look, "desk")
    assert kept(window).text("point") == "Trapesa"
    assert window.windowTitle().startswith("Trapesa")
    assert window.focusWidget() is before


def test_the_button_closes_by_enter(window: MainWindow) -> None:
    def look(dialog: PreferencesDialog) -> None:
        close = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Close")
        close.setFocus()
        press(window, "Enter")
        assert not dialog.isVisible()

    in_preferences(window, look)


def test_closing_at_once_after_a_choice_does_not_lose_it(window: MainWindow) -> None:
    def look(dialog: PreferencesDialog) -> None:
        box = dialog.control("theme").editor
        assert isinstance(box, QComboBox)
        box.setFocus()
        box.setCurrentIndex(box.findData("dark") - 1)
        QTest.keyClick(box, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        settle(window)
        assert not dialog.isVisible()

    in_preferences(window, look)
    assert window.context.style.theme == "dark"


# A disk that says no


@pytest.mark.logs_errors
def test_a_choice_that_cannot_be_kept_goes_back_and_is_said(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(dialog: PreferencesDialog) -> None:
        with monkeypatch.context() as patched:
            fail_to_write(patched)
            choose(window, dialog, "theme", "dark")
            assert dialog.control("theme").value() == "light"
            assert "The disk is full" in dialog.notice
            dialog.fields.button("field_gender", "main").click()
            settle(window)
            assert dialog.fields.button("field_gender", "hidden").isChecked()
        choose(window, dialog, "theme", "dark")
        assert dialog.notice == ""

    in_preferences(window, look)
    assert "The disk is full" in window.message_text()
    assert (kept(window).text("theme"), kept(window).field_use("gender")) == ("dark", "hidden")


@pytest.mark.logs_errors
def test_a_text_that_cannot_be_kept_stays_and_does_not_trap(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_to_write(monkeypatch)

    def look(dialog: PreferencesDialog) -> None:
        write(window, dialog, "point", "Trapesa")
        press(window, "Escape")
        assert dialog.isVisible(), "closed before the failure could be read"
        assert "The disk is full" in dialog.notice
        assert dialog.control("point").value() == "Trapesa"
        press(window, "Escape")
        assert not dialog.isVisible()

    in_preferences(window, look, "desk")
    assert kept(window).text("point") == ""


@pytest.mark.logs_errors
def test_a_text_can_be_tried_again(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(dialog: PreferencesDialog) -> None:
        with monkeypatch.context() as patched:
            fail_to_write(patched)
            write(window, dialog, "point", "Trapesa")
            press(window, "Enter")
            assert "The disk is full" in dialog.notice
        press(window, "Enter")
        assert dialog.notice == ""

    in_preferences(window, look, "desk")
    assert kept(window).text("point") == "Trapesa"
