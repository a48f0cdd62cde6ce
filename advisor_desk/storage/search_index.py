"""The search index: one row an entry, and two full-text indexes over the entries.

An entry's id follows its place in the order of standing, best first, so that the first rows of
any match are the ones to show: nothing has to be sorted, and a query may stop early.

`search_title` has names, words of titles, keywords and numbers, each behind a letter that says
where it stands (`NAME` and so on): so each place has lists of its own, and beginnings of words
are looked up there. `search_text` has the base forms of all words. Neither keeps texts or can
forget: a record that changes gets a new id, and what is found under an id without a row is
passed over. `search_word` is the vocabulary: every word, what it stands for, and how many
records have that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, NamedTuple

from advisor_desk.domain.text import LocalText
from advisor_desk.storage.meta import (
    FORGOTTEN_KEY,
    INDEX_VERSION,
    INDEX_VERSION_KEY,
    get_meta,
    set_meta,
)

EntryKind = Literal["service", "card"]

NAME: Final = "n"
TITLE: Final = "t"
KEYWORD: Final = "k"  # and parts of compounds in titles
DIGITS: Final = "d"
CODE: Final = "æ"
AREA: Final = f"{CODE}m"
_MIN_DIGITS: Final = 2
_SHORTEST_SPELT: Final = 3
GAP: Final = 16
"""Ids between two entries, for records that change."""

_TOP: Final = "search_top"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What a service or card is found by.

    All texts but `title` and `place` are folded words parted by spaces.

    Attributes:
        title: as shown.
        names: whole names and abbreviations, each with its words joined into one.
        titles: words of the title, and their base forms.
        parts: base forms of later parts of compounds in the title.
        keywords: other short texts and tokens of codes, the most telling first.
        body: base forms of all other words.
        phones: telephone numbers as digits.
        areas: codes of the municipalities served.
        everywhere: whether it is for all of Finland.
        place: a place to show where there is no municipality.
        languages: tags of the languages spoken.
        standing: larger is shown first among equals.
    """

    kind: EntryKind
    record_id: str
    title: LocalText
    names: str
    titles: str
    parts: str = ""
    keywords: str = ""
    body: str = ""
    phones: str = ""
    areas: tuple[str, ...] = ()
    everywhere: bool = False
    place: str = ""
    languages: tuple[str, ...] = ()
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
    parts: str
    keywords: str
    phones: str
    area_codes: str
    nationwide: int
    place: str
    language_tags: str
    standing: int

    @property
    def title(self) -> LocalText:
        """The title as shown, in all languages."""
        return LocalText(self.title_fi, self.title_sv, self.title_en)

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the municipalities served."""
        return tuple(self.area_codes.split())

    @property
    def everywhere(self) -> bool:
        """Whether it is for all of Finland."""
        return bool(self.nationwide)

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of the languages spoken."""
        return tuple(self.language_tags.split())


COLUMNS: Final = (
    "id, kind, record_id, title_fi, title_sv, title_en, names, titles, parts, keywords, phones,"
    " areas, everywhere, place, languages, standing"
)
_ENTRY: Final = f"INSERT INTO search_entry ({COLUMNS}) VALUES ({', '.join('?' * 16)})"  # noqa: S608 - constants
_TITLE_WORDS: Final = "INSERT INTO search_title (rowid, words) VALUES (?, ?)"
_TEXT_WORDS: Final = "INSERT INTO search_text (rowid, words) VALUES (?, ?)"
_BATCH: Final = 2000
_WORDS_AT_ONCE: Final = 500


# ---- writing ----


