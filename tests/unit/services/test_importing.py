"""Imports of foreign catalogues: preview, import, review, what is gone, what was edited here."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from advisor_desk.domain.directory import Channel, Email, Organization, Phone, Service
from advisor_desk.domain.failures import Failure, NotAllowed
from advisor_desk.domain.ids import foreign_id
from advisor_desk.domain.imports import (
    Catalogue,
    Chooser,
    Incoming,
    Progress,
    Reader,
    Rejected,
    Skipped,
)
from advisor_desk.domain.record_fields import as_text
from advisor_desk.domain.text import LocalText
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.import_words import gone_warning
from advisor_desk.services.importing import ImportPlan, ImportReport, report_of
from tests.unit.conftest import FrozenClock

SOURCE = Catalogue("test", "tpr", "A source", "CC BY 4.0", "Its owner")
Record = Incoming | Rejected | Skipped


def service(key: str, name: str = "", **values: object) -> Service:
    """Return a service of the source."""
    made = Service(foreign_id("test", "service", key), "other", LocalText(name or f"Palvelu {key}"))
    return replace(made, **values)  # type: ignore[arg-type]  # names of fields


def incoming(key: str, name: str = "", *, withdrawn: bool = False, **values: object) -> Incoming:
    """Return a record of the source."""
    made = service(key, name, **values)
    return Incoming(key, f"file, record {key}", made, None, f"raw {key}".encode(), withdrawn)


def reader(*records: Record) -> Reader:
    """Return a reader that gives these records."""

    def read(progress: Progress) -> Iterator[Record]:
        progress.step(1.0, records=0)
        yield from records

    return read


def plan(
    desk: Desk, *records: Record, chooser: Chooser | None = None, complete: bool = True
) -> ImportPlan:
    return desk.importing.plan(desk.actor, reader(*records), SOURCE, chooser, complete=complete)


def take(desk: Desk, *records: Record, complete: bool = True) -> ImportReport:
    """Import records and return what was done."""
    with closing(plan(desk, *records, complete=complete)) as planned:
        return desk.importing.apply(desk.actor, planned)


def stored(desk: Desk, key: str) -> Service:
    """Return the service of a record."""
    found = desk.directory.get(foreign_id("test", "service", key))
    assert found is not None
    return found


def fates(report: ImportReport) -> dict[str, int]:
    """Return the fates that were met."""
    return {fate: count for fate, count in report.counts.items() if count}


def open_fields(desk: Desk, service_id: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what a person is asked about a service: both texts by field and reason."""
    with desk.database.reading() as connection:
        rows = connection.execute(
            "SELECT field, reason, ours, theirs FROM review JOIN review_field ON review_id = id"
            " WHERE service_id = ? AND decided IS NULL AND decision = 'open'",
            (service_id,),
        )
        return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def test_a_preview_changes_nothing(desk: Desk) -> None:
    with closing(plan(desk, incoming("1"))) as planned:
        assert planned.counts["new"] == 1
    assert desk.importing.catalogues() == []
    assert desk.directory.get(foreign_id("test", "service", "1")) is None


def test_what_is_new_comes_in_and_is_found(desk: Desk) -> None:
    owner = Organization(foreign_id("test", "organization", "o"), LocalText("Omistaja"))
    came = replace(incoming("1", "Kotoneuvonta Kvitteri"), organization=owner)
    assert fates(take(desk, came)) == {"new": 1}
    assert stored(desk, "1").name.fi == "Kotoneuvonta Kvitteri"
    assert stored(desk, "1").last_verified is None  # an import is never a verification
    hits = desk.finder.search("kvitteri", language="fi").hits
    assert [hit.id for hit in hits] == [stored(desk, "1").id]
    with desk.database.reading() as connection:
        (kept,) = connection.execute("SELECT raw FROM external_ref").fetchall()
    assert zlib.decompress(kept["raw"]) == b"raw 1"
    (known,) = desk.importing.provenance(stored(desk, "1").id)
    assert (known.catalogue, known.external_id, known.gone_on) == (SOURCE, "1", None)
    assert known.last_seen == "2026-11-21"


def test_the_same_again_is_unchanged(desk: Desk) -> None:
    take(desk, incoming("1"), incoming("2"))
    assert fates(take(desk, incoming("1"), incoming("2"))) == {"unchanged": 2}
    assert stored(desk, "1").revision == 1


