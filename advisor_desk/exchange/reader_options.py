"""What a reader of a foreign catalogue is told besides the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from advisor_desk.domain.imports import Catalogue

HELSINKI: Final = "091"


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How to read a catalogue.

    Attributes:
        catalogue: what the ids of the records are made with.
        resources: the folder of shipped data, for rules and lists.
        municipality: code of the municipality of records that name none; empty where none
            can be assumed.
        columns: of a table: names of our fields by heading; a heading that is not in it is
            left out. None to guess.
        language: of the texts of a table whose headings name no language.
        key: for a server that wants one; it is never kept, logged or shown.
    """

    catalogue: Catalogue
    resources: Path
    municipality: str = ""
    columns: Mapping[str, str] | None = field(default=None, hash=False)
    language: str = "fi"
    key: str = field(default="", repr=False)
