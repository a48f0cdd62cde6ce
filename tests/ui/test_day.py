"""Appointments, the door count and the staff questionnaire in the window, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from advisor_desk.domain.appointments import Appointment
from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.periods import Period
from advisor_desk.ui.desk import appointment_files
from advisor_desk.ui.desk.appointment_files import CalendarPreview
from advisor_desk.ui.desk.appointment_form import AppointmentForm
from advisor_desk.ui.desk.appointments import AppointmentsDialog
from advisor_desk.ui.desk.door_dialog import DoorDialog
from advisor_desk.ui.desk.questionnaire import QuestionnaireDialog
from advisor_desk.ui.desk.questionnaire_counts import CountsDialog
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.statistics.panel import StatisticsPanel
from advisor_desk.ui.widgets.labels import PlainLabel
from tests.ui.acting import focused, press, settle
from tests.ui.dialogs import DialogT, run, work_in
from tests.ui.logged import log_these
from tests.unit.exchange.test_icalendar_file import calendar
from tests.unit.services.test_questionnaire import fill_in
from tests.unit.visits import visit

TODAY = date(2026, 11, 21)


def add(window: MainWindow, clock: str, **values: object) -> Appointment:
    """Store an appointment of today."""
    desk = window.context.desk
    made = replace(desk.appointments.blank(TODAY), clock=clock, **values)  # type: ignore[arg-type]  # names are checked at run time
    found: list[Appointment] = []
    window.background.write(partial(desk.appointments.save, desk.actor, made), found.append)
    settle(window)
    return found[0]


def listed(window: MainWindow) -> list[Appointment]:
    """Return the appointments of today."""
    return window.context.desk.appointments.of_day(TODAY)


def in_list(window: MainWindow, work: Callable[[AppointmentsDialog], None]) -> None:
    """Work in the list of appointments."""
    work_in(window, AppointmentsDialog, run(window, "day.appointments"), work)


def above(
    window: MainWindow,
    dialog: QDialog,
    kind: type[DialogT],
    act: Callable[[], object],
    work: Callable[[DialogT], None],
) -> None:
    """Work in a dialog that another one opens, and come back to that."""
    work_in(window, kind, act, work)
    dialog.activateWindow()
    settle(window)


def titles(dialog: AppointmentsDialog) -> list[str]:
    """Return the lines of the list."""
    return [entry.title for entry in dialog.list.entries.entries()]


def test_an_appointment_is_made_changed_and_undone_by_keys(window: MainWindow) -> None:
    def fill_in_the_new(form: AppointmentForm) -> None:
        QTest.keyClicks(focused(), "15.15")
        form.slip.setFocus()
        QTest.keyClicks(form.slip, "Matti")
        press(window, "Enter")
        assert "never a name" in form.problem()
        assert form.slip.hasFocus()
        form.slip.selectAll()
        QTest.keyClicks(form.slip, "A12")
        form.boxes["language"].set_value("ar")
        press(window, "Enter")

    def put_off(form: AppointmentForm) -> None:
        assert form.clock.hasFocus()
        QTest.keyClicks(form.clock, "16")
        press(window, "Enter")

    def work(dialog: AppointmentsDialog) -> None:
        assert titles(dialog) == []
        above(window, dialog, AppointmentForm, partial(press, window, "Ctrl+N"), fill_in_the_new)
        assert titles(dialog) == ["15:15 · A12"]
        assert dialog.notice() == "The appointment was added."
        above(window, dialog, AppointmentForm, partial(press, window, "Ctrl+E"), put_off)
        assert titles(dialog) == ["16:00 · A12"]
        press(window, "Ctrl+Z")
        assert titles(dialog) == ["15:15 · A12"]
        press(window, "Ctrl+Z")
        assert titles(dialog) == ["15:15 · A12"]

    in_list(window, work)
    (one,) = listed(window)
    assert (one.slip, one.language, one.channel) == ("A12", "ar", "appointment")


def test_what_became_of_it_is_noted_and_undone_by_keys(window: MainWindow) -> None:
    add(window, "15:00", slip="A1")

    def work(dialog: AppointmentsDialog) -> None:
        for key, state in (("Shift+Delete", "no-show"), ("Delete", "cancelled")):
            press(window, key)
            assert listed(window)[0].state == state
            press(window, "Ctrl+Z")
            assert listed(window)[0].state == "planned"
            press(window, key, key)
            assert listed(window)[0].state == "planned"
        assert dialog.notice() == "The appointment is planned again."

    in_list(window, work)


def test_days_are_turned_by_keys(window: MainWindow) -> None:
    add(window, "15:00", slip="A1")

    def work(dialog: AppointmentsDialog) -> None:
        press(window, "Right")
        assert (dialog.day.day(), titles(dialog)) == (date(2026, 11, 22), [])
        press(window, "Left", "Left")
        assert dialog.day.day() == date(2026, 11, 20)
        press(window, "Right")
        assert titles(dialog) == ["15:00 · A1"]

    in_list(window, work)


def test_enter_begins_a_visit_and_saving_notes_it_as_come(window: MainWindow) -> None:
    add(window, "14:00", slip="A1", state="planned")
    add(window, "15:00", slip="A2", language="ar", topic="housing", channel="video")

    def work(_dialog: AppointmentsDialog) -> None:
        press(window, "Down", "Enter")

    in_list(window, work)
    shown = window.desk_panel.form.visit()
    assert (shown.way, shown.language, shown.topics) == ("appointment", "ar", ("housing",))
    press(window, "Enter")
    assert window.message_text() == "Saved."
    assert [one.state for one in listed(window)] == ["planned", "came"]
    (logged,) = window.context.desk.visits.latest()
    assert (logged.way, logged.channel) == ("appointment", "video")
    press(window, "Ctrl+Z")
    assert [one.state for one in listed(window)] == ["planned", "planned"]


def test_a_visit_in_the_form_is_not_taken_away(window: MainWindow) -> None:
    add(window, "15:00", slip="A1", topic="housing")
    window.desk_panel.form.focus_start()
    press(window, "1")
    begun = window.desk_panel.form.visit()

    def work(dialog: AppointmentsDialog) -> None:
        press(window, "Enter")
        assert dialog.isVisible()
        assert "not saved yet" in dialog.notice()

    in_list(window, work)
    assert window.desk_panel.form.visit() == begun


def test_the_municipality_is_carried_over_to_the_visit(window: MainWindow) -> None:
    add(window, "15:00", topic="housing")
    log = replace(window.desk_panel.form.visit(), topics=("work",), municipality="092")
    window.desk_panel.form.show_draft(replace(window.desk_panel.form.draft(), visit=log))
    window.desk_panel.save(keep=True)
    settle(window)
    in_list(window, lambda _dialog: press(window, "Enter"))
    draft = window.desk_panel.form.draft()
    assert draft.visit.municipality == "092"
    assert draft.carried == {"municipality"}
    assert draft.visit.language == NOT_ASKED


@pytest.mark.parametrize(("text", "words"), [("good", "New: 1"), ("bad", "it is cut off")])
def test_a_calendar_is_looked_at_before_it_is_taken(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    file = tmp_path / "booked.ics"
    whole = calendar("UID:1\nDTSTART:20261121T153000Z\nSUMMARY:Matti", "UID:2\nDTSTART:20201121")
    file.write_text(whole if text == "good" else whole[:-9], encoding="utf-8")
    # The system's own dialog is worked by the journey.
    monkeypatch.setattr(appointment_files, "_ask_calendar", partial(_answer, file))

    def look(preview: CalendarPreview) -> None:
        said = [label.text() for label in preview.findChildren(PlainLabel)]
        assert any(words in one for one in said), said
        assert not any("Matti" in one for one in said)
        press(window, "Enter" if text == "good" else "Escape")

    def work(dialog: AppointmentsDialog) -> None:
        above(window, dialog, CalendarPreview, dialog.import_calendar, look)
        assert dialog.notice() == ("1 appointment was taken over." if text == "good" else "")
        assert titles(dialog) == (["17:30"] if text == "good" else [])

    in_list(window, work)


def _answer(file: Path, _parent: object) -> Path:
    return file


def test_the_door_count_is_entered_beside_what_was_logged(window: MainWindow) -> None:
    log_these(window, [visit(1, day="2026-11-21"), visit(2, day="2026-11-21", channel="phone")])

    def work(dialog: DoorDialog) -> None:
        assert dialog.words().startswith("No total has been entered for this day.")
        QTest.keyClicks(focused(), "4")
        assert "1 contact is logged for 4 queue tickets (25.0%)." in dialog.words()
        press(window, "Enter")
        assert not dialog.isVisible()

    work_in(window, DoorDialog, run(window, "day.door"), work)
    door = window.context.desk.door
    assert door.of_day(TODAY, "tickets").total == 4
    assert window.message_text() == "The door count of 21 Nov 2026 was saved."
    press(window, "Ctrl+Z")
    assert door.of_day(TODAY, "tickets").total is None


def test_an_earlier_day_can_be_filled_and_a_later_one_is_refused(window: MainWindow) -> None:
    def work(dialog: DoorDialog) -> None:
        dialog.day.setFocus()
        press(window, "Up", "Enter")
        assert dialog.problem() == "The day lies in the future."
        press(window, "Down", "Down")
        dialog.total.setFocus()
        dialog.total.selectAll()
        QTest.keyClicks(dialog.total, "12")
        press(window, "Enter")

    work_in(window, DoorDialog, run(window, "day.door"), work)
    days = window.context.desk.door.days(Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert [(day.day, day.total) for day in days] == [("2026-11-20", 12)]


def test_statistics_tell_of_appointments_and_the_door(window: MainWindow) -> None:
    desk = window.context.desk
    one = add(window, "15:00")
    window.background.write(partial(desk.appointments.set_state, desk.actor, one.id, "no-show"))
    window.background.write(partial(desk.door.enter, desk.actor, TODAY, "tickets", 10))
    log_these(window, [visit(1, day="2026-11-21")])
    panel = window.panel("statistics")
    assert isinstance(panel, StatisticsPanel)
    settle(window)
    beside = panel.beside
    assert beside.appointments.text() == "1 appointment · Did not come: 1"
    assert beside.door.text() == (
        "1 counted day: 1 contact is logged for 10 queue tickets (10.0%)."
    )
    assert beside.short.isVisible()
    panel.period.choose("last-month")
    panel.reload()
    settle(window)
    assert not beside.door.isVisible()
    assert not beside.appointments.isVisible()


def test_the_questionnaire_is_filled_in_by_numbers_alone(window: MainWindow) -> None:
    def work(dialog: QuestionnaireDialog) -> None:
        press(window, *"1234512345")
        assert len(dialog.answers()) == 10
        assert focused() in dialog.findChildren(type(focused()))
        press(window, "Space")
        assert not dialog.isVisible()

    work_in(window, QuestionnaireDialog, run(window, "day.questionnaire"), work)
    with window.context.desk.database.reading() as connection:
        rows = connection.execute("SELECT question, value FROM staff_answer").fetchall()
    assert len(rows) == 10
    assert {row["value"] for row in rows if row["question"] == "conditions"} == {"1"}
    assert window.message_text().startswith("Thank you.")
    press(window, "Ctrl+Z")
    with window.context.desk.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM staff_answer").fetchone()[0] == 0


def test_half_a_questionnaire_leaves_nothing(window: MainWindow) -> None:
    def work(dialog: QuestionnaireDialog) -> None:
        press(window, "1", "2")
        dialog.send()
        settle(window)
        assert dialog.problem() == "8 questions have no answer yet."
        assert dialog.rows["tools"].has_focus()
        press(window, "Escape")

    work_in(window, QuestionnaireDialog, run(window, "day.questionnaire"), work)
    with window.context.desk.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM staff_answer").fetchone()[0] == 0


def test_the_counts_are_shown_from_five_on(window: MainWindow) -> None:
    desk = window.context.desk

    def few(dialog: CountsDialog) -> None:
        assert dialog.words().startswith("2026: too few answers to show.")

    def enough(dialog: CountsDialog) -> None:
        assert dialog.words() == "2026: 5 questionnaires"

    for seed in range(4):
        window.background.write(partial(fill_in, desk, seed))
    settle(window)
    work_in(window, CountsDialog, run(window, "day.questionnaire-counts"), few)
    window.background.write(partial(fill_in, desk, 4))
    settle(window)
    work_in(window, CountsDialog, run(window, "day.questionnaire-counts"), enough)
