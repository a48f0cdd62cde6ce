"""The order of what was found, why each was found, and what to mark."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, Literal, NamedTuple, Protocol, TypeVar

from advisor_desk.search.query import CODE, Choice, Plan, Term

Why = Literal["name", "title", "keywords", "text", "phone"]
"""Where the match is: a whole name or its beginning, in the title, in topics, places and
languages, in the texts, or in a telephone number."""

Near = Literal["own", "nationwide", "neighbour", "elsewhere", ""]
"""Whom a service is for, seen from a municipality; empty where none is known."""


class Candidate(Protocol):
    """What ranking has to know of an entry; all texts are folded words parted by spaces."""

    @property
    def position(self) -> int:
        """Its place in the order of standing, the best first; unique."""

    @property
    def standing(self) -> int:
        """Points for being sure, general and up to date, at most about 40."""

    @property
    def names(self) -> str:
        """Whole names and abbreviations, each with its words joined into one."""

    @property
    def titles(self) -> str:
        """Words of the title in all languages, and their base forms."""

    @property
    def parts(self) -> str:
        """Base forms of later parts of compounds in the title."""

    @property
    def keywords(self) -> str:
        """Words and codes of topics, places and the like, the most telling first."""

    @property
    def phones(self) -> str:
        """Telephone numbers as digits."""

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the municipalities it serves."""

    @property
    def everywhere(self) -> bool:
        """Whether it is for all of Finland."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of the languages spoken there."""


CandidateT = TypeVar("CandidateT", bound=Candidate)


@dataclass(frozen=True, slots=True)
class Ranked(Generic[CandidateT]):
    """A candidate in its place.

    Attributes:
        score: larger is better; comparable within one search only.
        why: the best place in which a word was found.
        choice: what met the term that tells most, if a term was met.
        near: whom it is for.
    """

    candidate: CandidateT
    score: int
    why: Why
    choice: Choice | None = None
    near: Near = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the client lives, or the place that was named.

    Attributes:
        code: of the municipality; empty where none is known.
        neighbours: codes of the others of its region.
        names: what it is called, folded, in all languages.
        named: whether it was typed, which says more than that somebody lives there.
    """

    code: str = ""
    neighbours: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    named: bool = False


class _Points(NamedTuple):
    points: float
    why: Why
    choice: Choice | None


# A whole word, and the beginning of one.
_TITLE: Final = (400, 340)
_PART: Final = (310, 280)
_KEYWORD: Final = (240, 205)
_BODY: Final = 110
_WHOLE_NAME: Final = 2000
_START_OF_NAME: Final = 120
_LONG_NAME: Final = 60
_PHONE: Final = (3000, 1500, 900)  # the number, its beginning, a piece of it
_NEAR: Final[dict[Near, int]] = {
    "own": 90,
    "nationwide": 55,
    "neighbour": 25,
    "elsewhere": 0,
    "": 0,
}
_NEAR_NAMED: Final[dict[Near, int]] = {
    "own": 210,
    "nationwide": 90,
    "neighbour": 40,
    "elsewhere": -80,
    "": 0,
}
_FEW_AREAS: Final = 15
_PLACE_IN_TITLE: Final = 40
_MORE_WAYS: Final = 0.2
_MOST_MORE: Final = 0.4
_SPOKEN: Final = 6
_FADING: Final = 3  # points that each place further back in the keywords costs
_MOST_FADED: Final = 45


def rank(
    candidates: Iterable[tuple[CandidateT, Collection[int]]],
    plan: Plan,
    *,
    place: Place,
    limit: int,
    client_language: str = "",
) -> list[Ranked[CandidateT]]:
    """Return the best candidates in order; equals stand in the order of standing.

    Args:
        candidates: what the index gave for the plan, each with the numbers of the terms that
            are known to be in its texts.
        plan: what was looked for.
        place: what serves it comes first, then what serves all of Finland, then what serves
            a municipality of the same region.
        limit: how many to return at most.
        client_language: tag of a language; what speaks it comes first among near equals.
    """
    ready = _Ready.of(plan)
    ranked = (_ranked(c, in_text, ready, place, client_language) for c, in_text in candidates)
    met = (one for one in ranked if one is not None)
    return heapq.nsmallest(limit, met, key=lambda r: (-r.score, r.candidate.position))


def _ranked(
    candidate: CandidateT, in_text: Collection[int], ready: _Ready, place: Place, language: str
) -> Ranked[CandidateT] | None:
    best = _by_words(candidate, in_text, ready)
    if ready.plan.digits:
        best = max(_by_phone(candidate, ready.plan), best, key=lambda points: points.points)
    if not best.points:
        return None
    near = nearness(candidate, place)
    score = best.points + candidate.standing + _place_points(candidate, place, near)
    if language and language in candidate.languages:
        score += _SPOKEN
    return Ranked(candidate, round(score), best.why, best.choice, near)


def _place_points(candidate: Candidate, place: Place, near: Near) -> int:
    """Return the points for whom it is for; more for what is for few, or has the place's name."""
    points = (_NEAR_NAMED if place.named else _NEAR)[near]
    if near == "own":
        points += max(0, _FEW_AREAS - 3 * len(candidate.areas))
        if place.named and any(f" {name} " in f" {candidate.titles} " for name in place.names):
            points += _PLACE_IN_TITLE
    return points


