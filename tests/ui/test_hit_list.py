"""The list of two-line entries: keys, headings, what is drawn, and what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from advisor_desk.paths import find_paths
from advisor_desk.ui.theme.style import Style
from advisor_desk.ui.theme.tokens import THEMES
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from tests.ui.pixels import contrast_in, picture

ENTRIES = [
    Entry("", "Own", heading=True),
    Entry("service:kela", "Kela", "Closed · All of Finland", marks=((0, 2),)),
    Entry("card:permit", "Residence permit", "checked", tag="Guidance", warn="review date passed"),
    Entry("", "Neighbours", heading=True),
    Entry("service:dvv", "DVV", struck=True, warn="retracted"),
]
KEYS = Qt.Key


@pytest.fixture
def rows(qapp: QApplication) -> Iterator[HitList]:
    shown = HitList()
    shown.resize(400, 400)
    shown.show_entries(ENTRIES)
    shown.show()
    QTest.qWaitForWindowActive(shown)
    shown.setFocus()
    qapp.processEvents()
    yield shown
    shown.close()
    shown.deleteLater()


def test_the_model_keeps_to_the_rules_of_qt(rows: HitList) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(rows.entries, mode)
    rows.show_entries(ENTRIES[:2])
    rows.show_entries([])
    rows.show_entries(ENTRIES)
    assert rows.entries.rowCount() == 5
    tester.deleteLater()


def test_the_first_entry_is_current_and_no_heading_ever_is(rows: HitList) -> None:
    seen = [rows.current_key()]
    for _number in range(4):
        QTest.keyClick(rows, KEYS.Key_Down)
        seen.append(rows.current_key())
    assert seen == ["service:kela", "card:permit", "service:dvv", "service:dvv", "service:dvv"]
    for _number in range(4):
        QTest.keyClick(rows, KEYS.Key_Up)
    assert rows.current_key() == "service:kela"


def test_it_is_moved_from_outside_in_the_same_way(rows: HitList) -> None:
    for _number in range(4):
        rows.move_current(1)
    assert rows.current_key() == "service:dvv"
    for _number in range(4):
        rows.move_current(-1)
    assert rows.current_key() == "service:kela"


def test_enter_and_a_click_open(rows: HitList) -> None:
    opened = QSignalSpy(rows.opened)
    QTest.keyClick(rows, KEYS.Key_Return)
    QTest.keyClick(rows, KEYS.Key_Enter)
    place = rows.visualRect(rows.entries.index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    told = [opened.at(number)[0] for number in range(opened.count())]
    assert told == ["service:kela", "service:kela", "card:permit"]


def test_a_heading_is_not_opened(rows: HitList) -> None:
    opened = QSignalSpy(rows.opened)
    place = rows.visualRect(rows.entries.index(3, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.count() == 0
    assert rows.current_key() == "service:kela"


def test_letters_and_digits_do_nothing(rows: HitList) -> None:
    pressed, opened = QSignalSpy(rows.key_pressed), QSignalSpy(rows.opened)
    for key in "rdk1":
        QTest.keyClicks(rows, key)
    assert rows.current_key() == "service:kela"
    assert (pressed.count(), opened.count()) == (0, 0)


def test_other_keys_are_told_with_the_current_entry(rows: HitList) -> None:
    pressed = QSignalSpy(rows.key_pressed)
    QTest.keyClick(rows, KEYS.Key_Delete)
    assert pressed.at(0) == [KEYS.Key_Delete.value, "service:kela"]


def test_tab_leaves_the_list(rows: HitList) -> None:
    assert not rows.tabKeyNavigation()


def test_in_an_empty_list_nothing_is_opened(rows: HitList) -> None:
    rows.show_entries([])
    opened = QSignalSpy(rows.opened)
    QTest.keyClick(rows, KEYS.Key_Return)
    assert (rows.current_key(), opened.count()) == ("", 0)


def test_the_current_entry_stays_while_it_is_there(rows: HitList) -> None:
    rows.move_current(1)
    rows.show_entries(list(reversed(ENTRIES)))
    assert rows.current_key() == "card:permit"
    rows.show_entries(ENTRIES[3:])
    assert rows.current_key() == "service:dvv"


def test_new_answers_begin_at_the_first(rows: HitList) -> None:
    rows.move_current(1)
    rows.show_entries(ENTRIES, keep_current=False)
    assert rows.current_key() == "service:kela"


def test_a_screen_reader_is_told_the_whole_entry(rows: HitList) -> None:
    index = rows.entries.index(2, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Residence permit. Guidance. review date passed. checked"


def test_a_row_grows_with_its_title_and_with_the_text(rows: HitList) -> None:
    low = rows.visualRect(rows.entries.index(1, 0)).height()
    rows.show_entries(
        [Entry("a", "A long title that needs a second line to be read " * 2, "detail")]
    )
    QApplication.processEvents()
    high = rows.visualRect(rows.entries.index(0, 0)).height()
    assert high >= low + rows.fontMetrics().height()
    font = rows.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    rows.setFont(font)
    QApplication.processEvents()
    assert rows.visualRect(rows.entries.index(0, 0)).height() > high


@pytest.fixture
def style(qapp: QApplication) -> Iterator[Style]:
    """Give the themes of the program, and take them off again."""
    font, palette = qapp.font(), QPalette(qapp.palette())
    made = Style(qapp, find_paths().resources / "themes")
    made.dress()
    yield made
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("current", [True, False], ids=["current", "not current"])
def test_every_line_can_be_read(
    qapp: QApplication, style: Style, rows: HitList, theme: str, current: bool
) -> None:
    """The lines of an entry by themselves: together the quiet one hides behind the title."""
    style.apply(theme, 100)
    rows.show_entries(
        [
            Entry("other", "other"),
            Entry("title", "Kela", marks=((0, 2),)),
            Entry("detail", "", "Closed · All of Finland", tag="Guidance", warn="out of date"),
            Entry("heading", "Neighbours", heading=True),
        ]
    )
    qapp.processEvents()
    for row in (1, 2, 3):
        if current and row != 3:
            rows.setCurrentIndex(rows.entries.index(row, 0))
        else:
            rows.setCurrentIndex(rows.entries.index(0, 0))
        rect: QRect = rows.visualRect(rows.entries.index(row, 0)).adjusted(8, 4, -8, -4)
        found = contrast_in(picture(rows.viewport(), rect))
        assert found is not None
        assert found >= 4.5, f"row {row}"


def test_it_tells_the_width_at_which_no_word_is_broken(rows: HitList) -> None:
    words = ("Pris", "Verksamhetsställen,")
    rows.show_entries([Entry(str(n), words[n % 2]) for n in range(20)])
    short, long = rows.entries.index(0, 0), rows.entries.index(1, 0)
    rows.resize(rows.width_of_words(), 200)  # with a scroll bar
    QApplication.processEvents()
    assert rows.sizeHintForIndex(long).height() == rows.sizeHintForIndex(short).height()
    rows.resize(rows.width() - 10, 200)
    QApplication.processEvents()
    assert rows.sizeHintForIndex(long).height() > rows.sizeHintForIndex(short).height()
