"""The directory as CSV and XLSX."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Organization, Phone, Service
from advisor_desk.domain.imports import Catalogue
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.csv_cells import unguard
from advisor_desk.exchange.directory_table import COLUMNS, write_csv, write_xlsx
from advisor_desk.exchange.hsds.to_hsds import Handed, Style
from advisor_desk.exchange.shipped import Shipped

STYLE = Style("fi", CodeBook(()))
EVIL = '=HYPERLINK("http://evil.example","x")'
HANDED = Handed(
    Service(
        "a",
        "other",
        LocalText(EVIL, "Råd", ""),
        LocalText("eka\ntoka; kolmas"),
        nationwide=True,
        phones=(Phone("+358 9 1", "+35891", LocalText("vaihde")), Phone("0800", "0800")),
        minimum_age=17.5,
        topics=("permits", "housing"),
    ),
    Organization("o", LocalText("Virasto\x0b"), business_id="0116300-6"),
    (Catalogue("tpr", "tpr", "Map", "CC BY 4.0", "=City of Helsinki", "https://hel.fi"),),
)


def cells(text: str) -> dict[str, str]:
    names, row = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return dict(zip(names, row, strict=True))


def test_a_row_has_every_column() -> None:
    file = io.StringIO(newline="")
    assert write_csv(file, [HANDED], STYLE) == 1
    row = cells(file.getvalue())
    assert tuple(row) == COLUMNS
    assert row["name_fi"].startswith("'=")
    assert unguard(row["name_fi"]) == EVIL
    assert (row["name_sv"], row["minimum_age"], row["nationwide"]) == ("Råd", "17,5", "1")
    assert unguard(row["phones"]) == "+358 9 1 · vaihde\n0800"
    assert (row["topics"], row["business_id"]) == ("permits housing", "0116300-6")
    assert (row["licence"], unguard(row["attribution"])) == ("CC BY 4.0", "=City of Helsinki")


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    file = io.BytesIO()
    assert write_xlsx(file, [HANDED], STYLE, HANDED.catalogues) == 1
    book = load_workbook(file)
    services, licences = book.worksheets
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.rows for cell in row}
    assert "f" not in kinds
    header, row = services.iter_rows(values_only=True)
    found = dict(zip(header, row, strict=True))
    assert (found["name_fi"], found["minimum_age"]) == (EVIL, 17.5)
    assert found["organization"] == "Virasto "
    assert licences["C1"].value == "=City of Helsinki"
    assert services.freeze_panes == "C2"


def test_the_shipped_directory_fits(shipped: Shipped) -> None:
    style = Style("sv", CodeBook(shipped.codes))
    records = [Handed(service) for service in shipped.services]
    text, workbook = io.StringIO(newline=""), io.BytesIO()
    assert write_csv(text, records, style) == len(records)
    assert write_xlsx(workbook, records, style) == len(records)
    sheet = load_workbook(workbook, read_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == len(records) + 1
    assert {row[0] for row in rows[1:]} == {service.id for service in shipped.services}


def test_a_licence_stands_once_and_none_is_made_up() -> None:
    theirs = Catalogue("tpr", "tpr", "Map", "CC BY 4.0", "City")
    catalogues = (theirs, Catalogue("l", "csv", "lista"), theirs)
    file = io.StringIO(newline="")
    write_csv(file, [Handed(HANDED.service, None, catalogues)], STYLE)
    row = cells(file.getvalue())
    assert (row["licence"], row["attribution"]) == ("CC BY 4.0", "City")
