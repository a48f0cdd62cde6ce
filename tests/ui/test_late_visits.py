"""The day of a visit: yesterday by one key, any earlier day by typing, never the future."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from advisor_desk.domain.visit import Visit
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import click, focused, press, settle, type_text
from tests.unit.conftest import FrozenClock


@pytest.fixture
def form(window: MainWindow) -> VisitForm:
    return window.desk_panel.form


def saved(window: MainWindow) -> Visit:
    """Return the visit logged last."""
    return window.context.desk.visits.latest()[0]


def said(window: MainWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_one_key_is_yesterday_and_a_number_the_part_of_day(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+B", "2", "6", "Enter")
    visit = saved(window)
    assert (visit.day, visit.part_of_day, visit.clock) == ("2026-11-20", "midday", None)
    assert visit.topics == ("housing",)
    assert visit.late


def test_the_next_visit_is_of_today_again(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+Shift+B", "2", "6", "Enter", "1", "Enter")
    assert saved(window).day == "2026-11-21"
    assert not form.draft().dated
    assert "Day of the visit" not in said(window)


def test_any_earlier_day_can_be_typed(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+B", "Ctrl+Shift+B")
    type_text(window, "2.9.2026")
    press(window, "Enter", "1", "6", "Enter")
    assert (saved(window).day, saved(window).part_of_day) == ("2026-09-02", "morning")


def test_up_leads_from_the_part_of_day_to_the_day(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+B", "Up")
    assert focused().accessibleName() == "Day of the visit"


def test_the_part_of_day_has_to_be_chosen(window: MainWindow) -> None:
    press(window, "6", "Ctrl+Shift+B", "F2", "Enter")
    assert window.context.desk.visits.latest() == []
    assert window.message_text() == "Choose the part of the day."
    press(window, "4", "Enter")
    assert saved(window).part_of_day == "evening"


def test_the_future_is_refused_and_the_day_stays(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+Shift+B", "Ctrl+Shift+B")
    type_text(window, "2026-11-22")
    press(window, "Enter")
    assert "The day lies in the future: choose today or an earlier day." in said(window)
    assert form.visit().day == "2026-11-20"


def test_what_is_no_day_is_said(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+Shift+B", "Ctrl+Shift+B")
    type_text(window, "soon")
    press(window, "Enter")
    assert any(text.startswith("“soon” is not a day.") for text in said(window))
    assert form.visit().day == "2026-11-20"


def test_back_to_today_takes_the_day_back(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+Shift+B")
    click(window, "Back to today")
    assert not form.draft().dated
    assert "Day of the visit" not in said(window)
    press(window, "6", "Enter")
    assert (saved(window).day, saved(window).clock) == ("2026-11-21", "14:05")


def test_the_day_is_kept_over_midnight_and_in_the_draft(
    window: MainWindow, clock: FrozenClock
) -> None:
    press(window, "6", "Ctrl+Shift+B", "3")
    QTest.qWait(200)
    settle(window)
    draft = window.context.desk.visits.kept_draft()
    assert draft is not None
    assert draft.dated
    clock.now = clock.now.replace(day=22, hour=9)
    press(window, "Ctrl+S")
    assert (saved(window).day, saved(window).part_of_day) == ("2026-11-20", "afternoon")


def test_a_late_visit_is_marked_in_the_last_visits(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+B", "2", "6", "Enter")
    (entry,) = window.desk_panel.recent.list.entries.entries()
    assert entry.detail == "20 Nov 2026 · logged later"


def test_the_day_of_a_saved_visit_can_be_corrected(window: MainWindow, form: VisitForm) -> None:
    press(window, "6", "Enter", "Ctrl+E", "Ctrl+Shift+B")
    assert form.visit().day == "2026-11-21"
    type_text(window, "2026-11-19")
    press(window, "Enter", "1", "Ctrl+S")
    visit = saved(window)
    assert (visit.day, visit.part_of_day, visit.clock, visit.revision) == (
        "2026-11-19",
        "morning",
        None,
        2,
    )


def test_the_order_of_choices_follows_the_days(
    window: MainWindow, form: VisitForm, clock: FrozenClock
) -> None:
    def first_topic() -> object:
        return form.row("topics").chosen() or form.row("topics")._shown()[0].id  # noqa: SLF001 - what the row offers

    for _time in range(20):
        press(window, "6", "Enter")
    assert first_topic() == "permits"
    clock.now = clock.now.replace(day=22, hour=9)
    press(window, "Ctrl+N")
    assert first_topic() == "housing"
    press(window, "1", "Enter")
    assert saved(window).topics == ("housing",)
