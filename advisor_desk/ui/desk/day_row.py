"""The day of a visit that is logged later: yesterday by one key, any earlier day by typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.visit import PARTS_OF_DAY, Draft, PartOfDay
from advisor_desk.i18n import _
from advisor_desk.services.explain import field_label
from advisor_desk.services.statistics import part_of_day_label
from advisor_desk.ui.widgets.choice_row import Choice, ChoiceRow
from advisor_desk.ui.widgets.day_edit import DayEdit, refusal
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel, set_role

_PART: Final = "part_of_day"


class DayRow(QWidget):
    """Holds the day and the part of the day; shown only where the day was set.

    Args:
        today: tells the local day.
        breaks: whether words break into lines, for large text.

    Signals:
        dated: the draft with the day or part of day that the user chose.
        left: go on to the rows of the form.
    """

    dated = Signal(object)
    left = Signal()

    def __init__(
        self, today: Callable[[], date], *, breaks: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._draft: Draft | None = None
        self._label = PlainLabel(role="heading")
        self._edit = DayEdit(today())
        self._label.setBuddy(self._edit)
        self._edit.day_changed.connect(self._on_day_changed)
        self._edit.refused.connect(self._on_refused)
        self._back = QPushButton()
        self._back.setProperty("role", "quiet")
        self._back.clicked.connect(self._on_back)
        self._note = PlainLabel(role="muted", wrap=True)
        self._part = ChoiceRow(_PART, breaks=breaks)
        self._part.changed.connect(self._on_part_changed)
        self._part.finished.connect(self._on_finished)
        self._part.row_left.connect(self._on_row_left)
        line = QWidget()
        flow = FlowLayout(line, 8)
        flow.addWidget(self._edit)
        flow.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(3)
        for part in (self._label, line, self._note, self._part):
            layout.addWidget(part)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self._label.setText(_("Day of the visit"))
        self._edit.setAccessibleName(_("Day of the visit"))
        self._edit.retranslate()
        self._back.setText(_("Back to today"))
        parts = [_choice(part) for part in PARTS_OF_DAY]
        self._part.set_words(field_label(_PART), "", parts)
        self._part.set_chosen([c for c in parts if c.id in self._part.chosen()])
        self._say("")

    def follow(self, draft: Draft) -> None:
        """Show the day of a draft, and the part of the day if it was chosen."""
        self._draft = draft
        self.setVisible(draft.dated)
        self._edit.set_day(date.fromisoformat(draft.visit.day))
        part = draft.visit.part_of_day
        self._part.set_chosen([] if _PART in draft.carried else [_choice(part)])
        self._part.set_hint("")
        self._back.setVisible(not draft.editing)

    def first_draft(self, draft: Draft) -> Draft:
        """Return a draft whose day is set: a new visit is of yesterday, with no part of day yet.

        The part of day at which it is logged says nothing about the visit, so it counts as
        carried over until one is chosen.
        """
        if draft.editing:
            return replace(draft, dated=True)
        yesterday = (self._today() - timedelta(1)).isoformat()
        return replace(
            draft,
            visit=replace(draft.visit, day=yesterday),
            carried=draft.carried | {_PART},
            dated=True,
        )

    def is_complete(self, draft: Draft) -> bool:
        """Tell whether nothing is missing of the day of a draft."""
        return not draft.dated or _PART not in draft.carried

    def ask_part(self) -> None:
        """Say that the part of the day is still missing, and go there."""
        self._part.set_hint(_("Choose the part of the day."), "bad")
        self._part.focus_row()

    def focus_part(self) -> None:
        """Go to the part of the day."""
        self._part.focus_row()

    def focus_day(self) -> None:
        """Go to the day, selected so that typing replaces it."""
        self._edit.setFocus(Qt.FocusReason.TabFocusReason)
        self._edit.selectAll()

    def _say(self, problem: str) -> None:
        text = problem or _("A visit that is logged on a later day is marked so.")
        self._note.setText(text)
        set_role(self._note, "bad" if problem else "muted")

    def _on_day_changed(self) -> None:
        draft, day, today = self._draft, self._edit.day(), self._today()
        if draft is None:
            return
        if day > today:
            self._edit.set_day(date.fromisoformat(draft.visit.day))
            self._say(_("The day lies in the future: choose today or an earlier day."))
            return
        self._say("")
        if day == today and not draft.editing:
            self._on_back()
        else:
            self.dated.emit(replace(draft, visit=replace(draft.visit, day=day.isoformat())))

    def _on_refused(self, typed: str) -> None:
        self._say(refusal(typed))

    def _on_back(self) -> None:
        """Let the visit be of today after all."""
        if self._draft is not None:
            today = self._today().isoformat()
            visit = replace(self._draft.visit, day=today)
            self.dated.emit(
                replace(
                    self._draft, visit=visit, carried=self._draft.carried - {_PART}, dated=False
                )
            )

    def _on_part_changed(self, _name: str) -> None:
        if self._draft is None:
            return
        chosen = self._part.chosen()
        if chosen:
            part = cast("PartOfDay", chosen[0])
            visit = replace(self._draft.visit, part_of_day=part)
            self.dated.emit(
                replace(self._draft, visit=visit, carried=self._draft.carried - {_PART})
            )
        else:
            self.dated.emit(replace(self._draft, carried=self._draft.carried | {_PART}))

    def _on_finished(self, _name: str) -> None:
        self.left.emit()

    def _on_row_left(self, _name: str, step: int) -> None:
        if step < 0:
            self.focus_day()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter after a typed day goes on to the part of the day; it does not save."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._edit.hasFocus():
            self._part.focus_row()
        else:
            super().keyPressEvent(event)


def _choice(part: PartOfDay) -> Choice:
    return Choice(part, part_of_day_label(part))
