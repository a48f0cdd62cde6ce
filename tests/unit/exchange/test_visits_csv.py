"""Visits as CSV: what is written, what is read back, and what is said of bad files."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.visit import Referral, Visit
from advisor_desk.exchange.visits_csv import COLUMNS, ENCODING, CsvRow, read_visits, write_visits
from tests.unit.visits import PAYLOADS, drawn_visits, visit


def write(path: Path, *visits: Visit) -> Path:
    with path.open("w", encoding=ENCODING, newline="") as file:
        write_visits(file, visits, "fi")
    return path


def read(path: Path) -> list[Visit | None]:
    return [row.visit for row in read_visits(path)]


def change(path: Path, column: str, value: str) -> Path:
    """Put a value into a column of the second line."""
    lines = path.read_text(ENCODING).splitlines()
    cells = lines[1].split(";")
    cells[COLUMNS.index(column)] = value
    path.write_text("\n".join([lines[0], ";".join(cells), *lines[2:]]), ENCODING)
    return path


def travelled(visit: Visit) -> Visit:
    """Return a visit as it is after a journey through a file."""
    return replace(visit, observation="", clock=None)


@given(st.lists(drawn_visits(), max_size=4))
@settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_visits_come_back_as_they_were(tmp_path: Path, visits: list[Visit]) -> None:
    path = write(tmp_path / "v.csv", *visits)
    assert read(path) == [travelled(one) for one in visits]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("column", ["point", "desk", "advisor", "project"])
def test_no_cell_is_a_formula_whatever_delimiter_a_program_takes(
    tmp_path: Path, payload: str, column: str
) -> None:
    bad = visit(1, **{column: payload})
    path = write(tmp_path / "v.csv", bad)
    for delimiter in ";,\t":
        with path.open(encoding=ENCODING, newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=delimiter) for cell in row]
        assert [cell for cell in cells if cell.lstrip(" ")[:1] in set("=+-@\t\r\n\0＝＋－＠")] == []
    assert read(path) == [bad]


def test_the_file_is_what_spreadsheets_here_open(tmp_path: Path) -> None:
    referrals = (Referral("kela"), Referral("dvv", "handed-over"))
    seen = visit(referrals=referrals, help_given=("form", "information"))
    raw = write(tmp_path / "v.csv", seen).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid;day;part_of_day;topics;")
    assert raw.endswith(b"\r\n")
    assert b";signposted:kela handed-over:dvv;" in raw
    assert b";form information;" in raw


def test_all_fields_but_two_are_columns() -> None:
    assert set(COLUMNS) == {f.name for f in fields(Visit)} - {"observation", "clock"}


def test_neither_observation_nor_clock_is_written() -> None:
    file = io.StringIO()
    write_visits(file, [visit(observation="CANARY", clock="23:59")], "en")
    assert "CANARY" not in file.getvalue()
    assert "23:59" not in file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_both_delimiters_and_both_beginnings_are_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = write(tmp_path / "v.csv", visit(1), visit(2))
    text = path.read_text(ENCODING).replace(";", delimiter).replace("\r\n", "\n")
    path.write_text(text + "\n\n", encoding)
    assert read(path) == [visit(1), visit(2)]


BAD_CELLS = [
    ("id", "17"),
    ("id", "{00000000-0000-4000-8000-000000000001}"),
    ("day", "2026-02-30"),
    ("day", "20261121"),
    ("created", ""),
    ("part_of_day", "night"),
    ("minutes", "12,5"),
    ("minutes", "-1"),
    ("adults", ""),
    ("adults", "1" * 5000),
    ("children", "٣"),
    ("revision", "0"),
    ("retracted", "yes"),
    ("referrals", "kela"),
    ("referrals", "sent:kela"),
    ("participants", "25-34:ar"),
    ("participants", "25-34:ar:2 25-34:ar:3"),
    ("participants", "25-34:ar:two"),
]


@pytest.mark.parametrize(("column", "value"), BAD_CELLS)
def test_a_bad_cell_is_named_by_line_and_column(tmp_path: Path, column: str, value: str) -> None:
    path = change(write(tmp_path / "v.csv", visit(1), visit(2)), column, value)
    bad, good = list(read_visits(path))
    assert bad.visit is None
    assert [(cell.line, cell.column) for cell in bad.bad] == [(2, column)]
    assert good == CsvRow(3, visit(2))


def test_lines_are_counted_over_line_breaks_in_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "v.csv", visit(1, project="two\nlines"), visit(2))
    assert [row.line for row in read_visits(path)] == [2, 4]


def test_a_row_of_another_length_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "v.csv", visit(1))
    path.write_text(path.read_text(ENCODING) + "a;b\n", ENCODING)
    row = list(read_visits(path))[1]
    assert (row.visit, row.bad[0].line, row.bad[0].column) == (None, 3, "")
    assert "2 cells" in row.bad[0].problem


@pytest.mark.parametrize(
    ("header", "named"),
    [
        (";".join(name for name in COLUMNS if name not in ("day", "reason")), "day, reason"),
        (";".join([*COLUMNS, "observation", "name"]), "observation, name"),
        (";".join([*COLUMNS, "day"]), "day"),
        ("", "id, day"),
    ],
)
def test_missing_unknown_and_doubled_columns_are_named(
    tmp_path: Path, header: str, named: str
) -> None:
    path = tmp_path / "v.csv"
    path.write_text(header + "\n", "utf-8")
    with pytest.raises(Failure) as caught:
        read(path)
    assert caught.value.kind is FailureKind.BAD_FILE
    assert named in caught.value.detail


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes("id;käynti\n".encode("latin-1"))
    with pytest.raises(Failure) as caught:
        read(path)
    assert caught.value.kind is FailureKind.BAD_FILE


def test_an_endless_cell_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "v.csv", visit(1))
    path.write_text(path.read_text(ENCODING) + '"' + "x" * 200_000, ENCODING)
    with pytest.raises(Failure, match="line 3"):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure):
        read(tmp_path / "no.csv")
