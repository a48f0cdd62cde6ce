"""Visits as CSV: stable column names, the same in every language, and the way back.

Written as UTF-8 with a byte order mark and `;`, which spreadsheets set to Finnish or Swedish
open by a double click. Neither the observation nor the clock time is a column: they never
leave the desk.

Own questions have a column each, `question:` and the id, with the answers in words for whoever
reads the table. The way back takes the answers from the column `answers` alone.
"""

from __future__ import annotations

import csv
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final, TextIO

from advisor_desk.domain.failures import Failure, FailureKind, file_failures
from advisor_desk.domain.questions import ROWS_PREFIX, Question
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import (
    MULTI_FIELDS,
    PARTS_OF_DAY,
    VISIT_KINDS,
    WAYS,
    Answer,
    Participants,
    Referral,
    Visit,
)
from advisor_desk.exchange.csv_cells import guard, number_cell, unguard
from advisor_desk.i18n import _

ENCODING: Final = "utf-8-sig"

KEPT_BACK: Final = ("observation", "clock")
"""Fields of a visit that never leave the desk."""

COLUMNS: Final = tuple(f.name for f in fields(Visit) if f.name not in KEPT_BACK)
"""The columns, named as the fields of a visit."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """What is wrong in a row.

    Attributes:
        line: of the file, counted from 1, in which the row begins.
        column: name of the column, or empty where the row as a whole is at fault.
        problem: a sentence in the current language.
    """

    line: int
    column: str
    problem: str


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row that was read: a visit, or what is wrong with it."""

    line: int
    visit: Visit | None
    bad: tuple[BadCell, ...] = ()


def write_visits(
    file: TextIO,
    visits: Iterable[Visit],
    language: Language,
    questions: Sequence[Question] = (),
) -> int:
    """Write a header and one row a visit as they come; return how many.

    Args:
        file: opened with `ENCODING` and without translation of line ends.
        visits: the visits.
        language: decides the decimal sign, and the language of answers in words.
        questions: own questions that get a column each.
    """
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow((*COLUMNS, *(question.rows_name for question in questions)))
    count = 0
    for visit in visits:
        cells = [_cell(getattr(visit, name), language) for name in COLUMNS]
        writer.writerow(cells + [_in_words(visit, q, language) for q in questions])
        count += 1
    return count


def _in_words(visit: Visit, question: Question, language: Language) -> str:
    """Return the answers to a question for people to read."""
    values = [answer.value for answer in visit.answers if answer.question_id == question.id]
    choices = map(question.choice, values)
    shown = (c.label.pick(language) if c else v for c, v in zip(choices, values, strict=True))
    return guard(" · ".join(shown))


