"""How long a visit takes, for those who want to know; it never asks and never holds up."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_desk.domain.visit import MAX_MINUTES, Visit
from advisor_desk.i18n import _
from advisor_desk.ui.widgets.labels import PlainLabel

_REFRESH = 10_000
"""Milliseconds between two looks at the time, of which only minutes are shown."""


seconds = time.monotonic
"""The clock: it knows no summer time and is never put right."""


class VisitTimer(QObject):
    """Measures the visits that are being filled in, each by its id.

    The time stays in memory: with the visit it is gone.

    Signals:
        changed: what is to be shown may have changed.

    Args:
        clock: seconds since some moment; `seconds` where none is given.
    """

    changed = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock or seconds
        self._spent: dict[str, float] = {}
        self._since: dict[str, float] = {}
        self._refresh = QTimer(self, interval=_REFRESH)
        self._refresh.timeout.connect(self.changed)

    def toggle(self, visit_id: str) -> bool:
        """Start the time of a visit, or stop it; return whether it runs now."""
        if self.runs(visit_id):
            self._spent[visit_id] = self._seconds(visit_id)
            del self._since[visit_id]
        else:
            self._spent.setdefault(visit_id, 0.0)
            self._since[visit_id] = self._clock()
        self._follow()
        return self.runs(visit_id)

    def runs(self, visit_id: str) -> bool:
        """Tell whether the time of a visit runs."""
        return visit_id in self._since

    def minutes(self, visit_id: str) -> int | None:
        """Return the minutes a visit took so far, rounded up; None where it was not timed."""
        if visit_id not in self._spent:
            return None
        return min(max(math.ceil(self._seconds(visit_id) / 60), 1), MAX_MINUTES)

    def filled_in(self, visit: Visit) -> int | None:
        """Return the minutes of a visit: as noted, else as timed."""
        return self.minutes(visit.id) if visit.minutes is None else visit.minutes

    def forget(self, visit_id: str) -> None:
        """Drop the time of a visit that was saved or cleared."""
        self._spent.pop(visit_id, None)
        self._since.pop(visit_id, None)
        self._follow()

    def _seconds(self, visit_id: str) -> float:
        running = self._clock() - self._since[visit_id] if visit_id in self._since else 0.0
        return self._spent[visit_id] + running

    def _follow(self) -> None:
        if self._since and not self._refresh.isActive():
            self._refresh.start()
        elif not self._since:
            self._refresh.stop()
        self.changed.emit()


class TimerLine(PlainLabel):
    """Shows quietly how long the visit in the form takes; hidden where it is not timed.

    Attributes:
        timer: of all visits that wait or are shown.
    """

    def __init__(self) -> None:
        super().__init__(role="muted")
        self._visit_id = ""
        self.timer = VisitTimer(self)
        self.timer.changed.connect(self.show_time)
        self.hide()

    def toggle(self, visit_id: str) -> None:
        """Start or stop the time of the visit shown."""
        self._visit_id = visit_id
        self.timer.toggle(visit_id)

    def show_visit(self, visit_id: str) -> None:
        """Show the time of another visit."""
        self._visit_id = visit_id
        self.show_time()

    def show_time(self) -> None:
        """Show the minutes so far."""
        minutes = self.timer.minutes(self._visit_id)
        if minutes is not None:
            running = self.timer.runs(self._visit_id)
            text = _("Time: {minutes} min") if running else _("Time: {minutes} min, stopped")
            self.setText(text.format(minutes=minutes))
        self.setVisible(minutes is not None)
