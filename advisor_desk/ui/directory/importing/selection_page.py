"""Which services of a large catalogue are wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from advisor_desk.i18n import _
from advisor_desk.ui.directory.importing.source_page import labelled
from advisor_desk.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from advisor_desk.services.importing import Selection


class SelectionPage(QWidget):
    """Shows the selection, a line for each class, life event and word, and lets it be changed."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self.everything = QCheckBox(_("Take all services"))
        self.everything.toggled.connect(self._on_everything)
        self.classes = _lines(selection.classes)
        self.life_events = _lines(selection.life_events)
        self.keywords = _lines(selection.keywords)
        self._fields = (
            (_("Service classes, such as P22 and all below it"), self.classes),
            (_("Life events, such as KE5"), self.life_events),
            (_("Words that names, summaries or keywords begin with"), self.keywords),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(_("Which services are taken"), role="title", wrap=True))
        intro = _("A service is taken that meets any line below. Those taken before are followed.")
        column.addWidget(PlainLabel(intro, wrap=True))
        column.addWidget(self.everything)
        for text, field in self._fields:
            column.addWidget(labelled(text, field))
            column.addWidget(field)
        column.addStretch(1)

    def selection(self) -> Selection | None:
        """Return what is wanted; None for everything."""
        if self.everything.isChecked():
            return None
        return replace(
            self._selection,
            classes=_values(self.classes),
            life_events=_values(self.life_events),
            keywords=_values(self.keywords),
        )

    def _on_everything(self, checked: bool) -> None:
        for _text, field in self._fields:
            field.setEnabled(not checked)


def _lines(values: tuple[str, ...]) -> QPlainTextEdit:
    edit = QPlainTextEdit("\n".join(values))
    edit.setTabChangesFocus(True)
    edit.setMinimumHeight(edit.fontMetrics().lineSpacing() * 5)
    return edit


def _values(edit: QPlainTextEdit) -> tuple[str, ...]:
    lines = (line.strip() for line in edit.toPlainText().splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))
