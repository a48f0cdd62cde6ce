"""Downloads of PTV: files, folders and archives of both versions."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from advisor_desk.domain.directory import Area
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.imports import Incoming, Progress, Rejected, Skipped, Stopped
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.ptv import reader
from tests.ptv_server import DATA
from tests.unit.exchange.ptv.samples import (
    OPTIONS,
    V11,
    V12,
    channels,
    read,
    rejected,
    service_11,
    taken,
    write,
)

VERSIONS = pytest.mark.parametrize("folder", [V11, V12], ids=["v11", "v12"])


@VERSIONS
def test_both_versions_give_the_same_service(folder: Path) -> None:
    incoming = taken(folder)["Neuvonta maahan muuttaneille"]
    service = incoming.service
    assert service.name == LocalText(
        "Neuvonta maahan muuttaneille", "Rådgivning för invandrare", ""
    )
    assert service.other_names.fi == "Muuttajainfo\nKotoutumisen edistäminen"
    assert service.other_names.en == "Promotion of integration"
    assert service.description.fi.startswith("Saat neuvoja arjen asioihin usealla kielellä.")
    assert service.how_to_apply.fi == "Soita tai tule käymään."
    assert service.municipalities == ("049",)
    assert not service.nationwide
    assert service.price_free is True
    assert service.topics == ("integration-plan", "permits")
    assert service.kind == "authority"
    assert service.last_verified is None
    assert [code.code for code in service.codes][:3] == ["P22", "P4.11", "KE5"]
    assert service.codes[1].label == "Kotouttaminen"
    assert incoming.organization is not None
    assert incoming.organization.id == service.organization
    assert incoming.organization.business_id == "1234567-1"
    assert incoming.organization.phone == "09 12345600"


@VERSIONS
def test_ids_are_the_same_in_both_versions_and_everywhere(folder: Path) -> None:
    incoming = taken(folder)["Neuvonta maahan muuttaneille"]
    assert incoming.external_id == "00000101-0000-4000-8000-000000000101"
    assert incoming.service.id == "30f4d173-05a3-5ff2-8dfc-22cceda5209a"


@VERSIONS
def test_a_general_description_fills_in_and_follows(folder: Path) -> None:
    service = taken(folder)["Neuvonta maahan muuttaneille"].service
    own, general = "Neuvoja auttaa", "Kunta järjestää ohjausta"
    assert service.description.fi.index(own) < service.description.fi.index(general)
    assert service.description.en == "The municipality arranges guidance for immigrants."
    assert service.eligibility.en == "For residents of the municipality."
    assert service.how_to_apply.en == "Contact your municipality."


def test_texts_that_came_merged_with_the_general_description_are_read() -> None:
    service = taken(V11)["Terveysneuvonta pakolaisille"].service
    assert service.description.fi == "Terveysneuvontaa pakolaisille.\n\nValtakunnallinen kuvaus."
    assert service.description.en == "National description."


@VERSIONS
def test_what_a_connection_says_goes_before_the_channel(folder: Path) -> None:
    found = channels(taken(folder)["Neuvonta maahan muuttaneille"])
    own = found["Muuttajien palvelupiste"]
    assert own.hours is not None
    assert [(s.weekday, s.opens, s.closes) for s in own.hours.sets[0].spans] == [(2, 720, 960)]
    assert own.address.street.fi == "Esimerkkikatu 3 B"
    assert own.id != found["Neuvontapuhelin"].id
    assert found["Neuvontapuhelin"].hours is not None
    assert found["Neuvontapuhelin"].hours.always


def test_a_channel_with_contacts_of_a_connection_does_not_change_for_others(
    tmp_path: Path,
) -> None:
    services = json.loads((V11 / "Service-1.json").read_text("utf-8"))["itemList"]
    first, second = services[0], services[1]
    second["serviceChannels"] = [
        {"serviceChannel": {"id": first["serviceChannels"][0]["serviceChannel"]["id"]}}
    ]
    places = json.loads((V11 / "ServiceChannel-1.json").read_text("utf-8"))["itemList"]
    found = taken(write(tmp_path / "a.json", [first, second, *places]))
    own = channels(found["Neuvonta maahan muuttaneille"])["Muuttajien palvelupiste"]
    shared = channels(found["Oleskeluluvan jatkaminen"])["Muuttajien palvelupiste"]
    assert [phone.dial for phone in own.phones] == ["+358401234567"]
    assert [phone.dial for phone in shared.phones] == ["+358912345678", "+35880012345"]
    assert own.id != shared.id
    assert own.address == shared.address


@VERSIONS
def test_an_address_has_its_city_and_degrees(folder: Path) -> None:
    place = channels(taken(folder)["Neuvonta maahan muuttaneille"])["Muuttajien palvelupiste"]
    assert place.address.city == "Espoo"
    assert place.address.postal_code == "02770"
    assert place.address.access.fi == "Sisäänkäynti pihalta"
    assert place.address.latitude == pytest.approx(60.2132526)
    assert place.address.longitude == pytest.approx(24.6394315)


@VERSIONS
def test_languages_of_service_are_not_those_of_the_texts(folder: Path) -> None:
    service = taken(folder)["Neuvonta maahan muuttaneille"].service
    assert {"fi", "sv", "en", "ar", "fil"} <= set(service.languages)
    assert not service.description.en.startswith("Saat")


def test_languages_that_no_list_has_are_kept() -> None:
    assert taken(V11)["Neuvonta maahan muuttaneille"].service.languages[-1] == "zzq"
    assert taken(V12)["Neuvonta maahan muuttaneille"].service.languages[-1] == "ti"


@VERSIONS
def test_empty_translations_are_missing_ones(folder: Path) -> None:
    assert taken(folder)["Neuvonta maahan muuttaneille"].service.name.en == ""


@VERSIONS
def test_a_permit_tells_its_times_and_its_price(folder: Path) -> None:
    service = taken(folder)["Oleskeluluvan jatkaminen"].service
    assert "Käsittelyaika: 1–4 kuukautta" in service.how_to_apply.fi
    assert "Määräaika: ennen luvan päättymistä" in service.how_to_apply.fi
    assert "Voimassaoloaika: enintään 4 vuotta" in service.how_to_apply.fi
    assert service.price_free is False
    assert "180 euro" in service.price_note.fi
    assert service.nationwide
    assert service.municipalities == ()


def test_texts_of_the_old_editor_become_plain() -> None:
    description = taken(V11)["Oleskeluluvan jatkaminen"].service.description.fi
    assert "blocks" not in description
    assert description.endswith("- passi tai henkilökortti\n- oleskelulupakortti")


def test_markdown_becomes_plain() -> None:
    description = taken(V12)["Neuvonta maahan muuttaneille"].service.description.fi
    assert "Katso ohjeet (https://www.example.org/ohjeet)." in description
    assert "**" not in description
    assert "#" not in description
    assert "- kirjeet\n- hakemukset" in description


def test_a_service_without_channels_may_say_null() -> None:
    assert taken(V11)["Oleskeluluvan jatkaminen"].service.channels == ()


def test_areas_become_municipalities() -> None:
    service = taken(V11)["Uimahalli"].service
    assert service.areas == (Area("county", "03"),)
    assert {"049", "257"} <= set(service.municipalities)  # of the county, by our own list
    assert {"091", "092"} <= set(service.municipalities)  # of districts, as they are told
    assert "999" not in service.municipalities  # merged since
    region = taken(V12)["Uimahalli"].service
    assert Area("region", "20") in region.areas  # 21 at Statistics Finland
    assert "478" in region.municipalities  # Mariehamn


@VERSIONS
def test_all_but_aland_is_the_whole_country_with_a_remark(folder: Path) -> None:
    service = taken(folder)["Terveysneuvonta pakolaisille"].service
    assert service.nationwide
    assert service.note.en == "Does not apply to Åland."


def test_an_archived_service_is_withdrawn_and_an_archived_channel_left_out() -> None:
    found = taken(V11)
    assert found["Kieli- ja keskustelukerho"].withdrawn
    assert found["Kieli- ja keskustelukerho"].service.status == "withdrawn"
    assert "Suljettu toimipiste" not in channels(found["Neuvonta maahan muuttaneille"])


def test_a_draft_is_left_out_with_the_reason() -> None:
    skipped = [one for one in read(V11) if isinstance(one, Skipped)]
    assert [one.title for one in skipped] == ["Julkaisematon luonnos"]
    assert skipped[0].reason == "It is a draft that has not been published."


def test_an_unknown_value_rejects_the_record_and_names_the_field() -> None:
    first = rejected(V11)[0]
    assert (first.place, first.field) == ("Service-1.json, record 4", "type")
    assert "Miracle" in first.problem
    assert rejected(V12)[0].field == "serviceType"


def test_an_unknown_value_in_a_channel_leaves_the_service_without_it() -> None:
    problem = next(one for one in rejected(V11) if one.external_id.startswith("channel:"))
    assert problem.field == "serviceHours[0].serviceHourType"
    assert problem.place == "ServiceChannel-1.json, record 6"
    names = channels(taken(V11)["Uimahalli"])
    assert "Uusimuotoinen toimipiste" not in names
    assert names["Hakemuslomake"].url.fi == "https://www.example.org/lomake.pdf"
    assert "ML 12" in names["Hakemuslomake"].description.fi


def test_a_list_of_what_was_archived_is_passed_over(tmp_path: Path) -> None:
    records = [service_11(), {"contentId": "gone"}, {"id": "s", "serviceCollectionNames": []}]
    assert rejected(write(tmp_path / "a.json", records)) == []


def test_channels_that_are_not_in_the_download_are_told_once() -> None:
    last = rejected(V11)[-1]
    assert last.field == "serviceChannels"
    assert last.problem.startswith("1 channel that services name is not in the download")


def test_the_raw_record_keeps_what_is_not_read() -> None:
    raw = json.loads(taken(V11)["Neuvonta maahan muuttaneille"].raw)
    assert raw["service"]["fundingType"] == "PubliclyFunded"
    assert raw["channels"][0]["displayNameType"] == [{"type": "Name", "language": "fi"}]
    assert "services" not in raw["channels"][0]
    raw = json.loads(taken(V12)["Neuvonta maahan muuttaneille"].raw)
    assert raw["service"]["languageVersions"]["se"]["name"] == "Ráđđehus"
    assert raw["connections"][1]["chargeType"] == "Free"


def test_a_single_file_may_hold_records_of_every_kind_in_any_order() -> None:
    found = taken(DATA / "v11-single.json")
    assert list(found) == ["Oleskeluluvan jatkaminen", "Neuvonta maahan muuttaneille"]
    assert "Neuvontapuhelin" in channels(found["Neuvonta maahan muuttaneille"])


def test_an_archive_is_read_as_its_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ptv.zip", "w") as archive:
        for path in sorted(V12.glob("*.json")):
            archive.write(path, f"download/{path.name}")
    assert list(taken(tmp_path / "ptv.zip")) == list(taken(V12))


def test_pages_in_a_list_are_read(tmp_path: Path) -> None:
    pages = [{"pageNumber": n, "itemList": [service_11(id=f"s{n}")]} for n in (1, 2)]
    assert len(read(write(tmp_path / "all.json", pages))) == 2


def test_a_record_that_comes_twice_is_taken_once(tmp_path: Path) -> None:
    assert len(read(write(tmp_path / "a.json", [service_11(), service_11()]))) == 1


def test_the_ids_follow_the_catalogue() -> None:
    other = replace(OPTIONS, catalogue=replace(OPTIONS.catalogue, id="ptv-espoo"))
    first = next(r for r in reader(V12, other)(Progress()) if isinstance(r, Incoming))
    assert first.service.id != taken(V12)["Neuvonta maahan muuttaneille"].service.id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('// from the server\n{"itemList": []}', "JSON"),
        ('{"itemList": [', "cut off"),
        ("[]", "holds no services"),
        ('{"itemList": null}', "holds no services"),
        ('[{"name": "?"}]', "holds no services"),
        ('{"pageNumber": 1, "itemList": [{"id": "a", "name": "b"}]}', "holds no services"),
        ("[" * 100_000, "nested"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Failure) as caught:
        read(path)
    assert caught.value.kind is FailureKind.BAD_FILE
    assert "bad.json" in caught.value.detail
    assert words in caught.value.detail


def test_a_folder_without_json_says_so(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="holds no JSON files"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"languages": "fi"}, "languages", "not of the form"),
        ({"areaType": "Moon"}, "areaType", "Moon"),
        (
            {"serviceChannels": [{"serviceHours": []}]},
            "serviceChannels[0].serviceChannel",
            "missing",
        ),
        (
            {
                "serviceChannels": [
                    {
                        "serviceChannel": {"id": "c"},
                        "serviceHours": [
                            {
                                "serviceHourType": "DaysOfTheWeek",
                                "openingHour": [{"dayFrom": "Monday", "from": "9", "to": "16:00"}],
                            }
                        ],
                    }
                ]
            },
            "serviceChannels[0].serviceHours[0].openingHour[0].from",
            "“9” is not a time of day.",
        ),
        ({"serviceNames": None}, "name", "no name"),
    ],
)
def test_what_is_wrong_is_told_with_its_field(
    tmp_path: Path, fields: dict[str, object], field: str, words: str
) -> None:
    (problem,) = rejected(write(tmp_path / "a.json", [service_11(**fields)]))
    assert problem.field == field
    assert words in problem.problem


def test_reading_can_be_stopped() -> None:
    progress = Progress()
    records = reader(V11, OPTIONS)(progress)
    next(records)
    progress.stopped = True
    with pytest.raises(Stopped):
        list(records)


def test_progress_runs_to_the_end() -> None:
    parts: list[float] = []
    list(reader(V11, OPTIONS)(Progress(told=lambda part, _count: parts.append(part or 0))))
    assert parts == sorted(parts)
    assert parts[-1] == 1


def test_contacts_of_a_connection_are_kept_if_its_channel_is_not_there(tmp_path: Path) -> None:
    connection = {
        "serviceChannel": {"id": "gone", "name": "Neuvontapuhelin"},
        "contactDetails": {"phoneNumbers": [{"prefixNumber": "+358", "number": "91234567"}]},
    }
    path = write(tmp_path / "a.json", [service_11(serviceChannels=[connection])])
    (channel,) = taken(path)["Neuvonta"].service.channels
    assert (channel.kind, channel.name.fi) == ("phone", "Neuvontapuhelin")
    assert channel.phones[0].dial == "+35891234567"


def test_nothing_that_is_read_is_a_rejection_without_a_sentence() -> None:
    for one in (*read(V11), *read(V12)):
        if isinstance(one, Rejected):
            assert one.problem.endswith(".")
            assert one.place


def test_answers_of_several_kinds_may_stand_in_one_file(tmp_path: Path) -> None:
    folder = DATA / "v12"
    names = ("service-1", "service-channel-1", "connection-1", "organization-1")
    bundle = {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in names}
    path = tmp_path / "all.json"
    path.write_text(json.dumps({"note": "what was asked", **bundle}), encoding="utf-8")
    together, apart = taken(path), taken(folder)
    assert together.keys() == apart.keys()
    assert any(one.service.channels for one in together.values())