def test_what_nobody_edited_follows_the_source(desk: Desk) -> None:
    take(desk, incoming("1", description=LocalText("vanha")))
    assert fates(take(desk, incoming("1", description=LocalText("uusi")))) == {"changed": 1}
    assert (stored(desk, "1").description.fi, stored(desk, "1").revision) == ("uusi", 2)
    with desk.database.reading() as connection:
        rows = connection.execute("SELECT field, actor FROM record_change").fetchall()
    assert [tuple(row) for row in rows] == [("description", "import:test")]


def test_a_change_of_contacts_ends_what_was_verified_about_them(desk: Desk) -> None:
    take(desk, incoming("1"))
    desk.curation.verify(desk.actor, stored(desk, "1").id, "phone", "unchanged", texts=True)
    assert stored(desk, "1").last_verified == "2026-11-21"
    take(desk, incoming("1", website="https://uusi.example.fi"))
    assert stored(desk, "1").last_verified is None
    assert stored(desk, "1").text_verified == "2026-11-21"


def test_a_local_edit_is_never_overwritten(desk: Desk) -> None:
    take(desk, incoming("1", description=LocalText("heidän"), website="https://a.example.fi"))
    before = stored(desk, "1")
    mine = desk.curation.save(desk.actor, before, replace(before, description=LocalText("meidän")))
    report = take(
        desk, incoming("1", description=LocalText("heidän uusi"), website="https://a.example.fi")
    )
    assert (fates(report), report.review) == ({"changed": 1}, 1)
    assert stored(desk, "1") == mine
    asked = open_fields(desk, mine.id)
    assert asked == {
        ("description", "differs"): (
            as_text(mine, "description"),
            as_text(service("1", description=LocalText("heidän uusi")), "description"),
        )
    }


def test_what_somebody_replaced_here_is_no_news(desk: Desk) -> None:
    take(desk, incoming("1", description=LocalText("heidän")))
    before = stored(desk, "1")
    mine = desk.curation.save(desk.actor, before, replace(before, description=LocalText("meidän")))
    changed = incoming("1", description=LocalText("heidän"), website="https://b.example.fi")
    take(desk, changed)
    assert set(open_fields(desk, mine.id)) == {("website", "differs")}


def test_codes_in_another_order_are_no_difference(desk: Desk) -> None:
    take(desk, incoming("1", languages=("fi", "sv")))
    before = stored(desk, "1")
    mine = desk.curation.save(desk.actor, before, replace(before, note=LocalText("meidän")))
    report = take(desk, incoming("1", note=LocalText("meidän"), languages=("sv", "fi")))
    assert (fates(report), report.review) == ({"unchanged": 1}, 0)
    assert stored(desk, "1") == mine


def test_two_records_about_one_of_ours_wait_as_one(desk: Desk) -> None:
    take(desk, incoming("1"), incoming("2"))
    for key in ("1", "2"):
        before = stored(desk, key)
        desk.curation.save(desk.actor, before, replace(before, note=LocalText("meidän")))
    first, second = stored(desk, "1"), stored(desk, "2")
    desk.curation.merge(desk.actor, first.id, second.id, {})
    came = [incoming(key, description=LocalText("uusi")) for key in ("1", "2")]
    with closing(plan(desk, *came)) as planned:
        assert planned.review == 1
        assert desk.importing.apply(desk.actor, planned).review == 1


def test_what_was_refused_in_a_review_is_not_asked_again(desk: Desk) -> None:
    take(desk, incoming("1"))
    before = stored(desk, "1")
    desk.curation.save(desk.actor, before, replace(before, note=LocalText("huomaa")))
    take(desk, incoming("1", website="https://b.example.fi"))
    (review,) = desk.reviews.open_reviews()
    desk.reviews.decide(desk.actor, review.id, {"website": "ours"})
    again = incoming("1", website="https://b.example.fi", bring=LocalText("passi"))
    take(desk, again)
    assert set(open_fields(desk, before.id)) == {("bring", "differs")}


def test_an_edited_channel_is_kept_for_the_services_that_share_it(desk: Desk) -> None:
    shared = Channel(foreign_id("test", "channel", "c"), "place", LocalText("Toimisto"))
    take(desk, incoming("1", channels=(shared,)), incoming("2", channels=(shared,)))
    mine = replace(stored(desk, "1").channels[0], name=LocalText("Meidän toimisto"))
    desk.curation.save(desk.actor, stored(desk, "1"), replace(stored(desk, "1"), channels=(mine,)))
    theirs = replace(shared, name=LocalText("Heidän toimisto"))
    take(desk, incoming("1", channels=(theirs,)), incoming("2", channels=(theirs,)))
    assert stored(desk, "1").channels[0].name.fi == "Meidän toimisto"
    assert stored(desk, "2").channels[0].name.fi == "Meidän toimisto"


