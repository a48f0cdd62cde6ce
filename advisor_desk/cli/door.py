"""`door`: what was counted at the door, beside what was logged."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from advisor_desk.cli.options import json_option, make_period, parse_day, period_options
from advisor_desk.cli.output import say, say_json, table
from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.domain.door import DOOR_KINDS, MAX_TOTAL, DoorDay, DoorKind, DoorSum, sums
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day, format_number, format_share
from advisor_desk.services.door import compared_text, kind_name, logged_text, share_text


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "door",
        callback=door,
        params=[
            click.Argument(["total"], required=False, type=click.IntRange(0, MAX_TOTAL)),
            click.Option(
                ["--day"], type=parse_day, metavar="DAY", help=_("The day; today if left out.")
            ),
            click.Option(
                ["--kind"],
                type=click.Choice(DOOR_KINDS),
                help=_("Queue tickets or a counter of people; as entered last if left out."),
            ),
            *period_options(),
            json_option(),
        ],
        help=_("Show or enter what was counted at the door, beside what was logged."),
    )


@click.pass_obj
def door(
    session: Session,
    total: int | None,
    day: date | None,
    kind: DoorKind | None,
    first: date | None,
    last: date | None,
    as_json: bool,
) -> int:
    """Enter a total where one is named; show the day, or the days of a period."""
    period = make_period(first, last)
    if period is not None:
        if total is not None or day is not None:
            raise WrongValueError(_("Name a day or a period, not both."), param_hint="--from")
        with session.reading() as desk:
            found = desk.door.days(period)
        _say_days([one for one in found if kind in (None, one.kind)], as_json=as_json)
        return 0
    opened = session.reading() if total is None else session.writing()
    with opened as desk:
        day = day or desk.visits.today()
        kind = kind or desk.door.entered_kind(day) or "tickets"
        if total is not None:
            desk.door.enter(desk.actor, day, kind, total)
        shown = desk.door.of_day(day, kind)
    if as_json:
        say_json(_plain(shown))
    else:
        say(f"{format_day(shown.day)} · {kind_name(kind)}")
        say(share_text(shown))
        say(logged_text(shown.logged))
    return 0


def _plain(one: DoorDay) -> dict[str, Any]:
    logged = one.logged
    return {
        "day": one.day,
        "kind": one.kind,
        "total": one.total,
        "compared": one.compared,
        "share": round(one.compared / one.total, 4) if one.total else None,
        "contacts": logged.contacts,
        "people": logged.people,
        "tallies": logged.tallies,
        "estimates": logged.estimates,
        "elsewhere": logged.elsewhere,
    }


def _plain_sum(one: DoorSum) -> dict[str, Any]:
    share = round(one.logged / one.door, 4) if one.door else None
    return {
        "kind": one.kind,
        "days": one.days,
        "door": one.door,
        "logged": one.logged,
        "share": share,
    }


def _say_days(found: list[DoorDay], *, as_json: bool) -> None:
    total = sums(found)
    if as_json:
        say_json({"days": list(map(_plain, found)), "sums": list(map(_plain_sum, total))})
        return
    if not found:
        say(_("No total was entered for these days."))
        return
    rows = [
        [
            format_day(one.day),
            kind_name(one.kind),
            format_number(one.total or 0),
            format_number(one.compared),
            format_share(one.compared, one.total or 0),
        ]
        for one in found
    ]
    headers = [_("Day"), _("Counted by"), _("Door"), _("Logged"), _("Share")]
    say(table(headers, rows, right=(2, 3, 4)))
    say()
    for one_sum in total:
        say(compared_text(one_sum.kind, one_sum.logged, one_sum.door))
