"""How long a suggestion and a save take over a quarter of a million logged visits.

Run as `python -m benchmarks.suggestions`; the exit code is 1 where a limit is passed. The
visits are drawn as desks have them: a few topics, languages and municipalities make most of
them. The counts of like visits are made from them once; a suggestion reads these alone.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from advisor_desk.bootstrap import writing_desk
from advisor_desk.domain.visit import Draft, Referral, Visit
from advisor_desk.paths import find_paths
from advisor_desk.services.desk import Desk
from advisor_desk.settings.store import Settings
from advisor_desk.storage.like_visits import rebuild
from advisor_desk.ui.desk.suggested import suggested
from benchmarks.save import bare_database, insert_bare

LIMIT: Final = 16.0
"""Milliseconds that a suggestion may take at the 99th percentile: one frame of the screen."""
SAVE_LIMIT: Final = 3.0
"""How many times as long as a bare insert a save with its counts may take, as in `save`."""

SEED: Final = 20261122
_BATCH: Final = 10_000
_FIRST: Final = date(2024, 1, 1)
_SINGLE: Final = ("municipality", "reason", "employment", "language")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill a desk, measure, print and judge.

    Returns:
        0 where the limits are kept, else 1.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=250_000, help="how many visits to log")
    parser.add_argument("--turns", type=int, default=2000, help="how many of each to measure")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        paths = find_paths(Path(folder) / "desk")
        with writing_desk(paths, Settings(paths.settings)) as desk:
            chance = random.Random(SEED)
            draw = _drawing(desk, chance)
            print(f"{options.visits} visits:")
            print(f"  made in {_seconds(lambda: _fill(desk, draw, options.visits)):.1f} s")
            print(f"  like visits counted in {_seconds(lambda: _count(desk)):.1f} s")
            suggestions = list(_suggestions(desk, draw, options.turns))
            with closing(bare_database(Path(folder) / "bare.sqlite3")) as bare:
                saves, inserts = _saves(desk, bare, draw, options.turns)
    return _judge(suggestions, saves, inserts)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _drawing(desk: Desk, chance: random.Random) -> Callable[[], Visit]:
    """Return what draws visits: the first codes of each list far more often than the last."""
    book = desk.codes.book
    lists = {name: [code.id for code in book.members(name)] for name in ("topic", *_SINGLE)}
    services = [service.id for service in desk.directory.offered()]
    chance.shuffle(services)

    def often(values: Sequence[str]) -> str:
        return values[min(int(chance.expovariate(6) * len(values)), len(values) - 1)]

    def draw() -> Visit:
        topics = tuple(
            dict.fromkeys(often(lists["topic"]) for _ in range(chance.choice((1, 1, 2))))
        )
        start = lists["topic"].index(topics[0])
        likely = services[start : start + 40]
        referrals = (Referral(often(likely)),) if chance.random() < 0.4 else ()
        day = (_FIRST + timedelta(chance.randrange(1000))).isoformat()
        visit = Visit(
            id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            day=day,
            part_of_day="morning",
            topics=topics,
            referrals=referrals,
            created=day,
            changed=day,
        )
        codes = {name: often(lists[name]) for name in _SINGLE}
        return replace(visit, **codes)  # type: ignore[arg-type]  # names are checked at run time

    return draw


def _fill(desk: Desk, draw: Callable[[], Visit], count: int) -> None:
    """Write visits as fast as the disk takes them, without counting like ones yet."""
    plain = ("id", "day", "part_of_day", "adults", "children", "created", "changed")
    codes = ("channel", "client", "residence_status", "time_in_finland", "age", "gender")
    more = ("education", "interpreting", "outcome", "visit_order")
    names = (*plain, *codes, *more, *_SINGLE)
    statement = f"INSERT INTO visit ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - constants only
    for start in range(0, count, _BATCH):
        visits = [draw() for _ in range(min(_BATCH, count - start))]
        with desk.database.writing() as connection:
            connection.executemany(
                statement, [[getattr(one, name) for name in names] for one in visits]
            )
            connection.executemany(
                "INSERT INTO visit_topic VALUES (?, ?, ?)",
                [(one.id, i, topic) for one in visits for i, topic in enumerate(one.topics)],
            )
            connection.executemany(
                "INSERT INTO visit_referral VALUES (?, 0, ?, 'signposted')",
                [(one.id, one.referrals[0].service_id) for one in visits if one.referrals],
            )


def _count(desk: Desk) -> None:
    with desk.database.writing() as connection:
        rebuild(connection)


def _suggestions(desk: Desk, draw: Callable[[], Visit], turns: int) -> Iterator[float]:
    """Give the milliseconds of suggestions with their rows, for forms as they are filled in."""
    suggested(desk, None, "049")  # reads the rules and the records, as the start of the window does
    for _ in range(turns):
        visit = replace(draw(), referrals=())
        started = time.perf_counter()
        suggested(desk, visit, visit.municipality if visit.municipality.isdigit() else "")
        yield (time.perf_counter() - started) * 1000


def _saves(
    desk: Desk, bare: sqlite3.Connection, draw: Callable[[], Visit], turns: int
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of durable saves and of bare inserts, made in turns."""
    saves: list[float] = []
    inserts: list[float] = []
    for _ in range(turns):
        visit = draw()
        started = time.perf_counter()
        desk.visits.save(desk.actor, visit)
        between = time.perf_counter()
        insert_bare(bare, Draft(visit))
        saves.append((between - started) * 1000)
        inserts.append((time.perf_counter() - between) * 1000)
    return saves, inserts


def _judge(suggestions: Sequence[float], saves: Sequence[float], inserts: Sequence[float]) -> int:
    """Print all, and return the exit code."""
    most: dict[str, float] = {}
    for name, times in (
        ("suggestion", suggestions),
        ("save of a visit", saves),
        ("bare insert", inserts),
    ):
        cuts = statistics.quantiles(times, n=100)
        most[name] = cuts[98]
        print(f"  {name:16} p50 {cuts[49]:6.2f} ms, p99 {cuts[98]:6.2f} ms")
    quick = most["suggestion"] <= LIMIT
    ratio = most["save of a visit"] / most["bare insert"]
    print(f"  suggestion within {LIMIT:g} ms: {_said(kept=quick)}")
    print(
        f"  ratio of the saves {ratio:.2f}, limit {SAVE_LIMIT:g}: {_said(kept=ratio <= SAVE_LIMIT)}"
    )
    return 0 if quick and ratio <= SAVE_LIMIT else 1


def _said(*, kept: bool) -> str:
    return "kept" if kept else "NOT KEPT"


if __name__ == "__main__":
    sys.exit(main())
