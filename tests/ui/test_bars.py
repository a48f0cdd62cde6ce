"""The painted picture of counts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from advisor_desk.ui.widgets.bars import SPOKEN, Bar, BarPicture


def bar(label: str, count: int, *, hatched: bool = False) -> Bar:
    return Bar(label, count, f"{count} · {count}.0%", f"{label}: {count} visits", hatched)


WORK = bar("Work", 40)
FAMILY = bar("Family", 10)
NONE = bar("None", 0)
NOT_ASKED = bar("Not asked", 40, hatched=True)


@pytest.fixture
def picture(qtbot: QtBot) -> BarPicture:
    made = BarPicture()
    qtbot.addWidget(made)
    palette = QPalette(made.palette())
    palette.setColor(QPalette.ColorRole.Accent, QColor("#0a5a9c"))
    palette.setColor(QPalette.ColorRole.AlternateBase, QColor("#f3f6f9"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#ffffff"))
    made.setPalette(palette)
    return made


def shown(picture: BarPicture, *bars: Bar, width: int = 400) -> BarPicture:
    picture.show_bars("Visits by reason", bars)
    picture.resize(width, picture.heightForWidth(width))
    return picture


def show(qtbot: QtBot, window: QWidget) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def painted(picture: BarPicture) -> QImage:
    return picture.grab().toImage()


def accent_pixels(image: QImage, picture: BarPicture, index: int) -> float:
    """Return which part of a bar is painted in the full accent colour."""
    rect = picture.bar_rects()[index].adjusted(3, 2, -3, -2)
    accent = picture.palette().color(QPalette.ColorRole.Accent)
    points = [
        (x, y) for x in range(rect.left(), rect.right()) for y in range(rect.top(), rect.bottom())
    ]
    return sum(image.pixelColor(x, y) == accent for x, y in points) / len(points)


def test_lengths_are_in_proportion_to_the_counts(picture: BarPicture) -> None:
    longest, shorter, none = (r.width() for r in shown(picture, WORK, FAMILY, NONE).bar_rects())
    assert shorter == pytest.approx(longest / 4, abs=1)
    assert none == 0


def test_the_smallest_count_is_still_seen(picture: BarPicture) -> None:
    rects = shown(picture, bar("Many", 1_000_000), bar("One", 1)).bar_rects()
    assert rects[1].width() >= 3


def test_only_noughts_have_no_bars_and_no_error(picture: BarPicture) -> None:
    assert [r.width() for r in shown(picture, NONE, NONE).bar_rects()] == [0, 0]
    assert not painted(picture).isNull()


def test_bars_stand_below_each_other_and_fit_the_height(picture: BarPicture) -> None:
    rects = shown(picture, WORK, FAMILY, NOT_ASKED).bar_rects()
    assert all(a.bottom() < b.top() for a, b in pairwise(rects))
    assert rects[-1].bottom() < picture.height()


def test_an_answer_is_filled_and_the_lack_of_one_is_hatched(picture: BarPicture) -> None:
    image = painted(shown(picture, WORK, NOT_ASKED))
    assert accent_pixels(image, picture, 0) == 1
    assert 0.05 < accent_pixels(image, picture, 1) < 0.6


def test_colours_follow_the_palette(picture: BarPicture) -> None:
    shown(picture, WORK)
    dark = QPalette(picture.palette())
    dark.setColor(QPalette.ColorRole.Accent, QColor("#ffe000"))
    picture.setPalette(dark)
    assert accent_pixels(painted(picture), picture, 0) == 1


def test_it_tells_its_figures_in_words(picture: BarPicture) -> None:
    shown(picture, WORK, FAMILY)
    assert picture.accessibleName() == "Visits by reason"
    assert picture.accessibleDescription() == "Work: 40 visits. Family: 10 visits"


def test_of_many_bars_it_says_where_the_rest_is_told(picture: BarPicture) -> None:
    shown(picture, *(bar(f"Day {number}", number) for number in range(SPOKEN + 2)))
    told = picture.accessibleDescription()
    assert f"Day {SPOKEN - 1}:" in told
    assert f"Day {SPOKEN}:" not in told
    assert told.endswith("2 more rows are in the table")


def test_it_grows_with_the_font(picture: BarPicture) -> None:
    before = shown(picture, WORK, FAMILY).heightForWidth(400)
    double = QFont(picture.font())
    double.setPointSizeF(double.pointSizeF() * 2)
    picture.setFont(double)
    assert picture.heightForWidth(400) > before * 1.7


def test_a_long_label_breaks_into_lines(picture: BarPicture) -> None:
    long = bar("Kansainvälisen suojelun tarpeessa olevan perheenjäsenen perheenyhdistäminen", 3)
    wide, narrow = (shown(picture, long, width=w).heightForWidth(w) for w in (900, 240))
    assert narrow > wide


def test_where_it_is_narrow_the_figures_stand_below_the_label(picture: BarPicture) -> None:
    figures = Bar("Work", 1, "1,234,567 · 100.0%", "Work: 1")
    wide, narrow = (shown(picture, figures, width=w).bar_rects()[0].top() for w in (500, 160))
    assert narrow >= wide + picture.fontMetrics().height()


def test_it_takes_the_focus_and_the_keys_scroll_it(qtbot: QtBot) -> None:
    area, picture = QScrollArea(), BarPicture()
    qtbot.addWidget(area)
    area.setWidget(picture)
    area.setWidgetResizable(True)
    area.resize(300, 120)
    picture.show_bars("Days", [bar(f"Day {number}", number) for number in range(60)])
    show(qtbot, area)
    picture.setFocus()
    assert picture.hasFocus()
    assert picture.height() > area.height()
    for _ in range(5):
        QTest.keyClick(picture, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0


def test_the_focus_is_shown(qtbot: QtBot, picture: BarPicture) -> None:
    shown(picture, WORK)
    show(qtbot, picture)
    picture.clearFocus()
    before = painted(picture)
    picture.setFocus()
    assert painted(picture) != before
