"""Catching up: half days for which visits are counted afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from advisor_desk.domain.holidays import is_public_holiday
from advisor_desk.domain.visit import PARTS_OF_DAY, PartOfDay, part_of_day

MOST_IN_CELL: Final = 99
MOST_VISITS: Final = 200
"""Visits of one half day that can be counted at once: more is a slip of the finger."""
DAYS_BACK: Final = 30
"""How far back a half day without visits is looked for."""

_HALVES: Final[tuple[tuple[PartOfDay, ...], ...]] = (
    ("afternoon", "evening"),
    ("morning", "midday"),
)
"""The halves of a day, the later one first; the first part of each stands for it."""

Counts = Mapping[tuple[str, str], int]
"""How many visits there were of a topic over a channel, by the ids of both."""


class HalfDay(NamedTuple):
    """A day and a part of it."""

    day: date
    part: PartOfDay


def is_past(half: HalfDay, now: datetime) -> bool:
    """Tell whether a part of a day is over."""
    if half.day != now.date():
        return half.day < now.date()
    return PARTS_OF_DAY.index(half.part) < PARTS_OF_DAY.index(part_of_day(now.time()))


def last_without_visits(now: datetime, logged: Collection[tuple[str, str]]) -> HalfDay:
    """Return the last half of a working day that is over and has no visits.

    Where each of the last `DAYS_BACK` days has some, the last half of a working day.

    Args:
        now: local time.
        logged: ISO days and parts of day that have visits.
    """
    past = list(_past_halves(now))
    for day, parts in past:
        if not any((day.isoformat(), part) in logged for part in parts):
            return HalfDay(day, parts[0])
    day, parts = past[0]
    return HalfDay(day, parts[0])


def _past_halves(now: datetime) -> Iterator[tuple[date, tuple[PartOfDay, ...]]]:
    for back in range(DAYS_BACK + 1):
        day = now.date() - timedelta(days=back)
        if day.weekday() >= 5 or is_public_holiday(day):
            continue
        for parts in _HALVES:
            if all(is_past(HalfDay(day, part), now) for part in parts):
                yield day, parts


def spread(counts: Counts) -> list[tuple[str, str]]:
    """Return the topic and channel of each visit that was counted, in the order of the counts."""
    return [pair for pair, count in counts.items() for _each in range(count)]
