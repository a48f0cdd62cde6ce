"""The directory leaves journaled and whole; the report on its quality finds what is wrong."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from advisor_desk.domain.directory import Address, Channel, Organization, Phone, Service
from advisor_desk.domain.failures import Failure, FailureKind, NotAllowed
from advisor_desk.domain.imports import Catalogue, Progress, Stopped
from advisor_desk.domain.opening_text import in_order, parse_hours
from advisor_desk.domain.record_fields import differences
from advisor_desk.domain.text import LocalText
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.services.handing_on import FORMATS, Format, Wanted
from advisor_desk.services.quality import QualityReport, rule_title
from advisor_desk.storage import releases as release_tables
from advisor_desk.storage.channels import read_organizations, write_organization
from advisor_desk.storage.directory import read_services, write_service
from advisor_desk.storage.imports import write_catalogue

GOOD = Service(
    "good",
    "authority",
    LocalText("Neuvonta", "Rådgivning"),
    LocalText("Saat neuvoja.", "Du får råd."),
    nationwide=True,
    phones=(Phone("09 310 1691", "+35893101691"),),
    hours=parse_hours("Mo-Fr 09:00-16:00"),
    languages=("fi",),
    topics=("everyday",),
    last_verified="2026-11-01",
    text_verified="2026-11-01",
)


def store(desk: Desk, *services: Service, alone: bool = False) -> None:
    with desk.database.writing() as connection:
        if alone:
            connection.execute("UPDATE service SET status = 'withdrawn'")
        for service in services:
            write_service(connection, service)


def report(desk: Desk, *services: Service) -> QualityReport:
    store(desk, *services, alone=True)
    return desk.quality.report("fi")


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_journaled(desk: Desk, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    chosen = next(one for one in FORMATS if one == name)
    found = desk.handing_on.export(desk.actor, chosen, target, "fi", " for\nthe city ")
    (entry,) = desk.releases.journal()
    assert (entry.id, entry.count, entry.what) == (found.release_id, 239, "directory")
    assert (entry.format, entry.reason, entry.day) == (name, "for the city", "2026-11-21")
    assert (found.target, found.count) == (target, 239)
    assert target.stat().st_size > 10_000


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_gets_its_name_unless_it_is_journaled(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise Failure(FailureKind.DISK_FULL)

    monkeypatch.setattr(release_tables, "insert_release", fail)
    chosen = next(one for one in FORMATS if one == name)
    with pytest.raises(Failure):
        desk.handing_on.export(desk.actor, chosen, tmp_path / "out", "fi", "a test")
    assert list(tmp_path.glob("out*")) == []


def test_who_may_export_and_why(desk: Desk, tmp_path: Path) -> None:
    advisor = Actor("a", Role.ADVISOR)
    with pytest.raises(NotAllowed):
        desk.handing_on.export(advisor, "csv", tmp_path / "o", "fi", "a test")
    with pytest.raises(NotAllowed):
        desk.handing_on.export_quality(advisor, report(desk), tmp_path / "o", "fi")
    with pytest.raises(ValueError, match="reason"):
        desk.handing_on.export(desk.actor, "csv", tmp_path / "o", "fi", " a ")
    assert desk.releases.journal() == []


def test_a_stopped_export_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    told: list[float | None] = []
    progress = Progress()

    def tell(part: float | None, _count: int) -> None:
        told.append(part)
        progress.stopped = True

    progress.told = tell
    with pytest.raises(Stopped):
        desk.handing_on.export(
            desk.actor, "xlsx", tmp_path / "o", "fi", "a test", progress=progress
        )
    assert len(told) == 1
    assert list(tmp_path.glob("o*")) == []


def test_which_services_are_handed_on(desk: Desk) -> None:
    merged = replace(GOOD, id="merged", merged_into="good", status="withdrawn")
    store(desk, GOOD, merged)
    everything = desk.handing_on.count(Wanted(), "fi")
    assert everything == 240
    assert desk.handing_on.count(Wanted(offered_only=True), "fi") == 237
    espoo = ServiceFilter(municipality="049", topic="housing")
    assert desk.handing_on.count(Wanted(espoo), "fi") == len(desk.directory.browse(espoo, "fi"))
    assert desk.handing_on.count(Wanted(ServiceFilter()), "fi") == everything


def test_organisation_and_licence_go_with_the_record(desk: Desk, tmp_path: Path) -> None:
    store(desk, replace(GOOD, organization="o"), alone=True)
    with desk.database.writing() as connection:
        write_organization(
            connection, Organization("o", LocalText("Kela"), business_id="0246246-0")
        )
        write_catalogue(connection, Catalogue("tpr", "tpr", "Map", "CC BY 4.0", "City"), None)
        connection.execute(
            "INSERT INTO external_ref VALUES ('tpr', '1', 'good', '', '2026-01-01', '2026-01-01',"
            " NULL, x'')"
        )
    target = tmp_path / "o.json"
    wanted = Wanted(offered_only=True)
    desk.handing_on.export(desk.actor, "hsds", target, "fi", "a test", wanted=wanted)
    (record,) = json.loads(target.read_text("utf-8"))
    assert record["organization"]["name"] == "Kela"
    assert record["organization"]["organization_identifiers"][0]["identifier"] == "0246246-0"
    assert record["assured_date"] == "2026-11-01"
    marks = [one for one in record["attributes"] if one["taxonomy_term"]["code"] == "catalogue"]
    assert "CC BY 4.0" in marks[0]["value"]


# ---- quality ----


def test_a_good_record_has_no_finding(desk: Desk) -> None:
    found = report(desk, GOOD)
    assert found.findings == ()
    assert (found.records, found.sound, found.rules) == (1, 1, ())


@pytest.mark.parametrize(
    ("changes", "group", "rule"),
    [
        ({"phones": ()}, "invalid", "contact-missing"),
        ({"nationwide": False}, "invalid", "area-missing"),
        ({"phones": (Phone("ask", ""),)}, "invalid", "phone-invalid"),
        ({"address": Address(LocalText("A 1"), "1234", "Espoo")}, "invalid", "postal-code-form"),
        ({"description": LocalText("Saat neuvoja.")}, "incomplete", "one-language"),
        ({"hours": None}, "incomplete", "hours-missing"),
        ({"topics": ()}, "incomplete", "topics-missing"),
        ({"languages": ()}, "incomplete", "languages-missing"),
        ({"possibly_outdated": True}, "stale", "outdated"),
        ({"last_verified": None}, "stale", "contacts-never"),
        ({"last_verified": "2026-05-01"}, "stale", "contacts-overdue"),
        ({"last_verified": "2026-06-01"}, "stale", "contacts-due"),
        ({"text_verified": "2025-01-01"}, "stale", "texts-overdue"),
        (
            {"description": LocalText("Soita 09 310 1691.", "Du får råd.")},
            "content",
            "text-contacts",
        ),
    ],
)
def test_what_is_wrong_is_found(
    desk: Desk, changes: dict[str, object], group: str, rule: str
) -> None:
    found = report(desk, replace(GOOD, **changes))  # type: ignore[arg-type]  # fields by name
    assert (group, rule) in {(one.group, one.rule) for one in found.findings}
    assert all(one.service_id == "good" and one.sentence for one in found.findings)
    assert (found.records, found.sound) == (1, 0)
    counted = next(one for one in found.rules if one.rule == rule)
    assert (counted.records, len(found.of_rule(rule))) == (1, 1)
    assert rule_title(rule) != rule


def test_a_record_gone_from_its_catalogue_is_stale(desk: Desk) -> None:
    store(desk, GOOD, alone=True)
    with desk.database.writing() as connection:
        write_catalogue(connection, Catalogue("tpr", "tpr", "Map"), None)
        connection.execute(
            "INSERT INTO external_ref VALUES ('tpr', '1', 'good', '', '2026-01-01', '2026-01-01',"
            " '2026-02-01', x'')"
        )
    assert [one.rule for one in desk.quality.report("fi").findings] == ["gone"]


def test_every_rule_that_is_broken_has_a_title(desk: Desk) -> None:
    found = desk.quality.report("fi")
    assert found.records == 236
    assert [one.rule for one in found.rules if rule_title(one.rule) == one.rule] == []
    assert sum(len(found.of_rule(one.rule)) for one in found.rules) == len(found.findings)


def test_the_report_as_a_file_is_journaled(desk: Desk, tmp_path: Path) -> None:
    found = desk.quality.report("fi")
    desk.handing_on.export_quality(desk.actor, found, tmp_path / "q.json", "fi")
    desk.handing_on.export_quality(desk.actor, found, tmp_path / "q.csv", "fi")
    assert [entry.what for entry in desk.releases.journal()] == ["quality-report"] * 2
    written = json.loads((tmp_path / "q.json").read_text("utf-8"))
    assert len(written["findings"]) == len(found.findings)
    assert (tmp_path / "q.csv").read_text("utf-8-sig").startswith("service;name;group;rule")


@pytest.mark.parametrize("name", ["out.json", "out.zip"])
def test_an_export_taken_into_an_empty_desk_gives_the_same_directory(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    giver = Organization("o", LocalText("Kela"), LocalText("Eläkkeet"), "0246246-0")
    hours = parse_hours("Mo 09:00-10:00")
    office = Channel("office", "place", LocalText("Toimisto"), organization="o", hours=hours)
    with desk.database.writing() as connection:
        write_organization(connection, giver)
    store(desk, replace(GOOD, organization="o", channels=(office,), interpreted=("so",)))
    with desk.database.reading() as connection:
        before = read_services(connection)
    target = tmp_path / name
    file_format: Format = "hsds-zip" if target.suffix == ".zip" else "hsds"
    desk.handing_on.export(desk.actor, file_format, target, "sv", "a test")
    with desk.database.writing() as connection:
        for table in ("service", "channel", "organization"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    catalogue = desk.importing.catalogue("hsds", str(target), "other-desk")
    reader = desk.importing.reader("hsds", str(target), catalogue)
    with closing(desk.importing.plan(desk.actor, reader, catalogue)) as plan:
        report = desk.importing.apply(desk.actor, plan)
    with desk.database.reading() as connection:
        after = read_services(connection)
        assert read_organizations(connection)["o"] == giver
    assert report.counts["new"] == len(before) == len(after) == 240
    for old, new in zip(before, after, strict=True):
        assert differences(old, replace(new, hours=old.hours)) == ()
        assert (old.hours is None) == (new.hours is None)
        if old.hours and new.hours:
            assert in_order(new.hours) == in_order(old.hours)
        assert new.last_verified is None