def test_what_is_missing_is_gone_and_comes_back(desk: Desk, clock: FrozenClock) -> None:
    take(desk, incoming("1"), incoming("2"))
    clock.now = clock.now.replace(day=22)
    assert fates(take(desk, incoming("1"))) == {"unchanged": 1, "gone": 1}
    (known,) = desk.importing.provenance(stored(desk, "2").id)
    assert (known.gone_on, known.last_seen) == ("2026-11-22", "2026-11-21")
    assert stored(desk, "2").status == "listed"  # shown as gone, not taken away
    assert fates(take(desk, incoming("1"))) == {"unchanged": 1}  # gone is said once
    assert fates(take(desk, incoming("1"), incoming("2"))) == {"unchanged": 1, "changed": 1}
    (known,) = desk.importing.provenance(stored(desk, "2").id)
    assert known.gone_on is None


def test_an_import_that_leaves_most_out_is_warned_of(desk: Desk) -> None:
    several = [incoming(f"{kind}:{n}") for kind in ("service", "errand") for n in range(3)]
    take(desk, *several)
    half = report_of(plan(desk, *several[:2]))  # errands are not there at all: none is gone
    assert (half.missing, half.known) == (1, 3)
    assert gone_warning(half.missing, half.known) == ""
    most = report_of(plan(desk, several[0]))
    assert (most.missing, most.known) == (2, 3)
    assert "2 of the 3 records" in gone_warning(most.missing, most.known)


def test_of_a_part_nothing_is_gone(desk: Desk) -> None:
    take(desk, incoming("1"), incoming("2"))
    assert fates(take(desk, incoming("1"), complete=False)) == {"unchanged": 1}


def test_only_the_kinds_that_came_can_be_gone(desk: Desk) -> None:
    take(desk, incoming("service:1"), incoming("errand:1"))
    assert fates(take(desk, incoming("service:1"))) == {"unchanged": 1}


def test_what_is_rejected_or_empty_now_is_not_gone(desk: Desk) -> None:
    take(desk, incoming("1"), incoming("2"))
    report = take(desk, Rejected("r1", "name", "No.", "1"), Skipped("r2", "2", "", "Empty."))
    assert fates(report) == {"rejected": 1, "left-out": 1}
    assert [(one.place, one.fields, one.problem) for one in report.rejected] == [
        ("r1", ("name",), "No.")
    ]


def test_archived_by_the_source_is_withdrawn(desk: Desk) -> None:
    take(desk, incoming("1"))
    assert fates(take(desk, incoming("1", withdrawn=True))) == {"gone": 1}
    assert stored(desk, "1").status == "withdrawn"
    assert fates(take(desk, incoming("1"))) == {"changed": 1}
    assert stored(desk, "1").status == "listed"
    report = take(desk, incoming("1"), incoming("2", withdrawn=True))
    assert fates(report) == {"unchanged": 1, "left-out": 1}


def test_an_id_that_comes_twice_is_taken_once(desk: Desk) -> None:
    report = take(desk, incoming("1", "Ensin"), incoming("1", "Sitten"))
    assert fates(report) == {"new": 1, "rejected": 1}
    assert "file, record 1" in report.rejected[0].problem
    assert stored(desk, "1").name.fi == "Ensin"


def test_a_duplicate_is_tied_to_what_is_here(desk: Desk) -> None:
    here = desk.directory.get("helsinki-info")
    assert here is not None
    came = incoming("1", here.name.fi, phones=here.phones, website="https://uusi.example.fi")
    before = len(desk.directory.offered())
    report = take(desk, came)
    assert (fates(report), report.review) == ({"duplicate": 1}, 1)
    assert len(desk.directory.offered()) == before
    assert desk.directory.get("helsinki-info") == here
    assert [one.catalogue.id for one in desk.importing.provenance(here.id)] == ["test"]
    assert ("website", "differs") in open_fields(desk, here.id)
    assert ("sources", "differs") not in open_fields(desk, here.id)
    assert fates(take(desk, came)) == {"unchanged": 1}
    # Our record stays ours: what changes there is asked, not written.
    changed = replace(came, service=replace(came.service, website="https://toinen.example.fi"))
    assert fates(take(desk, changed)) == {"changed": 1}
    assert desk.directory.get("helsinki-info") == here


