"""Statistics: the visits of a period counted by any one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.periods import Period
from advisor_desk.domain.questions import ROWS_PREFIX
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import MULTI_FIELDS, PARTS_OF_DAY, SINGLE_FIELDS
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.codes import Codes
from advisor_desk.services.count_table import CountRow, CountTable, Unit
from advisor_desk.services.explain import field_label
from advisor_desk.storage import rush
from advisor_desk.storage import statistics as tables
from advisor_desk.storage.database import Connection, Database

ROWS: Final = (
    "topics",
    "main_topic",
    *SINGLE_FIELDS,
    "help_given",
    "barriers",
    "referrals",
    "tried",
    "languages",
    *tables.PARTICIPANTS,
    "point",
    "day",
    "month",
    "part_of_day",
)
"""What visits can be counted by."""

_LABELS: Final = {
    "main_topic": N_("Main topic"),
    "month": N_("Month"),
    "participants_age": N_("Participants by age group"),
    "participants_language": N_("Participants by language"),
}
_PARTS: Final = {
    "morning": N_("Morning"),
    "midday": N_("Midday"),
    "afternoon": N_("Afternoon"),
    "evening": N_("Evening"),
}
_LARGEST_FIRST: Final = (
    "municipality",
    "referrals",
    "tried",
    "languages",
    "participants_language",
    "point",
)
_SERVICES: Final = ("referrals", "tried", "point")
"""What is counted by records of the directory."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many visits a period has, and how many persons were present in them.

    Attributes:
        visits: contacts, group sessions left out; adults, children: present in them.
        sessions: group sessions and events; participants: present in them.
    """

    visits: int
    adults: int
    children: int
    sessions: int = 0
    participants: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """How many visits of a period wait to be filled in, and how many are estimates."""

    waiting: int = 0
    estimated: int = 0


def rows_label(rows: str) -> str:
    """Return the name of what visits are counted by, in the current language."""
    return _(_LABELS[rows]) if rows in _LABELS else field_label(rows)


def table_label(table: CountTable) -> str:
    """Return the name of what the visits of a table are counted by."""
    return table.question or rows_label(table.rows_name)


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
            rows: what to count by, one of `ROWS`, or `question:` and the id of an own question.
            period: local days.
            language: of the labels.

        Raises:
            ValueError: visits are not counted by that.
            Failure: the database is damaged or out of reach.
        """
        if rows.startswith(ROWS_PREFIX):
            return self._question_table(rows, period, language)
        first, last = period.first.isoformat(), period.last.isoformat()
        with self._database.reading() as connection, tables.snapshot(connection):
            unit, total, counts = _count(connection, rows, first, last)
            services = counts if rows in _SERVICES else ()
            names = {
                key: name.pick(language)
                for key, name in tables.service_names(connection, services).items()
            }
        if total and rows in SINGLE_FIELDS:
            counts = dict.fromkeys(UNANSWERED, 0) | counts
        label = self._labeller(rows, names, language)
        ordered = sorted(counts, key=self._order(rows, counts))
        found = tuple(CountRow(code, label(code), counts[code]) for code in ordered)
        return CountTable(rows, period, found, total, rows in tables.SEVERAL, unit)

    def _question_table(self, rows: str, period: Period, language: Language) -> CountTable:
        from advisor_desk.services.question_counts import count_question

        count = count_question(self._database, rows, period, language)
        found = tuple(CountRow(*row) for row in count.rows)
        return CountTable(
            rows,
            period,
            found,
            count.total,
            count.several,
            question=count.label,
            numbers=count.numbers,
        )

    def summary(self, period: Period) -> Summary:
        """Return the visits of a period and the persons present in them."""
        with self._database.reading() as connection:
            first, last = period.first.isoformat(), period.last.isoformat()
            return Summary(*tables.totals(connection, first, last))

    def marked(self, period: Period) -> Marked:
        """Return how many visits of a period, which all count, were not logged one by one."""
        with self._database.reading() as connection:
            first, last = period.first.isoformat(), period.last.isoformat()
            return Marked(*rush.count_marked(connection, first, last))

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


def _count(
    connection: Connection, rows: str, first: str, last: str
) -> tuple[Unit, int, dict[str, int]]:
    """Return what is counted, how many there are of it, and how many have each value."""
    if rows in tables.PARTICIPANTS:
        counts = tables.count_participants(connection, rows, first, last)
        return "participants", sum(counts.values()), counts
    counts = tables.count_by(connection, rows, first, last)
    found = tables.totals(connection, first, last)
    if rows == "languages":
        return "sessions", found.sessions, counts
    return "visits", found.visits + found.sessions, counts


def _list_of(rows: str) -> str:
    """Return the list of codes behind what is counted by, or nothing."""
    if rows == "main_topic":
        return "topic"
    if rows in tables.PARTICIPANTS:
        return tables.PARTICIPANTS[rows]
    return SINGLE_FIELDS.get(rows) or MULTI_FIELDS.get(rows, "")
