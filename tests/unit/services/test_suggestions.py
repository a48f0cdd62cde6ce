"""What is suggested for a visit: by rules, by like visits, and only what is on offer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor_desk.domain.suggestions import Suggestion
from advisor_desk.domain.visit import Referral, Visit
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.suggestions import LIMIT
from advisor_desk.storage.like_visits import is_right
from tests.unit.visits import visit

ANN = Actor("ann", Role.SUPERVISOR)
ESPOO = "049"


def log(desk: Desk, count: int, **values: Any) -> list[Visit]:  # noqa: ANN401 - of any field
    """Save so many visits through the service, as a form would."""
    made = [replace(desk.visits.new_draft(ANN).visit, **values) for _ in range(count)]
    return [desk.visits.save(ANN, one) for one in made]


def suggest(desk: Desk, place: str = "", **values: Any) -> dict[str, Suggestion]:  # noqa: ANN401 - of any field
    asked = replace(visit(topics=()), **values)
    return {one.id: one for one in desk.suggestions.suggest(asked, "en", place).items}


def edit(desk: Desk, service_id: str, **fields: Any) -> None:  # noqa: ANN401 - of any field
    before = desk.directory.get(service_id)
    assert before is not None
    desk.curation.save(ANN, before, replace(before, **fields))


def agree(desk: Desk) -> bool:
    with desk.database.reading() as connection:
        return is_right(connection)


# ---- rules ----


def test_at_the_beginning_there_is_urgent_help_of_the_place(desk: Desk) -> None:
    found = desk.suggestions.suggest(visit(topics=()), "en", ESPOO)
    assert not found.fits
    assert found.like is None
    services = desk.directory.find(one.id for one in found.items)
    assert {one.kind for one in services.values()} == {"crisis"}
    assert all(one.serves(ESPOO) for one in services.values())


def test_every_card_is_suggested_for_its_main_topic(desk: Desk) -> None:
    for card in desk.guidance.cards:
        found = suggest(desk, ESPOO, topics=(card.topics[0],))
        assert card.id in found, card.id


def test_residence_status_brings_its_rule(desk: Desk) -> None:
    found = list(suggest(desk, ESPOO, residence_status="asylum-seeker"))
    assert {"asylum-seeker-rights", "refugee-advice-centre"} <= set(found[:3])
    assert "asylum-seeker-rights" not in suggest(desk, ESPOO, residence_status="finnish")


def test_a_code_below_meets_the_condition_too(desk: Desk) -> None:
    found = suggest(desk, reason="work-agreed", employment="unemployed-registered")
    assert found["job-loss-work-permit"].reason.en == "Losing a job can affect the permit."


def test_the_topic_brings_what_is_of_the_municipality(desk: Desk) -> None:
    espoo = suggest(desk, ESPOO, topics=("day-care",))
    helsinki = suggest(desk, "091", topics=("day-care",))
    assert "espoo-daycare-guidance" in espoo
    assert "espoo-daycare-guidance" not in helsinki
    assert "helsinki-daycare-guidance" in helsinki


def test_where_the_place_has_none_the_neighbours_service_is_said_to_be_elsewhere(
    desk: Desk,
) -> None:
    found = suggest(desk, "092", topics=("day-care",))  # Vantaa has no such service
    near = {one.id for one in found.values() if one.elsewhere}
    assert {"espoo-daycare-guidance", "helsinki-daycare-guidance"} <= near
    order = [one.elsewhere for one in found.values()]
    assert order == sorted(order)


def test_the_same_answers_give_the_same_list(desk: Desk) -> None:
    log(desk, 12, topics=("housing",), referrals=(Referral("kela"),))
    asked = replace(visit(topics=("housing", "debts")), reason="family", language="ar")
    first = desk.suggestions.suggest(asked, "en", ESPOO)
    assert 10 < len(first.items) <= LIMIT
    for _ in range(3):
        assert desk.suggestions.suggest(asked, "en", ESPOO) == first


# ---- like visits ----


def test_what_people_were_referred_to_in_like_visits_comes_first(desk: Desk) -> None:
    log(desk, 14, topics=("hobbies",), reason="family", referrals=(Referral("ih-helsinki"),))
    log(desk, 6, topics=("hobbies",), reason="family")
    asked = replace(visit(topics=("hobbies",)), reason="family")
    found = desk.suggestions.suggest(asked, "en", ESPOO)
    assert found.like == ("reason",)
    assert found.items[0].id == "ih-helsinki"
    assert found.items[0].likeness is not None
    assert found.items[0].likeness[:2] == (14, 20)


def test_few_like_visits_say_nothing(desk: Desk) -> None:
    log(desk, 9, topics=("hobbies",), referrals=(Referral("vero"),))
    assert "vero" not in suggest(desk, topics=("hobbies",))
    log(desk, 1, topics=("hobbies",))
    assert suggest(desk, topics=("hobbies",))["vero"].likeness is not None


def test_what_becomes_of_a_visit_is_followed(desk: Desk) -> None:
    logged = log(desk, 12, topics=("hobbies",), referrals=(Referral("vero"),))
    one = logged[0]

    def count() -> tuple[int, int]:
        likeness = suggest(desk, topics=("hobbies",))["vero"].likeness
        assert likeness is not None
        assert agree(desk)
        return likeness.referred, likeness.visits

    assert count() == (12, 12)
    desk.visits.correct(ANN, replace(one, referrals=()))
    assert count() == (11, 12)
    desk.visits.retract(ANN, one.id)
    assert count() == (11, 11)
    desk.visits.retract(ANN, one.id, retracted=False)
    assert count() == (11, 12)
    desk.visits.save(ANN, replace(one, referrals=(Referral("vero"),)))  # a save that is repeated
    assert count() == (12, 12)
    desk.visits.correct(ANN, replace(one, topics=("housing",)))
    assert count() == (11, 11)


def test_visits_that_are_imported_count(desk: Desk, tmp_path: Path) -> None:
    log(desk, 12, topics=("hobbies",), referrals=(Referral("vero"),))
    target = tmp_path / "visits.csv"
    desk.releases.export_visits(ANN, None, target, "for the test", "fi")
    with desk.database.writing() as connection:
        for table in ("visit", "like_visits", "like_referral"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    assert "vero" not in suggest(desk, topics=("hobbies",))
    desk.releases.import_visits(ANN, target)
    assert "vero" in suggest(desk, topics=("hobbies",))
    assert agree(desk)


def test_a_save_that_fails_counts_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("in the same transaction")

    monkeypatch.setattr("advisor_desk.storage.visits.note_change", fail)
    with pytest.raises(RuntimeError):
        log(desk, 1, topics=("hobbies",))
    assert desk.visits.latest() == []


# ---- only what is on offer ----


def test_a_closed_service_is_never_offered(desk: Desk) -> None:
    log(desk, 12, topics=("housing",), referrals=(Referral("virka-info"), Referral("vero")))
    found = suggest(desk, topics=("housing",))
    assert "vero" in found
    assert "virka-info" not in found
    edit(desk, "vero", status="withdrawn")
    assert "vero" not in suggest(desk, topics=("housing",))


def test_a_merged_service_is_the_one_that_was_kept(desk: Desk) -> None:
    log(desk, 8, topics=("hobbies",), referrals=(Referral("vero-ihh"),))
    log(desk, 4, topics=("hobbies",), referrals=(Referral("vero"),))
    desk.curation.merge(ANN, "vero", "vero-ihh", {})
    found = suggest(desk, topics=("hobbies",))
    assert "vero-ihh" not in found
    assert found["vero"].likeness is not None
    assert found["vero"].likeness[:2] == (12, 12)


def test_a_service_elsewhere_stands_behind_however_often_it_was_referred_to(desk: Desk) -> None:
    log(desk, 20, topics=("day-care",), referrals=(Referral("helsinki-daycare-guidance"),))
    found = suggest(desk, ESPOO, topics=("day-care",))
    assert list(found)[-1] == "helsinki-daycare-guidance"
    assert found["helsinki-daycare-guidance"].elsewhere


def test_what_the_visit_refers_to_already_is_left_out(desk: Desk) -> None:
    assert "kela" in suggest(desk, topics=("kela-coverage",))
    assert "kela" not in suggest(desk, topics=("kela-coverage",), referrals=(Referral("kela"),))


def test_a_service_that_nobody_knows_is_passed_over(desk: Desk) -> None:
    log(desk, 12, topics=("hobbies",), referrals=(Referral("not-a-service"),))
    assert "not-a-service" not in suggest(desk, topics=("hobbies",))
