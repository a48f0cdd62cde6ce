"""Who came through the door, counted by a counter or by queue tickets, beside what was logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

DoorKind = Literal["tickets", "counter"]
DOOR_KINDS: Final[tuple[DoorKind, ...]] = get_args(DoorKind)

MAX_TOTAL: Final = 100_000
UNDER_LOGGED: Final = 0.8
"""Below this share of the door the log is said to lack visits."""

NOT_AT_DOOR: Final = frozenset({"phone", "email", "chat", "video", "outreach", "other"})
"""Channels by which nobody comes through the door. Where the channel is not noted, as in a
tally, the visit counts as one at the door."""


@dataclass(frozen=True, slots=True)
class Logged:
    """The visits of a day at the door, and the others.

    Attributes:
        contacts: visits that came through the door; a group session is one.
        people: adults and children in them.
        tallies: how many of the contacts were counted in a rush by one key.
        estimates: how many of the contacts were remembered afterwards.
        elsewhere: visits by phone, e-mail and other ways that pass no door.
    """

    contacts: int = 0
    people: int = 0
    tallies: int = 0
    estimates: int = 0
    elsewhere: int = 0

    def plus(self, other: Logged) -> Logged:
        """Return the sum of both."""
        return Logged(
            self.contacts + other.contacts,
            self.people + other.people,
            self.tallies + other.tallies,
            self.estimates + other.estimates,
            self.elsewhere + other.elsewhere,
        )

    def against(self, kind: DoorKind) -> int:
        """Return what a total is compared with: a ticket is a contact, a counter counts people."""
        return self.people if kind == "counter" else self.contacts


@dataclass(frozen=True, slots=True)
class DoorDay:
    """A day, what was counted at the door, and what was logged.

    Attributes:
        day: ISO local day.
        total: by the counter or the tickets, or None where nobody entered it.
    """

    day: str
    kind: DoorKind
    total: int | None
    logged: Logged

    @property
    def compared(self) -> int:
        """The contacts or people of the log."""
        return self.logged.against(self.kind)

    @property
    def is_short(self) -> bool:
        """Whether the log lacks a good part of the door."""
        return bool(self.total) and self.compared < UNDER_LOGGED * (self.total or 0)


@dataclass(frozen=True, slots=True)
class DoorSum:
    """The counted days of a period together; days without a count are left out of it.

    Attributes:
        days: how many were counted.
        door: their totals.
        logged: what stands in the log for them.
    """

    kind: DoorKind
    days: int
    door: int
    logged: int

    @property
    def is_short(self) -> bool:
        """Whether the log lacks a good part of the door."""
        return self.logged < UNDER_LOGGED * self.door


def sums(days: Iterable[DoorDay]) -> list[DoorSum]:
    """Return the sums of the counted days by tickets and by counter, where there are any."""
    found = []
    counted = [day for day in days if day.total is not None]
    for kind in DOOR_KINDS:
        of_kind = [day for day in counted if day.kind == kind]
        if of_kind:
            door = sum(day.total or 0 for day in of_kind)
            found.append(DoorSum(kind, len(of_kind), door, sum(d.compared for d in of_kind)))
    return found
