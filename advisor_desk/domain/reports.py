"""What advisors say is wrong with a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from advisor_desk.domain.text import LocalText

ReportState = Literal["open", "mended", "rejected"]
LONGEST_REPORT: Final = 500
"""In characters."""


@dataclass(frozen=True, slots=True)
class Report:
    """A line about a record that seems wrong, for a supervisor to settle.

    Attributes:
        id: running number.
        service_id: of the record; of the one kept, where it was merged since.
        name: of the service, empty where it is not there any more.
        day: ISO day.
        actor: alias of who reported.
        answer: what the supervisor said to it.
        answered_day: ISO day, or None while it is open.
    """

    id: int
    service_id: str
    name: LocalText
    day: str
    actor: str
    text: str
    state: ReportState = "open"
    answer: str = ""
    answered_day: str | None = None
    answered_by: str = ""
