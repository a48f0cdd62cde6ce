"""HSDS of other programs: the official examples, and what is wrong is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import Failure
from advisor_desk.domain.imports import Incoming, Progress, Rejected, Stopped
from advisor_desk.domain.opening_text import format_hours
from advisor_desk.exchange.hsds.tables import TABLES
from advisor_desk.exchange.hsds_in import reader
from tests.unit.exchange.hsds.test_round_trip import DATA, OPTIONS

EXAMPLES = DATA / "examples"
SERVICE: dict[str, Any] = {"id": "s-1", "name": "Advice", "status": "active"}


def take(path: Path) -> list[Any]:
    return list(reader(path, OPTIONS)(Progress()))


def take_value(folder: Path, value: object) -> Any:  # noqa: ANN401 - taken or rejected
    path = folder / "in.json"
    path.write_text(json.dumps(value), "utf-8")
    (found,) = take(path)
    return found


def taken(folder: Path, **changes: object) -> Service:
    found = take_value(folder, {**SERVICE, **changes})
    assert isinstance(found, Incoming), found
    return found.service


@pytest.mark.parametrize(
    "name", ["service_full", "service_list", "organization_full", "service_at_location_full"]
)
def test_the_official_examples_are_read(name: str) -> None:
    (found,) = take(EXAMPLES / f"{name}.json")
    assert isinstance(found, Incoming)
    assert found.external_id == "ac148810-d857-441c-9679-408f346de14b"
    assert found.service.name.fi == "Community Counselling"
    assert found.organization is not None
    assert found.organization.name.fi == "Example Organization Inc."
    assert found.service.organization == found.organization.id
    assert json.loads(found.raw)["name"] == "Community Counselling"


def test_the_official_tables_are_read_as_the_official_json_is(tmp_path: Path) -> None:
    target = tmp_path / "hsds.zip"
    with ZipFile(target, "w") as archive:
        for file in (EXAMPLES / "csv").iterdir():
            archive.write(file, f"data/{file.name}")
    (tabular,) = take(target)
    (nested,) = take(EXAMPLES / "service_full.json")
    for field in ("id", "name", "phones", "minimum_age", "eligibility", "bring", "languages"):
        assert getattr(tabular.service, field) == getattr(nested.service, field)
    # The only row of phones hangs on the service and on five other records.
    assert len(tabular.service.phones) == 1
    assert tabular.service.channels[0].name.fi == "MyCity Civic Center"


def test_what_another_program_says_is_kept(tmp_path: Path) -> None:
    service = taken(
        tmp_path,
        alternate_name="Neuvo",
        alert="Moved.",
        email="a@b.fi",
        url="www.b.fi",
        phones=[
            {"id": "p", "number": "+358 9 1", "extension": 7, "description": "Office"},
            {"id": "q", "number": "1", "type": "fax"},
        ],
        languages=[{"id": "l", "code": "so"}, {"id": "m", "name": "Urdu"}],
        cost_options=[{"id": "c", "amount": 0}, {"id": "d", "amount": 12.5}],
        required_documents=[{"id": "r", "document": "Passport"}, {"id": "t", "document": "Photo"}],
        service_areas=[{"id": "a", "name": "Finland"}, {"id": "b", "name": "Nordics"}],
        attributes=[
            {"id": "x", "taxonomy_term": {"name": "Legal", "taxonomy": "open-eligibility"}}
        ],
        assured_date="2026-01-01",
    )
    assert (service.other_names.fi, service.note.fi) == ("Neuvo", "Moved.")
    assert (service.emails[0].address, service.website) == ("a@b.fi", "https://www.b.fi")
    (phone,) = service.phones
    assert (phone.number, phone.dial, phone.label.fi) == ("+358 9 1 / 7", "+35891", "Office")
    assert (service.languages, service.price_free) == (("so", "Urdu"), False)
    assert service.bring.fi == "Passport\nPhoto"
    assert (service.nationwide, service.region) == (True, "Nordics")
    assert (service.codes[0].scheme, service.codes[0].label) == ("open-eligibility", "Legal")
    assert service.last_verified is None  # an import is never a verification


def test_no_script_gets_in_as_an_address_or_a_text(tmp_path: Path) -> None:
    service = taken(tmp_path, url="javascript:alert(1)", description="<b>Hi</b><script>x</script>")
    assert (service.website, service.description.fi) == ("", "Hi")


@pytest.mark.parametrize(
    ("rows", "hours"),
    [
        ([{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "16:00"}],
         "Mo-Tu 09:00-16:00"),
        ([{"byday": "FR", "opens_at": "22:00:00", "closes_at": "02:00:00"}], "Fr 22:00-02:00"),
        ([{"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "23:59"}], "24/7"),
        ([{"byday": "MO", "opens_at": "09:00", "closes_at": "16:00"},
          {"byday": "MO", "opens_at": "10:00", "closes_at": "12:00", "valid_from": "2026-12-21",
           "valid_to": "2026-12-21"}],
         "Mo 09:00-16:00; 2026 Dec 21 Mo 10:00-12:00"),
    ],
)  # fmt: skip
def test_weekly_schedules_become_rows(
    tmp_path: Path, rows: list[dict[str, str]], hours: str
) -> None:
    service = taken(tmp_path, schedules=[{"id": str(n), **row} for n, row in enumerate(rows)])
    assert service.hours is not None
    assert format_hours(service.hours).replace("Dec 21 Mo", "Dec 21 Mo") == hours


@pytest.mark.parametrize(
    "row",
    [
        {"freq": "MONTHLY", "byday": "1MO", "opens_at": "09:00", "closes_at": "16:00"},
        {"freq": "WEEKLY", "interval": 2, "byday": "MO", "opens_at": "09:00", "closes_at": "10:00"},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "morning", "closes_at": "10:00"},
        {"byday": "MO", "opens_at": "09:00", "closes_at": "10:00", "count": 3},
        {"byday": "MO", "opens_at": "09:00", "closes_at": "10:00", "valid_from": "2026-02-01",
         "valid_to": "2026-01-01"},
    ],
)  # fmt: skip
def test_schedules_that_are_not_understood_stay_words(
    tmp_path: Path, row: dict[str, object]
) -> None:
    service = taken(tmp_path, schedules=[{"id": "1", "description": "First Mondays", **row}])
    assert (service.hours, service.hours_text.fi) == (None, "First Mondays")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": None}, "id"),
        ({"name": ""}, "name"),
        ({"status": "open"}, "status"),
        ({"status": None}, "status"),
        ({"minimum_age": "many"}, "minimum_age"),
        ({"maximum_age": 1e300}, "maximum_age"),
        ({"phones": {"number": "1"}}, "phones"),
        ({"phones": [{"id": "1"}]}, "phones[0].number"),
        ({"phones": ["1"]}, "phones[0]"),
        ({"description": ["a"]}, "description"),
        (
            {"service_at_locations": [{"id": "1", "location": {"id": "2", "latitude": "north"}}]},
            "service_at_locations[0].location.latitude",
        ),
        (
            {"attributes": [{"taxonomy_term": {"taxonomy": "advisor-desk", "code": "source"},
                             "value": "{"}]},
            "attributes",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, changes: dict[str, object], field: str) -> None:
    found = take_value(tmp_path, {**SERVICE, **changes})
    assert isinstance(found, Rejected)
    assert found.field == field
    assert found.problem.endswith(".") or field == "attributes"


def test_an_archive_without_services_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    with ZipFile(target, "w") as archive:
        archive.writestr("phones.csv", "id,number\n1,2\n")
    with pytest.raises(Failure, match="no table of services"):
        take(target)


def test_a_location_with_too_many_rows_is_rejected(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    with ZipFile(target, "w") as archive:
        archive.writestr(TABLES["service"].file, "id,name,status\ns,A,active\n")
        phones = "\n".join(f"{n},s,1" for n in range(1001))
        archive.writestr(TABLES["phone"].file, f"id,service_id,number\n{phones}\n")
    (found,) = take(target)
    assert isinstance(found, Rejected)
    assert found.field == "phones"


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps([SERVICE, SERVICE]), "utf-8")
    progress = Progress()
    found = reader(path, OPTIONS)(progress)
    assert isinstance(next(found), Incoming)
    progress.stopped = True
    with pytest.raises(Stopped):
        next(found)


def test_a_datapackage_is_read_from_the_folder_of_its_tables() -> None:
    (found,) = take(EXAMPLES / "csv")
    assert found.place == "csv, record 1"
    assert found.service.name.fi == "Community Counselling"


def test_a_folder_of_json_files_is_read_file_by_file() -> None:
    places = [found.place for found in take(EXAMPLES)]
    assert "service_full.json, record 1" in places
    assert "organization_full.json, record 1" in places


def test_a_folder_without_services_is_refused(tmp_path: Path) -> None:
    (tmp_path / "phones.csv").write_text("id,number\n1,09\n", encoding="utf-8")
    with pytest.raises(Failure, match="no table of services"):
        take(tmp_path)


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_bytes(b"id,name\n1,\xff\xfe\n")
    with pytest.raises(Failure, match=r"services.csv: it is not a text in UTF-8"):
        take(tmp_path)
