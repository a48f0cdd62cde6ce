"""Lets nothing be left on the disk of visits that were cleared, or corrected to less."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_desk.services.events import DraftCleared, VisitCorrected, VisitLogged
from advisor_desk.ui.context import Context

_SOON: Final = 300
"""Milliseconds from a change until what was before it is swept: after what follows a save."""
_LATER: Final = 5_000
"""Milliseconds until it is tried again where somebody was reading."""


class Sweeper(QObject):
    """Sweeps when the desk is idle after a visit was saved, corrected or cleared.

    Not as part of the save: that would have to wait for the disk twice.

    Args:
        context: the collaborators.
        parent: what it ends with.
    """

    _due = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._sweep)
        # Told in the thread that writes, so Qt queues it for this object's own.
        self._due.connect(self._on_due)
        events = context.desk.events
        events.subscribe(VisitLogged, self._on_told)
        events.subscribe(VisitCorrected, self._on_told)
        events.subscribe(DraftCleared, self._on_told)

    def stop(self) -> None:
        """Do nothing more: when the desk is closed it sweeps for itself."""
        self._timer.stop()

    def _on_told(self, _fact: VisitLogged | VisitCorrected | DraftCleared) -> None:
        self._due.emit()

    def _on_due(self) -> None:
        self._timer.start(_SOON)

    def _sweep(self) -> None:
        work = self._context.desk.visits.sweep
        self._context.background.write(work, self._on_swept, self._on_failed)

    def _on_swept(self, done: bool) -> None:
        if not done:
            self._timer.start(_LATER)

    def _on_failed(self, _error: Exception) -> None:
        self._timer.start(_LATER)
