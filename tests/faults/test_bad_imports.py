"""Bad files of every importer: no crash, no hang, nothing half imported.

Named sabotage, each tried and seen red: no limit on the record in `_Scanner._grow` ("a record
without end" goes on); no RecursionError caught in `_Scanner._take` ("deep" is reported as a bug);
`commit` in place of `rollback` in `Database.writing` (the stopped import leaves its first
records); `MAX_BYTES` doubled (two gigabytes are read); neither limit in `check_archive` and
`_check_entry` (the zip bomb is unpacked); `Judge._follows` always true (local edits are
overwritten, see `test_importing.py`).
Another importer is one line in `CASES`.
"""

from __future__ import annotations

import csv
import io
import json
import random
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from advisor_desk.domain.failures import Failure
from advisor_desk.domain.imports import Progress, Stopped
from advisor_desk.services.desk import Desk
from advisor_desk.storage.database import Database
from tests.faults.bad_files import Files, mutate
from tests.house.tree import REPOSITORY

DATA: Final = REPOSITORY / "tests" / "data"
#: Seconds that one bad file may take.
PATIENCE: Final = 5.0
SEED: Final = 20261121
FEW: Final = 300
MANY: Final = 10_000

TABLES: Final = (
    "service",
    "channel",
    "organization",
    "external_ref",
    "catalogue",
    "review",
    "review_field",
    "record_change",
    "appointment",
)


class Case(NamedTuple):
    """An importer with a good source, small enough to be imported hundreds of times."""

    name: str
    format: str
    files: Callable[[], Files]


def _some(path: str, count: int) -> bytes:
    """Return the first records of a JSON file."""
    return json.dumps(json.loads((DATA / path).read_bytes())[:count]).encode()


def _table() -> list[list[str]]:
    return [
        ["Nimi", "Name", "Puhelin", "Sähköposti", "Kunta", "Kielet", "Aukiolo", "Postinumero"],
        [
            "Neuvonta",
            "Advice",
            "09 310 1691",
            "a@example.fi",
            "Espoo",
            "fi, ru",
            "ma-pe 9-15",
            "00100",
        ],
        ["Kurssit\nja kerhot", "Courses", "", "", "Vantaa", "suomi", "", ""],
        ["Tuki", "", "029 123 4567; 116117", "", "", "", "", ""],
    ]


def _csv() -> Files:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(_table())
    return {"list.csv": text.getvalue().encode()}


def _ptv(version: str) -> Files:
    return {path.name: path.read_bytes() for path in (DATA / "ptv" / version).glob("*.json")}


def _xlsx() -> Files:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _table():
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return {"list.xlsx": data.getvalue()}


def _hsds(*, packed: bool) -> Files:
    from advisor_desk.domain.codes import CodeBook
    from advisor_desk.exchange.hsds.to_hsds import Handed, Style
    from advisor_desk.exchange.hsds_out import write_json, write_zip
    from advisor_desk.exchange.shipped import read_shipped
    from advisor_desk.paths import find_paths

    shipped = read_shipped(find_paths().resources)
    records = [Handed(service) for service in shipped.services[:4]]
    style = Style("fi", CodeBook(shipped.codes))
    if packed:
        archive = io.BytesIO()
        write_zip(archive, records, style)
        return {"h.zip": archive.getvalue()}
    text = io.StringIO()
    write_json(text, records, style)
    return {"h.json": text.getvalue().encode()}


CASES: Final = (
    Case("csv", "csv", _csv),
    Case("xlsx", "xlsx", _xlsx),
    Case("tpr-services", "tpr", lambda: {"s.json": _some("servicemap/services.json", 4)}),
    Case("tpr-errands", "tpr", lambda: {"e.json": _some("servicemap/errandservices.json", 4)}),
    Case(
        "tpr-folder",
        "tpr",
        lambda: {
            "e.json": _some("servicemap/errandservices.json", 3),
            "s.json": _some("servicemap/services.json", 3),
            "u.json": (DATA / "servicemap" / "unit.json").read_bytes(),
        },
    ),
    Case("ptv-11", "ptv", lambda: _ptv("v11")),
    Case("ptv-12", "ptv", lambda: _ptv("v12")),
    Case("hsds-json", "hsds", lambda: _hsds(packed=False)),
    Case("hsds-zip", "hsds", lambda: _hsds(packed=True)),
    Case(
        "hsds-foreign",
        "hsds",
        lambda: {"h.json": (DATA / "hsds" / "examples" / "service_full.json").read_bytes()},
    ),
    Case("ptv-file", "ptv", lambda: {"p.json": (DATA / "ptv" / "v11-single.json").read_bytes()}),
)


