"""Appointments, the door and the staff questionnaire, from the file to the count.

Named sabotage, tried and seen red: `VisitLog.save` lets no appointment know (nobody came).
"""

from __future__ import annotations

from pathlib import Path

from tests.journeys.driver import Advisor
from tests.unit.exchange.test_icalendar_file import CANARY, calendar

BOOKED = (
    f"UID:1-{CANARY}@example.fi\nDTSTART;TZID=Europe/Helsinki:20261121T143000\nDURATION:PT45M\n"
    f"SUMMARY:{CANARY}\nCATEGORIES:Asuminen,Arabic",
    f"UID:2@example.fi\nDTSTART:20261121T133000Z\nDTEND:20261121T140000Z\nSUMMARY:{CANARY}",
    "UID:3@example.fi\nDTSTART;VALUE=DATE:20261121\nSUMMARY:Team day",
)


def test_appointments_from_a_calendar_to_the_count(advisor: Advisor, tmp_path: Path) -> None:
    file = tmp_path / "booked.ics"
    file.write_text(calendar(*BOOKED), encoding="utf-8")
    advisor.starts_the_program("en")
    advisor.presses("Ctrl+Shift+A")
    advisor.sees("No appointments on this day.")
    advisor.presses_the_button("Import a calendar…")
    advisor.writes(str(file))
    advisor.presses("Return")
    advisor.sees("New: 2", "1 event is left out:", "It takes all day.")
    advisor.does_not_see(CANARY)
    advisor.presses("Return")
    advisor.sees("2 appointments were taken over.", "14:30", "15:30")

    advisor.goes_to("Appointments")
    advisor.presses("Return")
    advisor.sees("New visit")
    advisor.saves()
    advisor.is_told("Saved.")
    advisor.has_logged(
        visits=1,
        topics="Housing",
        language="Arabic",
        channel="In person, appointment",
        way="appointment",
    )

    advisor.presses("Ctrl+Shift+A")
    advisor.sees("2 appointments · Planned: 1 · Came: 1")
    advisor.presses("Shift+Del")
    advisor.sees("Noted: the client did not come.")
    advisor.presses("Ctrl+Z")
    advisor.sees("It is again as it was before.")
    advisor.presses("Shift+Del", "Escape")
    advisor.goes_to_the_view("Statistics")
    advisor.sees("2 appointments · Came: 1 · Did not come: 1")
    advisor.leaves_the_program()

    told = advisor.runs("appointments", "--day", "2026-11-21")
    assert told["states"] == {"planned": 0, "came": 1, "no-show": 1, "cancelled": 0, "unnoted": 0}
    assert [one["clock"] for one in told["appointments"]] == ["14:30", "15:30"]
    for kept in advisor.paths.data.rglob("*"):
        assert not kept.is_file() or CANARY.encode() not in kept.read_bytes(), kept


def test_the_door_shows_what_was_not_logged(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Housing")
    advisor.saves()
    advisor.presses("Ctrl+Shift+N")
    advisor.sees("No total has been entered for this day.")
    advisor.writes("5")
    advisor.sees("1 contact is logged for 5 queue tickets (20.0%).")
    advisor.sees("Visits seem to be missing from the log.")
    advisor.presses("Return")
    advisor.is_told("The door count of {day} was saved.", day="21 Nov 2026")
    advisor.goes_to_the_view("Statistics")
    advisor.sees("1 counted day: 1 contact is logged for 5 queue tickets (20.0%).")
    advisor.leaves_the_program()
    told = advisor.runs("door", "--day", "2026-11-21")
    assert (told["total"], told["contacts"], told["share"]) == (5, 1, 0.2)
