"""The palette: any command by a part of its name, as far as the role allows."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QListView, QWidget

from advisor_desk.services.actor import Actor, Role
from advisor_desk.ui.commands.palette import command_choices, pick_command
from advisor_desk.ui.commands.registry import shortcut_text
from advisor_desk.ui.commands.table import COMMANDS
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import focused, press, type_text
from tests.ui.walk import during


def lines(picker: QWidget) -> list[str]:
    """Return the lines that are shown."""
    view = picker.findChild(QListView)
    assert isinstance(view, QListView)
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_it_has_every_command_with_its_keys(window: MainWindow) -> None:
    def look(picker: QWidget) -> None:
        assert isinstance(picker, Picker)
        assert lines(picker) == [command.label for command in COMMANDS]
        keys = {choice.id: choice.detail for choice in picker.choices()}
        assert keys == {command.id: shortcut_text(command) for command in COMMANDS}
        assert keys["find.search"] == "Ctrl+K"

    during(window, partial(press, window, "Ctrl+Shift+P"), look)


def test_a_part_of_the_name_finds_and_enter_does(window: MainWindow) -> None:
    def look(picker: QWidget) -> None:
        type_text(window, "NEXT THEME")
        assert lines(picker) == ["Next theme"]
        press(window, "Enter")

    assert window.context.style.theme == "light"
    during(window, partial(press, window, "Ctrl+Shift+P"), look)
    assert window.context.style.theme == "dark"


def test_arrows_move_while_typing(window: MainWindow) -> None:
    def look(picker: QWidget) -> None:
        type_text(window, "go to the")
        found = lines(picker)
        assert len(found) > 2
        press(window, "Down", "Down", "Up")
        view = picker.findChild(QListView)
        assert isinstance(view, QListView)
        assert view.currentIndex().data() == found[1]

    during(window, partial(press, window, "Ctrl+Shift+P"), look)


def test_escape_does_nothing_and_gives_the_focus_back(window: MainWindow) -> None:
    window.desk_panel.form.row("reason").focus_row()
    before = focused()
    picked: list[str | None] = []

    def ask() -> None:
        picked.append(pick_command(window.context.desk.actor, window))

    def look(picker: QWidget) -> None:
        type_text(window, "quit")
        press(window, "Escape")
        assert not picker.isVisible()

    during(window, ask, look)
    assert picked == [None]
    assert window.focusWidget() is before


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name.lower())
def test_it_offers_what_the_role_allows(role: Role) -> None:
    offered = {choice.id for choice in command_choices(Actor("m", role))}
    assert offered == {command.id for command in COMMANDS if command.role <= role}
    assert ("statistics.export" in offered) == (role >= Role.SUPERVISOR)
