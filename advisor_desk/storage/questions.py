"""Tables of a point's own questions and their choices. Nothing in them is ever deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from advisor_desk.domain.questions import Question, QuestionChoice
from advisor_desk.storage.rows import insert, read_text, text_columns


def read_questions(connection: sqlite3.Connection) -> tuple[Question, ...]:
    """Return all questions in their order, retired ones too, with all their choices."""
    choices: dict[str, list[QuestionChoice]] = {}
    for row in connection.execute("SELECT * FROM question_choice ORDER BY question_id, position"):
        choice = QuestionChoice(row["id"], read_text(row, "label"), bool(row["retired"]))
        choices.setdefault(row["question_id"], []).append(choice)
    return tuple(
        Question(
            id=row["id"],
            kind=row["kind"],
            label=read_text(row, "label"),
            point=row["point"],
            first=row["first"],
            last=row["last"],
            retired=bool(row["retired"]),
            choices=tuple(choices.get(row["id"], ())),
            revision=row["revision"],
        )
        for row in connection.execute("SELECT * FROM question ORDER BY position, id")
    )


def write_question(connection: sqlite3.Connection, question: Question, position: int) -> None:
    """Write a question and its choices in place of what was there.

    Choices that are stored and not among those given stay, after them, and retired.
    """
    values: dict[str, object] = {
        "id": question.id,
        "kind": question.kind,
        "point": question.point,
        "first": question.first,
        "last": question.last,
        "position": position,
        "retired": int(question.retired),
        "revision": question.revision,
        **text_columns("label", question.label),
    }
    insert(connection, "question", values, update="id")
    connection.execute(
        "UPDATE question_choice SET retired = 1, position = position + 10000"
        " WHERE question_id = ? AND position < 10000",
        (question.id,),
    )
    for place, choice in enumerate(question.choices):
        _write_choice(connection, question.id, choice, place)


def _write_choice(
    connection: sqlite3.Connection, question_id: str, choice: QuestionChoice, place: int
) -> None:
    labels = text_columns("label", choice.label)
    connection.execute(
        "INSERT INTO question_choice"
        " (question_id, id, position, retired, label_fi, label_sv, label_en)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (question_id, id) DO UPDATE SET"
        " position = excluded.position, retired = excluded.retired,"
        " label_fi = excluded.label_fi, label_sv = excluded.label_sv, label_en = excluded.label_en",
        (question_id, choice.id, place, int(choice.retired), *labels.values()),
    )


def position_of(connection: sqlite3.Connection, question_id: str) -> int:
    """Return the place of a question; of a new one, that after the last."""
    row = connection.execute(
        "SELECT position FROM question WHERE id = ?", (question_id,)
    ).fetchone()
    if row is None:
        row = connection.execute("SELECT coalesce(max(position), -1) + 1 FROM question").fetchone()
    return int(row[0])


def write_order(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Give questions the places in which they stand here."""
    places = ((place, question_id) for place, question_id in enumerate(ids))
    connection.executemany("UPDATE question SET position = ? WHERE id = ?", places)


def is_answered(connection: sqlite3.Connection, question_id: str) -> bool:
    """Tell whether any visit, retracted ones too, has an answer to a question."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM visit_answer WHERE question_id = ?)", (question_id,)
    ).fetchone()
    return bool(row[0])


def count_answers(
    connection: sqlite3.Connection, question_id: str, first: str, last: str
) -> dict[str, int]:
    """Return how many visits that count gave each answer between two ISO days.

    Visits that did not answer are under the empty text.
    """
    rows: Iterable[sqlite3.Row] = connection.execute(
        "SELECT coalesce(answer.value, ''), count(DISTINCT visit.sequence) FROM visit"
        " LEFT JOIN visit_answer AS answer"
        " ON answer.visit_id = visit.id AND answer.question_id = ?"
        " WHERE visit.day BETWEEN ? AND ? AND visit.retracted = 0 GROUP BY 1",
        (question_id, first, last),
    )
    return {row[0]: row[1] for row in rows}
