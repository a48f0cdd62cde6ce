"""A table of counts: what the statistics tell about the visits of a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor_desk.domain.periods import Period
from advisor_desk.domain.questions import NumberSummary

Unit = Literal["visits", "sessions", "participants"]
"""What the rows of a table count."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row of a table of counts.

    Attributes:
        code: id of the code or service, ISO day or month; empty for visits with none.
    """

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CountTable:
    """Visits of a period counted by one list.

    Attributes:
        rows_name: what they are counted by, one of `statistics.ROWS` or of an own question.
        total_visits: how many visits there are in the period; of another unit, how many of it.
        mentions: whether a visit may stand in several rows, so that the rows add up to more
            than the visits; whoever shows the table says so.
        unit: what is counted: visits of both kinds, group sessions alone, or participants.
        question: the words of the own question they are counted by, or empty.
        numbers: what the numbers are like that were given as answers to it, or None.
    """

    rows_name: str
    period: Period
    rows: tuple[CountRow, ...]
    total_visits: int
    mentions: bool
    unit: Unit = "visits"
    question: str = ""
    numbers: NumberSummary | None = None
