"""Visits logged at the desk of the window, through the program's own thread that writes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.periods import Period
from advisor_desk.domain.visit import MULTI_FIELDS, SINGLE_FIELDS, Referral, Visit
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import settle
from tests.unit.visits import visit

_SERVICES = ("kela", "dvv", "vero")


def log_visits(window: MainWindow, count: int, first: date, days: int) -> list[Visit]:
    """Log visits drawn at random over some days, and return them."""
    chance = random.Random(20261121)  # a test that fails must fail again
    book = window.context.desk.codes.book

    def single(list_name: str) -> str:
        codes = [code.id for code in book.members(list_name)[:5]]
        return chance.choice([*codes, *UNANSWERED])

    def several(list_name: str, least: int) -> tuple[str, ...]:
        codes = [code.id for code in book.members(list_name)[:6]]
        return tuple(chance.sample(codes, chance.randint(least, 3)))

    made = []
    for number in range(1, count + 1):
        values: dict[str, object] = {n: single(kind) for n, kind in SINGLE_FIELDS.items()}
        values |= {n: several(kind, n == "topics") for n, kind in MULTI_FIELDS.items()}
        referred = chance.sample(_SERVICES, chance.randrange(3))
        made.append(
            visit(
                number,
                day=(first + timedelta(chance.randrange(days))).isoformat(),
                adults=chance.randint(1, 3),
                children=chance.randrange(3),
                referrals=tuple(Referral(service) for service in referred),
                **values,
            )
        )
    log_these(window, made)
    return made


def log_these(window: MainWindow, visits: Iterable[Visit]) -> None:
    """Log visits and wait until they are on disk and told."""
    desk = window.context.desk
    for one in visits:
        window.background.write(partial(desk.visits.save, desk.actor, one))
    settle(window)


def counted(visits: Iterable[Visit], rows: str, period: Period) -> Counter[str]:
    """Count visits by hand, as an oracle: how many have each value of one list in a period.

    Visits without any value are under the empty text.
    """
    found: Counter[str] = Counter()
    for one in visits:
        if period.contains(date.fromisoformat(one.day)):
            found.update(_values(one, rows))
    return found


def _values(one: Visit, rows: str) -> tuple[str, ...]:
    if rows == "month":
        return (one.day[:7],)
    if rows == "main_topic":
        return (next(iter(one.topics), ""),)
    if rows == "referrals":
        return tuple(r.service_id for r in one.referrals) or ("",)
    value = getattr(one, rows)
    if isinstance(value, tuple):
        return value or ("",)
    return (value,)