def test_a_list_that_was_exported_here_names_our_own_records(desk: Desk) -> None:
    before = len(desk.directory.offered())
    assert fates(take(desk, incoming("helsinki-info", "Aivan toinen nimi"))) == {"duplicate": 1}
    assert len(desk.directory.offered()) == before


def test_the_selection_leaves_out_only_what_is_new(desk: Desk) -> None:
    class Nothing:
        def matches(self, incoming: Incoming) -> str:
            return "yes" if incoming.external_id == "3" else ""

    take(desk, incoming("1"))
    came = (incoming("1", note=LocalText("x")), incoming("2"), incoming("3"))
    with closing(plan(desk, *came, chooser=Nothing())) as planned:
        found = {one.external_id: one.fate for one in planned.planned}
        assert found == {"1": "changed", "2": "left-out", "3": "new"}
        desk.importing.apply(desk.actor, planned)
    assert desk.directory.get(service("2").id) is None
    assert desk.directory.get(service("3").id) is not None


def test_persons_are_taken_in_and_asked_about(desk: Desk) -> None:
    came = incoming(
        "1",
        description=LocalText("Kysy: suunnittelija Maija Meikäläinen."),
        phones=(Phone("040 123 4567", "+358401234567"), Phone("09 310 1691", "+35893101691")),
        emails=(Email("maija.meikalainen@example.fi"), Email("neuvonta@example.fi")),
    )
    assert take(desk, came).review == 1
    kept = stored(desk, "1")
    assert len(kept.phones) == 2
    asked = open_fields(desk, kept.id)
    assert set(asked) == {
        ("description", "personal-name"),
        ("emails", "personal-name"),
        ("phones", "mobile-number"),
    }
    ours, theirs = asked["description", "personal-name"]
    assert (ours, "Maija" in theirs) == (as_text(kept, "description"), False)
    assert [p["number"] for p in json.loads(asked["phones", "mobile-number"][1])] == ["09 310 1691"]


def test_an_edit_between_preview_and_import_is_seen(desk: Desk) -> None:
    take(desk, incoming("1"))
    with closing(plan(desk, incoming("1", note=LocalText("heidän")))) as planned:
        before = stored(desk, "1")
        mine = desk.curation.save(desk.actor, before, replace(before, note=LocalText("meidän")))
        assert desk.importing.apply(desk.actor, planned).review == 1
    assert stored(desk, "1") == mine


def test_nothing_at_all_is_refused(desk: Desk) -> None:
    take(desk, incoming("1"))
    with pytest.raises(Failure, match="holds no records"):
        plan(desk)
    (known,) = desk.importing.provenance(stored(desk, "1").id)
    assert known.gone_on is None


def test_an_advisor_may_not_import(desk: Desk) -> None:
    advisor = Actor("a", Role.ADVISOR)
    with pytest.raises(NotAllowed):
        desk.importing.plan(advisor, reader(incoming("1")), SOURCE)
    with closing(plan(desk, incoming("1"))) as planned, pytest.raises(NotAllowed):
        desk.importing.apply(advisor, planned)


def test_columns_are_remembered(desk: Desk) -> None:
    with closing(plan(desk, incoming("1"))) as planned:
        planned.columns = {"Nimi": "name_fi"}
        desk.importing.apply(desk.actor, planned)
    assert desk.importing.columns("test") == {"Nimi": "name_fi"}
    assert [(one.id, day) for one, day in desk.importing.catalogues()] == [("test", "2026-11-21")]


def test_of_a_source_that_cannot_be_read_nothing_is_gone(desk: Desk) -> None:
    take(desk, incoming("1"), incoming("2"))
    assert fates(take(desk, Rejected("r1", "type", "No.", "3"))) == {"rejected": 1}


def test_an_empty_source_is_named(desk: Desk) -> None:
    with pytest.raises(Failure, match=SOURCE.name):
        take(desk)


def test_the_same_number_with_less_about_it_is_no_difference(desk: Desk) -> None:
    here = desk.directory.get("arbis-helsinki")
    assert here is not None
    bare = tuple(replace(one, label=LocalText(), languages=()) for one in here.phones)
    assert bare != here.phones
    came = incoming("1", phones=bare)
    record = replace(came, service=replace(came.service, name=here.name))
    assert fates(take(desk, record)) == {"duplicate": 1}
    assert open_fields(desk, here.id) == {}
    other = replace(record.service, phones=(*bare, Phone("09 310 1691", "+35893101691")))
    take(desk, replace(record, service=other))
    assert set(open_fields(desk, here.id)) == {("phones", "differs")}
