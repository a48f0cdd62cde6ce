"""The windows of the day, in the states that show all of them: see `tests/ui/walk.py`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

from advisor_desk.domain.door import DOOR_KINDS
from advisor_desk.domain.effort import Effort
from advisor_desk.domain.periods import Period
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.appointment_files import CalendarPreview
from advisor_desk.ui.desk.appointment_form import AppointmentForm
from advisor_desk.ui.desk.appointments import AppointmentsDialog
from advisor_desk.ui.desk.changes import ChangesDialog
from advisor_desk.ui.desk.door_dialog import DoorDialog
from advisor_desk.ui.desk.preset_dialog import PresetDialog
from advisor_desk.ui.desk.questionnaire import QuestionnaireDialog
from advisor_desk.ui.desk.questionnaire_counts import CountsDialog, CountsExport
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.statistics.beside import DoorTable
from advisor_desk.ui.statistics.effort_dialog import EffortDialog
from tests.ui.acting import press, settle
from tests.ui.walk import Look, Room, during
from tests.unit.exchange.test_icalendar_file import calendar
from tests.unit.services.test_questionnaire import fill_in


def _keep(desk: Desk) -> None:
    """Store appointments of every state, totals of two days, and enough questionnaires."""
    today, keep = desk.visits.today(), desk.appointments
    for number, clock in enumerate(("15:00", "15:15", "15:30", "16:00")):
        values = {"language": "ar", "topic": "kela-coverage", "slip": f"A{number}"}
        one = keep.save(desk.actor, replace(keep.blank(today), clock=clock, **values))  # type: ignore[arg-type]  # names are checked at run time
        if number == 2:
            keep.set_state(desk.actor, one.id, "no-show")
        elif number == 3:
            keep.set_state(desk.actor, one.id, "cancelled")
    for kind in DOOR_KINDS:
        desk.door.enter(desk.actor, today, kind, 40)
    for seed in range(6):
        fill_in(desk, seed)


def _kept(window: MainWindow) -> None:
    window.background.write(partial(_keep, window.context.desk))
    settle(window)


def _appointments(_application: Application, window: MainWindow, look: Look) -> None:
    """The list, with what was done said and a way back."""
    _kept(window)

    def look_at_list(dialog: QWidget) -> None:
        assert isinstance(dialog, AppointmentsDialog)
        dialog.note("no-show")
        settle(window)
        look(dialog)

    during(window, partial(window.commands.run, "day.appointments"), look_at_list)


def _appointment(_application: Application, window: MainWindow, look: Look) -> None:
    """A new appointment, with what is wrong said."""
    appointments = window.context.desk.appointments
    blank = appointments.blank(window.context.desk.visits.today())
    form = AppointmentForm(window.context, replace(blank, slip="Matti"), window)

    def look_at_form(dialog: QWidget) -> None:
        form.save()
        settle(window)
        look(dialog)

    during(window, form.exec, look_at_form)
    form.deleteLater()


def _calendar(_application: Application, window: MainWindow, look: Look) -> None:
    """A calendar with something for every line of the preview."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "booked.ics"
        events = (
            "UID:1\nDTSTART:20261125T090000",
            "UID:2\nDTSTART;VALUE=DATE:20261125",
            "UID:3\nDTSTART:20261125T090000\nRRULE:FREQ=MONTHLY",
            "UID:4\nDTSTART:20261125T090000\nSTATUS:CANCELLED",
        )
        file.write_text(calendar(*events), encoding="utf-8")
        dialog = CalendarPreview(window.context, file, window)
        during(window, dialog.exec, look)
        dialog.deleteLater()


def _door(_application: Application, window: MainWindow, look: Look) -> None:
    """A day of which much is missing from the log."""
    _kept(window)
    during(window, partial(window.commands.run, "day.door"), look)


def _door_table(_application: Application, window: MainWindow, look: Look) -> None:
    _kept(window)
    desk = window.context.desk
    today = desk.visits.today()
    _show(window, DoorTable(desk.door.days(Period(today, today)), window), look)


def _questionnaire(_application: Application, window: MainWindow, look: Look) -> None:
    """The questionnaire half filled in, with what is missing said."""

    def look_at_questions(dialog: QWidget) -> None:
        assert isinstance(dialog, QuestionnaireDialog)
        press(window, "1", "5")
        dialog.send()
        settle(window)
        look(dialog)

    during(window, partial(window.commands.run, "day.questionnaire"), look_at_questions)


def _counts(_application: Application, window: MainWindow, look: Look) -> None:
    _kept(window)
    during(window, partial(window.commands.run, "day.questionnaire-counts"), look)


def _counts_export(_application: Application, window: MainWindow, look: Look) -> None:
    _kept(window)
    dialog = CountsExport(window.context, window, window.context.desk.questionnaire.year)
    dialog.count()
    _show(window, dialog, look)


def _show(window: MainWindow, dialog: QDialog, look: Look) -> None:
    during(window, dialog.exec, look)
    dialog.deleteLater()


def _named(kind: type[QDialog]) -> frozenset[str]:
    """Return how `windows_in_code` names a class of the program."""
    return frozenset({f"{kind.__module__.removeprefix('advisor_desk.ui.')}:{kind.__name__}"})


def _preset(_application: Application, window: MainWindow, look: Look) -> None:
    """The dialog that keeps the visit of the form as a preset."""
    press(window, "6")
    during(window, partial(window.commands.run, "preset.keep"), look)


def _effort(_application: Application, window: MainWindow, look: Look) -> None:
    """Medians, of a way with enough visits and of one with too few."""
    desk = window.context.desk
    for way in (*["form"] * 5, "tally"):
        visit = replace(desk.visits.new_draft(desk.actor).visit, topics=("housing",), way=way)  # type: ignore[arg-type]  # of the ways
        save = partial(desk.visits.save, desk.actor, visit, effort=Effort(5, 6, 10.5))
        window.background.write(save)
    settle(window)
    during(window, partial(window.commands.run, "statistics.effort"), look)


def _changes(_application: Application, window: MainWindow, look: Look) -> None:
    """What a colleague changed in a record, with the difference."""
    desk = window.context.desk
    kela = desk.directory.get("kela")
    assert kela is not None
    colleague = Actor("Ann", Role.SUPERVISOR)
    changed = replace(kela, website="https://www.kela.fi/new")
    window.background.write(partial(desk.curation.save, colleague, kela, changed))
    settle(window)
    during(window, partial(window.commands.run, "find.changes"), look)


DAY_ROOMS: Final = (
    Room("appointments", _appointments, _named(AppointmentsDialog)),
    Room("appointment", _appointment, _named(AppointmentForm)),
    Room("calendar", _calendar, _named(CalendarPreview)),
    Room("door count", _door, _named(DoorDialog)),
    Room("door and log", _door_table, _named(DoorTable)),
    Room("questionnaire", _questionnaire, _named(QuestionnaireDialog)),
    Room("counts of the questionnaire", _counts, _named(CountsDialog)),
    Room("export of the counts", _counts_export, _named(CountsExport)),
    Room("preset", _preset, _named(PresetDialog)),
    Room("effort", _effort, _named(EffortDialog)),
    Room("changes", _changes, _named(ChangesDialog)),
)
