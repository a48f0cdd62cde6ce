"""The table of answers to the staff questionnaire.

A questionnaire has a random id, and the table is kept in the order of these ids: neither a row
number nor the place of a row tells who came before whom.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping


def write_answers(
    connection: sqlite3.Connection,
    survey_id: str,
    year: int,
    point: str,
    answers: Mapping[str, str],
) -> None:
    """Store a questionnaire that was filled in; the same id once more changes nothing."""
    connection.executemany(
        "INSERT INTO staff_answer (id, year, point, question, value) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id, question) DO NOTHING",
        [(survey_id, year, point, question, value) for question, value in answers.items()],
    )


def delete_answers(connection: sqlite3.Connection, survey_id: str) -> None:
    """Take a questionnaire back."""
    connection.execute("DELETE FROM staff_answer WHERE id = ?", (survey_id,))


def count_filled(connection: sqlite3.Connection) -> dict[int, int]:
    """Return how many questionnaires there are of each year, the newest year first."""
    rows = connection.execute(
        "SELECT year, count(DISTINCT id) FROM staff_answer GROUP BY year ORDER BY year DESC"
    )
    return {row[0]: row[1] for row in rows}


def count_answers(connection: sqlite3.Connection, year: int) -> dict[tuple[str, str], int]:
    """Return how often each answer of a year was given, by ids of question and answer."""
    rows = connection.execute(
        "SELECT question, value, count(*) FROM staff_answer WHERE year = ?"
        " GROUP BY question, value",
        (year,),
    )
    return {(row[0], row[1]): row[2] for row in rows}
