"""PTV from DVV's servers, with the organisation's own key.

An address of version 11 is its root (`…/api/v11`, the whole of Finland) or one of its lists of
services (`…/api/v11/Service/list/area/Municipality/code/049`); of version 12 its root
(`…/api/v12`) or a search (`…/api/v12/service/search?municipalities=049`). Version 12 wants a key,
which travels in a header to the server of the address and nowhere else: it is in no log, no
message and no file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

import msgspec

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.imports import Progress, Reader, Rejected
from advisor_desk.exchange.ptv.answers import Page, batches, named, referred_ids
from advisor_desk.exchange.ptv.client import Client
from advisor_desk.exchange.ptv.source import READING, Record, join, keep, spooling
from advisor_desk.exchange.ptv.spool import RecordKind, Spool
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.i18n import _

KEY_VARIABLE: Final = "ADVISOR_DESK_PTV_KEY"
"""Where the key is looked for unless it is given. It is kept nowhere: whoever can read the data
folder of a desk need not be one who may ask DVV in the organisation's name."""

_BATCH_11: Final = 100
"""Ids that one question of version 11 may name; 20 of version 12."""
_BATCH_12: Final = 20
_PAGE: Final = 100
_FEW: Final = 200
"""Records of version 12 that are fetched one by one; if more are wanted, all are read."""

_PARTS_12: Final[dict[RecordKind, tuple[str, tuple[float, float]]]] = {
    "channel": ("service-channel", (0.3, 0.45)),
    "organization": ("organization", (0.45, 0.48)),
    "general": ("general-description", (0.48, READING)),
}
"""What services refer to: its name in paths, and the part of the progress that it takes."""


def reader(
    url: str,
    options: ReaderOptions,
    *,
    make_client: Callable[[str, str], Client] = Client,
) -> Reader:
    """Return a reader of a PTV server.

    Args:
        url: the root of a version, or one of its lists of services.
        options: ids and lists to use, and the key for version 12; without one it is taken
            from the environment.
        make_client: makes what asks the server, of the root and the key; tests give their own.

    Raises:
        Failure: the address is not https, is of no version, or the key is missing.
    """
    parts = urlsplit(url)
    version, root = _root(parts)
    secret = (options.key or os.environ.get(KEY_VARIABLE, "")).strip()
    if version == 12 and not secret:
        problem = _(
            "version 12 of PTV wants the key of your organisation; give it, for a command as"
            " the environment variable {variable}, or use a download"
        )
        raise Failure(FailureKind.BAD_FILE, problem.format(variable=KEY_VARIABLE))

    def read(progress: Progress) -> Iterator[Record]:
        client = make_client(root, secret if version == 12 else "")
        download = _Download12(client, progress) if version == 12 else _Download11(client, progress)
        with spooling() as spool:
            yield from download.fill(spool, parts)
            yield from join(spool, options, progress, parts.hostname or url)

    return read


def _root(parts: SplitResult) -> tuple[int, str]:
    """Return the version of an address, and its root without a slash at the end.

    Raises:
        Failure: it cannot be asked.
    """
    if parts.scheme.lower() != "https" or not parts.hostname:
        problem = _("“{url}” is not an address that begins with https://").format(
            url=f"{parts.scheme}://{parts.hostname or ''}"
        )
        raise Failure(FailureKind.BAD_FILE, problem)
    if parts.username is not None or parts.password is not None:
        raise Failure(FailureKind.BAD_FILE, _("a name or password in an address is not safe"))
    for version in (11, 12):
        before, found, _rest = f"{parts.path}/".partition(f"/v{version}/")
        if found:
            return version, f"https://{parts.netloc}{before}{found.rstrip('/')}"
    problem = _("the address {url} has neither /v11 nor /v12 in it").format(url=parts.hostname)
    raise Failure(FailureKind.BAD_FILE, problem)


def _below(parts: SplitResult, version: int) -> str:
    """Return what follows the root in the path of an address, without slashes around it."""
    return f"{parts.path}/".partition(f"/v{version}/")[2].strip("/")


class _Download:
    """What both versions share."""

    def __init__(self, client: Client, progress: Progress) -> None:
        self._client = client
        self._progress = progress
        self._stage = (0.0, 0.0)

    def fill(self, spool: Spool, parts: SplitResult) -> Iterator[Rejected]:
        """Fetch all that belongs to an address; give what is no record of PTV."""
        raise NotImplementedError

    def _tell(self, done: int, total: int) -> None:
        """Tell how much of the present stage is done."""
        begin, end = self._stage
        self._progress.step(begin + (end - begin) * min(done / max(total, 1), 1), records=0)

    def pages(self, path: str, query: Iterable[tuple[str, str]], name: str) -> Iterator[Page]:
        """Give the pages of a list to the end; none where the server has found nothing.

        Args:
            path: below the root.
            query: what is asked; the number of the page is added.
            name: of the parameter for that number.
        """
        query = tuple(query)
        number, last = 1, 1
        while number <= last:
            asked = urlencode([*query, (name, str(number))])
            page = self.answer(f"{path}?{asked}", Page)
            if page is None:
                return
            yield page
            last = page.pages
            self._tell(number, last)
            number += 1

    def answer(self, path: str, form: type[Page]) -> Page | None:
        """Return an answer as a page; None where there is none.

        Raises:
            Failure: the server does not answer, or not with JSON.
        """
        return self._client.json(path, form, self._progress)

    def keep_all(
        self, spool: Spool, records: Iterable[msgspec.Raw], place: str
    ) -> Iterator[Rejected]:
        """Put records into the spool; give those that are none of PTV."""
        for number, record in enumerate(records, 1):
            raw = bytes(record)
            where = _("{file}, record {number}").format(file=place, number=number)
            try:
                rejected = keep(spool, msgspec.json.decode(raw), raw, where)
            except (msgspec.DecodeError, RecursionError):
                rejected = Rejected(where, "", _("It cannot be read as JSON."))
            if rejected is not None:
                yield rejected


