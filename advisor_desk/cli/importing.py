"""`import`: what can come in; and visits from a file."""

from __future__ import annotations

from pathlib import Path

import click

from advisor_desk.cli import appointments, import_directory
from advisor_desk.cli.options import json_option
from advisor_desk.cli.output import plain, say, say_json, warn
from advisor_desk.cli.session import Session
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.release import ImportReport


def command() -> click.Group:
    """Return the group of what can be imported."""
    visits = click.Command(
        "visits",
        callback=import_visits,
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path), metavar="FILE.csv"),
            click.Option(
                ["--skip-bad"],
                is_flag=True,
                help=_("Import the good rows of a file with bad ones."),
            ),
            json_option(),
        ],
        help=_("Import visits from a file as “export visits” writes it."),
    )
    return click.Group(
        "import",
        commands=[visits, import_directory.command(), appointments.import_command()],
        help=_("Take records in from a file."),
    )


@click.pass_obj
def import_visits(session: Session, file: Path, skip_bad: bool, as_json: bool) -> int:
    """Import, name what is bad, and return 1 if nothing was imported because of it."""
    with session.writing() as desk:
        report = desk.releases.import_visits(desk.actor, file, skip_bad=skip_bad)
    for cell in report.bad:
        warn(_place(cell.line, cell.column, cell.problem))
    refused = bool(report.bad) and not skip_bad
    if as_json:
        say_json(plain(report))
    else:
        _say_text(report, refused=refused)
    return 1 if refused else 0


def _place(line: int, column: str, problem: str) -> str:
    if not column:
        return _("Line {line}: {problem}").format(line=line, problem=problem)
    return _("Line {line}, column {column}: {problem}").format(
        line=line, column=column, problem=problem
    )


def _say_text(report: ImportReport, *, refused: bool) -> None:
    if refused:
        warn(_("Nothing was imported. Mend these rows, or leave them out with --skip-bad."))
        return
    count = report.imported
    message = ngettext("{count} visit was imported.", "{count} visits were imported.", count)
    say(message.format(count=format_number(count)))
    if report.already_there:
        count = report.already_there
        message = ngettext("{count} was there already.", "{count} were there already.", count)
        say(message.format(count=format_number(count)))
    if report.bad:
        count = len({cell.line for cell in report.bad})
        message = ngettext("{count} row was left out.", "{count} rows were left out.", count)
        say(message.format(count=format_number(count)))
