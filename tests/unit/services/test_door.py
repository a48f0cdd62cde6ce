"""The door count: entered, changed, and compared with what was logged.

Named sabotage, each tried and seen red: visits by phone count at the door; retracted visits count.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.door import DoorDay, Logged, sums
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.periods import Period
from advisor_desk.services.desk import Desk
from advisor_desk.services.door import compared_text, logged_text, share_text
from tests.unit.visits import visit

DAY = date(2026, 11, 20)


def log(desk: Desk, number: int, **values: object) -> None:
    """Log a visit of the day."""
    desk.visits.save(desk.actor, visit(number, **values))


@pytest.fixture
def logged(desk: Desk) -> Desk:
    """Return a desk with a day of visits of every kind."""
    log(desk, 1, channel="walk-in", adults=2, children=3)
    log(desk, 2, channel="appointment", way="tally", waiting=True, topics=())
    log(desk, 3, way="catch-up", estimated=True)
    log(desk, 4, channel="group", kind="group", adults=12)
    log(desk, 5, channel="phone")
    log(desk, 6, channel="email", adults=0)
    log(desk, 7, channel="walk-in")
    desk.visits.retract(desk.actor, visit(7).id)
    log(desk, 8, channel="walk-in", day="2026-11-19")
    return desk


def test_the_log_of_a_day_is_told_apart(logged: Desk) -> None:
    found = logged.door.of_day(DAY, "tickets")
    assert found.logged == Logged(contacts=4, people=19, tallies=1, estimates=1, elsewhere=2)
    assert found.total is None
    assert not found.is_short


def test_a_ticket_is_a_contact_and_a_counter_counts_people(logged: Desk) -> None:
    logged.door.enter(logged.actor, DAY, "tickets", 5)
    logged.door.enter(logged.actor, DAY, "counter", 40)
    tickets, counter = logged.door.days(Period(DAY, DAY))
    assert (tickets.compared, tickets.is_short) == (4, False)
    assert (counter.compared, counter.is_short) == (19, True)
    assert share_text(tickets) == "4 contacts are logged for 5 queue tickets (80.0%)."
    assert share_text(counter) == "19 of 40 people counted at the door are in the log (47.5%)."


def test_a_total_is_replaced_and_taken_away(desk: Desk) -> None:
    assert desk.door.enter(desk.actor, DAY, "tickets", 5) is None
    assert desk.door.enter(desk.actor, DAY, "tickets", 7) == 5
    assert desk.door.of_day(DAY, "tickets").total == 7
    assert desk.door.enter(desk.actor, DAY, "tickets", None) == 7
    assert desk.door.days(Period(DAY, DAY)) == []


def test_earlier_days_can_be_filled_and_later_ones_not(desk: Desk) -> None:
    desk.door.enter(desk.actor, DAY - timedelta(200), "tickets", 1)
    with pytest.raises(InvalidRecord) as caught:
        desk.door.enter(desk.actor, date(2026, 11, 22), "tickets", 1)
    assert caught.value.fields == ("day",)


@pytest.mark.parametrize("total", [-1, 100_001])
def test_a_total_has_bounds(desk: Desk, total: int) -> None:
    with pytest.raises(InvalidRecord) as caught:
        desk.door.enter(desk.actor, DAY, "tickets", total)
    assert caught.value.fields == ("total",)


def test_the_way_of_counting_is_remembered(desk: Desk) -> None:
    assert desk.door.entered_kind(DAY) is None
    desk.door.enter(desk.actor, DAY - timedelta(1), "counter", 5)
    assert desk.door.entered_kind(DAY) == "counter"
    assert desk.door.entered_kind(DAY - timedelta(2)) is None


def test_points_are_counted_apart(logged: Desk) -> None:
    logged.door.enter(logged.actor, DAY, "tickets", 5)
    logged.settings.change(point="Elsewhere")
    assert logged.door.of_day(DAY, "tickets") == DoorDay("2026-11-20", "tickets", None, Logged())


def test_what_is_said_in_words(desk: Desk) -> None:
    assert share_text(desk.door.of_day(DAY, "tickets")).startswith("No total")
    assert compared_text("tickets", 0, 0) == "Nobody was counted at the door."
    text = logged_text(Logged(3, 5, 1, 2, 4))
    assert "tallies: 1, estimates: 2" in text
    assert text.endswith("not compared: 4.")
    assert "tallies" not in logged_text(Logged(3, 5))


_DAYS = st.lists(
    st.builds(
        DoorDay,
        st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(date.isoformat),
        st.sampled_from(["tickets", "counter"]),
        st.none() | st.integers(0, 500),
        st.builds(Logged, *[st.integers(0, 300)] * 5),
    ),
    max_size=20,
)


@given(_DAYS)
def test_the_sum_is_the_sum_of_the_counted_days(days: list[DoorDay]) -> None:
    found = {one.kind: one for one in sums(days)}
    for kind in ("tickets", "counter"):
        counted = [day for day in days if day.kind == kind and day.total is not None]
        if not counted:
            assert kind not in found
            continue
        assert found[kind].days == len(counted)
        assert found[kind].door == sum(day.total or 0 for day in counted)
        names = "contacts" if kind == "tickets" else "people"
        assert found[kind].logged == sum(getattr(day.logged, names) for day in counted)
