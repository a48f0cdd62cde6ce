"""Reads HSDS 3.0: JSON (a service, a list, a page, organisations with services) or a datapackage.

A datapackage is put together in memory, for its rows may stand in any order; JSON is read
record by record.
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from advisor_desk.domain.failures import file_failures
from advisor_desk.domain.imports import Incoming, Progress, Reader, Rejected
from advisor_desk.exchange.hsds.from_hsds import take_service
from advisor_desk.exchange.hsds.rows import BadRecord
from advisor_desk.exchange.hsds.tables import NUMBERS, TABLES, Record
from advisor_desk.exchange.hsds_out import unguarded, wrapper
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.source_files import (
    archive_failures,
    bad_file,
    check_archive,
    open_source,
    read_json,
    record_place,
)
from advisor_desk.i18n import _

_MOST_ROWS: Final = 1000
"""Rows within one record: a location that a thousand services share must not carry thousands."""


def reader(path: Path, options: ReaderOptions) -> Reader:
    """Return the reader of a file.

    Args:
        path: a JSON file, or a folder of such files, or a datapackage as a zip archive or as a
            folder of its tables.
        options: how its records are taken in.
    """

    def read(progress: Progress) -> Iterator[Incoming | Rejected]:
        for place, value in _records(path, progress):
            yield _take(place, value, options)
            progress.step()

    return read


def _records(path: Path, progress: Progress) -> Iterator[tuple[str, object]]:
    if path.is_dir() and not (path / TABLES["service"].file).exists():
        with file_failures(path):
            files = sorted(file for file in path.glob("*.json") if file.is_file())
        if not files:
            raise bad_file(path, _("it has no table of services"))
        for file in files:
            yield from _read_json(file, progress)
    elif path.is_dir() or zipfile.is_zipfile(path):
        yield from _read_package(path, progress)
    else:
        yield from _read_json(path, progress)


def _take(place: str, value: object, options: ReaderOptions) -> Incoming | Rejected:
    given = value.get("id") if isinstance(value, dict) else None
    external_id = given if isinstance(given, str) else ""
    try:
        service, organization = take_service(value, options)
    except BadRecord as error:
        return Rejected(place, error.field, error.problem, external_id)
    except ValueError as error:  # a value that a field of ours cannot have
        return Rejected(place, "", str(error), external_id)
    raw = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    withdrawn = service.status == "withdrawn"
    return Incoming(external_id, place, service, organization, raw, withdrawn)


# ---- JSON ----


def _read_json(path: Path, progress: Progress) -> Iterator[tuple[str, object]]:
    for record in read_json(path, progress, ("contents",)):
        for value in _services_in(record.value):
            yield record.place, value


def _services_in(value: Any) -> Iterator[object]:  # noqa: ANN401 - whatever JSON can hold
    """Yield the services of a record: itself, those of an organisation, that at a location."""
    if not isinstance(value, dict):
        yield value
        return
    services, service = value.get("services"), value.get("service")
    if isinstance(services, list):
        giver = {key: item for key, item in value.items() if key not in ("services", "locations")}
        for one in services:
            yield {"organization": giver, **one} if isinstance(one, dict) else one
    elif isinstance(service, dict):
        connection = {key: item for key, item in value.items() if key != "service"}
        yield {**service, "service_at_locations": [connection]}
    else:
        yield value


# ---- datapackage ----


_REFERRED_TO: Final = frozenset(other for spec in TABLES.values() for _key, other, _c in spec.one)
"""Tables whose rows are found by the ids that others name."""
_PARENTS: Final = {
    table: [
        (parent, column)
        for parent, spec in TABLES.items()
        for _key, child, column in spec.many
        if child == table
    ]
    for table in TABLES
}
"""To which tables the rows of a table belong, and by which of their columns."""


class _Package:
    """The rows of a datapackage, to be put together service by service."""

    def __init__(self) -> None:
        self.services: list[tuple[int, Record]] = []
        self._single: dict[str, dict[str, Record]] = {}
        self._many: dict[tuple[str, str], dict[str, list[Record]]] = {}

    def add(self, table: str, row: Record, line: int) -> None:
        """Keep a row where the records that it belongs to will find it."""
        if table == "service":
            self.services.append((line, row))
            return
        if table in _REFERRED_TO:
            self._single.setdefault(table, {})[row.get("id", "")] = row
            return
        parents = _PARENTS[table]
        if table == "attribute":
            entity = row.pop("link_entity", None)
            parents = [one for one in parents if entity in (None, one[0])]
            row.pop("id", None)  # half of all rows are these
        for parent, column in parents:
            if column in row:
                owned = self._many.setdefault((parent, table), {})
                owned.setdefault(row[column], []).append(row)
        if table == "attribute":
            row.pop("link_id", None)

    def whole(self, table: str, row: Record) -> Record:
        """Return a record with all that belongs to it within it.

        A list of too many rows becomes a text, so that the record is rejected for it.
        """
        spec = TABLES[table]
        found = dict(row)
        for name, other, column in spec.one:
            single = self._single.get(other, {}).get(row.get(column, ""))
            if single is not None:
                found[name] = self.whole(other, single)
        for name, child, _column in spec.many:
            rows = self._many.get((table, child), {}).get(row.get("id", ""), [])
            if len(rows) > _MOST_ROWS:
                found[name] = "…"
            elif rows:
                found[name] = [self.whole(child, one) for one in rows]
        return found


def _read_package(path: Path, progress: Progress) -> Iterator[tuple[str, object]]:
    package = _Package()
    read = _read_folder if path.is_dir() else _read_archive
    read(package, path, progress)
    for line, row in package.services:
        yield record_place(path, line), package.whole("service", row)


def _read_archive(package: _Package, path: Path, progress: Progress) -> None:
    files = {PurePosixPath(name).name: name for name in check_archive(path)}
    _want_services(path, files)
    with archive_failures(path), zipfile.ZipFile(path) as archive:
        for table, spec in TABLES.items():
            if spec.file in files:
                with archive.open(files[spec.file]) as entry:
                    _read_table(package, entry, table, progress)


def _read_folder(package: _Package, path: Path, progress: Progress) -> None:
    with file_failures(path):
        files = {file.name: file for file in path.iterdir() if file.is_file()}
    _want_services(path, files)
    for table, spec in TABLES.items():
        if spec.file in files:
            with table_failures(files[spec.file]), open_source(files[spec.file]) as entry:
                _read_table(package, entry, table, progress)


def _want_services(path: Path, files: Collection[str]) -> None:
    if TABLES["service"].file not in files:
        raise bad_file(path, _("it has no table of services"))


@contextmanager
def table_failures(path: Path) -> Iterator[None]:
    """Turn what is wrong with a table into one sentence.

    Raises:
        Failure: it is no text in UTF-8, or no table.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise bad_file(path, _("it is not a text in UTF-8")) from error
    except csv.Error as error:
        raise bad_file(path, str(error)) from error


def _read_table(package: _Package, entry: IO[bytes], table: str, progress: Progress) -> None:
    known = set(TABLES[table].columns)
    with wrapper(entry) as text:  # type: ignore[arg-type]  # readable
        rows = csv.reader(text)
        header = [sys.intern(column.strip()) for column in next(rows, [])]
        for number, cells in enumerate(rows, 1):
            row: Record = {
                column: _value(column, cell)
                for column, cell in zip(header, cells, strict=False)
                if cell and column in known
            }
            if row:
                package.add(table, row, number)
            if number % 500 == 0:
                progress.step(records=0)


def _value(column: str, cell: str) -> str | float:
    """Return a cell as JSON would have it; a number that is none stays text and is told of."""
    if column in NUMBERS:
        try:
            number = float(cell)
        except ValueError:
            return cell
        return int(number) if number.is_integer() else number
    text = unguarded(cell)
    return sys.intern(text) if column.endswith("_id") else text
