"""The command line: `advisor-desk [--data DIR] [--lang fi|sv|en] COMMAND`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from advisor_desk import __version__
from advisor_desk.cli import (
    appointments,
    check,
    click_texts,
    codes,
    directory,
    door,
    exporting,
    importing,
    log,
    questionnaire,
    questions,
    search,
    show,
    stats,
    synonyms,
    tally,
    tour,
    visits,
    walk,
)
from advisor_desk.cli.output import prepare_streams, warn
from advisor_desk.cli.refusals import RefusalError
from advisor_desk.cli.session import Openers, Session, choose_language
from advisor_desk.domain.failures import (
    Failure,
    InvalidRecord,
    InvalidSynonym,
    InvalidVisit,
    NotAllowed,
)
from advisor_desk.domain.text import LANGUAGES
from advisor_desk.i18n import _, set_language
from advisor_desk.paths import find_paths
from advisor_desk.services.explain import explain
from advisor_desk.settings.store import Settings

__all__ = ["Openers", "build", "run"]

_INTERRUPTED = 130


class _Desk(click.Group):
    """The group of all commands."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what the command returns
        """Run the command named, and explain the failures of the world."""
        try:
            return super().invoke(ctx)
        except (Failure, InvalidRecord, InvalidVisit, InvalidSynonym, NotAllowed) as error:
            raise RefusalError(explain(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """Return the commands in the order of the work."""
        return list(self.commands)


def build() -> click.Group:
    """Return the command line with its texts in the current language."""
    modules = (
        search,
        show,
        walk,
        log,
        tally,
        visits,
        appointments,
        door,
        stats,
        questionnaire,
        exporting,
        importing,
        directory,
        codes,
        questions,
        synonyms,
        check,
        tour,
    )
    return _Desk(
        "advisor-desk",
        callback=_open,
        commands=[module.command() for module in modules],
        params=[
            click.Option(
                ["--data"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                help=_("Folder of the database."),
            ),
            click.Option(
                ["--lang"], type=click.Choice(LANGUAGES), help=_("Language of texts and dates.")
            ),
            _version_option(),
        ],
        help=_("The desk program of advice points. Without a command the window opens."),
    )


def _version_option() -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_say_version,
        help=_("Show the version and exit."),
    )


def _say_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"Advisor Desk {__version__}")
        context.exit()


@click.pass_context
def _open(context: click.Context, data: Path | None, lang: str | None) -> None:
    """Put the session in the place of the openers."""
    paths = find_paths(data)
    settings = Settings(paths.settings)
    language = choose_language(lang, settings)
    _speak(language, paths.translations)
    context.obj = Session(paths, settings, language, context.obj)


def _speak(language: str, folder: Path) -> None:
    set_language(language, folder)
    click_texts.speak(language, folder)


def run(arguments: Sequence[str], openers: Openers) -> int:
    """Run the command on the command line and return the exit code.

    0 is success; 1 a failure, told in a sentence; 2 wrong use.
    """
    prepare_streams()
    _choose_texts(arguments)
    try:
        code = build().main(
            list(arguments), prog_name="advisor-desk", obj=openers, standalone_mode=False
        )
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return _INTERRUPTED
    except OSError as error:
        _drop_output()
        warn(_("The system refused it: {reason}.").format(reason=error.strerror or error))
        return 1
    return code if isinstance(code, int) else 0


def _choose_texts(arguments: Sequence[str]) -> None:
    """Set the language before the texts of options are made, from the arguments as they are."""
    data = _value(arguments, "--data")
    paths = find_paths(Path(data) if data else None)
    try:
        settings = Settings(paths.settings)
    except Failure:
        settings = None  # told when the command is run
    _speak(choose_language(_value(arguments, "--lang"), settings), paths.translations)


def _value(arguments: Sequence[str], name: str) -> str | None:
    for position, argument in enumerate(arguments):
        if argument == name:
            return next(iter(arguments[position + 1 :]), None)
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return None


def _drop_output() -> None:
    """Let what could not be written be forgotten, else the end of the process complains again."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError):
        return  # the output is no file
