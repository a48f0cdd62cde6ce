"""Records of PTV between reading and joining, in a file without a name.

Services, channels and organisations come in any order and refer to each other: 20,000 services
and 30,000 channels are half a gigabyte, so they wait on the disk, and memory holds where.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, Final, Literal, NamedTuple

from advisor_desk.domain.failures import Failure, FailureKind

RecordKind = Literal["service", "channel", "organization", "general", "link"]
_QUICK: Final = 1
_LARGE: Final = 16_384
"""Bytes from which on packing is worth its time: few records are so large."""


class Kept(NamedTuple):
    """A record that was kept.

    Attributes:
        place: where it stood, for messages.
        version: of PTV: 11 or 12.
        raw: as it came.
    """

    place: str
    version: int
    raw: bytes


class _Where(NamedTuple):
    offset: int
    length: int


class Spool:
    """Keeps records by kind and id."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives until `close`
        self._end = 0
        self._places: dict[RecordKind, dict[str, _Where]] = {}
        self._links: dict[str, dict[str, _Where]] = {}

    def add(self, kind: RecordKind, key: str, kept: Kept) -> None:
        """Keep a record; one that comes again, as when pages shift, takes the place of the first.

        Raises:
            Failure: the disk is full.
        """
        self._places.setdefault(kind, {})[key] = self._write(kept)

    def add_link(self, service: str, channel: str, kept: Kept) -> None:
        """Keep a connection that is a record of its own.

        Raises:
            Failure: the disk is full.
        """
        self._links.setdefault(service, {})[channel] = self._write(kept)

    def _write(self, kept: Kept) -> _Where:
        packed = len(kept.raw) >= _LARGE
        raw = zlib.compress(kept.raw, _QUICK) if packed else kept.raw
        head = f"{kept.version} {int(packed)} {kept.place}\n".encode()
        where = _Where(self._end, len(head) + len(raw))
        try:
            self._file.seek(self._end)
            self._file.write(head)
            self._file.write(raw)
        except OSError as error:
            raise Failure(FailureKind.DISK_FULL, tempfile.gettempdir()) from error
        self._end += where.length
        return where

    def get(self, kind: RecordKind, key: str) -> Kept | None:
        """Return a record, or None."""
        where = self._places.get(kind, {}).get(key)
        return self._read(where) if where else None

    def has(self, kind: RecordKind, key: str) -> bool:
        """Tell whether a record is there."""
        return key in self._places.get(kind, ())

    def count(self, kind: RecordKind) -> int:
        """Return how many records of a kind there are."""
        return len(self._places.get(kind, ()))

    def keys(self, kind: RecordKind) -> Iterator[str]:
        """Give the ids of a kind in the order in which they first came."""
        yield from self._places.get(kind, ())

    def links(self, service: str) -> list[Kept]:
        """Return the connections of a service that are records of their own."""
        return [self._read(where) for where in self._links.get(service, {}).values()]

    def linked_channels(self) -> list[str]:
        """Return the ids of the channels that connections of their own name, each once."""
        return list(dict.fromkeys(key for links in self._links.values() for key in links))

    def _read(self, where: _Where) -> Kept:
        self._file.seek(where.offset)
        head, _newline, raw = self._file.read(where.length).partition(b"\n")
        version, packed, place = head.decode().split(" ", 2)
        return Kept(place, int(version), zlib.decompress(raw) if packed == "1" else raw)

    def close(self) -> None:
        """Let everything go."""
        self._file.close()


def kind_of(value: dict[str, Any]) -> tuple[RecordKind, int] | None:
    """Return what a record is and of which version, told by its keys; None if it is nothing."""
    if "serviceContentId" in value and "channelContentId" in value:
        return "link", 12
    if isinstance(value.get("contentId"), str):
        kind = _kind_12(value)
        return (kind, 12) if kind else None
    if not isinstance(value.get("id"), str):
        return None
    for key, kind in _KEYS_11.items():
        if key in value:
            return kind, 11
    return None


_KEYS_11: Final[dict[str, RecordKind]] = {
    "serviceChannelNames": "channel",
    "serviceChannelType": "channel",
    "serviceNames": "service",
    "organizationNames": "organization",
    "generalDescriptionType": "general",
    "descriptions": "general",
}
_CHANNELS_12: Final = frozenset(
    {"EService", "TelephoneService", "PrintableForm", "ServiceLocation", "WebPage"}
)


def _kind_12(value: dict[str, Any]) -> RecordKind | None:
    if "serviceChannelType" in value or "channelType" in value:
        return "channel"
    if value.get("type") in _CHANNELS_12 or "allowedConnectionType" in value:
        return "channel"
    if "generalDescriptionTypes" in value:
        return "general"
    if "serviceType" in value or "serviceClasses" in value:
        return "service"
    if "organizationType" in value or "businessId" in value:
        return "organization"
    return None
