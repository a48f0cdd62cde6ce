"""`check`: whether the program and its database are sound."""

from __future__ import annotations

import click

from advisor_desk.cli.options import json_option
from advisor_desk.cli.output import plain, say, say_json, table, warn
from advisor_desk.cli.session import Session
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_number
from advisor_desk.services import maintenance
from advisor_desk.services.explain import explain
from advisor_desk.services.maintenance import CheckReport


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "check",
        callback=check,
        params=[
            json_option(),
            click.Option(
                ["--mend"],
                is_flag=True,
                help=_("Make the counts behind the suggestions anew from the visits first."),
            ),
        ],
        help=_("Check the database; it is made first where there is none."),
    )


@click.pass_obj
def check(session: Session, as_json: bool, mend: bool) -> int:
    """Check, and return 0 if all is well or 1."""
    try:
        with session.writing() if mend else session.reading() as desk:
            if mend:
                maintenance.count_anew(desk.database)
        report = maintenance.check_desk(session.paths)
    except Failure as failure:
        _say_failure(session, failure, as_json)
        return 1
    if as_json:
        say_json({"sound": report.sound, **plain(report)})
    else:
        _say_text(report)
    if report.problems:
        _advise(session)
    return 0 if report.sound else 1


def _say_failure(session: Session, failure: Failure, as_json: bool) -> None:
    sentence = explain(failure)
    if as_json:
        say_json({"sound": False, "problems": [sentence]})
    warn(sentence)
    if failure.kind is FailureKind.DAMAGED:
        _advise(session)


def _advise(session: Session) -> None:
    """Name the newest good backup of a damaged database."""
    backup = maintenance.newest_backup(session.paths)
    if backup is not None:
        warn(_("The newest good backup is {path}.").format(path=backup))


def _say_text(report: CheckReport) -> None:
    versions = {
        _("Program"): report.versions["program"],
        _("Database version"): report.versions["schema"],
        "SQLite": report.versions["sqlite"],
        "Python": report.versions["python"],
    }
    paths = {
        _("Database"): report.paths["database"],
        _("Backups"): report.paths["backups"],
        _("Shipped data"): report.paths["resources"],
        _("Translations"): report.paths["translations"],
    }
    names = {
        "visit": _("Visits"),
        "service": _("Services"),
        "card": _("Cards"),
        "path": _("Paths"),
        "code": _("Codes"),
        "synonym": _("Search words"),
    }
    counts = [[names.get(key, key), format_number(n)] for key, n in report.counts.items()]
    say(table([_("Version"), ""], versions.items()))
    say("\n" + table([_("Records"), _("Number")], counts, right=(1,)))
    say("\n" + table([_("Place"), ""], paths.items()) + "\n")
    if report.sound:
        say(_("All is well."))
        return
    if not report.counts_agree:
        say(
            _(
                "The counts behind the suggestions do not agree with the visits. Close the window"
                " and run advisor-desk check --mend."
            )
        )
        return
    say(_("The database is damaged:"))
    for problem in report.problems:
        say(f"- {problem}")
