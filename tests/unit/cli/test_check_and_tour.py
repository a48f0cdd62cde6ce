"""`check` and `tour`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from advisor_desk import __version__
from advisor_desk.paths import Paths
from advisor_desk.services import maintenance
from tests.unit.cli.conftest import Cli
from tests.unit.conftest import NOW, FrozenClock


def test_a_sound_desk(cli: Cli, paths: Paths) -> None:
    said = cli("check", "--json")
    assert said.code == 0
    assert said.json["sound"] is True
    assert said.json["problems"] == []
    assert said.json["versions"]["program"] == __version__
    assert said.json["counts"]["service"] > 200
    assert said.json["paths"]["database"] == str(paths.database)
    assert cli("check").out.endswith("All is well.\n")


def test_a_fresh_folder_gets_its_database(empty_cli: Cli, data_folder: Path) -> None:
    assert empty_cli("check").code == 0
    assert (data_folder / "desk.sqlite3").exists()


def test_a_damaged_database_is_named_with_the_newest_backup(cli: Cli, paths: Paths) -> None:
    kept = maintenance.daily_backup(paths, FrozenClock(NOW))
    paths.database.write_bytes(b"SQLite format 3\x00" + b"rubbish" * 2000)
    said = cli("check")
    assert (said.code, said.out) == (1, "")
    assert "damaged" in said.err
    assert str(kept) in said.err
    said = cli("check", "--json")
    assert said.code == 1
    assert said.json["sound"] is False
    assert "damaged" in said.json["problems"][0]


def test_damage_inside_is_found(cli: Cli, paths: Paths) -> None:
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute("INSERT INTO visit_topic VALUES ('no such visit', 0, 'housing')")
    said = cli("check")
    assert said.code == 1
    assert "visit_topic" in said.out
    assert cli("check", "--json").json["sound"] is False


def test_wrong_counts_of_like_visits_are_told_and_mended(cli: Cli, paths: Paths) -> None:
    assert cli("log", "--topic", "housing").code == 0
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute("UPDATE like_visits SET count = 7")
    said = cli("check")
    assert said.code == 1
    assert "run advisor-desk check --mend" in said.out
    assert "damaged" not in said.out + said.err
    told = cli("check", "--json")
    assert (told.code, told.json["sound"], told.json["counts_agree"]) == (1, False, False)
    assert cli("check", "--mend").out.endswith("All is well.\n")
    assert cli("check").code == 0


def test_a_database_of_a_newer_version_is_left_alone(cli: Cli, paths: Paths) -> None:
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = paths.database.read_bytes()
    for command in (["check"], ["search", "kela"], ["log", "--topic", "housing"]):
        said = cli(*command)
        assert (said.code, said.out) == (1, "")
        assert "newer version" in said.err
        assert said.err.count("\n") == 1
    assert paths.database.read_bytes() == before


def test_the_tour_is_handed_on(cli: Cli, toured: list[tuple[Path, str]], tmp_path: Path) -> None:
    assert cli("tour").code == 0
    assert cli("tour", "--output", str(tmp_path), "--size", "1024x700").code == 0
    assert toured == [(Path("tour"), "1366x768"), (tmp_path, "1024x700")]


@pytest.mark.parametrize("size", ["big", "10x10", "1366", "1366x768x2", "-5x700"])
def test_a_size_that_is_none_is_refused(cli: Cli, toured: list[object], size: str) -> None:
    said = cli("tour", f"--size={size}")
    assert (said.code, toured) == (2, [])
    assert size in said.err
