"""Appointments: a slip number, a time, and what it is about; never who comes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Final, Literal, get_args

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.visit import PartOfDay

State = Literal["planned", "came", "no-show", "cancelled"]
STATES: Final[tuple[State, ...]] = get_args(State)

LONGEST_SLIP: Final = 12
MAX_MINUTES: Final = 12 * 60
USUAL_MINUTES: Final = 30
"""How long an appointment is where nobody says."""

_SLIP: Final = re.compile(r"(?:[^\W\d_]{1,3}[ -]?)?\d{1,5}[^\W\d_]?")
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Appointment:
    """Somebody is expected at a point.

    Of a day that is over only what is counted stays: clock, slip, visit and foreign uid go,
    else a booking, which bears a name elsewhere, would lead to a visit.

    Attributes:
        id: random UUID; one in the order of time would tell when it was booked.
        day: ISO local day.
        part_of_day: what stays of the time.
        clock: `HH:MM` local, or None once the day is over.
        minutes: how long, 1 to 720.
        slip: the number the client was given, such as `A12`, or empty; see `is_slip`.
        language, topic, channel: ids of codes; `not-asked` where not known.
        state: what became of it; `planned` of a past day is one that nobody noted.
        point: id or name of the advice point.
        visit_id: of the visit that was begun from it, until the day is over.
        uid: what a calendar file knows it by, as a digest: foreign ids can hold names.
        revision: 1 when new, one more for every change.
    """

    id: str
    day: str
    part_of_day: PartOfDay
    clock: str | None
    minutes: int = USUAL_MINUTES
    slip: str = ""
    language: str = NOT_ASKED
    topic: str = NOT_ASKED
    channel: str = "appointment"
    state: State = "planned"
    point: str = ""
    visit_id: str | None = None
    uid: str = ""
    revision: int = 1

    @property
    def start(self) -> int:
        """Minutes after midnight; 0 where the time is no longer kept."""
        return minutes_of(self.clock) if self.clock else 0


def is_slip(text: str) -> bool:
    """Tell whether a text can be a slip number, and cannot be a name, a phone or an id number.

    At most three letters and five digits: a phone number and an identity code have more
    digits, and a name has none.
    """
    return len(text) <= LONGEST_SLIP and (not text or _SLIP.fullmatch(text) is not None)


def read_clock(text: str) -> str | None:
    """Return a time as people write it (`9`, `9.05`, `9:05`, `905`) as `HH:MM`, or None."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def minutes_of(clock: str) -> int:
    """Return `HH:MM` as minutes after midnight."""
    return int(clock[:2]) * 60 + int(clock[3:])


def time_of(clock: str) -> time:
    """Return `HH:MM` as a time."""
    return time(int(clock[:2]), int(clock[3:]))


def overlaps(appointments: Iterable[Appointment]) -> dict[str, int]:
    """Return for each appointment how many others of its day are at the same time.

    Several advisors may work at once, so overlaps are told and not refused. Cancelled ones,
    and those without a clock time, overlap with none.
    """
    held = [a for a in appointments if a.clock and a.state != "cancelled"]
    return {
        one.id: sum(
            other.id != one.id
            and other.day == one.day
            and other.start < one.start + one.minutes
            and one.start < other.start + other.minutes
            for other in held
        )
        for one in held
    }
