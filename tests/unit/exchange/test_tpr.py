"""The Helsinki service map: services, errand services and units."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from advisor_desk.domain.imports import Catalogue, Incoming, Progress, Rejected, Skipped
from advisor_desk.exchange.reader_options import ReaderOptions
from advisor_desk.exchange.tpr import reader
from advisor_desk.paths import find_paths
from tests.house.tree import REPOSITORY

DATA = REPOSITORY / "tests" / "data" / "servicemap"
OPTIONS = ReaderOptions(Catalogue("tpr", "tpr", "TPR"), find_paths().resources, "091")
Record = Incoming | Rejected | Skipped


def read(path: Path) -> list[Record]:
    return list(reader(path, OPTIONS)(Progress()))


def services(path: Path) -> dict[str, Incoming]:
    return {one.external_id: one for one in read(path) if isinstance(one, Incoming)}


def of(value: Any, tmp_path: Path) -> Record:  # noqa: ANN401 - whatever JSON can hold
    path = tmp_path / "f.json"
    path.write_text(json.dumps([value]))
    (found,) = read(path)
    return found


def test_every_service_of_the_sample_is_read() -> None:
    found = read(DATA / "services.json")
    assert len(found) == 52
    assert all(isinstance(one, Incoming) for one in found)


def test_a_service_in_three_languages() -> None:
    came = services(DATA / "services.json")["service:2773"]
    service = came.service
    assert (service.name.fi, service.name.en) == ("Perusopetus", "Comprehensive education")
    assert service.municipalities == ("091",)
    assert service.description.fi.startswith("9-vuotisessa peruskoulussa")
    assert "\t" not in service.description.fi
    assert service.other_names.fi.splitlines()[0] == "peruskoulu"
    assert (service.languages, service.topics[0]) == (("fi", "sv"), "basic-education")
    assert ("tpr-life-event", "IMMIGRATING_TO_FINLAND") in {
        (code.scheme, code.code) for code in service.codes
    }
    assert service.last_verified is None
    assert json.loads(came.raw)["id"] == 2773
    assert came.organization is not None
    assert came.organization.business_id == "0201256-6"


def test_hours_are_read_where_they_can_be() -> None:
    found = [one.service for one in services(DATA / "services.json").values()]
    with_rows = [s for s in found if s.hours and s.hours.sets[0].kind == "regular"]
    in_words = [s for s in found if s.hours and s.hours.sets[0].kind == "unknown"]
    assert len(with_rows) >= 2
    assert in_words
    assert all(s.hours_text for s in (*with_rows, *in_words))


def test_an_errand_brings_its_channels() -> None:
    service = services(DATA / "errandservices.json")["errand:4203"].service
    kinds = [channel.kind for channel in service.channels]
    assert kinds == ["phone", "chat", "e-service"]
    phone, chat, page = service.channels
    assert phone.phones[0].dial == "+358931011111"
    assert phone.hours is not None
    assert phone.hours.sets[0].kind == "regular"
    assert {"so", "fa", "prs"} <= set(chat.languages)
    assert page.url.fi == "https://palautteet.hel.fi/"
    assert service.kind == "advice-point"


def test_a_unit_alone_is_a_service() -> None:
    (came,) = services(DATA / "unit.json").values()
    service = came.service
    assert came.external_id == "unit:41102"
    assert service.name.sv == "Georgsgatans simhall"
    assert (service.address.postal_code, service.address.city) == ("00100", "Helsinki")
    assert service.address.latitude == pytest.approx(60.16835)
    assert service.phones[0].dial == "+358931087401"
    assert service.municipalities == ("091",)


def test_in_a_folder_services_get_places_and_errands_give_channels(tmp_path: Path) -> None:
    for name in ("services.json", "errandservices.json", "unit.json"):
        shutil.copy(DATA / name, tmp_path)
    rows = json.loads((tmp_path / "services.json").read_bytes())
    wanted = next(row for row in rows if not row["fi"]["unit_ids"])
    wanted["fi"]["unit_ids"] = [41102]
    wanted["fi"]["exact_errand_services"] = [5424]
    (tmp_path / "services.json").write_text(json.dumps(rows))
    found = services(tmp_path)
    assert not any(key.startswith("unit:") for key in found)
    channels = found[f"service:{wanted['id']}"].service.channels
    assert [channel.kind for channel in channels] == ["place", "phone"]
    assert channels[0].address.street.fi == "Yrjönkatu 21 b"


def test_a_service_at_very_many_places_lists_none(tmp_path: Path) -> None:
    unit = json.loads((DATA / "unit.json").read_bytes())
    units = [{**unit, "id": number} for number in range(1, 32)]
    row = {"id": 5, "fi": {"title": "T", "unit_ids": list(range(1, 32))}, "sv": [], "en": []}
    (tmp_path / "u.json").write_text(json.dumps(units))
    (tmp_path / "s.json").write_text(json.dumps([row]))
    assert services(tmp_path)["service:5"].service.channels == ()


def test_empty_shells_are_left_out(tmp_path: Path) -> None:
    found = of({"id": 7, "fi": [], "sv": [], "en": []}, tmp_path)
    assert isinstance(found, Skipped)
    assert (found.external_id, found.reason) == ("service:7", "The record is empty.")


@pytest.mark.parametrize(
    ("value", "field", "words"),
    [
        ({"id": "x", "fi": {"title": "a"}}, "id", "not a whole number"),
        ({"id": 1, "fi": {"title": 5}}, "fi.title", "not a text"),
        (
            {"id": 1, "fi": {"title": "a", "links": "x", "target_groups": {}}},
            "target_groups",
            "list",
        ),
        ({"id": 1, "fi": {"name": "a", "channels": [{"id": None}]}}, "fi.channels.id", "whole"),
        ({"id": 1, "fi": {"title": " "}}, "title", "name is missing"),
        ([1], "", "It is not a service"),
        ({"name": "x"}, "", "It is not a service"),
    ],
)
def test_what_cannot_be_taken_is_rejected_with_its_field(
    tmp_path: Path, value: object, field: str, words: str
) -> None:
    found = of(value, tmp_path)
    assert isinstance(found, Rejected)
    assert (found.field, found.place) == (field, "f.json, record 1")
    assert words in found.problem
