"""The history of a record: what was changed, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from advisor_desk.domain.record_fields import Change


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One revision of a record.

    Attributes:
        revision: that came of it.
        day: ISO day.
        actor: alias of who changed it; begins with `import:` where an import did.
        changes: fields with the values before and after. Besides the fields of the record
            there may be `merged_into` and `merged_from`, with ids of records.
        undoable: whether it can be taken back.
    """

    revision: int
    day: str
    actor: str
    changes: tuple[Change, ...]
    undoable: bool = True
