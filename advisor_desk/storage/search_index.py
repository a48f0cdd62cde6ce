"""The search index: one row of texts an entry, and a full-text index over them.

An entry's id is its place in the order of standing, best first, so that the first rows of
any match are the ones to show: nothing has to be sorted, and a query may stop early.

The full-text index has one column of words, each behind a letter that says where it stands
(`_NAME` and so on): so each place has lists of its own, and none is read past. It keeps no
texts; to take a row out it is given the same words again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, Protocol

from advisor_desk.domain.text import LocalText

EntryKind = Literal["service", "card"]

_NAME: Final = "n"
_TITLE: Final = "t"
_KEYWORD: Final = "k"  # or title
_TEXT: Final = "w"  # any
_DIGITS: Final = "d"
_AREA: Final = "a"
_EVERYWHERE: Final = f"{_AREA}everywhere"
_MIN_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What a service or card is found by.

    All texts but `title` and `place` are folded words parted by spaces.

    Attributes:
        title: as shown.
        names: whole names and abbreviations, each with its words joined into one.
        titles, keywords, body: words of decreasing weight.
        phones: telephone numbers as digits.
        areas: codes of the municipalities served.
        everywhere: whether it is for all of Finland.
        place: a place to show where there is no municipality.
        standing: larger is shown first among equals.
    """

    kind: EntryKind
    record_id: str
    title: LocalText
    names: str
    titles: str
    keywords: str = ""
    body: str = ""
    phones: str = ""
    areas: tuple[str, ...] = ()
    everywhere: bool = False
    place: str = ""
    standing: int = 0


class Row(NamedTuple):
    """A candidate, with what ranking and showing it need; see `IndexEntry`."""

    position: int
    kind: EntryKind
    record_id: str
    title_fi: str
    title_sv: str
    title_en: str
    names: str
    titles: str
    area_codes: str
    place: str
    standing: int
    phones: str
    keywords: str
    body: str
    everywhere: bool

    @property
    def title(self) -> LocalText:
        """The title as shown, in all languages."""
        return LocalText(self.title_fi, self.title_sv, self.title_en)

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the municipalities served."""
        return tuple(self.area_codes.split())


class WantedTerm(Protocol):
    """One word to look for: `search.query.Term`."""

    @property
    def text(self) -> str:
        """The folded word."""

    @property
    def prefix(self) -> bool:
        """Whether words that begin with it will do."""

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Other words, or groups of words parted by spaces, that will do."""


class Wanted(Protocol):
    """What to look for: `search.query.Plan`."""

    @property
    def terms(self) -> Sequence[WantedTerm]:
        """The words; an entry should have them all."""

    @property
    def squeezed(self) -> str:
        """All words joined."""

    @property
    def digits(self) -> tuple[str, ...]:
        """Forms of a piece of a telephone number."""


_COLUMNS: Final = (
    "id, kind, record_id, title_fi, title_sv, title_en, names, titles, areas, place, "
    "standing, phones, keywords, body, everywhere"
)
_ENTRY: Final = f"INSERT INTO search_entry ({_COLUMNS}) VALUES ({', '.join('?' * 15)})"  # noqa: S608 - constants
_INDEX: Final = "INSERT INTO search_index (rowid, words) VALUES (?, ?)"
_FORGET: Final = "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', ?, ?)"
_MATCH: Final = "SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?"


def rebuild(connection: sqlite3.Connection, entries: Iterable[IndexEntry]) -> None:
    """Replace the whole index; the order of standing is made anew.

    Args:
        connection: a writing connection.
        entries: one a record.
    """
    connection.execute("DELETE FROM search_entry")
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    ordered = sorted(entries, key=lambda e: (-e.standing, e.kind, e.record_id))
    rows = [_row(position, entry) for position, entry in enumerate(ordered, 1)]
    connection.executemany(_ENTRY, rows)
    connection.executemany(_INDEX, map(_indexed, rows))
    connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")


def replace(connection: sqlite3.Connection, entry: IndexEntry) -> None:
    """Index one record anew; it keeps its place in the order, a new one comes last.

    Args:
        connection: a writing connection.
        entry: what the record is found by now.
    """
    position = remove(connection, entry.kind, entry.record_id)
    if position is None:
        newest = connection.execute("SELECT coalesce(max(id), 0) FROM search_entry").fetchone()[0]
        position = int(newest) + 1
    row = _row(position, entry)
    connection.execute(_ENTRY, row)
    connection.execute(_INDEX, _indexed(row))


