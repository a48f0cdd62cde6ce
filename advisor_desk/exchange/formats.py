"""Which format a file is in, told by what is in it, and the reader for it."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from advisor_desk.domain.failures import Failure, FailureKind, file_failures
from advisor_desk.domain.imports import Catalogue, Reader
from advisor_desk.exchange.reader_options import HELSINKI, ReaderOptions
from advisor_desk.exchange.source_files import (
    JsonRecord,
    bad_file,
    check_archive,
    open_source,
    read_json,
    read_packed_json,
)
from advisor_desk.i18n import _

TABLES: Final = ("csv", "xlsx")
"""Formats of a desk's own list, whose columns are mapped to our fields."""

_CATALOGUES: Final = {
    "tpr": Catalogue(
        "tpr",
        "tpr",
        "Helsinki Service Map",
        licence="CC BY 4.0",
        attribution="City of Helsinki Service Map",
        url="https://www.hel.fi/palvelukarttaws/rest/v4/",
    ),
    "ptv": Catalogue(
        "ptv",
        "ptv",
        "Suomi.fi Finnish Service Catalogue",
        licence="CC0 1.0",
        attribution="Suomi.fi Finnish Service Catalogue (PTV), Digital and Population Data"
        " Services Agency",
        url="https://www.suomi.fi/",
    ),
}
_TPR_KEYS: Final = frozenset({"ontologyword_ids", "arealcity_id", "dept_id", "organizer_type"})
_PTV_KEYS: Final = frozenset(
    {
        "serviceNames",
        "serviceChannelNames",
        "serviceChannelType",
        "organizationNames",
        "publishingStatus",
        "languageVersions",
        "contentId",
        "serviceClasses",
        "mainResponsibleOrganization",
    }
)
_HSDS_KEYS: Final = frozenset(
    {
        "service_at_locations",
        "taxonomy_terms",
        "organization_id",
        "organization",
        "schedules",
        "services",
    }
)
_HSDS_SERVICES: Final = "services.csv"
"""The table that every datapackage has."""

