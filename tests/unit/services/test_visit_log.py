"""What an advisor does with visits. Failing saves and retries: `tests/faults/test_retry.py`."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from advisor_desk.bootstrap import build_desk
from advisor_desk.domain.failures import Failure, FailureKind, InvalidVisit, NotAllowed
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import Draft, Problem, Referral, Visit
from advisor_desk.paths import Paths
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.events import VisitCorrected, VisitLogged
from advisor_desk.services.visit_log import STICKY
from advisor_desk.settings.options import OPTIONS
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database
from tests.unit.conftest import NOW, FrozenClock
from tests.unit.visits import visit

TODAY = NOW.date().isoformat()
EVE = Actor("eve", Role.ADVISOR)
CAN_BE_REQUIRED = [
    option.name.removeprefix("field_") for option in OPTIONS if "required" in option.choices
]


def form(desk: Desk, **values: object) -> Visit:
    """Return what the form holds, as of now."""
    visit = replace(desk.visits.new_draft(desk.actor).visit, topics=("housing",))
    return replace(visit, **values)  # type: ignore[arg-type]  # names are checked at run time


def corrections(desk: Desk) -> list[tuple[object, ...]]:
    with desk.database.reading() as connection:
        rows = connection.execute(
            "SELECT revision, field, old_value, new_value, advisor FROM visit_correction"
            " ORDER BY revision, field"
        )
        return [tuple(row) for row in rows]


# ---- the form ----


def test_a_new_form_is_empty_and_has_an_id_of_its_own(desk: Desk) -> None:
    one, two = (desk.visits.new_draft(desk.actor) for _ in range(2))
    assert uuid.UUID(one.visit.id).version == 4
    assert one.visit.id != two.visit.id
    assert one == Draft(Visit(one.visit.id, TODAY, "afternoon", ()))


def test_sticky_values_are_carried_over_and_named(desk: Desk) -> None:
    previous = form(
        desk,
        channel="phone",
        language="ckb",
        municipality="049",
        reason="work",
        referrals=(Referral("kela"),),
    )
    draft = desk.visits.new_draft(desk.actor, previous)
    assert draft.carried == {"channel", "language", "municipality"} == set(STICKY)
    carried = (draft.visit.channel, draft.visit.language, draft.visit.municipality)
    assert carried == ("phone", "ckb", "049")
    assert (draft.visit.reason, draft.visit.topics, draft.visit.referrals) == ("not-asked", (), ())
    assert draft.visit.id != previous.id


def test_what_was_not_asked_is_not_carried_over(desk: Desk) -> None:
    draft = desk.visits.new_draft(desk.actor, form(desk, channel="phone"))
    assert draft.carried == {"channel"}


def test_a_form_is_signed_with_point_and_alias(desk: Desk) -> None:
    desk.settings.change(point="our-point")
    draft = desk.visits.new_draft(EVE)
    assert (draft.visit.point, draft.visit.advisor) == ("our-point", "eve")


# ---- saving ----


def test_a_saved_visit_is_stored_as_it_is_returned(desk: Desk) -> None:
    told: list[VisitLogged] = []
    desk.events.subscribe(VisitLogged, told.append)
    saved = desk.visits.save(desk.actor, form(desk, minutes=15))
    assert desk.visits.visit(saved.id) == saved
    assert desk.visits.latest() == [saved]
    assert (saved.day, saved.created, saved.changed) == (TODAY,) * 3
    assert (saved.clock, saved.part_of_day, saved.revision) == ("14:05", "afternoon", 1)
    assert told == [VisitLogged(saved.id, TODAY)]


def test_all_visits_of_a_desk_carry_its_id(desk: Desk) -> None:
    one, two = (desk.visits.save(desk.actor, form(desk)) for _ in range(2))
    assert uuid.UUID(one.desk).version == 7
    assert one.desk == two.desk


def test_the_time_is_that_of_saving_and_not_of_opening_the_form(
    desk: Desk, clock: FrozenClock
) -> None:
    filled = form(desk)
    clock.now += timedelta(hours=4)
    saved = desk.visits.save(desk.actor, filled)
    assert (saved.clock, saved.part_of_day) == ("18:05", "evening")


def test_a_form_opened_before_midnight_keeps_its_day_and_gets_no_clock_time(
    desk: Desk, clock: FrozenClock
) -> None:
    filled = form(desk)
    clock.now = datetime.fromisoformat("2026-11-22T00:10")
    saved = desk.visits.save(desk.actor, filled)
    assert (saved.day, saved.part_of_day, saved.clock) == (TODAY, "afternoon", None)
    assert saved.created == "2026-11-22"


def test_a_visit_of_another_day_keeps_its_part_of_the_day(desk: Desk) -> None:
    saved = desk.visits.save(desk.actor, form(desk, day="2026-11-20", part_of_day="morning"))
    assert (saved.day, saved.part_of_day, saved.clock) == ("2026-11-20", "morning", None)


def test_saving_again_changes_nothing(desk: Desk, clock: FrozenClock) -> None:
    filled = form(desk)
    first = desk.visits.save(desk.actor, filled)
    clock.now += timedelta(hours=2)
    assert desk.visits.save(desk.actor, filled) == first
    assert desk.visits.latest() == [first]
    assert corrections(desk) == []


def test_saving_clears_the_draft(desk: Desk) -> None:
    draft = Draft(form(desk))
    desk.visits.keep_draft(draft)
    desk.visits.save(desk.actor, draft.visit)
    assert desk.visits.kept_draft() is None


@pytest.mark.parametrize(
    ("values", "field", "kind"),
    [
        ({"topics": ()}, "topics", "missing"),
        ({"topics": ("no-such-topic",)}, "topics", "unknown-code"),
        ({"reason": "no-such-reason"}, "reason", "unknown-code"),
        ({"minutes": 721}, "minutes", "out-of-range"),
        ({"adults": 501}, "adults", "out-of-range"),
        ({"children": -1}, "children", "out-of-range"),
        ({"observation": "x" * 281}, "observation", "too-long"),
    ],
)
def test_an_invalid_visit_is_refused_by_field_and_its_draft_stays(
    desk: Desk, values: dict[str, object], field: str, kind: str
) -> None:
    draft = Draft(form(desk, **values))
    desk.visits.keep_draft(draft)
    with pytest.raises(InvalidVisit) as caught:
        desk.visits.save(desk.actor, draft.visit)
    assert [(p.field, p.kind) for p in caught.value.problems] == [(field, kind)]
    assert desk.visits.latest() == []
    assert desk.visits.kept_draft() == draft


@pytest.mark.parametrize("name", CAN_BE_REQUIRED)
def test_a_field_that_the_point_requires_must_be_answered(desk: Desk, name: str) -> None:
    desk.settings.change(**{f"field_{name}": "required"})
    with pytest.raises(InvalidVisit) as caught:
        desk.visits.save(desk.actor, form(desk))
    assert caught.value.problems == (Problem(name, "missing"),)


def test_an_answer_that_was_declined_is_an_answer(desk: Desk) -> None:
    desk.settings.change(field_reason="required")
    assert desk.visits.save(desk.actor, form(desk, reason="declined")).reason == "declined"


# ---- correcting ----


def test_a_correction_is_stored_and_noted_with_who_made_it(desk: Desk, clock: FrozenClock) -> None:
    saved = desk.visits.save(desk.actor, form(desk, reason="work"))
    told: list[VisitCorrected] = []
    desk.events.subscribe(VisitCorrected, told.append)
    clock.now += timedelta(days=1)
    changed = replace(saved, reason="study", topics=("housing", "permits"))
    corrected = desk.visits.correct(EVE, changed)
    assert desk.visits.latest() == [corrected]
    assert corrected == replace(changed, changed="2026-11-22", revision=2)
    assert (corrected.created, corrected.clock) == (TODAY, "14:05")
    assert corrections(desk) == [
        (2, "reason", "work", "study", "eve"),
        (2, "topics", "housing", "housing permits", "eve"),
    ]
    assert told == [VisitCorrected(saved.id, TODAY)]


def test_a_correction_without_a_change_is_not_noted(desk: Desk) -> None:
    saved = desk.visits.save(desk.actor, form(desk))
    assert desk.visits.correct(EVE, saved) == saved
    assert corrections(desk) == []


def test_a_correction_clears_its_draft(desk: Desk) -> None:
    saved = desk.visits.save(desk.actor, form(desk))
    desk.visits.keep_draft(Draft(saved, editing=True))
    desk.visits.correct(desk.actor, replace(saved, minutes=5))
    assert desk.visits.kept_draft() is None


def test_a_correction_must_be_valid(desk: Desk) -> None:
    saved = desk.visits.save(desk.actor, form(desk))
    with pytest.raises(InvalidVisit):
        desk.visits.correct(desk.actor, replace(saved, topics=()))
    assert desk.visits.latest() == [saved]


def test_a_visit_that_is_not_there_cannot_be_corrected_or_retracted(desk: Desk) -> None:
    with pytest.raises(Failure) as corrected:
        desk.visits.correct(desk.actor, visit(1))
    with pytest.raises(Failure) as retracted:
        desk.visits.retract(desk.actor, visit(1).id)
    assert corrected.value.kind is retracted.value.kind is FailureKind.NOT_FOUND


def test_the_text_of_an_observation_is_kept_once(desk: Desk) -> None:
    saved = desk.visits.save(desk.actor, form(desk, observation="SECRET"))
    desk.visits.correct(desk.actor, replace(saved, observation=""))
    assert corrections(desk) == [(2, "observation", "", "", desk.actor.alias)]


# ---- retracting ----


def test_a_retracted_visit_counts_nowhere_and_can_be_brought_back(desk: Desk) -> None:
    saved = desk.visits.save(desk.actor, form(desk))
    assert desk.visits.count_today() == 1
    retracted = desk.visits.retract(EVE, saved.id)
    assert (retracted.retracted, desk.visits.count_today()) == (True, 0)
    assert desk.visits.between(date.min, date.max) == []
    assert desk.visits.latest() == [retracted]
    back = desk.visits.retract(desk.actor, saved.id, retracted=False)
    assert (back, desk.visits.count_today()) == (replace(saved, revision=3), 1)
    assert corrections(desk) == [
        (2, "retracted", "False", "True", "eve"),
        (3, "retracted", "True", "False", desk.actor.alias),
    ]


def test_retracting_twice_is_retracting_once(desk: Desk) -> None:
    saved = desk.visits.save(desk.actor, form(desk))
    assert desk.visits.retract(EVE, saved.id) == desk.visits.retract(EVE, saved.id)
    assert len(corrections(desk)) == 1


def test_a_correction_does_not_bring_a_retracted_visit_back(desk: Desk) -> None:
    saved = desk.visits.save(desk.actor, form(desk))
    desk.visits.retract(desk.actor, saved.id)
    corrected = desk.visits.correct(desk.actor, replace(saved, minutes=5))
    assert corrected.retracted
    assert desk.visits.count_today() == 0


# ---- drafts, days and words ----


def test_a_draft_survives_the_end_of_the_program(
    desk: Desk, paths: Paths, clock: FrozenClock
) -> None:
    draft = Draft(form(desk, minutes=7), carried=frozenset({"language"}), editing=True)
    desk.visits.keep_draft(draft)
    desk.database.close()
    database = Database(paths.database)
    again = build_desk(paths, Settings(paths.settings), database, clock)
    assert again.visits.kept_draft() == draft
    again.visits.keep_draft(None)
    assert again.visits.kept_draft() is None
    database.close()


def test_clock_times_are_dropped_when_the_day_is_over(desk: Desk, clock: FrozenClock) -> None:
    saved = desk.visits.save(desk.actor, form(desk))
    assert desk.visits.end_of_day() == 0
    clock.now += timedelta(days=1)
    assert desk.visits.end_of_day() == 1
    assert desk.visits.latest() == [replace(saved, clock=None)]


def test_the_counter_is_of_today(desk: Desk, clock: FrozenClock) -> None:
    for _ in range(3):
        desk.visits.save(desk.actor, form(desk))
    desk.visits.save(desk.actor, form(desk, day="2026-11-20"))
    assert desk.visits.count_today() == 3
    clock.now += timedelta(days=1)
    assert desk.visits.count_today() == 0
    assert desk.visits.today() == date(2026, 11, 22)


def test_the_latest_are_at_hand_and_days_are_limits_included(desk: Desk) -> None:
    days = [f"2026-11-{day:02d}" for day in range(1, 13)]
    for day in days:
        desk.visits.save(desk.actor, form(desk, day=day))
    assert [one.day for one in desk.visits.latest()] == days[:1:-1]
    found = desk.visits.between(date(2026, 11, 3), date(2026, 11, 5))
    assert [one.day for one in found] == days[2:5]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "asuminen · arabia · espoo"),
        ("sv", "boende · arabiska · esbo"),
        ("en", "housing · arabic · espoo"),
    ],
)
def test_a_visit_in_a_few_words(desk: Desk, language: Language, words: str) -> None:
    one = visit(1, language="ar", municipality="049")
    assert desk.visits.summary(one, language).casefold() == words
    assert desk.visits.summary(visit(2), language).casefold() == words.split(" ·", maxsplit=1)[0]


@pytest.mark.parametrize("act", ["save", "correct", "retract"])
def test_every_act_asks_for_the_role(desk: Desk, act: str) -> None:
    nobody = Actor("nobody", 0)  # type: ignore[arg-type]  # a role below all
    given = visit(1).id if act == "retract" else visit(1)
    with pytest.raises(NotAllowed):
        getattr(desk.visits, act)(nobody, given)
    assert desk.visits.latest() == []
