"""The table of commands: every one has keys of its own, a place, a name and something to do."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from advisor_desk.services.actor import Actor, Role
from advisor_desk.ui.commands.menus import MENUS
from advisor_desk.ui.commands.registry import Commands, shortcut_text
from advisor_desk.ui.commands.table import COMMANDS, Command
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import press

WITH_KEYS = [command for command in COMMANDS if command.shortcut]
EVERY_KEY = pytest.mark.parametrize("command", WITH_KEYS, ids=lambda command: command.shortcut)

_OF_TEXT_FIELDS = frozenset({"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Shift+Z"})
"""Keys that every text field of the system has; Ctrl+Z is theirs too while they have the focus."""


def repeated(names: list[str]) -> list[str]:
    """Return the names that stand more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


def chord_of(command: Command) -> QKeyCombination:
    """Return the one chord of a command's keys."""
    chord = QKeySequence.fromString(command.shortcut)[0]  # type: ignore[index]  # stubs lack it
    assert isinstance(chord, QKeyCombination)
    return chord


def test_no_id_and_no_name_stands_twice() -> None:
    assert repeated([command.id for command in COMMANDS]) == []
    assert repeated([command.label.casefold() for command in COMMANDS]) == []


def test_no_two_commands_have_equal_keys() -> None:
    written = [QKeySequence.fromString(command.shortcut).toString() for command in WITH_KEYS]
    assert repeated(written) == []


@EVERY_KEY
def test_keys_are_one_chord_that_qt_knows(command: Command) -> None:
    keys = QKeySequence.fromString(command.shortcut)
    assert keys.count() == 1
    assert chord_of(command).key() not in (Qt.Key.Key_unknown, Qt.Key(0))
    assert keys.toString() == command.shortcut
    assert shortcut_text(command)


@EVERY_KEY
def test_keys_are_not_those_of_letters_or_of_altgr(command: Command) -> None:
    held = chord_of(command).keyboardModifiers()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    # Ctrl and Alt together are AltGr, which types @ and { on Finnish keyboards.
    assert not (control in held and alt in held)
    function_key = re.fullmatch(r"(Shift\+)?F\d+", command.shortcut)
    assert control in held or alt in held or function_key


@EVERY_KEY
def test_keys_of_text_fields_and_screen_readers_are_left_alone(command: Command) -> None:
    assert command.shortcut not in _OF_TEXT_FIELDS
    assert not {"Ins", "Insert", "CapsLock"} & set(command.shortcut.split("+"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_has_a_menu_and_a_plain_name(command: Command) -> None:
    assert command.menu in MENUS
    assert command.label
    assert "&" not in command.label
    assert not command.label.endswith((".", "…"))


def test_every_command_does_something(window: MainWindow) -> None:
    assert window.commands.unhandled() == []


def test_every_command_stands_once_in_the_menus_in_the_order_of_the_table(
    window: MainWindow,
) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    assert len(menus) == len(MENUS)
    for (key, title), menu in zip(MENUS.items(), menus, strict=True):
        assert isinstance(menu, QMenu)
        assert menu.title() == title
        found = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert found == [command.label for command in COMMANDS if command.menu == key]


def test_keys_work_wherever_the_focus_is(window: MainWindow) -> None:
    for key, name in (("Alt+2", "directory"), ("Alt+3", "guidance"), ("Alt+1", "desk")):
        press(window, key)
        assert window.panel(name).isVisible()
    press(window, "Ctrl+K")
    assert window.search.hasFocus()


@pytest.mark.usefixtures("qapp")
def test_commands_above_the_role_are_disabled_and_do_nothing() -> None:
    parent = QWidget()
    done: list[str] = []
    commands = Commands(parent, Actor("m", Role.ADVISOR))
    for command in COMMANDS:
        commands.handle(command.id, partial(done.append, command.id))
        commands.run(command.id)
    disabled = {name for name, action in commands.actions.items() if not action.isEnabled()}
    assert disabled == {command.id for command in COMMANDS if command.role > Role.ADVISOR}
    assert disabled, "the test would show nothing"
    assert done == [command.id for command in COMMANDS if command.id not in disabled]
    parent.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_a_command_that_is_not_in_the_table_cannot_be_handled() -> None:
    parent = QWidget()
    commands = Commands(parent, Actor("m", Role.SUPERVISOR))
    assert commands.unhandled() == [command.id for command in COMMANDS]
    with pytest.raises(KeyError):
        commands.handle("visit.burn", list)
    parent.deleteLater()
