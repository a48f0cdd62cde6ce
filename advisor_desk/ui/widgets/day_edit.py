"""A field for a day: typed, stepped by the arrow keys, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import Final, cast

from PySide6.QtCore import QDate, QEvent, QLocale, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDateEdit,
    QSpinBox,
    QStyle,
    QToolButton,
    QWidget,
)

from advisor_desk.i18n import _, current_language

_EARLIEST: Final = date(2000, 1, 1)
_LATEST: Final = date(2099, 12, 31)
_SMALLEST_TARGET: Final = 24
"""Pixels of a day in the calendar, each way (WCAG 2.2, 2.5.8)."""

_CALENDAR_STYLE: Final = """
    QWidget#qt_calendar_navigationbar { background: palette(alternate-base); }
    QToolButton {
        background: transparent; color: palette(text); border: 1px solid transparent;
        padding: 4px 8px; min-width: 20px; min-height: 20px;
    }
    QToolButton:focus, QToolButton:hover { border: 1px solid palette(accent); }
    QToolButton::menu-indicator { image: none; }
"""
"""Qt's own bar of the calendar has arrows and words that cannot be read on dark ground."""


class DayEdit(QDateEdit):
    """Holds a day from 2000 to 2099; it is taken when it is complete, not after each digit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDateRange(_qdate(_EARLIEST), _qdate(_LATEST))
        self.setKeyboardTracking(False)
        self.setCalendarPopup(True)
        self._calendar = _Calendar(self)
        self.setCalendarWidget(self._calendar)

    def day(self) -> date:
        """Return the day."""
        return cast(date, self.date().toPython())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(_qdate(day))

    def retranslate(self) -> None:
        """Take the way of writing days of the current language, and its words."""
        self.setLocale(QLocale(current_language()))
        # Digits alone, so that it can be typed; in English in the one order nobody mistakes.
        self.setDisplayFormat("yyyy-MM-dd" if current_language() == "en" else "d.M.yyyy")
        self.setToolTip(_("Type a day, step with the arrow keys, or pick it from the calendar."))
        self._calendar.retranslate()

    def focusNextPrevChild(self, forward: bool, /) -> bool:  # noqa: FBT001, N802 - Qt's name and signature
        """Let Tab leave the field; Left and Right move between day, month and year."""
        return QWidget.focusNextPrevChild(self, forward)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size without Qt's own frame, which comes on top of the style sheet's."""
        frame = self.style().pixelMetric(QStyle.PixelMetric.PM_SpinBoxFrameWidth, None, self)
        return super().sizeHint() - QSize(0, frame)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: a day is never cut off."""
        return self.sizeHint()


class _Calendar(QCalendarWidget):
    """Qt's calendar in the colours of the theme, with named and large enough targets."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, QTextCharFormat())
        self.setStyleSheet(_CALENDAR_STYLE)
        for name, arrow in (("prevmonth", "‹"), ("nextmonth", "›")):
            button = self._button(name)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setText(arrow)
        self._grow()

    def _button(self, name: str) -> QToolButton:
        return cast(QToolButton, self.findChild(QToolButton, f"qt_calendar_{name}"))

    def retranslate(self) -> None:
        """Name what a screen reader reads."""
        self.setLocale(QLocale(current_language()))
        self.setAccessibleName(_("Calendar"))
        self._button("prevmonth").setAccessibleName(_("Month before"))
        self._button("nextmonth").setAccessibleName(_("Month after"))
        self._button("monthbutton").setAccessibleName(_("Month"))
        self._button("yearbutton").setAccessibleName(_("Year"))
        for year in self.findChildren(QSpinBox):
            year.setAccessibleName(_("Year"))

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's name
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def _grow(self) -> None:
        """Give each day of the six weeks, the names of the weekdays and the bar their room."""
        line = self.fontMetrics().height()
        day = max(line * 3 // 2, _SMALLEST_TARGET)
        width = max(self.fontMetrics().averageCharWidth() * 6, _SMALLEST_TARGET)
        self.setMinimumSize(width * 7, day * 7 + line * 3)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
