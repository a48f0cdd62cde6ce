"""What we export is HSDS by its own schema, and comes back as the same directory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Organization, Service
from advisor_desk.domain.imports import Catalogue, Incoming, Progress
from advisor_desk.domain.opening_text import in_order
from advisor_desk.domain.text import LANGUAGES, Language
from advisor_desk.exchange.hsds.to_hsds import Handed, Style
from advisor_desk.exchange.hsds_in import reader
from advisor_desk.exchange.hsds_out import write_json, write_zip
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.shipped import Shipped
from advisor_desk.paths import find_paths
from tests.unit.exchange.hsds import drawn

DATA = Path(__file__).resolve().parents[3] / "data" / "hsds"
SCHEMA = json.loads((DATA / "service_with_definitions.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
OPTIONS = ReaderOptions(Catalogue("other", "hsds", "Another desk"), find_paths().resources)

#: Of this desk alone: see docs/hsds.md.
LEFT_BEHIND = {"last_verified", "text_verified", "merged_into", "edited", "revision"}


def write(folder: Path, records: Sequence[Handed], style: Style, *, packed: bool) -> Path:
    target = folder / ("out.zip" if packed else "out.json")
    if packed:
        with target.open("wb") as file:
            assert write_zip(file, records, style) == len(records)
    else:
        with target.open("w", encoding="utf-8") as text:
            assert write_json(text, records, style) == len(records)
    return target


def read(path: Path) -> list[Incoming]:
    found = list(reader(path, OPTIONS)(Progress()))
    for one in found:
        assert isinstance(one, Incoming), one
    return [one for one in found if isinstance(one, Incoming)]


def differing(before: Service, after: Service) -> list[tuple[str, object, object]]:
    if before.hours:
        before = replace(before, hours=in_order(before.hours))
    return [
        (f.name, getattr(before, f.name), getattr(after, f.name))
        for f in fields(Service)
        if f.name not in LEFT_BEHIND and getattr(before, f.name) != getattr(after, f.name)
    ]


def errors(record: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON can hold
    for error in VALID.iter_errors(record):
        yield f"{error.json_path}: {error.message}"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_directory_comes_back_as_it_was(
    shipped: Shipped, tmp_path: Path, language: Language, packed: bool
) -> None:
    style = Style(language, CodeBook(shipped.codes))
    records = [Handed(service) for service in shipped.services]
    found = read(write(tmp_path, records, style, packed=packed))
    assert len(found) == len(records) > 200
    for before, after in zip(shipped.services, found, strict=True):
        assert differing(before, after.service) == []
        assert after.service.last_verified is None


def test_the_shipped_directory_is_valid_by_the_schema(shipped: Shipped, tmp_path: Path) -> None:
    style = Style("fi", CodeBook(shipped.codes))
    path = write(tmp_path, [Handed(s) for s in shipped.services], style, packed=False)
    records = json.loads(path.read_text("utf-8"))
    assert [error for record in records for error in errors(record)] == []


def test_the_check_of_the_schema_sees_what_is_wrong() -> None:
    record = {"id": "x", "name": "a", "status": "open", "url": "not an address"}
    assert len(list(errors(record))) == 3


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    record=st.tuples(drawn.services, st.none() | drawn.organizations),
    language=st.sampled_from(LANGUAGES),
)
def test_every_field_comes_back(
    tmp_path: Path, record: tuple[Service, Organization | None], language: Language
) -> None:
    service, organization = record
    service = replace(service, organization=organization.id if organization else "")
    style = Style(language, CodeBook(()))
    for packed in (False, True):
        path = write(tmp_path, [Handed(service, organization)], style, packed=packed)
        (found,) = read(path)
        assert differing(service, found.service) == []
        assert found.organization == organization
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert list(errors(written[0])) == []


def test_a_location_that_services_share_is_one_row_of_the_package(tmp_path: Path) -> None:
    from zipfile import ZipFile

    from advisor_desk.domain.directory import Address, Channel
    from advisor_desk.domain.text import LocalText

    office = Channel("office", "place", LocalText("Toimisto"), address=Address(LocalText("Katu 1")))
    both = [Service(key, "other", LocalText(key), channels=(office,)) for key in ("a", "b")]
    style = Style("fi", CodeBook(()))
    path = write(tmp_path, [Handed(service) for service in both], style, packed=True)
    with ZipFile(path) as archive:
        assert len(archive.read("locations.csv").decode().splitlines()) == 2
        assert len(archive.read("service_at_location.csv").decode().splitlines()) == 3
        package = json.loads(archive.read("datapackage.json"))
        names = {resource["path"] for resource in package["resources"]}
        assert names == set(archive.namelist()) - {"datapackage.json"}
        assert package["version"] == "3.0"
    assert [one.service.channels for one in read(path)] == [(office,), (office,)]


def test_the_tables_are_those_of_the_specification() -> None:
    from advisor_desk.exchange.hsds.tables import TABLES

    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    official = {
        resource["name"]: (
            resource["path"],
            tuple(field["name"] for field in resource["schema"]["fields"]),
        )
        for resource in package["resources"]
    }
    for name, table in TABLES.items():
        assert (table.file, table.columns) == official[name]


def test_the_licence_of_a_catalogue_comes_along(tmp_path: Path) -> None:
    from advisor_desk.domain.text import LocalText

    catalogue = Catalogue(
        "tpr", "tpr", "Service Map", "CC BY 4.0", "City of Helsinki", "https://hel.fi/"
    )
    handed = Handed(Service("a", "other", LocalText("A")), None, (catalogue,))
    (found,) = read(write(tmp_path, [handed], Style("fi", CodeBook(())), packed=False))
    (source,) = found.service.sources
    assert (source.title, source.url) == ("City of Helsinki · CC BY 4.0", "https://hel.fi/")
