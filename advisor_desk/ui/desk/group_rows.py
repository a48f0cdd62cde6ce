"""A row of a group session in which several codes can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_desk.domain.visit import MULTI_FIELDS
from advisor_desk.i18n import _
from advisor_desk.services.explain import field_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.fields import Field, all_choices, choice, quick_choices
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice, ChoiceRow
from advisor_desk.ui.widgets.picker import Picker

_LARGE_TEXT = 120
"""Text size in per cent above which choices break into lines, as in the visit form."""


class SessionRow(QWidget):
    """Holds topics or languages; digits choose, "more" finds by typing.

    Signals:
        changed: the user chose otherwise.
    """

    changed = Signal()

    def __init__(self, context: Context, name: str, chosen: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._field = Field(name, MULTI_FIELDS[name], several=True)
        breaks = context.style.percent > _LARGE_TEXT
        self.row = ChoiceRow(name, several=True, breaks=breaks)
        self.row.changed.connect(self._on_changed)
        self.row.more_requested.connect(self._on_more)
        self.row.row_left.connect(self._on_left)
        desk, tag = context.desk, language()
        # A session is held in the languages that clients speak here.
        usual = self._field._replace(name="language") if name == "languages" else self._field
        quick = quick_choices(desk.codes, desk.settings, desk.choices, usual, tag)
        self.row.set_words(field_label(name), _("More…"), quick)
        if name == "topics":
            self.row.set_main_words(_("main topic"))
        self.row.set_chosen([choice(desk.codes, self._field.list_name, c, tag) for c in chosen])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.row)

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of what is chosen."""
        return self.row.chosen()

    def choices(self) -> list[Choice]:
        """Return what is chosen, with its words."""
        codes, tag = self._context.desk.codes, language()
        return [choice(codes, self._field.list_name, code, tag) for code in self.chosen()]

    def focus_row(self) -> None:
        """Go to the row."""
        self.row.focus_row()

    def _on_changed(self, _name: str) -> None:
        self.changed.emit()

    def _on_left(self, _name: str, step: int) -> None:
        self.focusNextPrevChild(step > 0)

    def _on_more(self, _name: str) -> None:
        desk, tag = self._context.desk, language()
        label = field_label(self._field.name)
        prompt = _("Type to find: {field}").format(field=label)
        day = desk.visits.today().isoformat()
        picker = Picker(label, prompt, all_choices(desk.codes, self._field, tag, day), self)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        if picked is not None:
            self.row.pick(choice(desk.codes, self._field.list_name, picked.id, tag))
