"""The list of all choices, found by typing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.picker import Picker, fold

CHOICES = [
    Choice("091", "Helsinki · Helsingfors"),
    Choice("049", "Espoo · Esbo"),
    Choice("740", "Savonlinna · Nyslott"),
    Choice("109", "Hämeenlinna · Tavastehus"),
    Choice("unknown", "Not known"),
]
KEYS = Qt.Key


@pytest.fixture
def picker(qapp: QApplication) -> Iterator[Picker]:
    dialog = Picker("Municipality", "Type to find: Municipality", CHOICES)
    dialog.open()
    QTest.qWaitForWindowActive(dialog)
    qapp.processEvents()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def field(picker: Picker) -> QLineEdit:
    found = picker.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def rows(picker: Picker) -> list[str]:
    model = the_list(picker).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def the_list(picker: Picker) -> QListView:
    found = picker.findChild(QListView)
    assert isinstance(found, QListView)
    return found


def current(picker: Picker) -> str:
    return str(the_list(picker).currentIndex().data())


def test_it_opens_with_all_choices_in_their_order_ready_to_type(picker: Picker) -> None:
    assert rows(picker) == [choice.label for choice in CHOICES]
    assert QApplication.focusWidget() is field(picker)
    assert current(picker) == CHOICES[0].label


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("esb", ["Espoo · Esbo"]),
        ("ESPOO", ["Espoo · Esbo"]),
        ("hame", ["Hämeenlinna · Tavastehus"]),
        ("linna", ["Savonlinna · Nyslott", "Hämeenlinna · Tavastehus"]),
        ("h", [CHOICES[0].label, CHOICES[3].label]),
        ("n", ["Not known", *(c.label for c in CHOICES if c.id in ("091", "740", "109"))]),
        ("zzz", []),
        (".*", []),
    ],
)
def test_typing_finds_any_part_and_what_begins_with_it_first(
    picker: Picker, typed: str, found: list[str]
) -> None:
    QTest.keyClicks(field(picker), typed)
    shown = rows(picker)
    assert sorted(shown[: len(found)]) == sorted(found)
    if typed == "n":
        assert shown[0] == "Not known"


def test_enter_takes_what_is_marked(picker: Picker) -> None:
    QTest.keyClicks(field(picker), "espoo")
    QTest.keyClick(field(picker), KEYS.Key_Return)
    assert picker.picked == CHOICES[1]
    assert not picker.isVisible()


def test_the_arrows_move_in_the_list_while_one_types(picker: Picker) -> None:
    for key in (KEYS.Key_Down, KEYS.Key_Down, KEYS.Key_Up):
        QTest.keyClick(field(picker), key)
    assert current(picker) == CHOICES[1].label
    QTest.keyClick(field(picker), KEYS.Key_PageDown)
    assert current(picker) == CHOICES[-1].label
    QTest.keyClick(field(picker), KEYS.Key_PageUp)
    QTest.keyClick(field(picker), KEYS.Key_Return)
    assert picker.picked == CHOICES[0]


def test_escape_takes_nothing(picker: Picker) -> None:
    QTest.keyClicks(field(picker), "espoo")
    QTest.keyClick(field(picker), KEYS.Key_Escape)
    assert picker.picked is None
    assert not picker.isVisible()


def test_enter_takes_nothing_where_nothing_is_found(picker: Picker) -> None:
    QTest.keyClicks(field(picker), "zzz")
    QTest.keyClick(field(picker), KEYS.Key_Return)
    assert picker.picked is None
    assert picker.isVisible()


def test_a_click_takes_a_choice(picker: Picker) -> None:
    shown = the_list(picker)
    place = shown.visualRect(shown.model().index(2, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picker.picked == CHOICES[2]


def test_two_choices_of_one_name_are_told_apart(qapp: QApplication) -> None:
    assert qapp is not None
    dialog = Picker("Topic", "Type", [Choice("a", "Other"), Choice("b", "Other")])
    dialog.open()
    QTest.keyClick(field(dialog), KEYS.Key_Down)
    QTest.keyClick(field(dialog), KEYS.Key_Return)
    assert dialog.picked == Choice("b", "Other")
    dialog.deleteLater()


def test_the_detail_beside_a_choice_is_spoken_with_it(qapp: QApplication) -> None:
    assert qapp is not None
    dialog = Picker("All commands", "Type", [Choice("save", "Save", "Ctrl+S")])
    index = the_list(dialog).model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Save, Ctrl+S"
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Ähtäri", "ahtari"), ("ESPOO", "espoo"), ("Straße", "strasse"), ("ﬁ", "fi"), ("", "")],
)
def test_case_and_marks_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded
