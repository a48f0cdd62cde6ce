"""What a supervisor does with own questions, and what becomes of the answers."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.domain.failures import InvalidRecord, InvalidVisit, NotAllowed
from advisor_desk.domain.periods import Period
from advisor_desk.domain.questions import MOST_IN_USE, Question, QuestionChoice
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Answer, Visit
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.desk import Desk
from advisor_desk.services.events import QuestionsChanged
from advisor_desk.services.explain import explain
from tests.unit.conftest import NOW

TODAY = NOW.date()
DAY = Period(TODAY, TODAY)


def new(label: str, *choices: str, **values: object) -> Question:
    """Return a question as it is entered."""
    made = tuple(QuestionChoice("", LocalText(en=text)) for text in choices)
    question = Question("", "one" if choices else "number", LocalText(en=label), choices=made)
    return replace(question, **values)  # type: ignore[arg-type]  # names are checked at run time


def saved(desk: Desk, label: str, *choices: str, **values: object) -> Question:
    return desk.questions.save(desk.actor, new(label, *choices, **values))


def log(desk: Desk, *answers: tuple[str, str], **values: object) -> Visit:
    """Save a visit of today with answers."""
    visit = replace(desk.visits.new_draft(desk.actor).visit, topics=("housing",))
    visit = replace(visit, answers=tuple(Answer(*answer) for answer in answers))
    visit = replace(visit, **values)  # type: ignore[arg-type]  # names are checked at run time
    return desk.visits.save(desk.actor, visit)


def counted(desk: Desk, question: Question) -> dict[str, int]:
    table = desk.statistics.table(question.rows_name, DAY, "en")
    return {row.label: row.count for row in table.rows}


# ---- making and changing ----


def test_a_question_gets_an_id_and_so_do_its_choices(desk: Desk) -> None:
    told: list[QuestionsChanged] = []
    desk.events.subscribe(QuestionsChanged, told.append)
    made = saved(desk, "  Heard of us  from ", "A friend", "The web")
    assert made.id == "heard-of-us-from"
    assert made.label.en == "Heard of us from"
    assert [choice.id for choice in made.choices] == ["a-friend", "the-web"]
    assert desk.questions.all == (made,)
    assert told == [QuestionsChanged()]


def test_ids_stay_when_words_change_and_are_never_given_again(desk: Desk) -> None:
    made = saved(desk, "Heard", "Friend", "Web")
    friend, web = made.choices
    renamed = replace(
        made,
        label=LocalText(en="Where from"),
        choices=(
            web,
            friend._replace(label=LocalText(en="Relative"), retired=True),
            QuestionChoice("", LocalText(en="Friend")),
        ),
    )
    after = desk.questions.save(desk.actor, renamed)
    assert after.id == "heard"
    assert [c.id for c in after.choices] == ["web", "friend", "friend-2"]
    assert after.revision == 2
    desk.questions.set_retired(desk.actor, made.id, retired=True)
    assert saved(desk, "Heard", "a", "b").id == "heard-2"


def test_nothing_is_ever_deleted(desk: Desk) -> None:
    made = saved(desk, "Heard", "Friend", "Web", "Paper")
    after = desk.questions.save(desk.actor, replace(made, choices=made.choices[:2]))
    assert [(c.id, c.retired) for c in after.choices] == [
        ("friend", False),
        ("web", False),
        ("paper", True),
    ]


def test_they_stand_in_the_order_they_were_given(desk: Desk) -> None:
    ids = [saved(desk, label).id for label in ("One", "Two", "Three")]
    assert [q.id for q in desk.questions.all] == ids
    desk.questions.move(desk.actor, "three", -2)
    assert [q.id for q in desk.questions.all] == ["three", "one", "two"]
    desk.questions.move(desk.actor, "three", -1)
    assert [q.id for q in desk.questions.all] == ["three", "one", "two"], "the first stays first"
    assert saved(desk, "Four").id == desk.questions.all[-1].id


def test_ten_can_be_in_use(desk: Desk) -> None:
    made = [saved(desk, f"Number {n}") for n in range(MOST_IN_USE)]
    with pytest.raises(InvalidRecord, match="10 questions are in use"):
        saved(desk, "One too many")
    desk.questions.set_retired(desk.actor, made[0].id, retired=True)
    saved(desk, "One more")
    with pytest.raises(InvalidRecord, match="10 questions are in use"):
        desk.questions.set_retired(desk.actor, made[0].id, retired=False)


def test_the_kind_stays_once_it_was_answered(desk: Desk) -> None:
    made = saved(desk, "Heard", "Friend", "Web")
    made = desk.questions.save(desk.actor, replace(made, kind="several"))
    log(desk, ("heard", "web"))
    assert desk.questions.is_answered("heard")
    with pytest.raises(InvalidRecord, match="its kind stays"):
        desk.questions.save(desk.actor, replace(made, kind="one"))
    assert desk.questions.all == (made,)


def test_an_advisor_changes_nothing(desk: Desk) -> None:
    eve = Actor("eve", Role.ADVISOR)
    made = saved(desk, "Heard", "Friend", "Web")
    with pytest.raises(NotAllowed):
        desk.questions.save(eve, new("Other"))
    with pytest.raises(NotAllowed):
        desk.questions.move(eve, made.id, 1)
    with pytest.raises(NotAllowed):
        desk.questions.set_retired(eve, made.id, retired=True)
    assert desk.questions.all == (made,)


# ---- answering ----


def test_a_wrong_answer_is_refused_in_words(desk: Desk) -> None:
    saved(desk, "Heard of us", "Friend", "Web", last="2026-11-20")
    with pytest.raises(InvalidVisit) as refused:
        log(desk, ("heard-of-us", "web"))
    assert explain(refused.value) == (
        "“Heard of us” is not asked on the day of this visit: take the answer out."
    )
    assert log(desk, ("heard-of-us", "web"), day="2026-11-20").answers


def test_a_correction_keeps_what_was_answered(desk: Desk) -> None:
    made = saved(desk, "Heard", "Friend", "Web")
    visit = log(desk, ("heard", "web"))
    desk.questions.save(
        desk.actor,
        replace(
            made,
            choices=(
                *made.choices[:1],
                made.choices[1]._replace(retired=True),
                *new("x", "Paper").choices,
            ),
        ),
    )
    corrected = desk.visits.correct(desk.actor, replace(visit, topics=("work",)))
    assert corrected.answers == visit.answers
    with pytest.raises(InvalidVisit, match="retired-choice"):
        log(desk, ("heard", "web"))


def test_the_summary_of_a_visit_has_short_answers_only(desk: Desk) -> None:
    saved(desk, "Heard", "Friend", "A colleague at the other place of work")
    saved(desk, "Waited")
    visit = log(desk, ("heard", "friend"), ("waited", "5"))
    assert desk.visits.summary(visit, "en") == "Housing · Friend"
    long = log(desk, ("heard", "a-colleague-at-the-other-place-of-work"))
    assert desk.visits.summary(long, "en") == "Housing"


def test_a_draft_keeps_the_answers(desk: Desk) -> None:
    saved(desk, "Heard", "Friend", "Web")
    draft = desk.visits.new_draft(desk.actor)
    draft = replace(draft, visit=replace(draft.visit, answers=(Answer("heard", "web"),)))
    desk.visits.keep_draft(draft)
    assert desk.visits.kept_draft() == draft


def test_the_form_shows_what_is_asked_and_what_was_answered(desk: Desk) -> None:
    heard = saved(desk, "Heard", "Friend", "Web")
    saved(desk, "Elsewhere", point="Vantaa")
    over = saved(desk, "Over", last="2026-11-20")
    visit = desk.visits.new_draft(desk.actor).visit
    assert desk.questions.for_visit(visit) == [heard]
    old = replace(visit, answers=(Answer("over", "3"),))
    assert desk.questions.for_visit(old) == [heard, over]


# ---- counting ----


def test_choices_are_counted_in_their_order(desk: Desk) -> None:
    made = saved(desk, "Devices", "Phone", "Tablet", "Computer", kind="several")
    log(desk, ("devices", "phone"), ("devices", "computer"))
    log(desk, ("devices", "computer"))
    log(desk)
    desk.visits.retract(desk.actor, log(desk, ("devices", "phone")).id)
    assert list(counted(desk, made).items()) == [
        ("Phone", 1),
        ("Tablet", 0),
        ("Computer", 2),
        ("None noted", 1),
    ]
    table = desk.statistics.table(made.rows_name, DAY, "en")
    assert table.mentions
    assert table.total_visits == 3
    assert table.question == "Devices"


def test_numbers_have_a_mean_and_a_median(desk: Desk) -> None:
    made = saved(desk, "Waited")
    for number in ("10", "2", "10", "30"):
        log(desk, (made.id, number))
    log(desk)
    table = desk.statistics.table(made.rows_name, DAY, "en")
    assert [(row.label, row.count) for row in table.rows] == [
        ("2", 1),
        ("10", 2),
        ("30", 1),
        ("None noted", 1),
    ]
    assert table.numbers == (4, 13.0, 10.0)


def test_an_unknown_question_cannot_be_counted_by(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no question"):
        desk.statistics.table("question:nothing", DAY, "en")


# ---- out and in ----


def export(desk: Desk, target: Path) -> Path | None:
    report = desk.releases.export_visits(desk.actor, None, target, "for a test", "en")
    return report.legend


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_a_file_has_a_readable_column_each_and_a_legend(desk: Desk, tmp_path: Path) -> None:
    saved(desk, "Devices", "Phone", "=cmd", kind="several")
    saved(desk, "Waited")
    log(desk, ("devices", "phone"), ("devices", "cmd"), ("waited", "7"))
    legend = export(desk, tmp_path / "visits.csv")
    (row,) = cells(tmp_path / "visits.csv")
    assert row["answers"] == "devices:phone devices:cmd waited:7"
    assert row["question:devices"] == "Phone · =cmd"
    assert row["question:waited"] == "7"
    assert legend == tmp_path / "visits-legend.csv"
    assert [(r["list"], r["id"], r["label_en"]) for r in cells(legend)] == [
        ("question", "devices", "Devices"),
        ("question:devices", "phone", "Phone"),
        ("question:devices", "cmd", "'=cmd"),
        ("question", "waited", "Waited"),
    ]
    assert not list(tmp_path.glob("*.part"))


def test_without_own_questions_there_is_no_legend(desk: Desk, tmp_path: Path) -> None:
    log(desk)
    assert export(desk, tmp_path / "visits.csv") is None
    assert [path.name for path in tmp_path.glob("*.csv")] == ["visits.csv"]


def test_what_was_exported_comes_in_again_whatever_was_retired(desk: Desk, tmp_path: Path) -> None:
    made = saved(desk, "Heard", "Friend", "Web")
    visit = log(desk, ("heard", "web"))
    export(desk, tmp_path / "visits.csv")
    with desk.database.writing() as connection:
        connection.execute("DELETE FROM visit")
    desk.questions.set_retired(desk.actor, made.id, retired=True)
    report = desk.releases.import_visits(desk.actor, tmp_path / "visits.csv")
    assert (report.imported, report.bad) == (1, ())
    stored = desk.visits.visit(visit.id)
    assert stored == replace(visit, clock=None)


def test_answers_that_this_desk_does_not_know_are_refused(desk: Desk, tmp_path: Path) -> None:
    saved(desk, "Heard", "Friend", "Web")
    log(desk, ("heard", "web"))
    target = tmp_path / "visits.csv"
    export(desk, target)
    text = target.read_text(encoding="utf-8-sig").replace("heard:web", "heard:radio")
    target.write_text(text, encoding="utf-8-sig", newline="")
    (cell,) = desk.releases.import_visits(desk.actor, target).bad
    assert cell.column == "answers"
    assert cell.problem == "“Heard” has no choice “radio”: choose one from the list."


WORDS = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=st.lists(WORDS, min_size=1, max_size=6), drops=st.lists(st.booleans(), max_size=6))
def test_through_any_life_no_id_comes_twice_and_all_reads_back(
    desk: Desk, labels: list[str], drops: list[bool]
) -> None:
    """Questions are made and retired; every id ever seen stays with its first question."""
    owners = {question.id: question.revision for question in desk.questions.all}
    for label, drop in zip(labels, [*drops, *[True] * 6], strict=False):
        try:
            made = saved(desk, label, f"{label} a", f"{label} b")
        except InvalidRecord:
            continue  # the same words are in use
        assert made.id not in owners
        assert made in desk.questions.all
        owners[made.id] = 1
        if drop:
            desk.questions.set_retired(desk.actor, made.id, retired=True)
    for question in desk.questions.all:
        if not question.retired:
            desk.questions.set_retired(desk.actor, question.id, retired=True)
    assert {question.id for question in desk.questions.all} == owners.keys()
