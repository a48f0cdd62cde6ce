"""Calendar files at the desk: new, changed, cancelled and settled ones, and the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor_desk.domain.appointments import Appointment
from advisor_desk.domain.failures import Failure
from advisor_desk.domain.periods import Period
from advisor_desk.services.appointment_files import CalendarReport
from advisor_desk.services.desk import Desk
from tests.unit.exchange.test_icalendar_file import CANARY, calendar

DAY = date(2026, 11, 25)
EVENT = "UID:a@b\nDTSTART;TZID=Europe/Helsinki:20261125T090000\nDURATION:PT45M"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the place of the file."""
    return tmp_path / "booked.ics"


def take(desk: Desk, path: Path, *events: str) -> CalendarReport:
    """Import a calendar of these events; the preview must have said the same."""
    path.write_text(calendar(*events), encoding="utf-8")
    found = desk.appointment_files.read(path)
    foretold = desk.appointment_files.preview(found)
    report = desk.appointment_files.take(desk.actor, found)
    assert foretold == report
    return report


def listed(desk: Desk) -> list[Appointment]:
    """Return the appointments of the day."""
    return desk.appointments.of_day(DAY)


def fates(report: CalendarReport) -> dict[str, int]:
    """Return the fates that were met."""
    return {fate: count for fate, count in report.fates.items() if count}


def test_an_import_is_taken_once(desk: Desk, path: Path) -> None:
    assert fates(take(desk, path, EVENT)) == {"new": 1}
    (first,) = listed(desk)
    assert (first.clock, first.minutes, first.channel, first.slip) == (
        "09:00",
        45,
        "appointment",
        "",
    )
    assert fates(take(desk, path, EVENT)) == {"unchanged": 1}
    assert listed(desk) == [first]


def test_the_words_of_any_language_are_understood(desk: Desk, path: Path) -> None:
    take(desk, path, EVENT + "\nCATEGORIES:Asuminen,العربية")
    assert (listed(desk)[0].topic, listed(desk)[0].language) == ("housing", "ar")


def test_the_same_uid_changes_it_and_what_was_entered_here_stays(desk: Desk, path: Path) -> None:
    take(desk, path, EVENT)
    (first,) = listed(desk)
    entered = replace(first, slip="A12", language="ar", topic="housing")
    desk.appointments.save(desk.actor, entered)
    report = take(desk, path, EVENT.replace("T090000", "T103000") + "\nCATEGORIES:health")
    assert fates(report) == {"changed": 1}
    (after,) = listed(desk)
    assert (after.id, after.clock, after.slip, after.language) == (first.id, "10:30", "A12", "ar")
    assert after.topic == "housing"  # "Health" is no topic of ours
    assert take(desk, path, EVENT.replace("1125", "1126")).fates["changed"] == 1
    assert listed(desk) == []


def test_a_cancelled_event_cancels_and_one_unknown_is_told(desk: Desk, path: Path) -> None:
    take(desk, path, EVENT)
    other = EVENT.replace("a@b", "c@d")
    report = take(desk, path, EVENT + "\nSTATUS:CANCELLED", other + "\nSTATUS:CANCELLED")
    assert fates(report) == {"cancelled": 1, "unknown": 1}
    assert [one.state for one in listed(desk)] == ["cancelled"]
    assert fates(take(desk, path, EVENT)) == {"settled": 1}
    assert [one.state for one in listed(desk)] == ["cancelled"]


def test_what_was_settled_here_is_left(desk: Desk, path: Path) -> None:
    take(desk, path, EVENT)
    (first,) = listed(desk)
    desk.appointments.set_state(desk.actor, first.id, "no-show")
    assert fates(take(desk, path, EVENT.replace("T09", "T10"))) == {"settled": 1}
    assert listed(desk)[0].clock == "09:00"


def test_reasons_are_counted(desk: Desk, path: Path) -> None:
    report = take(
        desk,
        path,
        EVENT,
        "UID:1\nDTSTART;VALUE=DATE:20261125",
        "UID:2\nDTSTART;VALUE=DATE:20261126",
        "UID:3\nDTSTART:20261120T090000",
    )
    assert report.reasons == {"past": 1, "all-day": 2}
    assert report.changes == 1


def test_no_name_is_in_the_database(desk: Desk, path: Path) -> None:
    event = f"UID:{CANARY}@x\nDTSTART:20261125T090000\nSUMMARY:{CANARY}\nDESCRIPTION:{CANARY}"
    take(desk, path, event)
    assert len(listed(desk)) == 1
    for file in desk.paths.data.rglob("*"):
        if file.is_file():
            assert CANARY.encode() not in file.read_bytes(), file


def test_a_bad_file_changes_nothing(desk: Desk, path: Path) -> None:
    take(desk, path, EVENT)
    before = listed(desk)
    path.write_text(calendar(EVENT)[:-20], encoding="utf-8")
    with pytest.raises(Failure):
        desk.appointment_files.read(path)
    assert listed(desk) == before


def test_an_export_is_journaled_and_comes_back_as_it_was(desk: Desk, path: Path) -> None:
    take(desk, path, EVENT + "\nCATEGORIES:Housing,Arabic")
    blank = desk.appointments.blank(DAY)
    desk.appointments.save(desk.actor, replace(blank, slip="B7", language="ru"))
    before = listed(desk)
    target = path.with_name("out.ics")
    report = desk.appointment_files.export(desk.actor, Period(DAY, DAY), target, "fi")
    assert report.count == desk.appointment_files.count(Period(DAY, DAY)) == 2
    (noted,) = desk.releases.journal()
    assert (noted.what, noted.format, noted.count) == ("appointments", "ics", 2)
    text = target.read_text(encoding="utf-8")
    assert "Asuminen" in text
    assert "a@b" not in text

    found = desk.appointment_files.read(target)
    assert desk.appointment_files.take(desk.actor, found).fates["unchanged"] == 2
    for one in before:
        desk.appointments.remove(desk.actor, one.id)
    assert desk.appointment_files.take(desk.actor, found).fates["new"] == 2
    kept = [replace(one, uid="", revision=1) for one in listed(desk)]
    assert kept == [replace(one, uid="", revision=1) for one in before]


def test_two_desks_do_not_share_states(desk: Desk, path: Path) -> None:
    take(desk, path, EVENT)
    desk.appointments.set_state(desk.actor, listed(desk)[0].id, "no-show")
    target = path.with_name("out.ics")
    desk.appointment_files.export(desk.actor, Period(DAY, DAY), target, "en")
    assert "no-show" not in target.read_text(encoding="utf-8")
