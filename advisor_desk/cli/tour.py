"""`tour`: pictures of the real window; the only command that draws."""

from __future__ import annotations

import re
from pathlib import Path

import click

from advisor_desk.cli.output import say
from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.i18n import _


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "tour",
        callback=tour,
        params=[
            click.Option(
                ["--output"],
                type=click.Path(file_okay=False, path_type=Path),
                default=Path("tour"),
                show_default=True,
                metavar="DIR",
                help=_("Folder for the pictures."),
            ),
            click.Option(
                ["--size"],
                default="1366x768",
                show_default=True,
                metavar="WxH",
                help=_("Size of the window."),
            ),
        ],
        help=_("Draw the window without a screen, as pictures in a folder."),
    )


@click.pass_obj
def tour(session: Session, output: Path, size: str) -> int:
    """Draw the tour and tell where the pictures are."""
    if re.fullmatch(r"[1-9]\d{2,3}x[1-9]\d{2,3}", size, re.ASCII) is None:
        message = _("“{value}” is not a size like 1366x768.").format(value=size)
        raise WrongValueError(message, param_hint="--size")
    code = session.openers.tour(output, size)
    if code == 0:
        say(_("The pictures are in {folder}.").format(folder=output.resolve()))
    return code
