"""`directory due`, `verify`, `reports` and `history`: keeping the directory fresh."""

from __future__ import annotations

import click

from advisor_desk.cli.options import json_option
from advisor_desk.cli.output import plain, say, say_json, table
from advisor_desk.cli.session import Session
from advisor_desk.domain.freshness import METHODS, OUTCOMES, Method, Outcome, State
from advisor_desk.domain.history import HistoryEntry
from advisor_desk.domain.record_fields import Change, confidential_fields
from advisor_desk.i18n import N_, _, ngettext
from advisor_desk.i18n.formats import format_day, format_number
from advisor_desk.services.freshness_text import OUTCOME_NAMES, check_sentence

_STATES: dict[State, str] = {
    "never": N_("never"),
    "verified": N_("verified"),
    "due": N_("due"),
    "overdue": N_("overdue"),
}


def commands() -> list[click.Command]:
    """Return the commands."""
    identity = click.Argument(["service_id"], metavar="ID")
    return [
        click.Command(
            "due",
            callback=show_due,
            params=[
                click.Option(
                    ["--limit"],
                    type=click.IntRange(1, 10_000),
                    default=50,
                    show_default=True,
                    help=_("Show at most this many."),
                ),
                json_option(),
            ],
            help=_("List the services to be checked, those in doubt and most used first."),
        ),
        click.Command(
            "verify",
            callback=verify,
            params=[
                identity,
                click.Option(["--method"], type=click.Choice(METHODS), default="phone"),
                click.Option(["--outcome"], type=click.Choice(OUTCOMES), default="unchanged"),
                click.Option(
                    ["--texts/--no-texts"], default=False, help=_("The texts were checked too.")
                ),
                click.Option(["--note"], default="", metavar="TEXT", help=_("A line about it.")),
            ],
            help=_("Note that a person checked the contacts and hours of a service."),
        ),
        click.Command(
            "reports",
            callback=show_reports,
            params=[
                click.Option(["--all", "everything"], is_flag=True, help=_("Settled ones too.")),
                json_option(),
            ],
            help=_("List what advisors reported to be wrong."),
        ),
        click.Command(
            "history",
            callback=show_history,
            params=[identity, json_option()],
            help=_("Show what was changed in a service, by whom and when."),
        ),
    ]


@click.pass_obj
def show_due(session: Session, limit: int, as_json: bool) -> int:
    """List what is to be checked."""
    with session.reading() as desk:
        entries, count = desk.curation.due(limit), desk.curation.count_due()
    if as_json:
        say_json({"count": count, "services": plain(entries)})
        return 0
    headers = [_("Service"), _("ID"), _("Contacts"), _("Texts"), _("Used"), _("In doubt")]
    rows = [
        [
            entry.name.pick(session.language),
            entry.service_id,
            _state(entry.contacts, entry.contacts_day),
            _state(entry.texts, entry.texts_day),
            format_number(entry.used),
            _(OUTCOME_NAMES[entry.doubt]) if entry.doubt else "",
        ]
        for entry in entries
    ]
    if rows:
        say(table(headers, rows, right=[4]))
    message = ngettext("{count} service to check", "{count} services to check", count)
    say(("\n" if rows else "") + message.format(count=format_number(count)))
    return 0


def _state(state: State, day: str | None) -> str:
    return f"{_(_STATES[state])} ({format_day(day)})" if day else _(_STATES[state])


@click.pass_obj
def verify(
    session: Session,
    service_id: str,
    method: Method,
    outcome: Outcome,
    texts: bool,
    note: str,
) -> int:
    """Note a check."""
    with session.writing() as desk:
        check = desk.curation.verify(
            desk.actor, service_id, method, outcome, texts=texts, note=note
        )
    say(check_sentence(check))
    return 0


@click.pass_obj
def show_reports(session: Session, everything: bool, as_json: bool) -> int:
    """List reports."""
    with session.reading() as desk:
        found = desk.curation.reports() if everything else desk.curation.open_reports()
    if as_json:
        say_json(plain(found))
        return 0
    headers = [_("Day"), _("Service"), _("ID"), _("Advisor"), _("What is wrong"), _("Answer")]
    rows = [
        [
            format_day(report.day),
            report.name.pick(session.language),
            report.service_id,
            report.actor,
            report.text,
            report.answer,
        ]
        for report in found
    ]
    say(table(headers, rows) if rows else _("Nothing is reported to be wrong."))
    return 0


@click.pass_obj
def show_history(session: Session, service_id: str, as_json: bool) -> int:
    """Show the history of a record."""
    with session.reading() as desk:
        found = desk.curation.history(service_id)
    # What a terminal shows is piped on and pasted elsewhere.
    hidden = confidential_fields(change for entry in found for change in entry.changes)
    if as_json:
        say_json([_for_json(entry, hidden) for entry in found])
        return 0
    headers = [_("Revision"), _("Day"), _("By"), _("Field"), _("Before"), _("After")]
    rows = [
        [
            format_number(entry.revision),
            format_day(entry.day),
            entry.actor,
            change.field,
            *_values(change, hidden),
        ]
        for entry in found
        for change in entry.changes
    ]
    say(table(headers, rows, right=[0]) if rows else _("Nothing was changed at this desk."))
    return 0


def _for_json(entry: HistoryEntry, hidden: frozenset[str]) -> dict[str, object]:
    changes = [
        {
            "field": change.field,
            "old": "" if change.field in hidden else change.old,
            "new": "" if change.field in hidden else change.new,
            "confidential": change.field in hidden,
        }
        for change in entry.changes
    ]
    return {**plain(entry), "changes": changes}


def _values(change: Change, hidden: frozenset[str]) -> tuple[str, str]:
    if change.field in hidden:
        withheld = _("(confidential, do not give out)")
        return withheld, withheld
    return _short(change.old), _short(change.new)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:39]}…" if len(line) > 40 else line
