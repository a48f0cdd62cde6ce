"""Visits counted in a rush and remembered afterwards: what is stored, and that totals hold."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.bootstrap import build_desk
from advisor_desk.domain.catch_up import MOST_VISITS, HalfDay
from advisor_desk.domain.failures import InvalidVisit
from advisor_desk.domain.periods import Period
from advisor_desk.domain.visit import PARTS_OF_DAY, Draft, Visit
from advisor_desk.paths import find_paths
from advisor_desk.services.desk import Desk
from advisor_desk.services.statistics import Marked
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database
from tests.unit.conftest import NOW, FrozenClock

FRIDAY = HalfDay(date(2026, 11, 20), "morning")
ALL = Period(date(2026, 1, 1), date(2026, 12, 31))


def count(desk: Desk, **carried: str) -> Visit:
    return desk.tally.count(desk.actor, desk.tally.begin(desk.actor, carried))


def fill_in(desk: Desk, visit_id: str, **values: object) -> Visit:
    """Fill a visit in as the form does: way and time stay."""
    waiting = desk.visits.visit(visit_id)
    assert waiting is not None
    filled = replace(waiting, waiting=False, topics=("housing",))
    return desk.visits.correct(desk.actor, replace(filled, **values))  # type: ignore[arg-type]  # names are checked at run time


def catch_up(desk: Desk, counts: dict[tuple[str, str], int], half: HalfDay = FRIDAY) -> list[Visit]:
    return desk.catch_up.save(desk.actor, desk.catch_up.visits_of(desk.actor, half, counts))


# Counting


def test_a_counted_visit_has_its_time_and_waits(desk: Desk) -> None:
    visit = count(desk)
    assert (visit.day, visit.clock, visit.part_of_day) == ("2026-11-21", "14:05", "afternoon")
    assert (visit.way, visit.waiting, visit.topics) == ("tally", True, ())
    assert desk.tally.waiting() == [visit.id]
    assert desk.tally.count_waiting() == 1
    assert desk.visits.count_today() == 1


def test_channel_and_municipality_are_carried_over_and_nothing_else(desk: Desk) -> None:
    visit = count(desk, channel="phone", municipality="049", language="so", reason="work")
    assert (visit.channel, visit.municipality) == ("phone", "049")
    assert (visit.language, visit.reason) == ("not-asked", "not-asked")


def test_counting_leaves_the_draft_of_the_form_alone(desk: Desk) -> None:
    draft = Draft(replace(desk.visits.new_draft(desk.actor).visit, reason="work"))
    desk.visits.keep_draft(draft)
    count(desk)
    assert desk.visits.kept_draft() == draft


def test_what_a_point_requires_does_not_keep_a_visit_from_being_counted(desk: Desk) -> None:
    desk.settings.change(field_language="required", field_minutes="required")
    assert count(desk).waiting


def test_counting_the_same_visit_again_does_not_double_it(desk: Desk) -> None:
    visit = desk.tally.begin(desk.actor, {})
    desk.tally.count(desk.actor, visit)
    desk.tally.count(desk.actor, visit)
    assert desk.visits.count_today() == 1


def test_the_oldest_waits_first_and_what_is_taken_back_waits_no_more(
    desk: Desk, clock: FrozenClock
) -> None:
    clock.now = NOW - timedelta(days=1)
    yesterday = count(desk)
    clock.now = NOW
    first, second = count(desk), count(desk)
    assert desk.tally.waiting() == [yesterday.id, first.id, second.id]
    desk.visits.retract(desk.actor, first.id)
    assert desk.tally.waiting() == [yesterday.id, second.id]


def test_after_the_day_only_the_part_of_day_is_left(desk: Desk, clock: FrozenClock) -> None:
    visit = count(desk)
    assert desk.visits.end_of_day() == 0
    clock.now = NOW + timedelta(days=1)
    assert desk.visits.end_of_day() == 1
    stored = desk.visits.visit(visit.id)
    assert stored is not None
    assert (stored.clock, stored.part_of_day, stored.waiting) == (None, "afternoon", True)


# Filling in


def test_filling_in_is_a_revision_that_keeps_day_time_and_way(desk: Desk) -> None:
    visit = count(desk)
    filled = fill_in(desk, visit.id, reason="work")
    assert filled.revision == 2
    assert (filled.way, filled.waiting) == ("tally", False)
    assert (filled.day, filled.clock) == (visit.day, visit.clock)
    assert desk.tally.waiting() == []


def test_a_visit_is_not_filled_in_without_a_topic(desk: Desk) -> None:
    visit = count(desk)
    with pytest.raises(InvalidVisit):
        fill_in(desk, visit.id, topics=())
    assert desk.tally.waiting() == [visit.id]


# Catching up


def test_counts_become_visits_of_the_half_day_marked_as_estimated(desk: Desk) -> None:
    saved = catch_up(desk, {("housing", "phone"): 2, ("work", "walk-in"): 1})
    assert [(v.topics, v.channel) for v in saved] == [
        (("housing",), "phone"),
        (("housing",), "phone"),
        (("work",), "walk-in"),
    ]
    for visit in saved:
        assert (visit.day, visit.part_of_day, visit.clock) == ("2026-11-20", "morning", None)
        assert (visit.way, visit.estimated, visit.waiting) == ("catch-up", True, False)
        assert visit.created == "2026-11-21"
        assert desk.visits.visit(visit.id) == visit
    assert desk.statistics.marked(ALL) == Marked(waiting=0, estimated=3)


def test_of_what_a_point_requires_only_the_topic_is_asked(desk: Desk) -> None:
    desk.settings.change(field_language="required")
    assert len(catch_up(desk, {("housing", "phone"): 1})) == 1


def test_a_half_day_that_is_not_over_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidVisit):
        catch_up(desk, {("housing", "phone"): 1}, HalfDay(NOW.date(), "afternoon"))
    assert desk.visits.latest() == []


def test_more_than_anybody_meets_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidVisit):
        catch_up(desk, {("housing", "phone"): MOST_VISITS + 1})
    assert desk.visits.latest() == []


def test_with_one_visit_that_is_wrong_none_is_stored(desk: Desk) -> None:
    with pytest.raises(InvalidVisit):
        catch_up(desk, {("housing", "phone"): 2, ("no-such-topic", "phone"): 1})
    assert desk.visits.latest() == []


def test_a_try_that_was_stored_all_the_same_is_not_doubled(desk: Desk) -> None:
    first = catch_up(desk, {("housing", "phone"): 3})
    ids = [visit.id for visit in first]
    again = desk.catch_up.visits_of(desk.actor, FRIDAY, {("work", "phone"): 2}, ids)
    desk.catch_up.save(desk.actor, again, ids)
    logged = [visit for visit in desk.visits.latest() if not visit.retracted]
    assert [visit.topics for visit in logged] == [("work",), ("work",)]
    assert {visit.id for visit in logged} == set(ids[:2])


def test_a_try_again_with_more_visits_makes_the_rest_anew(desk: Desk) -> None:
    visits = desk.catch_up.visits_of(desk.actor, FRIDAY, {("work", "phone"): 3}, ["a" * 8])
    assert visits[0].id == "a" * 8
    assert len({visit.id for visit in visits}) == 3


def test_all_of_them_are_taken_back_and_brought_back_together(desk: Desk) -> None:
    ids = [visit.id for visit in catch_up(desk, {("housing", "phone"): 3})]
    desk.visits.retract_all(desk.actor, ids)
    assert desk.statistics.summary(ALL).visits == 0
    desk.visits.retract_all(desk.actor, ids, retracted=False)
    assert desk.statistics.summary(ALL).visits == 3


def test_the_half_day_proposed_is_the_last_one_without_visits(desk: Desk) -> None:
    assert desk.catch_up.proposed() == HalfDay(date(2026, 11, 20), "afternoon")
    catch_up(desk, {("housing", "phone"): 1}, HalfDay(date(2026, 11, 20), "afternoon"))
    assert desk.catch_up.proposed() == HalfDay(date(2026, 11, 20), "morning")


# Totals never change by filling in

STEPS = st.lists(
    st.sampled_from(["tally", "next-day", "catch-up", "fill-in", "retract", "bring-back", "night"]),
    max_size=25,
)


@contextmanager
def fresh_desk(shipped_database: Path, folder: Path, clock: FrozenClock) -> Iterator[Desk]:
    """Give a desk of its own for one example."""
    paths = find_paths(folder)
    paths.data.mkdir(parents=True, exist_ok=True)
    for rest in paths.data.glob(f"{paths.database.name}*"):
        rest.unlink()
    shutil.copyfile(shipped_database, paths.database)
    database = Database(paths.database)
    try:
        yield build_desk(paths, Settings(paths.settings), database, clock)
    finally:
        database.close()


def totals(desk: Desk) -> Counter[tuple[str, str]]:
    """Return how many visits count by day and part of day."""
    logged = desk.visits.between(date(2026, 1, 1), date(2027, 12, 31))
    return Counter((visit.day, visit.part_of_day) for visit in logged)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, seed=st.integers(0, 2**16))
def test_filling_in_never_changes_a_total(
    shipped_database: Path, tmp_path: Path, steps: list[str], seed: int
) -> None:
    chance, clock = random.Random(seed), FrozenClock(NOW)
    wanted: Counter[tuple[str, str]] = Counter()
    with fresh_desk(shipped_database, tmp_path / "desk", clock) as desk:
        for step in steps:
            _do(desk, clock, chance, step, wanted)
            assert totals(desk) == +wanted, step
        for visit_id in desk.tally.waiting():
            fill_in(desk, visit_id)
        assert totals(desk) == +wanted
        assert desk.tally.waiting() == []


def _do(
    desk: Desk,
    clock: FrozenClock,
    chance: random.Random,
    step: str,
    wanted: Counter[tuple[str, str]],
) -> None:
    """Do a step, and keep count of what it must do to the totals."""
    logged = desk.visits.latest(1000)
    if step == "tally":
        visit = count(desk)
        wanted[visit.day, visit.part_of_day] += 1
    elif step == "next-day":
        clock.now += timedelta(hours=chance.randrange(1, 40))
    elif step == "night":
        desk.visits.end_of_day()
    elif step == "catch-up":
        half = HalfDay(clock.now.date() - timedelta(days=1), chance.choice(PARTS_OF_DAY))
        for visit in catch_up(desk, {("housing", "phone"): chance.randrange(1, 4)}, half):
            wanted[visit.day, visit.part_of_day] += 1
    elif step == "fill-in" and desk.tally.waiting():
        fill_in(desk, chance.choice(desk.tally.waiting()))
    elif step in ("retract", "bring-back") and logged:
        visit = chance.choice(logged)
        gone = step == "retract"
        if visit.retracted is not gone:
            wanted[visit.day, visit.part_of_day] += -1 if gone else 1
        desk.visits.retract(desk.actor, visit.id, retracted=gone)
