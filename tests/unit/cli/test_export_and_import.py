"""`export visits` and `import visits`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from advisor_desk.paths import Paths
from advisor_desk.services import session
from tests.unit.cli.conftest import Cli


@pytest.fixture
def exported(cli: Cli, tmp_path: Path) -> Path:
    """Return a file with two visits, as the command line wrote it."""
    target = tmp_path / "visits.csv"
    cli("log", "--topic", "housing", "--observation", "CANARY", "--refer", "kela")
    cli("log", "--topic", "kela-coverage", "--municipality", "Espoo", "--advisor", "=1+1")
    said = cli("export", "visits", "--format", "csv", "--why", "a test", "--output", str(target))
    assert (said.code, said.err) == (0, "")
    assert said.out == f"2 visits were written to {target}.\n"
    return target


def test_a_round_trip_gives_equal_visits(cli: Cli, exported: Path, tmp_path: Path) -> None:
    before = cli("visits", "--json").json
    other = str(tmp_path / "other")
    said = cli("--data", other, "import", "visits", str(exported))
    assert (said.code, said.out) == (0, "2 visits were imported.\n")
    assert cli("--data", other, "visits", "--json").json == before
    said = cli("--data", other, "import", "visits", str(exported), "--json")
    assert said.json == {"imported": 0, "already_there": 2, "bad": []}


def test_the_reason_is_journaled(exported: Path, paths: Paths) -> None:
    assert b"CANARY" not in exported.read_bytes()
    with closing(sqlite3.connect(paths.database)) as connection:
        rows = connection.execute("SELECT what, record_count, reason FROM release").fetchall()
    assert rows == [("visits", 2, "a test")]


def test_an_export_in_json(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "v.csv"
    said = cli("export", "visits", "--why", "a test", "--output", str(target), "--json")
    assert said.json.pop("release")
    assert (said.json["visits"], said.json["file"]) == (0, str(target))


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("--output", "v.csv"), 2, "--why"),
        (("--why", " a ", "--output", "v.csv"), 2, "--why"),
        (("--why", "a test"), 2, "--output"),
        (("--why", "a test", "--output", "no folder/v.csv"), 1, "no folder"),
        (("--why", "a test", "--output", "v.csv", "--format", "pdf"), 2, "pdf"),
    ],
)
def test_a_wrong_export_is_refused(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    named: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    said = cli("export", "visits", *arguments)
    assert said.code == code
    assert named in said.err
    assert not (tmp_path / "v.csv").exists()


def test_bad_rows_are_named_and_nothing_is_imported(
    cli: Cli, exported: Path, tmp_path: Path
) -> None:
    exported.write_text(exported.read_text("utf-8").replace("housing", "hausing"), "utf-8")
    other = ("--data", str(tmp_path / "other"))
    said = cli(*other, "import", "visits", str(exported))
    assert said.code == 1
    assert said.err.startswith("Line 2, column topics: ")
    assert cli(*other, "visits", "--json").json == []
    said = cli(*other, "import", "visits", str(exported), "--skip-bad")
    assert (said.code, said.out) == (0, "1 visit was imported.\n1 row was left out.\n")
    assert len(cli(*other, "visits", "--json").json) == 1


def test_bad_rows_in_json(cli: Cli, exported: Path) -> None:
    exported.write_text(exported.read_text("utf-8").replace("housing", "hausing"), "utf-8")
    said = cli("import", "visits", str(exported), "--json")
    assert said.code == 1
    assert [(one["line"], one["column"]) for one in said.json["bad"]] == [(2, "topics")]


@pytest.mark.parametrize("content", ["", "id;day\n", "\0\0\0", "not,a,table"])
def test_a_file_that_is_none_is_refused_in_one_sentence(
    cli: Cli, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "v.csv"
    file.write_text(content, "utf-8")
    said = cli("import", "visits", str(file), "--skip-bad")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert cli("import", "visits", str(tmp_path / "none.csv")).code == 1


def test_while_the_window_is_open_nothing_is_written(
    cli: Cli, exported: Path, paths: Paths
) -> None:
    with session.take_desk(paths):
        assert cli("import", "visits", str(exported)).code == 1
        assert cli("export", "visits", "--why", "a test", "--output", str(exported)).code == 1
