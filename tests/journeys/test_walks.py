"""Helping through a path, and through the questions of a card."""

from __future__ import annotations

from tests.journeys.driver import Advisor


def test_a_worker_is_walked_through_a_path(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Work and enterprise", reason="Return migration")
    advisor.presses("Ctrl+Shift+P")
    advisor.writes("path that fits")
    advisor.presses("Return")
    advisor.sees("Returnee", "Step 1 of 7.", "1. Prove roots")
    advisor.presses("Space")
    advisor.sees("Step 2 of 7. 1 is done.")
    advisor.presses("Right", "Space")
    advisor.sees("Step 4 of 7. 2 are done.", "4. DVV registration and municipality")
    advisor.presses("Tab", "Return")
    advisor.sees("Can I get a municipality of residence and what does it give me?")
    advisor.presses("Alt+Left")
    advisor.sees("Step 4 of 7. 2 are done.")
    advisor.presses("0")
    advisor.sees("✓ 1. Prove roots", "▸ 4. DVV registration and municipality")
    advisor.presses("Ctrl+Shift+J")
    advisor.is_told("The path was copied from step {number} on.", number=4)
    advisor.has_on_the_clipboard("Returnee", "4. DVV registration and municipality")

    advisor.presses("F2", "Ctrl+S")
    advisor.is_told("Saved.")
    advisor.does_not_see("Step 4 of 7. 2 are done.", "✓ 1. Prove roots")
    advisor.has_logged(visits=1, reason="Return migration")
    advisor.presses("Ctrl+J")
    advisor.sees("Step 1 of 7.")


def test_questions_decide_what_applies(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Work and enterprise", reason="Study or research")
    advisor.searches("allowed to work")
    advisor.opens_the_result("Am I allowed to work?")
    advisor.presses("Ctrl+J")
    advisor.sees("Question 1 of at most 2", "2  No", "0  Not known")
    advisor.presses("2")
    advisor.sees("What is the permit or the stay based on?", "2  Studies")
    advisor.presses("5")
    advisor.sees("Your answers", "5 facts about other situations are hidden.")
    advisor.presses("Backspace", "2")
    advisor.sees("A permit for studies allows on average 30 hours a week")
    advisor.does_not_see("A permit based on family ties gives an unrestricted right")
    advisor.presses("0")
    advisor.sees("A permit based on family ties gives an unrestricted right")
    advisor.presses("Escape")
    advisor.sees("Short answer")
    advisor.does_not_see("Your answers")
    advisor.presses("Ctrl+J", "1", "Ctrl+N")
    advisor.does_not_see("Your answers")
    assert advisor.runs("walk", "right-to-work", "--answers", "1", "--json")["end"]["id"] == "eu"
