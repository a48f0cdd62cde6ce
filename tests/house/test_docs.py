"""The documents: everything a person can do stands in the manual, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from advisor_desk.services.explain import FIELD_LABELS
from advisor_desk.settings.options import OPTIONS, VISIT_FIELDS
from advisor_desk.ui.commands.keys import PLACES
from advisor_desk.ui.commands.table import COMMANDS
from tests.house.tree import REPOSITORY
from tools import manual

TEXT = manual.MANUAL.read_text(encoding="utf-8")
DOCUMENTS = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
SUBCOMMANDS = dict(manual.subcommands())

_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


def missing(names: list[str], text: str = TEXT) -> list[str]:
    """Return the names that do not stand in the manual."""
    return [name for name in names if name not in text]


def test_every_command_and_its_keys() -> None:
    wanted = [
        f"| {command.label} | `{command.shortcut}` |" for command in COMMANDS if command.shortcut
    ]
    wanted += [f"| {command.label} |" for command in COMMANDS]
    assert missing(wanted) == []


def test_every_key_of_a_place() -> None:
    rows = [
        f"| {place} | {key.keys} | {key.does} |" for place, keys in PLACES.items() for key in keys
    ]
    assert missing(rows) == []


@pytest.mark.parametrize("words", SUBCOMMANDS)
def test_every_subcommand_and_its_options(words: str) -> None:
    assert missing([f"`{words}"]) == []
    line = next(line for line in TEXT.splitlines() if line.startswith(f"| `{words}"))
    options = [p for p in SUBCOMMANDS[words].params if isinstance(p, click.Option)]
    assert missing([option.opts[0] for option in options], line) == []


def test_every_setting() -> None:
    shown = [option for option in OPTIONS if option.page]
    assert missing([f"`{option.name}`" for option in shown]) == []
    assert missing([option.label for option in shown]) == []
    assert missing([f"| {FIELD_LABELS[name]} | `field_{name}` |" for name in VISIT_FIELDS]) == []


def test_the_tables_are_up_to_date() -> None:
    assert manual.renewed(TEXT) == TEXT, "python -m tools.manual brings them up to date"


def test_a_stale_table_and_a_missing_one_are_caught() -> None:
    stale = TEXT.replace("| Quit | `Ctrl+Q` |", "| Quit | `Ctrl+X` |")
    assert manual.renewed(stale) == TEXT != stale
    with pytest.raises(KeyError, match="commands"):
        manual.renewed(TEXT.replace("<!-- commands -->", ""))


def test_a_name_that_does_not_stand_there_is_caught() -> None:
    assert missing(["Quit", "Make coffee"]) == ["Make coffee"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = _LINK.findall(document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []
