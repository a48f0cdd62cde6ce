"""When a series of a calendar takes place, as far as it is plain: each day, or days of each week.

A rule of a foreign file can be made so that a general reader looks for its next time for ever.
These two kinds always come to the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import count, islice, takewhile
from typing import Any, Final

MOST_REPEATS: Final = 400
"""Times of one series that are taken: every day for a year."""
_LONGEST: Final = 6_000
"""Times that are looked at, for a series that began years ago."""
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_READ: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})


def occurrences(
    rule: Mapping[str, Sequence[Any]], start: datetime, last: date
) -> list[datetime] | None:
    """Return the local times of a series until a day, itself included.

    Args:
        rule: the parts of an RRULE (RFC 5545, 3.3.10) by name, each with its values.
        start: the first time.
        last: the last day of interest; `UNTIL` is for the caller.

    Returns:
        The times in order, or None for a rule that is not read.
    """
    frequency = str(next(iter(rule.get("FREQ", ())), "")).upper()
    every, most = _number(rule, "INTERVAL", 1), _number(rule, "COUNT", _LONGEST)
    if not set(rule) <= _READ or every is None or most is None:
        return None
    if frequency == "DAILY" and "BYDAY" not in rule:
        times: Iterator[datetime] = _daily(start, every)
    elif frequency == "WEEKLY":
        days = [str(day).upper() for day in rule.get("BYDAY", ())]
        if not set(days) <= set(_WEEKDAYS):
            return None
        begins = str(next(iter(rule.get("WKST", ())), "MO")).upper()
        if begins not in _WEEKDAYS:
            return None
        numbers = sorted({_WEEKDAYS.index(day) for day in days}) or [start.weekday()]
        times = _weekly(start, every, numbers, _WEEKDAYS.index(begins))
    else:
        return None
    return list(takewhile(lambda time: time.date() <= last, islice(times, min(most, _LONGEST))))


def _number(rule: Mapping[str, Sequence[Any]], name: str, default: int) -> int | None:
    """Return a number from 1 on; None where it is none."""
    if name not in rule:
        return default
    value = next(iter(rule[name]), None)
    return value if isinstance(value, int) and 1 <= value <= _LONGEST else None


def _daily(start: datetime, every: int) -> Iterator[datetime]:
    for step in count():
        try:
            yield start + timedelta(days=step * every)
        except OverflowError:
            return


def _weekly(start: datetime, every: int, days: Sequence[int], begins: int) -> Iterator[datetime]:
    """Give the times on some weekdays (Monday is 0) of every so many weeks."""
    into = (start.weekday() - begins) % 7
    order = sorted((day - begins) % 7 for day in days)
    for step in count():
        for day in order:
            days_on = step * every * 7 + day - into
            if days_on < 0:  # before the first time, in its week
                continue
            try:
                yield start + timedelta(days=days_on)
            except OverflowError:
                return
