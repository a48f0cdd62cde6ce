"""Periods of local days for statistics and exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

Preset = Literal[
    "today", "this-week", "this-month", "last-month", "quarter", "year-to-date", "last-12-months"
]
PRESETS: Final[tuple[Preset, ...]] = get_args(Preset)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole local days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins.

        Raises:
            ValueError: the ends are the wrong way round.
        """
        if self.last < self.first:
            raise ValueError(f"period ends {self.last} before it begins {self.first}")

    def contains(self, day: date) -> bool:
        """Tell whether a day lies in the period."""
        return self.first <= day <= self.last


def preset_period(preset: Preset, today: date) -> Period:
    """Return the days of a preset as seen on a day; none reaches into the future."""
    if preset == "last-month":
        last = today.replace(day=1) - timedelta(days=1)
        return Period(last.replace(day=1), last)
    first_days: dict[Preset, date] = {
        "today": today,
        "this-week": today - timedelta(days=today.weekday()),
        "this-month": today.replace(day=1),
        "quarter": today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1),
        "year-to-date": today.replace(month=1, day=1),
        "last-12-months": _year_before(today) + timedelta(days=1),
    }
    return Period(first_days[preset], today)


def _year_before(day: date) -> date:
    """Return the same day a year before; 29 February becomes 28 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