def remove(connection: sqlite3.Connection, kind: EntryKind, record_id: str) -> int | None:
    """Take a record out of the index.

    Returns:
        The place it had in the order, or None where it was not indexed.
    """
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM search_entry WHERE kind = ? AND record_id = ?",  # noqa: S608 - constants
        (kind, record_id),
    ).fetchone()
    if found is None:
        return None
    row = _read_row(found)
    connection.execute(_FORGET, _indexed(row))
    connection.execute("DELETE FROM search_entry WHERE id = ?", (row.position,))
    return row.position


def _row(position: int, entry: IndexEntry) -> Row:
    return Row(
        position=position,
        kind=entry.kind,
        record_id=entry.record_id,
        title_fi=entry.title.fi,
        title_sv=entry.title.sv,
        title_en=entry.title.en,
        names=entry.names,
        titles=entry.titles,
        area_codes=" ".join(entry.areas),
        place=entry.place,
        standing=entry.standing,
        phones=entry.phones,
        keywords=entry.keywords,
        body=entry.body,
        everywhere=entry.everywhere,
    )


def _indexed(row: Row) -> tuple[int, str]:
    """Return the values of the full-text index; a row is taken out with the same ones."""
    titles = dict.fromkeys(row.titles.split())
    keywords = dict.fromkeys([*titles, *row.keywords.split()])
    texts = dict.fromkeys([*keywords, *row.body.split()])
    words = [
        *(_NAME + name for name in row.names.split()),
        *(_TITLE + word for word in titles),
        *(_KEYWORD + word for word in keywords),
        *(_TEXT + word for word in texts),
        *(_DIGITS + end for number in row.phones.split() for end in _ends(number)),
        *(_AREA + code for code in row.areas),
    ]
    if row.everywhere:
        words.append(_EVERYWHERE)
    return row.position, " ".join(words)


def _ends(number: str) -> Iterator[str]:
    """Give all ends of a number: a piece of the number is the beginning of one of them."""
    for start in range(max(1, len(number) - _MIN_DIGITS + 1)):
        yield number[start:]


def candidates(
    connection: sqlite3.Connection, wanted: Wanted, limit: int, municipality: str | None = None
) -> list[Row]:
    """Return entries that may be meant, in no telling order.

    The likeliest are collected first, until there are enough: by numbers, names, titles,
    keywords, all texts; each in the order of standing. Where no entry has all words, those
    that have some are returned.

    Args:
        connection: a reading connection.
        wanted: what to look for.
        limit: how many to return at most.
        municipality: the code of the client's municipality, if known; what serves it is
            collected before the rest.
    """
    found: dict[int, None] = {}
    for expression in _expressions(wanted, municipality):
        found.update((row[0], None) for row in connection.execute(_MATCH, (expression, limit)))
        if len(found) >= limit:
            break
    if not found and len(wanted.terms) > 1:
        some = connection.execute(_MATCH, (_any(wanted.terms), limit))
        found.update((row[0], None) for row in some)
    return _read(connection, list(found)[:limit])


def _read(connection: sqlite3.Connection, positions: Iterable[int]) -> list[Row]:
    wanted = ", ".join(map(str, positions))
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM search_entry WHERE id IN ({wanted})"  # noqa: S608 - whole numbers
    )
    return [_read_row(row) for row in rows]


def _read_row(row: Sequence[Any]) -> Row:
    return Row._make((*row[:-1], bool(row[-1])))


def _expressions(wanted: Wanted, municipality: str | None) -> Iterator[str]:
    """Give full-text expressions, the likeliest first."""
    if wanted.digits:
        yield " OR ".join(_word(_DIGITS, form, prefix=True) for form in wanted.digits)
    if not wanted.terms:
        return
    yield _word(_NAME, wanted.squeezed, prefix=False)
    yield _word(_NAME, wanted.squeezed, prefix=True)
    for tag in (_TITLE, _KEYWORD, _TEXT):
        matching = " AND ".join(_term(tag, term) for term in wanted.terms)
        if municipality is not None and tag != _TEXT:
            near = _word(_AREA, municipality, prefix=False)
            yield f'({near} OR "{_EVERYWHERE}") AND {matching}'
        yield matching


def _any(terms: Sequence[WantedTerm]) -> str:
    """Return the expression for entries with any of the words, short ones left out."""
    telling = [term for term in terms if len(term.text) > 2] or terms
    return " OR ".join(_term(_TEXT, term) for term in telling)


def _term(tag: str, term: WantedTerm) -> str:
    """Return the expression for one word or its alternatives."""
    choices = [_word(tag, term.text, prefix=term.prefix)]
    for alternative in term.alternatives:
        *first, last = alternative.split()
        words = [_word(tag, word, prefix=False) for word in first]
        choices.append(" AND ".join([*words, _word(tag, last, prefix=term.prefix)]))
    return "(" + " OR ".join(f"({choice})" for choice in choices) + ")"


def _word(tag: str, word: str, *, prefix: bool) -> str:
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
