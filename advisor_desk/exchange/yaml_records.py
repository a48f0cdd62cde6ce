"""Records of a shipped YAML file, checked against their form; errors name where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from advisor_desk.domain.failures import Failure, FailureKind

RecordT = TypeVar("RecordT", bound=msgspec.Struct)
# msgspec says where a field is missing or unknown by the record around it.
_NAMED_FIELD = re.compile(r"(?:missing required|unknown) field `(\w+)`$")
# The C loader reads the set in 0.2 s, the other in 3 s; both give the same.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands, for messages."""

    file: str
    record: str

    def error(self, field: str, problem: str) -> Failure:
        """Return the failure that names file, record, field and problem."""
        return Failure(
            FailureKind.BAD_FILE,
            f"{self.file}, record '{self.record}', field '{field}': {problem}",
        )


def records(resources: Path, name: str, kind: type[RecordT]) -> Iterator[tuple[Place, RecordT]]:
    """Yield the records of one file with their places: a list of records, or one record alone.

    Args:
        resources: the folder of the shipped set.
        name: path of the file in it.
        kind: the form of a record.

    Raises:
        Failure: the file is missing, no YAML, or a record is not of its form.
    """
    path = resources / name
    try:
        loaded = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader
    except OSError as error:
        raise Failure(FailureKind.BAD_FILE, f"{name}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Failure(FailureKind.BAD_FILE, f"{name}: {error}") from error
    for number, item in enumerate(loaded if isinstance(loaded, list) else [loaded], 1):
        shown = item.get("id", item.get("concept")) if isinstance(item, dict) else None
        place = Place(name, str(shown or f"number {number}"))
        try:
            yield place, msgspec.convert(item, kind)
        except msgspec.ValidationError as error:
            problem, _, where = str(error).partition(" - at `$")
            named = _NAMED_FIELD.search(problem)
            field = ".".join(filter(None, (where.strip("`."), named[1] if named else "")))
            raise place.error(field or "record", problem) from error
