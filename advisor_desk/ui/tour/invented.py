"""Visits that never took place, for pictures of statistics."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Final

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.ids import new_visit_id
from advisor_desk.domain.visit import Visit, part_of_day

COUNT: Final = 90
_DAYS: Final = 300
_SEED: Final = 2026


def invented_visits(book: CodeBook, today: date) -> list[Visit]:
    """Return visits on working days of the last months, the same every time but for their ids.

    Args:
        book: the codes to choose from.
        today: they lie before this day.
    """
    chance = random.Random(_SEED)
    days = (today - timedelta(number) for number in range(1, _DAYS))
    workdays = [day for day in days if day.isoweekday() < 6]

    def code(list_name: str) -> str:
        """Return a code of a list; the first ones are the most frequent."""
        ids = [member.id for member in book.members(list_name) if member.quick]
        return _rather_early(chance, ids)

    topics = [member.id for member in book.members("topic") if member.parent]
    return [
        Visit(
            id=new_visit_id(),
            day=day.isoformat(),
            part_of_day=part_of_day(time(chance.randint(9, 15))),
            topics=(_rather_early(chance, topics),),
            reason=code("reason"),
            employment=code("employment"),
            language=code("language"),
            channel=code("channel"),
            municipality=_rather_early(chance, ["049", "091", "092", "unknown"]),
            outcome=_rather_early(chance, ["resolved", "signposted", "handed-over", "self-help"]),
            adults=chance.choice([1, 1, 1, 2]),
            children=chance.choice([0, 0, 0, 1, 2]),
        )
        for day in sorted(chance.choices(workdays, k=COUNT))
    ]


def _rather_early(chance: random.Random, ids: Sequence[str]) -> str:
    return ids[min(int(chance.expovariate(3 / len(ids))), len(ids) - 1)]
