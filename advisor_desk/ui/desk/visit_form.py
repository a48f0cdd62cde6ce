"""The visit form: rows of choices, referrals, a few numbers, and Save."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.failures import InvalidVisit
from advisor_desk.domain.visit import Draft, Visit
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.explain import explain_problem
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.form_rows import FormRows
from advisor_desk.ui.desk.visit_services import VisitServices
from advisor_desk.ui.widgets.choice_row import ChoiceRow
from advisor_desk.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from advisor_desk.ui.desk.day_row import DayRow
    from advisor_desk.ui.desk.visit_timer import TimerLine

_DRAFT_DELAY: Final = 120
"""Milliseconds from the last change until the draft is written."""


class VisitForm(QWidget):
    """Holds one visit while it is filled in.

    Attributes:
        rows: show the visit, and change it.
        services: those that the visit names.

    Signals:
        save_requested: the visit, whether it corrects a saved one, and whether values are
            kept for the next.
        cancelled: a correction was given up.
        changed: a value was changed by the user, or another visit is shown.
        picked: the user made a choice.
    """

    save_requested = Signal(object, bool, bool)
    cancelled = Signal()
    changed = Signal()
    picked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._draft = context.desk.visits.new_draft(context.desk.actor)
        self._kept = True
        self._time: TimerLine | None = None
        self._day_row: DayRow | None = None
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_DELAY)
        self._timer.timeout.connect(self._keep_draft)
        self._build()
        self.retranslate()

    # Building

    def _build(self) -> None:
        self._title = PlainLabel(role="heading")
        self._notice = PlainLabel(role="warn", wrap=True)
        self._notice.hide()
        self.services = VisitServices(self._context, self)
        self.rows = FormRows(self._context, self.services, self.draft)
        self.rows.changed.connect(self._on_rows_changed)
        self.rows.picked.connect(self.picked)
        self.rows.passed.connect(self._on_passed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 6, 10)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self._notice)
        layout.addWidget(self.rows, 1)
        layout.addLayout(self._make_buttons())

    def place_on_top(self, widget: QWidget) -> None:
        """Place something above the form."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, widget)

    def place_above_rows(self, widget: QWidget) -> None:
        """Place something above the rows, which scrolls with them."""
        self.rows.above.insertWidget(0, widget)

    def complete(self) -> None:
        """Make the rows that the first picture had no room for; call it once."""
        self.rows.complete()

    def set_narrow(self, *, narrow: bool) -> None:
        """Let choices break, for a form that is narrower than the window usually leaves it."""
        self.rows.set_narrow(narrow=narrow)

    def follow_look(self) -> None:
        """Make the rows anew where the text has become so large, or small, that it changes them."""
        self.rows.follow_look()

    def _make_buttons(self) -> QHBoxLayout:
        self._save = QPushButton()
        self._save.setProperty("role", "primary")
        self._save.clicked.connect(self._on_save_clicked)
        self._clear = QPushButton()
        self._clear.clicked.connect(self._on_clear_clicked)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, 6, 0)
        buttons.addWidget(self._save, 1)
        buttons.addWidget(self._clear)
        return buttons

    def retranslate(self) -> None:
        """Take the words of the current language and the fields of the settings."""
        if self._time is not None:
            self._time.show_time()
        if self._day_row is not None:
            self._day_row.retranslate()
        self.rows.retranslate()
        self._show_state()

    def _show_state(self) -> None:
        """Show in words whether a visit is new or corrected."""
        editing = self._draft.editing
        fills_in = editing and self._draft.visit.waiting
        title = _("Fill in a visit") if fills_in else _("Correct a visit")
        new = _("New visit")
        if self._draft.dated:
            new = _("New visit of {day}").format(day=format_day(self._draft.visit.day))
        self._title.setText(title if editing else new)
        corrects = editing and not fills_in
        words = _("Save the correction  ⏎") if corrects else _("Save  ⏎")
        self._save.setText(words)
        self._save.setAccessibleName(words.replace("⏎", "").strip())
        self._save.setToolTip(_("Enter saves and keeps carried-over values, Shift+Enter clears."))
        self._clear.setText(_("Cancel") if editing else _("Clear"))
        if editing:
            text = _("You are correcting a visit of {day}. Escape leaves it as it was.")
            self._notice.setText(text.format(day=format_day(self._draft.visit.day)))
        if fills_in:
            from advisor_desk.ui.desk.tally_strip import counted_text

            today = self._context.desk.visits.today().isoformat()
            self._notice.setText(counted_text(self._draft.visit, today))
        self._notice.setVisible(editing)

    # Values

    def show_draft(self, draft: Draft, *, kept: bool = True) -> None:
        """Show a draft in place of what was shown; it is kept on disk unless told otherwise."""
        self._draft = draft
        self._kept = kept
        self.rows.forget_wishes()
        if self._time is not None:
            self._time.show_visit(draft.visit.id)
        self._follow_day()
        self.rows.place()
        self.rows.show_values()
        self._show_state()
        self.changed.emit()

    def _follow_day(self) -> None:
        """Show the day where one was set; on a new day offer the choices in its order."""
        self.rows.follow_day()
        if self._draft.dated:
            self._make_day_row()
        if self._day_row is not None:
            self._day_row.follow(self._draft)

    def _make_day_row(self) -> DayRow:
        """Return the row for the day, made when first needed."""
        if self._day_row is None:
            from advisor_desk.ui.desk.day_row import DayRow

            self._day_row = DayRow(self._context.desk.visits.today, breaks=self.rows.breaks)
            self._day_row.dated.connect(self._on_dated)
            self._day_row.left.connect(self.focus_first)
            self.rows.above.addWidget(self._day_row)
        return self._day_row

    def set_day(self) -> None:
        """Let the visit be of yesterday; once more goes to the day, to type another."""
        row = self._make_day_row()
        if self._draft.dated:
            row.focus_day()
            return
        self._on_dated(row.first_draft(self._draft))
        if self._draft.editing:
            row.focus_day()
        else:
            row.focus_part()

    def _on_dated(self, draft: Draft) -> None:
        """Take over the day that was set, or taken back."""
        self._draft = draft
        self._follow_day()
        self._show_state()
        self.keep_soon()
        self.changed.emit()
        if not draft.dated:
            self.focus_first()

    def draft(self) -> Draft:
        """Return what the form holds."""
        return self._draft

    def visit(self) -> Visit:
        """Return the visit as filled in so far."""
        return self._draft.visit

    def _set(self, **values: Any) -> None:  # noqa: ANN401 - values of any field
        """Change values of the visit and let the draft be written soon."""
        carried = self._draft.carried - set(values)
        self._draft = replace(
            self._draft, visit=replace(self._draft.visit, **values), carried=carried
        )
        self.keep_soon()
        self.changed.emit()

    def change(self, **values: Any) -> None:  # noqa: ANN401 - values of any field
        """Change values of the visit otherwise than in their rows, and show them."""
        self._set(**values)
        self.rows.place()
        self.rows.show_values()

    def note_pick(self) -> None:
        """Tell that a choice was made otherwise than in a row."""
        self.picked.emit()

    def keep_soon(self) -> None:
        """Let the draft be written in a moment."""
        if self._kept:
            self._timer.start()

    def _keep_draft(self) -> None:
        log = self._context.desk.visits
        self._context.background.write(partial(log.keep_draft, self._draft))

    def flush_draft(self) -> None:
        """Write a waiting draft now, as when the window closes."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep_draft()

    def forget_waiting_draft(self) -> None:
        """Do not write a waiting draft: the visit is being saved."""
        self._timer.stop()

    # Working

    def note_unmet(self) -> None:
        """Let the need be unmet, and go to what kept it from being met; a topic is enough then."""
        self.rows.ask_unmet_alone()
        self.change(outcome="unmet")
        self.rows.go_to("barriers")

    def ask_people(self) -> None:
        """Go to adults and children; say so where the point does not count them."""
        if not self.rows.ask_people():
            text = _("This point does not count people: the preferences hide the field.")
            self._context.messages.say(text, "warn")

    def toggle_timer(self) -> None:
        """Start or stop the time of the visit; say so where the point does not note minutes."""
        if self._context.desk.settings.field_use("minutes") == "hidden":
            text = _("This point does not note minutes: the preferences hide the field.")
            self._context.messages.say(text, "warn")
            return
        if self._time is None:
            from advisor_desk.ui.desk.visit_timer import TimerLine

            self._time = TimerLine()
            layout = self.layout()
            if isinstance(layout, QVBoxLayout):
                layout.insertWidget(layout.indexOf(self._title) + 1, self._time)
        self._time.toggle(self._draft.visit.id)

    def forget_time(self, visit_id: str) -> None:
        """Drop the time of a visit that was saved or cleared."""
        if self._time is not None:
            self._time.timer.forget(visit_id)

    def suggest_topic(self, topic: str) -> None:
        """Offer a topic where none is chosen; `accept_topic` takes it."""
        self.rows.suggest_topic(topic)

    def accept_topic(self) -> None:
        """Take the suggested topic; where one was chosen meanwhile, nothing is suggested."""
        self.rows.accept_topic()

    def show_problems(self, error: InvalidVisit) -> None:
        """Say at each field what is wrong, and go to the first."""
        self.rows.show_problems({each.field: explain_problem(each) for each in error.problems})

    def focus_first(self) -> None:
        """Go to the first row that has no answer yet."""
        self.rows.focus_first()

    def focus_start(self) -> None:
        """Go to the topic, with what stands above it in view."""
        self.rows.focus_start()

    # Slots

    def _on_rows_changed(self, values: dict[str, Any]) -> None:
        self._set(**values)

    def _on_passed(self) -> None:
        self._save.setFocus()

    def _on_save_clicked(self) -> None:
        self.request_save(keep=True)

    def request_save(self, *, keep: bool) -> None:
        """Ask for the visit to be saved; with `keep` its sticky values stay."""
        visit = replace(self._draft.visit, waiting=False)
        if self._time is not None:
            visit = replace(visit, minutes=self._time.timer.filled_in(visit))
        if self._day_row is not None and not self._day_row.is_complete(self._draft):
            self._day_row.ask_part()
            self._context.messages.say(_("Choose the part of the day."), "warn")
            return
        if (
            not self._draft.editing and not self._draft.dated
        ):  # a form left open over midnight is saved on the new day
            visit = replace(visit, day=self._context.desk.visits.today().isoformat())
        self.save_requested.emit(visit, self._draft.editing, keep)

    def _on_clear_clicked(self) -> None:
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter saves, Shift+Enter saves and clears, Escape leaves a correction."""
        keys = QtCore.Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            keep = not event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier
            self.request_save(keep=keep)
        elif event.key() == keys.Key_Escape and self._draft.editing:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def row(self, name: str) -> ChoiceRow:
        """Return the row of choices of a field, or of an own question."""
        row = self.rows.made()[name]
        if not isinstance(row, ChoiceRow):
            raise KeyError(name)
        return row
