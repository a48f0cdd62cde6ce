"""`export directory`: the directory leaves the program as a file for others."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from advisor_desk.cli.options import check_reason, json_option, output_option, why_option
from advisor_desk.cli.output import say_release
from advisor_desk.cli.session import Session
from advisor_desk.i18n import _, ngettext

_FORMATS: Final = ("csv", "xlsx", "hsds", "vcard")


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "directory",
        callback=export_directory,
        params=[
            click.Option(
                ["--format", "file_format"],
                type=click.Choice(_FORMATS),
                required=True,
                help=_("Kind of file; hsds is JSON, or a datapackage if FILE ends in .zip."),
            ),
            output_option(),
            why_option(required=False),
            click.Option(
                ["--offered"],
                is_flag=True,
                help=_("Leave out services that are closed or withdrawn."),
            ),
            json_option(),
        ],
        help=_("Export the directory of services; confidential contacts never leave."),
    )


@click.pass_obj
def export_directory(
    session: Session,
    file_format: str,
    output: Path,
    why: str | None,
    offered: bool,
    as_json: bool,
) -> int:
    """Write the file and tell how many services are in it."""
    from advisor_desk.services.handing_on import FORMATS, Wanted

    if why is not None:
        check_reason(why)
    if file_format == "hsds" and output.suffix.lower() == ".zip":
        file_format = "hsds-zip"
    chosen = next(one for one in FORMATS if one == file_format)
    # The directory is public, so the journal may do with a plain reason.
    reason = why or _("Handing on the directory of services")
    with session.writing() as desk:
        report = desk.handing_on.export(
            desk.actor,
            chosen,
            output,
            session.language,
            reason,
            wanted=Wanted(offered_only=offered),
        )
    message = ngettext(
        "{count} service was written to {path}.",
        "{count} services were written to {path}.",
        report.count,
    )
    say_release(report, chosen, "services", message, as_json=as_json)
    return 0
