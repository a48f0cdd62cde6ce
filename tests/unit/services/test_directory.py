"""Opening and filtering records. What is browsed beside: `test_browsing.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from advisor_desk.domain.directory import Service
from advisor_desk.domain.opening import OpenState
from advisor_desk.domain.opening_text import parse_hours
from advisor_desk.domain.text import LocalText
from advisor_desk.services.desk import Desk
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.services.events import ServicesImported
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


# ---- changes and merges ----


def test_a_change_shows_in_what_is_offered_without_reading_all_anew(desk: Desk) -> None:
    before = record(desk, "kela")
    others = [s for s in desk.directory.offered() if s.id != "kela"]
    after = desk.curation.save(desk.actor, before, replace(before, name=LocalText("Zebra")))
    offered = desk.directory.offered()
    assert after in offered
    assert before not in offered
    assert all(any(kept is other for kept in offered) for other in others)
    assert offered == sorted(offered, key=lambda service: service.id)
    assert [s.id for s in desk.directory.browse(ServiceFilter(), "fi", "zeb")] == ["kela"]


def test_a_list_gets_a_record_from_memory_until_it_is_changed(desk: Desk) -> None:
    first = desk.directory.recall(["kela", "nowhere"])
    again = desk.directory.recall(["kela", "vero"])
    assert set(first) == {"kela"}
    assert set(again) == {"kela", "vero"}
    assert again["kela"] is first["kela"]
    after = desk.curation.save(
        desk.actor, first["kela"], replace(first["kela"], name=LocalText("Zebra"))
    )
    assert desk.directory.recall(["kela"]) == {"kela": after}
    desk.curation.merge(desk.actor, "vero", "kela", {})
    assert desk.directory.recall(["kela"])["kela"].id == "vero"
    desk.events.tell(ServicesImported("tpr"))
    assert desk.directory.recall(["vero"])["vero"] is not again["vero"]


def test_a_service_that_is_closed_here_is_not_found_any_more(desk: Desk) -> None:
    before = record(desk, "kela")
    desk.curation.save(desk.actor, before, replace(before, status="closed"))
    assert "kela" not in ids(desk)
    assert "kela" not in [hit.id for hit in desk.finder.search("kela", language="en").hits]


def test_an_import_makes_everything_be_read_anew(desk: Desk) -> None:
    desk.directory.offered()
    with desk.database.writing() as connection:
        connection.execute("UPDATE service SET name_fi = 'Uusi' WHERE id = 'kela'")
    assert record(desk, "kela") not in desk.directory.offered()
    desk.events.tell(ServicesImported("tpr"))
    assert record(desk, "kela") in desk.directory.offered()


def test_who_asks_for_a_merged_record_gets_the_one_that_was_kept(desk: Desk) -> None:
    ids_before = ids(desk)
    desk.curation.merge(desk.actor, "kela", "migri", {})
    desk.curation.merge(desk.actor, "vero", "kela", {})
    assert record(desk, "migri").id == record(desk, "kela").id == "vero"
    assert {key: s.id for key, s in desk.directory.find(["migri", "vero", "nowhere"]).items()} == {
        "migri": "vero",
        "vero": "vero",
    }
    names = desk.directory.names(["migri", "vero"], "fi")
    assert names["migri"] == names["vero"] == record(desk, "vero").name.fi
    assert ids(desk) == ids_before - {"migri", "kela"}
