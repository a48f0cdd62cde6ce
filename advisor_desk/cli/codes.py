"""`codes`: the lists of codes."""

from __future__ import annotations

import click

from advisor_desk.cli.options import json_option, near_ids
from advisor_desk.cli.output import plain, say, say_json, table
from advisor_desk.cli.refusals import WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.domain.codes import Code, CodeBook
from advisor_desk.domain.text import Language
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day, format_number


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "codes",
        callback=codes,
        params=[
            click.Argument(["list_name"], required=False, metavar="[LIST]"),
            json_option(),
        ],
        help=_("Show the codes of a list, or the lists there are."),
    )


@click.pass_obj
def codes(session: Session, list_name: str | None, as_json: bool) -> int:
    """Show one list, or what lists there are."""
    with session.reading() as desk:
        book = desk.codes.book
    if list_name is not None and list_name not in book.lists:
        _refuse(list_name, book)
    wanted = book.lists if list_name is None else (list_name,)
    if as_json:
        say_json([_plain(code, session.language) for name in wanted for code in book.members(name)])
    elif list_name is None:
        rows = [[name, format_number(len(book.members(name)))] for name in book.lists]
        say(table([_("List"), _("Codes")], rows, right=(1,)))
    else:
        say(_table(book, list_name, session.language))
    return 0


def _refuse(list_name: str, book: CodeBook) -> None:
    near = near_ids(list_name, {name: name for name in book.lists})
    message = _("There is no list “{value}”. Choose one of {names}.").format(
        value=list_name, names=near or ", ".join(book.lists)
    )
    raise WrongValueError(message, param_hint="LIST")


def _plain(code: Code, language: Language) -> dict[str, object]:
    return {
        "list": code.list,
        "id": code.id,
        "parent": code.parent,
        "label": code.label.pick(language),
        "labels": plain(code.label),
        "origin": "own" if code.own else "official",
        "quick": code.quick,
        "valid_from": code.valid_from,
        "valid_to": code.valid_to,
    }


def _table(book: CodeBook, list_name: str, language: Language) -> str:
    rows = []
    for code in book.members(list_name):
        label = ("  " if code.parent else "") + code.label.pick(language)
        if code.valid_to:
            label = _("{label} (until {day})").format(label=label, day=format_day(code.valid_to))
        rows.append([code.id, label])
    return table([_("Code"), _("Meaning")], rows)
