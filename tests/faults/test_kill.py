"""R1: a kill in the middle of saves loses no acknowledged visit, and nothing else goes wrong.

Zero losses in n kills bound the true rate at about 3/n. Power loss is another matter: it is
what `synchronous=FULL` is for (`tests/unit/storage/test_database.py`).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from advisor_desk.bootstrap import writing_desk
from advisor_desk.domain.visit import Visit
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services import maintenance
from advisor_desk.settings.store import Settings
from tests.faults.conftest import Start
from tests.faults.saver import REFERRALS, TOPICS

SEED = 20261121
#: Seconds after which a process is killed, from its start and from its first visit on. A
#: start takes about 0.2 s, a save some milliseconds.
FROM_START = 0.3
FROM_FIRST_VISIT = 0.06
FROM_START_OF_A_NEW_DESK = 1.2


@dataclass
class Outcome:
    """What a number of kills did."""

    acknowledged: set[str] = field(default_factory=set)
    stored: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def lost(self) -> set[str]:
        """Ids of visits that were acknowledged and are gone."""
        return self.acknowledged - set(self.stored)


def kill_once(start: Start, paths: Paths, chance: random.Random, *arguments: str) -> list[str]:
    """Let a process save visits, kill it at some moment, and return what it acknowledged."""
    process = start("saver", paths.data, *arguments)
    assert process.stdout is not None
    said = b""
    if chance.random() < 0.8:
        said = process.stdout.readline()
        time.sleep(chance.uniform(0, FROM_FIRST_VISIT))
    else:
        time.sleep(chance.uniform(0, FROM_START))
    process.kill()
    said += process.communicate()[0]
    return [line.decode() for line in said.splitlines() if len(line) == 36]


def look(paths: Paths, outcome: Outcome) -> None:
    """Open the desk again, as the next start does, and note what is there."""
    with writing_desk(paths, Settings(paths.settings)) as desk:
        visits = desk.visits.between(date(2000, 1, 1), date(2100, 1, 1))
        draft = desk.visits.kept_draft()
    outcome.stored = Counter(visit.id for visit in visits)
    outcome.problems += maintenance.check_desk(paths).problems
    outcome.problems += [f"torn: {visit}" for visit in visits if not whole(visit)]
    if draft is not None and draft.visit.id in outcome.stored:
        outcome.problems.append(f"the draft of a saved visit is left: {draft.visit.id}")


def whole(visit: Visit) -> bool:
    """Tell whether a visit has all that was saved of it."""
    return (visit.topics, visit.referrals, visit.project) == (TOPICS, REFERRALS, visit.id)


def killed(start: Start, paths: Paths, times: int) -> Outcome:
    """Kill the saving process so many times."""
    outcome, chance = Outcome(), random.Random(SEED)
    for _ in range(times):
        outcome.acknowledged.update(kill_once(start, paths, chance))
        look(paths, outcome)
    return outcome


@pytest.mark.parametrize("times", [15, pytest.param(200, marks=pytest.mark.long)])
def test_kills_lose_no_acknowledged_visit(start: Start, paths: Paths, times: int) -> None:
    outcome = killed(start, paths, times)
    assert len(outcome.acknowledged) > 2 * times, "the processes hardly saved anything"
    assert not outcome.lost, f"{len(outcome.lost)} of {len(outcome.acknowledged)} are gone"
    assert not outcome.problems
    assert set(outcome.stored.values()) == {1}


@pytest.mark.parametrize("times", [4, pytest.param(60, marks=pytest.mark.long)])
def test_kills_while_the_desk_is_made_leave_nothing_half_made(
    start: Start, tmp_path: Path, times: int
) -> None:
    chance, counts = random.Random(SEED), set()
    for number in range(times):
        paths = find_paths(tmp_path / str(number))
        process = start("saver", paths.data)
        time.sleep(chance.uniform(0.1, FROM_START_OF_A_NEW_DESK))
        process.kill()
        process.communicate()
        with writing_desk(paths, Settings(paths.settings)):
            report = maintenance.check_desk(paths)
        assert report.sound
        counts.add(tuple(report.counts[table] for table in ("service", "card", "path", "code")))
    assert len(counts) == 1, f"some desk lacks shipped records: {counts}"


def test_sabotage_an_acknowledgement_before_the_commit_loses_visits(
    start: Start, paths: Paths
) -> None:
    outcome, chance = Outcome(), random.Random(SEED)
    for _ in range(40):
        said = kill_once(start, paths, chance, "--acknowledge-first")
        outcome.acknowledged.update(said)
        look(paths, outcome)
        if outcome.lost:
            break
    assert outcome.lost, "the test does not see lost visits"
    assert not outcome.problems
