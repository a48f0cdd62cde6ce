"""`stats`: the visits of a period counted by one list."""

from __future__ import annotations

from datetime import date
from typing import Final

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
from advisor_desk.cli.questions import find_question
from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.domain.periods import Period
from advisor_desk.domain.questions import ROWS_PREFIX
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_decimal, format_number, format_share
from advisor_desk.services.count_table import CountTable
from advisor_desk.services.statistics import ROWS, Summary, table_label

_LISTS = {"topic": "topics", "barrier": "barriers", "referral": "referrals"}
"""Names of lists by which what stands in them may be named too."""

_UNITS: Final = {
    "visits": N_("Visits"),
    "sessions": N_("Group sessions"),
    "participants": N_("Participants"),
}
"""The column of counts by what is counted."""


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
                help=_("What to count by: {names}; or question:ID for an own question.").format(
                    names=", ".join(ROWS)
                ),
            ),
            *period_options(),
            json_option(),
        ],
        help=_("Count the visits of a period by one list."),
    )


@click.pass_obj
def stats(session: Session, rows: str, first: date | None, last: date | None, as_json: bool) -> int:
    """Count and show."""
    own = rows.startswith(ROWS_PREFIX)
    name = rows if own else _rows_name(rows)
    period = make_period(first, last)
    with session.reading() as desk:
        if own:
            question = find_question(desk, rows.removeprefix(ROWS_PREFIX), "--rows")
            name = question.rows_name
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
            "unit": found.unit,
            "total": found.total_visits,
            "total_visits": summary.visits + summary.sessions,
            "adults": summary.adults,
            "children": summary.children,
            "group_sessions": summary.sessions,
            "participants": summary.participants,
            "mentions": found.mentions,
            "rows": plain(found.rows),
            "numbers": plain(found.numbers),
        }
    )


def _say_text(found: CountTable, summary: Summary, period: Period | None) -> None:
    total = found.total_visits
    label = table_label(found)
    rows = [
        [row.label, format_number(row.count), format_share(row.count, total)] for row in found.rows
    ]
    say(period_text(period))
    if rows:
        say("\n" + table([label, _(_UNITS[found.unit]), _("Share")], rows, right=(1, 2)))
    pairs: tuple[tuple[str, int], ...] = (
        (_("Visits in all"), summary.visits + summary.sessions),
        (_("Adults"), summary.adults),
        (_("Children"), summary.children),
    )
    if summary.sessions:
        pairs += (
            (_("Of these group sessions"), summary.sessions),
            (_("Participants of group sessions"), summary.participants),
        )
    if found.numbers is not None:
        mean = _("Mean {mean}, median {median}, of {count} answers.").format(
            mean=format_decimal(found.numbers.mean),
            median=format_decimal(found.numbers.median),
            count=format_number(found.numbers.answers),
        )
        say("\n" + mean)
    width = max(len(name) for name, _count in pairs)
    say()
    for name, count in pairs:
        say(f"{name.ljust(width)}  {format_number(count)}")
    if found.mentions:
        say("\n" + _("A visit may stand in several rows, so they can add up to more than all."))
