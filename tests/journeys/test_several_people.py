"""A family with an interpreter, a group session, and a need that nobody met; keys alone."""

from __future__ import annotations

from advisor_desk.domain.visit import Participants
from tests.journeys.driver import Advisor

MOST_PICKS = 12
"""Picks that a family with three topics and an interpreter may take."""


def picks_of_the_last_visit(advisor: Advisor) -> int:
    """Return how many picks the newest visit took, as the program counted them."""
    app = advisor.stage.app
    assert app is not None
    assert app.window is not None
    with app.window.context.desk.database.reading() as connection:
        row = connection.execute(
            "SELECT picks FROM visit_effort JOIN visit ON visit.id = visit_id"
            " ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
    return int(row[0])


def test_a_family_with_an_interpreter(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Housing", municipality="Espoo", channel="In person, walk-in")
    advisor.presses("Return")

    advisor.presses("Ctrl+Shift+M")
    advisor.sees("Time: 1 min")
    advisor.presses_the_button("More fields")
    advisor.chooses(
        topics=["Work and enterprise", "Social security and money", "Housing"],
        client="Couple or family",
    )
    advisor.has_the_cursor_at("Adults")
    advisor.presses("2")
    advisor.has_the_cursor_at("Children")
    advisor.presses("3")
    advisor.chooses(
        reason="International or temporary protection",
        employment="Unemployed jobseeker",
        language="Ukrainian",
        outcome="Resolved at the desk",
        interpreting="Phone interpreter",
    )
    advisor.saves()
    advisor.has_logged(
        visits=2,
        topics=["Work and enterprise", "Social security and money", "Housing"],
        adults="2",
        children="3",
        minutes="1",
        client="Couple or family",
        interpreting="Phone interpreter",
        municipality="Espoo",
    )
    assert picks_of_the_last_visit(advisor) <= MOST_PICKS


def test_the_main_topic_is_another_one_after_all(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics=["Housing", "Work and enterprise"])
    advisor.presses("Home")
    advisor.sees("Work and enterprise · main topic")
    advisor.presses("Ctrl+H", "2", "2")
    advisor.saves()
    advisor.has_logged(visits=1, topics=["Work and enterprise", "Housing"], adults="2")


def test_a_group_session(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.chooses(topics="Permits and citizenship")  # a client is being served
    advisor.presses("Ctrl+G")
    advisor.has_the_cursor_at("Title of the session")
    advisor.writes("Housing evening")
    advisor.presses("Tab", "6", "1", "Tab", "1", "4")
    advisor.goes_to("Adults")
    advisor.writes("11")
    advisor.goes_to("Children")
    advisor.writes("2")
    advisor.goes_to("Minutes")
    advisor.writes("90")
    advisor.goes_to("Language not asked, 0-14")
    advisor.writes("2")
    advisor.presses("Right", "Down", "Down", "Down")
    advisor.writes("6")
    advisor.presses("Space")
    advisor.finds("Somali")
    advisor.writes("5")
    advisor.sees("All 13 participants are in the register.")
    advisor.presses("Return")
    advisor.is_told("The group session was saved: {count} participants.", count=13)
    advisor.sees("Group session “Housing evening”", "13 participants")
    advisor.has_logged(
        visits=1,
        kind="group",
        channel="Group session or event",
        topics=["Housing", "Permits and citizenship"],
        languages=["Finnish", "Russian"],
        adults="11",
        children="2",
        minutes="90",
    )
    assert advisor.visits()[0].participants == (
        Participants("0-14", "not-asked", 2),
        Participants("25-34", "fi", 6),
        Participants("25-34", "so", 5),
    )
    advisor.presses("Ctrl+E")
    advisor.has_the_cursor_at("Title of the session")
    advisor.goes_to("Adults")
    advisor.writes("12")
    advisor.presses("Return")
    advisor.has_logged(visits=1, adults="12", revision="2")
    advisor.saves()  # the client is still there
    advisor.has_logged(visits=2, kind="visit", topics="Permits and citizenship")

    advisor.goes_to_the_view("Statistics")
    advisor.sees("1 visit by 1 person", "1 group session with 14 participants")
    advisor.chooses_in_the_box("Count by", "Participants by language")
    advisor.sees("Somali")


def test_a_need_that_is_not_met_is_two_picks(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    before = advisor.keys_pressed
    advisor.presses("6", "Ctrl+U", "3", "Return")
    assert advisor.keys_pressed - before == 4
    advisor.has_logged(
        visits=1,
        topics="Housing",
        outcome="Not solved - need unmet",
        barriers="Queue or no free times",
    )
    assert picks_of_the_last_visit(advisor) == 2


def test_services_that_were_tried_in_vain(advisor: Advisor) -> None:
    advisor.starts_the_program("en")
    advisor.searches("kela")
    advisor.opens_the_first_result()
    advisor.presses("Ctrl+Shift+U", "Ctrl+U")
    advisor.has_the_cursor_at("Barrier")
    advisor.presses("3")
    advisor.sees("Tried in vain")
    advisor.saves()
    (visit,) = advisor.visits()
    assert len(visit.tried) == 1
    assert visit.referrals == ()
    advisor.corrects_the_last_visit()
    advisor.goes_to("Remove Kela, Social Insurance Institution of Finland from what was tried")
    advisor.presses("Space")
    advisor.saves()
    assert advisor.visits()[0].tried == ()
