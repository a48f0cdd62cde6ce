"""`import directory`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.house.tree import REPOSITORY
from tests.unit.cli.conftest import Cli

DATA = REPOSITORY / "tests" / "data" / "servicemap"
LIST = (
    "Nimi;Puhelin;Kunta\n"
    "Kvitterin neuvonta;09 310 1691;Espoo\n"
    "Huono;abc;Espoo\n"
    "Toinen neuvonta;;Vantaa\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a desk's own list with one bad row."""
    path = tmp_path / "lista.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_counts_and_reasons_in_json(cli: Cli, table: Path) -> None:
    said = cli("import", "directory", str(table), "--json")
    assert (said.code, said.err) == (0, "")
    found = said.json
    assert found.pop("catalogue")["id"] == "csv-lista"
    rejected = found.pop("rejected")
    assert found == {
        "format": "csv",
        "dry_run": False,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "duplicate": 0,
        "left_out": 0,
        "review": 0,
    }
    assert rejected[0].pop("id")
    assert rejected == [
        {
            "place": "lista.csv, row 3",
            "field": "phone",
            "reason": "“abc” is not a telephone number.",
        }
    ]
    hits = cli("search", "kvitterin neuvonta", "--json").json["hits"]
    assert hits[0]["title"] == "Kvitterin neuvonta"


def test_a_dry_run_changes_nothing(cli: Cli, table: Path) -> None:
    said = cli("import", "directory", str(table), "--dry-run")
    assert said.code == 0
    assert "lista: what would be done" in said.out
    assert said.err == "lista.csv, row 3, phone: “abc” is not a telephone number.\n"
    assert cli("import", "directory", str(table), "--json").json["new"] == 2


def test_a_dry_run_that_would_mark_most_as_gone_says_so(cli: Cli, table: Path) -> None:
    cli("import", "directory", str(table))
    table.write_text("Nimi\nToinen\n", encoding="utf-8")
    said = cli("import", "directory", str(table), "--dry-run")
    assert "would mark 2 of the 2 records of this source as gone" in said.err
    assert "If it is only a part, import it with --partial." in said.err
    assert cli("import", "directory", str(table), "--dry-run", "--partial").err == ""


def test_the_second_time_all_is_unchanged_and_what_is_missing_is_gone(
    cli: Cli, table: Path
) -> None:
    cli("import", "directory", str(table))
    assert cli("import", "directory", str(table), "--json").json["unchanged"] == 2
    table.write_text("".join(LIST.splitlines(keepends=True)[:2]), encoding="utf-8")
    part = cli("import", "directory", str(table), "--json", "--partial").json
    assert (part["unchanged"], part["gone"]) == (1, 0)
    whole = cli("import", "directory", str(table), "--json").json
    assert (whole["unchanged"], whole["gone"]) == (1, 1)


def test_columns_can_be_named_and_are_remembered(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a;b\nKvitteri;Kuvaus\n", encoding="utf-8")
    said = cli("import", "directory", str(path))
    assert (said.code, "no column holds the name" in said.err) == (1, True)
    named = ("--column", "a=name_fi", "--column", "b=description_fi")
    assert cli("import", "directory", str(path), *named, "--json").json["new"] == 1
    assert cli("import", "directory", str(path), "--json").json["unchanged"] == 1
    assert cli("import", "directory", str(path), "--column", "c=name_fi").code == 2
    assert cli("import", "directory", str(path), "--column", "a=nonsense").code == 2


def test_the_service_map_is_told_by_its_content(cli: Cli, tmp_path: Path) -> None:
    for name in ("services.json", "errandservices.json"):
        shutil.copy(DATA / name, tmp_path)
    found = cli("import", "directory", str(tmp_path), "--json").json
    assert (found["format"], found["new"] + found["duplicate"]) == ("tpr", 65)
    assert found["catalogue"]["licence"] == "CC BY 4.0"
    said = cli("import", "directory", str(DATA / "services.json"))
    assert "Source: City of Helsinki Service Map, CC BY 4.0" in said.out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('[{"id": 1, "fi": {"title": "', "cannot be used: bad, record 1: it is cut off"),
        ("\x00\x01", "it is in none of the formats"),
        ('{"x": 1}', "it is in none of the formats"),
        ("", "bad: it is empty"),
    ],
)
def test_a_bad_file_is_one_sentence(cli: Cli, tmp_path: Path, data: str, words: str) -> None:
    path = tmp_path / "bad"
    path.write_text(data)
    said = cli("import", "directory", str(path))
    assert said.code == 1
    assert words in said.err
    assert len(said.err.splitlines()) == 1


def test_a_missing_file_is_said(cli: Cli, tmp_path: Path) -> None:
    said = cli("import", "directory", str(tmp_path / "none.csv"))
    assert (said.code, said.err) == (1, f"{tmp_path / 'none.csv'} was not found.\n")
