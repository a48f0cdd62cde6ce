"""Statistics: the visits of a period counted by any one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.periods import Period
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import MULTI_FIELDS, PARTS_OF_DAY, SINGLE_FIELDS
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.codes import Codes
from advisor_desk.services.explain import field_label
from advisor_desk.storage import statistics as tables
from advisor_desk.storage.database import Database

ROWS: Final = (
    "topics",
    "main_topic",
    *SINGLE_FIELDS,
    "help_given",
    "barriers",
    "referrals",
    "point",
    "day",
    "month",
    "part_of_day",
)
"""What visits can be counted by."""

_LABELS: Final = {"main_topic": N_("Main topic"), "month": N_("Month")}
_PARTS: Final = {
    "morning": N_("Morning"),
    "midday": N_("Midday"),
    "afternoon": N_("Afternoon"),
    "evening": N_("Evening"),
}
_LARGEST_FIRST: Final = ("municipality", "referrals", "point")


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
        rows_name: what they are counted by, one of `ROWS`.
        total_visits: how many visits there are in the period.
        mentions: whether a visit may stand in several rows, so that the rows add up to more
            than the visits; whoever shows the table says so.
    """

    rows_name: str
    period: Period
    rows: tuple[CountRow, ...]
    total_visits: int
    mentions: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """How many visits a period has, and how many persons were present in them."""

    visits: int
    adults: int
    children: int


def rows_label(rows: str) -> str:
    """Return the name of what visits are counted by, in the current language."""
    return _(_LABELS[rows]) if rows in _LABELS else field_label(rows)


def part_of_day_label(part: str) -> str:
    """Return the name of a part of the day in the current language."""
    return _(_PARTS[part])


class Statistics:
    """Counts visits; retracted ones never count. Its methods may be called from any thread."""

    def __init__(self, database: Database, codes: Codes) -> None:
        self._database = database
        self._codes = codes

    def table(self, rows: str, period: Period, language: Language) -> CountTable:
        """Count the visits of a period by one list.

        The rows stand in the order of the list, or the largest first for municipalities,
        referrals and points. What was not asked, declined or not applicable has rows of its
        own, also where the count is nought.

        Args:
            rows: what to count by, one of `ROWS`.
            period: local days.
            language: of the labels.

        Raises:
            ValueError: visits are not counted by that.
            Failure: the database is damaged or out of reach.
        """
        first, last = period.first.isoformat(), period.last.isoformat()
        with self._database.reading() as connection, tables.snapshot(connection):
            total = tables.totals(connection, first, last)[0]
            counts = tables.count_by(connection, rows, first, last)
            services = counts if rows in ("referrals", "point") else ()
            names = {
                key: name.pick(language)
                for key, name in tables.service_names(connection, services).items()
            }
        if total and rows in SINGLE_FIELDS:
            counts = dict.fromkeys(UNANSWERED, 0) | counts
        label = self._labeller(rows, names, language)
        ordered = sorted(counts, key=self._order(rows, counts))
        found = tuple(CountRow(code, label(code), counts[code]) for code in ordered)
        return CountTable(rows, period, found, total, rows in tables.SEVERAL)

    def summary(self, period: Period) -> Summary:
        """Return the visits of a period and the persons present in them."""
        with self._database.reading() as connection:
            first, last = period.first.isoformat(), period.last.isoformat()
            return Summary(*tables.totals(connection, first, last))

    def _labeller(
        self, rows: str, names: Mapping[str, str], language: Language
    ) -> Callable[[str], str]:
        """Return how a value is shown; an unknown one is shown as it is."""
        list_name = _list_of(rows)

        def label(code: str) -> str:
            if not code:
                return _("None noted")
            if list_name:
                return self._codes.book.label(list_name, code, language)
            if rows == "part_of_day":
                return part_of_day_label(code)
            return format_day(code) if rows in ("day", "month") else names.get(code, code)

        return label

    def _order(
        self, rows: str, counts: Mapping[str, int]
    ) -> Callable[[str], tuple[int, int, int, str]]:
        """Return the place of a value: known ones, unknown ones, unanswered ones, none."""
        list_name = _list_of(rows)
        lists = self._codes.book.lists
        known = [c.id for c in self._codes.book.members(list_name)] if list_name in lists else []
        if rows == "part_of_day":
            known = list(PARTS_OF_DAY)
        places = {code: place for place, code in enumerate(known)}

        def order(code: str) -> tuple[int, int, int, str]:
            size = -counts[code] if rows in _LARGEST_FIRST else 0
            if not code:
                return (3, 0, 0, code)
            if code in UNANSWERED:
                return (2, 0, UNANSWERED.index(code), code)
            if places and code not in places:
                return (1, size, 0, code)
            return (0, size, places.get(code, 0), code)

        return order


def _list_of(rows: str) -> str:
    """Return the list of codes behind what is counted by, or nothing."""
    if rows == "main_topic":
        return "topic"
    return SINGLE_FIELDS.get(rows) or MULTI_FIELDS.get(rows, "")
