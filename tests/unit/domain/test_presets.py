"""Presets: what they hold of a visit, and which stands on a number."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given

from advisor_desk.domain.presets import FIELDS, Preset, by_slot, texts_of, values_from, values_of
from advisor_desk.domain.visit import Visit
from tests.unit.visits import drawn_visits, visit

NEVER = {"observation", "project", "title", "day", "part_of_day", "clock", "minutes", "created"}


def preset(slot: int, advisor: str = "") -> Preset:
    return Preset(f"{advisor}-{slot}", "Iso Omena", advisor, slot, "Housing", {})


@given(drawn_visits())
def test_what_a_preset_holds_comes_back_from_its_texts(drawn: Visit) -> None:
    values = values_of(drawn)
    assert values_from(texts_of(values)) == values


def test_no_free_text_and_no_time_gets_into_a_preset() -> None:
    assert not NEVER & set(FIELDS)
    assert {field.name for field in fields(Visit)} > NEVER
    told = visit(observation="CANARY", project="CANARY", minutes=20, title="CANARY", adults=2)
    assert values_of(told) == {"topics": ("housing",), "adults": 2}


def test_the_own_preset_stands_before_that_of_the_point() -> None:
    both = [preset(1), preset(2), preset(1, "AK"), preset(3, "AK"), preset(4, "BL")]
    assert [p.id for p in by_slot(both, "AK").values()] == ["AK-1", "-2", "AK-3"]
    assert [p.id for p in by_slot(reversed(both), "AK").values()] == ["AK-1", "-2", "AK-3"]
    assert [p.id for p in by_slot(both, "").values()] == ["-1", "-2"]


def test_unknown_fields_of_a_newer_version_are_passed_over() -> None:
    assert values_from({"topics": ("housing",), "mood": ("good",)}) == {"topics": ("housing",)}
