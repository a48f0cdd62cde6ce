"""`log`: a visit logged from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

import click

from advisor_desk.cli.options import find_code, json_option, near_ids, parse_day
from advisor_desk.cli.output import plain_visit, say, say_json, warn
from advisor_desk.cli.questions import read_answers
from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.domain.failures import Failure
from advisor_desk.domain.visit import (
    MAX_MINUTES,
    MAX_PEOPLE,
    PARTS_OF_DAY,
    SINGLE_FIELDS,
    ReferralMode,
    Visit,
)
from advisor_desk.i18n import _
from advisor_desk.services import maintenance
from advisor_desk.services.desk import Desk
from advisor_desk.services.explain import explain, field_label

_TEXTS: Final = ("point", "advisor", "project", "observation")
_NUMBERS: Final = {"minutes": MAX_MINUTES, "adults": MAX_PEOPLE, "children": MAX_PEOPLE}
_SEVERAL: Final = {
    "topics": ("--topic", "topic"),
    "help_given": ("--help-given", "help_given"),
    "barriers": ("--barrier", "barrier"),
}
"""Fields with several codes: the option, and the list the codes are from."""

_REFERRALS: Final[dict[str, ReferralMode]] = {"refer": "signposted", "hand_over": "handed-over"}


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "log",
        callback=log,
        params=[*_code_options(), *_referral_options(), *_other_options(), json_option()],
        help=_("Log a visit. Codes are named by their id or their words; see “codes”."),
    )


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _code_options() -> Iterator[click.Option]:
    for name, (option, _list) in _SEVERAL.items():
        main = name == "topics"
        yield click.Option(
            [option, name],
            multiple=True,
            required=main,
            metavar="CODE",
            help=_("Topic; several may be named, the first is the main one.")
            if main
            else _("{field}; several may be named.").format(field=field_label(name)),
        )
    for name in SINGLE_FIELDS:
        yield click.Option([_option(name), name], metavar="CODE", help=field_label(name))


def _referral_options() -> Iterator[click.Option]:
    texts = {
        "refer": _("Service the client was signposted to; several may be named."),
        "hand_over": _("Service the client was handed over to; several may be named."),
    }
    for name, text in texts.items():
        yield click.Option([_option(name), name], multiple=True, metavar="SERVICE_ID", help=text)


def _other_options() -> Iterator[click.Option]:
    for name, most in _NUMBERS.items():
        kind = click.IntRange(0, most)
        yield click.Option([_option(name), name], type=kind, metavar="N", help=field_label(name))
    for name in _TEXTS:
        yield click.Option([_option(name), name], metavar="TEXT", help=field_label(name))
    yield click.Option(
        ["--answer", "answers"],
        multiple=True,
        metavar="QUESTION=VALUE",
        help=_("Answer to an own question; several may be named. See “questions”."),
    )
    yield click.Option(
        ["--day"], type=parse_day, metavar="DAY", help=_("Day of the visit; today where not named.")
    )
    yield click.Option(
        ["--part-of-day"], type=click.Choice(PARTS_OF_DAY), help=field_label("part_of_day")
    )


@click.pass_obj
def log(session: Session, /, as_json: bool, **given: Any) -> int:  # noqa: ANN401 - one for each option
    """Save the visit, then see to what a desk does every day."""
    with session.writing() as desk:
        visit = desk.visits.save(desk.actor, _fill(desk, given))
        if as_json:
            say_json(plain_visit(visit))
        else:
            words = desk.visits.summary(visit, session.language)
            say(_("Saved: {visit} ({id})").format(visit=words, id=visit.id))
        look_after(session, desk)
    return 0


def _fill(desk: Desk, given: dict[str, Any]) -> Visit:
    """Return an empty visit with what was given filled in.

    Raises:
        WrongValueError: a code, a service or the day is not one.
    """
    visit = desk.visits.new_draft(desk.actor).visit
    values: dict[str, Any] = {
        name: given[name] for name in (*_NUMBERS, *_TEXTS, "part_of_day") if given[name] is not None
    }
    values["day"] = day = _day(desk, given["day"])
    book = desk.codes.book
    for name, list_name in SINGLE_FIELDS.items():
        if given[name] is not None:
            values[name] = find_code(book, list_name, given[name], _option(name), day)
    for name, (option, list_name) in _SEVERAL.items():
        codes = (find_code(book, list_name, text, option, day) for text in given[name])
        values[name] = tuple(dict.fromkeys(codes))
    values["answers"] = read_answers(desk, given["answers"], "--answer")
    visit = replace(visit, **values)
    for name, mode in _REFERRALS.items():
        for service_id in given[name]:
            _check_service(desk, service_id, _option(name))
            visit = visit.with_referral(service_id, mode)
    return visit


def _day(desk: Desk, given: date | None) -> str:
    today = desk.visits.today()
    if given is not None and given > today:
        raise WrongValueError(_("The day lies in the future."), param_hint="--day")
    return (given or today).isoformat()


def _check_service(desk: Desk, service_id: str, option: str) -> None:
    service = desk.directory.get(service_id)
    if service is not None and service.status == "listed":
        return
    if service is not None:
        message = _("“{value}” is no longer offered.").format(value=service_id)
        raise WrongValueError(message, param_hint=option)
    offered = (known.id for known in desk.directory.offered())
    near = near_ids(service_id, {known.casefold(): known for known in offered})
    message = _("There is no service “{value}”.").format(value=service_id)
    if near:
        message = _("There is no service “{value}”. Did you mean {near}?").format(
            value=service_id, near=near
        )
    raise WrongValueError(message, param_hint=option)


def look_after(session: Session, desk: Desk) -> None:
    """Drop old clock times and take the daily backup.

    The visit is on disk by now: a failure here is told, but must not look as if it was not,
    or it would be logged a second time.
    """
    try:
        desk.visits.end_of_day()
        maintenance.daily_backup(session.paths)
    except Failure as failure:
        warn(explain(failure))
