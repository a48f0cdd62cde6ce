"""The statistics view: figures, words, order, period and keys, on a real desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.periods import PRESETS, Period, preset_period
from advisor_desk.domain.visit import SINGLE_FIELDS, Visit
from advisor_desk.i18n import current_language
from advisor_desk.services.count_table import CountRow, CountTable
from advisor_desk.services.statistics import ROWS
from advisor_desk.ui.application import Application
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.statistics.count_model import (
    LABEL,
    LIST_ORDER,
    SHARE,
    VISITS,
    CountModel,
    tab_separated,
)
from advisor_desk.ui.statistics.panel import StatisticsPanel
from advisor_desk.ui.widgets.day_edit import read_day
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.logged import counted, log_these, log_visits
from tests.unit.conftest import NOW, FrozenClock
from tests.unit.visits import visit

TODAY = NOW.date()
AUTUMN = Period(date(2026, 9, 1), TODAY)
RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
MODES = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def visits(window: MainWindow) -> list[Visit]:
    """Return sixty logged visits of the weeks of autumn."""
    return log_visits(window, 60, AUTUMN.first, (AUTUMN.last - AUTUMN.first).days + 1)


@pytest.fixture
def panel(window: MainWindow, visits: list[Visit]) -> StatisticsPanel:
    """Return the view, with the whole autumn shown."""
    assert visits
    press(window, "Alt+4")
    shown = window.panel("statistics")
    assert isinstance(shown, StatisticsPanel)
    shown.period.choose_days(AUTUMN)
    count_by(window, shown, "main_topic")
    return shown


def count_by(window: MainWindow, panel: StatisticsPanel, rows: str) -> None:
    panel.list.setCurrentIndex(panel.list.findData(rows))
    panel.reload()
    settle(window)


def figures(panel: StatisticsPanel) -> dict[str, int]:
    """Return the counts shown by code, without the noughts."""
    return {row.code: row.count for row in panel.table.counts.rows() if row.count}


def labels(panel: StatisticsPanel) -> list[str]:
    model = panel.table.counts
    return [model.index(row, LABEL).data() for row in range(model.rowCount())]


def total_text(panel: StatisticsPanel) -> str:
    return panel.total.text()


# Figures


@pytest.mark.parametrize(
    "rows", ["main_topic", "topics", "help_given", "referrals", "month", *SINGLE_FIELDS]
)
def test_figures_are_those_counted_by_hand(
    window: MainWindow, panel: StatisticsPanel, visits: list[Visit], rows: str
) -> None:
    count_by(window, panel, rows)
    assert figures(panel) == dict(counted(visits, rows, AUTUMN))


def test_every_list_can_be_counted_by(window: MainWindow, panel: StatisticsPanel) -> None:
    assert [panel.list.itemData(index) for index in range(panel.list.count())] == list(ROWS)
    for rows in ROWS:
        count_by(window, panel, rows)
        shown = panel.table.counts.table()
        assert shown is not None
        assert shown.rows_name == rows
        assert figures(panel) or shown.unit != "visits"


def test_the_total_is_said_in_words(panel: StatisticsPanel, visits: list[Visit]) -> None:
    people = sum(one.adults + one.children for one in visits)
    assert total_text(panel) == f"60 visits by {people} people, 1 Sep 2026 – 21 Nov 2026"


def test_a_single_visit_is_said_in_the_singular(window: MainWindow) -> None:
    log_these(window, [visit(1, day=TODAY.isoformat(), adults=1, children=0)])
    press(window, "Alt+4")
    shown = window.panel("statistics")
    assert isinstance(shown, StatisticsPanel)
    assert total_text(shown) == "1 visit by 1 person, 1 Nov 2026 – 21 Nov 2026"


def test_what_was_not_answered_has_rows_of_its_own(
    window: MainWindow, panel: StatisticsPanel, visits: list[Visit]
) -> None:
    count_by(window, panel, "reason")
    shown = {row.code: row for row in panel.table.counts.rows()}
    by_hand = counted(visits, "reason", AUTUMN)
    assert [shown[code].label for code in UNANSWERED] == [
        "Not asked",
        "Prefers not to say",
        "Not applicable",
    ]
    assert all(shown[code].count == by_hand[code] for code in UNANSWERED)


def test_of_several_values_it_is_said_how_mentions_and_visits_differ(
    window: MainWindow, panel: StatisticsPanel, visits: list[Visit]
) -> None:
    assert not panel.note.isVisible()
    count_by(window, panel, "topics")
    mentions = sum(len(one.topics) for one in visits)
    assert panel.note.isVisible()
    assert f"Mentions: {mentions}, visits: 60." in panel.note.text()


def test_retracted_visits_count_no_more_at_once(
    window: MainWindow, panel: StatisticsPanel, visits: list[Visit]
) -> None:
    desk = window.context.desk
    gone, *left = visits
    window.background.write(partial(desk.visits.retract, desk.actor, gone.id))
    settle(window)
    assert figures(panel) == dict(counted(left, "main_topic", AUTUMN))


# Fresh figures


def test_a_visit_logged_while_the_view_is_shown_is_counted(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    before = sum(figures(panel).values())
    log_these(window, [visit(1000, day=TODAY.isoformat())])
    assert sum(figures(panel).values()) == before + 1


def test_a_visit_logged_elsewhere_is_counted_when_the_view_is_shown_again(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    before = figures(panel)
    press(window, "Alt+1")
    log_these(window, [visit(1000, day=TODAY.isoformat())])
    assert figures(panel) == before
    press(window, "Alt+4")
    assert sum(figures(panel).values()) == sum(before.values()) + 1


def test_a_ready_made_period_follows_the_calendar_and_own_dates_stay(
    window: MainWindow, panel: StatisticsPanel, clock: FrozenClock
) -> None:
    clock.now = NOW.replace(month=12, day=3)
    press(window, "Alt+1", "Alt+4")
    assert panel.period.period() == AUTUMN
    panel.period.choose("this-month")
    clock.now = NOW.replace(year=2027, month=1, day=8)
    press(window, "Alt+1", "Alt+4")
    assert panel.period.period() == Period(date(2027, 1, 1), date(2027, 1, 8))


def test_the_chosen_period_stays_when_the_list_changes(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    for rows in ("language", "topics", "day"):
        count_by(window, panel, rows)
        assert panel.period.period() == AUTUMN


def test_an_answer_to_an_older_question_is_dropped(
    window: MainWindow, panel: StatisticsPanel, visits: list[Visit]
) -> None:
    resets = QSignalSpy(panel.table.counts.modelReset)
    for rows in ("day", "municipality", "outcome"):
        panel.list.setCurrentIndex(panel.list.findData(rows))
        panel.reload()
    settle(window)
    assert resets.count() == 1
    assert figures(panel) == dict(counted(visits, "outcome", AUTUMN))


def test_a_period_without_visits_is_said_in_words(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    panel.period.choose_days(Period(date(2025, 1, 1), date(2025, 1, 31)))
    panel.reload()
    settle(window)
    assert total_text(panel) == "No visits, 1 Jan 2025 – 31 Jan 2025"
    assert panel.empty.isVisible()
    assert "Choose a longer period" in panel.empty.text()
    assert not panel.table.isVisible()
    assert not panel.copy_button.isEnabled()


# Keys alone


def test_with_keys_alone_period_list_and_order_are_chosen(
    window: MainWindow, visits: list[Visit]
) -> None:
    press(window, "Alt+4")
    shown = window.panel("statistics")
    assert isinstance(shown, StatisticsPanel)
    assert focused() is shown.period.preset
    press(window, "Home", *["Down"] * PRESETS.index("last-12-months"))
    press(window, "Tab", "Tab", "Tab")
    assert focused() is shown.list
    press(window, "Home", *["Down"] * ROWS.index("employment"))
    press(window, "Tab")
    assert focused() is shown.order
    press(window, "Down")
    by_hand = counted(visits, "employment", preset_period("last-12-months", TODAY))
    assert figures(shown) == dict(by_hand)
    counts = [row.count for row in shown.table.counts.rows()]
    assert counts == sorted(counts, reverse=True)
    press(window, "Tab", "Tab", "Tab")
    assert focused() is shown.table
    press(window, "Down")
    assert shown.table.currentIndex().row() == 1
    press(window, "Tab")
    assert focused() is shown.bars


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "2026-10-05", "2026-10-18"),
        ("fi", "5.10.2026", "18.10.2026"),
        ("sv", "05.10.2026", " 2026-10-18 "),
    ],
)
def test_own_dates_are_typed(
    application: Application,
    window: MainWindow,
    visits: list[Visit],
    language: str,
    first: str,
    last: str,
) -> None:
    application.switch_language(language)
    press(window, "Alt+4", "Tab")
    type_text(window, first)
    press(window, "Tab")
    type_text(window, last)
    press(window, "Enter")
    shown = window.panel("statistics")
    assert isinstance(shown, StatisticsPanel)
    wanted = Period(date(2026, 10, 5), date(2026, 10, 18))
    assert shown.period.period() == wanted
    assert shown.period.preset.currentData() == ""
    assert figures(shown) == dict(counted(visits, "main_topic", wanted))


def test_a_first_day_after_the_last_takes_it_along(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    panel.period.first.setFocus()
    panel.period.first.selectAll()
    type_text(window, "2026-12-24")
    press(window, "Enter")
    assert panel.period.period() == Period(date(2026, 12, 24), date(2026, 12, 24))
    panel.period.last.setFocus()
    panel.period.last.selectAll()
    type_text(window, "2026-10-01")
    press(window, "Tab")
    assert panel.period.period() == Period(date(2026, 10, 1), date(2026, 10, 1))


def test_what_is_no_day_is_said_and_the_period_stays(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    panel.period.last.setFocus()
    panel.period.last.selectAll()
    type_text(window, "31.11.2026")
    press(window, "Enter")
    assert window.message_text() == "“31.11.2026” is not a day. Write it like 2026-11-21."
    assert panel.period.period() == AUTUMN
    assert panel.period.last.text() == "2026-11-21"


def test_the_arrow_keys_step_the_days(window: MainWindow, panel: StatisticsPanel) -> None:
    panel.period.first.setFocus()
    press(window, "Down", "Down", "Up")
    assert panel.period.period() == Period(date(2026, 8, 31), AUTUMN.last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.12.2025", date(2025, 12, 31)),
        ("1. 3. 2026", date(2026, 3, 1)),
        ("2026-03-01", date(2026, 3, 1)),
        ("31.11.2026", None),
        ("1.3.26", None),
        ("12/31/2026", None),
        ("31.12.1999", None),
        ("", None),
    ],
)
def test_days_are_read_in_both_ways_of_writing(text: str, day: date | None) -> None:
    assert read_day(text) == day


# Order


def test_a_click_on_a_header_sorts_and_the_box_says_so(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    header, model = panel.table.horizontalHeader(), panel.table.counts
    usual = model.rows()

    def click(section: int) -> list[int]:
        x = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
        place = header.viewport().rect().center()
        place.setX(x)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle(window)
        return [row.count for row in model.rows()]

    assert click(VISITS) == sorted((row.count for row in usual), reverse=True)
    assert panel.order.currentText() == "Most visits first"
    assert click(VISITS) == sorted(row.count for row in usual)
    assert panel.order.currentText() == "Fewest visits first"
    click(VISITS)
    assert model.rows() == usual
    assert panel.order.currentText() == "Usual order"
    click(SHARE)
    assert panel.order.currentText() == "Most visits first"
    click(LABEL)
    assert labels(panel) == sorted(labels(panel))
    assert panel.order.currentText() == "By name"


def test_the_order_stays_when_list_or_visits_change(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    panel.table.order_by("most")
    count_by(window, panel, "language")
    counts = [row.count for row in panel.table.counts.rows()]
    assert counts == sorted(counts, reverse=True)
    assert panel.order.currentText() == "Most visits first"


def test_the_picture_follows_the_table(window: MainWindow, panel: StatisticsPanel) -> None:
    count_by(window, panel, "reason")
    panel.table.order_by("most")
    rows = panel.table.counts.rows()
    bars = panel.bars.bars()
    assert [(bar.label, bar.count) for bar in bars] == [(row.label, row.count) for row in rows]
    assert [bar.hatched for bar in bars] == [row.code in UNANSWERED for row in rows]
    first = rows[0]
    assert bars[0].figures == f"{first.count} · {100 * first.count / 60:.1f}%"
    assert panel.bars.accessibleDescription().startswith(f"{first.label}: {first.count} visits")


def test_the_current_row_stays_when_the_same_list_is_counted_anew(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    panel.table.order_by("most")
    panel.table.setCurrentIndex(panel.table.counts.index(2, LABEL))
    chosen = labels(panel)[2]
    log_these(window, [visit(1000, day=TODAY.isoformat())])
    assert panel.table.currentIndex().data() == chosen
    count_by(window, panel, "language")
    assert not panel.table.currentIndex().isValid()


# Words


def test_the_table_is_copied_for_a_spreadsheet(window: MainWindow, panel: StatisticsPanel) -> None:
    panel.table.order_by("most")
    panel.copy_button.setFocus()
    press(window, "Space")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Main topic", "Visits", "Share"]
    wanted = [[row.label, str(row.count)] for row in panel.table.counts.rows()]
    assert [line.split("\t")[:2] for line in lines[1:]] == wanted
    assert f"{len(wanted)} rows were copied." in window.message_text()


def test_a_copied_cell_is_no_formula_and_stays_one_cell() -> None:
    rows = (CountRow("a", "=HYPERLINK(1)", 1), CountRow("b", "two\tcells\nand lines", 1234))
    table = CountTable("referrals", AUTUMN, rows, 1235, mentions=True)
    _titles, *lines = tab_separated(table, rows).splitlines()
    assert lines == ["'=HYPERLINK(1)\t1\t0.1%", "two cells and lines\t1234\t99.9%"]


@pytest.mark.parametrize(
    ("language", "share"),
    [("fi", "100,0\N{NO-BREAK SPACE}%"), ("sv", "100,0\N{NO-BREAK SPACE}%"), ("en", "100.0%")],
)
def test_it_speaks_the_language_of_the_window(
    application: Application, window: MainWindow, language: str, share: str
) -> None:
    log_these(window, [visit(1, day=TODAY.isoformat())])
    press(window, "Alt+4")
    application.switch_language(language)
    settle(window)
    shown = window.panel("statistics")
    assert isinstance(shown, StatisticsPanel)
    book = window.context.desk.codes.book
    code = book.find("topic", "housing")
    assert code is not None
    assert current_language() == language
    assert labels(shown) == [getattr(code.label, language)]
    assert shown.table.counts.index(0, SHARE).data() == share
    typed = shown.period.last.text()
    assert typed == ("2026-11-21" if language == "en" else "21.11.2026")


def test_a_screen_reader_is_told_each_row_as_a_sentence(panel: StatisticsPanel) -> None:
    row = panel.table.counts.rows()[0]
    told = panel.table.counts.index(0, LABEL).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith(f"{row.label}: {row.count} visit")
    assert panel.table.accessibleName() == "Visits by: Main topic"
    for label, field in panel.period.fields:
        assert label.buddy() is field


def test_table_and_picture_stand_below_each_other_where_it_is_narrow(
    window: MainWindow, panel: StatisticsPanel
) -> None:
    assert panel.bars.mapTo(window, panel.bars.rect().topLeft()).x() > panel.table.width() // 2
    font = QApplication.font()
    window.context.desk.settings.change(text_size=200)
    window.look_changed.emit()
    settle(window)
    assert QApplication.font().pointSizeF() > font.pointSizeF()
    table, picture = (
        part.mapTo(window, part.rect().topLeft()) for part in (panel.table, panel.bars)
    )
    assert picture.y() > table.y()
    assert picture.x() < window.width() // 2


# The model


def sample(counts: dict[str, int], rows: str = "reason") -> CountTable:
    made = tuple(CountRow(label, label, count) for label, count in counts.items())
    return CountTable(rows, AUTUMN, made, sum(counts.values()), mentions=False)


def test_the_model_keeps_to_the_rules_of_qt(qtbot: QtBot) -> None:
    model = CountModel()
    QAbstractItemModelTester(model, MODES.Fatal, model)
    model.show_table(sample({"b": 2, "a": 2, "c": 9}))
    for column in (LIST_ORDER, LABEL, VISITS, SHARE):
        for order in (RISING, FALLING):
            model.sort(column, order)
    model.show_table(sample({}))
    model.show_table(sample({"d": 1}))
    assert [row.code for row in model.rows()] == ["d"]
    assert qtbot is not None


def test_equal_counts_stay_in_the_order_of_the_list() -> None:
    model = CountModel()
    model.show_table(sample({"b": 2, "c": 9, "a": 2}))
    model.sort(VISITS, FALLING)
    assert [row.code for row in model.rows()] == ["c", "b", "a"]
    model.sort(VISITS, RISING)
    assert [row.code for row in model.rows()] == ["b", "a", "c"]
    model.sort(LIST_ORDER)
    assert [row.code for row in model.rows()] == ["b", "c", "a"]


def test_names_are_ordered_by_the_alphabet_of_the_language(application: Application) -> None:
    application.switch_language("fi")
    model = CountModel()
    model.show_table(sample({"Öylätti": 1, "Ääni": 1, "Zeniitti": 1, "Akaa": 1, "Åland": 1}))
    model.sort(LABEL)
    assert [row.label for row in model.rows()] == ["Akaa", "Zeniitti", "Åland", "Ääni", "Öylätti"]


def test_days_are_ordered_by_the_calendar() -> None:
    rows = tuple(
        CountRow(code, label, 1)
        for code, label in (("2026-09-02", "2.9.2026"), ("2026-10-01", "1.10.2026"))
    )
    model = CountModel()
    model.show_table(CountTable("day", AUTUMN, rows, 2, mentions=False))
    model.sort(LABEL)
    assert [row.label for row in model.rows()] == ["2.9.2026", "1.10.2026"]


def test_a_kept_index_moves_with_its_row() -> None:
    model = CountModel()
    model.show_table(sample({"a": 1, "b": 5, "c": 3}))
    kept = QPersistentModelIndex(model.index(0, VISITS))
    model.sort(VISITS, FALLING)
    assert (kept.row(), kept.column(), kept.data()) == (2, VISITS, "1")


def test_numbers_stand_at_the_right_and_sort_from_the_largest() -> None:
    model = CountModel()
    model.show_table(sample({"a": 1234}))
    assert model.index(0, VISITS).data() == "1,234"
    right = model.index(0, VISITS).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    first = model.headerData(
        VISITS, Qt.Orientation.Horizontal, Qt.ItemDataRole.InitialSortOrderRole
    )
    assert first == FALLING


def test_the_oracle_sees_a_difference() -> None:
    one = visit(1, day="2026-10-01", topics=("housing", "work"))
    assert counted([one], "topics", AUTUMN) == {"housing": 1, "work": 1}
    assert counted([replace(one, day="2025-10-01")], "topics", AUTUMN) == {}
