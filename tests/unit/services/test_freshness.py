"""Checks of records, what is due, reports of advisors, and use."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace
from datetime import date, datetime

import pytest

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import Failure, InvalidRecord
from advisor_desk.domain.freshness import METHODS, OUTCOMES, Method, Outcome
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Referral
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from tests.unit.conftest import FrozenClock

ANN = Actor("ann", Role.SUPERVISOR)
EVE = Actor("eve", Role.ADVISOR)
TODAY = "2026-11-21"


def record(desk: Desk, service_id: str = "kela") -> Service:
    found = desk.directory.get(service_id)
    assert found is not None
    return found


def due_ids(desk: Desk, limit: int = 1000) -> list[str]:
    return [entry.service_id for entry in desk.curation.due(limit)]


# ---- checks ----


def test_nobody_has_checked_what_was_only_shipped(desk: Desk) -> None:
    fresh = desk.curation.freshness(record(desk))
    assert (fresh.contacts, fresh.texts, fresh.latest) == ("never", "never", None)
    assert set(due_ids(desk)) == {service.id for service in desk.directory.offered()}
    assert desk.curation.count_due() == len(desk.directory.offered())


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_only_what_was_found_right_is_fresh(desk: Desk, method: Method, outcome: Outcome) -> None:
    check = desk.curation.verify(ANN, "kela", method, outcome, note="  Vaihde \n vastasi ")
    fresh = desk.curation.freshness(record(desk))
    right = outcome in ("unchanged", "changed")
    assert fresh.contacts == ("verified" if right else "never")
    assert fresh.texts == "never"
    assert fresh.latest == check
    assert (check.day, check.actor, check.note) == (TODAY, "ann", "Vaihde vastasi")
    assert fresh.doubted is not right
    assert record(desk).last_verified == (TODAY if right else None)


def test_texts_are_checked_by_themselves(desk: Desk) -> None:
    desk.curation.verify(ANN, "kela", "web", "unchanged", contacts=False, texts=True)
    fresh = desk.curation.freshness(record(desk))
    assert (fresh.contacts, fresh.texts) == ("never", "verified")
    assert "kela" in due_ids(desk)
    desk.curation.verify(ANN, "kela", "phone", "unchanged")
    assert "kela" not in due_ids(desk)


def test_a_check_grows_old(desk: Desk, clock: FrozenClock) -> None:
    desk.curation.verify(ANN, "kela", "phone", "unchanged", texts=True)
    for day, contacts, texts in (
        ("2027-04-20", "verified", "verified"),
        ("2027-05-01", "due", "verified"),
        ("2027-05-22", "overdue", "verified"),
        ("2027-11-01", "overdue", "due"),
        ("2027-11-22", "overdue", "overdue"),
    ):
        clock.now = datetime.fromisoformat(f"{day}T10:00")
        fresh = desk.curation.freshness(record(desk))
        assert (fresh.contacts, fresh.texts) == (contacts, texts)
        assert ("kela" in due_ids(desk)) is (contacts != "verified")


def test_a_supervisor_sets_how_long_a_check_holds(desk: Desk, clock: FrozenClock) -> None:
    desk.curation.verify(ANN, "kela", "phone", "unchanged", texts=True)
    clock.now = datetime.fromisoformat("2027-02-25T10:00")
    assert desk.curation.freshness(record(desk)).contacts == "verified"
    desk.settings.change(contacts_months=3, texts_months=2)
    fresh = desk.curation.freshness(record(desk))
    assert (fresh.contacts, fresh.texts) == ("overdue", "overdue")
    assert "kela" in due_ids(desk)


def test_a_check_settles_what_was_in_doubt_and_is_taken_back_whole(desk: Desk) -> None:
    doubtful = replace(
        record(desk),
        possibly_outdated=True,
        outdated_note=LocalText("Vanha lista"),
        unverified_fields=("phones", "eligibility"),
    )
    before = desk.curation.save(ANN, record(desk), doubtful)
    wrong = desk.curation.verify(ANN, "kela", "phone", "wrong")
    assert record(desk).possibly_outdated
    check = desk.curation.verify(ANN, "kela", "phone", "unchanged")
    settled = record(desk)
    assert (settled.possibly_outdated, settled.outdated_note) == (False, LocalText())
    assert settled.unverified_fields == ("eligibility",)
    desk.curation.take_back(ANN, check.id)
    after = record(desk)
    assert replace(after, revision=before.revision) == before
    assert desk.curation.freshness(after).latest == wrong
    assert [v.taken_back for v in desk.curation.verifications("kela")] == [True, False]


def test_only_the_last_check_is_taken_back_and_once(desk: Desk) -> None:
    first = desk.curation.verify(ANN, "kela", "phone", "unchanged")
    second = desk.curation.verify(ANN, "kela", "web", "unchanged", texts=True)
    with pytest.raises(InvalidRecord):
        desk.curation.take_back(ANN, first.id)
    desk.curation.take_back(ANN, second.id)
    with pytest.raises(InvalidRecord):
        desk.curation.take_back(ANN, second.id)
    fresh = desk.curation.freshness(record(desk))
    assert (fresh.contacts, fresh.texts, fresh.latest) == ("verified", "never", first)


def test_checks_are_only_ever_added(desk: Desk) -> None:
    desk.curation.verify(ANN, "kela", "phone", "unchanged")
    for statement in ("DELETE FROM verification", "UPDATE verification SET outcome = 'wrong'"):
        with pytest.raises(sqlite3.IntegrityError), desk.database.writing() as connection:
            connection.execute(statement)
    assert len(desk.curation.verifications("kela")) == 1


def test_a_check_of_nothing_or_of_no_record_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidRecord):
        desk.curation.verify(ANN, "kela", "phone", "unchanged", contacts=False)
    with pytest.raises(InvalidRecord):
        desk.curation.verify(ANN, "kela", "phone", "unchanged", note="x" * 501)
    with pytest.raises(Failure):
        desk.curation.verify(ANN, "nowhere", "phone", "unchanged")
    assert desk.curation.verifications("kela") == []


def test_an_edit_does_not_make_a_record_fresh(desk: Desk) -> None:
    before = record(desk)
    tampered = replace(before, website="https://kela.fi/x", last_verified=TODAY)
    assert desk.curation.save(ANN, before, tampered).last_verified is None


def test_freshness_of_many_is_that_of_each(desk: Desk) -> None:
    desk.curation.verify(ANN, "kela", "phone", "wrong")
    desk.curation.verify(ANN, "migri", "phone", "unchanged")
    services = [record(desk, key) for key in ("kela", "migri", "vero")]
    many = desk.curation.freshness_of(services)
    assert many == {service.id: desk.curation.freshness(service) for service in services}


# ---- what is due ----


def test_what_is_in_doubt_comes_first_then_the_most_used(desk: Desk, clock: FrozenClock) -> None:
    def refer(day: str, *services: str) -> None:
        clock.now = datetime.fromisoformat(f"{day}T10:00")
        draft = desk.visits.new_draft(ANN).visit
        referrals = tuple(Referral(key, "signposted") for key in services)
        desk.visits.save(ANN, replace(draft, topics=("housing",), referrals=referrals))

    refer("2026-10-21", "vero", "vero-not-there", "dvv")
    refer("2026-11-20", "migri", "kela")
    refer("2026-11-21", "migri")
    for _ in range(3):
        desk.curation.note_opened(EVE, "dvv")
    desk.curation.verify(ANN, "migri-lahti", "phone", "wrong")
    desk.curation.report(EVE, "kela", "Puhelin ei vastaa")
    top = desk.curation.due(5)
    assert [(e.service_id, e.used, e.doubt, e.reports) for e in top[:4]] == [
        ("migri-lahti", 0, "wrong", 0),
        ("dvv", 3, "", 0),
        ("migri", 2, "", 0),
        ("kela", 1, "", 1),
    ]
    assert top[1].name == record(desk, "dvv").name
    assert len(top) == 5


def test_use_of_a_merged_record_counts_for_the_one_kept(desk: Desk) -> None:
    for _ in range(2):
        desk.curation.note_opened(EVE, "migri")
    desk.curation.note_opened(EVE, "kela")
    desk.curation.merge(ANN, "kela", "migri", {})
    assert [(e.service_id, e.used) for e in desk.curation.due(1)] == [("kela", 3)]


def test_what_is_not_on_offer_is_not_due(desk: Desk) -> None:
    desk.curation.verify(ANN, "kela", "phone", "wrong")
    desk.curation.save(ANN, record(desk), replace(record(desk), status="closed"))
    assert "kela" not in due_ids(desk)


_NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
_MANY = f"""
INSERT INTO service (id, kind, name_fi, description_fi, nationwide, confidence, possibly_outdated,
    status, last_verified)
{_NUMBERS.format(20_000)}
SELECT 'many-' || i, 'other', 'Palvelu ' || i, hex(zeroblob(500)), 0, 'low', 0, 'listed',
    CASE WHEN i % 3 = 0 THEN '2026-11-01' END FROM n;
