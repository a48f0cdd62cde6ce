"""A newer shipped set updates what nobody edited, and never what somebody did."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from advisor_desk.domain.codes import Code
from advisor_desk.domain.directory import Service
from advisor_desk.domain.guidance import Card, Path
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.content import (
    Loaded,
    load_codes,
    load_guidance,
    load_services,
    review_queue,
)

DAY = "2026-11-21"


class Kind:
    """One kind of record: how to make, load and read it.

    Attributes:
        table: where it is kept.
        make: returns a record with an id and a text.
        load: loads such records.
    """

    def __init__(
        self,
        table: str,
        make: Callable[[str, str], Any],
        load: Callable[[sqlite3.Connection, Iterable[Any]], Loaded],
    ) -> None:
        self.table = table
        self.make = make
        self.load = load

    def set(self, tables: sqlite3.Connection, **texts: str) -> Loaded:
        """Load a whole set of records, given as ids with texts."""
        return self.load(tables, [self.make(key, text) for key, text in texts.items()])

    def edit(self, tables: sqlite3.Connection, key: str) -> None:
        """Mark a record as edited at this desk, with a text of its own."""
        text = "label_en" if self.table == "code" else "title_en"
        text = "name_en" if self.table == "service" else text
        tables.execute(
            f"UPDATE {self.table} SET edited = 1, {text} = 'ours' WHERE id = ?",  # noqa: S608
            (key,),
        )

    def state(self, tables: sqlite3.Connection, key: str) -> tuple[str, str, int]:
        """Return text, status and revision of a record; of a code, when it ended."""
        columns = {
            "service": "name_en, status, revision",
            "code": "label_en, coalesce(valid_to, 'listed'), revision",
        }.get(self.table, "title_en, status, revision")
        row = tables.execute(
            f"SELECT {columns} FROM {self.table} WHERE id = ?",  # noqa: S608 - constants
            (key,),
        ).fetchone()
        return row[0], row[1], row[2]


def service(key: str, text: str) -> Service:
    return Service(key, "other", LocalText(en=text))


def card(key: str, text: str) -> Card:
    return Card(key, LocalText(en=text), LocalText(), LocalText(), ())


def path(key: str, text: str) -> Path:
    return Path(key, LocalText(en=text), LocalText(), ())


def code(key: str, text: str) -> Code:
    return Code("topic", key, LocalText(en=text))


def services(tables: sqlite3.Connection, records: Iterable[Service]) -> Loaded:
    return load_services(tables, records, repr, DAY)


def cards(tables: sqlite3.Connection, records: Iterable[Card]) -> Loaded:
    return load_guidance(tables, [], list(enumerate(records)), [], repr, DAY)


def paths(tables: sqlite3.Connection, records: Iterable[Path]) -> Loaded:
    return load_guidance(tables, [], [], list(enumerate(records)), repr, DAY)


def codes(tables: sqlite3.Connection, records: Iterable[Code]) -> Loaded:
    return load_codes(tables, records, repr, DAY)


KINDS = [
    Kind("service", service, services),
    Kind("card", card, cards),
    Kind("path", path, paths),
    Kind("code", code, codes),
]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.table for kind in KINDS])


def gone(kind: Kind) -> str:
    """Return what the state of a record says that is no longer shipped."""
    return "2026-11-20" if kind.table == "code" else "withdrawn"


@each_kind
def test_the_same_set_again_writes_nothing(tables: sqlite3.Connection, kind: Kind) -> None:
    assert kind.set(tables, a="one", b="two") == Loaded(2, 0, 0)
    assert kind.set(tables, a="one", b="two") == Loaded(0, 0, 0)
    assert kind.state(tables, "a") == ("one", "listed", 1)


@each_kind
def test_what_changed_is_updated_as_the_next_revision(
    tables: sqlite3.Connection, kind: Kind
) -> None:
    kind.set(tables, a="one", b="two")
    assert kind.set(tables, a="one", b="new") == Loaded(1, 0, 0)
    assert kind.state(tables, "a") == ("one", "listed", 1)
    assert kind.state(tables, "b") == ("new", "listed", 2)
    assert review_queue(tables) == []


@each_kind
def test_what_somebody_edited_is_kept_and_queued_for_review(
    tables: sqlite3.Connection, kind: Kind
) -> None:
    kind.set(tables, a="one", b="two")
    kind.edit(tables, "a")
    assert kind.set(tables, a="new", b="two") == Loaded(0, 1, 0)
    assert kind.set(tables, a="newer", b="two") == Loaded(0, 1, 0)
    assert kind.state(tables, "a") == ("ours", "listed", 1)
    (queued,) = review_queue(tables)
    assert queued == (kind.table, "topic/a" if kind.table == "code" else "a")


@each_kind
def test_an_edited_record_that_was_not_changed_in_the_set_is_not_queued(
    tables: sqlite3.Connection, kind: Kind
) -> None:
    kind.set(tables, a="one", b="two")
    kind.edit(tables, "a")
    assert kind.set(tables, a="one", b="new") == Loaded(1, 0, 0)
    assert review_queue(tables) == []


@each_kind
def test_what_is_gone_is_withdrawn_and_comes_back(tables: sqlite3.Connection, kind: Kind) -> None:
    kind.set(tables, a="one", b="two")
    assert kind.set(tables, b="two") == Loaded(0, 0, 1)
    assert kind.state(tables, "a") == ("one", gone(kind), 2)
    assert kind.set(tables, b="two") == Loaded(0, 0, 0)
    assert kind.set(tables, a="one", b="two") == Loaded(1, 0, 0)
    assert kind.state(tables, "a") == ("one", "listed", 3)


@each_kind
def test_what_somebody_edited_is_not_withdrawn(tables: sqlite3.Connection, kind: Kind) -> None:
    kind.set(tables, a="one", b="two")
    kind.edit(tables, "a")
    assert kind.set(tables, b="two") == Loaded(0, 0, 0)
    assert kind.state(tables, "a") == ("ours", "listed", 1)


@each_kind
def test_what_was_made_here_is_not_withdrawn(tables: sqlite3.Connection, kind: Kind) -> None:
    kind.set(tables, a="one", b="two")
    tables.execute(f"UPDATE {kind.table} SET origin = 'desk' WHERE id = 'a'")  # noqa: S608
    assert kind.set(tables, b="two") == Loaded(0, 0, 0)


def ordered(tables: sqlite3.Connection, table: str) -> list[str]:
    rows = tables.execute(f"SELECT id FROM {table} ORDER BY position")  # noqa: S608 - constants
    return [row["id"] for row in rows]


def test_cards_and_paths_stand_in_the_order_of_the_newest_set(tables: sqlite3.Connection) -> None:
    for keys in ("ba", "ab"):
        cards(tables, [card(key, "text") for key in keys])
        paths(tables, [path(key, "text") for key in keys])
        assert ordered(tables, "card") == ordered(tables, "path") == list(keys)


def test_sums_of_loads() -> None:
    assert Loaded(1, 2, 3).plus(Loaded(10, 20, 30)) == Loaded(11, 22, 33)
