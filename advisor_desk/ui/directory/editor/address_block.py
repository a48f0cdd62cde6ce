"""The visiting address of a record."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from advisor_desk.domain.directory import Address
from advisor_desk.i18n import _
from advisor_desk.ui.directory.editor.blocks import Block
from advisor_desk.ui.directory.editor.rows import confidential_box, titled
from advisor_desk.ui.directory.editor.texts import MAX_LINE, TextsRow, put_text, text_of
from advisor_desk.ui.widgets.labels import PlainLabel


class AddressBlock(Block):
    """Street, postal code, city, the way in, and whether it may be given out."""

    def __init__(self, field: str, label: str) -> None:
        super().__init__(field, label)
        self._shown = Address()
        self.street = self._texts(_("Street and number"))
        self.postal_code = self._line(_("Postal code"))
        self.city = self._line(_("City"))
        self.access = self._texts(_("How to get there and in"))
        self.confidential = confidential_box()
        self.confidential.toggled.connect(self._tell)
        self.body.addWidget(self.confidential)

    def _texts(self, name: str) -> TextsRow:
        self.body.addWidget(PlainLabel(name, role="muted"))
        row = TextsRow(name)
        row.changed.connect(self.changed)
        self.body.addWidget(row)
        return row

    def _line(self, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setMaxLength(MAX_LINE)
        edit.textChanged.connect(self._tell)
        titled(name, edit, self.body)
        return edit

    def value(self) -> Address:
        """Return the address."""
        typed = replace(
            self._shown,
            street=self.street.value(),
            postal_code=text_of(self.postal_code),
            city=text_of(self.city),
            access=self.access.value(),
            confidential=self.confidential.isChecked(),
        )
        if (typed.street, typed.postal_code, typed.city) == (
            self._shown.street,
            self._shown.postal_code,
            self._shown.city,
        ):
            return typed
        # The degrees were those of the address before.
        return replace(typed, latitude=None, longitude=None)

    def show_value(self, value: Address) -> None:
        """Show an address."""
        self._shown = value
        self.street.show_value(value.street)
        put_text(self.postal_code, value.postal_code)
        put_text(self.city, value.city)
        self.access.show_value(value.access)
        blocked = self.confidential.blockSignals(True)
        self.confidential.setChecked(value.confidential)
        self.confidential.blockSignals(blocked)

    def first(self) -> QWidget:
        """Return the editor of the street."""
        return self.street.editors["fi"]
