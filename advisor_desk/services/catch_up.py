"""Catching up: visits of a past half day, counted afterwards by topic and channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from advisor_desk.domain.catch_up import (
    DAYS_BACK,
    MOST_VISITS,
    Counts,
    HalfDay,
    is_past,
    last_without_visits,
    spread,
)
from advisor_desk.domain.failures import InvalidVisit
from advisor_desk.domain.ids import new_visit_id
from advisor_desk.domain.visit import Problem, Visit
from advisor_desk.services.actor import Actor
from advisor_desk.services.clock import Clock
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.storage import rush as tables
from advisor_desk.storage.database import Database


class CatchUp:
    """Saves counts as visits, which are marked as estimated for ever.

    Reading methods may be called from any thread, `save` from the one that writes.
    """

    def __init__(self, database: Database, visits: VisitLog, clock: Clock) -> None:
        self._database = database
        self._visits = visits
        self._clock = clock

    def proposed(self) -> HalfDay:
        """Return the last half of a working day that is over and has no visits."""
        now = self._clock()
        first = (now.date() - timedelta(days=DAYS_BACK)).isoformat()
        with self._database.reading() as connection:
            logged = tables.parts_with_visits(connection, first, now.date().isoformat())
        return last_without_visits(now, logged)

    def is_past(self, half: HalfDay) -> bool:
        """Tell whether a part of a day is over."""
        return is_past(half, self._clock())

    def visits_of(
        self, actor: Actor, half: HalfDay, counts: Counts, ids: Sequence[str] = ()
    ) -> list[Visit]:
        """Return as many visits as were counted.

        Args:
            actor: who counts.
            half: when they were.
            counts: by topic and channel.
            ids: to be used again for the first ones, where saving is tried again.

        Raises:
            InvalidVisit: the half day is not over, or there are more than anybody meets.
        """
        if not self.is_past(half):
            raise InvalidVisit([Problem("day", "out-of-range", half.day.isoformat())])
        pairs = spread(counts)
        if len(pairs) > MOST_VISITS:
            raise InvalidVisit([Problem("topics", "out-of-range", str(len(pairs)))])
        new = [*ids, *(new_visit_id() for _more in range(len(pairs) - len(ids)))]
        return [
            self._visits.signed(
                actor,
                Visit(
                    id=visit_id,
                    day=half.day.isoformat(),
                    part_of_day=half.part,
                    topics=(topic,),
                    channel=channel,
                    way="catch-up",
                    estimated=True,
                ),
            )
            for visit_id, (topic, channel) in zip(new, pairs, strict=False)
        ]

    def save(
        self, actor: Actor, visits: Sequence[Visit], instead_of: Iterable[str] = ()
    ) -> list[Visit]:
        """Save the visits all or nothing; see `VisitLog.save_all`."""
        return self._visits.save_all(actor, visits, instead_of)