def _ics() -> Files:
    from tests.unit.exchange.test_icalendar_file import calendar

    zone = (
        "BEGIN:VTIMEZONE\nTZID:Oma\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    events = (
        "UID:1\nDTSTART;TZID=Oma:20261125T090000\nDURATION:PT45M\nCATEGORIES:Asuminen,Arabic",
        "UID:2\nSEQUENCE:2\nDTSTART:20261125T080000Z\nDTEND:20261125T083000Z\nSUMMARY:Työ",
        "UID:3\nDTSTART;TZID=Europe/Helsinki:20261124T100000\n"
        "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270131T000000Z\n"
        "EXDATE;TZID=Europe/Helsinki:20261126T100000\nSTATUS:CONFIRMED",
        "UID:3\nRECURRENCE-ID;TZID=Europe/Helsinki:20261201T100000\n"
        "DTSTART;TZID=Europe/Helsinki:20261201T113000\nX-ADVISOR-DESK-SLIP:A12",
        "UID:4\nDTSTART;VALUE=DATE:20261130\nSTATUS:CANCELLED",
    )
    return {"booked.ics": calendar(*events, head=zone).replace("\n", "\r\n").encode()}


CALENDAR: Final = Case("calendar", "ics", _ics)
"""Appointments, which come in by another door than catalogues."""


def counts(database: Database) -> dict[str, int]:
    """Return the number of rows of every table that an import writes."""
    with database.reading() as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - constants
            for table in TABLES
        }


