"""The words people type: added, changed, retired and restored by a supervisor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.failures import InvalidSynonym, NotAllowed
from advisor_desk.domain.synonyms import (
    Synonym,
    SynonymKey,
    concept_id,
    same_meaning,
)
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import set_language
from advisor_desk.paths import find_paths
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.events import SynonymsChanged
from advisor_desk.services.explain import explain
from advisor_desk.services.synonyms import Wording
from advisor_desk.storage.synonyms import load_synonyms

SUPERVISOR = Actor("Aino", Role.SUPERVISOR)
HOME = LocalText(fi="vuokra-asunto")
WORDING = Wording("  luukku ", "fi", HOME, "finding-home")


@pytest.fixture
def told(desk: Desk) -> list[SynonymsChanged]:
    facts: list[SynonymsChanged] = []
    desk.events.subscribe(SynonymsChanged, facts.append)
    return facts


def shipped_word(desk: Desk) -> Synonym:
    (found,) = desk.synonyms.find("kämppä", "fi")
    return found


def test_a_word_is_added_and_takes_over_the_known_meaning(
    desk: Desk, told: list[SynonymsChanged]
) -> None:
    made = desk.synonyms.add(SUPERVISOR, WORDING)
    flat = shipped_word(desk)
    assert (made.term, made.concept, made.canonical) == ("luukku", flat.concept, flat.canonical)
    assert made.edited
    assert made in desk.synonyms.all()
    assert told == [SynonymsChanged(made.concept)]


def test_a_new_meaning_gets_an_id_of_its_own(desk: Desk) -> None:
    wording = Wording("pyykkitupa", "fi", LocalText(en="Laundry Room, shared"))
    assert desk.synonyms.add(SUPERVISOR, wording).concept == "laundry_room_shared"


def test_a_meaning_without_english_has_an_id_too() -> None:
    assert concept_id(LocalText(fi="Pyykkitupa Ääni")) == "pyykkitupa_aani"
    assert concept_id(LocalText(fi="!?")) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (LocalText("Kela"), LocalText("kela", "FPA"), True),
        (LocalText("Kela"), LocalText("", "FPA"), False),
        (LocalText("Kela", "FPA"), LocalText("Kela", "FPA-kort"), False),
    ],
)
def test_when_two_meanings_are_one(one: LocalText, other: LocalText, same: bool) -> None:
    assert same_meaning(one, other) is same
    assert same_meaning(other, one) is same


@pytest.mark.parametrize(
    ("wording", "field", "problem"),
    [
        (replace(WORDING, term=" \t "), "term", "missing"),
        (replace(WORDING, term="x" * 81), "term", "too-long"),
        (replace(WORDING, language=""), "language", "missing"),
        (replace(WORDING, language="xx"), "language", "unknown"),
        (replace(WORDING, canonical=LocalText(" ", "", "")), "canonical", "missing"),
        (replace(WORDING, canonical=LocalText("Luukku")), "canonical", "same"),
        (replace(WORDING, topic="nothing"), "topic", "unknown"),
        (replace(WORDING, term="KÄMPPÄ"), "term", "duplicate"),
    ],
)
def test_what_is_wrong_is_refused_and_explained(
    desk: Desk, told: list[SynonymsChanged], wording: Wording, field: str, problem: str
) -> None:
    before = desk.synonyms.all(retired=True)
    with pytest.raises(InvalidSynonym) as caught:
        desk.synonyms.add(SUPERVISOR, wording)
    assert (caught.value.field, caught.value.problem) == (field, problem)
    assert explain(caught.value).endswith(".")
    assert desk.synonyms.all(retired=True) == before
    assert told == []


def test_the_same_word_may_mean_two_things(desk: Desk) -> None:
    desk.synonyms.add(SUPERVISOR, replace(WORDING, term="kortti"))
    desk.synonyms.add(SUPERVISOR, Wording("kortti", "fi", LocalText(fi="Kela-kortti")))
    assert len(desk.synonyms.find("Kortti", "fi")) == 2


@pytest.mark.parametrize("act", ["add", "change", "retire", "bring_back", "restore", "put_back"])
def test_an_advisor_may_look_but_change_nothing(desk: Desk, act: str) -> None:
    advisor, key = Actor("Eero", Role.ADVISOR), shipped_word(desk).key
    before = desk.synonyms.all(retired=True)
    given = {"add": (WORDING,), "change": (key, WORDING), "put_back": (shipped_word(desk),)}.get(
        act, (key,)
    )
    with pytest.raises(NotAllowed):
        getattr(desk.synonyms, act)(advisor, *given)
    assert desk.synonyms.all(retired=True) == before


def test_a_retired_word_comes_back_as_it_was(desk: Desk, told: list[SynonymsChanged]) -> None:
    before = shipped_word(desk)
    retired = desk.synonyms.retire(SUPERVISOR, before.key)
    assert retired == replace(before, active=False, edited=True)
    assert desk.synonyms.find("kämppä") == []
    assert desk.synonyms.restore(SUPERVISOR, before.key) == before
    assert desk.synonyms.find("kämppä") == [before]
    assert len(told) == 2


def test_what_was_restored_can_be_put_back_as_it_was_here(
    desk: Desk, told: list[SynonymsChanged]
) -> None:
    shipped = shipped_word(desk)
    wording = Wording(shipped.term, shipped.language, shipped.canonical, "other-topic")
    changed = desk.synonyms.change(SUPERVISOR, shipped.key, wording)
    desk.synonyms.restore(SUPERVISOR, shipped.key)
    assert desk.synonyms.put_back(SUPERVISOR, changed) == changed
    assert shipped_word(desk) == changed
    assert len(told) == 3


def test_a_word_of_this_desk_is_brought_back_as_it_is(desk: Desk) -> None:
    made = desk.synonyms.add(SUPERVISOR, WORDING)
    desk.synonyms.retire(SUPERVISOR, made.key)
    assert desk.synonyms.restore(SUPERVISOR, made.key) == made
    desk.synonyms.retire(SUPERVISOR, made.key)
    assert desk.synonyms.bring_back(SUPERVISOR, made.key) == made


def test_a_retired_word_can_be_added_anew(desk: Desk) -> None:
    made = desk.synonyms.add(SUPERVISOR, WORDING)
    desk.synonyms.retire(SUPERVISOR, made.key)
    assert desk.synonyms.add(SUPERVISOR, WORDING) == made


def test_nothing_is_told_of_a_word_that_is_not_there(
    desk: Desk, told: list[SynonymsChanged]
) -> None:
    key = SynonymKey("no", "such", "fi")
    assert desk.synonyms.retire(SUPERVISOR, key) is None
    assert desk.synonyms.restore(SUPERVISOR, key) is None
    assert told == []


def test_a_shipped_word_spelled_otherwise_stays_away_after_an_update(desk: Desk) -> None:
    before = shipped_word(desk)
    wording = Wording("kämppänen", "fi", before.canonical, before.topic)
    made = desk.synonyms.change(SUPERVISOR, before.key, wording)
    assert (made.concept, made.kind) == (before.concept, before.kind)
    reload(desk)
    assert desk.synonyms.find("kämppä") == []
    assert desk.synonyms.find("kämppänen") == [made]
    assert desk.synonyms.restore(SUPERVISOR, before.key) == before


def test_a_word_of_this_desk_spelled_otherwise_leaves_nothing_behind(desk: Desk) -> None:
    made = desk.synonyms.add(SUPERVISOR, WORDING)
    desk.synonyms.change(SUPERVISOR, made.key, replace(WORDING, term="luukkunen"))
    assert desk.synonyms.find("luukku", retired=True) == []


def test_an_update_does_not_overwrite_what_was_changed_here(desk: Desk) -> None:
    before = shipped_word(desk)
    wording = Wording(before.term, before.language, before.canonical, "other-topic")
    made = desk.synonyms.change(SUPERVISOR, before.key, wording)
    reload(desk)
    assert shipped_word(desk) == made
    assert made.topic == "other-topic"
    assert desk.synonyms.restore(SUPERVISOR, before.key) == before


def test_every_shipped_language_can_be_chosen(desk: Desk) -> None:
    offered = desk.synonyms.languages()
    assert offered[0] == "mul"
    assert {s.language for s in desk.synonyms.all()} <= set(offered)
    assert len(offered) == len(set(offered))


def test_the_search_knows_what_was_changed_at_once(desk: Desk) -> None:
    def found() -> list[str]:
        return [hit.id for hit in desk.finder.search("zappelo", language="fi", limit=50).hits]

    assert found() == []
    meant = desk.finder.search("vuokra-asunto", language="fi", limit=50).hits
    made = desk.synonyms.add(SUPERVISOR, replace(WORDING, term="zappelo"))
    assert meant[0].id in found()
    desk.synonyms.retire(SUPERVISOR, made.key)
    assert found() == []


def test_the_sentences_are_translated(desk: Desk) -> None:
    set_language("en", find_paths().translations)
    with pytest.raises(InvalidSynonym) as caught:
        desk.synonyms.add(SUPERVISOR, replace(WORDING, term=""))
    assert explain(caught.value) == "Type the word that people use."


def reload(desk: Desk) -> None:
    """Load the shipped words as an update does."""
    from advisor_desk.exchange.shipped import read_shipped_synonyms

    words = read_shipped_synonyms(desk.paths.resources, desk.codes.book)
    with desk.database.writing() as connection:
        load_synonyms(connection, words)
