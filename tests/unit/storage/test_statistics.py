"""Counts are made in the database, over one state of it."""

from __future__ import annotations

import pytest

from advisor_desk.storage.database import Database
from advisor_desk.storage.statistics import count_by, service_names, snapshot, totals
from advisor_desk.storage.visits import insert_visit
from tests.unit.visits import visit

YEAR = ("2026-01-01", "2026-12-31")


def test_a_snapshot_sees_one_state_while_another_writes(database: Database) -> None:
    with database.reading() as reader:
        with snapshot(reader):
            before = totals(reader, *YEAR)
            with database.writing() as writer:
                insert_visit(writer, visit(1))
            assert totals(reader, *YEAR) == before
        assert totals(reader, *YEAR)[:3] == (1, 1, 0)


def test_a_topic_named_twice_in_a_visit_counts_once(database: Database) -> None:
    with database.writing() as writer:
        insert_visit(writer, visit(1, topics=("housing", "kela-coverage", "housing")))
    with database.reading() as reader:
        assert count_by(reader, "topics", *YEAR) == {"housing": 1, "kela-coverage": 1}
        assert count_by(reader, "main_topic", *YEAR) == {"housing": 1}


@pytest.mark.parametrize("rows", ["observation", "advisor", "day; DROP TABLE visit", ""])
def test_other_columns_are_not_counted_by(database: Database, rows: str) -> None:
    with database.reading() as reader, pytest.raises(ValueError, match="not counted"):
        count_by(reader, rows, *YEAR)


def test_names_of_unknown_services_are_left_out(database: Database) -> None:
    with database.reading() as reader:
        assert service_names(reader, ["kela", "nowhere"]).keys() == {"kela"}