_FILES_LOOKED_AT: Final = 20
_OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a workbook begins that is locked with a password, or older than XLSX."""


def is_address(source: str) -> bool:
    """Tell whether a source is a web address and not a file."""
    return "://" in source


def catalogue_for(format_name: str, source: str) -> Catalogue:
    """Return what a source is called at this desk unless somebody names it."""
    if format_name in _CATALOGUES:
        return _CATALOGUES[format_name]
    name = source.rstrip("/").rsplit("/", 1)[-1] if is_address(source) else Path(source).stem
    slug = "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
    return Catalogue(f"{format_name}-{slug or 'list'}"[:80], format_name, name or format_name)


def detect(source: str) -> str:
    """Return the format of a file, a folder or an address, by what it holds.

    Raises:
        Failure: it cannot be read, or is in none of the formats.
    """
    if is_address(source):
        return "ptv"
    path = Path(source)
    found = _format_of_folder(path) if path.is_dir() else _format_of_file(path)
    if not found:
        raise bad_file(path, _("it is in none of the formats that can be imported"))
    return found


def _format_of_folder(path: Path) -> str:
    with file_failures(path):
        found_files = sorted(p for p in path.iterdir() if p.is_file())
    if any(file.name in ("datapackage.json", _HSDS_SERVICES) for file in found_files):
        return "hsds"
    files = [file for file in found_files if file.suffix.lower() == ".json"]
    if not files:
        raise Failure(FailureKind.BAD_FILE, _("{path} holds no JSON files").format(path=path))
    found = (_format_of_json(file) for file in files[:_FILES_LOOKED_AT])
    return next((name for name in found if name), "")


def _format_of_file(path: Path) -> str:
    with open_source(path) as file:
        head = file.read(4096)
    if head.startswith(b"PK") or zipfile.is_zipfile(path):
        return _format_of_archive(path, check_archive(path))
    if head.startswith(_OLD_OFFICE):
        raise bad_file(path, _("it is locked with a password or of an old kind; save it as CSV"))
    if path.suffix.lower() == ".json" or _begins_as_json(head):
        return _format_of_json(path)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "csv" if wide or b"\0" not in head else ""


def _begins_as_json(head: bytes) -> bool:
    return head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"[", b"{")


def _format_of_archive(path: Path, names: list[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(Path(name).name == "datapackage.json" for name in names):
        return "hsds"
    files = sorted(name for name in names if name.lower().endswith(".json"))
    found_in = (_format_of_records(read_packed_json(path, n)) for n in files[:_FILES_LOOKED_AT])
    found = next((name for name in found_in if name), "")
    if found == "hsds":
        raise bad_file(
            path, _("it holds HSDS as JSON files; unpack it and import the folder instead")
        )
    return found or ("ptv" if files else "")


def _format_of_json(path: Path) -> str:
    return _format_of_records(read_json(path))


def _format_of_records(records: Iterator[JsonRecord]) -> str:
    """Return the format of the first records of a file, or an empty string."""
    for record in islice(records, 5):
        if isinstance(record.value, dict):
            found = format_of_record(record.value)
            if found:
                return found
    return ""


def format_of_record(value: dict[str, Any]) -> str:
    """Return the format a record is in, by its keys, or an empty string."""
    keys = value.keys()
    if isinstance(value.get("fi"), dict | list) and "id" in keys:
        return "tpr"
    if not _TPR_KEYS.isdisjoint(keys):
        return "tpr"
    if not _PTV_KEYS.isdisjoint(keys):
        return "ptv"
    if "id" in keys and (not _HSDS_KEYS.isdisjoint(keys) or {"name", "status"} <= keys):
        return "hsds"
    # Answers of several kinds in one file, each under a name of its own.
    parts = [part for part in value.values() if isinstance(part, dict)]
    return "ptv" if any(_is_of_ptv(part) for part in parts) and "id" not in keys else ""


def _is_of_ptv(part: dict[str, Any]) -> bool:
    if not _PTV_KEYS.isdisjoint(part):
        return True
    page = part.get("items") or part.get("itemList")
    first = page[0] if isinstance(page, list) and page else None
    return isinstance(first, dict) and not _PTV_KEYS.isdisjoint(first)


def is_one_answer(source: str) -> bool:
    """Tell whether a file is what a server says about one record, and no list of them.

    Raises:
        Failure: it cannot be read.
    """
    path = Path(source)
    if is_address(source) or not path.is_file():
        return False
    with open_source(path) as file:
        head = file.read(4096)
    if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] != b"{":
        return False
    records = list(islice(read_json(path), 2))
    if len(records) != 1 or not isinstance(records[0].value, dict):
        return False
    return not (_TPR_KEYS | _PTV_KEYS).isdisjoint(records[0].value)


def make_reader(format_name: str, source: str, options: ReaderOptions) -> Reader:
    """Return the reader of a source.

    Args:
        format_name: one of `domain.imports.FORMATS`.
        source: a file, a folder, or of `ptv` an address.
        options: what else it is told.

    Raises:
        Failure: the format cannot be read from such a source.
    """
    if is_address(source):
        if format_name != "ptv":
            raise Failure(FailureKind.BAD_FILE, _("{path} is not a file").format(path=source))
        from advisor_desk.exchange.ptv import web

        return web.reader(source, options)
    path = Path(source)
    if format_name in TABLES:
        from advisor_desk.exchange import desk_list

        return desk_list.reader(path, options)
    if format_name == "tpr":
        from advisor_desk.exchange import tpr

        return tpr.reader(path, replace(options, municipality=HELSINKI))
    if format_name == "ptv":
        from advisor_desk.exchange import ptv

        return ptv.reader(path, options)
    from advisor_desk.exchange import hsds_in

    return hsds_in.reader(path, options)