INSERT INTO visit (id, day, part_of_day, adults, children, created, changed, channel, client,
    municipality, reason, employment, residence_status, time_in_finland, age, gender, education,
    language, interpreting, outcome, visit_order)
{_NUMBERS.format(100_000)}
SELECT 'v' || i, date('2026-11-21', -(i % 365) || ' days'), 'morning', 1, 0, '2026-11-21',
    '2026-11-21', '', '', '', '', '', '', '', '', '', '', '', '', '', '' FROM n;
INSERT INTO visit_referral
{_NUMBERS.format(100_000)}
SELECT 'v' || i, 0, 'many-' || (i % 19999 + 1), 'signposted' FROM n
"""  # noqa: S608 - numbers only


def test_the_list_is_quick_with_twenty_thousand_services(desk: Desk) -> None:
    with desk.database.writing() as connection:
        for statement in _MANY.split(";\n"):
            connection.execute(statement)
    start = time.process_time()
    found = desk.curation.due(200)
    took = time.process_time() - start
    assert len(found) == 200
    assert found[0].used >= found[-1].used > 0
    assert took < 1, f"{took:.2f} s of work"


# ---- reports ----


def test_an_advisor_reports_and_a_supervisor_answers(desk: Desk) -> None:
    number = desk.curation.report(EVE, "kela", "  Numero on \n väärä ")
    (report,) = desk.curation.open_reports()
    assert (report.id, report.service_id, report.text) == (number, "kela", "Numero on väärä")
    assert (report.day, report.actor, report.name) == (TODAY, "eve", record(desk).name)
    desk.curation.answer_report(ANN, number, "mended", "Korjattu")
    assert desk.curation.open_reports() == []
    (settled,) = desk.curation.reports()
    assert (settled.state, settled.answer) == ("mended", "Korjattu")
    assert (settled.answered_by, settled.answered_day) == ("ann", TODAY)
    desk.curation.answer_report(ANN, number, "open")
    (again,) = desk.curation.open_reports()
    assert (again.answered_by, again.answered_day) == ("", None)


def test_a_report_is_taken_back_by_its_author_while_it_is_open(desk: Desk) -> None:
    number = desk.curation.report(EVE, "kela", "Väärä")
    assert not desk.curation.take_report_back(ANN, number)
    assert desk.curation.take_report_back(EVE, number)
    assert desk.curation.reports() == []
    settled = desk.curation.report(EVE, "kela", "Väärä")
    desk.curation.answer_report(ANN, settled, "rejected")
    assert not desk.curation.take_report_back(EVE, settled)


def test_a_report_follows_its_record_into_a_merge(desk: Desk) -> None:
    desk.curation.report(EVE, "migri", "Väärä")
    desk.curation.merge(ANN, "kela", "migri", {})
    assert [report.service_id for report in desk.curation.open_reports()] == ["kela"]


@pytest.mark.parametrize("text", ["", "  \n", "x" * 501])
def test_a_report_says_something_in_a_line(desk: Desk, text: str) -> None:
    with pytest.raises(InvalidRecord):
        desk.curation.report(EVE, "kela", text)
    with pytest.raises(Failure):
        desk.curation.report(EVE, "nowhere", "Väärä")
    with pytest.raises(InvalidRecord):
        desk.curation.answer_report(ANN, 99, "mended")
    assert desk.curation.reports() == []


def test_today_can_be_given(desk: Desk) -> None:
    desk.curation.verify(ANN, "kela", "phone", "unchanged", texts=True)
    assert "kela" not in [e.service_id for e in desk.curation.due(1000, date(2026, 12, 1))]
    assert "kela" in [e.service_id for e in desk.curation.due(1000, date(2027, 12, 1))]
