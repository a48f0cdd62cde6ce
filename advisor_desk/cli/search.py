"""`search`: services and cards for a text."""

from __future__ import annotations

import click

from advisor_desk.cli.options import find_code, json_option
from advisor_desk.cli.output import say, say_json, wrapped
from advisor_desk.cli.session import Session
from advisor_desk.i18n import _
from advisor_desk.services.finder import SearchResult


def command() -> click.Command:
    """Return the command."""
    return click.Command(
        "search",
        callback=search,
        params=[
            click.Argument(["text"], nargs=-1, required=True),
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
            json_option(),
        ],
        help=_("Search services and guidance."),
    )


@click.pass_obj
def search(
    session: Session, text: tuple[str, ...], municipality: str | None, limit: int, as_json: bool
) -> int:
    """Search and show what was found."""
    with session.reading() as desk:
        if municipality is not None:
            day = desk.visits.today().isoformat()
            municipality = find_code(
                desk.codes.book, "municipality", municipality, "--municipality", day
            )
        else:
            municipality = session.settings.text("municipality") or None
        result = desk.finder.search(
            " ".join(text), language=session.language, municipality=municipality, limit=limit
        )
    if as_json:
        _say_json(result)
    else:
        _say_text(result)
    return 0


def _say_json(result: SearchResult) -> None:
    names = ("kind", "id", "title", "subtitle", "score")
    hits = [{name: getattr(hit, name) for name in names} for hit in result.hits]
    say_json({"query": result.query, "took_ms": round(result.took_ms, 3), "hits": hits})


def _say_text(result: SearchResult) -> None:
    if not result.hits:
        say(_("Nothing was found for “{query}”.").format(query=result.query))
    width = len(str(len(result.hits)))
    for number, hit in enumerate(result.hits, 1):
        title = f"{hit.title} ({hit.other_title})" if hit.other_title else hit.title
        say(wrapped(title, " " * (width + 2), f"{number:>{width}}  "))
        subtitle = f"{hit.subtitle} · " if hit.subtitle else ""
        say(f"{' ' * (width + 2)}{subtitle}show {hit.kind} {hit.id}")
