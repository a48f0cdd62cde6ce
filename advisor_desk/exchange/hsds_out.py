"""HSDS 3.0 files: a JSON list of full services, or a tabular datapackage as a zip archive."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import Any, BinaryIO, Final, TextIO

from advisor_desk.domain.imports import Catalogue
from advisor_desk.exchange.hsds.tables import TABLES, Flattener, Record, package
from advisor_desk.exchange.hsds.to_hsds import Handed, Style, service_record

_FORMULA: Final = re.compile(r"['\s]*[=+\-@]")
_NUMBER: Final = re.compile(r"[+-]?[\d\s().-]+")
_IN_MEMORY: Final = 1 << 20
"""Bytes of a table that are held before it goes to a temporary file."""
_NEVER: Final = (1980, 1, 1, 0, 0, 0)
"""The date of files in the archive, so that the same directory gives the same bytes."""


def write_json(file: TextIO, records: Iterable[Handed], style: Style) -> int:
    """Write services as a JSON list, a service a line, as they come; return how many."""
    count = 0
    file.write("[")
    for handed in records:
        file.write(",\n" if count else "\n")
        file.write(json.dumps(service_record(handed, style), ensure_ascii=False))
        count += 1
    file.write("\n]\n")
    return count


def write_zip(
    file: BinaryIO, records: Iterable[Handed], style: Style, catalogues: Sequence[Catalogue] = ()
) -> int:
    """Write services as a datapackage, one CSV file a table; return how many services.

    Args:
        file: the archive.
        records: the services.
        style: language and words.
        catalogues: those of which records are in it, for the licences of the package.
    """
    count = 0
    rows = dict.fromkeys(TABLES, 0)
    with ExitStack() as stack:
        sheets: dict[str, tuple[TextIO, csv.DictWriter[str]]] = {}
        for table, spec in TABLES.items():
            sheet = stack.enter_context(
                tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")
            )
            writer = csv.DictWriter(sheet, spec.columns, restval="", lineterminator="\r\n")
            writer.writeheader()
            sheets[table] = (sheet, writer)  # type: ignore[assignment]  # a text file by its mode
        flattener = Flattener()
        for handed in records:
            count += 1
            for table, row in flattener.rows("service", service_record(handed, style)):
                rows[table] += 1
                sheets[table][1].writerow({key: _cell(value) for key, value in row.items()})
        _pack(file, {t: sheets[t][0] for t in TABLES if rows[t]}, rows, catalogues)
    return count


def _pack(
    file: BinaryIO,
    sheets: dict[str, TextIO],
    rows: dict[str, int],
    catalogues: Sequence[Catalogue],
) -> None:
    """Put the tables that have rows and their description into the archive."""
    description = package(
        {table: rows[table] for table in sheets},
        "advisor-desk-directory",
        "Contact directory of an advice point",
        [_licence(one) for one in catalogues if one.licence or one.attribution],
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with _entry(archive, "datapackage.json") as entry:
            entry.write(json.dumps(description, ensure_ascii=False, indent=1).encode())
        for table, sheet in sheets.items():
            sheet.seek(0)
            with _entry(archive, TABLES[table].file) as entry:
                while piece := sheet.read(_IN_MEMORY):
                    entry.write(piece.encode())


def _entry(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - a writable file
    info = zipfile.ZipInfo(name, _NEVER)
    info.compress_type = zipfile.ZIP_DEFLATED
    return archive.open(info, "w", force_zip64=True)


def _licence(catalogue: Catalogue) -> Record:
    found: Record = {"name": catalogue.licence or "unknown", "title": catalogue.attribution}
    if catalogue.url:
        found["path"] = catalogue.url
    return found


def _cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula.

    Unlike `csv_cells.guard` it leaves numbers with a plus sign and everything within a cell
    alone, for these files are first of all read by programs.
    """
    if isinstance(value, int | float):
        return f"{value:g}" if float(value).is_integer() else str(value)
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def wrapper(file: BinaryIO) -> TextIO:
    """Return a table of an archive as text; line ends are those of the file."""
    return io.TextIOWrapper(file, "utf-8-sig", newline="")
