"""Files that stand at their name whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from advisor_desk.domain.failures import Failure, FailureKind, file_failures
from advisor_desk.paths import flush_folder


@contextmanager
def whole_file(
    target: Path, before_naming: Callable[[], None], *, encoding: str = "utf-8"
) -> Iterator[TextIO]:
    """Give a text file to write, which gets its name only when all of it is on disk.

    Until then it stands beside it as `.part`. A process killed in between leaves that and
    whatever stood at the name before.

    Args:
        target: the final name.
        before_naming: called when the content is on disk, before the file gets its name; if
            it raises, the file never gets it.
        encoding: of the text; line ends are written as given.

    Raises:
        Failure: the file cannot be written.
    """
    with (
        _part_of(target, before_naming) as part,
        part.open("w", encoding=encoding, newline="") as file,
    ):
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole_binary(target: Path, before_naming: Callable[[], None]) -> Iterator[BinaryIO]:
    """Give a file for bytes to write; all else as with `whole_file`.

    Raises:
        Failure: the file cannot be written.
    """
    with _part_of(target, before_naming) as part, part.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _part_of(target: Path, before_naming: Callable[[], None]) -> Iterator[Path]:
    """Give the place to write to, and name it when it is written."""
    part = target.with_name(f"{target.name}.part")
    if target.is_dir():
        raise Failure(FailureKind.UNREACHABLE, str(target))
    try:
        with file_failures(target):
            yield part
            before_naming()
            part.replace(target)
    except BaseException:
        _remove(part)
        raise
    flush_folder(target.parent)


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # The reason why the file could not be written is told; what is left of it bears
        # another name than a whole file.
        return
