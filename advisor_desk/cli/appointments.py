"""`appointments`, `import appointments` and `export appointments`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from advisor_desk.cli.options import (
    everything,
    json_option,
    make_period,
    output_option,
    parse_day,
    period_options,
)
from advisor_desk.cli.output import plain, say, say_json, say_release, table, warn
from advisor_desk.cli.session import Session
from advisor_desk.domain.appointments import Appointment, overlaps
from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.periods import Period
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_clock, format_day, format_number
from advisor_desk.services.appointment_files import CalendarReport, fate_name, reason_text
from advisor_desk.services.appointments import state_name
from advisor_desk.services.desk import Desk

_SHOWN = ("id", "day", "clock", "part_of_day", "minutes", "slip", "state")
_CODES = ("language", "topic", "channel")


def command() -> click.Command:
    """Return the command that shows the appointments of a day."""
    return click.Command(
        "appointments",
        callback=appointments,
        params=[
            click.Option(
                ["--day"], type=parse_day, metavar="DAY", help=_("The day; today if left out.")
            ),
            json_option(),
        ],
        help=_("Show the appointments of a day, and what became of them."),
    )


@click.pass_obj
def appointments(session: Session, day: date | None, as_json: bool) -> int:
    """Show the list of a day."""
    with session.reading() as desk:
        day = day or desk.visits.today()
        found = desk.appointments.of_day(day)
        counts = desk.appointments.counts(Period(day, day))
        if as_json:
            told = [_plain(one, overlaps(found).get(one.id, 0)) for one in found]
            say_json({"day": day.isoformat(), "states": counts, "appointments": told})
        elif not found:
            say(_("There are no appointments on {day}.").format(day=format_day(day.isoformat())))
        else:
            say(format_day(day.isoformat()) + "\n")
            say(_table(session, desk, found))
    return 0


def _plain(one: Appointment, overlap: int) -> dict[str, Any]:
    return {name: getattr(one, name) for name in (*_SHOWN, *_CODES)} | {"overlaps": overlap}


def _table(session: Session, desk: Desk, found: list[Appointment]) -> str:
    headers = [
        _("Time"),
        _("Minutes"),
        _("Slip number"),
        _("Language"),
        _("Topic"),
        _("Channel"),
        _("State"),
    ]
    rows = []
    for one in found:
        labels = (
            "" if code == NOT_ASKED else desk.codes.book.label(name, code, session.language)
            for name in _CODES
            if (code := getattr(one, name))
        )
        clock = format_clock(one.start) if one.clock else ""
        rows.append([clock, format_number(one.minutes), one.slip, *labels, state_name(one.state)])
    return table(headers, rows, right=(0, 1))


def import_command() -> click.Command:
    """Return `import appointments`."""
    return click.Command(
        "appointments",
        callback=import_appointments,
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path), metavar="FILE.ics"),
            click.Option(
                ["--dry-run"], is_flag=True, help=_("Show what would change; change nothing.")
            ),
            json_option(),
        ],
        help=_("Import appointments from a calendar file; names in it are never kept."),
    )


@click.pass_obj
def import_appointments(session: Session, file: Path, dry_run: bool, as_json: bool) -> int:
    """Read the file, and store what it says or tell what would be stored."""
    opened = session.reading() if dry_run else session.writing()
    with opened as desk:
        found = desk.appointment_files.read(file)
        if dry_run:
            report = desk.appointment_files.preview(found)
        else:
            report = desk.appointment_files.take(desk.actor, found)
    if as_json:
        say_json({**plain(report), "changes": report.changes, "dry_run": dry_run})
    else:
        _say_report(report, dry_run=dry_run)
    return 0


def _say_report(report: CalendarReport, *, dry_run: bool) -> None:
    for fate, count in report.fates.items():
        if count:
            say(f"{fate_name(fate)}: {format_number(count)}")
    if report.reasons:
        count = sum(report.reasons.values())
        text = ngettext("{count} event is left out:", "{count} events are left out:", count)
        warn(text.format(count=format_number(count)))
        for reason, times in report.reasons.items():
            warn(f"  {format_number(times)} × {reason_text(reason)}")
    if dry_run:
        say(_("Nothing was changed: this was a trial."))
    elif not report.changes:
        say(_("Nothing was changed."))


def export_command() -> click.Command:
    """Return `export appointments`."""
    return click.Command(
        "appointments",
        callback=export_appointments,
        params=[output_option(), *period_options(), json_option()],
        help=_("Export appointments for a calendar; those of past days have no time and stay."),
    )


@click.pass_obj
def export_appointments(
    session: Session, output: Path, first: date | None, last: date | None, as_json: bool
) -> int:
    """Write the file and tell how many appointments are in it."""
    period = make_period(first, last) or everything()
    with session.writing() as desk:
        report = desk.appointment_files.export(desk.actor, period, output, session.language)
    message = ngettext(
        "{count} appointment was written to {path}.",
        "{count} appointments were written to {path}.",
        report.count,
    )
    say_release(report, "ics", "appointments", message, as_json=as_json)
    return 0
