"""The order of what was found, why each was found, and what to mark."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, Protocol, TypeVar

from advisor_desk.search import folding
from advisor_desk.search.query import Plan, Term

Why = Literal["name", "title", "keywords", "text", "phone"]
"""Where the match is: a whole name or its beginning, in the title, in topics, places and
languages, in the texts, or in a telephone number."""


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
        """Words of the title in all languages."""

    @property
    def keywords(self) -> str:
        """Words of topics, places and the like."""

    @property
    def body(self) -> str:
        """Words of all other texts."""

    @property
    def phones(self) -> str:
        """Telephone numbers as digits."""

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the municipalities it serves."""

    @property
    def everywhere(self) -> bool:
        """Whether it is for all of Finland."""


CandidateT = TypeVar("CandidateT", bound=Candidate)


@dataclass(frozen=True, slots=True)
class Ranked(Generic[CandidateT]):
    """A candidate in its place.

    Attributes:
        score: larger is better; comparable within one search only.
        why: the best place in which a word was found.
    """

    candidate: CandidateT
    score: int
    why: Why


# A whole word, and the beginning of one.
_TITLE: Final = (400, 330)
_KEYWORD: Final = (240, 200)
_BODY: Final = (110, 90)
_WHOLE_NAME: Final = 500
_START_OF_NAME: Final = 150
_LONG_NAME: Final = 60
_PHONE: Final = (900, 700, 500)  # the number, its beginning, a piece of it
_OWN_AREA: Final = 90
_NATIONWIDE: Final = 60
_OTHER_WORD: Final = 0.9
_FADING: Final = 20  # characters of keywords that cost a point
_MOST_FADED: Final = 30


def rank(
    candidates: Iterable[CandidateT], plan: Plan, *, municipality: str | None, limit: int
) -> list[Ranked[CandidateT]]:
    """Return the best candidates in order; equals stand in the order of standing.

    Args:
        candidates: what the index gave for the plan.
        plan: what was looked for.
        municipality: the code of the client's municipality: what serves it comes first, then
            what serves all of Finland.
        limit: how many to return at most.
    """
    ranked = (_ranked(candidate, plan, municipality) for candidate in candidates)
    return heapq.nsmallest(limit, ranked, key=lambda r: (-r.score, r.candidate.position))


def _ranked(candidate: CandidateT, plan: Plan, municipality: str | None) -> Ranked[CandidateT]:
    score, why = max(_by_words(candidate, plan), _by_phone(candidate, plan), key=lambda s: s[0])
    score += candidate.standing + _area_points(candidate, municipality)
    return Ranked(candidate, round(score), why)


def _area_points(candidate: Candidate, municipality: str | None) -> int:
    if municipality is None:
        return 0
    if municipality in candidate.areas:
        return _OWN_AREA
    return _NATIONWIDE if candidate.everywhere else 0


def _by_phone(candidate: Candidate, plan: Plan) -> tuple[float, Why]:
    best = 0
    for number in candidate.phones.split() if plan.digits else ():
        for digits in plan.digits:
            if number == digits:
                return _PHONE[0], "phone"
            if digits in number:
                best = max(best, _PHONE[1] if number.startswith(digits) else _PHONE[2])
    return best, "phone"


def _by_words(candidate: Candidate, plan: Plan) -> tuple[float, Why]:
    if not plan.terms:
        return 0, "text"
    fields = _Fields.of(candidate)
    points = [fields.points(term) for term in plan.terms]
    score = sum(points) / len(points)
    best = max(points)
    why: Why = "text"
    if best > _KEYWORD[0]:
        why = "title"
    elif best > _BODY[0]:
        why = "keywords"
    name = _name_points(candidate.names, plan.squeezed)
    return score + name, "name" if name else why


def _name_points(names: str, squeezed: str) -> int:
    """Return the points for a name that is, or begins with, all that was typed."""
    if not squeezed or f" {squeezed}" not in f" {names}":
        return 0
    length = min(len(name) for name in names.split() if name.startswith(squeezed))
    if length == len(squeezed):
        return _WHOLE_NAME
    return _START_OF_NAME - min(length, _LONG_NAME) // 3


@dataclass(frozen=True, slots=True)
class _Fields:
    """The texts of a candidate with spaces around them, so that every word starts with one."""

    titles: str
    keywords: str
    body: str

    @classmethod
    def of(cls, candidate: Candidate) -> _Fields:
        return cls(f" {candidate.titles} ", f" {candidate.keywords} ", f" {candidate.body} ")

    def points(self, term: Term) -> float:
        """Return the points for a term: those of its best form."""
        best = float(self._word(term.text, prefix=term.prefix))
        for alternative in term.alternatives:
            *first, last = alternative.split()
            lowest = min(
                self._word(last, prefix=term.prefix),
                *(self._word(word, prefix=False) for word in first),
                _TITLE[0],
            )
            best = max(best, _OTHER_WORD * lowest)
        return best

    def _word(self, word: str, *, prefix: bool) -> int:
        return (
            _points_in(self.titles, word, _TITLE, prefix=prefix)
            or _points_in(self.keywords, word, _KEYWORD, prefix=prefix, fading=True)
            or _points_in(self.body, word, _BODY, prefix=prefix)
        )


def _points_in(
    text: str, word: str, points: tuple[int, int], *, prefix: bool, fading: bool = False
) -> int:
    """Return the points for a word in a text, 0 where it is not there.

    Args:
        text: words with a space before and after each.
        word: the word.
        points: for a whole word, and for the beginning of one.
        prefix: whether the beginning of a word will do.
        fading: whether what stands later counts a little less: main topics come first.
    """
    place, gained = text.find(f" {word} "), points[0]
    if place < 0 and prefix:
        place, gained = text.find(f" {word}"), points[1]
    if place < 0:
        return 0
    return gained - min(place // _FADING, _MOST_FADED) if fading else gained


def marks(title: str, plan: Plan) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a title, as shown, that were looked for.

    Returns:
        Start and end of each range in characters, in order and apart from each other.
    """
    wanted = [
        word
        for term in plan.terms
        for text in (term.text, *term.alternatives)
        for word in text.split()
    ]
    found = sorted(_found(title, wanted))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def _found(title: str, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    for spot in folding.locate(title):
        for word in wanted:
            if spot.word.startswith(word):
                yield spot.origins[0], spot.ends[len(word) - 1]