def _cell(value: object, language: Language) -> str:
    """Return a value as a cell; of several, parted by spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return number_cell(value, language)
    if isinstance(value, tuple):
        return guard(" ".join(map(_code, value)))
    return guard(str(value))


def _code(value: object) -> str:
    if isinstance(value, Referral):
        return f"{value.mode}:{value.service_id}"
    return ":".join(map(str, value)) if isinstance(value, tuple) else str(value)


def read_visits(path: Path) -> Iterator[CsvRow]:
    """Yield the rows of a file as visits, or as what is wrong with them.

    The delimiter (`;` or `,`) is recognised and a byte order mark is optional. Codes are not
    looked up here.

    Raises:
        Failure: the file cannot be read, is no UTF-8 text, or has not the columns that visits
            are written with.
    """
    line = 1
    try:
        with file_failures(path), path.open(encoding=ENCODING, newline="") as file:
            header = file.readline()
            delimiter = ";" if header.count(";") >= header.count(",") else ","
            rows = csv.reader(chain([header], file), delimiter=delimiter)
            names = next(rows, [])
            _check_header(names)
            line = rows.line_num + 1
            for cells in rows:
                if cells:
                    yield _read_row(line, names, cells)
                line = rows.line_num + 1
    except UnicodeDecodeError as error:
        detail = _("it is not a text in UTF-8; save it as “CSV UTF-8” and try again")
        raise Failure(FailureKind.BAD_FILE, detail) from error
    except csv.Error as error:
        detail = _("line {line} cannot be read as CSV").format(line=line)
        raise Failure(FailureKind.BAD_FILE, detail) from error


def _check_header(names: list[str]) -> None:
    """Refuse a file whose columns are not the ones visits are written with.

    Raises:
        Failure: columns are missing, unknown or doubled; the detail names them.
    """
    missing = [name for name in COLUMNS if name not in names]
    unknown = [n for n in names if n not in COLUMNS and not n.startswith(ROWS_PREFIX)]
    doubled = sorted({name for name in names if names.count(name) > 1} - set(unknown))
    if missing:
        detail = _("line 1 lacks the columns {names}").format(names=", ".join(missing))
    elif unknown:
        detail = _("line 1 has the unknown columns {names}").format(names=", ".join(unknown))
    elif doubled:
        detail = _("line 1 has the columns {names} twice").format(names=", ".join(doubled))
    else:
        return
    raise Failure(FailureKind.BAD_FILE, detail)


def _read_row(line: int, names: list[str], cells: list[str]) -> CsvRow:
    if len(cells) != len(names):
        problem = _("The row has {count} cells instead of {expected}.").format(
            count=len(cells), expected=len(names)
        )
        return CsvRow(line, None, (BadCell(line, "", problem),))
    values: dict[str, Any] = {}
    bad: list[BadCell] = []
    for name, cell in zip(names, cells, strict=True):
        if name.startswith(ROWS_PREFIX):  # the same in words, for people
            continue
        try:
            values[name] = _READERS.get(name, str)(unguard(cell))
        except ValueError as error:
            bad.append(BadCell(line, name, str(error)))
    return CsvRow(line, None, tuple(bad)) if bad else CsvRow(line, Visit(**values))


def _read_id(text: str) -> str:
    try:
        if str(uuid.UUID(text)) == text.lower():
            return text.lower()
    except ValueError:
        pass
    raise ValueError(_("“{value}” is not the id of a visit.").format(value=text))


def _read_day(text: str) -> str:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    message = _("“{value}” is not a day like 2026-11-21.")
    raise ValueError(message.format(value=text))


def _read_number(text: str) -> int:
    # The length is bounded: Python refuses to read numbers of thousands of digits.
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise ValueError(_("“{value}” is not a whole number.").format(value=text))


def _read_minutes(text: str) -> int | None:
    return _read_number(text) if text else None


def _read_revision(text: str) -> int:
    number = _read_number(text)
    if number < 1:
        raise ValueError(_("“{value}” is not a revision, which begin at 1.").format(value=text))
    return number


def _read_flag(text: str) -> bool:
    if text in ("0", "1"):
        return text == "1"
    raise ValueError(_("“{value}” is neither 0 nor 1.").format(value=text))


def _read_codes(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _read_referrals(text: str) -> tuple[Referral, ...]:
    return tuple(_read_referral(item) for item in text.split())


def _read_referral(item: str) -> Referral:
    mode, _colon, service_id = item.partition(":")
    if service_id and mode == "signposted":
        return Referral(service_id)
    if service_id and mode == "handed-over":
        return Referral(service_id, "handed-over")
    message = _("“{value}” is not a referral like signposted:kela.")
    raise ValueError(message.format(value=item))


def _read_participants(text: str) -> tuple[Participants, ...]:
    found = tuple(_read_part_of_group(item) for item in text.split())
    if len({part[:2] for part in found}) < len(found):
        message = _("“{value}” counts an age group of a language twice.")
        raise ValueError(message.format(value=text))
    return found


def _read_part_of_group(item: str) -> Participants:
    age, _colon, rest = item.partition(":")
    language, _colon, count = rest.partition(":")
    if age and language and count:
        return Participants(age, language, _read_number(count))
    message = _("“{value}” is not a count of participants like 25-34:ar:6.")
    raise ValueError(message.format(value=item))


def _read_answers(text: str) -> tuple[Answer, ...]:
    return tuple(_read_answer(item) for item in text.split())


def _read_answer(item: str) -> Answer:
    question, _colon, value = item.partition(":")
    if question and value:
        return Answer(question, value)
    message = _("“{value}” is not an answer like question:choice.")
    raise ValueError(message.format(value=item))


def _read_one_of(choices: tuple[str, ...], text: str) -> str:
    if text in choices:
        return text
    message = _("“{value}” is none of {choices}.")
    raise ValueError(message.format(value=text, choices=", ".join(choices)))


_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "id": _read_id,
    "day": _read_day,
    "created": _read_day,
    "changed": _read_day,
    "part_of_day": partial(_read_one_of, PARTS_OF_DAY),
    "kind": partial(_read_one_of, VISIT_KINDS),
    "way": partial(_read_one_of, WAYS),
    "minutes": _read_minutes,
    "adults": _read_number,
    "children": _read_number,
    "revision": _read_revision,
    **dict.fromkeys(("retracted", "waiting", "estimated"), _read_flag),
    "referrals": _read_referrals,
    "participants": _read_participants,
    "answers": _read_answers,
    "tried": _read_codes,
    **dict.fromkeys(MULTI_FIELDS, _read_codes),
}
"""How the cells of a column become values; texts are taken as they are."""
