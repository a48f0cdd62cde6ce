"""Counting visits in a rush with one key, to be filled in when there is time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from advisor_desk.domain.visit import Visit
from advisor_desk.services.actor import Actor
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.storage import rush as tables
from advisor_desk.storage.database import Database

CARRIED: Final = ("channel", "municipality")
"""What a visit that is only counted takes over from the visit before."""


class Tally:
    """Counts visits and knows which of them wait.

    Reading methods may be called from any thread, `count` from the one that writes.
    """

    def __init__(self, database: Database, visits: VisitLog) -> None:
        self._database = database
        self._visits = visits

    def begin(self, actor: Actor, carried: Mapping[str, str]) -> Visit:
        """Return a visit to be counted, with an id of its own.

        Args:
            actor: who counts.
            carried: values of fields that are carried over; those of `CARRIED` are taken.
        """
        taken = {name: carried[name] for name in CARRIED if name in carried}
        visit = replace(self._visits.new_draft(actor).visit, way="tally", waiting=True)
        return replace(visit, **taken)  # type: ignore[arg-type]  # names of text fields

    def count(self, actor: Actor, visit: Visit) -> Visit:
        """Count a visit: it is on disk, with its time, when this returns.

        Counting the same visit again changes nothing. The form is left alone.

        Raises:
            Failure: the disk or the database failed; trying again is safe.
        """
        return self._visits.save(actor, visit, from_form=False)

    def waiting(self) -> list[str]:
        """Return the ids of the visits that wait to be filled in, oldest first."""
        with self._database.reading() as connection:
            return tables.waiting_ids(connection)

    def count_waiting(self) -> int:
        """Return how many visits wait to be filled in."""
        with self._database.reading() as connection:
            return tables.count_waiting(connection)
