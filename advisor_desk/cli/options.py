"""Options that several commands share, and codes looked up with advice where they are wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.domain.codes import Code, CodeBook
from advisor_desk.domain.periods import Period
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.release import is_reason


def parse_day(text: str) -> date:
    """Return the day written as `2026-11-21` or `21.11.2026`.

    Raises:
        WrongValueError: it is none.
    """
    day, dot, rest = text.partition(".")
    month, _dot, year = rest.partition(".")
    try:
        return date(int(year), int(month), int(day)) if dot else date.fromisoformat(text)
    except ValueError as error:
        message = _("“{value}” is not a day like 2026-11-21.").format(value=text)
        raise WrongValueError(message) from error


def json_option() -> click.Option:
    """Return the option for JSON."""
    return click.Option(["--json", "as_json"], is_flag=True, help=_("Write JSON."))


def output_option() -> click.Option:
    """Return the option for the file that an export writes."""
    return click.Option(
        ["--output"],
        required=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=_("The file to write."),
    )


def why_option(*, required: bool) -> click.Option:
    """Return the option for the reason of an export."""
    return click.Option(
        ["--why"],
        required=required,
        metavar="TEXT",
        help=_("What the file is needed for; kept in the journal of what left."),
    )


def check_reason(why: str) -> None:
    """See that a reason says something.

    Raises:
        WrongValueError: it does not.
    """
    if not is_reason(why):
        message = _("Say in a few words what the file is needed for.")
        raise WrongValueError(message, param_hint="--why")


def period_options() -> list[click.Parameter]:
    """Return the options for a period; each end may be left open."""
    return [
        click.Option(
            ["--from", "first"],
            type=parse_day,
            metavar="DAY",
            help=_("First day, e.g. 2026-11-01."),
        ),
        click.Option(
            ["--to", "last"],
            type=parse_day,
            metavar="DAY",
            help=_("Last day, itself included."),
        ),
    ]


def make_period(first: date | None, last: date | None) -> Period | None:
    """Return the period named, or None for all days.

    Raises:
        WrongValueError: it ends before it begins.
    """
    if first is None and last is None:
        return None
    first, last = first or date.min, last or date.max
    if last < first:
        raise WrongValueError(_("The last day is before the first one."), param_hint="--to")
    return Period(first, last)


def everything() -> Period:
    """Return the period that holds all days."""
    return Period(date.min, date.max)


def period_text(period: Period | None) -> str:
    """Return a period in words."""
    if period is None:
        return _("All days")
    first = None if period.first == date.min else format_day(period.first.isoformat())
    last = None if period.last == date.max else format_day(period.last.isoformat())
    if first is None:
        return _("Until {day}").format(day=last)
    if last is None:
        return _("From {day}").format(day=first)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def find_code(book: CodeBook, list_name: str, text: str, option: str, day: str) -> str:
    """Return the id of a code named by its id or by its words in any language.

    Args:
        book: the lists.
        list_name: the list it should be in; unanswered codes are in all.
        text: what was typed.
        option: the option to name where it is wrong, e.g. `--topic`.
        day: ISO day on which the code must be in use.

    Raises:
        WrongValueError: there is no such code; near ones are named.
    """
    choices = [*book.members(list_name, day=day), *book.members("unanswered", day=day)]
    if any(code.id == text for code in choices):
        return text
    typed = text.casefold()
    same = [c.id for c in choices if typed in (label.casefold() for label in c.label.all())]
    if len(same) == 1:
        return same[0]
    near = suggestions(text, choices)
    message = _("“{value}” is not in the list; see “advisor-desk codes {list}”.").format(
        value=text, list=list_name
    )
    if near:
        message = _("“{value}” is not in the list. Did you mean {near}?").format(
            value=text, near=near
        )
    raise WrongValueError(message, param_hint=option)


def suggestions(text: str, choices: Iterable[Code]) -> str:
    """Return the codes whose id or words are near a text, parted by commas, or nothing."""
    known: dict[str, str] = {}
    for code in choices:
        for word in (code.id, *code.label.all()):
            known.setdefault(word.casefold(), code.id)
    return near_ids(text, known)


def near_ids(text: str, known: dict[str, str]) -> str:
    """Return the ids of words near a text, parted by commas, or nothing.

    Args:
        text: what was typed.
        known: ids by folded words.
    """
    typed = text.casefold()
    found = get_close_matches(typed, known, n=3, cutoff=0.6)
    found += [word for word in known if typed in word and len(typed) > 2][:3]
    return ", ".join(list(dict.fromkeys(known[word] for word in found))[:3])
