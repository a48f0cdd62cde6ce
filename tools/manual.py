"""Bring the tables of the manual up to date with the program.

    python -m tools.manual          rewrite the tables in docs/manual.md
    python -m tools.manual check    exit code 1 if they are not up to date

Commands, keys, settings and the command line are tables in the program; in the manual they stand
between lines `<!-- name -->` and `<!-- /name -->`, and what is written there by hand is lost.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from advisor_desk.cli.main import build
from advisor_desk.services.actor import Role
from advisor_desk.services.explain import FIELD_LABELS
from advisor_desk.settings.options import FIELD_NOTES, OPTIONS, PAGES, VISIT_FIELDS, Option
from advisor_desk.ui.commands.keys import PLACES
from advisor_desk.ui.commands.menus import MENUS
from advisor_desk.ui.commands.table import COMMANDS

MANUAL = Path(__file__).resolve().parent.parent / "docs" / "manual.md"


def main(arguments: list[str]) -> int:
    """Rewrite or check the manual; return the exit code."""
    text = MANUAL.read_text(encoding="utf-8")
    wanted = renewed(text)
    if arguments[:1] == ["check"]:
        return int(text != wanted)
    MANUAL.write_text(wanted, encoding="utf-8")
    return 0


def renewed(text: str) -> str:
    """Return the manual with tables as the program has them now.

    Raises:
        KeyError: the manual has no place for a table.
    """
    for name, lines in TABLES.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _begin, rest = text.partition(begin)
        _old, found, after = rest.partition(end)
        if not found:
            raise KeyError(name)
        text = before + begin + "\n".join(["", *lines(), "", ""]) + end + after
    return text


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    heads = list(heads)
    yield _line(heads)
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def commands() -> Iterator[str]:
    """Yield the table of commands."""
    return table(
        ["menu", "command", "keys", "who"],
        (
            (
                MENUS[command.menu].replace("&", ""),
                command.label,
                f"`{command.shortcut}`" if command.shortcut else "",
                "supervisor" if command.role >= Role.SUPERVISOR else "everyone",
            )
            for command in COMMANDS
        ),
    )


def keys() -> Iterator[str]:
    """Yield the table of the keys that work in one place."""
    return table(
        ["where", "keys", "what happens"],
        ((place, key.keys, key.does) for place, there in PLACES.items() for key in there),
    )


def settings() -> Iterator[str]:
    """Yield the table of the settings that stand in the preferences, but for the fields."""
    return table(
        ["page", "setting", "name in the file", "values", "at first"],
        (
            (PAGES[option.page], option.label, f"`{option.name}`", _values(option), _first(option))
            for option in OPTIONS
            if option.page and option.label
        ),
    )


def _values(option: Option) -> str:
    if option.choices:
        return ", ".join(f"{words} (`{value}`)" for value, words in option.choices.items())
    if option.code_list:
        return f"a code of the list `{option.code_list}`"
    if isinstance(option.default, int):
        return f"{option.low} to {option.shown.format(number=option.high)}"
    return f"a text, at most {option.max_length} characters"


def _first(option: Option) -> str:
    return f"`{option.default}`" if option.default != "" else "none"


def fields() -> Iterator[str]:
    """Yield the table of the optional fields of a visit."""
    uses = {"main": "shown", "more": "under “More”", "required": "required", "hidden": "hidden"}
    return table(
        ["field", "name in the file", "at first", "note"],
        (
            (FIELD_LABELS[name], f"`field_{name}`", uses[use], FIELD_NOTES.get(name, ""))
            for name, use in VISIT_FIELDS.items()
        ),
    )


def command_line() -> Iterator[str]:
    """Yield the table of the command line."""
    return table(
        ["command", "what", "options"],
        (
            (f"`{' '.join([path, *_arguments(command)])}`", command.help or "", _options(command))
            for path, command in subcommands()
        ),
    )


def subcommands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command of the command line with its words, such as `show card`."""
    yield from _below("", build())


def _below(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield words, command
        return
    for name, inner in command.commands.items():
        yield from _below(f"{words} {name}".strip(), inner)


def _arguments(command: click.Command) -> list[str]:
    return [str(p.make_metavar(_context(command))) for p in _parameters(command, click.Argument)]


def _options(command: click.Command) -> str:
    names = []
    for option in _parameters(command, click.Option):
        value = "" if getattr(option, "is_flag", False) else option.make_metavar(_context(command))
        names.append(f"`{' '.join(filter(None, [option.opts[0], value]))}`")
    return ", ".join(names)


def _parameters(command: click.Command, kind: type[click.Parameter]) -> list[click.Parameter]:
    return [parameter for parameter in command.params if isinstance(parameter, kind)]


def _context(command: click.Command) -> click.Context:
    return click.Context(command)


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "keys": keys,
    "settings": settings,
    "fields": fields,
    "command-line": command_line,
}
"""The tables by the names of their places."""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
