"""As much of the answers of PTV's servers as tells what to ask next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from advisor_desk.exchange.ptv.spool import RecordKind, Spool

MAX_PAGES: Final = 5_000


class Page(msgspec.Struct):
    """A page of either version; its records are not looked into yet."""

    items: list[msgspec.Raw] | None = None
    itemList: list[msgspec.Raw] | None = None  # noqa: N815 - the name of version 11
    pageCount: int | None = None  # noqa: N815
    totalPages: int | None = None  # noqa: N815

    @property
    def records(self) -> list[msgspec.Raw]:
        """The records of the page."""
        return self.items or self.itemList or []

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return min(max(self.totalPages or self.pageCount or 1, 1), MAX_PAGES)


class _Named(msgspec.Struct):
    """As much of a record as tells its id."""

    id: str


class _Connected(msgspec.Struct):
    """A connection of version 11, as far as it names a channel."""

    serviceChannel: _Named | None = None  # noqa: N815


class _Role(msgspec.Struct):
    """An organisation of a service of version 11."""

    organization: _Named | None = None


class _Refers(msgspec.Struct):
    """What a service of either version refers to."""

    serviceChannels: list[_Connected] | None = None  # noqa: N815
    organizations: list[_Role] | None = None
    generalDescriptionId: str | None = None  # noqa: N815
    organizationContentId: str | None = None  # noqa: N815
    generalDescriptionContentId: str | None = None  # noqa: N815

    def ids(self) -> dict[RecordKind, list[str]]:
        """Return the ids by the kind of what they are of."""
        channels = (one.serviceChannel for one in self.serviceChannels or ())
        roles = (one.organization for one in self.organizations or ())
        return {
            "channel": [one.id for one in channels if one is not None],
            "organization": [
                *(one.id for one in roles if one is not None),
                self.organizationContentId or "",
            ],
            "general": [self.generalDescriptionId or "", self.generalDescriptionContentId or ""],
        }


_ID: Final = re.compile(r"[A-Za-z0-9-]{1,64}")
"""Ids that may be put into an address; those of PTV are UUIDs."""


def referred_ids(spool: Spool) -> dict[RecordKind, list[str]]:
    """Return the ids that the services and connections of a spool refer to, each once."""
    found: dict[RecordKind, dict[str, None]] = {"channel": {}, "organization": {}, "general": {}}
    for key in spool.keys("service"):
        kept = spool.get("service", key)
        if kept is None:
            continue
        try:
            refers = msgspec.json.decode(kept.raw, type=_Refers)
        except (msgspec.DecodeError, RecursionError):
            continue  # it is refused, with the field, when it is joined
        for kind, keys in refers.ids().items():
            found[kind].update(dict.fromkeys(keys))
    found["channel"].update(dict.fromkeys(spool.linked_channels()))
    return {kind: [key for key in keys if _ID.fullmatch(key)] for kind, keys in found.items()}


def batches(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    """Give ids in lists of at most so many."""
    some: list[str] = []
    for key in ids:
        some.append(key)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def named(record: msgspec.Raw) -> str:
    """Return the id of a record, or an empty string."""
    try:
        return msgspec.json.decode(record, type=_Named).id
    except (msgspec.DecodeError, RecursionError):
        return ""
