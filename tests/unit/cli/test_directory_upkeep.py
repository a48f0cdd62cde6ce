"""`directory due`, `verify`, `reports` and `history`."""

from __future__ import annotations

from dataclasses import replace

from advisor_desk.services.desk import Desk
from tests.unit.cli.conftest import Cli


def test_a_check_takes_a_service_off_the_list(cli: Cli) -> None:
    before = cli("directory", "due", "--json", "--limit", "10000").json
    said = cli("directory", "verify", "kela", "--method", "web", "--texts", "--note", "Sivulta")
    assert said.code == 0
    assert "Sivulta" in said.out
    after = cli("directory", "due", "--json", "--limit", "10000").json
    assert after["count"] == before["count"] - 1
    assert "kela" not in [entry["service_id"] for entry in after["services"]]


def test_what_is_in_doubt_stands_first(cli: Cli) -> None:
    cli("directory", "verify", "vero", "--outcome", "wrong")
    lines = cli("directory", "due", "--limit", "2").out.splitlines()
    assert "vero" in lines[2]
    assert "Something is wrong" in lines[2]
    assert lines[-1].endswith("services to check")


def test_an_unknown_service_is_told(cli: Cli) -> None:
    assert cli("directory", "verify", "nowhere").code == 1
    assert cli("directory", "history", "nowhere").code == 1


def test_reports_and_history_are_listed(cli: Cli, desk: Desk) -> None:
    assert cli("directory", "reports").out.strip() == "Nothing is reported to be wrong."
    assert cli("directory", "history", "kela").out.strip() == "Nothing was changed at this desk."
    number = desk.curation.report(desk.actor, "kela", "Numero on väärä")
    kela = desk.directory.get("kela")
    assert kela is not None
    desk.curation.save(desk.actor, kela, replace(kela, website="https://kela.fi/uusi"))
    desk.database.close()
    assert "Numero on väärä" in cli("directory", "reports").out
    assert "https://kela.fi/uusi" in cli("directory", "history", "kela").out
    (entry,) = cli("directory", "history", "kela", "--json").json
    assert [change["field"] for change in entry["changes"]] == ["website"]
    desk.curation.answer_report(desk.actor, number, "mended", "Korjattu")
    desk.database.close()
    assert cli("directory", "reports", "--json").json == []
    assert "Korjattu" in cli("directory", "reports", "--all").out
