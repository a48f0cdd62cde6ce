"""What importers of foreign catalogues read, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from advisor_desk.domain.directory import Organization, Service

FORMATS: Final = ("csv", "xlsx", "tpr", "ptv", "hsds")
"""The formats that can be read."""

Fate = Literal["new", "changed", "unchanged", "gone", "duplicate", "rejected", "left-out"]
"""What an import does with a record: `left-out` was not chosen by the selection."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Where records come from.

    Attributes:
        id: stable id of the source at this desk, e.g. `tpr`, `ptv`, or one of a desk's own list.
        format: `csv`, `xlsx`, `tpr`, `ptv` or `hsds`.
        licence, attribution: shown wherever a record of it is shown or exported.
    """

    id: str
    format: str
    name: str
    licence: str = ""
    attribution: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record of a foreign catalogue, read as a service of ours.

    Attributes:
        external_id: its id there.
        place: where it stands, for messages: file and number of the record.
        service: as read; its id is made by `domain.ids.foreign_id`, its channels have such
            ids too; `last_verified` stays empty, for an import is never a verification.
        organization: who gives it, or None where the source does not say.
        raw: the record as it came, UTF-8.
        withdrawn: whether the source says that it is archived or no longer offered.
    """

    external_id: str
    place: str
    service: Service
    organization: Organization | None = None
    raw: bytes = b""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot be taken, and why.

    Attributes:
        place: where it stands: file and number of the record.
        field: path of the field, or an empty string for the whole record.
        problem: a whole sentence in the language of the interface.
        external_id: its id there, if it could be read.
    """

    place: str
    field: str
    problem: str
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is left out although nothing is wrong with it, such as an empty shell.

    Attributes:
        place: where it stands.
        external_id: its id there.
        title: its name, if it has one.
        reason: a whole sentence in the language of the interface.
    """

    place: str
    external_id: str
    title: str
    reason: str


class Stopped(Exception):
    """An import was cancelled; nothing was changed."""


@dataclass(slots=True)
class Progress:
    """How far a long piece of work is, and whether it is to stop.

    Attributes:
        told: called with the part done (0 to 1, or None where unknown) and the records so far.
        stopped: set from another thread to end the work.
        count: of the records so far.
        part: done so far, as it was told last.
    """

    told: Callable[[float | None, int], None] | None = None
    stopped: bool = False
    count: int = 0
    part: float | None = None

    def step(self, part: float | None = None, records: int = 1) -> None:
        """Tell of records done, or with `records=0` only of the part.

        Raises:
            Stopped: the work is to end.
        """
        if self.stopped:
            raise Stopped
        self.count += records
        if part is not None:
            self.part = part
        if self.told is not None and (part is not None or self.count % 50 == 0):
            self.told(self.part, self.count)


class Reader(Protocol):
    """Reads a file, folder or answer of a server, record by record."""

    def __call__(self, progress: Progress) -> Iterator[Incoming | Rejected | Skipped]:
        """Give the records in order.

        Raises:
            Failure: the whole cannot be read; the sentence names file, record and field.
            Stopped: the work was cancelled.
        """


class Chooser(Protocol):
    """Which records of a catalogue are wanted."""

    def matches(self, incoming: Incoming) -> str:
        """Return why a record is wanted, as a sentence or a word, or an empty string."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import would do with one record."""

    fate: Fate
    external_id: str
    place: str
    title: str
    service_id: str = ""
    problem: str = ""
    fields: tuple[str, ...] = ()


def count_fates(planned: Iterable[Planned]) -> dict[Fate, int]:
    """Return how many records meet each fate, all fates named."""
    counts: dict[Fate, int] = {
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "duplicate": 0,
        "rejected": 0,
        "left-out": 0,
    }
    for one in planned:
        counts[one.fate] += 1
    return counts