def write(files: Files, folder: Path) -> Path:
    """Write a source; return its file, or the folder of several."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder / next(iter(files)) if len(files) == 1 else folder


def take(desk: Desk, source: Path, format_name: str) -> None:
    """Import a source, as the command line does."""
    if format_name == "ics":
        files = desk.appointment_files
        files.take(desk.actor, files.read(source))
        return
    importing = desk.importing
    catalogue = importing.catalogue(format_name, str(source), f"test-{format_name}")
    reader = importing.reader(format_name, str(source), catalogue)
    with closing(importing.plan(desk.actor, reader, catalogue)) as plan:
        importing.apply(desk.actor, plan)


def try_all(desk: Desk, case: Case, tmp_path: Path, tries: int) -> int:
    """Import bad files one after the other; return how many were refused as a whole."""
    good = case.files()
    refused = 0
    for number in range(tries):
        random_ = random.Random(f"{SEED} {case.name} {number}")
        source = write(mutate(good, random_), tmp_path / str(number))
        before = counts(desk.database)
        started = time.monotonic()
        try:
            if number % 7 == 0 and case is not CALENDAR:
                desk.importing.detect(str(source))
            take(desk, source, case.format)
        except Failure as failure:
            refused += 1
            assert failure.detail
            assert counts(desk.database) == before, f"{case.name} {number}"
        took = time.monotonic() - started
        assert took < PATIENCE, f"{case.name} {number} took {took:.1f} s"
    return refused


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_good_source_is_taken(desk: Desk, case: Case, tmp_path: Path) -> None:
    before = counts(desk.database)
    source = write(case.files(), tmp_path / "good")
    assert desk.importing.detect(str(source)) == case.format
    take(desk, source, case.format)
    assert counts(desk.database)["external_ref"] > before["external_ref"]


def test_the_good_calendar_is_taken(desk: Desk, tmp_path: Path) -> None:
    take(desk, write(_ics(), tmp_path / "good"), "ics")
    assert counts(desk.database)["appointment"] == 21


EVERY: Final = (*CASES, CALENDAR)


@pytest.mark.parametrize("case", EVERY, ids=[case.name for case in EVERY])
def test_bad_files_are_refused_or_taken_whole(desk: Desk, case: Case, tmp_path: Path) -> None:
    assert 0 < try_all(desk, case, tmp_path, FEW) < FEW


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("case", EVERY, ids=[case.name for case in EVERY])
def test_ten_thousand_bad_files(desk: Desk, case: Case, tmp_path: Path) -> None:
    assert 0 < try_all(desk, case, tmp_path, MANY) < MANY


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 300_000_000)
    return packed.getvalue()


def _many_laughs() -> bytes:
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", f"<!DOCTYPE w [{laughs}]><w>&l11;</w>")
    return packed.getvalue()


BAD: Final[dict[str, tuple[str, bytes, str]]] = {
    "not JSON": ("tpr", b'[{"id": 1, "fi": nope}]', "bad, record 1: it is not valid JSON"),
    "wrong shape": ("tpr", b'"a text"', "bad, record 1: it is not valid JSON"),
    "truncated": ("tpr", b'[{"id": 1, "fi": {"ti', "bad, record 1: it is cut off"),
    "cut between records": (
        "tpr",
        b'[{"id": 1, "fi": {"title": "A"}}, ',
        "record 2: it is cut off",
    ),
    "deep": ("tpr", b"[" * 1_000_000, "bad, record 1: it is nested too deep"),
    "deep in a record": ("tpr", b'[{"id":' * 1_000_000, "bad, record 1: it is nested too deep"),
    "UTF-16": ("tpr", '[{"id": 1}]'.encode("utf-16"), "it is not a text in UTF-8"),
    "a number without end": ("tpr", b"[" + b"9" * 100_000 + b"]", "record 1: it is not valid JSON"),
    "a record without end": ("tpr", b'["' + b"x" * 20_000_000, "record 1: the record is too large"),
    "nothing": ("tpr", b"", "bad: it is empty"),
    "no records": ("tpr", b"[]", "it holds no records"),
    "binary": ("csv", bytes(range(256)) * 10, "bad: it is not a table"),
    "neither UTF-8 nor Windows": ("csv", b"nimi;x\n\x81\x8d\n", "its encoding is unknown"),
    "no name": ("csv", b"a;b\n1;2\n", "no column holds the name of the service"),
    "a quote without end": (
        "csv",
        b'nimi\n"' + b"x\n" * 90_000,
        "row 2: it cannot be read as a table",
    ),
    "a zip bomb": ("xlsx", _bomb(), "unpacked it would be too large"),
    "a billion laughs": ("xlsx", _many_laughs(), "it is damaged"),
    "half an archive": ("xlsx", b"PK\x03\x04" + b"\0" * 100, "it is damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_sentence_says_file_record_and_fault(desk: Desk, name: str, tmp_path: Path) -> None:
    format_name, data, words = BAD[name]
    source = tmp_path / "bad"
    source.write_bytes(data)
    before = counts(desk.database)
    started = time.monotonic()
    with pytest.raises(Failure) as caught:
        take(desk, source, format_name)
    assert words in caught.value.detail
    assert counts(desk.database) == before
    assert time.monotonic() - started < PATIENCE


def test_two_gigabytes_are_refused_unread(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "bad"
    with source.open("wb") as file:
        file.truncate(2_000_000_000)  # a sparse file: no byte of it is on the disk
    for format_name in ("tpr", "csv", "xlsx"):
        with pytest.raises(Failure, match="larger than 2,000 MB"):
            take(desk, source, format_name)


def test_a_stopped_import_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    source = write({"s.json": _some("servicemap/services.json", 52)}, tmp_path / "s")
    before = counts(desk.database)
    catalogue = desk.importing.catalogue("tpr", str(source))
    reader = desk.importing.reader("tpr", str(source), catalogue)
    progress = Progress()

    def stop(part: float | None, _count: int) -> None:
        progress.stopped = part is not None and part > 0.3

    progress.told = stop
    with pytest.raises(Stopped):
        desk.importing.plan(desk.actor, reader, catalogue, progress=progress)
    with closing(desk.importing.plan(desk.actor, reader, catalogue)) as plan:
        progress.stopped = True
        with pytest.raises(Stopped):
            desk.importing.apply(desk.actor, plan, progress)
    assert counts(desk.database) == before
