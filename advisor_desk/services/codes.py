"""The lists of codes, read once."""

from __future__ import annotations

from functools import cached_property

from advisor_desk.domain.codes import CodeBook
from advisor_desk.storage import codes as tables
from advisor_desk.storage.database import Database


class Codes:
    """Gives the lists of codes and the reference data of places and languages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def book(self) -> CodeBook:
        """All lists of codes."""
        with self._database.reading() as connection:
            return CodeBook(tables.read_codes(connection))

    @cached_property
    def regions(self) -> dict[str, str]:
        """The region code of each municipality code."""
        with self._database.reading() as connection:
            return tables.read_regions(connection)

    @cached_property
    def native_names(self) -> dict[str, str]:
        """What each language is called in itself, by tag."""
        with self._database.reading() as connection:
            return tables.read_native_names(connection)
