"""What is taken of PTV, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.directory import ForeignCode, Service
from advisor_desk.domain.imports import Incoming
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.ptv.selection import Selection, read_class_names, read_selection
from tests.unit.exchange.ptv.samples import RESOURCES, V11, V12, taken


def incoming(name: str = "Uimahalli", *codes: tuple[str, str], **fields: object) -> Incoming:
    """Return a service to choose or not."""
    made = Service(
        "s", "other", LocalText(fi=name), codes=tuple(ForeignCode(*code) for code in codes)
    )
    return Incoming("x", "file", replace(made, **fields))  # type: ignore[arg-type]  # a test says which


@pytest.mark.parametrize("folder", [V11, V12])
def test_the_samples_that_concern_immigrants_are_chosen_with_the_reason(folder: object) -> None:
    selection = read_selection(RESOURCES)
    found = taken(V11 if folder == V11 else V12)
    reasons = {name: selection.matches(one) for name, one in found.items()}
    assert reasons["Neuvonta maahan muuttaneille"] == "Service class P22 Maahan- ja maastamuutto"
    assert reasons["Oleskeluluvan jatkaminen"].startswith("Service class P22.1")
    assert reasons["Terveysneuvonta pakolaisille"] == "Word “pakolai”"
    assert reasons["Uimahalli"] == ""


def test_a_class_stands_for_those_below_it_alone() -> None:
    selection = Selection(classes=("P2",))
    assert selection.matches(incoming("a", ("ptv-service-class", "P2.1")))
    assert not selection.matches(incoming("a", ("ptv-service-class", "P22.1")))


def test_life_events_count() -> None:
    selection = replace(read_selection(RESOURCES), classes=(), keywords=())
    reason = selection.matches(incoming("a", ("ptv-life-event", "KE5")))
    assert reason == "Life event KE5 Maahanmuuttajana Suomeen"


def test_keywords_of_the_record_count_and_words_only_from_their_beginning() -> None:
    selection = Selection(keywords=("Tulkki",))
    assert selection.matches(incoming("Muu", ("ptv-keyword", "Tulkkipalvelut")))
    assert selection.matches(incoming("Asioimistulkki")) == ""


def test_the_municipality_narrows_the_choice() -> None:
    selection = Selection(keywords=("uima",), municipalities=("049",))
    assert selection.matches(incoming("Uimahalli", municipalities=("049", "091")))
    assert selection.matches(incoming("Uimahalli", nationwide=True))
    assert not selection.matches(incoming("Uimahalli", municipalities=("091",)))


def test_nothing_chosen_is_everything() -> None:
    assert Selection().matches(incoming()) == "Everything is taken."


def test_the_choice_can_be_changed() -> None:
    selection = replace(read_selection(RESOURCES), classes=("P27",))
    assert selection.matches(incoming("a", ("ptv-service-class", "P27.1"))).startswith("Service")
    assert not selection.matches(incoming("a", ("ptv-service-class", "P22")))


def test_every_class_of_the_rules_has_a_name() -> None:
    selection, names = read_selection(RESOURCES), read_class_names(RESOURCES)
    assert selection.classes
    for code in selection.classes:
        assert names["ptv-service-class", code].sv
    assert selection.life_events
    for code in selection.life_events:
        assert names["ptv-life-event", code].en
