"""The appointments of a day at the point; a visit is begun from one by Enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.appointments import Appointment, State, overlaps
from advisor_desk.domain.visit import Draft
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.explain import explain
from advisor_desk.services.hours_text import SHORT_DAYS
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.appointment_entry import appointment_entry, day_summary
from advisor_desk.ui.desk.appointment_form import AppointmentForm
from advisor_desk.ui.widgets.day_edit import DayEdit, refusal
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.hit_list import HitList
from advisor_desk.ui.widgets.labels import PlainLabel, set_role
from advisor_desk.ui.widgets.sizes import fit_to_parent

_COLUMNS: Final = 104
_ROWS: Final = 36


class AppointmentsDialog(QDialog):
    """The list of a day, with what may be done with each appointment.

    Args:
        context: what every part of the window is given.
        parent: the window.
        busy: why no visit can be begun now, or an empty text.

    Attributes:
        begun: the visit that was begun, or None where the window was left.
    """

    def __init__(self, context: Context, parent: QWidget, busy: str = "") -> None:
        super().__init__(parent)
        self.begun: Draft | None = None
        self._context = context
        self._busy = busy
        self._found: dict[str, Appointment] = {}
        self._asked = 0
        self._undo: Callable[[], None] | None = None
        self.setWindowTitle(_("Appointments"))
        self._build()
        self._place()
        self._tie_keys()
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _build(self) -> None:
        self.day = DayEdit(self._context.desk.visits.today())
        self.day.day_changed.connect(self._on_day_changed)
        self.day.refused.connect(self._on_refused)
        self._day_label = PlainLabel(_("Day"), role="heading")
        self._day_label.setBuddy(self.day)
        self.day.setAccessibleName(_("Day"))
        self._weekday = PlainLabel(role="title")
        self._summary = PlainLabel(role="muted", wrap=True)
        self.list = HitList()
        self.list.setAccessibleName(_("Appointments"))
        self.list.opened.connect(self.begin)
        self.list.key_pressed.connect(self._on_key)
        self.list.selectionModel().currentChanged.connect(self._show_buttons)
        self._empty = PlainLabel(role="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before = _button(_("← Day before"), partial(self.step, -1))
        self._after = _button(_("Day after →"), partial(self.step, 1))
        self._today = _button(_("Today"), self._go_to_today)
        self._begin = _button(_("Begin the visit"), self._begin_current, "Enter")
        self._begin.setProperty("role", "primary")
        self._new = _button(_("New…"), self.add, "Ctrl+N")
        self._change = _button(_("Change…"), self.change, "Ctrl+E")
        self._missed = _button("", partial(self.note, "no-show"), "Shift+Delete")
        self._cancelled = _button("", partial(self.note, "cancelled"), "Delete")
        self._import = _button(_("Import a calendar…"), self.import_calendar)
        self._export = _button(_("Export for a calendar…"), self.export)
        self._notice = PlainLabel(wrap=True)
        self._notice.hide()
        self._take_back = _button(_("Undo"), self.undo, "Ctrl+Z")
        self._take_back.hide()
        self._close = _button(_("Close"), self.reject)

    def _place(self) -> None:
        top, acts = QWidget(), QWidget()
        flow = FlowLayout(top, 8)
        for part in (self._day_label, self.day, self._before, self._after, self._today):
            flow.addWidget(part)
        flow = FlowLayout(acts)
        for button in (self._begin, self._new, self._change, self._missed, self._cancelled):
            flow.addWidget(button)
        files, foot = QWidget(), QHBoxLayout()
        flow = FlowLayout(files)
        for button in (self._import, self._export):
            flow.addWidget(button)
        foot.addWidget(files, 1)
        foot.addWidget(self._close)
        said = QHBoxLayout()
        said.addWidget(self._notice, 1)
        said.addWidget(self._take_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(top)
        layout.addWidget(self._weekday)
        layout.addWidget(self._summary)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.list, 1)
        layout.addLayout(said)
        layout.addWidget(acts)
        layout.addLayout(foot)
        fit_to_parent(self, columns=_COLUMNS, rows=_ROWS)

    def _tie_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+N", self.add),
            ("Ctrl+E", self.change),
            ("Ctrl+Z", self.undo),
            ("Shift+Del", partial(self.note, "no-show")),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence.fromString(key), self)
            shortcut.activated.connect(act)

    # What is shown

    def reload(self) -> None:
        """Read the list of the day off the UI thread; an older answer is dropped."""
        self._asked += 1
        asked, day = self._asked, self.day.day()
        appointments = self._context.desk.appointments

        def work() -> tuple[int, list[Appointment]]:
            return asked, appointments.of_day(day)

        self._context.background.read(work, self._on_read)

    def _on_read(self, answer: tuple[int, list[Appointment]]) -> None:
        asked, found = answer
        if asked != self._asked:
            return
        self._found = {one.id: one for one in found}
        desk, together = self._context.desk, overlaps(found)
        entries = [appointment_entry(desk, one, together.get(one.id, 0)) for one in found]
        before = self.list.current_key()
        self.list.show_entries(entries)
        if before not in self._found:
            self._mark_next(found)
        day = self.day.day()
        weekday = _("{weekday} {day}").format(
            weekday=_(SHORT_DAYS[day.weekday()]), day=format_day(day.isoformat())
        )
        self._weekday.setText(weekday)
        self._summary.setText(day_summary(found))
        self._empty.setText(
            _("No appointments on this day. Ctrl+N adds one; a calendar can be imported below.")
        )
        self._empty.setVisible(not found)
        self._show_buttons()

    def _mark_next(self, found: list[Appointment]) -> None:
        """Mark the first that is still to come, of a day that was not shown before."""
        row = next((row for row, one in enumerate(found) if one.state == "planned"), None)
        if row is not None:
            self.list.setCurrentIndex(self.list.entries.index(row, 0))

    def current(self) -> Appointment | None:
        """Return the appointment that is marked, or None."""
        return self._found.get(self.list.current_key())

    def _show_buttons(self) -> None:
        one = self.current()
        is_open = one is not None and one.state != "came" and one.clock is not None
        for button in (self._begin, self._change, self._missed, self._cancelled):
            button.setEnabled(is_open)
        state = one.state if one else "planned"
        missed, off = _("Did not come"), _("Cancelled")
        again = _("Planned again")
        self._missed.setText(again if state == "no-show" else missed)
        self._cancelled.setText(again if state == "cancelled" else off)

    # Days

    def step(self, days: int) -> None:
        """Go some days on or back."""
        self._go_to(self.day.day() + timedelta(days))

    def _go_to_today(self) -> None:
        self._go_to(self._context.desk.visits.today())

    def _go_to(self, day: date) -> None:
        self.day.set_day(day)
        self._on_day_changed()

    def _on_day_changed(self) -> None:
        self._say("")
        self.reload()

    def _on_refused(self, typed: str) -> None:
        self._say(refusal(typed), "warn")

    def _on_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Left:
            self.step(-1)
        elif key == Qt.Key.Key_Right:
            self.step(1)
        elif key == Qt.Key.Key_Delete:
            self.note("cancelled")

    # Acting

    def _begin_current(self) -> None:
        if one := self.current():
            self.begin(one.id)

    def begin(self, appointment_id: str) -> None:
        """Begin a visit with the values of an appointment, and leave the list."""
        if self._busy:
            self._say(self._busy, "warn")
            return
        desk = self._context.desk
        work = partial(desk.appointments.begin_visit, desk.actor, appointment_id)
        self._context.background.write(work, self._on_begun, self._on_failed)

    def _on_begun(self, draft: Draft) -> None:
        self.begun = draft
        self.accept()

    def add(self) -> None:
        """Ask for a new appointment of the day shown."""
        appointments = self._context.desk.appointments
        saved = self._ask(appointments.blank(self.day.day()))
        if saved is not None:
            self._offer_undo(
                _("The appointment was added."), partial(self._remove, saved.id), saved.day
            )

    def change(self) -> None:
        """Ask for other values of the appointment that is marked."""
        before = self.current()
        if before is None or not self._change.isEnabled():
            return
        saved = self._ask(before)
        if saved is not None and saved != before:
            self._offer_undo(
                _("The appointment was changed."), partial(self._put_back, before), saved.day
            )

    def _ask(self, appointment: Appointment) -> Appointment | None:
        form = AppointmentForm(self._context, appointment, self)
        form.exec()
        form.deleteLater()
        return form.saved

    def note(self, state: State) -> None:
        """Note that the marked one was missed or cancelled; said once more, it is planned."""
        one = self.current()
        if one is None or not self._missed.isEnabled():
            return
        wanted: State = "planned" if one.state == state else state
        desk = self._context.desk
        work = partial(desk.appointments.set_state, desk.actor, one.id, wanted)
        done = partial(self._on_noted, wanted)
        self._context.background.write(work, done, self._on_failed)

    def _on_noted(self, state: State, before: Appointment) -> None:
        text = {
            "no-show": _("Noted: the client did not come."),
            "cancelled": _("The appointment was cancelled."),
        }.get(state, _("The appointment is planned again."))
        self._offer_undo(text, partial(self._put_back, before), before.day)

    def _put_back(self, before: Appointment) -> None:
        desk = self._context.desk
        work = partial(desk.appointments.put_back, desk.actor, before)
        self._context.background.write(work, self._on_undone, self._on_failed)

    def _remove(self, appointment_id: str) -> None:
        desk = self._context.desk
        work = partial(desk.appointments.remove, desk.actor, appointment_id)
        self._context.background.write(work, self._on_undone, self._on_failed)

    def _on_undone(self, _result: object) -> None:
        self._say(_("It is again as it was before."), "good")
        self.reload()

    def undo(self) -> None:
        """Take the last change back."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    def _offer_undo(self, text: str, undo: Callable[[], None], day: str) -> None:
        """Say what was done, with a way back, and show the day it is about."""
        self._undo = undo
        self.day.set_day(date.fromisoformat(day))
        self._say(text, "good")
        self.reload()

    def import_calendar(self) -> None:
        """Take appointments in from a file."""
        from advisor_desk.ui.desk.appointment_files import import_calendar

        if (text := import_calendar(self._context, self)) is not None:
            self._undo = None
            self._say(text, "good")
            self.reload()

    def export(self) -> None:
        """Write the appointments from today on as a file."""
        from advisor_desk.ui.desk.appointment_files import export_calendar

        export_calendar(self._context, self, self._on_exported, self._on_failed)

    def _on_exported(self, text: str) -> None:
        self._undo = None
        self._say(text, "good")

    def _on_failed(self, error: Exception) -> None:
        self._say(explain(error), "warn")  # type: ignore[arg-type]  # background hands on the expected kinds alone
        self.reload()

    def _say(self, text: str, role: str = "muted") -> None:
        """Show a sentence and let a screen reader speak it, with the button to undo."""
        set_role(self._notice, role)
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
        self._take_back.setVisible(bool(text) and self._undo is not None)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._notice, text))

    def notice(self) -> str:
        """Return what is said, or an empty string."""
        return "" if self._notice.isHidden() else self._notice.text()


def _button(text: str, act: Callable[[], None], key: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(key)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def show_appointments(context: Context, parent: QWidget, *, free: bool) -> Draft | None:
    """Show the appointments until the dialog is closed; return the visit begun, or None.

    Args:
        context: what every part of the window is given.
        parent: the window.
        free: whether the form can take a visit: nothing in it would be lost.
    """
    busy = _("The form holds a visit that is not saved yet. Save it or clear it first.")
    dialog = AppointmentsDialog(context, parent, "" if free else busy)
    dialog.exec()
    dialog.deleteLater()
    return dialog.begun
