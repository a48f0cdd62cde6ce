"""The button of one choice, and one whose words break into lines where the text is large."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QSize
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from advisor_desk.ui.widgets.properties import SHOW_MNEMONIC

_NARROWEST: Final = 14
"""Average characters below which a button is not squeezed."""


class Row(Protocol):
    """What a button tells of its keys and its focus."""

    def on_key(self, button: ChoiceButton, event: QKeyEvent) -> bool:
        """Handle a key; return whether it was one of the row's."""

    def on_focus(self) -> None:
        """Take note that a button of the row has the focus."""


class ChoiceButton(QPushButton):
    """A button of a row, which takes the row's keys from it; without a row it has its own.

    A class instead of an event filter: a filter is called for each of the thousand events
    that a window's first picture takes.
    """

    def __init__(self, row: Row | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = row

    def set_words(self, words: str) -> None:
        """Show words as they are."""
        self.setText(words.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Offer the key to the row first."""
        if self._row is None or not self._row.on_key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's name
        """Let the row know where the focus is."""
        super().focusInEvent(event)
        if self._row is not None:
            self._row.on_focus()


class BreakingButton(ChoiceButton):
    """Breaks its words into lines where it has no room for them; Qt breaks no text of a button.

    For large text only: each of its methods is called some hundred times while a form is laid
    out, which the first picture of a window has no time for.
    """

    def __init__(self, row: Row | None, parent: QWidget) -> None:
        super().__init__(row, parent)
        self._words = ""
        grows = QSizePolicy.Policy.Preferred
        self.setSizePolicy(grows, grows)

    def set_words(self, words: str) -> None:
        """Show words, broken where there is no room for them."""
        self._words = words
        self._break()

    def _break(self) -> None:
        text = self._broken(self.width() - self._around().width()).replace("&", "&&")
        if self.text() != text:
            self.setText(text)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that the words can break."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the words on one line."""
        return self._text_size(self._words) + self._around()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size at which most words stand unbroken."""
        size = self.sizeHint()
        least = self.fontMetrics().averageCharWidth() * _NARROWEST
        return QSize(min(size.width(), least), size.height())

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802 - Qt's name
        """Return the height of the words broken into lines of a width."""
        around = self._around()
        return (self._text_size(self._broken(width - around.width())) + around).height()

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Break the words where there is too little room."""
        super().resizeEvent(event)
        self._break()

    def _around(self) -> QSize:
        """Return the room that the style takes around the text."""
        return super().sizeHint() - self._text_size(self.text().replace("&&", "&"))

    def _text_size(self, text: str) -> QSize:
        return self.fontMetrics().size(SHOW_MNEMONIC, text.replace("&", "&&"))

    def _broken(self, room: int) -> str:
        """Return the words with breaks between them, and within a word that is wider."""
        wide, lines, line = self.fontMetrics().horizontalAdvance, [], ""
        if wide(self._words) <= room:
            return self._words
        for word in self._words.split(" "):
            longer = f"{line} {word}" if line else word
            if wide(longer) <= room:
                line = longer
                continue
            if line.strip():
                lines.append(line)
            line = word
            while wide(line) > room and len(line) > 1:
                end = next((n for n in range(len(line), 1, -1) if wide(line[:n]) <= room), 1)
                lines.append(line[:end])
                line = line[end:]
        return "\n".join([*lines, line])
