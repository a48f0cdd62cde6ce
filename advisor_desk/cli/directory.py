"""`directory`: looking after the contact directory."""

from __future__ import annotations

import click

from advisor_desk.cli import directory_report, directory_upkeep
from advisor_desk.i18n import _


def command() -> click.Group:
    """Return the group of what can be done with the directory as a whole."""
    return click.Group(
        "directory",
        commands=[directory_report.command(), *directory_upkeep.commands()],
        help=_("Look after the directory of services."),
    )
