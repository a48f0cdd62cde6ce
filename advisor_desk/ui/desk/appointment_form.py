"""One appointment: its time, its slip number, and what it is about."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from advisor_desk.domain.appointments import (
    LONGEST_SLIP,
    MAX_MINUTES,
    Appointment,
    read_clock,
)
from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_clock
from advisor_desk.services.explain import explain, field_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.appointment_entry import CODES, choices
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.widgets.day_edit import DayEdit, refusal
from advisor_desk.ui.widgets.dialog_buttons import dialog_buttons
from advisor_desk.ui.widgets.filter_box import FilterBox
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labelled import labelled
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_parent

_COLUMNS: Final = 100
_ROWS: Final = 30
_LINES: Final = 6
_STEP: Final = 15


class AppointmentForm(QDialog):
    """Asks for an appointment; Enter stores it.

    Args:
        context: what every part of the window is given.
        appointment: to be changed, or a new one.
        parent: the list of the day.

    Attributes:
        saved: the appointment as stored, or None where the window was left.
    """

    def __init__(self, context: Context, appointment: Appointment, parent: QWidget) -> None:
        super().__init__(parent)
        self.saved: Appointment | None = None
        self._context = context
        self._shown = appointment
        self.setWindowTitle(
            _("Change the appointment") if appointment.uid else _("New appointment")
        )
        self.day = DayEdit(context.desk.visits.today())
        self.day.set_day(self.day.day().fromisoformat(appointment.day))
        self.day.refused.connect(self._on_refused)
        self.clock = QLineEdit(format_clock(appointment.start) if appointment.clock else "")
        self.clock.setMaxLength(5)
        self.minutes = QSpinBox()
        self.minutes.setRange(1, MAX_MINUTES)
        self.minutes.setSingleStep(_STEP)
        self.minutes.setValue(appointment.minutes)
        self.minutes.lineEdit().setTextMargins(10, 0, 0, 0)  # style sheets cannot move it
        self.slip = QLineEdit(appointment.slip)
        # Longer than a slip number may be: what is refused is told, and not cut off in silence.
        self.slip.setMaxLength(LONGEST_SLIP * 3)
        self.boxes = {name: FilterBox() for name in CODES}
        for name, box in self.boxes.items():
            box.set_words(field_label(CODES[name]), _("Not known"))
            box.show_choices(choices(context.desk, name))
            value = getattr(appointment, name)
            box.set_value("" if value == NOT_ASKED else value)
        self._place()
        self.clock.setFocus(Qt.FocusReason.TabFocusReason)
        self.clock.selectAll()

    def _place(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        times = QWidget()
        flow = FlowLayout(times, 14)
        for text, field in (
            (field_label("day"), self.day),
            (_("Time"), self.clock),
            (field_label("minutes"), self.minutes),
            (_("Slip number"), self.slip),
        ):
            flow.addWidget(labelled(text, field))
        hint = _("The number the client was given, such as A12: never a name or a phone number.")
        self.slip.setAccessibleDescription(hint)
        column.addWidget(times)
        column.addWidget(PlainLabel(hint, role="muted", wrap=True))
        for box in self.boxes.values():
            column.addWidget(box)
        column.addStretch(1)
        self._notice = Notice(self._context.messages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(Scrolled(page, _LINES), 1)
        layout.addWidget(self._notice)
        layout.addWidget(dialog_buttons(self, _("Save the appointment"), self.save))
        fit_to_parent(self, columns=_COLUMNS, rows=_ROWS)

    def _on_refused(self, typed: str) -> None:
        self._notice.tell(refusal(typed))

    def appointment(self) -> Appointment:
        """Return what is entered; a time that cannot be read is left out."""
        return replace(
            self._shown,
            day=self.day.day().isoformat(),
            clock=read_clock(self.clock.text()),
            minutes=self.minutes.value(),
            slip=self.slip.text().strip(),
            language=self._code("language"),
            topic=self._code("topic"),
            channel=self._code("channel"),
        )

    def _code(self, name: str) -> str:
        return self.boxes[name].value() or NOT_ASKED

    def save(self) -> None:
        """Store what is entered; what is wrong is said and nothing is lost."""
        self._notice.clear()
        desk, entered = self._context.desk, self.appointment()
        try:
            desk.appointments.checked(entered)
        except InvalidRecord as error:
            self._on_failed(error)
            return
        work = partial(desk.appointments.save, desk.actor, entered)
        self._context.background.write(work, self._on_saved, self._on_failed)

    def _on_saved(self, saved: Appointment) -> None:
        self.saved = saved
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InvalidRecord) and error.fields:
            self._field(error.fields[0]).setFocus(Qt.FocusReason.TabFocusReason)
        self._notice.tell(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def _field(self, name: str) -> QWidget:
        fields: dict[str, QWidget] = {
            "day": self.day,
            "clock": self.clock,
            "minutes": self.minutes,
            "slip": self.slip,
        }
        return fields[name] if name in fields else self.boxes[name].box

    def problem(self) -> str:
        """Return what is said to be wrong, or an empty string."""
        return "" if self._notice.isHidden() else self._notice.text()
