"""Suggestions: which cards and services fit what is filled in of a visit, and why.

Pure ranking by rules that people edit (`resources/suggestions/rules.yaml`) and by what was
referred to in like visits. The same answers and figures always give the same list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from advisor_desk.domain.like_visits import LEAST_REFERRED, Likeness
from advisor_desk.domain.text import LocalText

Kind = Literal["card", "service"]

CONDITIONS: Final[Mapping[str, str]] = {
    "topics": "topic",
    "reason": "reason",
    "employment": "employment",
    "residence_status": "residence_status",
    "language": "language",
    "municipality": "municipality",
}
"""Answers of a visit that a rule may ask for, and the list that their codes are from."""

Filled = Mapping[str, frozenset[str]]
"""What is filled in: for each of `CONDITIONS` the codes chosen and those above them."""

_Order = tuple[bool, float, str, str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a rule brings forward: whatever is named here, by id or by what it is about.

    Attributes:
        weight: how much it counts; the weights of all that fits a candidate are added.
        reason: in a few words, why it is offered.
        cards, services: ids.
        topics: cards and services that are about one of them.
        kinds: services of one of these kinds.
    """

    weight: int
    reason: LocalText
    cards: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """What is offered where each of some answers is one of some codes.

    Attributes:
        id: name of the rule in its file.
        when: codes by the names of `CONDITIONS`; a code stands for those below it too.
    """

    id: str
    when: Mapping[str, frozenset[str]]
    offers: tuple[Offer, ...]

    def applies(self, filled: Filled) -> bool:
        """Tell whether what is filled in meets every condition."""
        return all(not codes.isdisjoint(filled.get(name, ())) for name, codes in self.when.items())


class Basis(NamedTuple):
    """What counts by itself, without a rule that names it.

    Attributes:
        topic: its own main topic is that of the visit or a part of it; aside: another of its
            topics is; near: it is about the wider subject.
        further: it is about another topic of the visit.
        reason, employment: the card is for people with this answer; counts only beside
            something else.
        language: the service is given in the client's language; counts as `reason` does.
    """

    topic: Offer
    aside: Offer
    near: Offer
    further: Offer
    reason: Offer
    employment: Offer
    language: Offer


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of the file.

    Attributes:
        history: what a share of all like visits weighs.
        nothing: what is offered where nothing fits, as at the beginning of a visit.
    """

    basis: Basis
    rules: tuple[Rule, ...]
    history: int
    nothing: Offer

    def offers(self, filled: Filled) -> tuple[Offer, ...]:
        """Return what the rules offer for what is filled in, in the order of the file."""
        return tuple(o for rule in self.rules if rule.applies(filled) for o in rule.offers)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is filled in, as the ranking asks for it.

    Attributes:
        main: the main topic and those below it; empty without one.
        near: topics above the main one.
        further: the other topics of the visit.
        language: tag of the client's language, or empty.
    """

    filled: Filled
    main: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    further: frozenset[str] = frozenset()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card or service that may be suggested.

    Attributes:
        name: in the language of the interface; orders what counts the same.
        main: its main topic, or empty.
        topics, reasons, employment, languages: codes and tags of the record.
        group: kind of a service, empty for a card.
        elsewhere: whether it does not serve the client's municipality.
    """

    kind: Kind
    id: str
    name: str
    main: str = ""
    topics: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    employment: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    group: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A card or service that fits.

    Attributes:
        score: what its rules and like visits weigh together.
        reason: of the rule that weighs most, else of the topic; empty where like visits alone
            speak.
        likeness: how often people were referred to it in like visits; None where too seldom.
    """

    kind: Kind
    id: str
    score: float
    reason: LocalText = LocalText()
    likeness: Likeness | None = None
    elsewhere: bool = False


def rank(
    rules: RuleSet,
    subject: Subject,
    candidates: Iterable[Candidate],
    likes: Mapping[str, Likeness],
    limit: int,
) -> list[Suggestion]:
    """Return what fits, the best first; what counts the same stands by name and id.

    Services that do not serve the client's municipality stand behind all that do, and have at
    most a quarter of the room.

    Args:
        rules: what weighs how much.
        subject: what is filled in.
        candidates: what to choose from, in any order.
        likes: by the id of a service.
        limit: how many to return at most.
    """
    offers = rules.offers(subject.filled)
    found = [
        (_order(suggestion, candidate), suggestion)
        for candidate in candidates
        if (suggestion := _judge(rules, subject, candidate, offers, likes))
    ]
    ordered = [suggestion for _, suggestion in sorted(found, key=_first)]
    far = [suggestion for suggestion in ordered if suggestion.elsewhere][: limit // 4]
    near = [suggestion for suggestion in ordered if not suggestion.elsewhere]
    return [*near[: limit - len(far)], *far]


def _first(pair: tuple[_Order, Suggestion]) -> _Order:
    return pair[0]


def _order(suggestion: Suggestion, candidate: Candidate) -> _Order:
    return (
        candidate.elsewhere,
        -suggestion.score,
        candidate.name.casefold(),
        candidate.id,
        candidate.kind,
    )


def _judge(
    rules: RuleSet,
    subject: Subject,
    candidate: Candidate,
    offers: Sequence[Offer],
    likes: Mapping[str, Likeness],
) -> Suggestion | None:
    """Return a candidate with what speaks for it; None where nothing does."""
    named = [offer for offer in offers if _names(offer, candidate)]
    fitting = [*named, *_by_topic(rules.basis, subject, candidate)]
    like = likes.get(candidate.id) if candidate.kind == "service" else None
    told = like if like is not None and like.referred >= LEAST_REFERRED else None
    if not fitting and told is None:
        return None
    best = max(named or fitting, key=_weight, default=None)
    weight = sum(offer.weight for offer in (*fitting, *_beside(rules.basis, subject, candidate)))
    return Suggestion(
        candidate.kind,
        candidate.id,
        # Rounded, so that sums in another order are the same.
        round(weight + rules.history * (like.share if like else 0.0), 6),
        best.reason if best else LocalText(),
        told,
        candidate.elsewhere,
    )


def _weight(offer: Offer) -> int:
    return offer.weight


def _names(offer: Offer, candidate: Candidate) -> bool:
    """Tell whether an offer brings a candidate forward."""
    named = offer.cards if candidate.kind == "card" else offer.services
    return (
        candidate.id in named
        or not offer.topics.isdisjoint(candidate.topics)
        or candidate.group in offer.kinds
    )


def _by_topic(basis: Basis, subject: Subject, candidate: Candidate) -> list[Offer]:
    """Return what speaks for a candidate by its topics: the nearest alone counts."""
    if candidate.main in subject.main:
        return [basis.topic]
    if not subject.main.isdisjoint(candidate.topics):
        return [basis.aside]
    if not subject.further.isdisjoint(candidate.topics):
        return [basis.further]
    return [] if subject.near.isdisjoint(candidate.topics) else [basis.near]


def _beside(basis: Basis, subject: Subject, candidate: Candidate) -> list[Offer]:
    """Return what speaks for a candidate only beside something else."""
    filled = subject.filled
    pairs = (
        (basis.reason, not filled.get("reason", frozenset()).isdisjoint(candidate.reasons)),
        (
            basis.employment,
            not filled.get("employment", frozenset()).isdisjoint(candidate.employment),
        ),
        (basis.language, subject.language in candidate.languages),
    )
    return [offer for offer, holds in pairs if holds]
