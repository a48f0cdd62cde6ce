"""`stats`: the visits of a period counted by one list."""

from __future__ import annotations

from datetime import date

import click

from advisor_desk.cli.options import (
    everything,
    json_option,
    make_period,
    near_ids,
    period_options,
    period_text,
)
from advisor_desk.cli.output import plain, say, say_json, table
from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.domain.periods import Period
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_number, format_share
from advisor_desk.services.statistics import ROWS, CountTable, Summary, rows_label

_LISTS = {"topic": "topics", "barrier": "barriers", "referral": "referrals"}
"""Names of lists by which what stands in them may be named too."""


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "stats",
        callback=stats,
        params=[
            click.Option(
                ["--rows"],
                required=True,
                metavar="LIST",
                help=_("What to count by: {names}.").format(names=", ".join(ROWS)),
            ),
            *period_options(),
            json_option(),
        ],
        help=_("Count the visits of a period by one list."),
    )


@click.pass_obj
def stats(session: Session, rows: str, first: date | None, last: date | None, as_json: bool) -> int:
    """Count and show."""
    name = _rows_name(rows)
    period = make_period(first, last)
    with session.reading() as desk:
        found = desk.statistics.table(name, period or everything(), session.language)
        summary = desk.statistics.summary(period or everything())
    if as_json:
        _say_json(found, summary, first, last)
    else:
        _say_text(found, summary, period)
    return 0


def _rows_name(text: str) -> str:
    name = text.replace("-", "_")
    name = _LISTS.get(name, name)
    if name in ROWS:
        return name
    near = near_ids(name, {known: known for known in ROWS})
    message = _("Visits are not counted by “{value}”. Choose one of {names}.").format(
        value=text, names=near or ", ".join(ROWS)
    )
    raise WrongValueError(message, param_hint="--rows")


def _say_json(found: CountTable, summary: Summary, first: date | None, last: date | None) -> None:
    say_json(
        {
            "list": found.rows_name,
            "from": first.isoformat() if first else None,
            "to": last.isoformat() if last else None,
            "total_visits": found.total_visits,
            "adults": summary.adults,
            "children": summary.children,
            "mentions": found.mentions,
            "rows": plain(found.rows),
        }
    )


def _say_text(found: CountTable, summary: Summary, period: Period | None) -> None:
    total = found.total_visits
    label = rows_label(found.rows_name)
    rows = [
        [row.label, format_number(row.count), format_share(row.count, total)] for row in found.rows
    ]
    say(period_text(period))
    if rows:
        say("\n" + table([label, _("Visits"), _("Share")], rows, right=(1, 2)))
    pairs = (
        (_("Visits in all"), total),
        (_("Adults"), summary.adults),
        (_("Children"), summary.children),
    )
    width = max(len(name) for name, _count in pairs)
    say()
    for name, count in pairs:
        say(f"{name.ljust(width)}  {format_number(count)}")
    if found.mentions:
        say("\n" + _("A visit may stand in several rows, so they can add up to more than all."))