def nearness(candidate: Candidate, place: Place) -> Near:
    """Return whom a candidate is for, seen from a place."""
    if not place.code:
        return ""
    if place.code in candidate.areas:
        return "own"
    if candidate.everywhere:
        return "nationwide"
    return "neighbour" if not place.neighbours.isdisjoint(candidate.areas) else "elsewhere"


def _by_phone(candidate: Candidate, plan: Plan) -> _Points:
    best = 0
    for number in candidate.phones.split():
        for digits in plan.digits:
            if number == digits:
                best = _PHONE[0]
            elif digits in number:
                best = max(best, _PHONE[1] if number.startswith(digits) else _PHONE[2])
    return _Points(best, "phone", None)


def _by_words(candidate: Candidate, in_text: Collection[int], ready: _Ready) -> _Points:
    if not ready.terms:
        return _Points(0, "text", None)
    fields = _Fields(candidate)
    total = 0.0
    best = _Points(0, "text", None)
    for number, term in enumerate(ready.terms):
        met = fields.term(term, in_text=number in in_text)
        points = met.points * term.term.weight
        total += points
        if points > best.points:
            best = _Points(points, met.why, met.choice)
    name = _name_points(candidate.names, ready.plan.names)
    if name:
        return _Points(total / ready.weights + name, "name", best.choice)
    return _Points(total / ready.weights, best.why, best.choice)


def _name_points(names: str, wanted: tuple[str, ...]) -> int:
    """Return the points for a name that is, or begins with, all that was typed."""
    whole = names.split()
    if any(name in whole for name in wanted):
        return _WHOLE_NAME
    begun = [len(name) for name in whole if wanted and name.startswith(wanted[0])]
    return _START_OF_NAME - min(*begun, _LONG_NAME) // 3 if begun else 0


