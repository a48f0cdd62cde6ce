"""What changed since the last shift: cards and services, and when an advisor worked here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from advisor_desk.domain.changes import ChangedRecord, begun, gathered, looking_back_to
from advisor_desk.domain.failures import Failure
from advisor_desk.services.actor import Actor
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.events import Events, VisitLogged
from advisor_desk.storage import changes as tables
from advisor_desk.storage.database import Database

LIMIT: Final = 300
"""Records listed: who has more to read needs another way to read it."""


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """What an advisor has missed.

    Attributes:
        since: the last day worked before today.
        records: the newest first, at most `LIMIT`.
    """

    since: date
    records: tuple[ChangedRecord, ...]


class Changes:
    """Tells what changed, and notes who works when.

    Reading may be done in any thread, `begin_shift` in the one that writes.
    """

    def __init__(self, database: Database, events: Events, clock: Clock = local_now) -> None:
        self._database = database
        self._clock = clock
        self._worker: Actor | None = None
        self._begun: tuple[str, date] | None = None
        events.subscribe(VisitLogged, self._on_logged)

    def begin_shift(self, actor: Actor) -> None:
        """Note that somebody works here today; only the first time of a day writes.

        Raises:
            Failure: the database cannot be written.
        """
        self._worker = actor
        today = self._clock().date()
        if self._begun == (actor.alias, today):
            return
        with self._database.reading() as connection:
            known = tables.read_shift(connection, actor.alias)
        shift = begun(known, today)
        if shift != known:
            with self._database.writing() as connection:
                tables.write_shift(connection, actor.alias, shift)
        self._begun = (actor.alias, today)

    def since_last_shift(self, actor: Actor) -> WhatChanged:
        """Return what others changed since the last day that somebody worked here.

        Raises:
            Failure: the database cannot be read.
        """
        today = self._clock().date()
        with self._database.reading() as connection:
            since = looking_back_to(tables.read_shift(connection, actor.alias), today)
            noted = tables.read_noted(connection, since.isoformat(), actor.alias)
        return WhatChanged(since, tuple(gathered(noted, LIMIT)))

    def _on_logged(self, _fact: VisitLogged) -> None:
        """A window that is left open overnight begins a new shift with its first visit."""
        if self._worker is not None:
            try:
                self.begin_shift(self._worker)
            except Failure:
                return  # the visit is saved; the next one tries again
