"""PTV as somebody downloaded it: a file, a folder of pages, or such a folder as an archive.

All records are read once and kept in a spool; then each service is joined with its channels,
its organisation and the general description that it completes.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from advisor_desk.domain.directory import Channel, Organization
from advisor_desk.domain.failures import Failure, FailureKind, file_failures
from advisor_desk.domain.imports import Incoming, Progress, Reader, Rejected, Skipped
from advisor_desk.exchange.ptv import v11, v12
from advisor_desk.exchange.ptv.mapping import Mapper, read_lists
from advisor_desk.exchange.ptv.model import (
    Adapter,
    BadField,
    ChannelDraft,
    GeneralDraft,
    Link,
    OrganizationDraft,
    ServiceDraft,
)
from advisor_desk.exchange.ptv.problems import explain
from advisor_desk.exchange.ptv.spool import Kept, RecordKind, Spool, kind_of
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.source_files import (
    PAGE_KEYS,
    read_json,
    unpack_json,
)
from advisor_desk.i18n import _, ngettext

DraftT = TypeVar("DraftT")
Record = Incoming | Rejected | Skipped

ADAPTERS: Final = {11: v11.ADAPTER, 12: v12.ADAPTER}
READING: Final = 0.5
"""Part of the progress that is reading; the rest is joining."""
_CACHED: Final = 16_000
"""Channels that are held as ours, and organisations: most services share a few."""


def reader(path: Path, options: ReaderOptions) -> Reader:
    """Return a reader of a downloaded file, folder or zip archive of PTV records.

    The folder may hold pages of services, channels, organisations, general descriptions and,
    of version 12, connections, under any names that end in `.json`.
    """

    def read(progress: Progress) -> Iterator[Record]:
        with spooling() as spool:
            yield from _fill(spool, path, progress)
            yield from join(spool, options, progress, path.name)

    return read


@contextmanager
def spooling() -> Iterator[Spool]:
    """Give a spool, and let it go at the end."""
    spool = Spool()
    try:
        yield spool
    finally:
        spool.close()


def _fill(spool: Spool, path: Path, progress: Progress) -> Iterator[Rejected]:
    """Read all files into the spool; give what is no record of PTV."""
    if path.is_dir():
        with file_failures(path):
            files = sorted(file for file in path.rglob("*.json") if file.is_file())
        if not files:
            raise Failure(FailureKind.BAD_FILE, _("{path} holds no JSON files").format(path=path))
        yield from _fill_from(spool, files, progress)
    elif zipfile.is_zipfile(path):
        with tempfile.TemporaryDirectory() as folder:
            yield from _fill_from(spool, unpack_json(path, Path(folder)), progress)
    else:
        yield from _fill_from(spool, [path], progress)


def _fill_from(spool: Spool, files: list[Path], progress: Progress) -> Iterator[Rejected]:
    total = max(sum(file.stat().st_size for file in files), 1)
    done = 0
    for file in files:
        for record in read_json(file):
            rejected = keep(spool, record.value, record.raw, record.place)
            if rejected is not None:
                yield rejected
            progress.step(READING * min(done / total, 1), records=0)
        done += file.stat().st_size


def keep(spool: Spool, value: Any, raw: bytes, place: str) -> Rejected | None:  # noqa: ANN401 - JSON
    """Put a record, or those of a page or of several, into the spool; return why not."""
    if _keep_one(spool, value, raw, place) or _keep_page(spool, value, place):
        return None
    # Somebody put answers of several kinds into one file, each under a name of its own.
    parts = (
        [one for one in value.values() if isinstance(one, dict)] if isinstance(value, dict) else []
    )
    kept = [
        _keep_one(spool, one, msgspec.json.encode(one), place) or _keep_page(spool, one, place)
        for one in parts
    ]
    if kept and all(kept):
        return None
    problem = _("It is neither a service nor a channel, organisation or connection of PTV.")
    return Rejected(place, "", problem)


def _keep_page(spool: Spool, value: Any, place: str) -> bool:  # noqa: ANN401 - JSON
    """Put the records of a page into the spool; return whether it was a page of records."""
    paged = value if isinstance(value, dict) else {}
    page = next((paged[key] for key in PAGE_KEYS if key in paged), "")
    if page is None:
        return True
    return isinstance(page, list) and all(
        [_keep_one(spool, item, msgspec.json.encode(item), place) for item in page]
    )


def _keep_one(spool: Spool, value: Any, raw: bytes, place: str) -> bool:  # noqa: ANN401 - JSON
    """Put a record into the spool; return whether it was one, or one that is not for us."""
    if not isinstance(value, dict):
        return False
    found = kind_of(value)
    if found is None:
        archived = bool(value) and value.keys() <= _ARCHIVED
        return archived or not value.keys().isdisjoint(_NOT_FOR_US)
    _keep_record(spool, found[0], value, Kept(place, found[1], raw))
    return True


_NOT_FOR_US: Final = frozenset({"serviceCollectionNames", "serviceCollectionContentId"})
"""Records of PTV that are told by these keys and hold nothing that we show."""


_ARCHIVED: Final = frozenset({"contentId", "archivedAt"})
"""All that the list of what was archived in version 12 says; the record itself is missing then."""


def _keep_record(spool: Spool, kind: RecordKind, value: dict[str, Any], kept: Kept) -> None:
    if kind == "link":
        service, channel = str(value["serviceContentId"]), str(value["channelContentId"])
        spool.add_link(service, channel, kept)
        return
    if kind == "channel" and kept.version == 11:
        # The mirror of the connections, which are with the services: it can be megabytes.
        raw = msgspec.json.encode({key: part for key, part in value.items() if key != "services"})
        kept = kept._replace(raw=raw)
    spool.add(kind, str(value["id" if kept.version == 11 else "contentId"]), kept)


def join(spool: Spool, options: ReaderOptions, progress: Progress, source: str) -> Iterator[Record]:
    """Give the services of a spool, each with all that belongs to it.

    Args:
        spool: all records.
        options: ids and lists to use.
        progress: told from the half on.
        source: name of the file or server, for messages.

    Raises:
        Failure: there is no service at all.
        Stopped: the work was cancelled.
    """
    total = spool.count("service")
    if not total:
        raise Failure(
            FailureKind.BAD_FILE, _("{file} holds no services of PTV").format(file=source)
        )
    joiner = _Joiner(spool, options)
    try:
        for number, key in enumerate(spool.keys("service"), 1):
            yield joiner.service(key)
            yield from joiner.problems
            joiner.problems.clear()
            progress.step(READING + (1 - READING) * number / total, records=0)
    finally:
        joiner.forget()
    if joiner.missing:
        yield _missing(len(joiner.missing), source)


def _missing(count: int, source: str) -> Rejected:
    problem = ngettext(
        "{count} channel that services name is not in the download, so that they have no contacts"
        " from it. Download the channels as well.",
        "{count} channels that services name are not in the download, so that they have no"
        " contacts from them. Download the channels as well.",
        count,
    )
    return Rejected(source, "serviceChannels", problem.format(count=count))


_CHANNEL: Final[Callable[[Adapter], Callable[[Any], ChannelDraft]]] = attrgetter("channel")
_ORGANIZATION: Final[Callable[[Adapter], Callable[[Any], OrganizationDraft]]] = attrgetter(
    "organization"
)
_GENERAL: Final[Callable[[Adapter], Callable[[Any], GeneralDraft]]] = attrgetter("general")


class _Joiner:
    """Joins services with what they refer to.

    Attributes:
        problems: records that services refer to and that cannot be taken, each told once.
        missing: ids of channels that are not there.
    """

    def __init__(self, spool: Spool, options: ReaderOptions) -> None:
        self._spool = spool
        self._mapper = Mapper(options.catalogue.id, read_lists(options.resources))
        self.problems: list[Rejected] = []
        self.missing: set[str] = set()
        self._told: set[str] = set()
        self._channel = lru_cache(_CACHED)(self._read_channel)
        self._organization = lru_cache(_CACHED)(self._read_organization)
        self._general = lru_cache(_CACHED)(self._read_general)

    def forget(self) -> None:
        """Let go of what was read: the caches and the joiner hold each other."""
        for cached in (self._channel, self._organization, self._general):
            cached.cache_clear()

    def service(self, key: str) -> Record:
        """Return a service, or why it cannot be taken."""
        kept = self._spool.get("service", key)
        if kept is None:  # the key came from the spool itself
            raise KeyError(key)
        adapter = ADAPTERS[kept.version]
        try:
            draft = adapter.service(_decoded(kept.raw))
            links = draft.links or tuple(self._links(adapter, key))
        except (msgspec.ValidationError, msgspec.DecodeError, BadField, RecursionError) as error:
            field, problem = explain(error)
            return Rejected(kept.place, field, problem, key)
        if not draft.name and not draft.general:
            return Rejected(kept.place, "name", _("It has no name."), key)
        if draft.standing == "draft":
            reason = _("It is a draft that has not been published.")
            return Skipped(kept.place, key, draft.name.pick("fi"), reason)
        return self._joined(kept, draft, links)

    def _joined(self, kept: Kept, draft: ServiceDraft, links: tuple[Link, ...]) -> Record:
        general = self._general(draft.general) if draft.general else None
        giver = self._organization(draft.organization) if draft.organization else None
        channels = [self._linked(link, draft.id) for link in links]
        service = self._mapper.service(
            draft, general, giver, (channel for channel in channels if channel is not None)
        )
        if not service.name:
            return Rejected(kept.place, "name", _("It has no name."), draft.id)
        organization: Organization | None
        if giver is not None:
            organization = self._mapper.organization(giver)
        else:
            organization = self._mapper.named_organization(
                draft.organization, draft.organization_name
            )
        return Incoming(
            external_id=draft.id,
            place=kept.place,
            service=service,
            organization=organization,
            raw=self._raw(kept, draft.id, links),
            withdrawn=draft.standing == "archived",
        )

    def _links(self, adapter: Adapter, key: str) -> Iterator[Link]:
        if adapter.link is None:
            return
        for kept in self._spool.links(key):
            yield adapter.link(_decoded(kept.raw))[1]

    def _linked(self, link: Link, service: str) -> Channel | None:
        """Return the channel of a connection; None if it is archived, unreadable or missing."""
        if not self._spool.has("channel", link.channel):
            self.missing.add(link.channel)
            return self._mapper.unknown_channel(link, service)
        shared = self._channel(link.channel)
        return self._mapper.linked(shared, link, service) if shared is not None else None

    def _read_channel(self, key: str) -> Channel | None:
        draft = self._draft("channel", key, _CHANNEL)
        if draft is None or draft.standing != "published":
            return None
        return self._mapper.channel(draft)

    def _read_organization(self, key: str) -> OrganizationDraft | None:
        return self._draft("organization", key, _ORGANIZATION)

    def _read_general(self, key: str) -> GeneralDraft | None:
        return self._draft("general", key, _GENERAL)

    def _draft(
        self, kind: RecordKind, key: str, read: Callable[[Adapter], Callable[[Any], DraftT]]
    ) -> DraftT | None:
        """Return a record as a draft; None if it is missing or, which is told once, unreadable."""
        kept = self._spool.get(kind, key)
        if kept is None:
            return None
        try:
            return read(ADAPTERS[kept.version])(_decoded(kept.raw))
        except (msgspec.ValidationError, msgspec.DecodeError, BadField, RecursionError) as error:
            if key not in self._told:
                self._told.add(key)
                field, problem = explain(error)
                self.problems.append(Rejected(kept.place, field, problem, f"{kind}:{key}"))
            return None

    def _raw(self, kept: Kept, service: str, links: tuple[Link, ...]) -> bytes:
        """Return a service with its connections and channels as they came, as one JSON object."""
        channels = [self._spool.get("channel", link.channel) for link in links]
        parts = [b'{"service":', kept.raw]
        lists = {
            b"connections": [link.raw for link in self._spool.links(service)],
            b"channels": [one.raw for one in channels if one is not None],
        }
        for name, records in lists.items():
            if records:
                parts += [b',"', name, b'":[', b",".join(records), b"]"]
        return b"".join((*parts, b"}"))


def _decoded(raw: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    return msgspec.json.decode(raw)
