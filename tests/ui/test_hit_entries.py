"""What a row of the results says of a hit: why it is there, for whom, and how fresh it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from advisor_desk.bootstrap import build_desk
from advisor_desk.i18n import set_language
from advisor_desk.paths import Paths
from advisor_desk.services.desk import Desk
from advisor_desk.services.finder import Hit
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database
from advisor_desk.ui.presenters.entries import hit_entry
from advisor_desk.ui.widgets.hit_list import Entry
from tests.conftest import TRANSLATIONS
from tests.unit.conftest import FrozenClock

HIT = Hit(
    kind="service", id="kela", title="Kela", subtitle="", score=1, why="name", marks=((0, 4),)
)


@pytest.fixture
def desk(paths: Paths, clock: FrozenClock) -> Iterator[Desk]:
    """Give a desk without a window, in English."""
    set_language("en", TRANSLATIONS)
    database = Database(paths.database)
    yield build_desk(paths, Settings(paths.settings), database, clock)
    database.close()


def entry(desk: Desk, hit: Hit, **values: object) -> Entry:
    """Return the row of a hit for a service with other values."""
    found = desk.directory.get("kela")
    assert found is not None
    services = {"kela": replace(found, **values)}  # type: ignore[arg-type]  # checked at run time
    made = hit_entry(desk, hit, services, "2026-11-21", "049")
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, ""),
        ({"reason": "Synonym of Kela."}, "Synonym of Kela."),
        ({"marks": (), "other_title": "FPA"}, "Also called “FPA”."),
    ],
)
def test_why_it_is_there_is_said_where_no_mark_shows_it(
    desk: Desk, given: dict[str, object], reason: str
) -> None:
    hit = replace(HIT, **given)  # type: ignore[arg-type]  # checked at run time
    assert entry(desk, hit).reason == reason


@pytest.mark.parametrize(
    ("why", "words"),
    [("keywords", "keyword"), ("text", "in text"), ("phone", "by number")],
)
def test_what_is_found_elsewhere_than_in_the_name_says_so(desk: Desk, why: str, words: str) -> None:
    hit = replace(HIT, marks=(), why=why)  # type: ignore[arg-type]  # given as text
    row = entry(desk, hit)
    assert row.detail.endswith(f" · {words}")
    assert row.reason == ""


@pytest.mark.parametrize(
    ("near", "tag"),
    [("", ""), ("own", ""), ("nationwide", ""), ("neighbour", "Neighbour")],
)
def test_what_is_for_others_says_so(desk: Desk, near: str, tag: str) -> None:
    hit = replace(HIT, near=near)  # type: ignore[arg-type]  # given as text
    assert entry(desk, hit).tag == tag


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "not verified"),
        ("2026-11-02", "verified on 2 Nov 2026"),
        ("2026-06-01", "verified on 1 Jun 2026, check due by 1 Dec 2026"),
        ("2026-01-15", "check overdue since 15 Jul 2026"),
    ],
)
def test_a_row_says_how_fresh_it_is(desk: Desk, day: str | None, words: str) -> None:
    row = entry(desk, HIT, last_verified=day, possibly_outdated=False)
    assert row.detail.endswith(f" · {words}")
    assert row.warn == ""


def test_what_may_be_out_of_date_is_said_once(desk: Desk) -> None:
    row = entry(desk, HIT, last_verified=None, possibly_outdated=True)
    assert row.warn
    assert "verified" not in row.spoken()


def test_a_record_that_has_just_gone_has_no_row(desk: Desk) -> None:
    assert hit_entry(desk, HIT, {}, "2026-11-21") is None
