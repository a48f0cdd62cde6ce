"""A desk's own list: headings, encodings, separators, cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import Failure
from advisor_desk.domain.imports import Catalogue, Incoming, Progress, Rejected, Skipped
from advisor_desk.exchange import table_files
from advisor_desk.exchange.desk_list import look_at, reader
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.table_columns import TABLE_FIELDS, guess_columns
from advisor_desk.paths import find_paths

RESOURCES = find_paths().resources
Rows = Sequence[Sequence[object]]


def as_csv(rows: Rows, separator: str = ";") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def write_xlsx(path: Path, rows: Rows) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.create_sheet("empty", 0)
    sheet = book.create_sheet("list", 1)
    for row in rows:
        sheet.append(list(row))
    book.save(path)


def read(
    path: Path, columns: dict[str, str] | None = None, municipality: str = ""
) -> list[Incoming | Rejected | Skipped]:
    options = ReaderOptions(Catalogue("l", "csv", "L"), RESOURCES, municipality, columns)
    return list(reader(path, options)(Progress()))


def one(tmp_path: Path, headings: Sequence[str], cells: Sequence[object]) -> Service:
    path = tmp_path / "l.csv"
    path.write_text(as_csv([headings, cells]), encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Incoming), found
    return found.service


def rejected(tmp_path: Path, headings: Sequence[str], cells: Sequence[object]) -> Rejected:
    path = tmp_path / "l.csv"
    path.write_text(as_csv([headings, cells]), encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Rejected), found
    return found


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Palvelun nimi", "name"),
        ("NIMI (sv)", "name_sv"),
        ("name_en", "name_en"),
        ("Namn på svenska", "name_sv"),
        ("Kuvaus ruotsiksi", "description_sv"),
        ("Beskrivning", "description"),
        ("Puhelinnumero", "phone"),
        ("phones", "phone"),
        ("Sähköposti", "email"),
        ("E-post", "email"),
        ("Öppettider", "hours"),
        ("hours_text_fi", "hours_fi"),
        ("Postinumero", "postal_code"),
        ("Y-tunnus", "business_id"),
        ("Kielet", "languages"),
        ("English description", "description_en"),
        ("Muistiinpanot Pekalle", ""),
    ],
)
def test_headings_are_guessed(heading: str, field: str) -> None:
    found = guess_columns([heading], RESOURCES)
    assert found.get(heading, "") == field
    assert field == "" or field in TABLE_FIELDS


def test_each_field_is_guessed_once() -> None:
    assert guess_columns(["Nimi", "Name", "Palvelu"], RESOURCES) == {"Nimi": "name"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "l.csv"
    rows = [["Nimi", "Kuvaus", "Kunta"], ["Äänekoski, neuvonta", "a\nb; c", "Espoo"]]
    path.write_bytes(as_csv(rows, separator).encode(encoding))
    (found,) = read(path)
    assert isinstance(found, Incoming)
    assert found.service.name.fi == "Äänekoski, neuvonta"
    assert found.service.description.fi == "a\nb; c"
    assert found.service.municipalities == ("049",)
    assert found.place == "l.csv, row 2"


def test_a_workbook_is_read_as_a_table_is(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    rows: Rows = [
        ["Nimi", "Postinumero", "Puhelin", "Huom"],
        ["A", 2100, 93101691, date(2026, 1, 2)],
    ]
    write_xlsx(path, [*rows, [None, None, None, None]])
    (found,) = read(path)
    assert isinstance(found, Incoming)
    service = found.service
    assert service.address.postal_code == "02100"  # a spreadsheet takes the zero away
    assert service.phones[0].dial == "+35893101691"
    assert service.note.fi == "2026-01-02"


def test_a_row_becomes_a_service(tmp_path: Path) -> None:
    row = {
        "Nimi": "Neuvonta",
        "Nimi en": "Advice",
        "Organisaatio": "Espoon kaupunki",
        "Y-tunnus": "0101263-6",
        "Puhelin": "09 310 1691; 116117",
        "Sähköposti": "a@example.fi, b@example.fi",
        "Kielet": "suomi, venäjä so",
        "Aukiolo": "ma-pe 9-15",
    }
    service = one(tmp_path, list(row), list(row.values()))
    assert tuple(service.name) == ("Neuvonta", "", "Advice")
    assert [phone.dial for phone in service.phones] == ["+35893101691", "116117"]
    assert [email.address for email in service.emails] == ["a@example.fi", "b@example.fi"]
    assert service.languages == ("fi", "ru", "so")
    assert service.hours is not None
    assert service.organization


def test_a_guarded_cell_is_read_as_it_was(tmp_path: Path) -> None:
    assert one(tmp_path, ["Nimi"], ["'=Neuvonta"]).name.fi == "=Neuvonta"


def test_the_desk_s_municipality_stands_where_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("Nimi\nA\n")
    (found,) = read(path, municipality="091")
    assert isinstance(found, Incoming)
    assert found.service.municipalities == ("091",)


def test_columns_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("x;Nimi;y\nEsa;Kuvaus tästä;z\n")
    (found,) = read(path, {"x": "name_fi", "Nimi": "description_fi"})
    assert isinstance(found, Incoming)
    assert (found.service.name.fi, found.service.description.fi) == ("Esa", "Kuvaus tästä")


def test_a_row_without_an_id_keeps_its_own(tmp_path: Path) -> None:
    first = one(tmp_path, ["Nimi", "Kuvaus"], ["A", "x"])
    assert one(tmp_path, ["Kuvaus", "Nimi"], ["y", "A"]).id == first.id
    assert one(tmp_path, ["Nimi", "Kuvaus"], ["B", "x"]).id != first.id
    assert (
        one(tmp_path, ["id", "Nimi"], ["7", "A"]).id == one(tmp_path, ["id", "Nimi"], ["7", "C"]).id
    )


@pytest.mark.parametrize(
    ("heading", "cell", "field", "words"),
    [
        ("Puhelin", "soita", "phone", "“soita” is not a telephone number."),
        ("Sähköposti", "a@b", "email", "“a@b” is not an e-mail address."),
        ("Verkkosivu", "javascript:x", "website", "is not a web address."),
        ("Kunta", "Esbu", "municipality", "“Esbu” is not known."),
        ("Kielet", "klingon", "languages", "“klingon” is not known."),
        ("Postinumero", "abc", "postal_code", "five digits"),
        ("Y-tunnus", "0201256-7", "business_id", "is not a business id."),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(
    tmp_path: Path, heading: str, cell: str, field: str, words: str
) -> None:
    found = rejected(tmp_path, ["Nimi", heading], ["A", cell])
    assert (found.place, found.field) == ("l.csv, row 2", field)
    assert words in found.problem


def test_rows_that_do_not_fit_are_rejected(tmp_path: Path) -> None:
    assert rejected(tmp_path, ["Nimi"], ["A", "B"]).field == ""
    assert rejected(tmp_path, ["Nimi", "Kuvaus"], ["", "B"]).problem == "The name is missing."


def test_a_look_shows_headings_and_samples(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("Nimi;Muu\n\nA;1\nB;2\nC;3\nD;4\n")
    look = look_at(path, RESOURCES)
    assert look.headings == ("Nimi", "Muu")
    assert look.samples == (("A", "1"), ("B", "2"), ("C", "3"))
    assert look.columns == {"Nimi": "name"}


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("a;b\n1;2\n")
    with pytest.raises(Failure, match="no column holds the name"):
        read(path)


def test_empty_cells_behind_the_last_heading_are_no_reason_to_reject(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Nimi;Kunta\nNeuvonta;Espoo;;\n", encoding="utf-8")
    (taken,) = read(path)
    assert isinstance(taken, Incoming)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_too_many_rows_are_refused_before_the_first_is_read(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "MAX_ROWS", 2)
    rows: Rows = [["Nimi"], ["A"], ["B"]]
    path = tmp_path / f"list.{ending}"
    for extra, fits in ((0, True), (1, False)):
        several = [*rows, *[["C"]] * extra]
        if ending == "csv":
            path.write_text(as_csv(several), encoding="utf-8")
        else:
            write_xlsx(path, several)
        if fits:
            assert len(list(table_files.read_table(path))) == len(rows)
        else:
            with pytest.raises(Failure, match="too large"):
                next(table_files.read_table(path))
