"""`visits`: the visits of a period."""

from __future__ import annotations

from datetime import date

import click

from advisor_desk.cli.options import everything, json_option, make_period, period_options
from advisor_desk.cli.output import plain_visit, say, say_json, table
from advisor_desk.cli.session import Session
from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.visit import MULTI_FIELDS, SINGLE_FIELDS, Visit
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_day, format_number
from advisor_desk.services.desk import Desk
from advisor_desk.services.explain import field_label
from advisor_desk.services.statistics import part_of_day_label

_SHOWN = ("topics", "reason", "employment", "language", "municipality", "channel", "outcome")


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "visits",
        callback=visits,
        params=[*period_options(), json_option()],
        help=_("Show the visits of a period; all of them without one."),
    )


@click.pass_obj
def visits(session: Session, first: date | None, last: date | None, as_json: bool) -> int:
    """Show the visits that count."""
    period = make_period(first, last) or everything()
    with session.reading() as desk:
        found = desk.visits.between(period.first, period.last)
        if as_json:
            say_json([plain_visit(visit) for visit in found])
        else:
            _say_text(session, desk, found)
    return 0


def _say_text(session: Session, desk: Desk, found: list[Visit]) -> None:
    if not found:
        say(_("There are no visits in this period."))
        return
    headers = [field_label(name) for name in ("day", "part_of_day", *_SHOWN, "minutes")]
    rows = [_row(session, desk, visit) for visit in found]
    say(table(headers, rows, right=[len(headers) - 1]))
    count = len(found)
    message = ngettext("{count} visit", "{count} visits", count)
    say("\n" + message.format(count=format_number(count)))


def _row(session: Session, desk: Desk, visit: Visit) -> list[str]:
    cells = [format_day(visit.day), part_of_day_label(visit.part_of_day)]
    for name in _SHOWN:
        value = getattr(visit, name)
        codes = value if isinstance(value, tuple) else (value,)
        list_name = SINGLE_FIELDS.get(name) or MULTI_FIELDS[name]
        labels = (
            desk.codes.book.label(list_name, code, session.language)
            for code in codes
            if code != NOT_ASKED
        )
        cells.append(", ".join(labels))
    return [*cells, "" if visit.minutes is None else format_number(visit.minutes)]
