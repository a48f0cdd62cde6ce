"""The editor of opening hours: typed by keys, read leniently, shown again as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from advisor_desk.domain.opening import Hours, HoursSet, Span, SpanStatus, closed_on
from advisor_desk.domain.opening_text import format_hours, parse_hours
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import LANGUAGES, set_language
from advisor_desk.ui.directory.editor.day_times import NotHours, read_times, write_times
from advisor_desk.ui.directory.editor.hours_form import form_of, hours_of
from advisor_desk.ui.directory.editor.week_grid import WeekGrid
from tests.conftest import TRANSLATIONS
from tests.ui.acting import focused
from tests.ui.checks import (
    other_name_than_text,
    unlabelled,
    unnamed,
    unreachable,
)
from tests.unit.domain.test_opening import any_hours

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FULL = (
    "Mo-Th 09:00-12:00,13:00-16:00; Fr 09:00-14:00; PH off; Dec 31 10:00-12:00; "
    "2026 Jun 01-2026 Aug 31 off; 2026 Jun 01-2026 Aug 31 Mo-Fr 10:00-14:00; "
    "2026 Jun 01-2026 Aug 31 Sa 10:00-12:00; 2026 Dec 24 off"
)


@pytest.fixture
def grid(qapp: QApplication) -> Iterator[WeekGrid]:
    """Give a grid in a shown window."""
    shown = QWidget()
    made = WeekGrid()
    QVBoxLayout(shown).addWidget(made)
    shown.resize(700, 800)
    shown.show()
    QTest.qWaitForWindowActive(shown)
    qapp.processEvents()
    yield made
    shown.close()
    shown.deleteLater()


def week(grid: WeekGrid) -> None:
    """Choose weekly hours and go to Monday."""
    grid.kinds["week"].setFocus()
    QTest.keyClick(grid.kinds["week"], KEYS.Key_Space)
    grid.table.fields[0][0].setFocus()


def text_of(grid: WeekGrid) -> str:
    """Return the hours of a grid in the notation."""
    hours = grid.hours()
    return format_hours(hours) if hours else ""


# ---- what is typed ----


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("9-16", [(540, 960, "open")]),
        ("9.30–12", [(570, 720, "open")]),
        (" 9:00 - 16:15 ", [(540, 975, "open")]),
        ("0900-1600", [(540, 960, "open")]),
        ("9-12,13-15", [(540, 720, "open"), (780, 900, "open")]),
        ("13-15; 9-12", [(540, 720, "open"), (780, 900, "open")]),
        ("9-12 and 13-15", [(540, 720, "open"), (780, 900, "open")]),
        ("22-02", [(1320, 1560, "open")]),
        ("0-24", [(0, 1440, "open")]),
        ("9-12, 13-15 by appointment", [(540, 720, "open"), (780, 900, "appointment")]),
        ("9-12 by tel", [(540, 720, "phone_only")]),
        ("9-15, closed 12-13", [(540, 900, "open"), (720, 780, "closed")]),
        ("closed", [(0, 1440, "closed")]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_type_them(
    typed: str, times: list[tuple[int, int, SpanStatus]]
) -> None:
    assert list(read_times(typed)) == times
    assert list(read_times(write_times(times))) == times


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9", "is not understood. Write hours like 9:00–16:00."),
        ("9 to noon", "is not understood"),
        ("9-16 sometimes", "is not understood"),
        ("9-16-18", "is not understood"),
        ("by appointment", "is not understood"),
        ("9-25", "has a time that no clock shows"),
        ("9.75-12", "has a time that no clock shows"),
        ("16-9.30", "ends before it begins"),
        ("9-9", "ends before it begins"),
        ("9-12, 11-15", "9:00–12:00 and 11:00–15:00 overlap."),
        ("8-9, 10-11, 12-13, 14-15", "Three spans are the most"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(NotHours, match=r"\.$") as told:
        read_times(typed)
    assert sentence in str(told.value)


@pytest.mark.parametrize("language", LANGUAGES)
@given(hours=any_hours())
@settings(max_examples=60, deadline=None)
def test_hours_that_are_shown_come_back_as_they_were(language: str, hours: Hours) -> None:
    set_language(language, TRANSLATIONS)
    form = form_of(hours)
    assert hours_of(form, hours) == hours
    shown = sum(row.kind != "holiday" for row in form.rows) + len(form.kept)
    assert shown >= len(hours.sets) - 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_without_its_past_tells_the_same_hours(language: str) -> None:
    set_language(language, TRANSLATIONS)
    hours = parse_hours(FULL, origin="person")
    form = form_of(hours)
    assert form.kept == ()
    again = hours_of(form, None)
    assert again is not None
    assert format_hours(again) == format_hours(hours)


def test_what_the_form_does_not_show_stays_when_a_day_is_changed() -> None:
    kept = HoursSet("season", first=date(2026, 6, 1), heading=LocalText(en="Summer"))
    spans = (Span(1, 540, 720, note=LocalText(en="ring the bell")), Span(2, 540, 720))
    base = HoursSet(
        spans=spans, first=date(2025, 6, 1), text=LocalText(fi="ma-ti 9-12"), origin="text"
    )
    hours = Hours((base, kept))
    form = form_of(hours)
    changed = hours_of(replace(form, days=(form.days[0], "10-12", *form.days[2:])), hours)
    assert changed is not None
    edited = replace(base, spans=(spans[0], Span(2, 600, 720)), origin="person")
    assert changed.sets == (edited, kept)


# ---- the widget ----


def test_a_week_is_typed_by_keys_alone(grid: WeekGrid) -> None:
    changed = QSignalSpy(grid.changed)
    week(grid)
    QTest.keyClicks(focused(), "9-16")
    QTest.keyClick(focused(), KEYS.Key_D, CTRL | SHIFT)
    for _ in range(4):
        QTest.keyClick(focused(), KEYS.Key_Down)
    assert focused() is grid.table.fields[0][4]
    QTest.keyClick(focused(), KEYS.Key_A, CTRL)
    QTest.keyClicks(focused(), "9-14.30")
    assert text_of(grid) == "Mo-Th 09:00-16:00; Fr 09:00-14:30"
    assert changed.count() > 0
    assert grid.problems() == []
    hours = grid.hours()
    assert hours is not None
    assert hours.sets[0].origin == "person"


def test_a_day_is_copied_to_the_days_below(grid: WeekGrid) -> None:
    week(grid)
    grid.table.fields[0][4].setFocus()
    QTest.keyClicks(focused(), "12-13")
    QTest.keyClick(focused(), KEYS.Key_D, CTRL)
    assert text_of(grid) == "Fr-Su 12:00-13:00"


def test_the_buttons_copy_the_day_that_was_typed_last(grid: WeekGrid) -> None:
    week(grid)
    grid.table.fields[0][2].setFocus()
    QTest.keyClicks(focused(), "8-9")
    grid.copy_buttons["weekdays"].setFocus()
    QTest.keyClick(focused(), KEYS.Key_Space)
    assert text_of(grid) == "Mo-Fr 08:00-09:00"


def test_odd_and_even_weeks_begin_alike_and_then_differ(grid: WeekGrid) -> None:
    week(grid)
    QTest.keyClicks(focused(), "9-12")
    grid.differs.setFocus()
    QTest.keyClick(focused(), KEYS.Key_Space)
    assert text_of(grid) == "Mo 09:00-12:00"
    even = grid.table.fields[1][0]
    assert even.isVisible()
    even.setText("")
    assert text_of(grid) == "week 01-53/2 Mo 09:00-12:00"
    QTest.keyClick(grid.differs, KEYS.Key_Space)
    assert text_of(grid) == "Mo 09:00-12:00"
    assert not even.isVisible()


def test_weeks_that_differ_are_shown_as_they_are(grid: WeekGrid) -> None:
    grid.set_hours(parse_hours("week 01-53/2 Th 12:00-15:00; Mo 09:00-12:00"))
    assert grid.differs.isChecked()
    assert grid.table.texts(0)[3] == "12:00–15:00"
    assert grid.table.texts(1)[3] == ""
    assert grid.table.texts(1)[0] == "9:00–12:00"


def test_what_is_wrong_is_said_while_one_types_and_the_last_good_hours_stay(grid: WeekGrid) -> None:
    week(grid)
    QTest.keyClicks(focused(), "9-16")
    grid.table.fields[0][1].setText("9 to noon")
    assert len(grid.problems()) == 1
    assert grid.problems()[0].startswith("Tuesday: “9 to noon” is not understood.")
    assert "not understood" in grid.table.fields[0][1].accessibleDescription()
    assert text_of(grid) == "Mo 09:00-16:00"
    grid.table.fields[0][1].setText("9-12")
    assert grid.problems() == []
    assert grid.table.fields[0][1].accessibleDescription() == ""


@pytest.mark.parametrize(
    ("kind", "text"),
    [("always", "24/7"), ("by_appointment", '"by appointment"'), ("unknown", "")],
)
def test_the_other_kinds_need_no_times(grid: WeekGrid, kind: str, text: str) -> None:
    grid.set_hours(parse_hours("Mo-Fr 09:00-16:00; PH off"))
    grid.kinds[kind].setChecked(True)  # type: ignore[index]  # one of the three
    assert text_of(grid) == text
    assert grid.problems() == []
    assert not grid.table.isVisible()
    grid.kinds["week"].setChecked(True)
    assert text_of(grid) == "Mo-Fr 09:00-16:00; PH off"


def test_an_empty_week_is_no_hours_yet(grid: WeekGrid) -> None:
    week(grid)
    assert grid.problems() == ["Write the hours of a day, or choose “Not known”."]
    assert grid.hours() is None


def test_ticks_say_what_holds_on_holidays_and_at_other_times(grid: WeekGrid) -> None:
    week(grid)
    QTest.keyClicks(focused(), "9-16")
    for tick in (grid.holidays, grid.otherwise):
        QTest.keyClick(tick, KEYS.Key_Space)
    hours = grid.hours()
    assert hours is not None
    assert [one.kind for one in hours.sets] == ["regular", "by_appointment"]
    assert closed_on("PublicHoliday") in hours.sets[0].spans


def test_an_exception_is_added_by_keys(grid: WeekGrid) -> None:
    grid.set_hours(parse_hours("Mo-Fr 09:00-16:00"))
    grid.rows.buttons["exception"].setFocus()
    QTest.keyClick(focused(), KEYS.Key_Space)
    row = grid.rows.rows[0]
    assert focused() is row.first
    QTest.keyClicks(focused(), "24.12.2026")
    assert grid.problems() == ["Exception: Write the hours, or tick “Closed”."]
    QTest.keyClick(row.closed, KEYS.Key_Space)
    assert text_of(grid) == "Mo-Fr 09:00-16:00; 2026 Dec 24 off"
    assert not row.times.isEnabled()
    QTest.keyClick(row.closed, KEYS.Key_Space)
    row.times.setFocus()
    QTest.keyClicks(focused(), "9-12")
    assert text_of(grid) == "Mo-Fr 09:00-16:00; 2026 Dec 24 Th 09:00-12:00"


def test_a_season_takes_hours_by_days_of_the_week(grid: WeekGrid) -> None:
    grid.set_hours(parse_hours("Mo-Fr 09:00-16:00"))
    grid.rows.buttons["season"].click()
    row = grid.rows.rows[0]
    row.first.setText("1.6.2026")
    row.last.setText("31.5.2026")
    row.times.setText("ma–pe 9–14, la 10–12")
    assert grid.problems() == ["Season: 31.5.2026 is before 1.6.2026."]
    row.last.setText("31.8.2026")
    dates = "2026 Jun 01-2026 Aug 31"
    season = f"{dates} off; {dates} Mo-Fr 09:00-14:00; {dates} Sa 10:00-12:00"
    assert text_of(grid) == f"Mo-Fr 09:00-16:00; {season}"


def test_an_exception_is_called_something_in_each_language(grid: WeekGrid) -> None:
    name = LocalText(fi="Joulu", en="Christmas")
    closed = parse_hours("Mo-Fr 09:00-16:00; 2026 Dec 23-2026 Dec 26 off", origin="person")
    told = LocalText(fi="Suljettu jouluna")
    hours = Hours((closed.sets[0], replace(closed.sets[1], heading=name, text=told)))
    grid.set_hours(hours)
    row = grid.rows.rows[0]
    assert row.heading is not None
    row.heading.editors["sv"].setFocus()
    QTest.keyClicks(focused(), "Jul")
    changed = grid.hours()
    assert changed is not None
    assert changed.sets[1].heading == LocalText(fi="Joulu", sv="Jul", en="Christmas")
    assert changed.sets[1].text == told


def test_a_named_day_is_chosen_from_the_list(grid: WeekGrid) -> None:
    grid.set_hours(parse_hours("Mo-Fr 09:00-16:00"))
    grid.rows.buttons["holiday"].click()
    row = grid.rows.rows[0]
    row.holiday.setCurrentIndex(row.holiday.findData("MaundyThursday"))
    row.times.setText("9-13")
    assert text_of(grid) == "Mo-Fr 09:00-16:00; easter -3 days 09:00-13:00"


def test_a_row_that_is_removed_leaves_the_focus_near(grid: WeekGrid) -> None:
    grid.set_hours(parse_hours(FULL))
    assert len(grid.rows.rows) == 3
    first, second, _third = grid.rows.rows
    second.remove.setFocus()
    QTest.keyClick(focused(), KEYS.Key_Space)
    assert len(grid.rows.rows) == 2
    assert first.isVisible()
    assert focused() is grid.rows.rows[1].start()


def test_what_does_not_fit_is_told_and_can_be_removed(grid: WeekGrid) -> None:
    words = HoursSet("unknown", text=LocalText(fi="Lukuvuoden aikana"), origin="text")
    office = parse_hours("Mo-Fr 09:00-16:00").sets[0]
    grid.set_hours(Hours((office, words)))
    assert grid.hours() == Hours((office, words))
    assert grid.drop_kept.isVisible()
    QTest.keyClick(grid.drop_kept, KEYS.Key_Space)
    assert grid.hours() == Hours((office,))
    assert not grid.drop_kept.isVisible()


def test_showing_hours_tells_nobody(grid: WeekGrid) -> None:
    changed = QSignalSpy(grid.changed)
    grid.set_hours(parse_hours(FULL))
    grid.set_hours(None)
    assert changed.count() == 0


@pytest.mark.parametrize("text", ["", FULL, "week 01-53/2 Th 12:00-15:00"])
def test_every_control_has_a_name_and_is_reached_by_keys(grid: WeekGrid, text: str) -> None:
    grid.set_hours(parse_hours(text) if text else None)
    QApplication.processEvents()
    window = grid.window()
    for check in (unnamed, unlabelled, other_name_than_text, unreachable):
        assert check(window) == []
