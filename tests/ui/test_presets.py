"""Presets in the window: one key saves, Ctrl+P keeps, the dialog manages; worked with keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.visit import Draft
from advisor_desk.services.presets import Wanted
from advisor_desk.settings.store import Settings
from advisor_desk.ui.desk.preset_dialog import PresetDialog
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import focused, press, settle
from tests.ui.walk import during


@pytest.fixture
def alias(settings: Settings) -> None:
    """Name the advisor before the window is there."""
    settings.change(advisor="AK", point="Iso Omena")


@pytest.fixture
def filled(alias: None, window: MainWindow) -> MainWindow:
    """Return the window with a visit about housing, for work, in the form."""
    assert alias is None
    press(window, "6", "1")
    return window


def shown(window: MainWindow) -> list[str]:
    """Return the words on the buttons above the form."""
    strip = window.desk_panel.presets.strip
    return [b.text() for b in strip.findChildren(QPushButton) if b.isVisible()]


def keep(window: MainWindow, slot: int = 1, title: str = "Flat", *, own: bool = True) -> None:
    """Keep a visit about housing in Arabic as a preset, past the dialog."""
    desk = window.context.desk
    visit = replace(desk.visits.new_draft(desk.actor).visit, topics=("housing",), language="ar")
    kept: list[object] = []
    work = partial(desk.presets.keep, desk.actor, Wanted(title, slot, own), visit)
    window.background.write(work, kept.append)
    settle(window)
    assert kept
    window.desk_panel.presets.strip.reload()
    settle(window)


def in_dialog(window: MainWindow, act: Callable[[PresetDialog], None]) -> None:
    """Open the dialog by its key and do something in it; it is closed then."""
    seen: list[PresetDialog] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, PresetDialog)
        seen.append(dialog)
        act(dialog)

    during(window, partial(press, window, "Ctrl+P"), look)
    assert seen


# Keeping


def test_two_keys_keep_the_visit_in_the_form_as_a_preset(filled: MainWindow) -> None:
    begun = filled.desk_panel.form.draft()

    def accept(_dialog: PresetDialog) -> None:
        assert focused().accessibleName() == "Title"
        QTest.keyClick(focused(), Qt.Key.Key_Return)

    in_dialog(filled, accept)
    assert shown(filled) == ["1  Housing · Work"]
    assert filled.message_text().startswith("Kept as a preset: Housing · Work. Ctrl+1")
    assert filled.desk_panel.form.draft() == begun
    press(filled, "Ctrl+Z")
    assert shown(filled) == []
    assert not filled.desk_panel.presets.strip.isVisible()


def test_with_an_empty_form_the_last_visit_is_kept(filled: MainWindow) -> None:
    press(filled, "Enter")

    def accept(_dialog: PresetDialog) -> None:
        QTest.keyClick(focused(), Qt.Key.Key_Return)

    in_dialog(filled, accept)
    assert shown(filled) == ["1  Housing · Work"]


def test_without_any_visit_there_is_nothing_to_keep(alias: None, window: MainWindow) -> None:
    assert alias is None
    press(window, "Ctrl+P")
    assert window.message_text() == "Fill in a visit first: then it can be kept as a preset."


def test_title_number_and_owner_can_be_chosen(filled: MainWindow) -> None:
    def choose(_dialog: PresetDialog) -> None:
        QTest.keyClicks(focused(), "Asunto")
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClick(focused(), Qt.Key.Key_End)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClick(focused(), Qt.Key.Key_Down)
        QTest.keyClick(focused(), Qt.Key.Key_Return)

    in_dialog(filled, choose)
    (preset,) = filled.context.desk.presets.of(filled.context.desk.actor)
    assert (preset.title, preset.slot, preset.advisor) == ("Asunto", 9, "")


def test_a_title_that_is_missing_is_said_in_the_dialog(filled: MainWindow) -> None:
    def clear(dialog: PresetDialog) -> None:
        QTest.keyClick(focused(), Qt.Key.Key_Delete)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        settle(filled)
        assert dialog.isVisible()
        told = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
        assert "Give the preset a title: its button says it." in told

    in_dialog(filled, clear)
    assert shown(filled) == []


# Managing


def test_a_preset_is_renamed_renumbered_and_deleted_with_undo(filled: MainWindow) -> None:
    keep(filled, 1, "One")
    keep(filled, 2, "Two")

    def manage(dialog: PresetDialog) -> None:
        dialog.list.setFocus()
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)  # below “New preset”
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        QTest.keyClicks(focused(), "Eins")
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClick(focused(), Qt.Key.Key_Down)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        settle(filled)
        assert titles() == ["1 Two", "2 Eins"]
        dialog.list.setFocus()
        QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
        settle(filled)
        assert titles() == ["1 Two"]
        QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle(filled)
        assert titles() == ["1 Two", "2 Eins"]

    def titles() -> list[str]:
        desk = filled.context.desk
        return [f"{p.slot} {p.title}" for p in desk.presets.of(desk.actor)]

    in_dialog(filled, manage)
    assert shown(filled) == ["1  Two", "2  Eins"]


# Using


def test_one_key_saves_a_visit_and_leaves_the_form_as_it_was(filled: MainWindow) -> None:
    keep(filled, 4)
    begun = filled.desk_panel.form.draft()
    press(filled, "Ctrl+4")
    log = filled.context.desk.visits
    (saved,) = log.latest()
    assert (saved.topics, saved.language, saved.way) == (("housing",), "ar", "preset")
    assert filled.message_text() == "Saved: Housing · Arabic"
    assert filled.desk_panel.form.draft() == begun
    assert "1 visit today" in [label.text() for label in filled.findChildren(QLabel)]
    press(filled, "Ctrl+Z")
    assert log.latest()[0].retracted
    QTest.qWait(200)
    settle(filled)
    kept = log.kept_draft()
    assert kept is not None
    assert kept.visit == begun.visit


def test_a_number_without_a_preset_says_how_to_make_one(filled: MainWindow) -> None:
    press(filled, "Ctrl+7")
    assert filled.message_text() == (
        "There is no preset on 7 yet. Fill in such a visit and press Ctrl+P."
    )
    assert filled.context.desk.visits.latest() == []


def test_a_click_and_the_arrows_work_too(filled: MainWindow) -> None:
    keep(filled, 1, "One")
    keep(filled, 2, "Two")
    first, second = filled.desk_panel.presets.strip.findChildren(QPushButton)[-2:]
    first.setFocus()
    press(filled, "Right")
    assert second.hasFocus()
    assert (first.focusPolicy(), second.focusPolicy()) == (
        Qt.FocusPolicy.ClickFocus,
        Qt.FocusPolicy.StrongFocus,
    )
    assert second.accessibleName() == "Preset 2: Two"
    press(filled, "Space")
    assert len(filled.context.desk.visits.latest()) == 1


def retire_housing(window: MainWindow) -> None:
    """Let the topic have ended long ago."""
    book = window.context.desk.codes.book
    codes = (code for name in book.lists for code in book.members(name))
    ended = (c._replace(valid_to="2026-01-01") if c.id == "housing" else c for c in codes)
    window.context.desk.codes.book = CodeBook(ended)


def test_a_preset_that_went_out_of_use_fills_the_empty_form(
    alias: None, window: MainWindow
) -> None:
    assert alias is None
    keep(window)
    retire_housing(window)
    press(window, "Ctrl+1")
    assert window.context.desk.visits.latest() == []
    visit = window.desk_panel.form.visit()
    assert (visit.topics, visit.language) == ((), "ar")
    assert window.message_text() == (
        "“Housing” is no longer in use. The form shows the rest of the preset: check it and press"
        " Enter."
    )


def test_a_preset_that_went_out_of_use_leaves_a_begun_form_alone(filled: MainWindow) -> None:
    keep(filled)
    begun: Draft = filled.desk_panel.form.draft()
    retire_housing(filled)
    press(filled, "Ctrl+1")
    assert filled.desk_panel.form.draft() == begun
    assert filled.message_text().endswith("Save or clear the form, then press Ctrl+1 again.")
