"""Facts that services tell; the sender knows no reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

EventT = TypeVar("EventT")


class VisitLogged(NamedTuple):
    """A visit was saved; told again where the same save was repeated after a failure."""

    visit_id: str
    day: str


class VisitCorrected(NamedTuple):
    """A saved visit was corrected, retracted or brought back."""

    visit_id: str
    day: str


class DraftCleared(NamedTuple):
    """What the form held was taken off the disk."""


class ServiceChanged(NamedTuple):
    """A record of the directory was changed at this desk."""

    service_id: str


class ServicesImported(NamedTuple):
    """Services came in from a foreign catalogue."""

    catalogue_id: str


class SynonymsChanged(NamedTuple):
    """The words people type were changed at this desk."""

    concept: str


class QuestionsChanged(NamedTuple):
    """The point's own questions were changed at this desk."""


class CodesChanged(NamedTuple):
    """The codes of a list were changed at this desk."""

    list_name: str


class VisitsReleased(NamedTuple):
    """Visits left the program as a file."""

    release_id: str


class Events:
    """Hands each fact to those who asked for its kind, in the thread of the sender."""

    def __init__(self) -> None:
        self._readers: dict[type[Any], list[Callable[[Any], None]]] = {}

    def subscribe(self, kind: type[EventT], reader: Callable[[EventT], None]) -> None:
        """Call a reader with every fact of a kind from now on."""
        self._readers.setdefault(kind, []).append(reader)

    def tell(self, fact: object) -> None:
        """Hand a fact to its readers."""
        for reader in self._readers.get(type(fact), ()):
            reader(fact)
