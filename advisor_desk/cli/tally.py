"""`tally`: a visit counted from the command line, to be filled in later."""

from __future__ import annotations

import click

from advisor_desk.cli.log import look_after
from advisor_desk.cli.options import json_option
from advisor_desk.cli.output import plain_visit, say, say_json
from advisor_desk.cli.session import Session
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "tally",
        callback=tally,
        params=[json_option()],
        help=_("Count a visit with its time, to be filled in later."),
    )


@click.pass_obj
def tally(session: Session, /, as_json: bool) -> int:
    """Count a visit, then see to what a desk does every day."""
    with session.writing() as desk:
        visit = desk.tally.count(desk.actor, desk.tally.begin(desk.actor, {}))
        waiting = desk.tally.count_waiting()
        if as_json:
            say_json({"visit": plain_visit(visit), "waiting": waiting})
        else:
            text = ngettext(
                "Counted. {count} visit waits to be filled in.",
                "Counted. {count} visits wait to be filled in.",
                waiting,
            )
            say(text.format(count=format_number(waiting)))
        look_after(session, desk)
    return 0
