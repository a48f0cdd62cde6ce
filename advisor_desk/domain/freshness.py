"""How fresh a record is: when a person last checked it, and when that is to be done again.

An import never counts: what a catalogue says was not checked by anybody here.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, get_args

from advisor_desk.domain.text import LocalText

State = Literal["never", "verified", "due", "overdue"]
"""`never`: nobody checked it; `due`: within a month of the day by which it is to be checked."""
Method = Literal["phone", "visit", "email", "web", "other"]
METHODS: Final[tuple[Method, ...]] = get_args(Method)
Outcome = Literal["unchanged", "changed", "wrong", "unreached"]
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
FRESH_OUTCOMES: Final[tuple[Outcome, ...]] = ("unchanged", "changed")
"""Outcomes after which a record is right; after the others it is in doubt."""

NOTICE_DAYS: Final = 30
"""How long before the last day a record counts as due."""
LONGEST_NOTE: Final = 500


class Limits(NamedTuple):
    """For how many months a check holds: of contacts and hours, and of all other texts."""

    contacts: int = 6
    texts: int = 12


@dataclass(frozen=True, slots=True)
class Verification:
    """One check by a person; such rows are only ever added.

    Attributes:
        id: running number.
        day: ISO day.
        actor: alias of who checked.
        contacts, texts: what was checked: contacts with hours, and all other texts.
        taken_back: whether it was withdrawn at once, as a slip of the hand.
    """

    id: int
    service_id: str
    day: str
    actor: str
    method: Method
    outcome: Outcome
    contacts: bool = True
    texts: bool = False
    note: str = ""
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh a record is.

    Attributes:
        contacts, texts: states of contacts with hours, and of all other texts.
        contacts_day, texts_day: ISO day of the last check, or None.
        contacts_until, texts_until: ISO day by which the next is wanted; None where there was
            no check yet.
        latest: the last check of any outcome, or None.
    """

    contacts: State
    texts: State
    contacts_day: str | None = None
    texts_day: str | None = None
    contacts_until: str | None = None
    texts_until: str | None = None
    latest: Verification | None = None

    @property
    def doubted(self) -> bool:
        """Whether the last check found it wrong, or reached nobody."""
        return self.latest is not None and self.latest.outcome not in FRESH_OUTCOMES


@dataclass(frozen=True, slots=True)
class DueEntry:
    """A record that is to be checked.

    Attributes:
        used: how often it was referred to or opened in the last thirty days.
        doubt: the outcome of the last check where that left the record in doubt, else empty.
        reports: how many reports of advisors about it are open.
    """

    service_id: str
    name: LocalText
    contacts: State
    texts: State
    contacts_day: str | None
    texts_day: str | None
    used: int
    doubt: Outcome | Literal[""] = ""
    reports: int = 0


def until(day: str, months: int) -> date:
    """Return the day by which what was checked on an ISO day is to be checked again."""
    first = date.fromisoformat(day)
    whole = first.year * 12 + first.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def state(day: str | None, months: int, today: date) -> State:
    """Return the state of what was last checked on an ISO day, or never."""
    if not day:
        return "never"
    last = until(day, months)
    if today > last:
        return "overdue"
    return "due" if today > last - timedelta(days=NOTICE_DAYS) else "verified"


def newest_due(months: int, today: date) -> str:
    """Return the newest ISO day of a check that is due or overdue by now.

    `state` says so of exactly the days up to it.
    """
    # The months differ in length, so the day is looked for around the one that counting
    # backwards gives.
    day = until((today + timedelta(days=NOTICE_DAYS)).isoformat(), -months) + timedelta(days=4)
    while state(day.isoformat(), months, today) == "verified":
        day -= timedelta(days=1)
    return day.isoformat()


def freshness(
    contacts_day: str | None,
    texts_day: str | None,
    latest: Verification | None,
    limits: Limits,
    today: date,
) -> Freshness:
    """Return how fresh a record is.

    Args:
        contacts_day: ISO day of the last check of contacts and hours, or None.
        texts_day: the same of all other texts.
        latest: the last check of any outcome that was not taken back.
        limits: for how long a check holds.
        today: the local day.
    """
    return Freshness(
        contacts=state(contacts_day, limits.contacts, today),
        texts=state(texts_day, limits.texts, today),
        contacts_day=contacts_day,
        texts_day=texts_day,
        contacts_until=until(contacts_day, limits.contacts).isoformat() if contacts_day else None,
        texts_until=until(texts_day, limits.texts).isoformat() if texts_day else None,
        latest=latest,
    )
