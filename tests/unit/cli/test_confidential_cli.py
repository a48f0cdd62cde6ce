"""What commands say goes into files, tickets and mails: it has nothing confidential."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor_desk.cli import service_sheet, show
from advisor_desk.domain.directory import Service
from advisor_desk.services.desk import Desk
from advisor_desk.services.indexing import reindex_service
from advisor_desk.storage.directory import write_service
from tests.unit.cli.conftest import Cli
from tests.unit.secrets import PUBLIC, leaked, shelter


@pytest.fixture
def hidden(desk: Desk) -> Desk:
    """Return a desk with the shelter in its directory and in its search index."""
    with desk.database.writing() as connection:
        write_service(connection, shelter())
        reindex_service(connection, shelter())
    assert desk.directory.get("shelter") == shelter()
    return desk


@pytest.mark.usefixtures("hidden")
@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "service", "shelter"),
        ("show", "service", "shelter", "--json"),
        ("search", "turvakoti"),
        ("search", "turvakoti", "--json"),
        ("search", "0405550101", "--json"),
        ("search", "Piilokatu", "--json"),
        ("directory", "report"),
        ("directory", "report", "--json"),
    ],
)
def test_no_command_says_what_is_confidential(cli: Cli, arguments: tuple[str, ...]) -> None:
    said = cli(*arguments)
    assert said.code == 0
    assert said.out
    # The question itself is repeated in the answer.
    assert leaked((said.out + said.err).replace(arguments[1], "")) == []


@pytest.mark.usefixtures("hidden")
def test_what_is_public_is_said(cli: Cli) -> None:
    said = cli("show", "service", "shelter")
    assert all(contact in said.out for contact in PUBLIC)


@pytest.mark.usefixtures("hidden")
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_sabotage_without_the_rule_show_leaks(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, as_json: tuple[str, ...]
) -> None:
    def everything(service: Service) -> Service:
        return service

    monkeypatch.setattr(show, "public", everything)
    monkeypatch.setattr(service_sheet, "public", everything)
    assert leaked(cli("show", "service", "shelter", *as_json).out)


def test_an_export_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    for name, suffix in (("csv", "csv"), ("xlsx", "xlsx"), ("hsds", "zip"), ("vcard", "vcf")):
        target = tmp_path / f"out.{suffix}"
        said = cli("export", "directory", "--format", name, "--output", str(target))
        assert (said.code, said.err) == (0, "")
        assert said.out == f"239 services were written to {target}.\n"
        assert target.stat().st_size > 10_000
    said = cli("export", "directory", "--format", "hsds", "--output", str(tmp_path / "o.json"),
               "--offered", "--json")  # fmt: skip
    assert (said.json["services"], said.json["format"]) == (236, "hsds")


def test_a_wrong_export_is_refused(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "o.csv"
    said = cli("export", "directory", "--format", "csv", "--why", "x", "--output", str(target))
    assert (said.code, target.exists()) == (2, False)
    assert "--why" in said.err
    missing = str(tmp_path / "none" / "o.csv")
    said = cli("export", "directory", "--format", "csv", "--output", missing)
    assert said.code == 1
    assert missing in said.err


def test_the_report_as_text_as_json_and_as_a_file(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "q.csv"
    said = cli("directory", "report", "--output", str(target))
    assert (said.code, said.err) == (0, "")
    assert "236 services were looked at" in said.out
    assert str(target) in said.out
    found = cli("directory", "report", "--json").json
    assert found["records"] == 236
    assert len(target.read_text("utf-8-sig").splitlines()) == len(found["findings"]) + 1
    by_rule = {one["rule"]: one["records"] for one in found["rules"]}
    assert by_rule["contacts-never"] == 236
