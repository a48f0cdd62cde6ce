"""Which records may be the same service: found out in steps, so that others are not held up.

With 20,000 records the first search takes seconds. Who asks does some of it at a time, and
what was found is kept: after a change only the changed record and those near it are compared.
"""

from __future__ import annotations

import math
from threading import Lock
from time import monotonic
from typing import Final, NamedTuple

from advisor_desk.domain.duplicates import Because, Finder, Marks, Match
from advisor_desk.storage import curation as tables
from advisor_desk.storage.database import Database

_CHUNK: Final = 100
"""Records that are read at a time, in some 10 ms."""


class Pair(NamedTuple):
    """Two records that may be the same service: their ids, why, and how alike their names are."""

    one: str
    other: str
    because: Because
    score: float


class Lookalikes:
    """Compares the records on offer; to be used in any thread.

    A number or a word that becomes common or rare later is weighed by what it was when a
    record was compared.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._working = Lock()
        self._anew = True
        self._changed: set[str] = set()
        self._finder = Finder()
        self._unread: list[str] = []
        self._uncompared: list[str] = []
        self._pairs: dict[frozenset[str], Pair] = {}

    def forget(self) -> None:
        """Begin anew with the next question: many records changed."""
        self._anew = True

    def forget_one(self, service_id: str) -> None:
        """Read a record anew before the next answer."""
        self._changed.add(service_id)

    def prepare(self, seconds: float = math.inf) -> bool:
        """Read records for about so long; return whether all are read."""
        with self._working:
            return self._prepare(monotonic() + seconds)

    def like(self, record: Marks) -> list[Match]:
        """Return the records that may be the same as one, the likeliest first."""
        with self._working:
            self._prepare(math.inf)
            return self._finder.like(record)

    def pairs(self, seconds: float = math.inf) -> list[Pair] | None:
        """Search for about so long; return all pairs, the likeliest first, or None before then."""
        until = monotonic() + seconds
        with self._working:
            if not self._prepare(until):
                return None
            while self._uncompared:
                self._compare(self._uncompared.pop())
                if monotonic() > until:
                    return None
            return sorted(self._pairs.values(), key=_likeliest_first)

    def _prepare(self, until: float) -> bool:
        if self._anew:
            self._begin()
        while self._unread:
            chunk = self._unread[-_CHUNK:]
            del self._unread[-_CHUNK:]
            with self._database.reading() as connection:
                for record in tables.read_marks(connection, chunk):
                    self._finder.add(record)
            if monotonic() > until:
                return False
        if self._changed:
            self._renew()
        return True

    def _begin(self) -> None:
        self._anew = False
        self._changed.clear()
        self._finder, self._pairs = Finder(), {}
        with self._database.reading() as connection:
            self._unread = tables.comparable_ids(connection)[::-1]
        self._uncompared = list(self._unread)

    def _renew(self) -> None:
        """Take the changed records as they are now."""
        ids = set(self._changed)
        self._changed -= ids
        with self._database.reading() as connection:
            records = list(tables.read_marks(connection, sorted(ids)))
        for key in ids:
            self._finder.remove(key)
        self._pairs = {key: pair for key, pair in self._pairs.items() if not key & ids}
        for record in records:
            self._finder.add(record)
        near = dict.fromkeys(key for record in records for key in self._finder.near(record))
        self._uncompared.extend(near)

    def _compare(self, key: str) -> None:
        record = self._finder.get(key)
        for match in self._finder.like(record) if record else ():
            one, other = sorted((key, match.id))
            pair = Pair(one, other, match.because, match.score)
            self._pairs[frozenset((one, other))] = pair


def _likeliest_first(pair: Pair) -> tuple[float, str, str]:
    return (-pair.score, pair.one, pair.other)
