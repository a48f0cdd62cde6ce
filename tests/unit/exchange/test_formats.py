"""The format of a file, told by what it holds."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from advisor_desk.domain.failures import Failure
from advisor_desk.domain.imports import Progress
from advisor_desk.exchange.formats import (
    catalogue_for,
    detect,
    is_address,
    is_one_answer,
    make_reader,
)
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.paths import find_paths
from tests.house.tree import REPOSITORY

DATA = REPOSITORY / "tests" / "data"
PTV_SERVICE: dict[str, Any] = {"contentId": "1", "languageVersions": {}}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("servicemap/services.json", "tpr"),
        ("servicemap/unit.json", "tpr"),
        ("ptv/v11", "ptv"),
        ("ptv/v12/service-1.json", "ptv"),
        ("hsds/examples/service_full.json", "hsds"),
        ("hsds/examples/organization_full.json", "hsds"),
        ("hsds/examples/csv", "hsds"),
        ("hsds/examples/csv/services.csv", "csv"),
    ],
)
def test_samples_are_told_apart(source: str, expected: str) -> None:
    assert detect(str(DATA / source)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"page_of_services": {"page": 1, "items": [PTV_SERVICE]}}, "ptv"),
        ({"note": "two answers", "service": PTV_SERVICE, "connection": {"x": 1}}, "ptv"),
        ({"id": "1", "name": "Advice", "status": "active"}, "hsds"),
    ],
)
def test_an_object_is_told_by_its_keys(value: object, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    assert detect(str(path)) == expected


@pytest.mark.parametrize("value", [{}, {"organization": {"name": "x"}}, [], [1, "a"]])
def test_what_is_of_no_format_is_refused(value: object, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(Failure, match="none of the formats"):
        detect(str(path))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("xl/workbook.xml", "xlsx"), ("datapackage.json", "hsds"), ("pages/1.json", "ptv")],
)
def test_an_archive_is_told_by_the_names_in_it(name: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "{}")
    assert detect(str(path)) == expected


def packed(tmp_path: Path, source: Path) -> Path:
    """Return a zip archive of a file."""
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(source, source.name)
    return path


def test_an_archive_of_the_service_map_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path, DATA / "servicemap" / "services.json")
    assert detect(str(path)) == "tpr"
    plain = DATA / "servicemap" / "services.json"
    options = ReaderOptions(catalogue_for("tpr", ""), find_paths().resources)
    expected = list(make_reader("tpr", str(plain), options)(Progress()))
    assert list(make_reader("tpr", str(path), options)(Progress())) == expected


def test_an_archive_of_hsds_in_json_is_named_so(tmp_path: Path) -> None:
    path = packed(tmp_path, DATA / "hsds" / "examples" / "service_full.json")
    with pytest.raises(Failure, match="unpack it and import the folder"):
        detect(str(path))


def test_a_folder_without_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="holds no JSON files"):
        detect(str(tmp_path))


def test_a_source_has_a_name_of_its_own_at_the_desk() -> None:
    ours = catalogue_for("csv", "/somewhere/Espoon Lista (2).csv")
    assert (ours.id, ours.name) == ("csv-espoon-lista-2", "Espoon Lista (2)")
    assert catalogue_for("csv", "/somewhere/---.csv").id == "csv-list"
    assert catalogue_for("tpr", "/a.json") == catalogue_for("tpr", "/b.json")


def test_only_ptv_is_read_from_an_address() -> None:
    source = "https://api.example.org/v11"
    assert is_address(source)
    assert detect(source) == "ptv"
    options = ReaderOptions(catalogue_for("tpr", source), find_paths().resources)
    with pytest.raises(Failure, match="is not a file"):
        make_reader("tpr", source, options)


@pytest.mark.parametrize("content", [b"null", b"<html></html>", "[1]".encode("utf-16")])
def test_what_is_called_json_and_is_none_is_named_so(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_bytes(content)
    with pytest.raises(Failure, match=r"not valid JSON|UTF-8"):
        detect(str(path))


def test_a_workbook_locked_with_a_password_is_named_so(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with pytest.raises(Failure, match="password"):
        detect(str(path))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"id": "1", "serviceNames": []}, True),
        ({"id": 1, "dept_id": "x"}, True),
        ([{"id": "1", "serviceNames": []}], False),
        ({"itemList": [{"id": "1", "serviceNames": []}, {"id": "2"}]}, False),
        ({"services": {"items": [{"serviceNames": []}]}}, False),
    ],
)
def test_an_answer_about_one_record_is_no_catalogue(
    content: object, expected: bool, tmp_path: Path
) -> None:
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert is_one_answer(str(path)) is expected
    assert not is_one_answer(str(tmp_path))
    assert not is_one_answer("https://api.example.org/v11")
