"""A day at the desk."""

from __future__ import annotations

import pytest

from tests.journeys.driver import Advisor


@pytest.mark.logs_errors
def test_a_hurried_visit(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.has_the_cursor_at("Topic")
    advisor.chooses(topics="Housing", reason="Work", language="Russian")
    advisor.sees("Suggested for this visit. Type above to search.")
    advisor.presses("Return")
    advisor.is_told("Saved.")
    advisor.sees("Urgent help. Type above to search, or choose a topic.")
    advisor.sees("1 visit today", "Housing · Russian", "Carried over from the visit before.")

    advisor.has_the_cursor_at("Topic")
    before = advisor.keys_pressed
    advisor.presses("6", "Return")
    assert advisor.keys_pressed - before == 2
    advisor.has_logged(visits=2, topics="Housing", language="Russian", reason="Not asked")

    advisor.presses("Return")
    advisor.is_told("{field} is missing: choose one.", field="Topic")
    advisor.presses("1", "Shift+Return")
    advisor.has_logged(visits=3, topics="Permits and citizenship", language="Russian")
    advisor.does_not_see("Carried over from the visit before.")


def test_a_visit_that_begins_with_a_card(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.searches("kela")
    advisor.opens_the_first_result()
    advisor.sees("Kela, Social Insurance Institution of Finland")
    advisor.searches("tax card")
    advisor.opens_the_first_result()
    advisor.sees("How do I get a tax card?", "Tax card and taxation")
    advisor.takes_the_suggested_topic()
    advisor.presses("F2")
    advisor.has_the_cursor_at("Reason for immigration")
    advisor.chooses(outcome="Resolved at the desk")
    advisor.saves()
    advisor.has_logged(visits=1, topics="Tax card and taxation", outcome="Resolved at the desk")


def test_a_need_that_is_not_met(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.does_not_see("Barrier")
    advisor.chooses(topics="Housing", outcome="Not solved - need unmet")
    advisor.sees("Barrier")
    advisor.chooses(barriers="Queue or no free times")
    advisor.saves()
    advisor.has_logged(visits=1, barriers="Queue or no free times")


def test_a_referral_in_swedish(advisor: Advisor) -> None:
    advisor.starts_the_program("sv")
    advisor.searches("fpa, international house")
    advisor.opens_the_first_result()
    advisor.sees("FPA, International House Helsinki", "020 634 0200")
    advisor.refers_to_it()
    advisor.is_told(
        "Referred to {service}. Enter in the form saves.",
        service="FPA, International House Helsinki",
    )
    advisor.chooses(language="arabiska", municipality="Esbo")
    advisor.saves()
    advisor.is_told("Saved.")
    advisor.has_logged(
        visits=1,
        topics="Rätt till FPA-förmåner, FPA-kort",
        referrals="FPA, International House Helsinki",
        outcome="Hänvisad (kontaktuppgifter givna)",
        language="arabiska",
        municipality="Esbo",
    )


def test_a_referral_from_the_directory(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Work and enterprise")
    advisor.goes_to_the_view("Directory")
    advisor.writes("occupational safety")
    advisor.presses("Return")
    advisor.hands_over_to_it()
    advisor.sees("New visit")
    advisor.saves()
    advisor.has_logged(
        visits=1,
        topics="Work and enterprise",
        outcome="Warm handover (we contacted or booked)",
    )
    assert len(advisor.visits()[0].referrals) == 1


def test_a_correction(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Housing", reason="Work")
    advisor.saves()
    advisor.chooses(topics="Health and wellbeing")  # the next client is here already
    advisor.corrects_the_last_visit()
    advisor.sees("Correct a visit", "Escape leaves it as it was.")
    advisor.chooses(reason="Family")
    advisor.saves()
    advisor.is_told("The correction was saved as revision {number}.", number=2)
    advisor.has_logged(visits=1, topics="Housing", reason="Family", revision="2")

    advisor.sees("New visit")
    advisor.saves()
    advisor.has_logged(visits=2, topics="Health and wellbeing")

    advisor.undoes()
    advisor.is_told("The visit was taken back.")
    advisor.has_logged(visits=1, topics="Housing")
    advisor.sees("1 visit today")


def test_five_different_visits_in_finnish(advisor: Advisor) -> None:
    advisor.starts_the_program("fi")
    advisor.chooses(
        topics="Asuminen",
        reason="Työ",
        employment="Työllinen",
        language="venäjä",
        municipality="Espoo",
        channel="Käynti ilman ajanvarausta",
        outcome="Ratkesi neuvonnassa",
    )
    advisor.presses("Return")
    advisor.chooses(topics=["Luvat ja kansalaisuus", "Työ ja yrittäjyys"], language="paštu")
    advisor.presses("Return")
    advisor.searches("verokortti")
    advisor.opens_the_first_result()
    advisor.takes_the_suggested_topic()
    advisor.chooses(language="suomi", municipality="Kauniainen", channel="Puhelin")
    advisor.presses("Return")
    advisor.searches("kela")
    advisor.opens_the_result("Kela, International House Helsinki")
    advisor.hands_over_to_it()
    advisor.chooses(language="englanti", municipality="Vantaa")
    advisor.saves()
    advisor.presses("F2")
    advisor.chooses(topics="Terveys ja hyvinvointi", outcome="Ei ratkennut - tarve jäi täyttymättä")
    advisor.presses("Shift+Return")
    advisor.leaves_the_program()

    told = advisor.runs("visits")
    assert [visit["topics"] for visit in told] == [
        ["housing"],
        ["permits", "work"],
        ["taxation"],
        ["kela-coverage"],
        ["health"],
    ]
    assert [visit["language"] for visit in told] == ["ru", "ps", "fi", "en", "en"]
    assert [visit["municipality"] for visit in told] == ["049", "049", "235", "092", "092"]
    assert [visit["channel"] for visit in told] == ["walk-in", "walk-in", *["phone"] * 3]
    assert [visit["outcome"] for visit in told] == [
        "resolved",
        "not-asked",
        "not-asked",
        "handed-over",
        "unmet",
    ]
