"""The rows of a visit by several people: adults and children."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_desk.domain.visit import MAX_PEOPLE, Visit
from advisor_desk.i18n import _
from advisor_desk.services.explain import field_label
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.count_row import CountRow

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL: Final = {"adults": 1, "children": 0}
"""How many there are in most visits."""

_SHOWN: Final = {"adults": range(1, 7), "children": range(6)}


class People(QWidget):
    """Holds the two rows; what they tell is heard by the form, as of its other rows.

    Attributes:
        rows: by the name of the field.
    """

    def __init__(self, *, breaks: bool) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(9)
        self.rows: Mapping[str, CountRow] = {
            name: CountRow(name, usual, breaks=breaks) for name, usual in USUAL.items()
        }
        for row in self.rows.values():
            layout.addWidget(row)

    def retranslate(self) -> None:
        """Take the words of the current language."""
        for name, row in self.rows.items():
            row.set_number_words(field_label(name), _("More…"), _SHOWN[name])

    def show_visit(self, visit: Visit) -> None:
        """Show the numbers of a visit, without telling."""
        for name, row in self.rows.items():
            row.set_number(getattr(visit, name))
            row.set_hint("")

    def pick_any(self, name: str, parent: QWidget) -> None:
        """Let any number of a row be typed."""
        from advisor_desk.ui.widgets.picker import Picker

        label = field_label(name)
        numbers = [Choice(str(number), str(number)) for number in range(MAX_PEOPLE + 1)]
        prompt = _("Type a number: {field}").format(field=label)
        picker = Picker(label, prompt, numbers, parent)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        if picked is not None:
            self.rows[name].pick(picked)
