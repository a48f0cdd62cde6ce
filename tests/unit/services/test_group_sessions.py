"""Group sessions: visits of many people, counted and never named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from advisor_desk.domain.failures import InvalidVisit
from advisor_desk.domain.visit import Draft, Participants, Visit
from advisor_desk.services.desk import Desk
from tests.unit.conftest import FrozenClock

REGISTER = (Participants("25-34", "ar", 6), Participants("35-44", "so", 2))


@pytest.fixture
def session(desk: Desk) -> Visit:
    """Return a session that is filled in."""
    empty = desk.group_sessions.new(desk.actor)
    return replace(
        empty,
        title="Asumisilta",
        topics=("housing", "permits"),
        languages=("ar", "so"),
        adults=9,
        children=1,
        minutes=90,
        participants=REGISTER,
    )


def test_a_session_begins_empty_and_by_its_own_channel(desk: Desk) -> None:
    empty = desk.group_sessions.new(desk.actor)
    assert (empty.kind, empty.channel, empty.client, empty.way) == (
        "group",
        "group",
        "group",
        "form",
    )
    assert (empty.persons, empty.topics, empty.languages) == (0, (), ())


def test_a_session_is_stored_with_all_that_was_counted(desk: Desk, session: Visit) -> None:
    saved = desk.group_sessions.save(desk.actor, session)
    stored = desk.visits.visit(session.id)
    assert stored == saved
    assert stored is not None
    assert replace(stored, created="", changed="", desk="") == session
    assert desk.group_sessions.registered(stored) == 8
    assert desk.visits.count_today() == 1


def test_the_part_of_the_day_is_that_of_the_session(desk: Desk, session: Visit) -> None:
    morning = replace(session, part_of_day="morning")  # it is afternoon
    saved = desk.group_sessions.save(desk.actor, morning)
    assert (saved.part_of_day, saved.clock) == ("morning", None)
    again = desk.group_sessions.save(desk.actor, replace(morning, part_of_day="midday"))
    assert (again.part_of_day, again.revision) == ("midday", 2)


def test_a_session_of_an_earlier_day_is_late(
    desk: Desk, session: Visit, clock: FrozenClock
) -> None:
    yesterday = (clock.now - timedelta(1)).date().isoformat()
    assert desk.group_sessions.save(desk.actor, replace(session, day=yesterday)).late


def test_what_the_form_holds_stays(desk: Desk, session: Visit) -> None:
    draft = desk.visits.new_draft(desk.actor)
    draft = Draft(replace(draft.visit, topics=("work",)))
    desk.visits.keep_draft(draft)
    saved = desk.group_sessions.save(desk.actor, session)
    desk.group_sessions.correct(desk.actor, replace(saved, adults=10))
    assert desk.visits.kept_draft() == draft


def test_fields_that_the_point_requires_of_visits_are_not_asked_of_sessions(
    desk: Desk, session: Visit
) -> None:
    desk.settings.change(field_reason="required")
    assert desk.group_sessions.save(desk.actor, session).reason == "not-asked"
    with pytest.raises(InvalidVisit, match="topics: missing"):
        desk.group_sessions.save(desk.actor, replace(session, topics=()))


@pytest.mark.parametrize("title", ["Ilta 131052-308T", "Soita 040 123 4567", "a.b@example.fi"])
def test_a_title_that_points_to_a_person_is_refused(desk: Desk, session: Visit, title: str) -> None:
    with pytest.raises(InvalidVisit) as caught:
        desk.group_sessions.save(desk.actor, replace(session, title=title))
    assert [(p.field, p.kind, p.value) for p in caught.value.problems] == [
        ("title", "personal", "")
    ]
    assert desk.visits.latest() == []


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Asumisilta Maija Mallinen", ("Maija Mallinen",)),
        ("Ilta: Anna-Liisa Virtanen", ("Anna-Liisa Virtanen",)),
        ("Asumisilta", ()),
        ("Infotori Turku", ()),
        ("Työpaja maahan muuttaneille", ()),
    ],
)
def test_what_may_be_a_name_is_pointed_out(desk: Desk, title: str, names: tuple[str, ...]) -> None:
    assert desk.group_sessions.names_in(title) == names


def test_the_log_of_corrections_does_not_repeat_the_title(desk: Desk, session: Visit) -> None:
    saved = desk.group_sessions.save(desk.actor, session)
    desk.group_sessions.correct(desk.actor, replace(saved, title="Toinen"))
    with desk.database.reading() as connection:
        rows = connection.execute("SELECT field, old_value, new_value FROM visit_correction")
        assert [tuple(row) for row in rows] == [("title", "", "")]
