"""What catalogues say otherwise than this desk: asked, decided, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.record_fields import as_text
from advisor_desk.domain.text import LocalText
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.events import ServiceChanged
from advisor_desk.storage.content import load_services
from advisor_desk.storage.imports import open_review

ANN = Actor("ann", Role.SUPERVISOR)
THEIRS = {"website": "https://kela.fi/toisin", "name": '["Toinen nimi","",""]'}


def record(desk: Desk, service_id: str = "kela") -> Service:
    found = desk.directory.get(service_id)
    assert found is not None
    return found


def ask(desk: Desk, reason: str = "differs", **theirs: str) -> None:
    """Open a review of texts of a catalogue."""
    service = record(desk)
    rows = [(field, reason, as_text(service, field), text) for field, text in theirs.items()]
    with desk.database.writing() as connection:
        connection.execute(
            "INSERT INTO catalogue (id, format, name) VALUES ('tpr', 'tpr', 'Palvelukartta')"
            " ON CONFLICT DO NOTHING"
        )
        open_review(connection, "kela", "tpr", "2026-11-20", rows)


def ship(desk: Desk, *services: Service) -> None:
    """Load a newer shipped set."""
    known = [s for s in desk.directory.offered() if s.id not in {one.id for one in services}]
    with desk.database.writing() as connection:
        load_services(connection, [*known, *services], repr, "2026-11-21")


def test_both_texts_stand_side_by_side(desk: Desk) -> None:
    ask(desk, **THEIRS)
    (review,) = desk.reviews.open_reviews()
    assert desk.reviews.count_open() == 1
    assert (review.service_id, review.catalogue_name) == ("kela", "Palvelukartta")
    assert (review.name, review.noticed) == (record(desk).name, "2026-11-20")
    assert {f.field: (f.ours, f.theirs) for f in review.fields} == {
        field: (as_text(record(desk), field), text) for field, text in THEIRS.items()
    }


def test_ours_is_what_the_record_has_by_now(desk: Desk) -> None:
    ask(desk, website=THEIRS["website"])
    before = record(desk)
    desk.curation.save(ANN, before, replace(before, website="https://kela.fi/nyt"))
    assert [f.ours for r in desk.reviews.open_reviews() for f in r.fields] == [
        "https://kela.fi/nyt"
    ]


def test_theirs_is_taken_over_with_history_and_ours_is_kept(desk: Desk) -> None:
    told: list[ServiceChanged] = []
    desk.events.subscribe(ServiceChanged, told.append)
    ask(desk, **THEIRS)
    before = record(desk)
    (review,) = desk.reviews.open_reviews()
    after = desk.reviews.decide(ANN, review.id, {"website": "theirs"})
    assert after == record(desk)
    assert (after.website, after.name) == (THEIRS["website"], before.name)
    assert told == [ServiceChanged("kela")]
    assert [f.field for f in desk.reviews.open_reviews()[0].fields] == ["name"]
    assert desk.reviews.decide(ANN, review.id, {"name": "ours"}) == after
    assert desk.reviews.open_reviews() == []
    assert desk.reviews.count_open() == 0
    with pytest.raises(InvalidRecord):
        desk.reviews.decide(ANN, review.id, {"name": "theirs"})


def test_a_decision_is_taken_back(desk: Desk) -> None:
    ask(desk, **THEIRS)
    before = record(desk)
    (review,) = desk.reviews.open_reviews()
    after = desk.reviews.decide(ANN, review.id, dict.fromkeys(THEIRS, "theirs"))
    desk.curation.undo(ANN, "kela", after.revision)
    desk.reviews.reopen(ANN, review.id, THEIRS)
    assert replace(record(desk), revision=before.revision, edited=before.edited) == before
    assert desk.reviews.open_reviews() == [review]


def test_a_review_is_not_opened_beside_a_newer_one(desk: Desk) -> None:
    ask(desk, website=THEIRS["website"])
    (review,) = desk.reviews.open_reviews()
    desk.reviews.decide(ANN, review.id, {"website": "ours"})
    ask(desk, website="https://kela.fi/uudempi")
    with pytest.raises(InvalidRecord):
        desk.reviews.reopen(ANN, review.id, ["website"])
    assert len(desk.reviews.open_reviews()) == 1


def test_a_text_of_another_version_is_refused(desk: Desk) -> None:
    ask(desk, name="no JSON")
    before = record(desk)
    (review,) = desk.reviews.open_reviews()
    with pytest.raises(InvalidRecord):
        desk.reviews.decide(ANN, review.id, {"name": "theirs"})
    assert record(desk) == before
    desk.reviews.decide(ANN, review.id, {"name": "ours"})
    assert desk.reviews.open_reviews() == []


def test_a_record_that_was_merged_is_not_asked_about(desk: Desk) -> None:
    ask(desk, website=THEIRS["website"])
    desk.curation.merge(ANN, "migri", "kela", {})
    assert desk.reviews.open_reviews() == []
    assert desk.reviews.count_open() == 0
    desk.curation.undo(ANN, "migri", record(desk, "migri").revision)
    assert len(desk.reviews.open_reviews()) == 1


# ---- the shipped set ----


def test_a_shipped_change_of_an_edited_record_is_asked_about_once(desk: Desk) -> None:
    shipped = record(desk)
    ours = desk.curation.save(ANN, shipped, replace(shipped, name=LocalText("Meidän Kela")))
    newer = replace(shipped, website="https://kela.fi/uusi", price_free=not shipped.price_free)
    ship(desk, newer)
    assert record(desk) == ours
    (review,) = desk.reviews.open_reviews()
    assert (review.catalogue, review.catalogue_name) == ("shipped", "")
    # The name was edited here and stands in the set as before: that is no news.
    assert {f.field: (f.ours, f.theirs) for f in review.fields} == {
        field: (as_text(ours, field), as_text(newer, field)) for field in ("website", "price_free")
    }
    desk.reviews.decide(ANN, review.id, {"website": "ours", "price_free": "theirs"})
    ship(desk, newer)
    assert desk.reviews.open_reviews() == []
    ship(desk, replace(newer, region="Muualla"))
    assert [f.field for r in desk.reviews.open_reviews() for f in r.fields] == ["region"]


def test_a_shipped_update_leaves_the_checks_of_this_desk(desk: Desk) -> None:
    desk.curation.verify(ANN, "vero", "phone", "unchanged", texts=True)
    before = record(desk, "vero")
    ship(desk, replace(before, name=LocalText("Uusi nimi"), last_verified=None, text_verified=None))
    after = record(desk, "vero")
    if not before.edited:
        assert after.name.fi == "Uusi nimi"
    assert (after.last_verified, after.text_verified) == ("2026-11-21", "2026-11-21")
