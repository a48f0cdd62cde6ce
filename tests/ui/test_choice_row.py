"""A row of choices: digits, arrows, "more", what is chosen and what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from advisor_desk.ui.widgets.choice_button import BreakingButton, ChoiceButton
from advisor_desk.ui.widgets.choice_row import VISIBLE, Choice, ChoiceRow
from advisor_desk.ui.widgets.properties import CLICK_FOCUS, NO_FOCUS, STRONG_FOCUS
from tests.ui.checks import spoken_name

QUICK = [Choice(f"c{number}", f"Choice {number}") for number in range(1, 7)]
RARE = Choice("rare", "A rare one")
KEYS = Qt.Key


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    """Give a shown window; rows are put into its layout."""
    shown = QWidget()
    QVBoxLayout(shown)
    shown.resize(400, 300)
    shown.show()
    QTest.qWaitForWindowActive(shown)
    qapp.processEvents()
    yield shown
    shown.close()
    shown.deleteLater()


def add_row(window: QWidget, *, several: bool = False, breaks: bool = False) -> ChoiceRow:
    """Add a row with six quick choices and put the focus into it."""
    row = ChoiceRow("reason", several=several, breaks=breaks)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(row)
    row.set_words("Reason", "More…", QUICK)
    row.set_chosen([])
    row.focus_row()
    return row


@pytest.fixture
def row(window: QWidget) -> ChoiceRow:
    return add_row(window)


@pytest.fixture
def several(window: QWidget) -> ChoiceRow:
    return add_row(window, several=True)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)


def shown_texts(row: ChoiceRow) -> list[str]:
    QApplication.processEvents()  # a button that is new is shown then
    buttons = [b for b in row.findChildren(QPushButton) if not b.isHidden()]
    return sorted(" ".join(button.text().split()) for button in buttons)


def focused_text() -> str:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QPushButton)
    return " ".join(widget.text().split())


def test_a_digit_chooses_and_tells(row: ChoiceRow) -> None:
    changed, finished = QSignalSpy(row.changed), QSignalSpy(row.finished)
    press(KEYS.Key_3)
    assert row.chosen() == ("c3",)
    assert [changed.at(0), finished.at(0)] == [["reason"], ["reason"]]
    assert focused_text() == "3 Choice 3"


def test_a_digit_of_the_number_pad_does_so_too(row: ChoiceRow) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, KEYS.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert row.chosen() == ("c2",)


def test_another_digit_replaces_the_one_choice(row: ChoiceRow) -> None:
    press(KEYS.Key_3, KEYS.Key_5)
    assert row.chosen() == ("c5",)


def test_the_same_digit_takes_the_choice_back(row: ChoiceRow) -> None:
    press(KEYS.Key_3)
    finished = QSignalSpy(row.finished)
    press(KEYS.Key_3)
    assert row.chosen() == ()
    assert finished.count() == 0


@pytest.mark.parametrize("key", [KEYS.Key_8, KEYS.Key_9, KEYS.Key_0])
def test_a_digit_beyond_the_row_does_nothing(row: ChoiceRow, key: Qt.Key) -> None:
    changed, more = QSignalSpy(row.changed), QSignalSpy(row.more_requested)
    press(key)
    assert (row.chosen(), changed.count(), more.count()) == ((), 0, 0)


def test_a_letter_does_nothing(row: ChoiceRow) -> None:
    changed = QSignalSpy(row.changed)
    focused = QApplication.focusWidget()
    assert focused is not None
    for letter in "aekz":
        QTest.keyClicks(focused, letter)
    assert (row.chosen(), changed.count(), focused_text()) == ((), 0, "1 Choice 1")


def test_the_digit_after_the_last_choice_opens_more(row: ChoiceRow) -> None:
    more = QSignalSpy(row.more_requested)
    press(KEYS.Key_7)
    assert more.at(0) == ["reason"]
    assert row.chosen() == ()


def test_more_has_the_number_after_the_choices_there_are(window: QWidget) -> None:
    row = add_row(window)
    row.set_words("Reason", "More…", QUICK[:2])
    row.set_chosen([])
    more = QSignalSpy(row.more_requested)
    assert shown_texts(row) == ["1 Choice 1", "2 Choice 2", "3 More…"]
    row.focus_row()
    press(KEYS.Key_3)
    assert more.count() == 1


def test_left_and_right_move_round_and_space_chooses(row: ChoiceRow) -> None:
    press(KEYS.Key_Right)
    assert (focused_text(), row.chosen()) == ("2 Choice 2", ())
    press(KEYS.Key_Left, KEYS.Key_Left)
    assert focused_text() == "7 More…"
    press(KEYS.Key_Left, KEYS.Key_Space)
    assert row.chosen() == ("c6",)


def test_right_to_left_the_arrows_follow_the_eye(row: ChoiceRow) -> None:
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press(KEYS.Key_Left)
    assert focused_text() == "2 Choice 2"


@pytest.mark.parametrize("key", [KEYS.Key_Backspace, KEYS.Key_Delete, KEYS.Key_Minus])
def test_clearing(row: ChoiceRow, key: Qt.Key) -> None:
    press(KEYS.Key_4)
    changed = QSignalSpy(row.changed)
    press(key, key)
    assert (row.chosen(), changed.count()) == ((), 1)
    assert row.has_focus()


def test_up_and_down_leave_the_row(row: ChoiceRow) -> None:
    left = QSignalSpy(row.row_left)
    press(KEYS.Key_Up, KEYS.Key_Down)
    assert [left.at(0), left.at(1)] == [["reason", -1], ["reason", 1]]


def test_keys_held_with_ctrl_are_left_to_the_window(row: ChoiceRow) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, KEYS.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert row.chosen() == ()


def test_several_are_kept_in_the_order_of_choosing(several: ChoiceRow) -> None:
    finished = QSignalSpy(several.finished)
    press(KEYS.Key_4, KEYS.Key_1, KEYS.Key_6)
    assert several.chosen() == ("c4", "c1", "c6")
    assert finished.count() == 1, "the first completes the row, a further one is wanted as such"
    press(KEYS.Key_1)
    assert several.chosen() == ("c4", "c6")


def test_a_rare_choice_is_shown_in_place_of_a_quick_one(row: ChoiceRow) -> None:
    row.pick(RARE)
    assert row.chosen() == ("rare",)
    assert shown_texts(row)[5:] == ["6 A rare one", "7 More…"]
    press(KEYS.Key_1)
    assert "6 Choice 6" in shown_texts(row)


def test_what_is_chosen_is_never_pushed_out(several: ChoiceRow) -> None:
    press(KEYS.Key_6)
    several.pick(RARE)
    assert several.chosen() == ("c6", "rare")
    texts = shown_texts(several)
    assert {"5 Choice 6", "6 A rare one", "7 More…"} <= set(texts)
    assert len(texts) == VISIBLE + 1


def test_more_than_six_are_all_shown_when_all_are_chosen(several: ChoiceRow) -> None:
    press(*[Qt.Key(KEYS.Key_1 + number) for number in range(6)])
    several.pick(RARE)
    assert len(several.chosen()) == 7
    assert {"7 A rare one", "8 More…"} <= set(shown_texts(several))


def test_a_carried_value_is_confirmed_and_not_taken_back(row: ChoiceRow) -> None:
    row.set_chosen([QUICK[2]], carried=True)
    assert row.carried
    press(KEYS.Key_3)
    assert row.chosen() == ("c3",)
    assert not row.carried


def test_showing_a_value_tells_nobody(row: ChoiceRow) -> None:
    changed = QSignalSpy(row.changed)
    row.set_chosen([QUICK[0]])
    assert (row.chosen(), changed.count()) == (("c1",), 0)


def test_the_row_is_one_stop_of_tab_at_what_is_chosen(row: ChoiceRow) -> None:
    def stops() -> list[str]:
        found = [b for b in row.findChildren(ChoiceButton) if b.focusPolicy().value == STRONG_FOCUS]
        others = {b.focusPolicy().value for b in row.findChildren(ChoiceButton) if b not in found}
        assert others <= {CLICK_FOCUS, NO_FOCUS}
        return [" ".join(button.text().split()) for button in found]

    assert stops() == ["1 Choice 1"]
    press(KEYS.Key_5)
    assert stops() == ["5 Choice 5"]
    row.set_chosen([QUICK[1]])
    press(KEYS.Key_Right)
    assert len(stops()) == 1


def test_a_screen_reader_is_told_field_and_words_without_the_number(row: ChoiceRow) -> None:
    names = [spoken_name(button) for button in row.findChildren(ChoiceButton)]
    assert {"Reason: Choice 1", "Reason: More…"} <= set(names)


def test_an_ampersand_is_shown_and_is_no_mnemonic(window: QWidget) -> None:
    row = add_row(window)
    row.set_words("Reason", "More…", [Choice("rd", "R&D")])
    row.set_chosen([])
    button = next(b for b in row.findChildren(ChoiceButton) if "R" in b.text())
    assert button.text() == "1  R&&D"
    assert button.shortcut().isEmpty()


def test_the_hint_comes_and_goes(row: ChoiceRow) -> None:
    row.set_hint("Choose one.", "bad")
    label = row.findChildren(type(row.label))[-1]
    assert (label.text(), label.property("role"), label.isVisible()) == ("Choose one.", "bad", True)
    row.set_hint("")
    assert not label.isVisible()


# Large text


def test_words_break_into_lines_where_there_is_no_room(window: QWidget) -> None:
    row = add_row(window, breaks=True)
    row.set_words("Reason", "More…", [Choice("long", "International or temporary protection")])
    row.set_chosen([])
    font = QFont(window.font())
    font.setPointSizeF(24)
    window.setFont(font)
    QApplication.processEvents()
    button = next(b for b in row.findChildren(BreakingButton) if "International" in b.text())
    assert "\n" in button.text()
    assert button.text().replace("\n", " ") == "1  International or temporary protection"
    assert button.width() <= row.width()
    lines = button.text().count("\n") + 1
    assert button.height() >= lines * button.fontMetrics().lineSpacing()
    window.resize(1200, 300)
    QApplication.processEvents()
    assert "\n" not in button.text()


def test_a_word_without_spaces_is_broken_too(window: QWidget) -> None:
    row = add_row(window, breaks=True)
    row.set_words("Reason", "More…", [Choice("long", "Maahanmuuttovirasto" * 6)])
    row.set_chosen([])
    window.resize(220, 400)
    QApplication.processEvents()
    button = next(b for b in row.findChildren(BreakingButton) if "Maahan" in b.text())
    assert button.text().replace("\n", "").replace(" ", "") == "1" + "Maahanmuuttovirasto" * 6
    widest = max(button.fontMetrics().horizontalAdvance(line) for line in button.text().split("\n"))
    assert widest <= button.width()
