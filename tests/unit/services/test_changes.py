"""What changed since the last shift: by newer shipped sets, imports and colleagues."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor_desk.domain.changes import ADDED, ChangedRecord
from advisor_desk.paths import find_paths
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.content import load_shipped
from advisor_desk.services.desk import Desk
from tests.unit.conftest import NOW, FrozenClock

ANN = Actor("ann", Role.SUPERVISOR)
EVE = Actor("eve", Role.ADVISOR)
NOBODY = Actor("", Role.SUPERVISOR)
TODAY = NOW.date()
Load = Callable[..., None]


@pytest.fixture
def load(desk: Desk, clock: FrozenClock, tmp_path: Path) -> Load:
    """Return a function that loads a set in which a text of a file was replaced."""
    newer = tmp_path / "resources"
    shutil.copytree(find_paths().resources, newer, ignore=shutil.ignore_patterns("*.svg"))

    def change(name: str, old: str, new: str) -> None:
        path = newer / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        load_shipped(desk.database, newer, clock().date())

    return change


def changed(desk: Desk, actor: Actor = EVE) -> dict[str, ChangedRecord]:
    return {one.id: one for one in desk.changes.since_last_shift(actor).records}


def edit(desk: Desk, actor: Actor, service_id: str, **fields: Any) -> None:  # noqa: ANN401 - of any field
    before = desk.directory.get(service_id)
    assert before is not None
    desk.curation.save(actor, before, replace(before, **fields))


def test_the_first_set_changes_nothing(desk: Desk) -> None:
    assert changed(desk) == {}


def test_a_set_that_differs_in_nothing_changes_nothing(desk: Desk, load: Load) -> None:
    """What is stored of a record is what was shipped: else every new set would change all."""
    load("guidance/sources.yaml", "- id:", "#\n- id:")
    assert changed(desk) == {}
    with desk.database.writing() as connection:
        connection.execute("UPDATE card SET digest = ''")
        connection.execute("UPDATE service SET digest = ''")
    load("guidance/sources.yaml", "#\n", "")
    assert changed(desk) == {}


def test_a_newer_set_that_changes_a_card_is_told_field_by_field(desk: Desk, load: Load) -> None:
    load("guidance/cards/tax-card.yaml", "title:\n  fi: ", "title:\n  fi: Uusi ")
    (record,) = changed(desk).values()
    assert (record.kind, record.id, record.day) == ("card", "tax-card", TODAY.isoformat())
    (change,) = record.changes
    assert change.field == "title"
    assert "Uusi" in change.new
    assert "Uusi" not in change.old


def test_a_newer_set_that_changes_a_service_is_told(desk: Desk, load: Load) -> None:
    load("directory/nationwide.yaml", "https://www.kela.fi", "https://www.kela.fi/uusi")
    found = changed(desk)
    assert [change.field for one in found.values() for change in one.changes] == ["website"]
    assert not any(desk.curation.history(one) for one in found), "there is nothing to undo"


def test_what_comes_and_what_goes_is_told(desk: Desk, load: Load) -> None:
    load("directory/southwest-finland.yaml", "- id: sondip", "- id: sondip-new")
    found = changed(desk)
    assert [change.field for change in found["sondip-new"].changes] == [ADDED]
    (gone,) = found["sondip"].changes
    assert (gone.field, gone.old, gone.new) == ("status", "listed", "withdrawn")
    load("directory/southwest-finland.yaml", "- id: sondip-new", "- id: sondip")
    assert "sondip" not in changed(desk), "it is back"


def test_a_card_that_goes_and_comes_back_is_no_change(desk: Desk, load: Load) -> None:
    with desk.database.writing() as connection:
        connection.execute("UPDATE card SET status = 'withdrawn' WHERE id = 'tax-card'")
        connection.execute("UPDATE card SET digest = '' WHERE id = 'tax-card'")
    load("guidance/sources.yaml", "- id:", "#\n- id:")
    (record,) = changed(desk).values()
    (change,) = record.changes
    assert (change.field, change.old, change.new) == ("status", "withdrawn", "listed")


def test_what_a_colleague_changed_is_told_and_what_one_changed_oneself_is_not(desk: Desk) -> None:
    edit(desk, ANN, "kela", website="https://www.kela.fi/uusi")
    assert list(changed(desk, EVE)) == ["kela"]
    assert changed(desk, ANN) == {}
    assert list(changed(desk, NOBODY)) == ["kela"]


def test_without_an_alias_ones_own_changes_cannot_be_told_apart(desk: Desk) -> None:
    edit(desk, NOBODY, "kela", website="https://www.kela.fi/uusi")
    assert list(changed(desk, NOBODY)) == ["kela"]


def test_a_shift_looks_back_to_the_one_before(desk: Desk, clock: FrozenClock) -> None:
    edit(desk, ANN, "kela", website="https://www.kela.fi/uusi")
    desk.changes.begin_shift(EVE)
    clock.now = NOW + timedelta(days=21)
    assert desk.changes.since_last_shift(EVE).since == TODAY
    desk.changes.begin_shift(EVE)
    desk.changes.begin_shift(EVE)
    assert desk.changes.since_last_shift(EVE).since == TODAY, "the whole day through"
    assert list(changed(desk)) == ["kela"], "of the last day worked too"
    clock.now = NOW + timedelta(days=22)
    assert desk.changes.since_last_shift(EVE).since == TODAY + timedelta(days=21)
    assert changed(desk) == {}
    assert desk.changes.since_last_shift(ANN).since == TODAY + timedelta(days=15), "new here"


def test_nobody_looks_back_more_than_sixty_days(desk: Desk, clock: FrozenClock, load: Load) -> None:
    desk.changes.begin_shift(EVE)
    load("guidance/cards/tax-card.yaml", "title:\n  fi: ", "title:\n  fi: Uusi ")
    clock.now = NOW + timedelta(days=61)
    found = desk.changes.since_last_shift(EVE)
    assert found.since == TODAY + timedelta(days=1)
    assert found.records == ()
    load("guidance/cards/tax-card.yaml", "title:\n  fi: Uusi ", "title:\n  fi: ")
    with desk.database.reading() as connection:
        (oldest,) = connection.execute("SELECT min(day) FROM content_change").fetchone()
    assert oldest == clock.now.date().isoformat(), "what nobody can look back to is forgotten"


def test_a_window_left_open_overnight_begins_a_shift_with_its_first_visit(
    desk: Desk, clock: FrozenClock
) -> None:
    desk.changes.begin_shift(EVE)
    clock.now = NOW + timedelta(days=1)
    draft = desk.visits.new_draft(EVE)
    desk.visits.save(EVE, replace(draft.visit, topics=("housing",)))
    clock.now = NOW + timedelta(days=2)
    assert desk.changes.since_last_shift(EVE).since == TODAY + timedelta(days=1)


def test_visits_logged_where_no_shift_began_are_no_shift(desk: Desk) -> None:
    assert desk.changes.since_last_shift(EVE).since == TODAY - timedelta(days=7)
    draft = desk.visits.new_draft(EVE)
    desk.visits.save(EVE, replace(draft.visit, topics=("housing",)))
    with desk.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM shift").fetchone()[0] == 0


def test_the_day_of_a_clock_that_went_back_is_kept(desk: Desk, clock: FrozenClock) -> None:
    desk.changes.begin_shift(EVE)
    clock.now = NOW - timedelta(days=3)
    desk.changes.begin_shift(EVE)
    clock.now = NOW
    assert desk.changes.since_last_shift(EVE).since == date(2026, 11, 14)
