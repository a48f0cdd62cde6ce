"""Editing records: stored with their history, taken back, merged, and never by an advisor."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor_desk.domain.directory import Area, Channel, Organization, Phone, Service
from advisor_desk.domain.failures import Failure, InvalidRecord, NotAllowed
from advisor_desk.domain.periods import Period
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Referral
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.events import ServiceChanged

ADVISOR = Actor("eve", Role.ADVISOR)
ANN = Actor("ann", Role.SUPERVISOR)


def record(desk: Desk, service_id: str) -> Service:
    found = desk.directory.get(service_id)
    assert found is not None
    return found


def edit(desk: Desk, service_id: str = "kela", **fields: Any) -> Service:  # noqa: ANN401 - of any field
    """Save a record with some fields changed."""
    before = record(desk, service_id)
    return desk.curation.save(ANN, before, replace(before, **fields))


def refs(desk: Desk, service_id: str) -> list[str]:
    with desk.database.reading() as connection:
        rows = connection.execute(
            "SELECT external_id FROM external_ref WHERE service_id = ? ORDER BY 1", (service_id,)
        )
        return [row["external_id"] for row in rows]


# ---- saving ----


def test_a_change_is_stored_marked_told_found_and_in_the_history(desk: Desk) -> None:
    told: list[ServiceChanged] = []
    desk.events.subscribe(ServiceChanged, told.append)
    before = record(desk, "kela")
    after = edit(desk, name=LocalText(en="Zebra office"), nationwide=False)
    assert record(desk, "kela") == after
    assert (after.edited, after.revision) == (True, before.revision + 1)
    assert told == [ServiceChanged("kela")]
    assert [hit.id for hit in desk.finder.search("zebra", language="en").hits] == ["kela"]
    (entry,) = desk.curation.history("kela")
    assert (entry.revision, entry.day, entry.actor) == (after.revision, "2026-11-21", "ann")
    assert [change.field for change in entry.changes] == ["name", "nationwide"]
    assert entry.undoable


def test_saving_the_same_again_changes_nothing(desk: Desk) -> None:
    before = record(desk, "kela")
    wanted = replace(before, website="https://kela.fi/uusi")
    after = desk.curation.save(ANN, before, wanted)
    assert desk.curation.save(ANN, before, wanted) == after
    assert desk.curation.save(ANN, after, after) == after
    assert len(desk.curation.history("kela")) == 1


def test_what_somebody_else_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    before = record(desk, "kela")
    first = edit(desk, website="https://kela.fi/eka")
    with pytest.raises(InvalidRecord) as caught:
        desk.curation.save(ANN, before, replace(before, website="https://kela.fi/toka"))
    assert caught.value.stale
    assert record(desk, "kela") == first


def test_a_new_error_is_refused_and_an_old_one_is_not(desk: Desk) -> None:
    before = record(desk, "kela")
    with pytest.raises(InvalidRecord) as caught:
        edit(desk, website="kela.fi", minimum_age=-1)
    assert caught.value.fields == ("website", "minimum_age")
    assert record(desk, "kela") == before
    with desk.database.writing() as connection:
        connection.execute("UPDATE service SET website = 'kela.fi' WHERE id = 'kela'")
    assert edit(desk, minimum_age=18.0).minimum_age == 18


def test_a_number_gets_what_to_dial(desk: Desk) -> None:
    after = edit(desk, phones=(Phone("09 310 32889", ""), Phone("116117", "")))
    assert [phone.dial for phone in after.phones] == ["+358931032889", "116117"]


def test_a_record_that_is_not_there_cannot_be_saved(desk: Desk) -> None:
    nowhere = replace(record(desk, "kela"), id="nowhere")
    with pytest.raises(Failure):
        desk.curation.save(ANN, nowhere, nowhere)


def test_a_shared_channel_is_found_anew_under_every_service(desk: Desk) -> None:
    office = Channel("office", "place", LocalText("Konttori"), phones=(Phone("09 310 1691", ""),))
    for key in ("kela", "migri"):
        edit(desk, key, channels=(replace(office, note=LocalText(f"Vain {key}")),))
    edit(desk, channels=(replace(office, name=LocalText("Toimisto")),))
    shared = record(desk, "migri").channels
    assert [(c.name.fi, c.note.fi) for c in shared] == [("Toimisto", "Vain migri")]


def test_a_new_record_gets_an_id_and_is_found(desk: Desk) -> None:
    new = Service("", "ngo", LocalText("Zebraseura"), municipalities=("049",))
    made = desk.curation.create(ANN, new)
    assert made.id
    assert (made.revision, made.edited) == (1, True)
    assert desk.curation.create(ANN, made) == made
    assert [hit.id for hit in desk.finder.search("zebraseura", language="fi").hits] == [made.id]
    assert [c.field for e in desk.curation.history(made.id) for c in e.changes] == ["created"]
    assert not desk.curation.history(made.id)[0].undoable
    with pytest.raises(InvalidRecord):
        desk.curation.create(ANN, replace(made, website="https://toinen.fi"))
    with pytest.raises(InvalidRecord):
        desk.curation.create(ANN, replace(new, name=LocalText()))


# ---- taking back ----


def test_a_change_is_taken_back_as_a_change_of_its_own(desk: Desk) -> None:
    before = record(desk, "kela")
    first = edit(desk, name=LocalText("Yksi"))
    second = edit(desk, website="https://kela.fi/kaksi")
    after = desk.curation.undo(ANN, "kela", first.revision)
    assert after.name == before.name
    assert after.website == second.website
    assert after.revision == second.revision + 1
    again = desk.curation.undo(ANN, "kela", after.revision)
    assert again.name == first.name


def test_a_field_that_was_changed_again_cannot_be_taken_back(desk: Desk) -> None:
    first = edit(desk, name=LocalText("Yksi"), website="https://kela.fi/yksi")
    second = edit(desk, name=LocalText("Kaksi"))
    assert [e.undoable for e in desk.curation.history("kela")] == [True, False]
    with pytest.raises(InvalidRecord):
        desk.curation.undo(ANN, "kela", first.revision)
    assert record(desk, "kela") == second
    with pytest.raises(InvalidRecord):
        desk.curation.undo(ANN, "kela", 999)


def test_every_field_goes_there_and_back(desk: Desk, clock: object) -> None:  # noqa: ARG001
    full = Service(
        "full",
        "ngo",
        LocalText("Nimi", "Namn", "Name"),
        LocalText("Kuvaus"),
        ("049",),
        phones=(Phone("09 310 1691", "+35893101691", confidential=True),),
        areas=(Area("county", "03"),),
        channels=(Channel("ch", "web", url=LocalText("https://x.fi")),),
        minimum_age=17.5,
        price_free=True,
    )
    bare = desk.curation.create(ANN, Service("full", "other", LocalText("Nimi")))
    stored = desk.curation.save(ANN, bare, full)
    back = desk.curation.undo(ANN, "full", stored.revision)
    assert replace(back, revision=1) == bare
    forth = desk.curation.undo(ANN, "full", back.revision)
    assert replace(forth, revision=stored.revision) == stored


# ---- merging ----


@pytest.fixture
def merged(desk: Desk) -> Service:
    """Return the record kept of two that were merged, of which one came from a catalogue."""
    with desk.database.writing() as connection:
        connection.execute("INSERT INTO catalogue (id, format, name) VALUES ('tpr', 'tpr', 'TPR')")
        for number, service_id in ((1, "migri"), (2, "kela")):
            connection.execute(
                "INSERT INTO external_ref VALUES ('tpr', ?, ?, '', '2026', '2026', NULL, x'00')",
                (str(number), service_id),
            )
    return desk.curation.merge(ANN, "kela", "migri", {"website": "gone", "status": "gone"})


def test_a_merge_keeps_one_record_with_the_fields_chosen(desk: Desk, merged: Service) -> None:
    assert merged.id == "kela"
    assert "migri.fi" in merged.website
    assert merged.status == "listed"
    assert refs(desk, "kela") == ["1", "2"]
    with desk.database.reading() as connection:
        row = connection.execute("SELECT status, merged_into FROM service WHERE id = 'migri'")
        assert tuple(row.fetchone()) == ("withdrawn", "kela")
    assert "migri" not in [h.id for h in desk.finder.search("migri", language="fi").hits]
    assert [s.id for s in desk.directory.offered()].count("migri") == 0


@pytest.mark.parametrize("side", ["kela", "migri"])
def test_a_merge_is_taken_back_from_either_side(desk: Desk, merged: Service, side: str) -> None:
    with desk.database.reading() as connection:
        number = connection.execute(
            "SELECT max(revision) FROM record_change WHERE service_id = ?", (side,)
        ).fetchone()[0]
    kept = desk.curation.undo(ANN, side, number)
    assert kept.id == "kela"
    assert "kela.fi" in kept.website
    assert record(desk, "migri").status == "listed"
    assert refs(desk, "kela") == ["2"]
    assert refs(desk, "migri") == ["1"]
    with pytest.raises(InvalidRecord):
        desk.curation.undo(ANN, "migri", record(desk, "migri").revision - 1)
    assert merged.revision < kept.revision


def test_a_merge_is_taken_back_but_for_what_was_changed_since(desk: Desk, merged: Service) -> None:
    later = edit(desk, website="https://kela.fi/myohemmin", note=LocalText("Uusi"))
    kept = desk.curation.undo(ANN, "kela", merged.revision)
    assert (kept.website, kept.note) == (later.website, later.note)
    assert record(desk, "migri").id == "migri"


def test_referrals_to_the_record_that_is_gone_count_for_the_one_kept(desk: Desk) -> None:
    for services in (("migri",), ("kela",), ("kela", "migri"), ("vero",)):
        draft = desk.visits.new_draft(ANN).visit
        referrals = tuple(Referral(key, "signposted") for key in services)
        desk.visits.save(ANN, replace(draft, topics=("housing",), referrals=referrals))
    desk.curation.merge(ANN, "kela", "migri", {})
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    rows = desk.statistics.table("referrals", year, "fi").rows
    assert {row.code: row.count for row in rows if row.code} == {"kela": 3, "vero": 1}
    named = [r.service_id for visit in desk.visits.latest() for r in visit.referrals]
    assert named.count("migri") == 2  # visits stay as they were logged


@pytest.mark.parametrize(("keep", "gone"), [("kela", "kela"), ("migri", "vero"), ("vero", "migri")])
def test_what_cannot_be_merged(desk: Desk, keep: str, gone: str) -> None:
    desk.curation.merge(ANN, "kela", "migri", {})
    with pytest.raises(InvalidRecord):
        desk.curation.merge(ANN, keep, gone, {})


def test_merges_can_follow_each_other(desk: Desk) -> None:
    desk.curation.merge(ANN, "kela", "migri", {})
    desk.curation.merge(ANN, "vero", "kela", {})
    assert record(desk, "migri").id == "vero"
    desk.curation.undo(ANN, "vero", record(desk, "vero").revision)
    assert record(desk, "migri").id == "kela"


# ---- looking closely ----


def test_what_is_typed_is_judged_with_postal_codes(desk: Desk) -> None:
    kela = record(desk, "kela")
    place = replace(kela.address, street=LocalText("Katu 1"), postal_code="02770", city="Vantaa")
    rules = {problem.rule for problem in desk.curation.validate(replace(kela, address=place))}
    assert "postal-code-city" in rules
    assert len(desk.codes.divisions) == 41


def test_duplicates_are_found_while_a_record_is_new_and_after_one_was_saved(desk: Desk) -> None:
    kela = record(desk, "kela")
    new = replace(kela, id="", phones=(), website="")
    found = desk.curation.duplicates_of(new)
    assert [(d.service.id, d.because) for d in found][:1] == [("kela", "name")]
    assert "kela" not in [d.service.id for d in desk.curation.duplicates_of(kela)]
    made = desk.curation.create(ANN, replace(new, id="kela-again"))
    assert "kela-again" in [d.service.id for d in desk.curation.duplicates_of(kela)]
    assert ("kela", made.id) in [
        (min(one, other, key=len), max(one, other, key=len))
        for one, other, _because, _score in desk.curation.all_duplicates()
    ]


def test_organisations_are_kept_with_a_business_id_that_fits(desk: Desk) -> None:
    saved = desk.curation.save_organization(
        ANN, Organization("", LocalText("Kela"), business_id="0246246-0")
    )
    assert saved.id
    assert desk.curation.organization(saved.id) == saved
    assert saved in desk.curation.organizations()
    assert desk.curation.save_organization(ANN, saved) == saved
    renamed = desk.curation.save_organization(ANN, replace(saved, name=LocalText("Kansaneläke")))
    assert renamed.revision == saved.revision + 1
    with pytest.raises(InvalidRecord) as caught:
        desk.curation.save_organization(ANN, replace(saved, name=LocalText("Toinen")))
    assert caught.value.stale
    with pytest.raises(InvalidRecord):
        desk.curation.save_organization(ANN, replace(renamed, business_id="0246246-1"))


# ---- who may ----


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, kela: desk.curation.save(ADVISOR, kela, replace(kela, website="")),
        lambda desk, _kela: desk.curation.create(ADVISOR, Service("", "ngo", LocalText("Uusi"))),
        lambda desk, _kela: desk.curation.undo(ADVISOR, "kela", 2),
        lambda desk, _kela: desk.curation.merge(ADVISOR, "kela", "migri", {}),
        lambda desk, _kela: desk.curation.verify(ADVISOR, "kela", "phone", "unchanged"),
        lambda desk, _kela: desk.curation.take_back(ADVISOR, 1),
        lambda desk, _kela: desk.curation.answer_report(ADVISOR, 1, "mended"),
        lambda desk, _kela: desk.reviews.decide(ADVISOR, 1, {}),
        lambda desk, _kela: desk.reviews.reopen(ADVISOR, 1, []),
        lambda desk, _kela: desk.curation.save_organization(
            ADVISOR, Organization("", LocalText("Uusi"))
        ),
    ],
)
def test_an_advisor_changes_nothing(desk: Desk, act: Callable[[Desk, Service], object]) -> None:
    kela = record(desk, "kela")
    with pytest.raises(NotAllowed) as caught:
        act(desk, kela)
    assert caught.value.needed == "supervisor"
    assert record(desk, "kela") == kela


def test_reading_and_writing_at_once_lose_nothing(desk: Desk) -> None:
    desk.directory.offered()
    seen: list[int] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(len(desk.directory.offered()))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(20):
        edit(desk, website=f"https://kela.fi/{number}")
    stop.set()
    reader.join()
    desk.database.close()
    assert len(set(seen)) == 1
    kept = next(s for s in desk.directory.offered() if s.id == "kela")
    assert kept.website == "https://kela.fi/19"
