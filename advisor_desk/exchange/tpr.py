"""Reads the service map of the Helsinki region (TPR): services, errand services and units.

A folder may hold all three: units and the channels of errands are then tied to the services
that name them, and units are no records of their own, for most are playgrounds and ski tracks.
Units that come alone are services.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from advisor_desk.domain.directory import Channel
from advisor_desk.domain.imports import Incoming, Progress, Reader, Rejected, Skipped
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.source_files import JsonRecord, bad_file, read_json, unpack_json
from advisor_desk.exchange.topic_rules import read_rules
from advisor_desk.exchange.tpr_records import (
    BadField,
    Maker,
    errand_channels,
    external_id,
    family,
    is_empty,
    linked_ids,
    title_of,
    unit_channel,
)
from advisor_desk.i18n import _

_MOST_PLACES: Final = 30
"""Of a service given at more places, such as basic education, the places are not listed."""


@dataclass(slots=True)
class _Links:
    """What services name in other files: units as places, errands for their channels."""

    places: dict[int, Channel] = field(default_factory=dict)
    errands: dict[int, tuple[Channel, ...]] = field(default_factory=dict)

    def channels(self, row: Mapping[str, Any]) -> tuple[Channel, ...]:
        """Return the channels of a service from other files."""
        units = linked_ids(row, "unit_ids")
        found = [self.places[key] for key in units if key in self.places]
        if len(found) > _MOST_PLACES:
            found = []
        for key in linked_ids(row, "exact_errand_services"):
            found += self.errands.get(key, ())
        return tuple({channel.id: channel for channel in found}.values())


def reader(path: Path, options: ReaderOptions) -> Reader:
    """Return the reader of a file, or of the JSON files of a folder or a zip archive."""

    def read(progress: Progress) -> Iterator[Incoming | Rejected | Skipped]:
        if zipfile.is_zipfile(path):
            with tempfile.TemporaryDirectory() as folder:
                yield from _read(unpack_json(path, Path(folder)), options, progress)
        else:
            yield from _read(_files(path), options, progress)

    return read


def _read(
    files: list[Path], options: ReaderOptions, progress: Progress
) -> Iterator[Incoming | Rejected | Skipped]:
    maker = Maker(options, read_rules(options.resources))
    links = _read_links(files, maker, progress)
    for file in files:
        for record in read_json(file, progress):
            taken = _take(record, maker, links)
            if taken is not None:
                yield taken


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(p for p in path.iterdir() if p.suffix.lower() == ".json" and p.is_file())
    if not files:
        raise bad_file(path, _("it holds no JSON files"))
    return files


def _read_links(files: list[Path], maker: Maker, progress: Progress) -> _Links | None:
    """Read what services name in other files; None where units come alone."""
    wanted: set[int] = set()
    errands: set[int] = set()
    services = False
    for file in files:
        for record in read_json(file, progress):
            if family(record.value) == "service":
                services = True
                wanted.update(linked_ids(record.value, "unit_ids"))
                errands.update(linked_ids(record.value, "exact_errand_services"))
            elif family(record.value) == "errand":
                services = True
    links = _Links()
    if not services:
        return None
    if len(files) > 1:
        for file in files:
            for record in read_json(file, progress):
                _collect(record.value, maker, links, wanted, errands)
    return links


def _collect(
    value: Any,  # noqa: ANN401 - whatever JSON can hold
    maker: Maker,
    links: _Links,
    units: set[int],
    errands: set[int],
) -> None:
    kind = family(value)
    number = value.get("id") if isinstance(value, dict) else None
    if not isinstance(number, int):
        return
    try:
        if kind == "unit" and number in units:
            links.places[number] = unit_channel(value, maker)
        elif kind == "errand" and number in errands:
            links.errands[number] = errand_channels(value, maker)
    except BadField:
        return  # told when the record itself is read, or of no matter


def _take(
    record: JsonRecord, maker: Maker, links: _Links | None
) -> Incoming | Rejected | Skipped | None:
    """Return what a row is taken as; None for a unit that is only a place of services."""
    kind = family(record.value)
    if not kind:
        problem = _("It is not a service, an errand service or a unit.")
        return Rejected(record.place, "", problem)
    if kind == "unit" and links is not None:
        return None
    key = ""
    try:
        key = external_id(record.value, kind)
        if is_empty(record.value, kind):
            return Skipped(record.place, key, "", _("The record is empty."))
        service = maker.service(record.value, kind)
    except BadField as error:
        return Rejected(record.place, error.field, error.problem, key)
    if kind == "service" and links is not None:
        service = replace(service, channels=(*service.channels, *links.channels(record.value)))
    if not service.name:
        problem = _("The name is missing.")
        return Rejected(record.place, title_of(kind), problem, key)
    return Incoming(key, record.place, service, maker.organization, record.raw)
