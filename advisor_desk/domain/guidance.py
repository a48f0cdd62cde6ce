"""Guidance: cards of sourced facts, and paths of steps."""

from __future__ import annotations

from dataclasses import dataclass

from advisor_desk.domain.directory import Confidence, Source
from advisor_desk.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement on a card.

    Attributes:
        basis: act, rule or body behind it.
        as_of: the date of the statement as the source gives it (`2025`, `2026-01-08`), or empty.
        sources: where it was read.
        confidence: a fact of low confidence is never shown as true.
    """

    text: LocalText
    basis: LocalText
    as_of: LocalText
    sources: tuple[Source, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Referee:
    """Whom to refer to: the words, and directory services where they exist."""

    label: LocalText
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A web page for the client."""

    label: LocalText
    url: str


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change of the rules that is on its way or not yet confirmed."""

    text: LocalText
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A guidance card.

    Attributes:
        decides: questions that decide the answer.
        topics, reasons, employment: codes of the visit's lists to which it is relevant.
        next_review: ISO day on which it must be read again; past it the card says so.
        check_before_first_use: pending law or an uncertain fact: verify before relying on it.
        reviewed: whether a native speaker has read the Finnish and Swedish texts.
    """

    id: str
    title: LocalText
    question: LocalText
    short_answer: LocalText
    facts: tuple[Fact, ...]
    decides: tuple[LocalText, ...] = ()
    documents: tuple[LocalText, ...] = ()
    refer_to: tuple[Referee, ...] = ()
    links: tuple[Link, ...] = ()
    pending_changes: tuple[PendingChange, ...] = ()
    last_change_day: str = ""
    last_change: LocalText = LocalText()
    advisor_note: LocalText = LocalText()
    amounts_note: LocalText = LocalText()
    topics: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    confidence: Confidence = "medium"
    checked_on: str = ""
    next_review: str = ""
    check_before_first_use: bool = False
    reviewed: bool = False
    edited: bool = False
    revision: int = 1

    def review_due(self, day: str) -> bool:
        """Tell whether the review date has passed on an ISO day."""
        return bool(self.next_review) and day > self.next_review


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path; `card` is the id of the card that explains it, or empty."""

    action: LocalText
    service: LocalText
    prerequisite: LocalText
    typical_wait: LocalText
    wait_confidence: Confidence | None
    card: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """An ordered list of steps for a kind of arrival; the order is typical, not legal."""

    id: str
    title: LocalText
    for_whom: LocalText
    steps: tuple[Step, ...]
    pitfalls: tuple[LocalText, ...] = ()
    reviewed: bool = False
    edited: bool = False
    revision: int = 1
