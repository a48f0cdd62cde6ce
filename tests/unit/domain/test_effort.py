"""Medians of what logging takes; nothing where the visits are too few."""

from __future__ import annotations

from advisor_desk.domain.effort import ENOUGH, Effort, Measured, Medians, medians


def measured(way: str, *seconds: float, month: str = "2026-11") -> list[Measured]:
    return [Measured(month, way, Effort(5, 6, value)) for value in seconds]


def test_fewer_than_five_visits_show_nothing() -> None:
    (few,) = medians(measured("form", *[9.0] * (ENOUGH - 1)))
    assert few == Medians("2026-11", "form", ENOUGH - 1, None, None, None)
    (enough,) = medians(measured("form", *[9.0] * ENOUGH))
    assert (enough.picks, enough.keys, enough.seconds) == (5, 6, 9.0)


def test_months_and_ways_stand_apart() -> None:
    found = medians(
        [
            *measured("preset", 0, 0, 0, 0, 0),
            *measured("form", 8, 9, 10, 11, 600),
            *measured("form", 1, month="2026-10"),
        ]
    )
    assert [(one.month, one.way, one.visits, one.seconds) for one in found] == [
        ("2026-10", "form", 1, None),
        ("2026-11", "form", 5, 10),
        ("2026-11", "preset", 5, 0),
    ]
