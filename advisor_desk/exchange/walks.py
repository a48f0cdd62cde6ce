"""Reads the questions that decide, and for whom each path is, from `resources/guidance/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import chain
from pathlib import Path
from typing import Final

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.path_walk import PathFit
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.walks import (
    IN_FINLAND,
    Walk,
    WalkAnswer,
    WalkEnd,
    WalkQuestion,
    check_walk,
)
from advisor_desk.exchange.walks_schema import (
    AnswerRecord,
    EndRecord,
    FitRecord,
    QuestionRecord,
    WalkRecord,
)
from advisor_desk.exchange.yaml_records import Place, records

_FOLDER: Final = "guidance/walks"
_FITS: Final = "guidance/path_fits.yaml"


def walk_ids(resources: Path) -> frozenset[str]:
    """Return the ids of the cards that have a file with a walk; none of them is opened."""
    return frozenset(path.stem for path in (resources / _FOLDER).glob("*.yaml"))


def read_walk(resources: Path, card: Card, book: CodeBook) -> Walk | None:
    """Return the walk of a card, or None where it has none.

    Raises:
        Failure: the file is wrong, or does not agree with the card; the detail names file,
            record and field.
    """
    name = f"{_FOLDER}/{card.id}.yaml"
    if not (resources / name).is_file():
        return None
    place, record = next(records(resources, name, WalkRecord))
    if record.id != card.id:
        raise place.error("id", f"is not the name of the file, '{card.id}'")
    walk = _walk(record)
    _check_targets(record, place)
    for number, question in enumerate(walk.questions, 1):
        for one in question.answers:
            _check_codes(one.known, book, place, f"questions.{number}.known")
    for field, problem in check_walk(walk, card):
        raise place.error(field, problem)
    return walk


def read_walks(resources: Path, cards: Mapping[str, Card], book: CodeBook) -> tuple[Walk, ...]:
    """Read and check all walks.

    Raises:
        Failure: a file is wrong, or there is no card for it.
    """
    found: list[Walk] = []
    for card_id in sorted(walk_ids(resources)):
        if card_id not in cards:
            place = Place(f"{_FOLDER}/{card_id}.yaml", card_id)
            raise place.error("id", f"there is no card '{card_id}'")
        walk = read_walk(resources, cards[card_id], book)
        found.extend([walk] if walk else [])
    return tuple(found)


def _walk(record: WalkRecord) -> Walk:
    return Walk(
        card=record.id,
        guards=record.facts,
        referee_guards=record.referees,
        always=tuple(record.always),
        questions=tuple(map(_question, record.questions)),
        ends=tuple(map(_end, record.ends)),
        reviewed=record.reviewed,
    )


def _question(record: QuestionRecord) -> WalkQuestion:
    return WalkQuestion(record.id, record.text.text(), tuple(map(_answer, record.answers)))


def _answer(record: AnswerRecord) -> WalkAnswer:
    known = record.known.codes() if record.known else {}
    return WalkAnswer(record.text.text(), record.to or record.end, known)


def _end(record: EndRecord) -> WalkEnd:
    says = record.says.text() if record.says else LocalText()
    return WalkEnd(record.id, tuple(record.facts), says, record.settled, tuple(record.ask))


def _check_targets(record: WalkRecord, place: Place) -> None:
    """Check that `to` names questions and `end` names ends.

    Raises:
        Failure: one of them does not.
    """
    questions = {question.id for question in record.questions}
    ends = {end.id for end in record.ends}
    for question, answer in chain.from_iterable(
        ((question, answer) for answer in question.answers) for question in record.questions
    ):
        if answer.to and answer.to not in questions:
            raise place.error(f"questions.{question.id}.to", f"no question '{answer.to}'")
        if answer.end and answer.end not in ends:
            raise place.error(f"questions.{question.id}.end", f"no end '{answer.end}'")


def _check_codes(
    known: Mapping[str, tuple[str, ...]], book: CodeBook, place: Place, field: str
) -> None:
    """Check that codes of the visit form exist.

    Raises:
        Failure: one does not.
    """
    for name, codes in known.items():
        for code in codes:
            if code != IN_FINLAND and book.find(name, code) is None:
                raise place.error(f"{field}.{name}", f"'{code}' is not in the list '{name}'")


def read_path_fits(
    resources: Path, book: CodeBook, paths: Set[str] | None = None
) -> tuple[PathFit, ...]:
    """Read for whom each path is, best first; without the file no path is proposed.

    Args:
        resources: the folder of the shipped set.
        book: the lists of codes.
        paths: ids of the paths that there are; without them the ids are not checked.

    Raises:
        Failure: the file is wrong or names what is not there.
    """
    if not (resources / _FITS).is_file():
        return ()
    return tuple(_fits(resources, book, paths))


def _fits(resources: Path, book: CodeBook, paths: Set[str] | None) -> Iterator[PathFit]:
    for place, record in records(resources, _FITS, FitRecord):
        if paths is not None and record.id not in paths:
            raise place.error("id", f"there is no path '{record.id}'")
        codes = record.codes()
        if not codes:
            raise place.error("record", "names no code")
        _check_codes(codes, book, place, "fit")
        yield PathFit(record.id, codes)
