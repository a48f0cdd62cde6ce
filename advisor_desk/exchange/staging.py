"""Records between preview and import, in a file without a name.

What is imported is what was previewed: the source is read once, even if it changes meanwhile.
Memory stays flat, and the file goes with the process, however it ends.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final, NamedTuple

from msgspec import msgpack

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.imports import Incoming
from advisor_desk.exchange.personal import Flag

_LENGTH: Final = struct.Struct(">I")
_QUICK: Final = 1
"""Level of compression: the packing may not take longer than the reading."""


class Staged(NamedTuple):
    """A record with what the preview found out about it.

    Attributes:
        incoming: the record.
        digest: of it, to see changes by.
        flags: what is personal in it.
    """

    incoming: Incoming
    digest: str
    flags: tuple[Flag, ...] = ()


class Staging:
    """Keeps records in the order in which they came."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._decode = msgpack.Decoder(Staged).decode

    def add(self, staged: Staged) -> None:
        """Put a record behind the others, with `raw` compressed by zlib.

        Raises:
            Failure: the disk is full.
        """
        incoming = staged.incoming
        packed = msgpack.encode(staged._replace(incoming=replace(incoming, raw=b"")))
        raw = zlib.compress(incoming.raw, _QUICK)
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives until `close`
            for part in (packed, raw):
                self._file.write(_LENGTH.pack(len(part)))
                self._file.write(part)
        except OSError as error:
            raise Failure(FailureKind.DISK_FULL, tempfile.gettempdir()) from error

    def __iter__(self) -> Iterator[Staged]:
        """Give the records, `raw` still compressed."""
        if self._file is None:
            return
        self._file.seek(0)
        while length := self._file.read(_LENGTH.size):
            packed = self._file.read(*_LENGTH.unpack(length))
            raw = self._file.read(*_LENGTH.unpack(self._file.read(_LENGTH.size)))
            staged = self._decode(packed)
            yield staged._replace(incoming=replace(staged.incoming, raw=raw))

    def close(self) -> None:
        """Let the records go."""
        if self._file is not None:
            self._file.close()
            self._file = None
