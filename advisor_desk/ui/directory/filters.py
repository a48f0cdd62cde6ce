"""The filters of the directory, in one column."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from advisor_desk.i18n import N_, _
from advisor_desk.services.browsing import InUse
from advisor_desk.services.codes import Codes
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.ui.presenters.words import kind_name, language
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.filter_box import FilterBox
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.search_field import SearchField

_BOXES: Final = {
    "topic": (N_("Topic"), N_("All topics")),
    "municipality": (N_("Municipality"), N_("All municipalities")),
    "language": (N_("Language"), N_("All languages")),
    "kind": (N_("Kind"), N_("All kinds")),
}
"""The words of each filter by the field of `ServiceFilter`, in the order of the column."""


class FilterColumn(QScrollArea):
    """Asks what the directory is narrowed to.

    Signals:
        changed: a filter was changed by the user, or all were cleared.
        moved: -1 or 1: an arrow key in the name field, for the list.
        confirmed: Enter in the name field.
        left: Escape in the empty name field.
    """

    changed = Signal()
    moved = Signal(int)
    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name_label = PlainLabel(role="heading")
        self.name = SearchField()
        self._name_label.setBuddy(self.name)
        self.name.searched.connect(self.changed)
        self.name.moved.connect(self.moved)
        self.name.confirmed.connect(self.confirmed)
        self.name.escaped.connect(self.left)
        self.boxes = {field: FilterBox() for field in _BOXES}
        self.open_now = QCheckBox()
        self.open_now.clicked.connect(self.changed)
        self.clear_button = QPushButton()
        self.clear_button.clicked.connect(self.clear)
        self._place()

    def _place(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(3)
        layout.addWidget(self._name_label)
        layout.addWidget(self.name)
        layout.addSpacing(9)
        for box in self.boxes.values():
            box.changed.connect(self.changed)
            layout.addWidget(box)
            layout.addSpacing(9)
        layout.addWidget(self.open_now)
        layout.addSpacing(9)
        layout.addWidget(self.clear_button)
        layout.addStretch(1)
        self.setWidget(inside)

    def retranslate(self) -> None:
        """Take the words of the current language; `show_offer` follows with those of the values."""
        self._name_label.setText(_("Name"))
        self.name.setAccessibleName(_("Name"))
        self.name.setPlaceholderText(_("Words of the name"))
        for field, (label, every) in _BOXES.items():
            self.boxes[field].set_words(_(label), _(every))
        self.open_now.setText(_("Open now"))
        self.clear_button.setText(_("Clear filters"))

    def show_offer(self, in_use: InUse, codes: Codes, own_municipality: str) -> None:
        """Offer the values that occur; the municipality of the point stands first."""
        tag, book = language(), codes.book
        heads = frozenset(c.id for c in book.children("topic", None))

        def labelled(list_name: str, ids: tuple[str, ...]) -> list[Choice]:
            return [Choice(code, book.label(list_name, code, tag)) for code in ids]

        places = tuple(sorted(in_use.municipalities, key=lambda code: code != own_municipality))
        self.boxes["topic"].show_choices(labelled("topic", in_use.topics), heads)
        self.boxes["municipality"].show_choices(labelled("municipality", places))
        self.boxes["language"].show_choices(labelled("language", in_use.languages))
        self.boxes["kind"].show_choices([Choice(kind, kind_name(kind)) for kind in in_use.kinds])

    def wanted(self) -> ServiceFilter:
        """Return the filter, without the words of the name."""
        values = {field: box.value() for field, box in self.boxes.items()}
        return ServiceFilter(**values, open_now=self.open_now.isChecked())

    def place(self) -> str:
        """Return the name of the municipality asked for, or an empty string."""
        box = self.boxes["municipality"]
        return box.text() if box.value() else ""

    def field_name(self, field: str) -> str:
        """Return what a filter is called; `name` and `open_now` are among the fields."""
        if field in _BOXES:
            return _(_BOXES[field][0])
        return _("Open now") if field == "open_now" else _("Name")

    def drop(self, field: str) -> None:
        """Take one filter away."""
        if field == "name":
            self.name.clear()  # tells by itself
            return
        if field == "open_now":
            self.open_now.setChecked(False)
        else:
            self.boxes[field].set_value("")
        self.changed.emit()

    def clear(self) -> None:
        """Take all filters away."""
        for box in self.boxes.values():
            box.set_value("")
        self.open_now.setChecked(False)
        if self.name.text():
            self.name.clear()  # tells by itself
        else:
            self.changed.emit()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
