"""`export visits` and `export directory`: records leave the program as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from advisor_desk.cli import appointments, export_directory, questionnaire
from advisor_desk.cli.options import (
    check_reason,
    json_option,
    make_period,
    output_option,
    period_options,
    why_option,
)
from advisor_desk.cli.output import say_release
from advisor_desk.cli.session import Session
from advisor_desk.i18n import _, ngettext


def command() -> click.Group:
    """Return the group of what can be exported."""
    visits = click.Command(
        "visits",
        callback=export_visits,
        params=[
            click.Option(
                ["--format", "file_format"],
                type=click.Choice(["csv"]),
                default="csv",
                show_default=True,
                help=_("Kind of file."),
            ),
            why_option(required=True),
            output_option(),
            *period_options(),
            json_option(),
        ],
        help=_("Export visits; observations never leave."),
    )
    return click.Group(
        "export",
        commands=[
            visits,
            export_directory.command(),
            appointments.export_command(),
            questionnaire.export_command(),
        ],
        help=_("Let records out as a file."),
    )


@click.pass_obj
def export_visits(
    session: Session,
    file_format: str,
    why: str,
    output: Path,
    first: date | None,
    last: date | None,
    as_json: bool,
) -> int:
    """Write the file and tell how many visits are in it."""
    check_reason(why)
    period = make_period(first, last)
    with session.writing() as desk:
        report = desk.releases.export_visits(desk.actor, period, output, why, session.language)
    message = ngettext(
        "{count} visit was written to {path}.",
        "{count} visits were written to {path}.",
        report.count,
    )
    say_release(report, file_format, "visits", message, as_json=as_json)
    return 0
