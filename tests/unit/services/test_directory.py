"""Opening, filtering and correcting records. What is browsed beside: `test_browsing.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import NotAllowed
from advisor_desk.domain.opening import OpenState, parse_hours
from advisor_desk.domain.text import LocalText
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.services.events import ServiceChanged
from tests.unit.conftest import FrozenClock

MONDAY_MORNING = datetime.fromisoformat("2026-11-23T10:00")


def ids(desk: Desk, **wanted: object) -> set[str]:
    chosen = ServiceFilter(**wanted)  # type: ignore[arg-type]  # names are checked at run time
    return {service.id for service in desk.directory.browse(chosen, "en")}


def record(desk: Desk, service_id: str) -> Service:
    found = desk.directory.get(service_id)
    assert found is not None
    return found


def test_a_closed_service_can_be_opened_but_is_not_offered(desk: Desk) -> None:
    with desk.database.reading() as connection:
        rows = connection.execute("SELECT id FROM service WHERE status = 'closed'").fetchall()
    closed = {row["id"] for row in rows}
    assert closed
    assert closed.isdisjoint(service.id for service in desk.directory.offered())
    assert closed.isdisjoint(ids(desk))
    assert {record(desk, service_id).status for service_id in closed} == {"closed"}


def test_an_unknown_service_is_nothing(desk: Desk) -> None:
    assert desk.directory.get("nowhere") is None
    assert desk.directory.names(["nowhere", "kela"], "en").keys() == {"kela"}


@pytest.mark.parametrize(("language", "name"), [("fi", "Kela"), ("sv", "FPA")])
def test_names_are_in_the_language(desk: Desk, language: str, name: str) -> None:
    found = desk.directory.names(["kela"], language)  # type: ignore[arg-type]  # one of three
    assert name in found["kela"]


def test_a_topic_covers_its_parent_and_its_children(desk: Desk) -> None:
    book = desk.codes.book
    child = next(
        code
        for code in book.members("topic")
        if code.parent and any(code.id in s.topics for s in desk.directory.offered())
    )
    assert child.parent is not None
    exact = {s.id for s in desk.directory.offered() if child.id in s.topics}
    above = {s.id for s in desk.directory.offered() if child.parent in s.topics}
    assert ids(desk, topic=child.id) == exact | above
    assert ids(desk, topic=child.parent) >= exact | above


def test_filters_narrow_together(desk: Desk) -> None:
    both = ids(desk, municipality="049", kind="authority")
    assert both == ids(desk, municipality="049") & ids(desk, kind="authority")
    assert both
    assert all(record(desk, one).serves("049") for one in both)


def test_languages_in_use_come_by_their_number(desk: Desk) -> None:
    tags = desk.directory.languages_in_use()
    counts = [sum(tag in s.languages for s in desk.directory.offered()) for tag in tags]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0


# ---- open now ----


@pytest.fixture
def dated(desk: Desk) -> Service:
    """Return a service with office hours that nobody doubts."""
    hours = parse_hours("Mo-Fr 09:00-15:00")
    return replace(record(desk, "kela"), hours=hours, possibly_outdated=False)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-23T08:59", OpenState.CLOSED),
        ("2026-11-23T09:00", OpenState.OPEN),
        ("2026-11-23T15:00", OpenState.CLOSED),
        ("2026-11-22T10:00", OpenState.CLOSED),
        ("2026-12-25T10:00", OpenState.UNKNOWN),
    ],
)
def test_open_now_has_three_answers(
    desk: Desk, dated: Service, clock: FrozenClock, moment: str, state: OpenState
) -> None:
    clock.now = datetime.fromisoformat(moment)
    assert desk.directory.open_state(dated) is state
    assert desk.directory.open_state(dated, MONDAY_MORNING) is OpenState.OPEN


def test_hours_that_may_be_out_of_date_or_are_missing_are_not_known(
    desk: Desk, dated: Service
) -> None:
    doubted = replace(dated, possibly_outdated=True)
    silent = replace(dated, hours=None)
    for service in (doubted, silent):
        assert desk.directory.open_state(service, MONDAY_MORNING) is OpenState.UNKNOWN


def test_only_what_is_known_to_be_open_is_left_by_open_now(desk: Desk, clock: FrozenClock) -> None:
    clock.now = MONDAY_MORNING
    left = ids(desk, open_now=True)
    assert left
    assert {desk.directory.open_state(record(desk, one)) for one in left} == {OpenState.OPEN}


# ---- correcting ----


def test_a_correction_is_stored_marked_told_and_found(desk: Desk) -> None:
    told: list[ServiceChanged] = []
    desk.events.subscribe(ServiceChanged, told.append)
    before = record(desk, "kela")
    assert before in desk.directory.offered()
    ours = desk.directory.correct(desk.actor, replace(before, name=LocalText(en="Zebra office")))
    assert record(desk, "kela") == ours
    assert (ours.edited, ours.revision) == (True, before.revision + 1)
    assert ours in desk.directory.offered()
    assert told == [ServiceChanged("kela")]
    assert [hit.id for hit in desk.finder.search("zebra", language="en").hits] == ["kela"]


def test_a_service_that_is_closed_here_is_not_found_any_more(desk: Desk) -> None:
    desk.directory.correct(desk.actor, replace(record(desk, "kela"), status="closed"))
    assert "kela" not in ids(desk)
    assert "kela" not in [hit.id for hit in desk.finder.search("kela", language="en").hits]


def test_only_a_supervisor_corrects_a_record(desk: Desk) -> None:
    before = record(desk, "kela")
    with pytest.raises(NotAllowed) as caught:
        desk.directory.correct(Actor("eve", Role.ADVISOR), replace(before, website=""))
    assert caught.value.needed == "supervisor"
    assert record(desk, "kela") == before
