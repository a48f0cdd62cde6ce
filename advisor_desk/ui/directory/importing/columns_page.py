"""Which column of a table is which of our fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from advisor_desk.i18n import LANGUAGE_NAMES, N_, _
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from advisor_desk.services.importing import TableLook

_MOST: Final = 80
"""Columns that are offered; a desk's own list has ten or twenty."""
_LONGEST_SAMPLE: Final = 60

COLUMN_NAMES: Final = {
    "id": N_("Id in the list"),
    "name": N_("Name"),
    "other_names": N_("Other names"),
    "description": N_("Description"),
    "organization": N_("Organisation"),
    "business_id": N_("Business id"),
    "phone": N_("Phone numbers"),
    "email": N_("E-mail addresses"),
    "website": N_("Web page"),
    "street": N_("Street and number"),
    "postal_code": N_("Postal code"),
    "city": N_("City"),
    "municipality": N_("Municipalities"),
    "hours": N_("Opening hours"),
    "languages": N_("Languages spoken"),
    "interpreted": N_("Languages with an interpreter"),
    "eligibility": N_("For whom"),
    "bring": N_("Bring along"),
    "how_to_apply": N_("How to apply"),
    "price": N_("Price"),
    "topics": N_("Topics"),
    "kind": N_("Kind"),
    "note": N_("Note"),
}
"""What each field of a column is called; with a language behind it, see `column_name`."""


def column_name(field: str) -> str:
    """Return what a field of a column is called, with its language where it has one."""
    if field in COLUMN_NAMES:
        return _(COLUMN_NAMES[field])
    name, _mark, tag = field.rpartition("_")
    return _("{field} ({language})").format(
        field=_(COLUMN_NAMES[name]), language=LANGUAGE_NAMES[tag]
    )


class ColumnsPage(QWidget):
    """Shows each heading with a sample, and what it is taken as.

    Signals:
        changed: a column was given another field.
    """

    changed = Signal()

    def __init__(
        self, look: TableLook, fields: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.boxes: dict[str, WordBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        titles = (_("Column and its first values"), _("Taken as"))
        for number, title in enumerate(titles):
            grid.addWidget(PlainLabel(title, role="heading", wrap=True), 0, number)
        for position, heading in enumerate(look.headings[:_MOST]):
            if heading and heading not in self.boxes:
                self._add(grid, position, look, fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(PlainLabel(_("What the columns hold"), role="title", wrap=True))
        column.addLayout(grid)
        column.addStretch(1)

    def _add(
        self, grid: QGridLayout, position: int, look: TableLook, fields: tuple[str, ...]
    ) -> None:
        heading = look.headings[position]
        samples = [row[position] for row in look.samples if position < len(row) and row[position]]
        sample = " ".join(" · ".join(samples).split())
        if len(sample) > _LONGEST_SAMPLE:
            sample = f"{sample[:_LONGEST_SAMPLE]}…"
        box = WordBox()
        box.addItem(_("Left out"), "")
        for field in fields:
            box.addItem(column_name(field), field)
        box.setCurrentIndex(max(box.findData(look.columns.get(heading, "")), 0))
        box.setAccessibleName(heading)
        box.setAccessibleDescription(sample)
        box.activated.connect(self._on_activated)
        label = PlainLabel(heading, wrap=True)
        label.setBuddy(box)
        row = grid.rowCount()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label)
        words.addWidget(PlainLabel(sample, role="muted", wrap=True))
        grid.addLayout(words, row, 0)
        grid.addWidget(box, row, 1)
        self.boxes[heading] = box

    def columns(self) -> dict[str, str]:
        """Return our fields by heading; what is left out is not among them."""
        chosen = {heading: box.currentData() or "" for heading, box in self.boxes.items()}
        return {heading: field for heading, field in chosen.items() if field}

    def _on_activated(self, _index: int) -> None:
        self.changed.emit()
