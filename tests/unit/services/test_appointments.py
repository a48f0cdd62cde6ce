"""Appointments: kept, noted as come with their visit, and what is forgotten of them.

Named sabotage, each tried and seen red: no `_follow` in `VisitLog.save` (nobody ever came); no
`forget_past` in `end_of_day` (clock, slip and visit of yesterday are found); a new visit id each
time a visit is begun (a draft and its appointment part).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from advisor_desk.domain.appointments import Appointment, State
from advisor_desk.domain.failures import Failure, InvalidRecord
from advisor_desk.domain.periods import Period
from advisor_desk.services.desk import Desk
from tests.unit.conftest import FrozenClock

TODAY = date(2026, 11, 21)


def add(desk: Desk, clock: str = "15:00", **values: object) -> Appointment:
    """Store an appointment of today."""
    blank = desk.appointments.blank(TODAY)
    made = replace(blank, clock=clock, **values)  # type: ignore[arg-type]  # names are checked at run time
    return desk.appointments.save(desk.actor, made)


def the_one(desk: Desk, day: date = TODAY) -> Appointment:
    """Return the only appointment of a day."""
    (found,) = desk.appointments.of_day(day)
    return found


def test_a_day_is_listed_by_time_and_by_point(desk: Desk) -> None:
    add(desk, "15:00", slip="A2")
    add(desk, "09:00", slip="A1")
    assert [one.slip for one in desk.appointments.of_day(TODAY)] == ["A1", "A2"]
    assert desk.appointments.of_day(date(2026, 11, 22)) == []
    desk.settings.change(point="Elsewhere")
    assert desk.appointments.of_day(TODAY) == []


def test_a_new_one_stands_on_the_next_half_hour(desk: Desk, clock: FrozenClock) -> None:
    assert desk.appointments.blank(TODAY).clock == "14:30"
    clock.now = datetime.fromisoformat("2026-11-21T23:45")
    assert desk.appointments.blank(TODAY).clock == "09:00"
    assert desk.appointments.blank(date(2026, 11, 25)).clock == "09:00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slip", "Matti"),
        ("slip", "131052-308T"),
        ("clock", None),
        ("minutes", 0),
        ("minutes", 721),
        ("day", "2026-11-20"),
        ("day", "2029-01-01"),
        ("language", "klingon"),
        ("topic", "nothing"),
        ("channel", "pigeon"),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence(desk: Desk, field: str, value: object) -> None:
    blank = desk.appointments.blank(TODAY)
    with pytest.raises(InvalidRecord) as caught:
        desk.appointments.save(desk.actor, replace(blank, **{field: value}))  # type: ignore[arg-type]  # names are checked at run time
    assert caught.value.fields == (field,)
    assert caught.value.sentence.endswith(".")
    assert desk.appointments.of_day(TODAY) == []


def test_a_change_is_a_revision_and_the_same_again_is_none(desk: Desk) -> None:
    one = add(desk)
    later = desk.appointments.save(desk.actor, replace(one, clock="16:30"))
    again = desk.appointments.save(desk.actor, later)
    assert (one.revision, later.revision, again.revision) == (1, 2, 2)
    assert later.part_of_day == "evening"
    assert the_one(desk) == later


def test_a_visit_begun_from_one_bears_its_values(desk: Desk) -> None:
    one = add(desk, language="ar", topic="housing", channel="video")
    visit = desk.appointments.begin_visit(desk.actor, one.id).visit
    assert (visit.way, visit.language, visit.topics, visit.channel) == (
        "appointment",
        "ar",
        ("housing",),
        "video",
    )
    assert visit.day == "2026-11-21"
    assert the_one(desk).state == "planned"


def test_saving_the_visit_notes_it_as_come_once(desk: Desk) -> None:
    one = add(desk, topic="housing")
    first = desk.appointments.begin_visit(desk.actor, one.id).visit
    second = desk.appointments.begin_visit(desk.actor, one.id).visit
    assert first.id == second.id
    desk.visits.save(desk.actor, first)
    came = the_one(desk)
    desk.visits.save(desk.actor, first)
    assert the_one(desk) == came
    assert (came.state, came.visit_id) == ("came", first.id)
    for act in (
        lambda: desk.appointments.begin_visit(desk.actor, one.id),
        lambda: desk.appointments.set_state(desk.actor, one.id, "no-show"),
    ):
        with pytest.raises(InvalidRecord):
            act()
    assert len(desk.visits.latest()) == 1


def test_a_visit_taken_back_makes_it_planned_again(desk: Desk) -> None:
    one = add(desk, topic="housing")
    visit = desk.appointments.begin_visit(desk.actor, one.id).visit
    desk.visits.save(desk.actor, visit)
    desk.visits.retract(desk.actor, visit.id)
    assert the_one(desk).state == "planned"
    desk.visits.retract(desk.actor, visit.id, retracted=False)
    assert the_one(desk).state == "came"


def test_one_who_comes_after_all_is_noted_as_come(desk: Desk) -> None:
    one = add(desk, topic="housing")
    desk.appointments.set_state(desk.actor, one.id, "no-show")
    desk.visits.save(desk.actor, desk.appointments.begin_visit(desk.actor, one.id).visit)
    assert the_one(desk).state == "came"


@pytest.mark.parametrize("state", ["no-show", "cancelled"])
def test_what_became_of_it_can_be_undone(desk: Desk, state: State) -> None:
    one = add(desk)
    before = desk.appointments.set_state(desk.actor, one.id, state)
    assert the_one(desk).state == state
    desk.appointments.put_back(desk.actor, before)
    assert the_one(desk).state == "planned"


def test_an_undo_never_undoes_a_visit(desk: Desk) -> None:
    one = add(desk, topic="housing")
    before = desk.appointments.set_state(desk.actor, one.id, "no-show")
    desk.visits.save(desk.actor, desk.appointments.begin_visit(desk.actor, one.id).visit)
    desk.appointments.put_back(desk.actor, before)
    assert the_one(desk).state == "came"


def test_a_new_one_can_be_taken_back(desk: Desk) -> None:
    desk.appointments.remove(desk.actor, add(desk).id)
    assert desk.appointments.of_day(TODAY) == []


def test_one_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(Failure):
        desk.appointments.set_state(desk.actor, "nobody", "no-show")


def test_states_are_counted_over_a_period(desk: Desk, clock: FrozenClock) -> None:
    came = add(desk, topic="housing")
    desk.visits.save(desk.actor, desk.appointments.begin_visit(desk.actor, came.id).visit)
    for state in ("no-show", "no-show", "cancelled"):
        desk.appointments.set_state(desk.actor, add(desk).id, state)
    add(desk)
    counts = desk.appointments.counts(Period(TODAY, TODAY))
    assert counts == {"planned": 1, "came": 1, "no-show": 2, "cancelled": 1, "unnoted": 0}
    clock.now = datetime.fromisoformat("2026-11-22T08:00")
    later = desk.appointments.counts(Period(TODAY, TODAY))
    assert (later["planned"], later["unnoted"]) == (0, 1)
    assert sum(desk.appointments.counts(Period(date.min, date(2026, 11, 20))).values()) == 0


def test_of_a_past_day_only_what_is_counted_stays(desk: Desk, clock: FrozenClock) -> None:
    one = add(desk, "15:00", slip="A12", topic="housing", language="ar")
    visit = desk.appointments.begin_visit(desk.actor, one.id).visit
    desk.visits.save(desk.actor, visit)
    desk.visits.end_of_day()
    assert the_one(desk).clock == "15:00"
    clock.now = datetime.fromisoformat("2026-11-22T08:00")
    desk.visits.end_of_day()
    left = the_one(desk)
    assert left == replace(
        one, clock=None, slip="", visit_id=None, uid=one.id, state="came", revision=left.revision
    )
    assert left.part_of_day == "afternoon"
    with pytest.raises(InvalidRecord):
        desk.appointments.begin_visit(desk.actor, one.id)


def test_a_visit_filled_in_over_midnight_is_noted_all_the_same(
    desk: Desk, clock: FrozenClock
) -> None:
    one = add(desk, topic="housing")
    draft = desk.appointments.begin_visit(desk.actor, one.id)
    desk.visits.keep_draft(draft)
    clock.now = datetime.fromisoformat("2026-11-22T08:00")
    desk.visits.end_of_day()
    desk.visits.save(desk.actor, draft.visit)
    assert the_one(desk).state == "came"
    desk.visits.end_of_day()
    assert (the_one(desk).clock, the_one(desk).visit_id) == (None, None)
