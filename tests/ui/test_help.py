"""The table of keys, and the page about the program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from advisor_desk import __version__, i18n
from advisor_desk.i18n import set_language
from advisor_desk.ui.commands.help import AboutDialog, ShortcutsDialog, about_text, key_rows
from advisor_desk.ui.commands.keys import PLACES
from advisor_desk.ui.commands.registry import shortcut_text
from advisor_desk.ui.commands.table import COMMANDS
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.marked import load_marked
from tests.ui.walk import during


@pytest.fixture
def shortcuts(window: MainWindow) -> Iterator[ShortcutsDialog]:
    dialog = ShortcutsDialog(window)
    dialog.open()
    settle(window)
    yield dialog
    dialog.close()
    settle(window)


def test_every_command_stands_under_its_menu_with_its_keys() -> None:
    rows = {(row.place, row.does): row.keys for row in key_rows()}
    for command in COMMANDS:
        place = f"{command.menu.capitalize()} menu"
        assert rows[place, command.label] == (shortcut_text(command) or "no key")


def test_the_keys_of_rows_lists_and_search_are_told() -> None:
    told = {(row.place, row.keys) for row in key_rows()}
    for place, keys in PLACES.items():
        assert {(place, key.keys) for key in keys} <= told
    everywhere = " ".join(key.keys for keys in PLACES.values() for key in keys)
    for name in ("1 to 6", "Left", "Down", "Tab", "Backspace", "Enter", "Shift+Enter", "Escape"):
        assert name in everywhere


def test_no_line_stands_twice() -> None:
    rows = key_rows()
    assert len({(row.place, row.does) for row in rows}) == len(rows)
    keyed = [row for row in rows if row.keys != "no key"]
    # Delete stands for two different lists.
    assert len({(row.place, row.keys) for row in keyed}) >= len(keyed) - 1


def test_f1_opens_it_and_escape_closes_it(window: MainWindow) -> None:
    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, ShortcutsDialog)
        assert isinstance(focused(), QLineEdit)
        assert dialog.shown() == [row.does for row in key_rows()]
        press(window, "Escape")
        assert not dialog.isVisible()

    window.desk_panel.form.row("reason").focus_row()
    before = focused()
    during(window, partial(press, window, "F1"), look)
    assert window.focusWidget() is before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("undo", ["Undo the last saved change"]),
        ("ctrl+k", ["Search everything"]),
        ("  UNDO ", ["Undo the last saved change"]),
        ("backspace", ["Take the choice of the row back", "Take the last answer back"]),
        ("no such thing", []),
    ],
)
def test_it_finds_a_command_by_name_or_key(
    window: MainWindow, shortcuts: ShortcutsDialog, typed: str, found: list[str]
) -> None:
    type_text(window, typed)
    assert shortcuts.shown() == found
    shortcuts.search("")
    assert len(shortcuts.shown()) == len(key_rows())


def test_arrows_move_in_the_table_while_typing(
    window: MainWindow, shortcuts: ShortcutsDialog
) -> None:
    type_text(window, "go to the")
    found = shortcuts.shown()
    press(window, "Down")
    assert shortcuts.tree.currentIndex().data() == "Find menu"
    press(window, "Down")
    assert shortcuts.tree.currentIndex().data() == found[1]
    assert isinstance(focused(), QLineEdit)


def test_the_table_is_in_the_language_of_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "_load", load_marked)
    set_language("fi", window.context.desk.paths.translations)
    unmarked = [row for row in key_rows() if not row.does.startswith("fi:")]
    assert unmarked == []


def test_about_tells_version_licences_data_and_sources(window: MainWindow) -> None:
    paths = window.context.desk.paths
    text = about_text(paths)
    licence = paths.resources / "icons" / "LICENSE"
    words = paths.resources / "search" / "ATTRIBUTION.md"
    assert licence.is_file()
    assert words.is_file()
    for part in (__version__, "EUPL-1.2", "Lucide", str(licence), "LGPL", str(paths.data)):
        assert part in text
    for part in (str(words), "Open Database License 1.0", "CC BY-SA 4.0", "Statistics Finland"):
        assert part in text
    assert "April 2024" in text


def test_about_is_plain_text_that_can_be_copied_and_closed(window: MainWindow) -> None:
    paths = window.context.desk.paths
    strange = paths._replace(data=paths.data / "<b>bold</b>")

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, AboutDialog)
        assert "<b>bold</b>" in dialog.text.toPlainText()
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy").click()
        assert QGuiApplication.clipboard().text() == about_text(strange)
        press(window, "Escape")
        assert not dialog.isVisible()

    dialog = AboutDialog(strange, window)
    during(window, dialog.exec, look)
    dialog.deleteLater()
