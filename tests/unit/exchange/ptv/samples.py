"""The sample records, and short ways to read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from advisor_desk.domain.directory import Channel
from advisor_desk.domain.imports import Catalogue, Incoming, Progress, Rejected, Skipped
from advisor_desk.exchange.ptv import reader
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.paths import find_paths
from tests.ptv_server import DATA

RESOURCES = find_paths().resources
CATALOGUE = Catalogue("ptv", "ptv", "Suomi.fi")
OPTIONS = ReaderOptions(CATALOGUE, RESOURCES)


def read(path: Path) -> list[Incoming | Rejected | Skipped]:
    """Return what a download gives, in order."""
    return list(reader(path, OPTIONS)(Progress()))


def taken(path: Path) -> dict[str, Incoming]:
    """Return the services that can be taken by their Finnish names."""
    return {one.service.name.fi: one for one in read(path) if isinstance(one, Incoming)}


def rejected(path: Path) -> list[Rejected]:
    """Return what cannot be taken."""
    return [one for one in read(path) if isinstance(one, Rejected)]


def channels(incoming: Incoming) -> dict[str, Channel]:
    """Return the channels of a service by their Finnish names."""
    return {one.name.fi: one for one in incoming.service.channels}


def write(path: Path, value: object) -> Path:
    """Write a value as a JSON file."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def service_11(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return a small service of version 11."""
    return {
        "id": "s",
        "serviceNames": [{"language": "fi", "value": "Neuvonta", "type": "Name"}],
        **fields,
    }


def channel_12(hours: Mapping[str, Any]) -> dict[str, Any]:
    """Return a place of version 12 with one set of hours."""
    return {
        "contentId": "c",
        "serviceChannelType": "ServiceLocation",
        "serviceHours": {"hours": [hours], "holidayServiceHours": None},
    }


V11, V12 = DATA / "v11", DATA / "v12"
