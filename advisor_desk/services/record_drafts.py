"""Unsaved changes to records, kept so that a crash or a closed window loses none."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from msgspec import DecodeError, json

from advisor_desk.domain.directory import Service
from advisor_desk.domain.record_fields import differences, value_of
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.database import Database
from advisor_desk.storage.meta import get_meta, set_meta

NEW_RECORD: Final = "new"
"""Name of the draft of a record that nobody has saved yet."""


def carried_over(before: Service, typed: Service, onto: Service) -> Service:
    """Return a record with what differs between two others put in from the second.

    Of a text in several languages only the languages that differ are put in.
    """
    changed = {}
    for field in (change.field for change in differences(before, typed)):
        old, new, there = (getattr(record, field) for record in (before, typed, onto))
        if isinstance(new, LocalText):
            kept = zip(old, new, there, strict=True)
            new = LocalText(*(own if was == now else now for was, now, own in kept))
        changed[field] = new
    return replace(onto, **changed)


class RecordDrafts:
    """Keeps one draft a record, as the fields that were changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, name: str, before: Service, typed: Service) -> None:
        """Keep what was changed in place of the draft before; nothing changed is no draft.

        Args:
            name: id of the record, or `NEW_RECORD`.
            before: the record as it is stored.
            typed: the record as the editor has it.

        Raises:
            Failure: the disk or the database failed.
        """
        texts = {change.field: change.new for change in differences(before, typed)}
        self._write(name, json.encode(texts).decode() if texts else "")

    def forget(self, name: str) -> None:
        """Drop a draft.

        Raises:
            Failure: the disk or the database failed.
        """
        self._write(name, "")

    def kept(self, name: str, before: Service) -> Service | None:
        """Return the record with what was kept put in, or None where nothing is kept."""
        with self._database.reading() as connection:
            text = get_meta(connection, _key(name))
        try:
            texts = json.decode(text, type=dict[str, str]) if text else {}
            values = {field: value_of(field, kept) for field, kept in texts.items()}
        except (DecodeError, ValueError):
            return None  # of another version of the program, or damaged
        found = replace(before, **values)
        return found if values and found != before else None

    def _write(self, name: str, text: str) -> None:
        with self._database.reading() as connection:
            if get_meta(connection, _key(name)) == text:
                return
        with self._database.writing() as connection:
            set_meta(connection, _key(name), text)


def _key(name: str) -> str:
    return f"record-draft:{name}"
