"""The editor of opening hours: a week that is typed as people write hours, and its exceptions."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.opening import Hours, HoursSet
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_hours_between
from advisor_desk.ui.directory.editor.day_times import NotHours, cell_problem
from advisor_desk.ui.directory.editor.hours_form import (
    DAY_NAMES,
    Form,
    FormKind,
    base_heading,
    form_of,
    hours_of,
    problems_of,
)
from advisor_desk.ui.directory.editor.hours_rows import HoursRows
from advisor_desk.ui.directory.editor.week_table import WeekTable
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel

_KINDS: Final[tuple[tuple[FormKind, str], ...]] = (
    ("week", N_("Weekly hours")),
    ("always", N_("Day and night, holidays too")),
    ("by_appointment", N_("By appointment only")),
    ("unknown", N_("Not known")),
)


class WeekGrid(QWidget):
    """Edits opening hours.

    Signals:
        changed: the user changed something.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: Hours | None = None
        self._good: Hours | None = None
        self._kept: tuple[HoursSet, ...] = ()
        self.kinds: dict[FormKind, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._heading = PlainLabel(role="muted", wrap=True)
        self.table = WeekTable()
        self.differs = QCheckBox(_("Odd and even weeks differ"))
        self.holidays = QCheckBox(_("Closed on public holidays"))
        self.otherwise = QCheckBox(_("At other times by appointment"))
        self._told = PlainLabel(role="bad", wrap=True)
        self.rows = HoursRows()
        self._kept_label = PlainLabel(role="muted", wrap=True)
        self.drop_kept = QPushButton(_("Remove these"))
        self.drop_kept.setAutoDefault(False)
        self._week = self._make_week()
        self._lay_out()
        self._connect()
        self.set_hours(None)

    def _make_week(self) -> QWidget:
        """Return everything that belongs to weekly hours alone."""
        example = ", ".join(
            (format_hours_between(9 * 60, 12 * 60), format_hours_between(13 * 60, 15 * 60 + 30))
        )
        hint = _("Such as {example}. Leave a day empty on which it is closed.")
        copying = QWidget()
        flow = FlowLayout(copying)
        self.copy_buttons: dict[str, QPushButton] = {}
        for to, text in (
            ("below", _("Copy to the days below (Ctrl+D)")),
            ("weekdays", _("Copy to Monday–Friday (Ctrl+Shift+D)")),
        ):
            button = QPushButton(text)
            button.setProperty("role", "small")
            button.setAutoDefault(False)  # else Enter in a day would press it
            button.clicked.connect(partial(self._on_copy, to))
            flow.addWidget(button)
            self.copy_buttons[to] = button
        ticks = QWidget()
        ticked = FlowLayout(ticks, 14)
        for tick in (self.differs, self.holidays, self.otherwise):
            ticked.addWidget(tick)
        week = QWidget()
        column = QVBoxLayout(week)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(PlainLabel(hint.format(example=example), role="muted", wrap=True))
        for widget in (self.table, self._told, copying, ticks):
            column.addWidget(widget)
        return week

    def _lay_out(self) -> None:
        kinds = QWidget()
        flow = FlowLayout(kinds, 14)
        for kind, text in _KINDS:
            button = QRadioButton(_(text))
            self._group.addButton(button)
            self.kinds[kind] = button
            flow.addWidget(button)
        kept = QWidget()
        below = QVBoxLayout(kept)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._kept_label)
        below.addWidget(self.drop_kept, 0, Qt.AlignmentFlag.AlignLeft)
        self._kept_box = kept
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(kinds)
        column.addWidget(self._week)
        column.addWidget(PlainLabel(_("Exceptions and seasons"), role="heading", wrap=True))
        column.addWidget(self.rows)
        column.addWidget(kept)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._on_kind)
        self.differs.toggled.connect(self._on_differs)
        self.table.changed.connect(self._tell)
        self.holidays.toggled.connect(self._tell)
        self.otherwise.toggled.connect(self._tell)
        self.rows.changed.connect(self._tell)
        self.drop_kept.clicked.connect(self._on_drop_kept)

    def form(self) -> Form:
        """Return what is typed and ticked."""
        chosen = [kind for kind, button in self.kinds.items() if button.isChecked()]
        kind: FormKind = chosen[0] if chosen else "unknown"
        week = kind == "week"
        return Form(
            kind=kind,
            days=self.table.texts(0) if week else ("",) * 7,
            even_days=self.table.texts(1) if week and self.differs.isChecked() else (),
            holidays_closed=week and self.holidays.isChecked(),
            otherwise=week and self.otherwise.isChecked(),
            rows=self.rows.value(),
            kept=self._kept,
        )

    def hours(self) -> Hours | None:
        """Return the hours; while something typed is not understood, those that last were."""
        return self._good

    def problems(self) -> list[str]:
        """Return whole sentences about what is typed and not understood."""
        return problems_of(self.form())

    def set_hours(self, hours: Hours | None) -> None:
        """Show hours, without telling; None where nothing is known."""
        form = form_of(hours)
        self.blockSignals(True)
        self._kept = form.kept
        self.table.show_texts(form.days, form.even_days)
        self.differs.setChecked(bool(form.even_days))
        self.holidays.setChecked(form.holidays_closed)
        self.otherwise.setChecked(form.otherwise)
        self.rows.show_value(form.rows)
        self.kinds[form.kind].setChecked(True)
        self._heading.setText(" · ".join(base_heading(hours)))
        self._heading.setVisible(bool(self._heading.text()))
        self.blockSignals(False)
        self._before = self._good = hours
        self._refresh()

    def first(self) -> QWidget:
        """Return the control that takes the focus first."""
        return self._group.checkedButton() or self.kinds["week"]

    def _on_kind(self, _button: object, checked: bool) -> None:
        if checked:
            self._tell()

    def _on_differs(self, checked: bool) -> None:
        if checked != self.table.differs:  # else hours are being shown that have it so
            self.table.part_weeks(differs=checked)
        self._tell()

    def _on_copy(self, to: str) -> None:
        self.table.copy(to)

    def _on_drop_kept(self) -> None:
        self._kept = ()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self, *_value: object) -> None:
        with suppress(NotHours):
            self._good = hours_of(self.form(), self._before)
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        """Show what is wrong in the week, and only what belongs to the chosen kind."""
        week = self.kinds["week"].isChecked()
        self._week.setVisible(week)
        typed = [*self.table.texts(0), *(self.table.texts(1) if self.table.differs else ())]
        wrong = [
            _("{name}: {problem}").format(name=_(DAY_NAMES[place % 7]), problem=problem)
            for place, text in enumerate(typed)
            if (problem := cell_problem(text))
        ]
        self._told.setText("\n".join(dict.fromkeys(wrong)))
        self._told.setVisible(bool(wrong))
        words = [text for one in self._kept for text in (one.text or one.heading).all()]
        self._kept_label.setText(
            _("Kept as the source has it: {words}").format(words=" · ".join(words) or "–")
        )
        self._kept_box.setVisible(bool(self._kept))
