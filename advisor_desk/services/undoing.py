"""Merging two records into one, and taking back what a revision changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal

from msgspec import json

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.history import HistoryEntry
from advisor_desk.domain.record_fields import FIELDS, Change, as_text, with_field
from advisor_desk.i18n import _
from advisor_desk.services.record_keeping import Signed, store, stored_service
from advisor_desk.storage import curation as tables
from advisor_desk.storage.database import Connection

Side = Literal["keep", "gone"]

CREATED: Final = "created"
"""Stands in the history of a record that was made at this desk."""
MERGED_INTO: Final = "merged_into"
"""Stands in the history of the record that is gone, with the id of the one kept."""
MERGED_FROM: Final = "merged_from"
"""Stands in the history of the record kept, with the id of the one that is gone."""
_REFS: Final = "external_refs"
"""Stands in the history of the record that is gone: what was tied to it, as JSON."""
_STATUS: Final = "status"


def merge(
    connection: Connection,
    keep_id: str,
    gone_id: str,
    choices: Mapping[str, Side],
    signed: Signed,
) -> Service:
    """Let one record take the place of another; `undo_revision` of either takes it back.

    Visits that were referred to the record that is gone stay as they are; whoever counts or
    shows them means the record kept. What foreign catalogues hold of it is tied to that one.

    Args:
        connection: a writing connection.
        keep_id: the record that stays.
        gone_id: the one that is withdrawn.
        choices: fields whose value is that of the record that is gone.
        signed: who merges.

    Returns:
        The record kept.

    Raises:
        InvalidRecord: the two are one, or one of them is merged already.
        Failure: one of them is not there.
    """
    keep, gone = stored_service(connection, keep_id), stored_service(connection, gone_id)
    if keep_id == gone_id or keep.merged_into or gone.merged_into:
        raise InvalidRecord(
            _("Two different records can be merged, neither of them merged already."), stale=True
        )
    chosen = {f: getattr(gone, f) for f in FIELDS if f != _STATUS and choices.get(f) == "gone"}
    refs = tables.refs_of(connection, gone_id)
    tables.move_refs(connection, refs, gone_id, keep_id)
    store(
        connection,
        gone,
        replace(gone, status="withdrawn", merged_into=keep_id),
        signed,
        [
            Change(MERGED_INTO, "", keep_id),
            *([Change(_REFS, json.encode(refs).decode(), "[]")] if refs else []),
        ],
    )
    return store(
        connection, keep, replace(keep, **chosen), signed, [Change(MERGED_FROM, "", gone_id)]
    )


def undo_revision(
    connection: Connection, service_id: str, revision: int, signed: Signed
) -> Service:
    """Take back what a revision changed, as a revision of its own.

    Returns:
        The record as stored; after a merge, the one that was kept.

    Raises:
        InvalidRecord: it cannot be taken back, since the fields were changed again.
        Failure: there is no such record.
    """
    service = stored_service(connection, service_id)
    history = tables.read_history(connection, service_id)
    entry = next((one for one in history if one.revision == revision), None)
    if entry is None:
        raise InvalidRecord(_("There is no such change to take back."), stale=True)
    fields = {change.field: change for change in entry.changes}
    if MERGED_INTO in fields:
        return _unmerge(connection, fields[MERGED_INTO].new, service, fields, signed)
    if MERGED_FROM in fields:
        gone = stored_service(connection, fields[MERGED_FROM].new)
        if gone.merged_into == service_id:
            number = tables.last_revision_with(connection, gone.id, MERGED_INTO, service_id)
            return undo_revision(connection, gone.id, number or 0, signed)
    if not is_undoable(service, entry):
        raise InvalidRecord(
            _(
                "This change cannot be taken back: the same fields were changed again since."
                " Take the later change back first, or edit the record."
            ),
            stale=True,
        )
    return store(connection, service, _without(service, entry.changes), signed)


def partners(connection: Connection, service_id: str, revision: int) -> list[str]:
    """Return the ids of the records that a revision merged a record with, or parted it from."""
    history = tables.read_history(connection, service_id)
    changes = (c for one in history if one.revision == revision for c in one.changes)
    merges = [change for change in changes if change.field in (MERGED_INTO, MERGED_FROM)]
    return [key for change in merges for key in (change.old, change.new) if key]


def is_undoable(service: Service, entry: HistoryEntry) -> bool:
    """Tell whether a revision can be taken back from the record as it is stored."""
    fields = {change.field: change for change in entry.changes}
    if MERGED_INTO in fields:
        return service.merged_into == fields[MERGED_INTO].new
    if MERGED_FROM in fields:
        return True  # whether the other record still is merged, only undoing it can tell
    own = [change for change in entry.changes if change.field in FIELDS]
    return bool(own) and all(as_text(service, change.field) == change.new for change in own)


def _unmerge(
    connection: Connection,
    keep_id: str,
    gone: Service,
    fields: Mapping[str, Change],
    signed: Signed,
) -> Service:
    """Take a merge back: the record that is gone returns as it was.

    The one kept gets its own values again, but for fields that were changed since.

    Raises:
        InvalidRecord: it was taken back already.
    """
    if gone.merged_into != keep_id:
        raise InvalidRecord(_("This merge was taken back already."), stale=True)
    keep = stored_service(connection, keep_id)
    refs = json.decode(fields[_REFS].old, type=list[tuple[str, str]]) if _REFS in fields else []
    tables.move_refs(connection, refs, keep_id, gone.id)
    back = _without(replace(gone, merged_into=""), fields.values())
    store(connection, gone, back, signed, [Change(MERGED_INTO, keep_id, "")])
    number = tables.last_revision_with(connection, keep_id, MERGED_FROM, gone.id)
    history = tables.read_history(connection, keep_id)
    merged = next((one.changes for one in history if one.revision == number), ())
    same = [c for c in merged if c.field in FIELDS and as_text(keep, c.field) == c.new]
    return store(connection, keep, _without(keep, same), signed, [Change(MERGED_FROM, gone.id, "")])


def _without(service: Service, changes: Iterable[Change]) -> Service:
    """Return a service with the values from before some changes.

    Raises:
        InvalidRecord: a value is of another version of the program.
    """
    try:
        for change in changes:
            if change.field in FIELDS:
                service = with_field(service, change.field, change.old)
    except ValueError as error:
        raise InvalidRecord(
            _("This change was made by another version of the program. Edit the record instead.")
        ) from error
    return service


def with_undoable(service: Service, history: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Return the history of a service with what can be taken back, fields in their order."""
    places = {field: place for place, field in enumerate(FIELDS)}

    def place(change: Change) -> int:
        return places.get(change.field, len(places))

    return [
        replace(
            entry,
            changes=tuple(sorted(entry.changes, key=place)),
            undoable=is_undoable(service, entry),
        )
        for entry in history
    ]
