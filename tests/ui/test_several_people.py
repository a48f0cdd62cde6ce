"""Several people, several topics, and the time of a visit, worked with keys."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from advisor_desk.domain.visit import MAX_MINUTES, Visit
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.desk.visit_timer import TimerLine, VisitTimer
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import button, click, focused, press, settle, type_text
from tests.ui.walk import during
from tests.unit.visits import visit


@pytest.fixture
def form(window: MainWindow) -> VisitForm:
    return window.desk_panel.form


def people(form: VisitForm) -> tuple[int, int]:
    return form.visit().adults, form.visit().children


def has_people(form: VisitForm) -> bool:
    try:
        return form.row("adults").isVisible()
    except KeyError:
        return False


def last(window: MainWindow) -> Visit:
    (found,) = window.context.desk.visits.latest(1)
    return found


# Adults and children


def test_a_family_is_two_digits(window: MainWindow, form: VisitForm) -> None:
    assert not has_people(form)
    press(window, "Ctrl+H")
    assert form.row("adults").has_focus()
    press(window, "2")
    assert form.row("children").has_focus()
    press(window, "3")
    assert people(form) == (2, 3)
    assert form.row("topics").has_focus(), "it goes on where an answer is missing"
    press(window, "1", "Enter")
    assert (last(window).adults, last(window).children) == (2, 3)
    assert people(form) == (1, 0)
    assert not has_people(form), "the next visit is one of one person again"


def test_the_kind_of_client_asks_how_many_they_are(window: MainWindow, form: VisitForm) -> None:
    click(window, "More fields")
    form.row("client").focus_row()
    press(window, "2")
    assert form.visit().client == "family"
    assert form.row("adults").has_focus()
    click(window, "Fewer fields")
    assert has_people(form), "an answer asks for them"
    form.row("client").focus_row()
    press(window, "1")
    assert not has_people(form)


def test_a_digit_is_the_number_and_the_same_one_stays(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+H", "0")
    assert people(form) == (0, 0), "a child may come alone"
    press(window, "7")
    assert people(form) == (0, 7)
    form.row("children").focus_row()
    press(window, "7")
    assert people(form) == (0, 7)
    form.row("children").focus_row()
    press(window, "Backspace")
    assert people(form) == (0, 0)
    assert form.row("children").has_focus()
    press(window, "Up", "Backspace")
    assert people(form) == (1, 0)


def test_a_large_number_is_typed(window: MainWindow, form: VisitForm) -> None:
    def pick(dialog: QWidget) -> None:
        assert isinstance(dialog, Picker)
        type_text(window, "12")
        press(window, "Enter")

    press(window, "Ctrl+H", "Left")
    assert focused().accessibleName() == "Adults: More…"
    during(window, partial(press, window, "Space"), pick)
    assert people(form) == (12, 0)
    assert "12" in [b.text() for b in form.row("adults").findChildren(QPushButton)]


def test_the_arrows_go_through_the_rows_to_save(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+H", "Down")
    assert form.row("children").has_focus()
    press(window, "Down")
    assert focused() is button(window, "Save  ⏎")
    press(window, "Ctrl+H", "Up")
    assert form.row("outcome").has_focus()


def test_a_hidden_field_stays_hidden(settings: Settings, window: MainWindow) -> None:
    settings.change(field_people="hidden")
    form = window.desk_panel.form
    form.retranslate()
    press(window, "Ctrl+H")
    assert not has_people(form)
    assert window.message_text().startswith("This point does not count people")


def test_large_text_keeps_numbers_and_focus(
    settings: Settings, application: Application, window: MainWindow, form: VisitForm
) -> None:
    press(window, "Ctrl+H", "2")
    settings.change(text_size=200)
    application.apply_look()
    settle(window)
    assert form.row("children").has_focus()
    press(window, "4")
    assert people(form) == (2, 4)


def test_a_draft_brings_the_people_back(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+H", "2", "3", "1", "Ctrl+N")
    assert not has_people(form)
    press(window, "Ctrl+Z")
    assert has_people(form)
    assert [form.row(name).chosen() for name in ("adults", "children")] == [("2",), ("3",)]


# Topics


def test_any_topic_can_be_made_the_main_one(window: MainWindow, form: VisitForm) -> None:
    press(window, "1", "Up", "3", "6")
    first, second, third = form.visit().topics
    assert focused().accessibleName() == "Topic: Housing"
    press(window, "Home")
    assert form.visit().topics == (third, first, second)
    assert focused().accessibleName() == "Topic: Housing · main topic"
    press(window, "Home")
    assert form.visit().topics == (third, first, second)
    press(window, "Left", "Home")
    assert form.visit().topics == (third, first, second), "what is not chosen is no topic"
    press(window, "Enter")
    assert last(window).topics == (third, first, second)


def test_one_topic_alone_is_not_called_the_main_one(window: MainWindow, form: VisitForm) -> None:
    press(window, "1")
    texts = [b.text() for b in form.row("topics").findChildren(QPushButton)]
    assert not any("main topic" in text for text in texts)


# The time


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


@pytest.fixture
def clock_of_timer(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("advisor_desk.ui.desk.visit_timer.seconds", clock)
    return clock


def shown_time(form: VisitForm) -> str:
    found = form.findChildren(TimerLine)
    return found[0].text() if found and found[0].isVisible() else ""


def test_the_time_fills_in_the_minutes_rounded_up(
    clock_of_timer: Clock, window: MainWindow, form: VisitForm
) -> None:
    assert shown_time(form) == ""
    press(window, "Ctrl+Shift+M")
    assert shown_time(form) == "Time: 1 min"
    clock_of_timer.now += 9 * 60 + 1
    press(window, "Ctrl+Shift+M")
    assert shown_time(form) == "Time: 10 min, stopped"
    clock_of_timer.now += 600
    press(window, "Ctrl+Shift+M")
    clock_of_timer.now += 60
    press(window, "1")
    window.hide()
    window.show()
    window.commands.run("visit.save")
    settle(window)
    assert last(window).minutes == 11
    assert shown_time(form) == "", "with the visit the time is gone"
    window.activateWindow()
    form.row("topics").pick(Choice("housing", "Housing"))
    window.commands.run("visit.save")
    settle(window)
    assert last(window).minutes is None


def test_minutes_that_were_noted_stay(
    clock_of_timer: Clock, window: MainWindow, form: VisitForm
) -> None:
    click(window, "More fields")
    press(window, "Ctrl+Shift+M")
    clock_of_timer.now += 3600
    form._set(minutes=15)  # noqa: SLF001 - as if typed
    form.focus_start()
    press(window, "1", "Enter")
    assert last(window).minutes == 15


def test_a_time_left_running_never_keeps_a_visit_from_being_saved(
    clock_of_timer: Clock, window: MainWindow
) -> None:
    press(window, "Ctrl+Shift+M")
    clock_of_timer.now += 40 * 3600
    press(window, "1", "Enter")
    assert last(window).minutes == MAX_MINUTES


def test_the_time_of_a_cleared_visit_is_gone(window: MainWindow, form: VisitForm) -> None:
    press(window, "1", "Ctrl+Shift+M", "Ctrl+N")
    assert shown_time(form) == ""
    press(window, "Ctrl+Z")
    assert shown_time(form) == ""


def test_the_time_waits_with_its_visit_while_another_is_corrected(
    clock_of_timer: Clock, window: MainWindow, form: VisitForm
) -> None:
    press(window, "1", "Enter", "2", "Ctrl+Shift+M", "Ctrl+E")
    assert shown_time(form) == ""
    clock_of_timer.now += 120
    press(window, "Escape")
    assert shown_time(form) == "Time: 2 min"


def test_where_minutes_are_hidden_nothing_is_timed(settings: Settings, window: MainWindow) -> None:
    settings.change(field_minutes="hidden")
    press(window, "Ctrl+Shift+M", "1", "Enter")
    assert last(window).minutes is None


def test_the_timer_tells_visits_apart() -> None:
    clock = Clock()
    timer = VisitTimer(clock=clock)
    timer.toggle("a")
    clock.now += 61
    timer.toggle("b")
    clock.now += 60
    assert [timer.minutes(each) for each in "abc"] == [3, 1, None]
    assert timer.filled_in(visit(1)) is None
    timer.forget("a")
    assert timer.minutes("a") is None
    assert timer.runs("b")
    assert not timer.toggle("b")
    clock.now += 600
    assert timer.minutes("b") == 1
