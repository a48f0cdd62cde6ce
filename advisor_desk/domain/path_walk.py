"""A walk along a service path: which steps are done, which is the present one, what is left.

It is for one talk. Nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.guidance import Card, Path, Step
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class PathWalk:
    """How far a talk has come on a path.

    Attributes:
        count: steps of the path, at least 1.
        present: number of the present step, from 1.
        ticked: numbers of the steps that are done.
        whole: whether all steps are shown at a glance, not one after another.
    """

    count: int
    present: int = 1
    ticked: frozenset[int] = frozenset()
    whole: bool = False

    def go(self, number: int) -> PathWalk:
        """Return the walk at a step; beyond the ends it stays at the first or last."""
        return replace(self, present=min(max(number, 1), self.count))

    def tick(self, number: int) -> PathWalk:
        """Return the walk with a step done, or not done any more.

        Where the present step becomes done, the next one that is not becomes the present one.
        """
        if not 1 <= number <= self.count:
            return self
        ticked = self.ticked ^ {number}
        walk = replace(self, ticked=ticked)
        if number not in ticked or number != self.present:
            return walk
        later = (n for n in range(number + 1, self.count + 1) if n not in ticked)
        return walk.go(next(later, number))


@dataclass(frozen=True, slots=True)
class StepLeft:
    """A step that is still to be taken, as it goes on a slip.

    Attributes:
        number: its number on the path.
        documents: those of its card; empty where an earlier step left has the same card.
        sure_wait: the typical wait, or empty where it is unknown or of low confidence: what
            the client takes home says nothing that may be untrue.
    """

    number: int
    step: Step
    documents: tuple[LocalText, ...]
    sure_wait: LocalText


def steps_left(path: Path, walk: PathWalk, cards: Mapping[str, Card]) -> tuple[StepLeft, ...]:
    """Return the steps from the present one on that are not done, for a slip.

    Args:
        path: the path.
        walk: how far the talk has come on it.
        cards: cards by id, for the documents.
    """
    left: list[StepLeft] = []
    told: set[str] = set()
    for number, step in enumerate(path.steps, 1):
        if number < walk.present or number in walk.ticked:
            continue
        card = cards.get(step.card) if step.card not in told else None
        told.add(step.card)
        sure = step.wait_confidence in ("high", "medium")
        wait = step.typical_wait if sure else LocalText()
        left.append(StepLeft(number, step, card.documents if card else (), wait))
    return tuple(left)


@dataclass(frozen=True, slots=True)
class PathFit:
    """For whom a path is: codes of the visit form by its fields, all of which must agree."""

    path: str
    codes: Mapping[str, tuple[str, ...]]

    def fits(self, visit: Visit, book: CodeBook) -> bool:
        """Tell whether a visit has one of the codes, or one below it, in each of the fields."""
        return all(
            not {getattr(visit, name), book.top(name, getattr(visit, name))}.isdisjoint(codes)
            for name, codes in self.codes.items()
        )


def fitting_paths(fits: Sequence[PathFit], visit: Visit, book: CodeBook) -> tuple[str, ...]:
    """Return the ids of the paths that fit a visit, in the order of the rules, each once."""
    return tuple(dict.fromkeys(fit.path for fit in fits if fit.fits(visit, book)))
