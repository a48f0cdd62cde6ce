"""`questionnaire` and `export questionnaire`: the staff questionnaire, counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from advisor_desk.cli.options import check_reason, json_option, output_option, why_option
from advisor_desk.cli.output import plain, say, say_json, say_release, table
from advisor_desk.cli.session import Session
from advisor_desk.domain.staff_survey import QuestionCount, SurveyResult
from advisor_desk.domain.text import Language
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_decimal, format_number, format_share
from advisor_desk.services.questionnaire import too_few_text


def command() -> click.Command:
    """Return the command that shows the counts of a year."""
    return click.Command(
        "questionnaire",
        callback=questionnaire,
        params=[_year_option(), json_option()],
        help=_("Show the counts of the staff questionnaire of a year."),
    )


def _year_option() -> click.Option:
    return click.Option(
        ["--year"],
        type=click.IntRange(2000, 2200),
        metavar="YEAR",
        help=_("The year; this one if left out."),
    )


@click.pass_obj
def questionnaire(session: Session, year: int | None, as_json: bool) -> int:
    """Show the counts, or that there are too few answers."""
    with session.reading() as desk:
        result = desk.questionnaire.result(desk.actor, year or desk.questionnaire.year)
    if as_json:
        say_json(_plain(result))
    elif result.answered is None:
        say(too_few_text(result.year))
    else:
        _say_text(result, result.answered, session.language)
    return 0


def _plain(result: SurveyResult) -> dict[str, Any]:
    return {
        "year": result.year,
        "answered": result.answered,
        "questions": [
            {
                "id": one.question.id,
                "text": plain(one.question.text),
                "counts": one.counts,
                "mean": None if one.mean is None else round(one.mean, 2),
            }
            for one in result.questions
        ],
    }


def _say_text(result: SurveyResult, answered: int, language: Language) -> None:
    text = ngettext("{year}: {count} questionnaire", "{year}: {count} questionnaires", answered)
    say(text.format(year=result.year, count=format_number(answered)))
    for one in result.questions:
        say("\n" + one.question.text.pick(language))
        say(table([_("Answer"), _("Count"), _("Share")], _rows(one, language), right=(1, 2)))
        if one.mean is not None:
            say(_("Mean: {mean}").format(mean=format_decimal(one.mean)))


def _rows(one: QuestionCount, language: Language) -> list[list[str]]:
    total = sum(one.counts.values())
    labels = {choice.id: choice.label.pick(language) for choice in one.question.choices}
    return [
        [labels[answer], format_number(count), format_share(count, total)]
        for answer, count in one.counts.items()
    ]


def export_command() -> click.Command:
    """Return `export questionnaire`."""
    return click.Command(
        "questionnaire",
        callback=export_questionnaire,
        params=[_year_option(), why_option(required=True), output_option(), json_option()],
        help=_("Export the counts of the staff questionnaire of a year as CSV."),
    )


@click.pass_obj
def export_questionnaire(
    session: Session, year: int | None, why: str, output: Path, as_json: bool
) -> int:
    """Write the file and tell of how many questionnaires it is."""
    check_reason(why)
    with session.writing() as desk:
        answers = desk.questionnaire
        report = answers.export(desk.actor, year or answers.year, output, why, session.language)
    message = ngettext(
        "The counts of {count} questionnaire were written to {path}.",
        "The counts of {count} questionnaires were written to {path}.",
        report.count,
    )
    say_release(report, "csv", "questionnaires", message, as_json=as_json)
    return 0
