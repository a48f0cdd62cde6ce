"""`show service` and `show card`: one record with everything in it."""

from __future__ import annotations

import click

from advisor_desk.cli.card_sheet import card_sheet
from advisor_desk.cli.options import json_option, near_ids
from advisor_desk.cli.output import plain, say, say_json
from advisor_desk.cli.refusals import RefusalError
from advisor_desk.cli.service_sheet import service_sheet
from advisor_desk.cli.session import Session
from advisor_desk.domain.directory import public
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.i18n import _
from advisor_desk.services.record_facts import record_facts


def command() -> click.Group:
    """Return the group of what can be shown."""
    service = click.Command(
        "service",
        callback=show_service,
        params=[click.Argument(["record_id"], metavar="ID"), json_option()],
        help=_("Show a service of the directory."),
    )
    card = click.Command(
        "card",
        callback=show_card,
        params=[click.Argument(["record_id"], metavar="ID"), json_option()],
        help=_("Show a guidance card."),
    )
    return click.Group("show", commands=[service, card], help=_("Show one record."))


@click.pass_obj
def show_service(session: Session, record_id: str, as_json: bool) -> int:
    """Show a service, closed ones too."""
    with session.reading() as desk:
        service = desk.directory.get(record_id)
        if service is None:
            raise _unknown(record_id, [known.id for known in desk.directory.offered()])
        # What a terminal shows is piped on and pasted elsewhere.
        service = public(service)
        opening = desk.directory.opening(service)
        if as_json:
            say_json({**plain(service), "open_now": opening.state.value})
        else:
            facts = record_facts(desk, service)
            say(service_sheet(service, desk.codes.book, opening, session.language, facts))
    return 0


@click.pass_obj
def show_card(session: Session, record_id: str, as_json: bool) -> int:
    """Show a card."""
    with session.reading() as desk:
        card = desk.guidance.card(record_id)
        if card is None:
            raise _unknown(record_id, [known.id for known in desk.guidance.cards])
        day = desk.visits.today().isoformat()
        if as_json:
            say_json({**plain(card), "review_due": card.review_due(day)})
        else:
            say(card_sheet(card, day, session.language))
    return 0


def _unknown(record_id: str, known: list[str]) -> Exception:
    """Return the failure for an id under which there is nothing, with near ids."""
    near = near_ids(record_id, {one.casefold(): one for one in known})
    if not near:
        return Failure(FailureKind.NOT_FOUND, record_id)
    message = _("{detail} was not found. Did you mean {near}?")
    return RefusalError(message.format(detail=record_id, near=near))
