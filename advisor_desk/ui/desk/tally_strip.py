"""The line above the form that says how many visits wait, and how far the walk through them is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_clock, format_day, format_number
from advisor_desk.services.statistics import part_of_day_label
from advisor_desk.ui.widgets.labels import PlainLabel


class TallyStrip(QWidget):
    """Says what waits; hidden while nothing does.

    Signals:
        wanted: the walk is to begin, or to go on without the visit shown.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self._place: tuple[int, int] | None = None
        self._compact = False
        self._label = PlainLabel(role="muted", wrap=True)
        self._button = QPushButton()
        self._button.setProperty("role", "small")
        self._button.clicked.connect(self._on_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 6, 0)
        line.addWidget(self._label, 1)
        line.addWidget(self._button)
        self.hide()

    def show_waiting(self, count: int) -> None:
        """Say how many visits wait to be filled in."""
        self._waiting = count
        self.retranslate()

    def show_place(self, place: tuple[int, int] | None) -> None:
        """Say which of how many visits is being filled in, from 1; None when the walk is over."""
        self._place = place
        self.retranslate()
        if place is not None:
            event = QAccessibleAnnouncementEvent(self._label, self._label.text())
            QAccessible.updateAccessibility(event)

    def set_compact(self, *, compact: bool) -> None:
        """Say it in fewer words, for a small window."""
        self._compact = compact
        self.retranslate()

    def text(self) -> str:
        """Return what it says, or nothing while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        if self._place is not None:
            number, total = map(format_number, self._place)
            text = (
                _("{number} of {total}")
                if self._compact
                else _(
                    "Filling in {number} of {total}. Enter saves, Shift+F12 skips, Escape leaves."
                )
            ).format(number=number, total=total)
            action = _("Skip")
        else:
            text = self._waiting_text()
            action = _("Fill in")
        self._label.setText(text)
        self._button.setText(action)
        self._button.setToolTip(action + " (Shift+F12)")
        self.setVisible(self._place is not None or self._waiting > 0)

    def _waiting_text(self) -> str:
        text = (
            ngettext("{count} waits", "{count} wait", self._waiting)
            if self._compact
            else ngettext(
                "{count} visit waits to be filled in. Shift+F12",
                "{count} visits wait to be filled in. Shift+F12",
                self._waiting,
            )
        )
        return text.format(count=format_number(self._waiting))

    def _on_clicked(self) -> None:
        self.wanted.emit()


def counted_text(visit: Visit, today: str) -> str:
    """Return when a visit that waits was counted: its time today, else its part of the day.

    Args:
        visit: the visit.
        today: ISO day.
    """
    if visit.day == today and visit.clock:
        hours, minutes = map(int, visit.clock.split(":"))
        time = format_clock(hours * 60 + minutes)
        return _("Counted today at {time}.").format(time=time)
    text = _("Counted on {day}, part of day: {part}.")
    return text.format(day=format_day(visit.day), part=part_of_day_label(visit.part_of_day))
