"""The staff questionnaire: anonymous, whole or not at all, and never shown of too few.

Named sabotage, each tried and seen red: the alias kept in the place of the point; the limit of five
left out of `counted`; an id in the order of time.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from advisor_desk.domain.failures import InvalidRecord, NotAllowed
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.questionnaire import too_few_text
from tests.unit.conftest import FrozenClock


def fill_in(desk: Desk, seed: int) -> dict[str, str]:
    """Fill in a questionnaire by chance; return the answers."""
    chance = random.Random(seed)  # a test that fails must fail again
    survey = desk.questionnaire
    answers = {q.id: chance.choice(q.choices).id for q in survey.questions}
    survey.fill_in(desk.actor, survey.new_id(), answers)
    return answers


def test_there_are_ten_questions_in_three_languages(desk: Desk) -> None:
    questions = desk.questionnaire.questions
    assert len({question.id for question in questions}) == 10
    assert [question.is_scale for question in questions] == [True] * 9 + [False]
    for question in questions:
        assert all(question.text)
        assert all(all(choice.label) for choice in question.choices)
        assert len(set(question.text)) == 3


def test_too_few_answers_are_not_shown(desk: Desk) -> None:
    for seed in range(4):
        fill_in(desk, seed)
        result = desk.questionnaire.result(desk.actor, 2026)
        assert (result.answered, result.questions) == (None, ())
    fill_in(desk, 4)
    assert desk.questionnaire.result(desk.actor, 2026).answered == 5
    assert desk.questionnaire.result(desk.actor, 2025).answered is None


def test_counts_and_means_are_those_of_the_answers(desk: Desk) -> None:
    given = [fill_in(desk, seed) for seed in range(9)]
    result = desk.questionnaire.result(desk.actor, 2026)
    assert result.answered == 9
    for one in result.questions:
        values = [answers[one.question.id] for answers in given]
        assert {value: n for value, n in one.counts.items() if n} == Counter(values)
        if one.question.is_scale:
            assert one.mean == pytest.approx(sum(map(int, values)) / 9)
        else:
            assert one.mean is None


def test_half_a_questionnaire_is_not_stored(desk: Desk) -> None:
    survey = desk.questionnaire
    some = {question.id: "3" for question in survey.questions[:4]}
    for answers in (some, {q.id: "9" for q in survey.questions}, {}):
        with pytest.raises(InvalidRecord):
            survey.fill_in(desk.actor, survey.new_id(), answers)
    with desk.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM staff_answer").fetchone()[0] == 0


def test_a_second_try_stores_nothing_twice(desk: Desk) -> None:
    survey = desk.questionnaire
    answers = {q.id: q.choices[0].id for q in survey.questions}
    survey_id = survey.new_id()
    for _time in range(5):
        survey.fill_in(desk.actor, survey_id, answers)
    assert survey.result(desk.actor, 2026).answered is None
    survey.take_back(survey_id)
    with desk.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM staff_answer").fetchone()[0] == 0


def test_nothing_tells_who_or_when(desk: Desk, clock: FrozenClock) -> None:
    desk.settings.change(advisor="aino-the-canary", point="Iso Omena")
    order = []
    for hour in range(12):
        clock.now = datetime(2026, 11, 21, 8 + hour)  # noqa: DTZ001 - the wall clock of the desk
        before = set(_ids(desk))
        fill_in(desk, hour)
        order += [one for one in _ids(desk) if one not in before]
    with desk.database.reading() as connection:
        rows = connection.execute("SELECT * FROM staff_answer").fetchall()
        assert set(rows[0].keys()) == {"id", "year", "point", "question", "value"}
        assert {(row["year"], row["point"]) for row in rows} == {(2026, "Iso Omena")}
        assert "aino" not in str([tuple(row) for row in rows])
        with pytest.raises(Exception, match="rowid"):
            connection.execute("SELECT rowid FROM staff_answer")
    assert _ids(desk) == sorted(order) != order
    assert {one[14] for one in order} == {"4"}  # random, not in the order of time


def _ids(desk: Desk) -> list[str]:
    with desk.database.reading() as connection:
        rows = connection.execute("SELECT DISTINCT id FROM staff_answer").fetchall()
    return [row[0] for row in rows]


def test_the_counts_are_for_supervisors(desk: Desk, tmp_path: Path) -> None:
    advisor = Actor("aino", Role.ADVISOR)
    with pytest.raises(NotAllowed):
        desk.questionnaire.result(advisor, 2026)
    with pytest.raises(NotAllowed):
        desk.questionnaire.export(advisor, 2026, tmp_path / "a.csv", "For the grant", "en")


def test_an_export_is_journaled_and_never_of_too_few(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "staff.csv"
    with pytest.raises(InvalidRecord) as caught:
        desk.questionnaire.export(desk.actor, 2026, target, "For the grant", "en")
    assert caught.value.sentence == too_few_text(2026)
    assert not target.exists()
    assert desk.releases.journal() == []
    for seed in range(6):
        fill_in(desk, seed)
    report = desk.questionnaire.export(desk.actor, 2026, target, " For  the grant", "fi")
    assert report.count == 6
    (noted,) = desk.releases.journal()
    assert (noted.what, noted.reason, noted.first, noted.count) == (
        "staff-questionnaire",
        "For the grant",
        "2026-01-01",
        6,
    )
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 9 * 5 + 6
    result = desk.questionnaire.result(desk.actor, 2026)
    counts = {(one.question.id, a): n for one in result.questions for a, n in one.counts.items()}
    assert {(row["question"], row["answer"]): int(row["count"]) for row in rows} == counts
    assert {row["answered"] for row in rows} == {"6"}
    assert rows[0]["label"] == "Täysin eri mieltä"


def test_years_with_answers_can_be_chosen(desk: Desk, clock: FrozenClock) -> None:
    fill_in(desk, 1)
    clock.now = datetime.fromisoformat("2028-02-01T09:00")
    assert desk.questionnaire.years() == [2028, 2026]
