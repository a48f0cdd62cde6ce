"""Which file or folder to import, and in which format it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from advisor_desk.i18n import _
from advisor_desk.services.import_words import FORMAT_NAMES
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel


class SourcePage(QWidget):
    """Asks for the source.

    Signals:
        confirmed: Enter was pressed in the line of the source.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = QLineEdit()
        self.source.returnPressed.connect(self.confirmed)
        self.file = QPushButton(_("Choose a file…"))
        self.file.setAutoDefault(False)
        self.file.clicked.connect(self._on_file)
        self.folder = QPushButton(_("Choose a folder…"))
        self.folder.setAutoDefault(False)
        self.folder.clicked.connect(self._on_folder)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key = QWidget()
        self.source.textChanged.connect(self._on_source)
        self.format = WordBox()
        self.format.addItem(_("Told by the content"), "")
        for name, words in FORMAT_NAMES.items():
            self.format.addItem(_(words), name)
        self._place()

    def _place(self) -> None:
        intro = _(
            "Services come in from a table of your own, the Helsinki service map, Suomi.fi PTV or"
            " HSDS. First you see what would change; nothing that was edited at this desk is"
            " overwritten."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(intro, wrap=True))
        column.addSpacing(8)
        column.addWidget(labelled(_("File, folder or web address"), self.source))
        column.addWidget(self.source)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.file)
        flow.addWidget(self.folder)
        column.addWidget(buttons)
        hint = _("Version 12 of PTV wants the key of your organisation. It is kept nowhere.")
        keyed = QVBoxLayout(self._key)
        keyed.setContentsMargins(0, 8, 0, 0)
        keyed.setSpacing(6)
        keyed.addWidget(labelled(_("Key for the server"), self.key, hint))
        keyed.addWidget(self.key)
        keyed.addWidget(PlainLabel(hint, role="muted", wrap=True))
        self._key.hide()
        column.addWidget(self._key)
        column.addSpacing(8)
        column.addWidget(labelled(_("Format"), self.format))
        column.addWidget(self.format)
        column.addStretch(1)

    def value(self) -> str:
        """Return the source as it was typed or chosen."""
        return self.source.text().strip().removeprefix("file://")

    def format_name(self) -> str:
        """Return the format that was chosen, or an empty string to tell it by the content."""
        return self.format.currentData() or ""

    def _on_source(self, text: str) -> None:
        """Ask for a key where the source is a server."""
        self._key.setVisible("://" in text and not text.strip().startswith("file://"))

    def _on_file(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFile, _("Choose a file"))

    def _on_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory, _("Choose a folder"))

    def _ask(self, mode: QFileDialog.FileMode, title: str) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(self.value()).parent if self.value() else None
        folder = str(start) if start else QStandardPaths.writableLocation(documents)
        dialog = QFileDialog(self, title, folder)
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFile:
            known = _("Tables, JSON and archives ({patterns})").format(
                patterns="*.csv *.txt *.xlsx *.json *.zip"
            )
            dialog.setNameFilters([known, _("All files ({patterns})").format(patterns="*")])
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        files = dialog.selectedFiles()
        dialog.deleteLater()
        if accepted and files:
            self.source.setText(files[0])
            self.source.setFocus()


def labelled(text: str, field: QWidget, hint: str = "") -> PlainLabel:
    """Return the label of a field, which gets its name from it."""
    label = PlainLabel(text, role="heading", wrap=True)
    label.setBuddy(field)
    field.setAccessibleName(text)
    if hint:
        field.setAccessibleDescription(hint)
    return label
