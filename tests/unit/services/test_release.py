"""Visits leave journaled and without what is private, and come back as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.domain.failures import Failure, FailureKind, NotAllowed
from advisor_desk.domain.periods import Period
from advisor_desk.domain.questions import HIGHEST, Question, QuestionChoice
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Answer, Visit
from advisor_desk.exchange.visits_csv import COLUMNS, ENCODING
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.events import VisitsReleased
from advisor_desk.storage import releases as release_tables
from advisor_desk.storage.visits import insert_visit, read_visit
from tests.unit.visits import drawn_visits, visit

EVER = (date.min, date.max)


def store(desk: Desk, *visits: Visit) -> None:
    with desk.database.writing() as connection:
        for one in visits:
            insert_visit(connection, one)


def forget(desk: Desk) -> None:
    with desk.database.writing() as connection:
        connection.execute("DELETE FROM visit")


def export(desk: Desk, target: Path, period: Period | None = None) -> Path:
    desk.releases.export_visits(desk.actor, period, target, "for the test", "fi")
    return target


def spoil(path: Path, *changes: tuple[int, str, str]) -> Path:
    """Put values into columns of lines, counted from 1."""
    rows = [line.split(";") for line in path.read_text(ENCODING).splitlines()]
    for line, column, value in changes:
        rows[line - 1][COLUMNS.index(column)] = value
    path.write_text("\n".join(map(";".join, rows)), ENCODING)
    return path


def test_an_export_is_journaled_and_told(desk: Desk, tmp_path: Path) -> None:
    store(desk, visit(1, day="2026-10-31"), visit(2), visit(3, retracted=True))
    told: list[VisitsReleased] = []
    desk.events.subscribe(VisitsReleased, told.append)
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    target = tmp_path / "v.csv"
    report = desk.releases.export_visits(desk.actor, period, target, " yearly\nreport ", "en")
    (entry,) = desk.releases.journal()
    assert (report.target, report.count) == (target, 1)
    assert (entry.id, entry.count, entry.day) == (report.release_id, 1, "2026-11-21")
    assert (entry.first, entry.last) == ("2026-11-01", "2026-11-30")
    assert (entry.what, entry.format, entry.reason) == ("visits", "csv", "yearly report")
    assert told == [VisitsReleased(entry.id)]
    assert len(target.read_text(ENCODING).splitlines()) == 2


def test_the_newest_release_stands_first(desk: Desk, tmp_path: Path) -> None:
    for name in ("a", "b"):
        desk.releases.export_visits(desk.actor, None, tmp_path / name, f"reason {name}", "fi")
    assert [entry.reason for entry in desk.releases.journal()] == ["reason b", "reason a"]
    assert [entry.first for entry in desk.releases.journal()] == ["", ""]


def test_nothing_gets_its_name_unless_it_is_journaled(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise Failure(FailureKind.DISK_FULL)

    monkeypatch.setattr(release_tables, "insert_release", fail)
    with pytest.raises(Failure):
        export(desk, tmp_path / "v.csv")
    assert not (tmp_path / "v.csv").exists()
    assert not (tmp_path / "v.csv.part").exists()


def test_the_journal_is_on_disk_before_the_file_has_its_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journaled: list[int] = []

    def look(_part: Path, target: Path) -> None:
        assert not target.exists()
        journaled.append(len(desk.releases.journal()))

    monkeypatch.setattr(Path, "replace", look)
    export(desk, tmp_path / "v.csv")
    assert journaled == [1]


def test_only_a_supervisor_lets_visits_out_or_in(desk: Desk, tmp_path: Path) -> None:
    advisor = Actor("mk", Role.ADVISOR)
    with pytest.raises(NotAllowed):
        desk.releases.export_visits(advisor, None, tmp_path / "v.csv", "a reason", "fi")
    with pytest.raises(NotAllowed):
        desk.releases.import_visits(advisor, tmp_path / "v.csv")
    assert list(tmp_path.glob("*.csv*")) == []


@pytest.mark.parametrize("why", ["", "  ", "ab ", "\t\n"])
def test_a_release_needs_a_reason(desk: Desk, tmp_path: Path, why: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        desk.releases.export_visits(desk.actor, None, tmp_path / "v.csv", why, "fi")
    assert desk.releases.journal() == []


def test_neither_observation_nor_clock_leaves(desk: Desk, tmp_path: Path) -> None:
    store(desk, visit(1, observation="CANARY", clock="23:59"))
    raw = export(desk, tmp_path / "v.csv").read_bytes()
    assert b"CANARY" not in raw
    assert b"23:59" not in raw


@given(data=st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_round_trip_gives_equal_visits(desk: Desk, tmp_path: Path, data: st.DataObject) -> None:
    def codes(list_name: str) -> st.SearchStrategy[str]:
        return st.sampled_from([c.id for c in desk.codes.book.members(list_name)] + [*UNANSWERED])

    visits = drawn_visits(codes, answers_to(desk))
    drawn = data.draw(st.lists(visits, max_size=5, unique_by=id_of))
    forget(desk)
    kept = [replace(one, retracted=False) for one in drawn]
    store(desk, *kept)
    before = desk.visits.between(*EVER)
    file = export(desk, tmp_path / "v.csv")
    forget(desk)
    report = desk.releases.import_visits(desk.actor, file)
    assert (report.imported, report.already_there, report.bad) == (len(kept), 0, ())
    assert desk.visits.between(*EVER) == [replace(v, observation="", clock=None) for v in before]
    again = desk.releases.import_visits(desk.actor, file)
    assert (again.imported, again.already_there) == (0, len(kept))


def answers_to(desk: Desk) -> st.SearchStrategy[tuple[Answer, ...]]:
    """Return a strategy for good answers to two own questions, which are made where need be."""
    if not desk.questions.all:
        choices = tuple(QuestionChoice("", LocalText(en=text)) for text in ("=1+1", "b;c", "d"))
        for question in (
            Question("", "several", LocalText(en="Devices"), choices=choices),
            Question("", "number", LocalText(en="Waited")),
        ):
            desk.questions.save(desk.actor, question)
    several, number = desk.questions.all
    values = st.lists(st.sampled_from([c.id for c in several.choices]), unique=True)
    numbers = st.lists(st.integers(0, HIGHEST).map(str), max_size=1)
    one = values.map(lambda found: tuple(Answer(several.id, value) for value in found))
    other = numbers.map(lambda found: tuple(Answer(number.id, value) for value in found))
    return st.builds(lambda first, second: (*first, *second), one, other)


def id_of(one: Visit) -> str:
    """Return the id of a visit."""
    return one.id


def test_the_same_visit_is_neither_doubled_nor_changed(desk: Desk, tmp_path: Path) -> None:
    store(desk, visit(1, minutes=5))
    file = spoil(export(desk, tmp_path / "v.csv"), (2, "minutes", "90"))
    report = desk.releases.import_visits(desk.actor, file)
    assert (report.imported, report.already_there) == (0, 1)
    assert [one.minutes for one in desk.visits.between(*EVER)] == [5]


BAD = ((2, "topics", "no-topic"), (3, "day", "soon"), (4, "adults", "501"), (5, "topics", ""))


def test_a_file_with_bad_rows_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    store(desk, *(visit(number) for number in range(1, 7)))
    file = spoil(export(desk, tmp_path / "v.csv"), *BAD)
    forget(desk)
    report = desk.releases.import_visits(desk.actor, file)
    assert (report.imported, report.already_there) == (0, 0)
    assert [(cell.line, cell.column) for cell in report.bad] == [(ln, col) for ln, col, _ in BAD]
    assert all(cell.problem.endswith(".") for cell in report.bad)
    assert desk.visits.between(*EVER) == []


def test_the_good_rows_are_imported_when_bad_ones_are_to_be_skipped(
    desk: Desk, tmp_path: Path
) -> None:
    store(desk, *(visit(number) for number in range(1, 7)))
    file = spoil(export(desk, tmp_path / "v.csv"), *BAD)
    forget(desk)
    report = desk.releases.import_visits(desk.actor, file, skip_bad=True)
    assert (report.imported, len(report.bad)) == (2, 4)
    assert [one.id for one in desk.visits.between(*EVER)] == [visit(5).id, visit(6).id]


def test_a_file_that_breaks_off_in_the_middle_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    store(desk, *(visit(number) for number in range(1, 40)))
    file = export(desk, tmp_path / "v.csv")
    forget(desk)
    file.write_bytes(file.read_bytes() + b"\xff\xfe")
    with pytest.raises(Failure):
        desk.releases.import_visits(desk.actor, file, skip_bad=True)
    assert desk.visits.between(*EVER) == []


def test_a_missing_file_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        desk.releases.import_visits(desk.actor, tmp_path / "no.csv")
    assert caught.value.kind is FailureKind.NOT_FOUND


def test_a_retracted_visit_in_a_file_stays_retracted(desk: Desk, tmp_path: Path) -> None:
    store(desk, visit(1))
    file = spoil(export(desk, tmp_path / "v.csv"), (2, "retracted", "1"))
    forget(desk)
    assert desk.releases.import_visits(desk.actor, file).imported == 1
    with desk.database.reading() as connection:
        stored = read_visit(connection, visit(1).id)
    assert stored is not None
    assert stored.retracted
