"""Pairs of records that a supervisor has told apart: they only look like the same service."""

from __future__ import annotations

from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.storage import told_apart as tables
from advisor_desk.storage.database import Database


class ToldApart:
    """Keeps which records are not duplicates of each other."""

    def __init__(self, database: Database, clock: Clock = local_now) -> None:
        self._database = database
        self._clock = clock

    def pairs(self) -> set[frozenset[str]]:
        """Return the pairs of ids."""
        with self._database.reading() as connection:
            return tables.read_pairs(connection)

    def tell_apart(self, actor: Actor, one: str, other: str, *, apart: bool = True) -> None:
        """Keep that two records are not the same, or with `apart` false that they may be.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        day = self._clock().date().isoformat()
        with self._database.writing() as connection:
            if apart:
                tables.write_pair(connection, one, other, day, actor.alias)
            else:
                tables.drop_pair(connection, one, other)
