"""Drafts of records survive, and belong to the record as it is by then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.directory import Service
from advisor_desk.domain.failures import NotAllowed
from advisor_desk.domain.text import LocalText
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.record_drafts import NEW_RECORD, carried_over
from advisor_desk.storage.meta import set_meta


def kela(desk: Desk) -> Service:
    found = desk.directory.get("kela")
    assert found is not None
    return found


def test_what_was_typed_comes_back(desk: Desk) -> None:
    before = kela(desk)
    typed = replace(before, name=LocalText(fi="Kela uusi"), minimum_age=18.0, languages=("ar",))
    desk.record_drafts.keep("kela", before, typed)
    assert desk.record_drafts.kept("kela", before) == typed
    assert desk.record_drafts.kept(NEW_RECORD, before) is None


def test_only_the_changed_fields_are_put_into_a_newer_record(desk: Desk) -> None:
    before = kela(desk)
    desk.record_drafts.keep("kela", before, replace(before, website="https://example.fi/"))
    newer = replace(before, note=LocalText(en="New."), revision=7)
    kept = desk.record_drafts.kept("kela", newer)
    assert kept == replace(newer, website="https://example.fi/")


def test_nothing_typed_and_a_forgotten_draft_are_none(desk: Desk) -> None:
    before = kela(desk)
    desk.record_drafts.keep("kela", before, before)
    assert desk.record_drafts.kept("kela", before) is None
    desk.record_drafts.keep("kela", before, replace(before, website=""))
    desk.record_drafts.forget("kela")
    assert desk.record_drafts.kept("kela", before) is None


@pytest.mark.parametrize(
    "text", ["no JSON", "[]", '{"gone_field": "1"}', '{"minimum_age": "old"}', '{"name": 1}']
)
def test_a_draft_that_cannot_be_read_is_left(desk: Desk, text: str) -> None:
    with desk.database.writing() as connection:
        set_meta(connection, "record-draft:kela", text)
    assert desk.record_drafts.kept("kela", kela(desk)) is None


def test_changes_are_carried_over_field_by_field(desk: Desk) -> None:
    before = kela(desk)
    typed = replace(before, website="https://typed.fi/")
    onto = replace(before, website="https://other.fi/", note=LocalText(en="Other."))
    assert carried_over(before, typed, onto) == replace(onto, website="https://typed.fi/")


def test_texts_are_carried_over_language_by_language(desk: Desk) -> None:
    before = kela(desk)
    typed = replace(before, note=LocalText("a", "b", "typed"))
    onto = replace(before, note=LocalText("other", "b", "c"))
    was = replace(before, note=LocalText("a", "b", "c"))
    assert carried_over(was, typed, onto).note == LocalText("other", "b", "typed")


def test_records_told_apart_are_known_in_any_order(desk: Desk) -> None:
    desk.told_apart.tell_apart(desk.actor, "b", "a")
    desk.told_apart.tell_apart(desk.actor, "a", "b")
    assert desk.told_apart.pairs() == {frozenset(("a", "b"))}
    with desk.database.reading() as connection:
        kept = [tuple(row) for row in connection.execute("SELECT * FROM not_duplicate")]
    assert kept == [("a", "b", desk.clock().date().isoformat(), desk.actor.alias)]
    desk.told_apart.tell_apart(desk.actor, "a", "b", apart=False)
    assert desk.told_apart.pairs() == set()
    with pytest.raises(NotAllowed):
        desk.told_apart.tell_apart(Actor("AK", Role.ADVISOR), "a", "b")
