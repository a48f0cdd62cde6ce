"""What keeps a visit from being saved, and what a correction changes."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.codes import UNANSWERED, CodeBook
from advisor_desk.domain.visit import (
    MAX_MINUTES,
    MAX_OBSERVATION,
    MAX_PEOPLE,
    MULTI_FIELDS,
    SINGLE_FIELDS,
    PartOfDay,
    Problem,
    Referral,
    Visit,
    changed_fields,
    part_of_day,
    problems,
)
from advisor_desk.exchange.shipped import Shipped
from tests.unit.visits import drawn_visits, visit


@pytest.fixture(scope="module")
def book(shipped: Shipped) -> CodeBook:
    """Return the shipped lists of codes."""
    return CodeBook(shipped.codes)


def having(name: str, value: object) -> Visit:
    """Return a visit with one value."""
    return replace(visit(), **{name: value})  # type: ignore[arg-type]  # checked at run time


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("00:00", "morning"),
        ("10:59", "morning"),
        ("11:00", "midday"),
        ("12:59", "midday"),
        ("13:00", "afternoon"),
        ("15:59", "afternoon"),
        ("16:00", "evening"),
        ("23:59", "evening"),
    ],
)
def test_parts_of_the_day(clock: str, part: PartOfDay) -> None:
    assert part_of_day(time.fromisoformat(clock)) == part


def test_a_topic_is_all_that_a_visit_needs(book: CodeBook) -> None:
    assert problems(visit(), book) == []
    assert problems(visit(topics=()), book) == [Problem("topics", "missing")]


@pytest.mark.parametrize("name", SINGLE_FIELDS)
def test_one_code_is_of_its_list_or_unanswered(book: CodeBook, name: str) -> None:
    for answer in UNANSWERED:
        assert problems(having(name, answer), book) == []
    for code in book.members(SINGLE_FIELDS[name]):
        assert problems(having(name, code.id), book) == []
    assert problems(having(name, "nonsense"), book) == [Problem(name, "unknown-code", "nonsense")]


@pytest.mark.parametrize("name", MULTI_FIELDS)
def test_each_of_several_codes_is_of_its_list(book: CodeBook, name: str) -> None:
    known = book.members(MULTI_FIELDS[name])[0].id
    found = problems(having(name, (known, "one", "two")), book)
    assert found == [Problem(name, "unknown-code", "one"), Problem(name, "unknown-code", "two")]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("minutes", (None, 0, MAX_MINUTES), (-1, MAX_MINUTES + 1)),
        ("adults", (0, 1, MAX_PEOPLE), (-1, MAX_PEOPLE + 1)),
        ("children", (0, 1, MAX_PEOPLE), (-1, MAX_PEOPLE + 1)),
    ],
)
def test_numbers_have_limits(
    book: CodeBook, name: str, good: tuple[int | None, ...], bad: tuple[int, ...]
) -> None:
    for value in good:
        assert problems(having(name, value), book) == []
    for value in bad:
        assert problems(having(name, value), book) == [Problem(name, "out-of-range", str(value))]


def test_an_observation_has_a_limit(book: CodeBook) -> None:
    assert problems(visit(observation="x" * MAX_OBSERVATION), book) == []
    found = problems(visit(observation="x" * (MAX_OBSERVATION + 1)), book)
    assert found == [Problem("observation", "too-long", "281")]


def test_required_fields_must_be_answered(book: CodeBook) -> None:
    required = frozenset({"reason", "minutes", "help_given", "project"})
    found = problems(visit(), book, required)
    assert [problem.field for problem in found] == sorted(required)
    filled = visit(reason="declined", minutes=0, help_given=("form",), project="HELP")
    assert problems(filled, book, required) == []


def test_all_problems_are_told_at_once(book: CodeBook) -> None:
    found = problems(visit(topics=(), reason="x", adults=-1), book)
    assert [problem.field for problem in found] == ["topics", "reason", "adults"]


def test_a_service_is_referred_to_once_in_the_last_way() -> None:
    one = visit().with_referral("kela").with_referral("dvv").with_referral("kela", "handed-over")
    assert one.referrals == (Referral("dvv"), Referral("kela", "handed-over"))
    assert visit().referrals == ()


@given(drawn_visits(), drawn_visits())
def test_changed_fields_are_those_that_differ(before: Visit, after: Visit) -> None:
    skipped = {"revision", "created", "changed", "clock"}
    expected = {f.name for f in fields(Visit) if getattr(before, f.name) != getattr(after, f.name)}
    assert set(changed_fields(before, after)) == expected - skipped
    assert changed_fields(before, before) == ()


@given(st.sampled_from([f.name for f in fields(Visit)]), drawn_visits())
def test_a_visit_without_a_change_differs_in_nothing(name: str, one: Visit) -> None:
    same = replace(one, **{name: getattr(one, name)})
    assert changed_fields(one, same) == ()
