"""`search`: services and cards for a text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from advisor_desk.cli.options import find_code, json_option
from advisor_desk.cli.output import plain, say, say_json, wrapped
from advisor_desk.cli.session import Session
from advisor_desk.i18n import _
from advisor_desk.services.finder import SearchResult

_SHOWN = ("kind", "id", "title", "subtitle", "score", "why", "reason", "near")


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "search",
        callback=search,
        params=[
            click.Argument(["text"], nargs=-1),
            click.Option(
                ["--municipality"], metavar="CODE", help=_("Where the client lives; code or name.")
            ),
            click.Option(
                ["--limit"],
                type=click.IntRange(1, 1000),
                default=10,
                show_default=True,
                metavar="N",
                help=_("How many to show at most."),
            ),
            click.Option(
                ["--as-typed"], is_flag=True, help=_("Search for exactly what was typed.")
            ),
            click.Option(
                ["--batch"],
                is_flag=True,
                help=_("Read one text a line from standard input."),
            ),
            json_option(),
        ],
        help=_("Search services and guidance."),
    )


@click.pass_obj
def search(
    session: Session,
    text: tuple[str, ...],
    municipality: str | None,
    limit: int,
    as_typed: bool,
    batch: bool,
    as_json: bool,
) -> int:
    """Search and show what was found."""
    if batch == bool(text):
        raise click.UsageError(_("Give either a text or --batch."))
    with session.reading() as desk:
        if municipality is not None:
            day = desk.visits.today().isoformat()
            municipality = find_code(
                desk.codes.book, "municipality", municipality, "--municipality", day
            )
        else:
            municipality = session.settings.text("municipality") or None
        for query in _lines() if batch else [" ".join(text)]:
            result = desk.finder.search(
                query,
                language=session.language,
                municipality=municipality,
                limit=limit,
                as_typed=as_typed,
            )
            _say(result, as_json=as_json, batch=batch)
    return 0


def _lines() -> Iterator[str]:
    """Give the lines of standard input, which are UTF-8 on every system."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _say(result: SearchResult, *, as_json: bool, batch: bool) -> None:
    """Write one result: in JSON as a line of its own where there are several."""
    if not as_json:
        _say_text(result)
    elif batch:
        say(json.dumps(plain(_for_json(result))))
    else:
        say_json(_for_json(result))


def _for_json(result: SearchResult) -> dict[str, object]:
    hits = [{name: getattr(hit, name) for name in _SHOWN} for hit in result.hits]
    return {
        "query": result.query,
        "corrected": result.corrected,
        "took_ms": round(result.took_ms, 3),
        "hits": hits,
    }


def _say_text(result: SearchResult) -> None:
    if result.corrected:
        say(_("Showing results for “{query}”.").format(query=result.corrected))
    if not result.hits:
        say(_("Nothing was found for “{query}”.").format(query=result.query))
    width = len(str(len(result.hits)))
    for number, hit in enumerate(result.hits, 1):
        title = f"{hit.title} ({hit.other_title})" if hit.other_title else hit.title
        say(wrapped(title, " " * (width + 2), f"{number:>{width}}  "))
        subtitle = f"{hit.subtitle} · " if hit.subtitle else ""
        say(f"{' ' * (width + 2)}{subtitle}show {hit.kind} {hit.id}")
