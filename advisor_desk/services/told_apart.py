"""Pairs of records that a supervisor has told apart: they only look like the same service."""

from __future__ import annotations

from typing import Final

from advisor_desk.services.actor import Actor, Role
from advisor_desk.storage.database import Database
from advisor_desk.storage.meta import meta_keys, set_meta

_PREFIX: Final = "told-apart:"


class ToldApart:
    """Keeps which records are not duplicates of each other."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pairs(self) -> set[frozenset[str]]:
        """Return the pairs of ids."""
        with self._database.reading() as connection:
            keys = meta_keys(connection, _PREFIX)
        return {frozenset(key.removeprefix(_PREFIX).split("|")) for key in keys}

    def tell_apart(self, actor: Actor, one: str, other: str, *, apart: bool = True) -> None:
        """Keep that two records are not the same, or with `apart` false that they may be.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        with self._database.writing() as connection:
            set_meta(connection, _PREFIX + "|".join(sorted((one, other))), "1" if apart else "")
