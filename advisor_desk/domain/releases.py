"""What left the program: a journal that is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MIN_REASON: Final = 3
"""Characters that a reason for a release has at least."""


@dataclass(frozen=True, slots=True)
class Release:
    """One file that left the program.

    Attributes:
        day: ISO local day.
        actor: alias of who let it out.
        what: kind of records, e.g. `visits`.
        format: of the file, e.g. `csv`.
        first, last: ISO days of the period, or empty where it was not limited.
        count: how many records are in the file.
        reason: why it was needed, in the actor's words.
    """

    id: str
    day: str
    actor: str
    what: str
    format: str
    first: str
    last: str
    count: int
    reason: str
