"""The order in which a row of the form offers its choices: by how often they are chosen here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from advisor_desk.domain.failures import Failure
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.storage.choice_counts import choice_counts
from advisor_desk.storage.database import Database

COUNTED_DAYS: Final = 90
"""Days before today whose choices count."""

_SHIPPED: Final = 4
"""Choices that one of the shipped first ones is counted to have had anyhow."""


class ChoiceOrder:
    """Knows how often each code was chosen here on the days before today.

    Counts of a field are read when its row is first made (under 1 ms) and kept until the day ends:
    the order never changes within a day.
    """

    def __init__(self, database: Database, clock: Clock = local_now) -> None:
        self._database = database
        self._clock = clock
        self._day = ""
        self._counts: dict[str, Mapping[str, int]] = {}

    @property
    def day(self) -> str:
        """The ISO day for which the order stands."""
        return self._clock().date().isoformat()

    def counts(self, field: str) -> Mapping[str, int]:
        """Return how often each code of a field was chosen; nothing where it cannot be read."""
        today = self._clock().date()
        day = today.isoformat()
        if day != self._day:
            self._day, self._counts = day, {}
        if field not in self._counts:
            first = (today - timedelta(COUNTED_DAYS)).isoformat()
            try:
                with self._database.reading() as connection:
                    self._counts[field] = choice_counts(connection, field, first, day)
            except Failure:
                # Whoever saves next is told of it; the shipped order serves as well.
                self._counts[field] = {}
        return self._counts[field]


def by_use(shipped: Sequence[str], others: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """Return codes in the order in which they are offered.

    A code goes before another only where it is clearly used more, by a factor of about 1.4:
    so the numbers of choices stay what they were for weeks. The shipped first choices begin
    with a few, and codes used about equally often stand in the shipped order.

    Args:
        shipped: ids that are offered where nothing was counted yet, in order.
        others: all other ids, in order; offered only if they were chosen.
        counts: how often each was chosen.
    """
    rest = [code for code in others if counts.get(code, 0) > 0 and code not in shipped]
    known = {code: _SHIPPED for code in shipped}
    order = [*shipped, *rest]
    return sorted(order, key=lambda code: -_level(counts.get(code, 0) + known.get(code, 0)))


def _level(count: int) -> int:
    """Return a step of a ladder on which each step is 1.4 times the one below."""
    return ((1 + count) ** 2).bit_length()
