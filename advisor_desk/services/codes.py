"""The lists of codes, read once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_desk.domain.codes import CodeBook
from advisor_desk.storage import codes as tables
from advisor_desk.storage.database import Database

if TYPE_CHECKING:
    from advisor_desk.domain.counties import Division
    from advisor_desk.domain.directory import Area
    from advisor_desk.domain.text import Language


class Codes:
    """Gives the lists of codes and the reference data of places and languages."""

    def __init__(self, database: Database, resources: Path) -> None:
        self._database = database
        self._resources = resources

    @cached_property
    def book(self) -> CodeBook:
        """All lists of codes, as this desk has them; `services.code_keeping` changes them."""
        with self._database.reading() as connection:
            return CodeBook(tables.read_codes(connection))

    def reload(self) -> None:
        """Read the lists anew, in the thread that changed them."""
        with self._database.reading() as connection:
            self.book = CodeBook(tables.read_codes(connection))

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

    @cached_property
    def divisions(self) -> tuple[Division, ...]:
        """The regions and wellbeing services counties, with their municipalities.

        Raises:
            Failure: a shipped file is missing or wrong.
        """
        from advisor_desk.exchange.reference import read_divisions

        return read_divisions(self._resources)

    def area_name(self, area: Area, language: Language) -> str:
        """Return the name of a region or county; its code where it is unknown."""
        names = {division.area: division.name for division in self.divisions}
        return names[area].pick(language) if area in names else area.code
