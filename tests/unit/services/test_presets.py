"""Presets at the desk: kept, changed, used; what went out of use is said and not saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.codes import Code, CodeBook
from advisor_desk.domain.failures import Failure, FailureKind, InvalidRecord
from advisor_desk.domain.presets import MAX_TITLE, SLOTS
from advisor_desk.domain.visit import Draft, Referral, Visit
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.presets import Presets, Unsaved, Wanted
from tests.unit.visits import visit

AK = Actor("AK", Role.ADVISOR)
BL = Actor("BL", Role.ADVISOR)
NOBODY = Actor("", Role.ADVISOR)
TYPICAL = visit(
    topics=("housing", "work"),
    language="ar",
    reason="family",
    municipality="049",
    channel="walk-in",
    outcome="signposted",
    adults=2,
    children=3,
    referrals=(Referral("kela", "handed-over"),),
    help_given=("referral",),
    observation="CANARY",
)


@pytest.fixture
def presets(desk: Desk) -> Presets:
    desk.settings.change(point="Iso Omena")
    return desk.presets


def keep(presets: Presets, slot: int = 1, actor: Actor = AK, title: str = "Flat") -> str:
    wanted = Wanted(title, slot, own=bool(actor.alias))
    return presets.keep(actor, wanted, TYPICAL).preset.id


def titles(presets: Presets, actor: Actor = AK) -> dict[int, str]:
    return {slot: preset.title for slot, preset in presets.available(actor).items()}


# Keeping and changing


def test_a_preset_gives_the_same_visit_with_the_day_and_time_of_now(
    desk: Desk, presets: Presets
) -> None:
    keep(presets)
    saved = presets.save_visit(AK, presets.available(AK)[1])
    assert isinstance(saved, Visit)
    assert (saved.day, saved.clock, saved.way) == ("2026-11-21", "14:05", "preset")
    assert (saved.advisor, saved.point) == ("AK", "Iso Omena")
    for name in ("topics", "language", "reason", "adults", "children", "referrals", "help_given"):
        assert getattr(saved, name) == getattr(TYPICAL, name)
    assert saved.observation == ""
    assert desk.visits.latest() == [saved]


def test_each_use_is_a_visit_of_its_own(desk: Desk, presets: Presets) -> None:
    keep(presets)
    ids = {presets.save_visit(AK, presets.available(AK)[1]).id for _time in range(3)}  # type: ignore[union-attr]  # saved
    assert len(ids) == 3
    assert desk.visits.count_today() == 3


def test_the_draft_of_the_form_stays(desk: Desk, presets: Presets) -> None:
    keep(presets)
    begun = Draft(replace(desk.visits.new_draft(AK).visit, topics=("health",)))
    desk.visits.keep_draft(begun)
    presets.save_visit(AK, presets.available(AK)[1])
    assert desk.visits.kept_draft() == begun


def test_another_advisor_sees_the_points_presets_only(presets: Presets) -> None:
    keep(presets, 1, AK, "Mine")
    keep(presets, 1, NOBODY, "All")
    keep(presets, 2, NOBODY, "Two")
    assert titles(presets, AK) == {1: "Mine", 2: "Two"}
    assert titles(presets, BL) == {1: "All", 2: "Two"}
    assert titles(presets, NOBODY) == {1: "All", 2: "Two"}
    assert [preset.title for preset in presets.of(AK)] == ["Mine", "All", "Two"]
    assert [preset.title for preset in presets.of(BL)] == ["All", "Two"]


def test_another_point_has_its_own(desk: Desk, presets: Presets) -> None:
    keep(presets)
    desk.settings.change(point="Tapiola")
    assert titles(presets) == {}


def test_one_kept_on_a_taken_number_replaces_it_and_undo_brings_it_back(presets: Presets) -> None:
    keep(presets, 3, title="Old")
    done = presets.keep(AK, Wanted("New", 3, own=True), TYPICAL)
    assert titles(presets) == {3: "New"}
    presets.put_back(AK, done.before)
    assert titles(presets) == {3: "Old"}


def test_renaming_and_changing_places(presets: Presets) -> None:
    first, _second = keep(presets, 1, title="One"), keep(presets, 2, title="Two")
    done = presets.change(AK, first, Wanted("  Eins \n ", 2, own=True))
    assert titles(presets) == {1: "Two", 2: "Eins"}
    assert done.preset.revision == 2
    presets.put_back(AK, done.before)
    assert titles(presets) == {1: "One", 2: "Two"}


def test_one_given_to_the_point_changes_places_with_what_stood_there(presets: Presets) -> None:
    mine = keep(presets, 1, AK, "Mine")
    keep(presets, 1, NOBODY, "All")
    presets.change(AK, mine, Wanted("Mine", 1, own=False))
    assert titles(presets, BL) == {1: "Mine"}
    assert titles(presets, AK) == {1: "All"}


def test_deleting_leaves_the_visits(desk: Desk, presets: Presets) -> None:
    kept = keep(presets)
    saved = presets.save_visit(AK, presets.available(AK)[1])
    done = presets.delete(AK, kept)
    assert titles(presets) == {}
    assert desk.visits.latest() == [saved]
    presets.put_back(AK, done.before)
    assert titles(presets) == {1: "Flat"}
    with pytest.raises(Failure) as gone:
        presets.delete(AK, "no such preset")
    assert gone.value.kind is FailureKind.NOT_FOUND


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_a_title_is_needed(presets: Presets, title: str) -> None:
    with pytest.raises(InvalidRecord, match="title"):
        presets.keep(AK, Wanted(title, 1, own=True), TYPICAL)
    assert titles(presets) == {}


def test_a_visit_without_a_topic_is_no_preset(presets: Presets) -> None:
    with pytest.raises(InvalidRecord, match="topic"):
        presets.keep(AK, Wanted("Flat", 1, own=True), replace(TYPICAL, topics=()))


def test_the_proposal_is_a_good_title_and_a_free_number(presets: Presets) -> None:
    proposal = presets.propose(AK, TYPICAL, "en")
    assert proposal == Wanted("Housing · Arabic", 1, own=True)
    keep(presets, 1)
    keep(presets, 2, NOBODY)
    assert presets.propose(AK, TYPICAL, "fi").slot == 3
    assert not presets.propose(NOBODY, TYPICAL, "en").own
    for slot in SLOTS:
        keep(presets, slot)
    assert presets.propose(AK, TYPICAL, "sv").slot in SLOTS
    long = replace(TYPICAL, topics=("permits",), language="not-asked", reason="protection")
    assert len(presets.propose(AK, long, "fi").title) <= MAX_TITLE


# What went out of use


def retire(desk: Desk, list_name: str, code_id: str) -> None:
    """Let a code have ended yesterday."""

    def ended(code: Code) -> Code:
        is_it = (code.list, code.id) == (list_name, code_id)
        return code._replace(valid_to="2026-11-20") if is_it else code

    book = desk.codes.book
    desk.codes.book = CodeBook(ended(c) for name in book.lists for c in book.members(name))


def test_a_retired_code_is_said_and_nothing_is_saved(desk: Desk, presets: Presets) -> None:
    keep(presets)
    retire(desk, "topic", "housing")
    told = presets.save_visit(AK, presets.available(AK)[1])
    assert isinstance(told, Unsaved)
    assert told.why == "“Housing” is no longer in use."
    assert (told.visit.topics, told.visit.language) == (("work",), "ar")
    assert desk.visits.latest() == []


def test_a_withdrawn_service_is_said_and_nothing_is_saved(desk: Desk, presets: Presets) -> None:
    keep(presets)
    with desk.database.writing() as connection:
        connection.execute("UPDATE service SET status = 'withdrawn' WHERE id = 'kela'")
    told = presets.save_visit(AK, presets.available(AK)[1])
    assert isinstance(told, Unsaved)
    assert told.why.endswith("is no longer offered.")
    assert told.visit.referrals == ()
    assert desk.visits.latest() == []


def test_what_the_point_requires_is_asked_for(desk: Desk, presets: Presets) -> None:
    keep(presets)
    desk.settings.change(field_age="required")
    told = presets.save_visit(AK, presets.available(AK)[1])
    assert isinstance(told, Unsaved)
    assert "Age group is missing" in told.why
    assert told.visit.topics == TYPICAL.topics


# Effort


def test_effort_is_kept_and_shown_as_medians_of_the_team_only(desk: Desk, presets: Presets) -> None:
    from advisor_desk.domain.effort import Effort
    from advisor_desk.domain.periods import preset_period

    keep(presets)
    for _time in range(5):
        presets.save_visit(AK, presets.available(AK)[1])
    for actor in (AK, BL):
        fresh = replace(desk.visits.new_draft(actor).visit, topics=("housing",))
        desk.visits.save(actor, fresh, effort=Effort(5, 6, 12.0))
    gone = replace(desk.visits.new_draft(AK).visit, topics=("housing",))
    desk.visits.save(AK, gone, effort=Effort(50, 60, 120.0))
    desk.visits.retract(AK, gone.id)
    found = desk.efforts.medians(desk.actor, preset_period("today", desk.visits.today()))
    assert [(m.way, m.visits, m.picks, m.keys, m.seconds) for m in found] == [
        ("form", 2, None, None, None),
        ("preset", 5, 1, 1, 0),
    ]


def test_effort_is_for_supervisors(desk: Desk) -> None:
    from advisor_desk.domain.failures import NotAllowed
    from advisor_desk.domain.periods import preset_period

    with pytest.raises(NotAllowed):
        desk.efforts.medians(AK, preset_period("today", desk.visits.today()))


def test_effort_is_in_no_export(desk: Desk) -> None:
    from advisor_desk.exchange import visits_csv

    assert not {"picks", "keys", "seconds", "effort"} & set(visits_csv.COLUMNS)
    assert desk.visits.latest() == []


# Late visits


def test_a_visit_of_an_earlier_day_keeps_its_part_of_day_and_no_clock(desk: Desk) -> None:
    fresh = desk.visits.new_draft(AK).visit
    late = replace(fresh, topics=("housing",), day="2026-11-20", part_of_day="morning")
    saved = desk.visits.save(AK, late)
    assert (saved.day, saved.part_of_day, saved.clock) == ("2026-11-20", "morning", None)
    assert saved.late


def test_a_visit_moved_to_an_earlier_day_loses_its_clock_time(desk: Desk) -> None:
    fresh = replace(desk.visits.new_draft(AK).visit, topics=("housing",))
    saved = desk.visits.save(AK, fresh)
    assert saved.clock
    moved = desk.visits.correct(AK, replace(saved, day="2026-11-20", part_of_day="evening"))
    assert (moved.clock, moved.part_of_day, moved.late) == (None, "evening", True)


def test_no_visit_is_of_the_future(desk: Desk) -> None:
    from advisor_desk.domain.failures import InvalidVisit
    from advisor_desk.services.explain import explain

    fresh = replace(desk.visits.new_draft(AK).visit, topics=("housing",), day="2026-11-22")
    with pytest.raises(InvalidVisit) as refused:
        desk.visits.save(AK, fresh)
    assert explain(refused.value) == ("The day lies in the future: choose today or an earlier day.")


def test_a_day_that_was_set_is_in_the_draft(desk: Desk) -> None:
    draft = desk.visits.new_draft(AK)
    dated = replace(draft, visit=replace(draft.visit, day="2026-11-19"), dated=True)
    desk.visits.keep_draft(dated)
    assert desk.visits.kept_draft() == dated
    desk.visits.keep_draft(draft)
    assert desk.visits.kept_draft() == draft
