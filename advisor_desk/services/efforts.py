"""What logging takes, for the whole team together."""

from __future__ import annotations

from advisor_desk.domain.effort import Medians, medians
from advisor_desk.domain.periods import Period
from advisor_desk.services.actor import Actor, Role
from advisor_desk.storage.database import Database
from advisor_desk.storage.efforts import iter_efforts


class Efforts:
    """Gives medians of picks, keys and seconds; never anybody's own, and in no export."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def medians(self, actor: Actor, period: Period) -> list[Medians]:
        """Return what visits of a period took, by month and way of logging.

        Raises:
            NotAllowed: only supervisors see it.
            Failure: the database is damaged or out of reach.
        """
        actor.require(Role.SUPERVISOR)
        with self._database.reading() as connection:
            first, last = period.first.isoformat(), period.last.isoformat()
            return medians(iter_efforts(connection, first, last))
