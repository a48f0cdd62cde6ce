"""Visits have random ids that keep no time; all else is ordered by when it was made."""

from __future__ import annotations

import time
import uuid

import pytest

from advisor_desk.domain.ids import new_id, new_visit_id


def test_the_id_of_a_visit_is_random() -> None:
    found = [uuid.UUID(new_visit_id()) for _ in range(200)]
    assert {one.version for one in found} == {4}
    assert {one.variant for one in found} == {uuid.RFC_4122}
    assert len(set(found)) == 200


def test_the_id_of_a_visit_does_not_tell_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    first, second = new_visit_id(), new_visit_id()
    assert first[:8] != second[:8]


def test_other_ids_are_of_version_7_and_tell_when_they_were_made() -> None:
    before = time.time_ns() // 1_000_000
    found = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000
    assert (found.version, found.variant) == (7, uuid.RFC_4122)
    assert before <= found.int >> 80 <= after


def test_other_ids_are_ordered_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(0, 10**12, 10**10))
    monkeypatch.setattr(time, "time_ns", lambda: next(moments))
    found = [new_id() for _ in range(100)]
    assert found == sorted(found)
    assert len(set(found)) == 100
