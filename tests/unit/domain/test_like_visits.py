"""Like visits: what counts as one, which figures are used, and how they lean on wider ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.like_visits import (
    CONTEXT_FIELDS,
    ENOUGH,
    Context,
    choose,
    contexts,
    contexts_of,
    counts_as_like,
    followed,
    keys,
    likenesses,
)
from advisor_desk.domain.visit import Referral
from tests.unit.visits import drawn_visits, visit


def test_the_most_particular_contexts_come_first() -> None:
    found = contexts("housing", {"reason": "work", "language": "ar", "municipality": "049"})
    assert keys(found) == [
        "housing&municipality=049&reason=work",
        "housing&municipality=049&language=ar",
        "housing&reason=work&language=ar",
        "housing&municipality=049",
        "housing&reason=work",
        "housing&language=ar",
        "housing",
    ]


@pytest.mark.parametrize("untold", ["not-asked", "declined", "not-applicable", "unknown", ""])
def test_what_was_not_told_is_nothing_in_common(untold: str) -> None:
    assert keys(contexts("housing", {"municipality": untold})) == ["housing"]


def test_without_a_topic_no_visit_is_like_another() -> None:
    assert contexts("", {"reason": "work"}) == ()


@given(drawn_visits())
def test_a_visit_has_at_most_eleven_contexts_and_each_once(one: Any) -> None:  # noqa: ANN401 - drawn
    found = contexts_of(one)
    assert len(set(keys(found))) == len(found) <= 11
    assert [len(c.fields) for c in found] == sorted((len(c.fields) for c in found), reverse=True)
    assert all(set(context.fields) <= set(CONTEXT_FIELDS) for context in found)


@pytest.mark.parametrize(
    "values",
    [
        {"retracted": True},
        {"waiting": True},
        {"estimated": True},
        {"kind": "group"},
        {"topics": ()},
    ],
)
def test_what_says_nothing_of_referrals_is_not_counted(values: dict[str, Any]) -> None:
    assert counts_as_like(visit(referrals=(Referral("kela"),)))
    assert not counts_as_like(visit(**values))


def test_the_most_particular_context_with_enough_visits_wins_and_leans_on_its_own_wider_ones() -> (
    None
):
    found = contexts("housing", {"reason": "work", "employment": "employed"})
    enough = {"housing": 90, "housing&reason=work": 40, "housing&employment=employed": 60}
    narrow = "housing&reason=work&employment=employed"
    assert keys(choose(found, {**enough, narrow: ENOUGH})) == [
        narrow,
        "housing&reason=work",
        "housing",
    ]
    assert keys(choose(found, {**enough, narrow: ENOUGH - 1})) == ["housing&reason=work", "housing"]
    assert choose(found, {"housing": ENOUGH - 1}) == ()


def test_few_visits_lean_on_the_wider_context() -> None:
    chain = (Context("narrow", ("reason",)), Context("wide"))
    visits = {"narrow": 10, "wide": 90}
    referred = {"narrow": {"kela": 5}, "wide": {"kela": 18, "dvv": 45}}
    found = likenesses(chain, visits, referred)
    wide = 18 / 100
    assert found["kela"][:2] == (5, 10)
    assert found["kela"].share == pytest.approx((5 + 10 * wide) / 20)
    assert found["dvv"].share == pytest.approx((0 + 10 * 0.45) / 20)
    assert found["dvv"].referred == 0


def test_without_enough_visits_nothing_is_said() -> None:
    assert likenesses((), {}, {}) == {}


@given(st.data())
def test_a_share_lies_between_none_and_all(data: st.DataObject) -> None:
    total = data.draw(st.integers(1, 500))
    wide = data.draw(st.integers(total, 1000))
    count = data.draw(st.integers(0, total))
    all_of_it = data.draw(st.integers(count, wide))
    chain = (Context("narrow", ("reason",)), Context("wide"))
    found = likenesses(
        chain,
        {"narrow": total, "wide": wide},
        {"narrow": {"kela": count}, "wide": {"kela": all_of_it}},
    )
    assert 0 <= found["kela"].share < 1


def test_a_merged_service_counts_for_the_one_that_was_kept() -> None:
    referred = {"housing": {"old": 6, "new": 5, "other": 2}}
    assert followed(referred, {"housing": 10}, {"old": "new"}) == {
        "housing": {"new": 10, "other": 2}
    }
