"""Runs of weekdays, as tables and texts of hours name them."""

from __future__ import annotations

import pytest

from advisor_desk.domain.opening_week import day_runs


@pytest.mark.parametrize(
    ("days", "runs"),
    [
        ((), []),
        ((3,), [(3, 3)]),
        ((5, 1, 2, 3, 4), [(1, 5)]),
        ((1, 3, 4, 7), [(1, 1), (3, 4), (7, 7)]),
        (range(1, 8), [(1, 7)]),
    ],
)
def test_days_that_follow_each_other_make_a_run(
    days: tuple[int, ...], runs: list[tuple[int, int]]
) -> None:
    assert day_runs(days) == runs
