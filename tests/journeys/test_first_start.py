"""The first start of a desk."""

from __future__ import annotations

from advisor_desk.i18n import current_language
from tests.journeys.driver import Advisor


def test_a_first_start_that_is_skipped(newcomer: Advisor) -> None:
    newcomer.starts_the_program("en")
    newcomer.sees("Welcome", "Interface language", "Municipality of the point", "Advice point")
    newcomer.presses("Escape")
    newcomer.sees("New visit", "0 visits today")
    newcomer.chooses(topics="Housing")
    newcomer.saves()
    newcomer.has_logged(visits=1, topics="Housing", point="")
    newcomer.leaves_the_program()

    newcomer.starts_the_program("en")
    newcomer.does_not_see("Welcome")
    newcomer.sees("1 visit today")


def test_a_first_start_that_is_filled_in(newcomer: Advisor) -> None:
    newcomer.starts_the_program("en")
    newcomer.chooses_in_the_box("Interface language", "Suomi")
    assert current_language() == "fi"
    newcomer.sees_in_words("Welcome", "Municipality of the point")
    newcomer.goes_to("Municipality of the point")
    newcomer.presses("Space")
    newcomer.finds("Espoo")
    newcomer.goes_to("Advice point")
    newcomer.writes("Iso Omena")
    newcomer.presses("Return")
    newcomer.sees("Iso Omena", "1  Espoo", "Asuminen")
    newcomer.chooses(topics="Asuminen", municipality="Espoo")
    newcomer.saves()
    newcomer.has_logged(visits=1, point="Iso Omena", municipality="Espoo")

    newcomer.presses("Ctrl+Shift+L")
    newcomer.sees("Esbo", "Boende", "Sysselsatt")
    newcomer.presses("Ctrl+Shift+L")
    newcomer.sees("Housing", "Employed", "New visit")
    newcomer.leaves_the_program()

    newcomer.starts_the_program()
    newcomer.sees("Housing", "Iso Omena")
