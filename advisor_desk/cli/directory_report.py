"""`directory report`: the quality of the directory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from advisor_desk.cli.options import json_option
from advisor_desk.cli.output import say, say_json, table
from advisor_desk.cli.session import Session
from advisor_desk.i18n import N_, _, ngettext
from advisor_desk.i18n.formats import format_number

GROUP_TITLES: Final = {
    "invalid": N_("Invalid"),
    "incomplete": N_("Incomplete"),
    "stale": N_("Stale"),
    "content": N_("Badly written"),
}


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "report",
        callback=report_directory,
        params=[
            json_option(),
            click.Option(
                ["--output"],
                type=click.Path(path_type=Path),
                metavar="FILE",
                help=_("Write each finding into this file: CSV, or JSON if it ends in .json."),
            ),
        ],
        help=_("Report on the quality of the directory: invalid, incomplete, stale, content."),
    )


@click.pass_obj
def report_directory(session: Session, as_json: bool, output: Path | None) -> int:
    """Tell how many records break each rule, and write the findings where that is asked for."""
    from advisor_desk.services.handing_on import plain_report
    from advisor_desk.services.quality import rule_title

    opened = session.writing() if output else session.reading()
    with opened as desk:
        report = desk.quality.report(session.language)
        if output:
            desk.handing_on.export_quality(desk.actor, report, output, session.language)
    if as_json:
        say_json(plain_report(report, session.language))
        return 0
    message = ngettext(
        "{count} service was looked at; {sound} of it is without a finding.",
        "{count} services were looked at; {sound} of them are without a finding.",
        report.records,
    )
    say(message.format(count=format_number(report.records), sound=format_number(report.sound)))
    if report.rules:
        translate: Callable[[str], str] = _
        rows = [
            (translate(GROUP_TITLES[one.group]), rule_title(one.rule), format_number(one.records))
            for one in report.rules
        ]
        say()
        say(table((_("Kind"), _("Finding"), _("Services")), rows, right=(2,)))
    if output:
        say()
        say(_("The findings were written to {path}.").format(path=output))
    return 0