@dataclass(frozen=True, slots=True)
class _ReadyTerm:
    """A term as scoring reads it.

    Attributes:
        single: numbers of the choices of one word, by each token that will do.
        several: numbers of the choices of several words, with those as sets.
        begun: numbers of the choices that a beginning will do for, each behind a space.
        unmet: what an entry gets that has it in none of its short texts, by whether it has it
            in the others.
    """

    term: Term
    single: dict[str, list[int]]
    tokens: frozenset[str]
    several: list[tuple[int, list[frozenset[str]]]]
    begun: list[tuple[int, str]]
    unmet: tuple[_Points, _Points]

    @classmethod
    def of(cls, term: Term) -> _ReadyTerm:
        single: dict[str, list[int]] = {}
        several = []
        begun = []
        for number, choice in enumerate(term.choices):
            if len(choice.words) > 1:
                several.append((number, list(map(frozenset, choice.words))))
                continue
            for token in choice.words[0]:
                single.setdefault(token, []).append(number)
            if choice.beginning:
                begun.append((number, f" {choice.beginning}"))
        unmet = (_summed(term, {}, in_text=False), _summed(term, {}, in_text=True))
        return cls(term, single, frozenset(single), several, begun, unmet)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A plan as scoring reads it, over and over."""

    plan: Plan
    terms: list[_ReadyTerm]
    weights: float

    @classmethod
    def of(cls, plan: Plan) -> _Ready:
        terms = [_ReadyTerm.of(term) for term in plan.terms]
        return cls(plan, terms, sum(term.weight for term in plan.terms))


class _Fields:
    """The short texts of a candidate, ready to be looked into."""

    __slots__ = ("_all", "_keywords", "_parts", "_text", "_titles", "_titles_end", "_words_end")

    def __init__(self, candidate: Candidate) -> None:
        self._titles = candidate.titles.split()
        self._parts = candidate.parts.split()
        self._keywords = candidate.keywords.split()
        self._all = {*self._titles, *self._parts, *self._keywords}
        # One text, so that most beginnings are seen to be absent in one look.
        self._text = f" {candidate.titles}  {candidate.parts}  {candidate.keywords}"
        self._titles_end = len(candidate.titles) + 1
        self._words_end = self._titles_end + len(candidate.parts) + 2

    def term(self, ready: _ReadyTerm, *, in_text: bool) -> _Points:
        """Return the points for a term: those of its best choice, and some of the others'.

        What is met in several ways is more likely meant.
        """
        met: dict[int, int] = {}
        for token in ready.tokens & self._all:
            points = self._word(token)
            for number in ready.single[token]:
                met[number] = max(met.get(number, 0), points)
        for number, beginning in ready.begun:
            place = self._text.find(beginning)
            if place >= 0 and met.get(number, 0) < _TITLE[1]:
                met[number] = max(met.get(number, 0), self._begun(place))
        for number, words in ready.several:
            for tokens in words:
                if tokens.isdisjoint(self._all):
                    break
            else:
                met[number] = min(max(map(self._word, tokens & self._all)) for tokens in words)
        return _summed(ready.term, met, in_text=in_text) if met else ready.unmet[in_text]

    def _word(self, word: str) -> int:
        """Return the points for a word that is there."""
        if word in self._titles:
            return _TITLE[0]
        if word in self._parts:
            return _PART[0]
        faded = min(_FADING * self._keywords.index(word), _MOST_FADED)
        if word[0] == CODE:  # what is about little else is more about this
            faded += self._text.count(CODE, self._words_end)
        return _KEYWORD[0] - faded

    def _begun(self, place: int) -> int:
        """Return the points for a word whose beginning stands first at a place of the text."""
        if place < self._titles_end:
            return _TITLE[1]
        if place < self._words_end:
            return _PART[1]
        words_before = self._text.count(" ", self._words_end, place) - 1
        return _KEYWORD[1] - min(_FADING * words_before, _MOST_FADED)


def _summed(term: Term, met: Mapping[int, int], *, in_text: bool) -> _Points:
    """Return the points for a term of which some choices are met, by number."""
    best = total = float(_BODY if in_text else 0)
    why: Why = "text"
    choice: Choice | None = None
    for number, points in met.items():
        weighed = points * term.choices[number].weight
        total += weighed
        if weighed > best:
            best, why, choice = weighed, _place_of(points), term.choices[number]
    return _Points(best + min((total - best) * _MORE_WAYS, best * _MOST_MORE), why, choice)


def _place_of(points: float) -> Why:
    if points > _KEYWORD[0]:
        return "title"
    return "keywords" if points > _BODY else "text"