def rebuild(
    connection: sqlite3.Connection,
    entries: Iterable[IndexEntry],
    vocabulary: Iterable[tuple[str, str]] = (),
) -> None:
    """Replace the whole index; the order of standing is made anew.

    Args:
        connection: a writing connection.
        entries: one a record.
        vocabulary: words with a token each stands for; read after the entries.
    """
    connection.execute("DELETE FROM search_entry")
    connection.execute("DELETE FROM search_word")
    connection.execute("DELETE FROM search_spelling")
    for table in ("search_title", "search_text"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608 - constants
    ordered = sorted(entries, key=lambda e: (-e.standing, e.kind, e.record_id))
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        _insert(connection, [(n * GAP, entry) for n, entry in enumerate(batch, start + 1)])
    for table in ("search_title", "search_text"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - constants
    _write_words(connection, vocabulary)
    set_meta(connection, FORGOTTEN_KEY, "0")
    set_meta(connection, _TOP, str(len(ordered) * GAP))
    set_meta(connection, INDEX_VERSION_KEY, INDEX_VERSION)


def _insert(connection: sqlite3.Connection, numbered: Sequence[tuple[int, IndexEntry]]) -> set[str]:
    """Write entries under their ids; return the words of their texts."""
    texts = [(id_, _text_words(entry)) for id_, entry in numbered]
    connection.executemany(_ENTRY, [_row(id_, entry) for id_, entry in numbered])
    connection.executemany(_TITLE_WORDS, [(id_, _title_words(e)) for id_, e in numbered])
    connection.executemany(_TEXT_WORDS, texts)
    return {word for _id, text in texts for word in text.split()}


def _write_words(connection: sqlite3.Connection, vocabulary: Iterable[tuple[str, str]]) -> None:
    """Write the vocabulary, with the counts that the index of texts has."""
    connection.execute(
        "CREATE VIRTUAL TABLE temp.search_counts USING fts5vocab (main, search_text, 'row')"
    )
    counts: dict[str, int] = dict(
        tuple(row) for row in connection.execute("SELECT term, doc FROM temp.search_counts")
    )
    connection.execute("DROP TABLE temp.search_counts")
    pairs = {pair for pair in vocabulary if pair[0] and pair[1]}
    pairs.update((token, token) for token in counts)
    connection.executemany(
        "INSERT OR IGNORE INTO search_word VALUES (?, ?, ?)",
        sorted((word, token, counts.get(token, 0)) for word, token in pairs),
    )
    _write_spelling(connection, {word for word, _ in pairs})


def _write_spelling(connection: sqlite3.Connection, words: Iterable[str]) -> None:
    """Add words to those that misspelt ones are compared with."""
    grouped: dict[tuple[int, str], list[str]] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST_SPELT and word.isalpha() and not word.startswith(CODE):
            grouped.setdefault((len(word), word[0]), []).append(word)
    connection.executemany(
        "INSERT INTO search_spelling VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET words = words || ' ' || excluded.words",
        [(*key, " ".join(group)) for key, group in grouped.items()],
    )


def replace(
    connection: sqlite3.Connection,
    entry: IndexEntry,
    vocabulary: Iterable[tuple[str, str]] = (),
) -> None:
    """Index one record anew; it keeps its place in the order, a new one comes last.

    Args:
        connection: a writing connection.
        entry: what the record is found by now.
        vocabulary: its words with a token each stands for.
    """
    words = put(connection, [entry])
    add_words(connection, {*vocabulary, *((word, word) for word in words)})


def put(connection: sqlite3.Connection, entries: Sequence[IndexEntry]) -> set[str]:
    """Index records anew but for their words, which `add_words` takes; return these.

    Args:
        connection: a writing connection.
        entries: what the records are found by now, each record once.
    """
    words: set[str] = set()
    new: list[IndexEntry] = []
    for entry in entries:
        old = remove(connection, entry.kind, entry.record_id)
        if old is None:
            new.append(entry)
        else:
            words |= _insert(connection, [(_id_after(connection, old), entry)])
    if new:
        first = _id_at_end(connection, len(new))
        words |= _insert(connection, [(first + GAP * n, entry) for n, entry in enumerate(new)])
    return words


def add_words(connection: sqlite3.Connection, vocabulary: Iterable[tuple[str, str]]) -> None:
    """Add words, each with a token it stands for, to those the index knows.

    In pieces: an import brings a hundred thousand, and no piece may hold up other threads.
    """
    rows = ((word, token) for word, token in vocabulary if word and token)
    new: set[str] = set()
    while piece := list(islice(rows, _WORDS_AT_ONCE)):
        words = {word for word, _token in piece}
        new.update(words.difference(_known(connection, words), new))
        connection.executemany("INSERT OR IGNORE INTO search_word VALUES (?, ?, 1)", piece)
    left = iter(new)
    while spelt := list(islice(left, _WORDS_AT_ONCE)):
        _write_spelling(connection, spelt)


def _known(connection: sqlite3.Connection, words: Iterable[str]) -> set[str]:
    """Return those of some words that are in the vocabulary."""
    wanted = tuple(words)
    places = ", ".join("?" * len(wanted))
    question = f"SELECT DISTINCT word FROM search_word WHERE word IN ({places})"  # noqa: S608 - placeholders
    return {row[0] for row in connection.execute(question, wanted)}


def _id_after(connection: sqlite3.Connection, old: int) -> int:
    """Return an unused id, right after the one a record had if there is room left."""
    if (old + 1) % GAP:
        following = connection.execute(
            "SELECT 1 FROM search_entry WHERE id = ?", (old + 1,)
        ).fetchone()
        if following is None and old + 1 <= _top(connection):
            return old + 1
    return _id_at_end(connection, 1)


def _id_at_end(connection: sqlite3.Connection, count: int) -> int:
    """Return the first of so many unused ids behind all others, `GAP` between two."""
    top = _top(connection)
    set_meta(connection, _TOP, str(top + GAP * count))
    return top + GAP


def _top(connection: sqlite3.Connection) -> int:
    """Return the largest id so far.

    Ids of rows that are gone are used up, too: the full-text indexes still know them.
    """
    newest = connection.execute("SELECT coalesce(max(id), 0) FROM search_entry").fetchone()[0]
    return max(int(newest), int(get_meta(connection, _TOP) or 0))


def remove(connection: sqlite3.Connection, kind: EntryKind, record_id: str) -> int | None:
    """Take a record out of the index.

    Returns:
        The place it had in the order, or None where it was not indexed.
    """
    found = connection.execute(
        "DELETE FROM search_entry WHERE kind = ? AND record_id = ? RETURNING id", (kind, record_id)
    ).fetchone()
    if found is None:
        return None
    forgotten = int(get_meta(connection, FORGOTTEN_KEY) or 0) + 1
    set_meta(connection, FORGOTTEN_KEY, str(forgotten))
    top = max(int(found[0]), int(get_meta(connection, _TOP) or 0))
    set_meta(connection, _TOP, str(top))
    return int(found[0])


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
        parts=entry.parts,
        keywords=entry.keywords,
        phones=entry.phones,
        area_codes=" ".join(entry.areas),
        nationwide=int(entry.everywhere),
        place=entry.place,
        language_tags=" ".join(entry.languages),
        standing=entry.standing,
    )


def _title_words(entry: IndexEntry) -> str:
    """Return the values of the index of titles."""
    words = [
        *(NAME + name for name in entry.names.split()),
        *(TITLE + word for word in entry.titles.split()),
        *(KEYWORD + word for word in entry.parts.split()),
        *(KEYWORD + word for word in entry.keywords.split()),
        *(DIGITS + end for number in entry.phones.split() for end in _ends(number)),
        *(AREA + code for code in entry.areas),
    ]
    return " ".join(words)


def _text_words(entry: IndexEntry) -> str:
    """Return the values of the index of texts."""
    words = [entry.titles, entry.parts, entry.keywords, entry.body]
    words.extend(AREA + code for code in entry.areas)
    return " ".join(words)


def _ends(number: str) -> Iterator[str]:
    """Give all ends of a number: a piece of the number is the beginning of one of them."""
    for start in range(max(1, len(number) - _MIN_DIGITS + 1)):
        yield number[start:]
