"""Opening hours in their tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from sqlite_utils import Database as Tables

from advisor_desk.domain.opening import Hours, HoursSet, Span, closed_on
from advisor_desk.domain.opening_text import parse_hours
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.hours import OwnerKind, read_many_hours, write_hours
from advisor_desk.storage.schema_hours import HOURS_DDL, move_hours
from tests.unit.domain.test_opening import any_hours

FULL = Hours(
    (
        HoursSet(
            "regular",
            (
                Span(1, 540, 960, "odd", "phone_only", note=LocalText(fi="vain puhelin")),
                Span(5, 1320, 1560, "even", "appointment"),
                Span(2, 780, 840, status="closed"),
                closed_on("MidsummerEve"),
                closed_on("PublicHoliday"),
            ),
            heading=LocalText(fi="Palvelupiste", sv="Servicepunkt", en="Service point"),
            text=LocalText(sv="mån 9–16"),
            origin="import",
            priority=3,
        ),
        HoursSet("season", (Span(3, 0, 1440),), first=date(2026, 6, 1), last=date(2026, 8, 31)),
        HoursSet("exception", first=date(2026, 12, 24), last=date(2026, 12, 24), status="closed"),
        HoursSet("by_appointment", first=date(2027, 1, 1)),
        HoursSet("unknown", text=LocalText(fi="Lukuvuoden aikana")),
    )
)


def read_hours(tables: sqlite3.Connection, owner_kind: OwnerKind, owner_id: str) -> Hours | None:
    """Return the hours of one owner."""
    return read_many_hours(tables, owner_kind, [owner_id]).get(owner_id)


def test_every_field_is_kept(tables: sqlite3.Connection) -> None:
    write_hours(tables, "service", "kela", FULL)
    assert read_hours(tables, "service", "kela") == FULL
    assert read_hours(tables, "channel", "kela") is None


def test_hours_are_replaced_and_cleared(tables: sqlite3.Connection) -> None:
    write_hours(tables, "service", "kela", FULL)
    write_hours(tables, "service", "kela", parse_hours("24/7"))
    assert read_hours(tables, "service", "kela") == parse_hours("24/7")
    write_hours(tables, "service", "kela", None)
    assert read_hours(tables, "service", "kela") is None
    assert tables.execute("SELECT count(*) FROM hours_span").fetchone()[0] == 0


def test_many_are_read_together(tables: sqlite3.Connection) -> None:
    office = parse_hours("Mo-Fr 09:00-16:00")
    write_hours(tables, "service", "b", FULL)
    write_hours(tables, "service", "a", office)
    write_hours(tables, "channel", "a", FULL)
    assert read_many_hours(tables, "service", ["a", "b"]) == {"a": office, "b": FULL}
    assert read_many_hours(tables, "service", ["b", "c"]) == {"b": FULL}
    assert read_many_hours(tables, "channel", ["a", "b"]) == {"a": FULL}


@given(hours=any_hours())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_hours_come_back_as_they_were(tables: sqlite3.Connection, hours: Hours) -> None:
    write_hours(tables, "service", "any", hours)
    assert read_hours(tables, "service", "any") == hours


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE hours_span SET weekday = 8",
        "UPDATE hours_span SET weekday = NULL",
        "UPDATE hours_span SET holiday = 'MayDay'",
        "UPDATE hours_span SET closes = opens",
        "UPDATE hours_span SET closes = opens + 1441",
        "UPDATE hours_span SET opens = -1",
        "UPDATE hours_span SET weeks = 'some'",
        "UPDATE hours_span SET status = 'ajar'",
        "UPDATE hours_span SET owner_id = 'nobody'",
        "UPDATE hours_set SET kind = 'weekly'",
        "UPDATE hours_set SET first = '1.6.2026'",
        "UPDATE hours_set SET first = '2026-06-02', last = '2026-06-01'",
        "UPDATE hours_set SET owner_kind = 'card'",
    ],
)
def test_rows_that_cannot_be_are_refused(tables: sqlite3.Connection, change: str) -> None:
    write_hours(tables, "service", "kela", parse_hours("Mo 09:00-16:00"))
    with pytest.raises(sqlite3.IntegrityError):
        tables.execute(change)


# ---- from version 0.1.0 ----


@pytest.fixture
def old() -> Iterator[Tables]:
    """Give tables with hours as version 0.1.0 kept them."""
    before = Tables(memory=True)
    before.execute("CREATE TABLE service (id TEXT PRIMARY KEY, hours TEXT NOT NULL) STRICT")
    before.execute("CREATE TABLE channel (id TEXT PRIMARY KEY) STRICT")
    rows = [
        ("a", "Mo-Fr 09:00-16:00; PH off"),
        ("b", "week 01-53/2 Th-Fr 12:00-15:00"),
        ("c", "24/7"),
        ("d", ""),
        ("e", "when the moon is full"),
    ]
    for row in rows:
        before.execute("INSERT INTO service VALUES (?, ?)", row)
    for statement in HOURS_DDL:
        before.execute(statement)
    yield before
    before.close()


def test_text_becomes_rows(old: Tables) -> None:
    move_hours(old)
    old.conn.row_factory = sqlite3.Row
    moved = read_many_hours(old.conn, "service", ["a", "b", "c", "d", "e"])
    assert moved == {
        "a": parse_hours("Mo-Fr 09:00-16:00; PH off"),
        "b": parse_hours("week 01-53/2 Th-Fr 12:00-15:00"),
        "c": parse_hours("24/7"),
    }


def test_a_text_that_cannot_be_read_stays_where_it_was(old: Tables) -> None:
    move_hours(old)
    left = old.execute("SELECT id, hours FROM service WHERE hours != ''").fetchall()
    assert left == [("e", "when the moon is full")]


def test_hours_go_with_their_owner(old: Tables) -> None:
    move_hours(old)
    old.execute("INSERT INTO channel VALUES ('a')")
    write_hours(old.conn, "channel", "a", FULL)
    old.execute("DELETE FROM service WHERE id = 'a'")
    kept = {
        tuple(row) for row in old.execute("SELECT DISTINCT owner_kind, owner_id FROM hours_set")
    }
    assert kept == {("service", "b"), ("service", "c"), ("channel", "a")}
    old.execute("DELETE FROM channel")
    assert not old.execute("SELECT * FROM hours_set WHERE owner_kind = 'channel'").fetchall()
