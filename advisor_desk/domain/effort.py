"""What it takes to log a visit: measured on this machine, shown only as medians of the team."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

ENOUGH: Final = 5
"""Visits below which no median is shown: it would tell of one person's one day."""


class Effort(NamedTuple):
    """What one visit took.

    Attributes:
        picks: choices made.
        keys: key presses of all kinds, from the first touch to the save.
        seconds: from the first touch to the save.
    """

    picks: int
    keys: int
    seconds: float


class Measured(NamedTuple):
    """The effort of one visit, with what it is grouped by.

    Attributes:
        month: ISO month, e.g. `2026-11`.
        way: how the visit came into the log.
    """

    month: str
    way: str
    effort: Effort


class Medians(NamedTuple):
    """What visits of a month took that were logged in one way.

    Attributes:
        visits: how many were measured.
        picks, keys, seconds: medians; None where the visits are too few.
    """

    month: str
    way: str
    visits: int
    picks: float | None
    keys: float | None
    seconds: float | None


def medians(measured: Iterable[Measured]) -> list[Medians]:
    """Return medians by month and way, in their order; None below `ENOUGH` visits."""
    groups: dict[tuple[str, str], list[Effort]] = {}
    for one in measured:
        groups.setdefault((one.month, one.way), []).append(one.effort)
    return [_of(*key, groups[key]) for key in sorted(groups)]


def _of(month: str, way: str, efforts: list[Effort]) -> Medians:
    if len(efforts) < ENOUGH:
        return Medians(month, way, len(efforts), None, None, None)
    from statistics import median  # not needed to save a visit, as the rest is

    picks, keys, seconds = (median(values) for values in zip(*efforts, strict=True))
    return Medians(month, way, len(efforts), picks, keys, seconds)
