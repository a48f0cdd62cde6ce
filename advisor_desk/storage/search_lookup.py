"""Looking up in the search index: the vocabulary, and the entries that may be meant.

What is ranked is bounded, and each question to the index is bounded: the entries with the best
standing come first, see `storage/search_index.py`.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from advisor_desk.domain.text import LocalText
from advisor_desk.storage.search_index import (
    AREA,
    CODE,
    COLUMNS,
    DIGITS,
    GAP,
    KEYWORD,
    NAME,
    TITLE,
    Row,
)

_NOTHING: Final = f'"{CODE}"'  # no entry has it
_BEGINNINGS: Final = 600
"""Words of the vocabulary that are looked at for a beginning."""

_ENOUGH: Final = 40
"""Entries with all terms in their titles and keywords; with so many, texts are not looked at."""

_IN_TITLES: Final = (
    "SELECT rowid FROM search_title WHERE search_title MATCH ?"
    " AND EXISTS (SELECT 1 FROM search_entry WHERE id = search_title.rowid) LIMIT ?"
)
_IN_TEXTS: Final = (
    "SELECT rowid FROM search_text WHERE search_text MATCH ?"
    " AND EXISTS (SELECT 1 FROM search_entry WHERE id = search_text.rowid) LIMIT ?"
)


class Word(NamedTuple):
    """A word of the vocabulary, a token it stands for, and how many records have that."""

    word: str
    token: str
    records: int


class WantedChoice(Protocol):
    """One way in which a term may be met: `search.query.Choice`."""

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """What is needed; each as the tokens of which one will do."""

    @property
    def beginning(self) -> str:
        """What the last word may begin with instead, or nothing."""

    @property
    def spelt_out(self) -> bool:
        """Whether the term's choices hold all words that begin so."""

    @property
    def in_texts_only(self) -> bool:
        """Whether titles are looked through by the beginning instead."""

    @property
    def weak(self) -> bool:
        """Whether it only helps where nothing better is found."""


class WantedTerm(Protocol):
    """One word or phrase to look for: `search.query.Term`."""

    @property
    def choices(self) -> Sequence[WantedChoice]:
        """How it may be met."""


class Wanted(Protocol):
    """What to look for: `search.query.Plan`."""

    @property
    def terms(self) -> Sequence[WantedTerm]:
        """The words; an entry should have them all."""

    @property
    def names(self) -> tuple[str, ...]:
        """All words joined, to compare with names."""

    @property
    def digits(self) -> tuple[str, ...]:
        """Forms of a piece of a telephone number."""


class Candidate(NamedTuple):
    """A row that may be meant, and which terms its texts hold.

    Attributes:
        in_text: numbers of the terms that are known to be in its texts.
    """

    row: Row
    in_text: set[int]


def entry_count(connection: sqlite3.Connection) -> int:
    """Return about how many records the index holds."""
    newest = connection.execute("SELECT max(id) FROM search_entry").fetchone()[0]
    return int(newest or 0) // GAP


