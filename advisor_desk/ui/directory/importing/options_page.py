"""What a source is known as here, and what is taken of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from advisor_desk.domain.imports import Catalogue
from advisor_desk.i18n import _
from advisor_desk.services.import_words import FORMAT_NAMES, source_words
from advisor_desk.ui.directory.importing.columns_page import ColumnsPage
from advisor_desk.ui.directory.importing.selection_page import SelectionPage
from advisor_desk.ui.directory.importing.source_page import labelled
from advisor_desk.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from advisor_desk.services.importing import Selection


class OptionsPage(QWidget):
    """What a source is known as here, and its columns or the selection."""

    def __init__(self) -> None:
        super().__init__()
        self._catalogue: Catalogue | None = None
        self.part: QWidget | None = None
        self.kind = PlainLabel(role="title", wrap=True)
        self.licence = PlainLabel(role="muted", wrap=True)
        self.name = QLineEdit()
        self.name.setMaxLength(100)
        self.attribution = QLineEdit()
        self.attribution.setMaxLength(200)
        self.partial = QCheckBox(_("Only a part of the source: mark nothing as gone"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.kind)
        self._column.addWidget(self.licence)
        self._column.addWidget(labelled(_("Name of the source at this desk"), self.name))
        self._column.addWidget(self.name)
        hint = _("Shown with each record, and given along where it is handed on.")
        self._column.addWidget(labelled(_("Whose data it is"), self.attribution, hint))
        self._column.addWidget(self.attribution)
        self._column.addWidget(self.partial)
        self._column.addSpacing(8)
        self._column.addStretch(1)

    def show_source(self, format_name: str, catalogue: Catalogue, part: QWidget | None) -> None:
        """Show what a source turned out to be."""
        self._catalogue = catalogue
        self.kind.setText(_(FORMAT_NAMES[format_name]))
        self.licence.setText(source_words(catalogue))
        self.licence.setVisible(bool(catalogue.attribution))
        self.name.setText(catalogue.name)
        self.attribution.setText(catalogue.attribution)
        self.partial.setChecked(False)
        if self.part is not None:
            self._column.removeWidget(self.part)
            self.part.hide()
            self.part.deleteLater()
        self.part = part
        if part is not None:
            self._column.insertWidget(self._column.count() - 1, part)

    def focus_start(self) -> None:
        """Go to the first field."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def catalogue(self) -> Catalogue:
        """Return the source under the name that it was given."""
        assert self._catalogue is not None
        return replace(
            self._catalogue,
            name=self.name.text().strip() or self._catalogue.name,
            attribution=self.attribution.text().strip(),
        )

    def complete(self) -> bool:
        """Tell whether what is missing is to be marked as gone."""
        return not self.partial.isChecked()

    def columns(self) -> dict[str, str] | None:
        """Return our fields by heading; None where there are no columns."""
        return self.part.columns() if isinstance(self.part, ColumnsPage) else None

    def selection(self) -> Selection | None:
        """Return what is wanted; None for everything."""
        return self.part.selection() if isinstance(self.part, SelectionPage) else None
