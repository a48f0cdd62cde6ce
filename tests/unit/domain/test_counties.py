"""Regions and counties, and where postal codes are."""

from __future__ import annotations

from collections import Counter

import pytest

from advisor_desk.domain.codes import ABROAD, UNKNOWN_MUNICIPALITY
from advisor_desk.domain.counties import (
    Division,
    PostalPlace,
    follow_areas,
    members,
)
from advisor_desk.domain.directory import Area
from advisor_desk.exchange.reference import read_divisions, read_postal_places
from advisor_desk.exchange.shipped import Shipped
from advisor_desk.paths import find_paths

RESOURCES = find_paths().resources


@pytest.fixture(scope="module")
def divisions() -> tuple[Division, ...]:
    return read_divisions(RESOURCES)


@pytest.fixture(scope="module")
def places() -> dict[str, PostalPlace]:
    return read_postal_places(RESOURCES)


def test_there_are_19_regions_21_counties_and_helsinki(divisions: tuple[Division, ...]) -> None:
    assert Counter(division.kind for division in divisions) == {"region": 19, "county": 22}
    assert all(division.name.fi and division.name.sv for division in divisions)


def test_each_municipality_is_in_one_region_and_but_for_aland_in_one_county(
    divisions: tuple[Division, ...], shipped: Shipped
) -> None:
    everywhere = {m.code for m in shipped.municipalities} - {ABROAD, UNKNOWN_MUNICIPALITY}
    for kind in ("region", "county"):
        found = [code for d in divisions if d.kind == kind for code in d.municipalities]
        assert len(found) == len(set(found))
        missing = everywhere - set(found)
        aland = next(d for d in divisions if d.name.sv == "Åland")
        assert missing == (set() if kind == "region" else set(aland.municipalities))


def test_outside_uusimaa_a_county_is_a_region(divisions: tuple[Division, ...]) -> None:
    regions = {frozenset(d.municipalities) for d in divisions if d.kind == "region"}
    own = [d for d in divisions if d.kind == "county" and frozenset(d.municipalities) in regions]
    assert len(own) == 17


def test_members_of_areas(divisions: tuple[Division, ...]) -> None:
    vantaa_kerava = Area("county", "04")
    assert members([vantaa_kerava, vantaa_kerava], divisions) == ("092", "245")
    assert members([Area("county", "99")], divisions) == ()


def test_postal_codes_name_municipalities_of_today(
    places: dict[str, PostalPlace], shipped: Shipped
) -> None:
    codes = {m.code for m in shipped.municipalities}
    assert len(places) > 4000
    assert {place.municipality for place in places.values()} <= codes
    assert all(len(code) == 5 and code.isdigit() for code in places)


def test_a_city_is_known_by_post_office_and_municipality_in_both_languages(
    places: dict[str, PostalPlace],
) -> None:
    espoo, ivalo = places["02770"], places["99800"]
    assert espoo.is_called("Espoo")
    assert espoo.is_called("ESBO ")
    assert not espoo.is_called("Vantaa")
    assert ivalo.is_called("Ivalo")
    assert ivalo.is_called("Inari")


def test_municipalities_follow_the_areas(divisions: tuple[Division, ...]) -> None:
    west, uusimaa = Area("county", "03"), Area("region", "01")
    chosen = follow_areas((), (west,), ("091", "049"), divisions)
    assert chosen[:2] == ("091", "049")
    assert len(chosen) == 11
    assert set(chosen) == {"091", *members((west,), divisions)}
    assert follow_areas((west,), (), chosen, divisions) == ("091",)
    both = follow_areas((west,), (west, uusimaa), chosen, divisions)
    assert follow_areas((west, uusimaa), (uusimaa,), both, divisions) == both
    assert follow_areas((Area("county", "99"),), (), ("049",), divisions) == ("049",)
