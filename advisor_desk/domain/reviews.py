"""What a catalogue says otherwise than this desk, for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor_desk.domain.text import LocalText

Reason = Literal["differs", "personal-name", "mobile-number"]
Decision = Literal["ours", "theirs"]
Undecided = Literal["open"]


@dataclass(frozen=True, slots=True)
class ReviewField:
    """One field in question; both values as `domain.record_fields.as_text` gives them.

    Attributes:
        reason: `differs` where the record was edited here and the catalogue changed too; the
            others where a text seems to name or call a person: `theirs` is without that.
        ours: what the record has now.
        theirs: what it would have instead.
    """

    field: str
    reason: Reason
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Review:
    """The open questions about one record.

    Attributes:
        id: running number.
        name: of the service.
        catalogue: id of where the other texts come from; `shipped` for the shipped set.
        catalogue_name: to be shown; empty for the shipped set.
        noticed: ISO day of the import.
    """

    id: int
    service_id: str
    name: LocalText
    catalogue: str
    catalogue_name: str
    noticed: str
    fields: tuple[ReviewField, ...]
