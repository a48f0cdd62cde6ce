"""Visits in seconds: by a preset, the typical one, and one with a referral; keys are counted."""

from __future__ import annotations

from tests.journeys.driver import Advisor


def has_carried_over(advisor: Advisor) -> None:
    """Have logged a first visit, so that channel and municipality carry over."""
    advisor.starts_the_program("en")
    advisor.chooses(
        topics="Housing", language="Russian", municipality="Espoo", channel="In person, walk-in"
    )
    advisor.presses("Return")
    advisor.has_the_cursor_at("Topic")


def test_a_preset_is_made_once_and_then_one_key(advisor: Advisor) -> None:
    has_carried_over(advisor)
    advisor.chooses(topics="Housing", reason="Family", language="Arabic")
    advisor.chooses(outcome="Resolved at the desk")
    advisor.presses("Ctrl+P")
    advisor.has_the_cursor_at("Title")
    advisor.presses("Return")
    advisor.sees("1  Housing · Arabic")
    advisor.presses("Return")
    advisor.has_logged(visits=2, language="Arabic")

    advisor.chooses(topics="Health and wellbeing")  # the next client is being served
    before = advisor.keys_pressed
    advisor.presses("Ctrl+1")
    assert advisor.keys_pressed - before == 1
    advisor.has_logged(
        visits=3,
        topics="Housing",
        reason="Family",
        language="Arabic",
        municipality="Espoo",
        channel="In person, walk-in",
        outcome="Resolved at the desk",
        way="preset",
    )
    advisor.is_told("Saved: {visit}", visit="Housing · Arabic · Espoo")
    advisor.undoes()
    advisor.has_logged(visits=2)
    advisor.saves()
    advisor.has_logged(visits=3, topics="Health and wellbeing", way="form")

    advisor.leaves_the_program()
    advisor.starts_the_program("fi")
    advisor.sees("1  Housing · Arabic")
    advisor.presses("Ctrl+1")
    advisor.has_logged(visits=4, way="preset")


def test_a_typical_visit_is_five_picks_and_enter(advisor: Advisor) -> None:
    has_carried_over(advisor)
    before = advisor.keys_pressed
    advisor.presses("3", "1", "1", "3", "1", "Return")
    assert advisor.keys_pressed - before == 6
    advisor.has_logged(
        visits=2,
        topics="Work and enterprise",
        reason="Work",
        employment="Employed",
        language="English",
        municipality="Espoo",
        channel="In person, walk-in",
        outcome="Resolved at the desk",
    )
    before = advisor.keys_pressed
    advisor.presses("Ctrl+E", "2", "Return")
    assert advisor.keys_pressed - before == 3
    advisor.has_logged(
        visits=2, topics=["Work and enterprise", "Registration and everyday basics"], revision="2"
    )


def test_a_referral_is_seven_picks_and_four_letters(advisor: Advisor) -> None:
    has_carried_over(advisor)
    before = advisor.keys_pressed
    advisor.presses("Ctrl+K")
    advisor.writes("kela")
    advisor.presses("Return", "Ctrl+R", "F2", "2", "2", "4", "Return")
    assert advisor.keys_pressed - before == 4 + 7 + 1
    advisor.has_logged(
        visits=2,
        reason="Family",
        employment="Unemployed jobseeker",
        language="Russian",
        outcome="Signposted (contact details given)",
    )
    (referral,) = advisor.visits()[0].referrals
    assert referral.mode == "signposted"


def test_what_visits_take_is_kept_with_them(advisor: Advisor) -> None:
    has_carried_over(advisor)
    advisor.presses("3", "1", "1", "3", "1", "Return")
    app = advisor.stage.app
    assert app is not None
    assert app.window is not None
    database = app.window.context.desk.database
    with database.reading() as connection:
        kept = connection.execute(
            "SELECT picks, keys, seconds FROM visit_effort JOIN visit ON visit.id = visit_id"
            " ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
    assert tuple(kept)[:2] == (5, 6)
    assert 0 <= kept[2] < 60


def test_a_visit_of_yesterday(advisor: Advisor) -> None:
    has_carried_over(advisor)
    advisor.presses("Ctrl+Shift+B", "1", "6", "Return")
    advisor.has_logged(visits=2, topics="Housing", part_of_day="morning")
    assert advisor.visits()[0].late
    advisor.sees("logged later")
    advisor.sees("1 visit today")
