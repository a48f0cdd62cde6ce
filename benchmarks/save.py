"""How long a durable save of a visit takes, against a bare insert into SQLite.

Both are measured in one run, in turns, on the same disk, with the same pragmas. Run as
`python -m benchmarks.save`; the exit code is 1 where the limit is passed.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from advisor_desk.bootstrap import writing_desk
from advisor_desk.domain.visit import Draft, Referral
from advisor_desk.paths import find_paths
from advisor_desk.services.desk import Desk
from advisor_desk.settings.store import Settings

LIMIT: Final = 3.0
"""How many times as long as the bare insert the save may take, at the 99th percentile."""

SEED: Final = 20261121
_BARE_COLUMNS: Final = (
    "id, day, part_of_day, clock, minutes, adults, children, point, desk, advisor, channel,"
    " client, municipality, reason, employment, language, outcome, topics, referrals, created,"
    " changed, revision"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and judge.

    Returns:
        0 where the limit is kept, else 1.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=4000, help="how many of each to measure")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        paths = find_paths(Path(folder) / "desk")
        with (
            writing_desk(paths, Settings(paths.settings)) as desk,
            closing(bare_database(Path(folder) / "bare.sqlite3")) as bare,
        ):
            saves, inserts = _measure(desk, bare, options.saves)
    return _judge(saves, inserts)


def bare_database(path: Path) -> sqlite3.Connection:
    """Return a database of one table for the same facts, as safe as the desk's."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"CREATE TABLE visit ({_BARE_COLUMNS}, PRIMARY KEY (id))")
    return connection


def _measure(desk: Desk, bare: sqlite3.Connection, count: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of saves and of bare inserts, made in turns."""
    saves: list[float] = []
    inserts: list[float] = []
    for number, draft in enumerate(_drafts(desk, count)):
        desk.visits.keep_draft(draft)  # as the form does, some seconds before

        def save(draft: Draft = draft) -> None:
            desk.visits.save(desk.actor, draft.visit)

        def insert(draft: Draft = draft) -> None:
            insert_bare(bare, draft)

        turns = [(save, saves), (insert, inserts)]
        for work, times in turns if number % 2 else reversed(turns):
            times.append(_milliseconds(work))
    return saves, inserts


def _milliseconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def insert_bare(connection: sqlite3.Connection, draft: Draft) -> None:
    """Insert one row in a transaction of its own."""
    visit = draft.visit
    texts = (visit.channel, visit.client, visit.municipality, visit.reason, visit.employment)
    row = (
        *(visit.id, visit.day, visit.part_of_day, "14:05", 15, visit.adults, visit.children),
        *(visit.point, visit.desk, visit.advisor, *texts, visit.language, visit.outcome),
        *(" ".join(visit.topics), " ".join(r.service_id for r in visit.referrals)),
        *(visit.day, visit.day, visit.revision),
    )
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"INSERT INTO visit VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    connection.execute("COMMIT")


def _drafts(desk: Desk, count: int) -> Iterator[Draft]:
    """Give forms as advisors fill them in: one or two topics, and a referral in every third."""
    chance = random.Random(SEED)
    book = desk.codes.book
    codes = {
        name: [code.id for code in book.members(name)]
        for name in ("topic", "channel", "language", "municipality", "reason", "employment")
    }
    services = [service.id for service in desk.directory.offered()]
    single = ("channel", "language", "municipality", "reason", "employment")
    for number in range(count):
        draft = desk.visits.new_draft(desk.actor)
        values = {name: chance.choice(codes[name]) for name in single}
        referrals = (Referral(chance.choice(services)),) if number % 3 == 0 else ()
        topics = tuple(chance.sample(codes["topic"], chance.randrange(1, 3)))
        visit = replace(draft.visit, topics=topics, referrals=referrals, minutes=15)
        visit = replace(visit, **values)  # type: ignore[arg-type]  # names are checked at run time
        yield replace(draft, visit=visit)


def _judge(saves: Sequence[float], inserts: Sequence[float]) -> int:
    """Print both, and return the exit code."""
    print(f"{len(saves)} saves and {len(inserts)} bare inserts, in turns, each on disk:")
    for name, times in (("save of a visit", saves), ("bare insert", inserts)):
        middle, most = _percentile(times, 50), _percentile(times, 99)
        print(f"  {name:16} p50 {middle:6.2f} ms, p99 {most:6.2f} ms")
    ratio = _percentile(saves, 99) / _percentile(inserts, 99)
    kept = ratio <= LIMIT
    print(f"  ratio of the p99 {ratio:.2f}, limit {LIMIT:g}: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


def _percentile(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


if __name__ == "__main__":
    sys.exit(main())
