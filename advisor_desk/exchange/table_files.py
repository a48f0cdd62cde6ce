"""Rows of tables that others made: CSV in any usual form, and XLSX."""

from __future__ import annotations

import codecs
import csv
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from advisor_desk.domain.failures import file_failures
from advisor_desk.domain.imports import Progress
from advisor_desk.exchange.csv_cells import unguard
from advisor_desk.exchange.source_files import (
    archive_failures,
    bad_file,
    check_archive,
    open_source,
)
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_number

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_TABLE: Final = 100_000_000
"""Bytes of a table, unpacked; a desk's own list has a hundredth."""
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 300
_SEPARATORS: Final = (";", "\t", ",", "|")
_SAMPLE: Final = 1 << 16
_ROW: Final = b"<row"


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        number: of the row in a workbook, or of its first line in a text, counted from 1.
        cells: as text, without what guards them against being taken for formulas.
    """

    number: int
    cells: list[str]


def read_table(path: Path, progress: Progress | None = None) -> Iterator[Row]:
    """Give the rows of a table that are not empty; the first one holds the headings.

    Raises:
        Failure: the file is no table, is damaged, too large, or in an unknown encoding.
        Stopped: the work was cancelled.
    """
    with open_source(path) as file:
        packed = file.read(4) == b"PK\x03\x04"
    size = path.stat().st_size
    if size > MAX_TABLE:
        raise _too_large(path)
    rows = _read_workbook(path) if packed else _read_text(path)
    for count, row in enumerate(rows):
        if count > MAX_ROWS:
            raise _too_large(path)
        if len(row.cells) > MAX_COLUMNS:
            place = _("row {number}").format(number=format_number(row.number))
            raise bad_file(path, _("the row has too many cells"), place)
        if progress is not None:
            progress.step(records=0)
        if any(cell.strip() for cell in row.cells):
            yield Row(row.number, [unguard(cell) for cell in row.cells])


def row_place(path: Path, number: int) -> str:
    """Return how messages name a row."""
    return _("{file}, row {number}").format(file=path.name, number=format_number(number))


def _too_large(path: Path) -> Exception:
    return bad_file(path, _("the table is too large"))


# ---- CSV ----


def _read_text(path: Path) -> Iterator[Row]:
    encoding = _encoding(path)
    if sum(1 for _row in islice(_text_rows(path, encoding), MAX_ROWS + 2)) > MAX_ROWS + 1:
        raise _too_large(path)  # told at once, not after the work on as many rows
    yield from _text_rows(path, encoding)


def _text_rows(path: Path, encoding: str) -> Iterator[Row]:
    line = 1
    try:
        with file_failures(path), path.open(encoding=encoding, newline="") as file:
            separator = _separator(file.read(_SAMPLE))
            file.seek(0)
            reader = csv.reader(file, delimiter=separator, strict=True)
            for cells in reader:
                yield Row(line, cells)
                line = reader.line_num + 1
    except csv.Error as error:
        place = _("row {number}").format(number=format_number(line))
        raise bad_file(path, _("it cannot be read as a table"), place) from error


def _encoding(path: Path) -> str:
    """Return the encoding of a text: Unicode where it can be, else that of older Windows.

    Raises:
        Failure: it is neither.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif b"\0" in head:
        raise bad_file(path, _("it is not a table"))
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise bad_file(path, _("its encoding is unknown; save it as “CSV UTF-8” and try again"))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_SAMPLE):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _separator(sample: str) -> str:
    """Return what parts the cells: what gives the first row the most of them."""

    def columns(separator: str) -> int:
        try:
            rows = csv.reader(sample.splitlines(keepends=True), delimiter=separator)
            return max((len(row) for row in islice(rows, 1)), default=0)
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=columns)


# ---- XLSX ----


def _read_workbook(path: Path) -> Iterator[Row]:
    names = check_archive(path)
    if not any(name.startswith("xl/") for name in names):
        raise bad_file(path, _("it is not a workbook"))
    _check_workbook(path)
    yield from _sheet_rows(path)


def _check_workbook(path: Path) -> None:
    """Refuse a workbook that would fill the memory, or that brings definitions of its own.

    XML whose entities blow it up needs a document type, and no workbook has one.

    Raises:
        Failure: it is such a one.
    """
    with archive_failures(path), zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_TABLE:
            raise bad_file(path, _("the table is too large"))
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                with archive.open(entry) as file:
                    if b"<!DOCTYPE" in file.read(4096).upper():
                        raise bad_file(path, _("it is damaged; download it again"))
            if entry.filename.startswith("xl/worksheets/"):
                with archive.open(entry) as file:
                    if _count_rows(file) > MAX_ROWS + 1:
                        raise _too_large(path)


def _count_rows(sheet: IO[bytes]) -> int:
    """Return how many rows a sheet has, without reading what is in them."""
    count, tail = 0, b""
    while chunk := sheet.read(_SAMPLE):
        chunk = tail + chunk
        count += chunk.count(_ROW)
        tail = chunk[1 - len(_ROW) :]
    return count


def _sheet_rows(path: Path) -> Iterator[Row]:
    """Give the rows of the first sheet that has any."""
    from openpyxl import load_workbook

    warnings.filterwarnings("ignore", module="openpyxl")  # of styles and the like, not of data
    # Opened here: openpyxl leaves a file open that it stumbles over.
    with file_failures(path), path.open("rb") as file:
        with _workbook_failures(path):
            book = load_workbook(file, read_only=True, data_only=True)
            sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        for sheet in sheets or book.worksheets:
            found = False
            for row in _rows_of(path, sheet):
                found = found or bool(row.cells)
                if found:
                    yield row
            if found:
                return


def _rows_of(path: Path, sheet: Worksheet) -> Iterator[Row]:
    with _workbook_failures(path):
        # What the file says about its own size may be anything.
        sheet.reset_dimensions()  # type: ignore[attr-defined]  # of the sheets that are only read
        rows = iter(sheet.iter_rows(max_row=MAX_ROWS + 2, values_only=True))
    number = 0
    while True:
        with _workbook_failures(path):
            cells = next(rows, None)
        if cells is None:
            return
        number += 1
        yield Row(number, _trimmed(cells))


def _trimmed(cells: tuple[object, ...]) -> list[str]:
    texts = [_cell(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _cell(value: object) -> str:
    """Return a cell as text, as it would be written in a list."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < 10**15 else str(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


@contextmanager
def _workbook_failures(path: Path) -> Iterator[None]:
    """Turn what openpyxl stumbles over in a damaged workbook into a failure that names it.

    It has no error of its own for them: whatever its parts raise comes through.

    Raises:
        Failure: the workbook is damaged.
    """
    import zlib
    from xml.etree.ElementTree import ParseError

    damage = (LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
    packing = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
    try:
        yield
    except (*damage, *packing, ParseError, ValueError, OSError) as error:
        raise bad_file(path, _("it is damaged; save it again as XLSX or CSV")) from error
