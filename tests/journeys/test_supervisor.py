"""A supervisor's morning."""

from __future__ import annotations

from tests.journeys.driver import Advisor


def test_a_supervisors_morning(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    for reason in ("Work", "Work", "Family"):
        advisor.chooses(topics="Housing", reason=reason)
        advisor.saves()
    advisor.goes_to_the_view("Statistics")
    advisor.sees("3 visits by 3 people", "Housing", "100.0%")
    advisor.chooses_in_the_box("Count by", "Reason for immigration")
    advisor.sees("66.7%")
    advisor.presses_the_button("Copy table")
    advisor.has_on_the_clipboard("Work\t2\t66.7%", "Family\t1\t33.3%")
    advisor.presses("Alt+1", "Ctrl+Z", "Alt+4")
    advisor.sees("2 visits by 2 people")
    advisor.chooses_in_the_box("Period", "Last month")
    advisor.sees("No visits")
