"""`import directory`: services come in from a foreign catalogue or a desk's own list."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from advisor_desk.cli.options import json_option
from advisor_desk.cli.output import say, say_json, warn
from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.domain.imports import FORMATS, Planned, Progress
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.desk import Desk
from advisor_desk.services.import_words import FATE_NAMES, gone_warning, source_words

if TYPE_CHECKING:
    from advisor_desk.services.importing import ImportReport

_MOST_SAID: Final = 20
"""Rejected records that are written out; the rest is counted, and all stand in the JSON."""


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "directory",
        callback=import_directory,
        params=[
            click.Argument(["source"], metavar="FILE|FOLDER|URL"),
            click.Option(
                ["--format", "format_name"],
                type=click.Choice(FORMATS),
                help=_("The format, where it is not to be told by the content."),
            ),
            click.Option(["--dry-run"], is_flag=True, help=_("Only say what would be done.")),
            click.Option(
                ["--catalogue"],
                metavar="ID",
                default="",
                help=_("Name of the source at this desk; records are followed under it."),
            ),
            click.Option(
                ["--all", "everything"],
                is_flag=True,
                help=_("Take all services, not only those selected for newcomers (PTV)."),
            ),
            click.Option(
                ["--partial"],
                is_flag=True,
                help=_("The source is only a part: mark nothing as gone."),
            ),
            click.Option(
                ["--column", "columns"],
                multiple=True,
                metavar="HEADING=FIELD",
                help=_("What a column of a table is; can be given several times."),
            ),
            json_option(),
        ],
        help=_(
            "Import services from a table, the Helsinki service map, Suomi.fi PTV or HSDS."
            " Nothing edited at this desk is overwritten: differences are queued for review."
        ),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, besides the source and JSON."""

    format_name: str | None
    dry_run: bool
    catalogue: str
    everything: bool
    partial: bool
    columns: tuple[str, ...]


@click.pass_obj
def import_directory(  # positional, as click hands it on
    session: Session,
    /,
    source: str,
    as_json: bool,
    **options: Any,  # noqa: ANN401 - of `_Asked`
) -> int:
    """Import all or nothing; return 1 where there was nothing to import."""
    asked = _Asked(**options)
    opened = session.reading() if asked.dry_run else session.writing()
    with opened as desk:
        format_name = asked.format_name or desk.importing.detect(source)
        report = _import(desk, source, format_name, asked)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
    if as_json:
        say_json({"format": format_name, "dry_run": asked.dry_run, **_as_json(report)})
    else:
        _say_text(report, dry_run=asked.dry_run)
    if asked.dry_run and (warning := gone_warning(report.missing, report.known)):
        warn(warning)
        warn(_("If it is only a part, import it with {option}.").format(option="--partial"))
    return 0 if _is_useful(report) else 1


def _import(desk: Desk, source: str, format_name: str, asked: _Asked) -> ImportReport:
    from advisor_desk.services.importing import report_of

    importing = desk.importing
    known = importing.catalogue(format_name, source, asked.catalogue)
    columns = _columns(desk, format_name, source, known.id, asked.columns)
    municipality = desk.settings.text("municipality")
    reader = importing.reader(format_name, source, known, columns, municipality)
    selection = None if asked.everything else importing.selection(format_name)
    progress = Progress(_told if sys.stderr.isatty() else None)
    complete = not asked.partial and importing.is_whole(source)
    plan = importing.plan(desk.actor, reader, known, selection, progress, complete=complete)
    try:
        plan.columns = columns
        report = report_of(plan)
        if asked.dry_run or not _is_useful(report):
            return report
        return importing.apply(desk.actor, plan, progress)
    finally:
        plan.close()


def _is_useful(report: ImportReport) -> bool:
    """Tell whether anything but rejected records came."""
    return any(count for fate, count in report.counts.items() if fate != "rejected")


def _told(part: float | None, count: int) -> None:
    """Write how far it is, over what was written before."""
    share = "" if part is None else f" {part:.0%}"
    click.echo(f"\r{format_number(count)}{share} ", err=True, nl=False)


def _columns(
    desk: Desk, format_name: str, source: str, catalogue_id: str, given: tuple[str, ...]
) -> dict[str, str] | None:
    """Return what the columns of a table are: as they seem or were, but as given on top.

    Raises:
        WrongValueError: a heading is not there, or there is no such field.
    """
    if format_name not in desk.importing.tables:
        return None
    look = desk.importing.look(source, catalogue_id)
    found = dict(look.columns)
    for one in given:
        heading, sign, field = one.rpartition("=")
        if not sign or heading not in look.headings:
            message = _("“{value}” is none of the headings {choices}.").format(
                value=heading or one, choices=", ".join(filter(None, look.headings))
            )
            raise WrongValueError(message, param_hint="--column")
        if field and field not in desk.importing.fields:
            message = _("“{value}” is none of {choices}.").format(
                value=field, choices=", ".join(desk.importing.fields)
            )
            raise WrongValueError(message, param_hint="--column")
        found.pop(heading, None)
        if field:
            found[heading] = field
    return found


def _as_json(report: ImportReport) -> dict[str, Any]:
    counts = {
        fate.replace("-", "_"): count for fate, count in report.counts.items() if fate != "rejected"
    }
    return {
        "catalogue": report.catalogue,
        **counts,
        "rejected": [
            {
                "place": one.place,
                "id": one.external_id,
                "field": ".".join(one.fields),
                "reason": one.problem,
            }
            for one in report.rejected
        ],
        "review": report.review,
    }


def _say_text(report: ImportReport, *, dry_run: bool) -> None:
    if dry_run:
        say(_("{name}: what would be done").format(name=report.catalogue.name))
    width = max(len(_(label)) for label in FATE_NAMES.values()) + 2
    for fate, label in FATE_NAMES.items():
        if report.counts[fate]:
            say(f"{_(label).ljust(width)}{format_number(report.counts[fate])}")
    for one in report.rejected[:_MOST_SAID]:
        warn(_rejection(one))
    rest = len(report.rejected) - _MOST_SAID
    if rest > 0:
        message = ngettext("… and {count} more.", "… and {count} more.", rest)
        warn(message.format(count=format_number(rest)))
    if report.review:
        message = ngettext(
            "{count} record waits for review.", "{count} records wait for review.", report.review
        )
        say(message.format(count=format_number(report.review)))
    if source := source_words(report.catalogue):
        say(source)


def _rejection(one: Planned) -> str:
    if not one.fields:
        return _("{place}: {problem}").format(place=one.place, problem=one.problem)
    return _("{place}, {field}: {problem}").format(
        place=one.place, field=".".join(one.fields), problem=one.problem
    )
