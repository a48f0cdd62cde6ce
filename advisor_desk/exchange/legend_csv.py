"""The legend beside a file of visits: what the ids of own questions and own codes mean."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Final, NamedTuple, TextIO

from advisor_desk.domain.codes import Code
from advisor_desk.domain.questions import Question
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.csv_cells import guard

COLUMNS: Final = ("list", "id", "below", "label_fi", "label_sv", "label_en")


class LegendRow(NamedTuple):
    """One id and its words.

    Attributes:
        list: the list of codes, `question`, or `question:` and the id of the question.
        id: as it stands in the file of visits.
        below: the official code above an own one, or empty.
        label: the words.
    """

    list: str
    id: str
    below: str
    label: LocalText


def legend_rows(questions: Iterable[Question], codes: Iterable[Code]) -> list[LegendRow]:
    """Return the rows for questions with their choices, and for own codes."""
    rows: list[LegendRow] = []
    for question in questions:
        rows.append(LegendRow("question", question.id, "", question.label))
        name = question.rows_name
        rows += [LegendRow(name, choice.id, "", choice.label) for choice in question.choices]
    rows += [LegendRow(code.list, code.id, code.parent or "", code.label) for code in codes]
    return rows


def write_legend(file: TextIO, rows: Iterable[LegendRow]) -> None:
    """Write a header and the rows, as the file of visits is written."""
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guard(text) for text in (row.list, row.id, row.below, *row.label)])
