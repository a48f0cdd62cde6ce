"""The world's failures: explained to the user with the next step; never a bug of ours."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Literal

from advisor_desk.domain.visit import Problem

SynonymField = Literal["term", "language", "canonical", "topic"]
SynonymProblem = Literal["missing", "too-long", "unknown", "duplicate", "same"]


class FailureKind(Enum):
    """What went wrong outside the program."""

    DISK_FULL = "disk-full"
    LOCKED = "locked"
    HELD = "held"
    DAMAGED = "damaged"
    NEWER = "newer"
    READ_ONLY = "read-only"
    UNREACHABLE = "unreachable"
    BAD_FILE = "bad-file"
    NOT_FOUND = "not-found"
    NO_ANSWER = "no-answer"


class Failure(Exception):
    """Something outside the program failed.

    Attributes:
        kind: what failed; `services.explain` has the sentence and the next step.
        detail: a path, a holder or a position, for the sentence; never client data.
    """

    def __init__(self, kind: FailureKind, detail: str = "") -> None:
        super().__init__(f"{kind.value}: {detail}")
        self.kind = kind
        self.detail = detail

    @classmethod
    def of_file(cls, error: OSError, path: Path) -> Failure:
        """Return the failure behind an error of the system about a file."""
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            return cls(FailureKind.DISK_FULL, str(path))
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return cls(FailureKind.READ_ONLY, str(path))
        return cls(FailureKind.UNREACHABLE, str(path))


@contextmanager
def file_failures(path: Path) -> Iterator[None]:
    """Turn the system's errors into failures that name the file.

    Raises:
        Failure: the disk is full, or the file may not or cannot be opened, read or written.
    """
    try:
        yield
    except OSError as error:
        raise Failure.of_file(error, path) from error


class InvalidVisit(Exception):
    """A visit cannot be saved as it is.

    Attributes:
        problems: what is wrong, field by field.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(f"{p.field}: {p.kind}" for p in problems))
        self.problems = tuple(problems)


class InvalidRecord(Exception):
    """A record of the directory cannot be stored as it is; nothing was changed.

    Attributes:
        sentence: what is wrong and what to do, in the language of the interface.
        fields: names of the fields that are wrong, if it is about any.
        stale: whether somebody else changed the record since it was read.
    """

    def __init__(self, sentence: str, fields: Sequence[str] = (), *, stale: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.fields = tuple(fields)
        self.stale = stale


class InvalidSynonym(Exception):
    """A word that people type cannot be kept as it is.

    Attributes:
        field: what is wrong.
        problem: how.
    """

    def __init__(self, field: SynonymField, problem: SynonymProblem) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class NotAllowed(Exception):
    """The actor's role does not allow the act.

    Attributes:
        needed: the role that is needed.
    """

    def __init__(self, needed: str) -> None:
        super().__init__(f"needs the role {needed}")
        self.needed = needed
