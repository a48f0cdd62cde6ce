"""The door count of a day, beside what was logged."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QSpinBox, QVBoxLayout, QWidget

from advisor_desk.domain.door import DOOR_KINDS, MAX_TOTAL, DoorDay, DoorKind
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.door import kind_name, logged_text, share_text
from advisor_desk.services.explain import explain, field_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.undoing import WayBack, say_stored
from advisor_desk.ui.widgets.day_edit import DayEdit, refusal
from advisor_desk.ui.widgets.dialog_buttons import dialog_buttons
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labelled import labelled
from advisor_desk.ui.widgets.labels import PlainLabel, panel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_parent

_COLUMNS: Final = 78
_ROWS: Final = 23
_LINES: Final = 6
_NONE: Final = -1
"""Value of the field for the total while nobody has entered one."""


class DoorDialog(QDialog):
    """Asks for day, way of counting and total; shows what was logged that day."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self._shown: DoorDay | None = None
        self.setWindowTitle(_("Door count"))
        self.day = DayEdit(context.desk.visits.today())
        self.day.day_changed.connect(self.reload)
        self.day.refused.connect(self._on_refused)
        self.kind = WordBox()
        for kind in DOOR_KINDS:
            self.kind.addItem(kind_name(kind), kind)
        self.kind.setSizeAdjustPolicy(WordBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.activated.connect(self.reload)
        self.total = QSpinBox()
        self.total.setRange(_NONE, MAX_TOTAL)
        self.total.setSpecialValueText(_("not entered"))
        self.total.setValue(_NONE)
        self.total.lineEdit().setTextMargins(10, 0, 0, 0)  # style sheets cannot move it
        self.total.valueChanged.connect(self._compare)
        self._place()
        found = context.desk.door.entered_kind(context.desk.visits.today())
        self.kind.setCurrentIndex(max(self.kind.findData(found), 0))
        self.reload()
        self.total.setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self) -> None:
        page, fields = QWidget(), QWidget()
        flow = FlowLayout(fields, 14)
        for text, field in (
            (field_label("day"), self.day),
            (_("Counted by"), self.kind),
            (_("Total of the day"), self.total),
        ):
            flow.addWidget(labelled(text, field))
        self._share = PlainLabel(role="heading", wrap=True)
        self._short = PlainLabel(role="warn", wrap=True)
        self._logged = PlainLabel(wrap=True)
        self._note = PlainLabel(role="muted", wrap=True)
        self._note.setText(
            _(
                "Compared with what this desk has logged. A ticket is one contact; a door counter"
                " counts people."
            )
        )
        found = panel()
        inner = QVBoxLayout(found)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(6)
        for label in (self._share, self._short, self._logged, self._note):
            inner.addWidget(label)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(fields)
        column.addWidget(found)
        column.addStretch(1)
        self._notice = Notice(self._context.messages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(Scrolled(page, _LINES), 1)
        layout.addWidget(self._notice)
        layout.addWidget(dialog_buttons(self, _("Save the total"), self.save))
        fit_to_parent(self, columns=_COLUMNS, rows=_ROWS)

    def _kind(self) -> DoorKind:
        return "counter" if self.kind.currentData() == "counter" else "tickets"

    # What is shown

    def reload(self) -> None:
        """Read the day off the UI thread; an older answer is dropped."""
        self._notice.clear()
        self._asked += 1
        asked, day, kind, door = self._asked, self.day.day(), self._kind(), self._context.desk.door

        def work() -> tuple[int, DoorDay]:
            return asked, door.of_day(day, kind)

        self._context.background.read(work, self._on_read)

    def _on_read(self, answer: tuple[int, DoorDay]) -> None:
        asked, found = answer
        if asked != self._asked:
            return
        moved = self._shown is None or (found.day, found.kind) != (
            self._shown.day,
            self._shown.kind,
        )
        self._shown = found
        if moved:
            self.total.setValue(_NONE if found.total is None else found.total)
            if self.total.hasFocus():
                self.total.selectAll()
        self._compare()

    def _compare(self) -> None:
        """Show how the total that is entered stands to the log."""
        if self._shown is None:
            return
        found = DoorDay(self._shown.day, self._shown.kind, self._total(), self._shown.logged)
        self._share.setText(share_text(found))
        short = _("Visits seem to be missing from the log. Catch up on a half day in the menu Day.")
        self._short.setText(short)
        self._short.setVisible(found.is_short)
        self._logged.setText(logged_text(found.logged))

    def _total(self) -> int | None:
        value = self.total.value()
        return None if value == _NONE else value

    def _on_refused(self, typed: str) -> None:
        self._notice.tell(refusal(typed))

    # Storing

    def save(self) -> None:
        """Store the total; a failure is said and the window stays."""
        desk, day, kind, total = self._context.desk, self.day.day(), self._kind(), self._total()
        work = partial(desk.door.enter, desk.actor, day, kind, total)
        self._context.background.write(work, partial(self._on_saved, day, kind), self._on_failed)

    def _on_saved(self, day: date, kind: DoorKind, before: int | None) -> None:
        desk = self._context.desk
        undo = partial(desk.door.enter, desk.actor, day, kind, before)
        back = WayBack(undo, _("The door count is again as it was before."))
        text = _("The door count of {day} was saved.").format(day=format_day(day.isoformat()))
        say_stored(self._context, text, back)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InvalidRecord):
            field = self.day if "day" in error.fields else self.total
            field.setFocus(Qt.FocusReason.TabFocusReason)
        self._notice.tell(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def problem(self) -> str:
        """Return what is said to be wrong, or an empty string."""
        return "" if self._notice.isHidden() else self._notice.text()

    def words(self) -> str:
        """Return what is said of the day."""
        return " ".join((self._share.text(), self._logged.text()))


def show_door(context: Context, parent: QWidget) -> None:
    """Show the door count until the dialog is closed."""
    dialog = DoorDialog(context, parent)
    dialog.exec()
    dialog.deleteLater()
