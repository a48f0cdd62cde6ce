"""The last visits, at hand to correct or take back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.entries import visit_entry
from advisor_desk.ui.widgets.hit_list import HitList
from advisor_desk.ui.widgets.labels import PlainLabel

SHOWN = 10


class RecentVisits(QWidget):
    """Lists the last ten visits; Enter corrects one, Delete takes it back.

    Signals:
        correct_requested: the id of a visit.
        retract_requested: the id of a visit, and whether it is taken back or brought back.
    """

    correct_requested = Signal(str)
    retract_requested = Signal(str, bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visits: dict[str, Visit] = {}
        self._title = PlainLabel(role="heading")
        self._empty = PlainLabel(role="muted", wrap=True)
        self.list = HitList()
        self.list.opened.connect(self.correct_requested)
        self.list.key_pressed.connect(self._on_key)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._correct = QPushButton()
        self._correct.clicked.connect(self._on_correct)
        self._retract = QPushButton()
        self._retract.clicked.connect(self._on_retract)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._correct)
        top.addWidget(self._retract)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 10)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self._title.setText(_("Last visits"))
        self.list.setAccessibleName(_("Last visits"))
        self._correct.setText(_("Correct"))
        self._empty.setText(_("Saved visits stand here, to be corrected or taken back."))
        self._show(list(self._visits.values()))

    def show_title(self, *, shown: bool) -> None:
        """Show what this is called; not where a switch above says it."""
        self._title.setVisible(shown)

    def reload(self) -> None:
        """Read the last visits anew."""
        log = self._context.desk.visits
        self._context.background.read(partial(log.latest, SHOWN), self._show)

    def _show(self, visits: list[Visit]) -> None:
        desk = self._context.desk
        today = desk.visits.today().isoformat()
        before = next(iter(self._visits), None)
        self._visits = {visit.id: visit for visit in visits}
        # A visit that was just saved is the one to correct.
        is_new = before != next(iter(self._visits), None)
        entries = [visit_entry(desk, visit, today) for visit in visits]
        self.list.show_entries(entries, keep_current=not is_new)
        self._empty.setVisible(not entries)
        self._on_current_changed()

    def focus_list(self) -> None:
        """Go to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def latest(self) -> Visit | None:
        """Return the newest visit that counts, or None."""
        return next((v for v in self._visits.values() if not v.retracted), None)

    def _current(self) -> Visit | None:
        return self._visits.get(self.list.current_key())

    def _on_current_changed(self) -> None:
        visit = self._current()
        self._correct.setEnabled(visit is not None and not visit.retracted)
        self._retract.setEnabled(visit is not None)
        retracted = visit is not None and visit.retracted
        self._retract.setText(_("Bring back") if retracted else _("Retract"))

    def _on_correct(self) -> None:
        if visit := self._current():
            self.correct_requested.emit(visit.id)

    def _on_retract(self) -> None:
        if visit := self._current():
            self.retract_requested.emit(visit.id, not visit.retracted)

    def _on_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Delete:
            self._on_retract()