class _Download11(_Download):
    """Version 11: lists of ids, then the records by a hundred ids."""

    def fill(self, spool: Spool, parts: SplitResult) -> Iterator[Rejected]:
        """Fetch services with their general descriptions, then what they refer to."""
        self._stage = (0.0, 0.05)
        below = _below(parts, 11)
        query = [pair for pair in parse_qsl(parts.query) if pair[0].lower() != "page"]
        if below.casefold() in ("", "service"):
            ids = self._ids("Service", query)
            self._stage = (0.05, 0.25)
            yield from self._by_ids(spool, "Service/serviceWithGD/list", ids)
        else:
            for number, page in enumerate(self.pages(below, query, "page"), 1):
                yield from self._keep_page(spool, page, f"{below} {number}")
        wanted = referred_ids(spool)
        self._stage = (0.25, 0.45)
        yield from self._by_ids(spool, "ServiceChannel/list", wanted["channel"])
        self._stage = (0.45, READING)
        yield from self._by_ids(spool, "Organization/list", wanted["organization"])
        yield from self._by_ids(spool, "GeneralDescription/list", wanted["general"])

    def _keep_page(self, spool: Spool, page: Page, place: str) -> Iterator[Rejected]:
        """Keep a page of services, or fetch those that it only names."""
        ids = [named(record) for record in page.records]
        if any(b'"serviceNames"' in bytes(record) for record in page.records):
            yield from self.keep_all(spool, page.records, place)
        else:
            yield from self._by_ids(spool, "Service/serviceWithGD/list", filter(None, ids))

    def _ids(self, path: str, query: Iterable[tuple[str, str]]) -> list[str]:
        pages = self.pages(path, query, "page")
        found = (named(record) for page in pages for record in page.records)
        return list(dict.fromkeys(filter(None, found)))

    def _by_ids(self, spool: Spool, path: str, ids: Iterable[str]) -> Iterator[Rejected]:
        wanted = list(ids)
        for number, some in enumerate(batches(wanted, _BATCH_11), 1):
            found = self._client.json(
                f"{path}?{urlencode({'guids': ','.join(some)})}", list[msgspec.Raw], self._progress
            )
            yield from self.keep_all(spool, found or (), f"{path} {number}")
            self._tell(number * _BATCH_11, len(wanted))


class _Download12(_Download):
    """Version 12: searches for services and connections, then what they refer to."""

    def fill(self, spool: Spool, parts: SplitResult) -> Iterator[Rejected]:
        """Fetch services, their connections, and what both refer to."""
        self._stage = (0.0, 0.15)
        below = _below(parts, 12) or "service/search"
        query = [pair for pair in parse_qsl(parts.query) if pair[0] not in ("page", "pageSize")]
        yield from self._search(spool, below, query)
        keys = list(spool.keys("service"))
        for number, some in enumerate(batches(keys, _BATCH_12)):
            done = 0.15 + 0.15 * number * _BATCH_12 / len(keys)
            self._stage = (done, done)
            asked = [("serviceContentIds", key) for key in some]
            yield from self._search(spool, "connection/search", asked)
        wanted = referred_ids(spool)
        for kind, (name, stage) in _PARTS_12.items():
            self._stage = stage
            yield from self._fetch(spool, kind, name, wanted[kind])

    def _search(
        self, spool: Spool, path: str, query: Iterable[tuple[str, str]]
    ) -> Iterator[Rejected]:
        asked = (*query, ("pageSize", str(_PAGE)))
        for number, page in enumerate(self.pages(path, asked, "page"), 1):
            yield from self.keep_all(spool, page.records, f"{path} {number}")

    def _fetch(
        self, spool: Spool, kind: RecordKind, name: str, wanted: list[str]
    ) -> Iterator[Rejected]:
        """Fetch the records that are wanted: few one by one, many by reading all."""
        if len(wanted) > _FEW:
            yield from self._search(spool, f"{name}/search", ())
            wanted = [key for key in wanted if not spool.has(kind, key)][:_FEW]
        for number, key in enumerate(wanted, 1):
            found = self._client.json(f"{name}/{key}", msgspec.Raw, self._progress)
            if found is not None:
                yield from self.keep_all(spool, [found], name)
            self._tell(number, len(wanted))