def look_up(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, list[Word]]:
    """Return what each word stands for in the index, if it is there."""
    wanted = tuple(words)
    rows = connection.execute(
        "SELECT word, token, count FROM search_word"  # noqa: S608 - only placeholders are added
        f" WHERE word IN ({', '.join('?' * len(wanted))})",
        wanted,
    )
    found: dict[str, list[Word]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(Word(*row))
    return found


def begun_with(connection: sqlite3.Connection, beginning: str, limit: int) -> list[str]:
    """Return tokens that words with this beginning stand for, the most frequent first."""
    rows = connection.execute(
        "SELECT token, max(count) FROM"
        " (SELECT token, count FROM search_word WHERE word >= ? AND word < ? LIMIT ?)"
        " GROUP BY token ORDER BY 2 DESC, 1 LIMIT ?",
        (beginning, beginning + "\U0010ffff", _BEGINNINGS, limit),
    )
    return [row[0] for row in rows]


def words_like(
    connection: sqlite3.Connection, lengths: Iterable[int], firsts: Iterable[str]
) -> list[str]:
    """Return the words of the vocabulary that have some lengths and first letters."""
    return [word for words in _spelling(connection, lengths, firsts) for word in words.split()]


def words_with(
    connection: sqlite3.Connection, lengths: Iterable[int], pieces: Iterable[str]
) -> list[str]:
    """Return the words of the vocabulary that have some lengths and hold one of some pieces."""
    wanted = tuple(pieces)
    found: dict[str, None] = {}
    for words in _spelling(connection, lengths):
        for piece in wanted:
            place = words.find(piece)
            while place >= 0:
                end = words.find(" ", place)
                end = len(words) if end < 0 else end
                found[words[words.rfind(" ", 0, place) + 1 : end]] = None
                place = words.find(piece, end)
    return list(found)


def _spelling(
    connection: sqlite3.Connection, lengths: Iterable[int], firsts: Iterable[str] = ()
) -> Iterator[str]:
    """Give the words of some lengths, and of some first letters if any are given, by groups."""
    wanted, letters = tuple(lengths), tuple(firsts)
    question = (
        "SELECT words FROM search_spelling"  # noqa: S608 - only placeholders are added
        f" WHERE length IN ({', '.join('?' * len(wanted))})"
    )
    if letters:
        question += f" AND first IN ({', '.join('?' * len(letters))})"
    return (row[0] for row in connection.execute(question, (*wanted, *letters)))


def candidates(
    connection: sqlite3.Connection, wanted: Wanted, limit: int, municipality: str | None = None
) -> list[Candidate]:
    """Return entries that may be meant, in no telling order.

    The likeliest are collected first, until there are enough: by numbers, names, titles,
    keywords, all texts; each in the order of standing. Where few entries have all words,
    those that have some are collected too.

    Args:
        connection: a reading connection.
        wanted: what to look for.
        limit: how many to return at most.
        municipality: the code of the client's municipality, if known; what serves it is
            collected before the rest.
    """
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples: there are many
    found: dict[int, set[int]] = {}
    for id_ in _by_titles(cursor, wanted, municipality, limit):
        found.setdefault(id_, set())
    enough = len(found) >= _ENOUGH or not wanted.terms
    if not enough:
        expression = " AND ".join(_term(("",), term, prefix=False) for term in wanted.terms)
        everything = range(len(wanted.terms))
        for id_ in _near_first(cursor, _IN_TEXTS, expression, municipality, limit):
            found.setdefault(id_, set()).update(everything)
        enough = len(found) >= _ENOUGH
    if not enough:
        for id_, terms in _some(cursor, wanted, municipality, limit).items():
            found.setdefault(id_, set()).update(terms)
    return _read(cursor, found, list(found)[: 2 * limit])


def _by_titles(
    cursor: sqlite3.Cursor, wanted: Wanted, area: str | None, limit: int
) -> Iterator[int]:
    """Give what has all terms in its numbers, names, titles and keywords."""

    def ids(expression: str) -> list[int]:
        return [row[0] for row in cursor.execute(_IN_TITLES, (expression, limit))]

    if wanted.digits:
        yield from ids(_or(_token(DIGITS, form, prefix=True) for form in wanted.digits))
    if not wanted.terms:
        return
    if wanted.names:
        yield from ids(_or(_token(NAME, name, prefix=False) for name in wanted.names))
        yield from ids(_token(NAME, wanted.names[0], prefix=True))
    in_any = " AND ".join(_term(_TAGS_ALL, term) for term in wanted.terms)
    found = ids(in_any)
    if len(found) < limit:
        yield from found  # these are all there are
        return
    in_titles = " AND ".join(_term((TITLE,), term) for term in wanted.terms)
    in_some = ids(in_titles)
    if area:
        near = ids(_within(area, in_titles)) if len(in_some) >= limit else []
        yield from near
        if len(near) < limit:
            yield from ids(_within(area, in_any))
    yield from in_some
    yield from found


def _near_first(
    cursor: sqlite3.Cursor,
    question: str,
    expression: str,
    area: str | None,
    limit: int,
) -> Iterator[int]:
    """Give what an expression matches; where there is too much of it, what is near first."""
    found = [row[0] for row in cursor.execute(question, (expression, limit))]
    if area and len(found) >= limit:
        yield from (row[0] for row in cursor.execute(question, (_within(area, expression), limit)))
    yield from found


def _some(
    cursor: sqlite3.Cursor, wanted: Wanted, area: str | None, limit: int
) -> dict[int, set[int]]:
    """Return entries that have some of the terms, those with the most and the nearest first.

    Returns:
        By id, which terms are in the texts of an entry.
    """
    met: Counter[int] = Counter()
    in_text: dict[int, set[int]] = {}
    for number, term in enumerate(wanted.terms):
        in_titles = _or(_choice(_TAGS_ALL, choice) for choice in term.choices)
        for id_ in _near_first(cursor, _IN_TITLES, in_titles, area, limit):
            met[id_] += 2
        in_texts = _or(_choice(("",), choice, prefix=False) for choice in term.choices)
        for row in cursor.execute(_IN_TEXTS, (in_texts, limit)):
            met[row[0]] += 1
            in_text.setdefault(row[0], set()).add(number)
    best = heapq.nsmallest(limit, met, key=lambda id_: (-met[id_], id_))
    return {id_: in_text.get(id_, set()) for id_ in best}


def _read(
    cursor: sqlite3.Cursor, found: dict[int, set[int]], ids: Iterable[int]
) -> list[Candidate]:
    wanted = ", ".join(map(str, dict.fromkeys(ids)))
    rows = cursor.execute(
        f"SELECT {COLUMNS} FROM search_entry WHERE id IN ({wanted})"  # noqa: S608 - whole numbers
    )
    nothing: set[int] = set()
    return [Candidate(row, found.get(row.position, nothing)) for row in map(Row._make, rows)]


_TAGS_ALL: Final = (TITLE, KEYWORD)


def _within(area: str, matching: str) -> str:
    """Return an expression for what matches and serves a municipality."""
    return f"{_token(AREA, area, prefix=False)} AND {matching}"


def _term(tags: Sequence[str], term: WantedTerm, *, prefix: bool = True) -> str:
    """Return the expression for one term by any of its good choices."""
    good = [choice for choice in term.choices if not choice.weak] or term.choices
    here = [choice for choice in good if TITLE not in tags or not choice.in_texts_only]
    return _or(_choice(tags, choice, prefix=prefix) for choice in here)


def _choice(tags: Sequence[str], choice: WantedChoice, *, prefix: bool = True) -> str:
    """Return the expression for one choice: all its words, each as any of its tokens."""
    begun = choice.beginning if prefix and not choice.spelt_out else ""
    return _all_of(tuple(tags), choice.words, begun)


@lru_cache(maxsize=4096)  # what was typed so far is looked for at each letter
def _all_of(tags: tuple[str, ...], words: tuple[tuple[str, ...], ...], begun: str) -> str:
    needed = []
    for number, tokens in enumerate(words, 1):
        ways: list[str] = []
        for tag in tags:
            ways.extend(_token(tag, t, prefix=False) for t in tokens if _may_be(t, tag))
            if begun and number == len(words):
                ways.append(_token(tag, begun, prefix=True))
        needed.append(_or(ways) if ways else _NOTHING)
    return "(" + " AND ".join(needed) + ")"


def _may_be(token: str, tag: str) -> bool:
    """Tell whether a token need be looked for: codes are in no title."""
    return tag != TITLE or token[0] != CODE


def _or(ways: Iterable[str]) -> str:
    return "(" + " OR ".join(dict.fromkeys(ways)) + ")"


def _token(tag: str, word: str, *, prefix: bool) -> str:
    """Return a word as a full-text string; what is no letter or digit is left out.

    Separators would make a phrase of it, which this index cannot look up.
    """
    quoted = '"' + tag + "".join(filter(str.isalnum, word)) + '"'
    return f"{quoted} *" if prefix else quoted


def read_municipality_names(connection: sqlite3.Connection) -> dict[str, LocalText]:
    """Return the names of the municipalities by code."""
    rows = connection.execute(
        "SELECT id, label_fi, label_sv, label_en FROM code WHERE list = 'municipality'"
    )
    return {row[0]: LocalText(row[1], row[2], row[3]) for row in rows}
