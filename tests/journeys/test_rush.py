"""A rush at the desk, and the quiet hour after it."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.driver import Advisor
from tests.unit.conftest import FrozenClock


def test_a_rush_is_counted_and_filled_in_when_it_is_quiet(
    advisor: Advisor, clock: FrozenClock
) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Housing", channel="In person, walk-in", municipality="Espoo")
    advisor.presses("Return")
    before = advisor.keys_pressed
    for _client in range(3):
        advisor.presses("F12")
        clock.now += timedelta(minutes=4)
    assert advisor.keys_pressed - before == 3
    advisor.sees("3 visits wait to be filled in. Shift+F12", "4 visits today")

    advisor.chooses(topics="Work and enterprise")  # a visit is begun, and has to wait
    advisor.presses("Shift+F12")
    advisor.sees("Filling in 1 of 3.", "Counted today at 14:05.")
    advisor.has_the_cursor_at("Topic")
    advisor.presses("1", "Return")
    advisor.sees("Filling in 2 of 3.", "Counted today at 14:09.")
    advisor.presses("Shift+F12")  # not this one
    advisor.sees("Filling in 3 of 3.", "Counted today at 14:13.")
    advisor.chooses(topics="Housing", reason="Work")
    advisor.presses("Return")
    advisor.sees("1 visit waits to be filled in. Shift+F12", "4 visits today")
    advisor.has_logged(visits=4, topics="Housing", reason="Work", channel="In person, walk-in")

    advisor.chooses(reason="Family")  # the visit that was begun goes on
    advisor.saves()
    advisor.has_logged(visits=5, topics="Work and enterprise", reason="Family")
    advisor.leaves_the_program()

    clock.now += timedelta(days=1)
    advisor.starts_the_program("en")
    advisor.presses("Shift+F12")
    advisor.sees("Counted on 21 Nov 2026, part of day: Afternoon.")
    advisor.chooses(topics="Housing")
    advisor.presses("Return")
    assert not any(visit.waiting for visit in advisor.visits())
    assert len(advisor.visits()) == 5
    assert {visit.day for visit in advisor.visits()} == {"2026-11-21"}


def test_a_forgotten_morning_is_caught_up_on(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    before = advisor.keys_pressed
    advisor.presses("Ctrl+Shift+G")
    advisor.sees("Catch up on a half day", "0 visits, 20 Nov 2026, part of day: Afternoon")
    for number in ("5", "4", "3", "2", "2", "1"):
        advisor.presses(number, "Down")
    advisor.presses("Right", "3")
    advisor.sees("20 visits, 20 Nov 2026, part of day: Afternoon")
    advisor.presses("Return")
    assert advisor.keys_pressed - before <= 25
    advisor.is_told(
        "{count} visits were saved for {day}, marked as estimated.", count=20, day="20 Nov 2026"
    )
    advisor.has_logged(visits=20, day="2026-11-20", channel="In person, appointment")
    advisor.sees("20 Nov 2026 · estimated")
    advisor.goes_to_the_view("Statistics")
    advisor.sees("Of these 20 estimated.")
    advisor.undoes()
    advisor.has_logged(visits=0)


def test_a_visit_is_logged_beside_another_program(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.presses("F11")
    advisor.chooses(topics="Housing", language="Russian")
    advisor.searches("kela")
    advisor.sees("Kela, Social Insurance Institution of Finland")
    advisor.presses("Return", "Ctrl+R")
    advisor.presses("F12")
    advisor.presses("F2")
    advisor.saves()
    advisor.sees("1 waits", "2 today")
    advisor.presses("Escape")  # from the form to the full window
    advisor.sees("2 visits today", "Last visits")
    advisor.has_logged(visits=2)
