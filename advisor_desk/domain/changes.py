"""What changed since an advisor last worked here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, get_args

from advisor_desk.domain.record_fields import Change

RecordKind = Literal["card", "service"]
RECORD_KINDS: Final[tuple[RecordKind, ...]] = get_args(RecordKind)

NEW_HERE: Final = timedelta(days=7)
"""How far an advisor looks back who has not worked here before."""
FURTHEST: Final = timedelta(days=60)
"""How far anybody looks back."""
ADDED: Final = "added"
"""In the place of a field: the record came with a newer shipped set."""
STATUS: Final = "status"
"""Whether a record is on offer: a field of services, noted of cards as well."""


class Shift(NamedTuple):
    """When an advisor worked here.

    Attributes:
        day: the last day.
        before: the last one before that.
    """

    day: date
    before: date


class Noted(NamedTuple):
    """One change of one field, as it was noted.

    Attributes:
        kind, record_id: of the record.
        day: ISO day.
        change: the field with the values before and after.
    """

    kind: RecordKind
    record_id: str
    day: str
    change: Change


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A card or service with all that changed in it.

    Attributes:
        day: ISO day of the newest change.
        changes: a field once, with its value before the first change and after the last.
    """

    kind: RecordKind
    id: str
    day: str
    changes: tuple[Change, ...]


def begun(shift: Shift | None, today: date) -> Shift:
    """Return the shifts of somebody who works today."""
    if shift is None:
        return Shift(today, today - NEW_HERE)
    return shift if shift.day >= today else Shift(today, shift.day)


def looking_back_to(shift: Shift | None, today: date) -> date:
    """Return the last day worked before today, at most sixty days back.

    Changes of that day itself count: nobody knows which of them came after the shift.
    """
    return max(begun(shift, today).before, today - FURTHEST)


def gathered(noted: Iterable[Noted], limit: int) -> list[ChangedRecord]:
    """Return what changed record by record, the newest first.

    What was changed and changed back is no change.

    Args:
        noted: in the order in which it happened.
        limit: how many records to return at most.
    """
    by_record: dict[tuple[RecordKind, str], list[Noted]] = {}
    for one in noted:
        by_record.setdefault((one.kind, one.record_id), []).append(one)
    found = [
        ChangedRecord(kind, key, notes[-1].day, changes)
        for (kind, key), notes in by_record.items()
        if (changes := _net(notes))
    ]
    found.sort(key=_place)
    found.sort(key=_day, reverse=True)  # the sort before is kept within a day
    return found[:limit]


def _place(record: ChangedRecord) -> tuple[str, str]:
    return record.kind, record.id


def _day(record: ChangedRecord) -> str:
    return record.day


def _net(notes: Sequence[Noted]) -> tuple[Change, ...]:
    """Return the changes of one record, each field once."""
    first: dict[str, Change] = {}
    for note in notes:
        before = first.get(note.change.field, note.change)
        first[note.change.field] = Change(note.change.field, before.old, note.change.new)
    return tuple(one for one in first.values() if one.old != one.new or one.field == ADDED)
