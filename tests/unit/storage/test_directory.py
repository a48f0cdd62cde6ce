"""Services go into the tables and come back as they were."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from advisor_desk.domain.directory import Address, Email, Phone, Service, Source
from advisor_desk.domain.opening_text import parse_hours
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.shipped import Shipped
from advisor_desk.storage.database import Database
from advisor_desk.storage.directory import read_service, read_services, service_ids, write_service

FULL = Service(
    id="kela-espoo",
    kind="authority",
    name=LocalText("Kela Espoo", "FPA Esbo", "Kela Espoo"),
    description=LocalText(fi="Kuvaus", en="Text with 'quotes' and <b>marks</b>"),
    municipalities=("049", "091"),
    region="Uusimaa",
    address=Address(LocalText(fi="Katu 1"), "02770", "Espoo"),
    phones=(
        Phone("020 692 210", "+35820692210", LocalText(en="Housing"), LocalText(fi="ma"), ("fi",)),
        Phone("020 692 211", "+35820692211", languages=("sv", "en")),
    ),
    emails=(Email("b@kela.fi"), Email("a@kela.fi")),
    website="https://www.kela.fi",
    hours=parse_hours("Mo-Fr 09:00-15:00; Sa 10:00-12:00,13:00-14:00; PH off"),
    hours_text=LocalText(sv="vardagar"),
    languages=("fi", "sv", "ckb"),
    eligibility=LocalText(en="Residents"),
    bring=LocalText(en="Identity card"),
    price_free=True,
    price_note=LocalText(en="No fee"),
    topics=("social-security", "housing"),
    sources=(Source("Kela", "https://www.kela.fi", "2025-09-27"), Source("A list", official=False)),
    confidence="high",
    possibly_outdated=True,
    outdated_note=LocalText(en="Moved?"),
    unverified_fields=("hours", "phones"),
    note=LocalText(en="A note"),
    status="closed",
    last_verified="2026-01-01",
    edited=True,
    revision=3,
)
BARE = Service(id="bare", kind="other", name=LocalText(fi="Paljas"))


@pytest.mark.parametrize("service", [FULL, BARE], ids=["full", "bare"])
@pytest.mark.parametrize("price_free", [True, False, None])
def test_a_service_comes_back_as_it_was(
    tables: sqlite3.Connection, service: Service, price_free: bool | None
) -> None:
    service = replace(service, price_free=price_free)
    write_service(tables, service)
    assert read_service(tables, service.id) == service


def test_every_shipped_service_comes_back_as_it_was(
    tables: sqlite3.Connection, shipped: Shipped
) -> None:
    for service in shipped.services:
        write_service(tables, service)
    assert {s.id: s for s in read_services(tables)} == {s.id: s for s in shipped.services}


def test_a_loaded_service_is_the_shipped_one(database: Database, shipped: Shipped) -> None:
    with database.reading() as connection:
        stored = read_services(connection)
    assert stored == sorted(shipped.services, key=lambda service: service.id)


def test_what_is_written_again_leaves_nothing_of_the_old(tables: sqlite3.Connection) -> None:
    write_service(tables, FULL)
    slim = replace(BARE, id=FULL.id)
    write_service(tables, slim)
    assert read_service(tables, FULL.id) == slim


def test_origin_and_digest_stay_unless_they_are_given(tables: sqlite3.Connection) -> None:
    def marks() -> tuple[str, str]:
        row = tables.execute("SELECT origin, digest FROM service").fetchone()
        return row["origin"], row["digest"]

    write_service(tables, BARE)
    assert marks() == ("shipped", "")
    write_service(tables, BARE, origin="desk", digest="first")
    write_service(tables, FULL, digest="other")
    tables.execute("DELETE FROM service WHERE id = ?", (FULL.id,))
    write_service(tables, replace(BARE, edited=True))
    assert marks() == ("desk", "first")


def test_services_come_in_the_order_asked_for_and_unknown_ones_are_left_out(
    tables: sqlite3.Connection,
) -> None:
    write_service(tables, FULL)
    write_service(tables, BARE)
    found = read_services(tables, ["kela-espoo", "nowhere", "bare"])
    assert [service.id for service in found] == ["kela-espoo", "bare"]
    assert service_ids(tables) == ["bare", "kela-espoo"]
    assert read_service(tables, "nowhere") is None
