"""Choosing a period: a ready-made one, or own dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advisor_desk.domain.periods import PRESETS, Period, Preset, preset_period
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_day
from advisor_desk.ui.widgets.day_edit import DayEdit, refusal
from advisor_desk.ui.widgets.labels import PlainLabel

_WORDS: Final[dict[Preset, str]] = {
    "today": N_("Today"),
    "this-week": N_("This week"),
    "this-month": N_("This month"),
    "last-month": N_("Last month"),
    "quarter": N_("This quarter"),
    "year-to-date": N_("This year"),
    "last-12-months": N_("Last 12 months"),
}
_OWN: Final = ""


class PeriodChoice(QObject):
    """The three fields of a period and what ties them; whoever uses them places them.

    A ready-made period moves on with the days; own dates stay.

    Args:
        today: returns the local day.
        parent: the widget that shows the fields.

    Attributes:
        fields: label and field of the ready-made period, the first day and the last day.

    Signals:
        changed: the user chose another period.
        refused: a sentence about what was typed and is no day; the period stays.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.preset = QComboBox()
        self.preset.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for name in (*PRESETS, _OWN):
            self.preset.addItem("", name)
        self.preset.activated.connect(self._on_preset_activated)
        self.first, self.last = DayEdit(today()), DayEdit(today())
        self.first.day_changed.connect(self._on_first_changed)
        self.last.day_changed.connect(self._on_last_changed)
        for edit in (self.first, self.last):
            edit.refused.connect(self._on_refused)
        self.fields = (
            (PlainLabel(role="heading"), self.preset),
            (PlainLabel(role="heading"), self.first),
            (PlainLabel(role="heading"), self.last),
        )
        for label, field in self.fields:
            label.setBuddy(field)
        self.retranslate()
        self.choose("this-month")

    def retranslate(self) -> None:
        """Take the words and the way of writing days of the current language."""
        for index in range(self.preset.count()):
            name = self.preset.itemData(index)
            words = _("Own dates") if name == _OWN else _(_WORDS[name])
            self.preset.setItemText(index, words)
        texts = (_("Period"), _("From"), _("To"))
        for (label, field), text in zip(self.fields, texts, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        self.first.retranslate()
        self.last.retranslate()

    def choose(self, preset: Preset) -> None:
        """Choose a ready-made period, without telling."""
        self.preset.setCurrentIndex(self.preset.findData(preset))
        self.move_on()

    def choose_days(self, period: Period) -> None:
        """Choose own dates, without telling."""
        self.preset.setCurrentIndex(self.preset.findData(_OWN))
        self._show_days(period)

    def copy_from(self, other: PeriodChoice) -> None:
        """Choose what another choice holds, without telling."""
        name = other.preset.currentData()
        if name == _OWN:
            self.choose_days(other.period())
        else:
            self.choose(name)

    def move_on(self) -> None:
        """Let a ready-made period follow the calendar."""
        name = self.preset.currentData()
        if name != _OWN:
            self._show_days(preset_period(cast(Preset, name), self._today()))

    def period(self) -> Period:
        """Return the period chosen."""
        return Period(self.first.day(), self.last.day())

    def _show_days(self, period: Period) -> None:
        self.first.set_day(period.first)
        self.last.set_day(period.last)

    def _on_preset_activated(self, _index: int) -> None:
        self.move_on()
        self.changed.emit()

    def _on_first_changed(self) -> None:
        first = self.first.day()
        self._take_days(Period(first, max(first, self.last.day())))

    def _on_last_changed(self) -> None:
        last = self.last.day()
        self._take_days(Period(min(last, self.first.day()), last))

    def _on_refused(self, typed: str) -> None:
        self.refused.emit(refusal(typed))

    def _take_days(self, period: Period) -> None:
        """Take own dates; a day set beyond the other one takes that one along."""
        self.choose_days(period)
        self.changed.emit()


def period_text(period: Period) -> str:
    """Return the days of a period in words."""
    first, last = format_day(period.first.isoformat()), format_day(period.last.isoformat())
    return first if first == last else _("{first} – {last}").format(first=first, last=last)


def stacked(label: PlainLabel, field: QWidget) -> QWidget:
    """Return a field with its label above."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    layout.addWidget(label)
    layout.addWidget(field)
    return both
