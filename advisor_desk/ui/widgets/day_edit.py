"""A field for a day, typed as people write it or stepped by the arrow keys.

Qt's own QDateEdit takes typed parts one by one: 31.12. typed over a day of November becomes
30.11., and no style sheet makes its calendar readable in the dark.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from advisor_desk.i18n import _, current_language

_EARLIEST: Final = date(2000, 1, 1)
_LATEST: Final = date(2099, 12, 31)
_STEPS: Final = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_EXAMPLE: Final = date(2026, 11, 21)
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", re.ASCII)


class DayEdit(QLineEdit):
    """Holds a day from 2000 to 2099. What is typed is taken by Enter or when the field is left.

    Signals:
        day_changed: the user set another day.
        refused: what was typed is no day; the day before stays.
    """

    day_changed = Signal()
    refused = Signal(str)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self.setMaxLength(20)
        self.editingFinished.connect(self._take)
        self.retranslate()

    def day(self) -> date:
        """Return the day."""
        return self._day

    def set_day(self, day: date) -> None:
        """Show a day, without telling."""
        self._day = day
        self.setText(written_day(day))

    def retranslate(self) -> None:
        """Take the way of writing days of the current language."""
        self.setText(written_day(self._day))
        hint = _("A day such as {example}. Up and Down go to the day after and before.")
        hint = hint.format(example=written_day(_EXAMPLE))
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the longest day."""
        letters = self.fontMetrics().horizontalAdvance("00.00.0000")
        return QSize(
            letters + self.fontMetrics().averageCharWidth() * 6, super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: a day is never cut off."""
        return self.sizeHint()

    def _take(self) -> None:
        """Take over what was typed, or show the day before again."""
        typed = self.text()
        day = read_day(typed)
        if day is None:
            self.set_day(self._day)
            self.refused.emit(typed)
        else:
            self._change(day)

    def _change(self, day: date) -> None:
        changed = day != self._day
        self.set_day(day)
        if changed:
            self.day_changed.emit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Step by Up and Down; Enter goes on to the window only with a day."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            stepped = (read_day(self.text()) or self._day) + timedelta(_STEPS[key])
            if _EARLIEST <= stepped <= _LATEST:
                self._change(stepped)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and read_day(self.text()) is None:
            self._take()
        else:
            super().keyPressEvent(event)


def written_day(day: date) -> str:
    """Return a day as it is typed: `21.11.2026`, or in English `2026-11-21`."""
    if current_language() == "en":
        return day.isoformat()
    return f"{day.day}.{day.month}.{day.year}"


def read_day(text: str) -> date | None:
    """Return the day of a text in either way of writing; None if it is none or out of range."""
    found = _DOTTED.fullmatch(text.strip())
    try:
        if found:
            day = date(int(found[3]), int(found[2]), int(found[1]))
        else:
            day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if _EARLIEST <= day <= _LATEST else None


def refusal(typed: str) -> str:
    """Return the sentence for what is no day."""
    text = _("“{text}” is not a day. Write it like {example}.")
    return text.format(text=typed, example=written_day(_EXAMPLE))
