"""Group sessions and events: visits of many people, counted and never named."""

from __future__ import annotations

from typing import Final

from advisor_desk.domain.ids import new_visit_id
from advisor_desk.domain.visit import Visit, part_of_day
from advisor_desk.exchange.personal import possible_names
from advisor_desk.services.actor import Actor
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.visit_log import VisitLog

GROUP: Final = "group"
"""The code of a group, of the channel as of the client."""


class GroupSessions:
    """What an advisor does with group sessions; they are visits of another kind.

    Reading methods may be called from any thread, writing ones from the one thread that
    writes.
    """

    def __init__(self, visits: VisitLog, clock: Clock = local_now) -> None:
        self._visits = visits
        self._clock = clock

    def new(self, actor: Actor) -> Visit:
        """Return an empty session of now, with nobody in it yet."""
        now = self._clock()
        visit = Visit(
            id=new_visit_id(),
            day=now.date().isoformat(),
            part_of_day=part_of_day(now.time()),
            topics=(),
            adults=0,
            channel=GROUP,
            client=GROUP,
            kind="group",
        )
        return self._visits.signed(actor, visit)

    def save(self, actor: Actor, visit: Visit) -> Visit:
        """Save a new session; what the form holds stays as it is. See `VisitLog.save`.

        Raises:
            InvalidVisit: a field is missing or wrong; nothing is stored.
            Failure: the disk or the database failed; trying again is safe.
        """
        return self._visits.save(actor, self._visits.signed(actor, visit), from_form=False)

    def correct(self, actor: Actor, visit: Visit) -> Visit:
        """Store a correction of a session; see `VisitLog.correct`.

        Raises:
            InvalidVisit: a field is missing or wrong; nothing is stored.
            Failure: there is no such session, or the disk or the database failed.
        """
        return self._visits.correct(actor, visit, from_form=False)

    def registered(self, visit: Visit) -> int:
        """Return how many participants are in the register."""
        return sum(part.heads for part in visit.participants)

    def names_in(self, title: str) -> tuple[str, ...]:
        """Return what in a title may name a person; it is pointed out, not refused."""
        return possible_names(title)
