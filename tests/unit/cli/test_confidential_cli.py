"""What commands say goes into files, tickets and mails: it has nothing confidential.

Each command that could say it has a sabotage in `SABOTAGES`: the rule is taken out where that
command asks it, and what was said must then leak.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from advisor_desk.cli import directory_upkeep, service_sheet, show
from advisor_desk.domain.directory import Service
from advisor_desk.services import indexing, quality
from advisor_desk.services.desk import Desk
from advisor_desk.services.indexing import reindex_service
from advisor_desk.storage.directory import write_service
from tests.unit.cli.conftest import Cli
from tests.unit.secrets import PUBLIC, leaked, shelter, unmarked

#: A shelter of which a search has no place to say but its city, and with numbers that are none, so
#: that the report quotes them.
WRONG = replace(
    shelter(),
    nationwide=False,
    phones=tuple(replace(phone, number=f"{phone.number} x") for phone in shelter().phones),
)

HISTORY = ("directory", "history", "shelter")
COMMANDS = [
    ("show", "service", "shelter"),
    ("show", "service", "shelter", "--json"),
    ("search", "turvakoti"),
    ("search", "turvakoti", "--json"),
    ("search", "0405550101", "--json"),
    ("search", "Piilokatu", "--json"),
    ("directory", "report"),
    ("directory", "report", "--json"),
    HISTORY,
    (*HISTORY, "--json"),
]


def store(desk: Desk) -> None:
    """Put the shelter into the directory and the index, with a history: it was marked later."""
    with desk.database.writing() as connection:
        write_service(connection, unmarked(WRONG))
    before = desk.directory.get("shelter")
    assert before is not None
    desk.curation.save(desk.actor, before, WRONG)
    with desk.database.writing() as connection:
        reindex_service(connection, WRONG)


@pytest.fixture
def hidden(desk: Desk) -> Desk:
    """Return a desk with the shelter in its directory, its history and its search index."""
    store(desk)
    assert desk.directory.get("shelter") == replace(WRONG, revision=2, edited=True)
    return desk


def answer(cli: Cli, *arguments: str) -> str:
    """Return all that a command says, without the question that a search repeats."""
    said = cli(*arguments)
    assert said.code == 0
    assert said.out
    if arguments[0] != "search" or "--json" not in arguments:
        return said.out + said.err
    found = said.json
    assert found.pop("query") == arguments[1]
    assert "shelter" in [hit["id"] for hit in found["hits"]]
    return json.dumps(found, ensure_ascii=False) + said.err


@pytest.mark.usefixtures("hidden")
@pytest.mark.parametrize("arguments", COMMANDS)
def test_no_command_says_what_is_confidential(cli: Cli, arguments: tuple[str, ...]) -> None:
    assert leaked(answer(cli, *arguments)) == []


@pytest.mark.usefixtures("hidden")
def test_what_is_public_is_said(cli: Cli) -> None:
    said = cli("show", "service", "shelter")
    assert all(contact in said.out for contact in PUBLIC)


@pytest.mark.usefixtures("hidden")
def test_a_history_tells_that_confidential_contacts_were_changed(cli: Cli) -> None:
    (entry,) = cli(*HISTORY, "--json").json
    changed = {change.pop("field"): change for change in entry["changes"]}
    assert changed.keys() == {"address", "phones", "emails"}
    assert changed["phones"] == {"old": "", "new": "", "confidential": True}
    assert cli(*HISTORY).out.count("(confidential, do not give out)") == 6


def everything(service: Service) -> Service:
    """Hand everything on."""
    return service


def none(_changes: object) -> frozenset[str]:
    """Hold no field back."""
    return frozenset()


#: The command, the modules that ask the rule for it, its name and what stands in for it.
SABOTAGES: list[tuple[tuple[str, ...], tuple[ModuleType, ...], str, Callable[..., object]]] = [
    (("show", "service", "shelter"), (show, service_sheet), "public", everything),
    (("show", "service", "shelter", "--json"), (show,), "public", everything),
    (("search", "turvakoti"), (indexing,), "public", everything),
    (("search", "turvakoti", "--json"), (indexing,), "public", everything),
    (("directory", "report", "--json"), (quality,), "public", everything),
    (HISTORY, (directory_upkeep,), "confidential_fields", none),
    ((*HISTORY, "--json"), (directory_upkeep,), "confidential_fields", none),
]


@pytest.mark.parametrize(("arguments", "modules", "rule", "instead"), SABOTAGES)
def test_sabotage_without_the_rule_commands_leak(
    cli: Cli,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    modules: tuple[ModuleType, ...],
    rule: str,
    instead: Callable[..., object],
) -> None:
    for module in modules:
        monkeypatch.setattr(module, rule, instead)
    store(desk)
    assert leaked(answer(cli, *arguments))


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
