"""Like visits: what visits have in common, and how often people were referred from such visits.

A *context* is the main topic of a visit with up to two more of its answers. The figures of a
narrow context are few, so they lean on those of the wider ones around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from advisor_desk.domain.codes import UNANSWERED, UNKNOWN_MUNICIPALITY
from advisor_desk.domain.visit import Visit

CONTEXT_FIELDS: Final = ("municipality", "reason", "employment", "language")
"""Answers that join the main topic, those that say most about where people are sent first."""

ENOUGH: Final = 10
"""Visits that a context must have before its figures are used and shown."""
LEAN: Final = 10
"""How many visits of its own weigh as much as the share in the wider context."""
LEAST_REFERRED: Final = 2
"""Referrals that make a service one that people are sent to, and not one chance."""

_UNTOLD: Final = frozenset((*UNANSWERED, UNKNOWN_MUNICIPALITY, ""))


class Context(NamedTuple):
    """What like visits have in common.

    Attributes:
        key: under which they are counted, e.g. `housing&reason=work`.
        fields: the answers besides the topic, at most two of `CONTEXT_FIELDS`.
    """

    key: str
    fields: tuple[str, ...] = ()


class Likeness(NamedTuple):
    """How often a service was referred to in like visits.

    Attributes:
        referred: like visits with such a referral.
        visits: all like visits.
        share: `referred` of `visits` leaning on the wider contexts, from 0 to 1.
    """

    referred: int
    visits: int
    share: float


def contexts(topic: str, answers: Mapping[str, str]) -> tuple[Context, ...]:
    """Return the contexts of a main topic and answers, the most particular first.

    Args:
        topic: the main topic; without one there are no contexts.
        answers: codes by the names of `CONTEXT_FIELDS`; what was not told joins none.
    """
    if not topic:
        return ()
    told = [name for name in CONTEXT_FIELDS if answers.get(name, "") not in _UNTOLD]
    return tuple(
        Context("&".join((topic, *(f"{name}={answers[name]}" for name in joined))), joined)
        for size in (2, 1, 0)
        for joined in combinations(told, size)
    )


def contexts_of(visit: Visit) -> tuple[Context, ...]:
    """Return the contexts of a visit; see `contexts`."""
    answers = {name: getattr(visit, name) for name in CONTEXT_FIELDS}
    return contexts(visit.topics[0] if visit.topics else "", answers)


def counts_as_like(visit: Visit) -> bool:
    """Tell whether a visit says where people are referred to.

    One that was taken back says nothing, a tally and an estimate lack the referral, and a
    group is no client.
    """
    return (
        bool(visit.topics)
        and visit.kind == "visit"
        and not (visit.retracted or visit.waiting or visit.estimated)
    )


def choose(found: Sequence[Context], visits: Mapping[str, int]) -> tuple[Context, ...]:
    """Return the most particular context with enough visits, and the wider ones after it.

    Args:
        found: contexts as `contexts` returns them.
        visits: how many visits each has, by its key.
    """
    best = next((c for c in found if visits.get(c.key, 0) >= ENOUGH), None)
    if best is None:
        return ()
    wider = [
        c
        for c in found
        if len(c.fields) < len(best.fields) and c.fields == best.fields[: len(c.fields)]
    ]
    return (best, *wider)


def likenesses(
    chain: Sequence[Context],
    visits: Mapping[str, int],
    referred: Mapping[str, Mapping[str, int]],
) -> dict[str, Likeness]:
    """Return for each service how often people were referred to it.

    The share of a context is (n + k·p) / (N + k), where p is that of the next wider one and 0
    beyond the widest: few visits move little, many speak for themselves.

    Args:
        chain: contexts from narrow to wide, as `choose` returns them.
        visits: how many visits each has, by its key.
        referred: for each key, how many of them referred to a service, by its id.
    """
    if not chain:
        return {}
    services = sorted({one for context in chain for one in referred.get(context.key, ())})
    shares = dict.fromkeys(services, 0.0)
    for context in reversed(chain):
        total, counts = visits.get(context.key, 0), referred.get(context.key, {})
        for one in services:
            shares[one] = (counts.get(one, 0) + LEAN * shares[one]) / (total + LEAN)
    total, counts = visits.get(chain[0].key, 0), referred.get(chain[0].key, {})
    return {one: Likeness(counts.get(one, 0), total, shares[one]) for one in services}


def followed(
    referred: Mapping[str, Mapping[str, int]], visits: Mapping[str, int], kept: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """Return counts in which services that were merged count for the one that was kept.

    Args:
        referred: for each context, counts by the id that was referred to.
        visits: how many visits each context has: no service has more referrals than these.
        kept: the id that each merged one means now.
    """
    return {key: _summed(counts, kept, visits.get(key, 0)) for key, counts in referred.items()}


def _summed(counts: Mapping[str, int], kept: Mapping[str, str], most: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for one, count in counts.items():
        now = kept.get(one, one)
        found[now] = min(found.get(now, 0) + count, most)
    return found


def keys(found: Iterable[Context]) -> list[str]:
    """Return the keys of contexts."""
    return [context.key for context in found]
