"""Editors of text: some lines that grow with the font, and one text in three languages."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.i18n import LANGUAGE_NAMES, _
from advisor_desk.ui.widgets.labels import PlainLabel

MAX_LINE: Final = 500
MAX_TEXT: Final = 20_000
_NARROWEST: Final = 20
"""Average characters below which no text is squeezed."""
_BESIDE: Final = 84
"""Average characters of width from which on the three languages stand side by side."""


class TextArea(QPlainTextEdit):
    """A text of some lines; Tab leaves it, and the wheel scrolls the page where it has no more."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def _fit(self) -> None:
        around = 2 * (self.frameWidth() + round(self.document().documentMargin())) + 8
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + around)

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's name
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def wheelEvent(self, event: QWheelEvent, /) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page unless the text itself has more than is shown."""
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


Editor = QLineEdit | TextArea


def text_of(editor: Editor) -> str:
    """Return what was typed, without space around it."""
    typed = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
    return typed[:MAX_TEXT].strip()


def put_text(editor: Editor, text: str) -> None:
    """Show a text, without telling."""
    blocked = editor.blockSignals(True)
    if isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.setCursorPosition(0)
    else:
        editor.setPlainText(text)
    editor.blockSignals(blocked)


class TextsRow(QWidget):
    """Three editors of one text.

    Args:
        name: what the text is called, for a screen reader.
        lines: how many lines each has room for.

    Signals:
        changed: the user changed a text.
    """

    changed = Signal()

    def __init__(self, name: str, lines: int = 1) -> None:
        super().__init__()
        self._shown = LocalText()
        self._beside = True
        self.editors: dict[str, Editor] = {}
        self._labels: list[PlainLabel] = []
        for tag in LANGUAGES:
            editor: Editor = TextArea(lines) if lines > 1 else QLineEdit()
            if isinstance(editor, QLineEdit):
                editor.setMaxLength(MAX_LINE)
            spoken = _("{field}, {language}").format(field=name, language=LANGUAGE_NAMES[tag])
            editor.setAccessibleName(spoken)
            editor.textChanged.connect(self._on_changed)
            label = PlainLabel(LANGUAGE_NAMES[tag], role="muted")
            label.setBuddy(editor)
            self.editors[tag] = editor
            self._labels.append(label)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._place()

    def value(self) -> LocalText:
        """Return the texts; one that was not touched is exactly as it was shown."""
        kept = self._shown._asdict()
        typed = {tag: text_of(editor) for tag, editor in self.editors.items()}
        return LocalText(
            **{tag: kept[tag] if kept[tag].strip() == text else text for tag, text in typed.items()}
        )

    def show_value(self, value: LocalText) -> None:
        """Show the texts, without telling."""
        self._shown = value
        for tag in LANGUAGES:
            put_text(self.editors[tag], value.get(tag))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of one text: with less room they stand below each other."""
        width = self.fontMetrics().averageCharWidth() * _NARROWEST
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stand the languages below each other where there is too little room."""
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE
        if beside != self._beside:
            self._beside = beside
            self._place()

    def _place(self) -> None:
        for number, (label, editor) in enumerate(
            zip(self._labels, self.editors.values(), strict=True)
        ):
            row, column = (0, number) if self._beside else (2 * number, 0)
            self._grid.addWidget(label, row, column)
            self._grid.addWidget(editor, row + 1, column)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if self._beside or column == 0 else 0)

    def _on_changed(self) -> None:
        self.changed.emit()
