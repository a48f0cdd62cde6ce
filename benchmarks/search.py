"""How long a keystroke's query takes, over the shipped data and over many services.

Run as `python -m benchmarks.search`; the exit code is 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Address, Phone, Service
from advisor_desk.domain.synonyms import Synonym
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.paths import find_paths
from advisor_desk.search import folding
from advisor_desk.services.codes import Codes
from advisor_desk.services.content import load_shipped
from advisor_desk.services.finder import Finder
from advisor_desk.services.indexing import Indexer
from advisor_desk.storage import directory, search_index
from advisor_desk.storage.codes import write_code
from advisor_desk.storage.database import Connection, Database, open_database
from advisor_desk.storage.synonyms import load_synonyms, read_synonyms

WORDS_LIMIT_MS: Final = 16.0
PREFIX_LIMIT_MS: Final = 8.0
SHIPPED_LIMIT_MS: Final = 5.0
FIRST_LIMIT_MS: Final = 50.0
MEMORY_LIMIT_MB: Final = 350.0
BUILD_LIMIT: Final = 2000.0  # services a second
SIZE_LIMIT: Final = 1.5  # of the text
SHORT: Final = 3
"""Letters of what counts as a prefix; longer texts count as words."""

COMPOUNDS: Final = 50_000
"""Of each language; with the shipped words a vocabulary of some 150,000."""

SEED: Final = 20261121

Keystroke = tuple[str, Language, str | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and judge.

    Returns:
        0 where all limits are kept, else 1.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=100_000, help="how many to generate")
    parser.add_argument("--queries", type=int, default=200, help="how many texts to type")
    parser.add_argument("--made", type=Path, help="folder of a run; only search what is there")
    options = parser.parse_args(arguments)
    what = f"{options.services:,} services"
    if options.made is not None:
        return 0 if all(_search(options.made, options.queries, what)) else 1
    with tempfile.TemporaryDirectory() as folder:
        kept = _make(Path(folder), options.services)
        # In a process of its own: one that only searches, as a desk does.
        program = [sys.executable, "-m", "benchmarks.search", "--made", folder]
        numbers = ["--services", str(options.services), "--queries", str(options.queries)]
        sys.stdout.flush()
        searched = subprocess.run([*program, *numbers], check=False).returncode
    return 0 if all(kept) and not searched else 1


def _make(place: Path, count: int) -> list[bool]:
    """Make both databases, and judge how that went."""
    with closing(open_database(place / "shipped.sqlite3", place / "backups")) as shipped:
        resources = find_paths(place).resources
        load_shipped(shipped, resources, date(2026, 11, 21))
        services = _shipped_services(shipped)
        book = Codes(shipped, resources).book
        with shipped.reading() as connection:
            synonyms = read_synonyms(connection)
    with closing(open_database(place / "generated.sqlite3", place / "backups")) as many:
        return _fill(many, services, book, synonyms, count)


def _search(place: Path, count: int, what: str) -> list[bool]:
    """Type into both databases, and judge."""
    with closing(Database(place / "generated.sqlite3")) as many:
        kept = _judge_first(many, what)
        with closing(Database(place / "shipped.sqlite3")) as shipped:
            typed = list(_keystrokes(_shipped_services(shipped), count))
            kept.append(_judge("shipped data, all", Finder(shipped), typed, SHIPPED_LIMIT_MS))
        return kept + _judge_many(many, typed, what)


def _judge_first(database: Database, what: str) -> list[bool]:
    """Judge the first search of a process."""
    finder = Finder(database)
    started = time.perf_counter()
    finder.prepare()  # as the window does, off the UI thread, after its first picture
    print(f"{what}: words people type read in {(time.perf_counter() - started) * 1000:.0f} ms")
    first = finder.search("verotoimistosta", language="fi").took_ms
    return [_told(f"{what}: first search {first:.1f} ms", first, FIRST_LIMIT_MS)]


def _judge_many(database: Database, typed: Sequence[Keystroke], what: str) -> list[bool]:
    """Judge words, misspelt words and beginnings by themselves, and the memory."""
    finder = Finder(database)
    kept = []
    words = [key for key in typed if len(key[0]) > SHORT]
    prefixes = [key for key in typed if len(key[0]) <= SHORT]
    wrong = [(_misspelt(text), tag, where) for text, tag, where in words if " " not in text]
    kept.append(_judge(f"{what}, words", finder, words, WORDS_LIMIT_MS))
    kept.append(_judge(f"{what}, misspelt words", finder, wrong[::4], WORDS_LIMIT_MS))
    kept.append(_judge(f"{what}, 1 to {SHORT} letters", finder, prefixes, PREFIX_LIMIT_MS))
    memory = _memory_mb()
    kept.append(
        _told(f"memory of a process that searches: {memory:.0f} MB", memory, MEMORY_LIMIT_MB)
    )
    return kept


def _misspelt(word: str) -> str:
    """Return a word with its third and fourth letter swapped."""
    return word[:2] + word[3:4] + word[2:3] + word[4:]


def _memory_mb() -> float:
    """Return the memory this process holds now, in megabytes; 0 where that cannot be read."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def _told(what: str, value: float, limit: float, *, least: bool = False) -> bool:
    """Print a figure with its limit, and tell whether it is kept."""
    kept = value >= limit if least else value <= limit
    print(f"{what} (limit {limit:g}): {'kept' if kept else 'NOT KEPT'}")
    return kept


def _shipped_services(database: Database) -> list[Service]:
    with database.reading() as connection:
        return [s for s in directory.read_services(connection) if s.status == "listed"]


def _judge(what: str, finder: Finder, typed: Sequence[Keystroke], limit: float) -> bool:
    """Type everything, print what it took, and tell whether the limit is kept."""
    for text, language, municipality in typed[:20]:
        finder.search(text, language=language, municipality=municipality)
    took = [
        (finder.search(text, language=language, municipality=municipality).took_ms, text)
        for text, language, municipality in typed
    ]
    times = [ms for ms, _ in took]
    p99 = statistics.quantiles(times, n=100)[98]
    slowest = max(took)
    return _told(
        f"{what}: {len(times)} keystrokes, median {statistics.median(times):.2f} ms, "
        f"slowest {slowest[0]:.2f} ms ({slowest[1]!r}), p99 {p99:.2f} ms",
        p99,
        limit,
    )


def _keystrokes(services: Sequence[Service], count: int) -> Iterator[Keystroke]:
    """Give every beginning of texts that somebody types, with and without a municipality.

    The texts are beginnings of names in the three languages, single words of descriptions,
    a service word with a place, telephone numbers in two spellings, and questions.
    """
    chance = random.Random(SEED)
    for number in range(count):
        service = chance.choice(services)
        language = LANGUAGES[number % len(LANGUAGES)]
        name = service.name.pick(language)
        words = service.description.pick(language).split() or [name]
        kinds = (
            " ".join(name.split()[:2]),
            chance.choice(words),
            f"{name.split()[0]} {service.address.city or 'Helsinki'}",
            chance.choice([p.number for p in service.phones] or ["09 310"]),
            chance.choice(words),
            chance.choice([p.dial for p in service.phones] or ["+3589310"]),
            " ".join(words[:5]),
        )
        text = kinds[number % len(kinds)]
        municipality = (None, "049", "091")[chance.randrange(3)]
        for end in range(1, len(text) + 1):
            yield text[:end], language, municipality


# ---- generated services ----


def _fill(
    database: Database,
    services: Sequence[Service],
    book: CodeBook,
    synonyms: Iterable[Synonym],
    count: int,
) -> list[bool]:
    """Index generated services, and judge how long it took and how large it became.

    The time is the processor's: what else the machine does meanwhile does not count.
    """
    made = list(_generate(services, book, count))
    text = sum(len(part.encode()) for service in made for part in _texts(service))
    with database.writing() as connection:
        for code in (c for name in book.lists for c in book.members(name)):
            write_code(connection, code, 1, "")
        load_synonyms(connection, synonyms)
        before = _pages(connection)
        started = time.process_time()
        indexer = Indexer(book)
        entries = [entry for entry in map(indexer.service, made) if entry is not None]
        analysed = time.process_time()
        search_index.rebuild(connection, entries, indexer.vocabulary() | indexer.labels())
        done = time.process_time()
        size = _pages(connection) - before
        words = connection.execute("SELECT count(DISTINCT word) FROM search_word").fetchone()[0]
    rate = count / (done - started)
    print(
        f"analysed in {analysed - started:.1f} s, written in {done - analysed:.1f} s,"
        f" {words:,} distinct words"
    )
    ratio = size / text
    return [
        _told(f"build: {rate:,.0f} services a second", rate, BUILD_LIMIT, least=True),
        _told(
            f"size: {size / 1e6:.0f} MB for {text / 1e6:.0f} MB of text, ratio {ratio:.2f}",
            ratio,
            SIZE_LIMIT,
        ),
    ]


def _pages(connection: Connection) -> int:
    """Return the size of what the database holds, in bytes."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _texts(service: Service) -> Iterator[str]:
    """Give all texts of a service that is generated, as its table keeps them."""
    for text in (service.name, service.description, service.eligibility):
        yield from text
    yield from (service.id, service.kind, service.address.city, service.website)
    yield from (*service.municipalities, *service.languages, *service.topics)
    yield from (number for phone in service.phones for number in (phone.number, phone.dial))


def _generate(services: Sequence[Service], book: CodeBook, count: int) -> Iterator[Service]:
    """Give services whose words are as frequent as in the shipped texts, and compounds."""
    chance = random.Random(SEED)
    words = {language: _Words(services, language, chance) for language in LANGUAGES}
    topics = [code.id for code in book.members("topic")]
    places = [code.id for code in book.members("municipality")]
    languages = [code.id for code in book.members("language")]
    for number in range(count):
        digits = f"{chance.randrange(10**7):07d}"
        yield Service(
            id=f"generated-{number}",
            kind=chance.choice(services).kind,
            name=LocalText(*(words[tag].name() for tag in LANGUAGES)),
            description=LocalText(*(words[tag].text(25) for tag in LANGUAGES)),
            eligibility=LocalText(*(words[tag].text(10) for tag in LANGUAGES)),
            municipalities=tuple(chance.sample(places, chance.randrange(1, 4))),
            nationwide=chance.random() < 0.1,
            address=Address(city=chance.choice(services).address.city),
            phones=(Phone(f"09 {digits}", f"+3589{digits}"),),
            website=chance.choice(services).website,
            languages=tuple(chance.sample(languages, 4)),
            topics=tuple(chance.sample(topics, 3)),
            confidence=chance.choice(services).confidence,
            possibly_outdated=chance.random() < 0.3,
        )


class _Words:
    """Words of one language as the shipped services use them."""

    def __init__(
        self, services: Iterable[Service], language: Language, chance: random.Random
    ) -> None:
        self._chance = chance
        self._names: list[str] = []
        self._texts: list[str] = []
        for service in services:
            self._names.extend(service.name.get(language).split())
            for text in (service.description, service.eligibility, service.bring):
                self._texts.extend(text.get(language).split())
        long = [w for w in self._texts if len(w) > 5 and folding.fold(w).isalpha()]
        pairs = zip(
            chance.choices(long, k=COMPOUNDS), chance.choices(long, k=COMPOUNDS), strict=True
        )
        self._compounds = [f"{first}{second.lower()}" for first, second in pairs]

    def name(self) -> str:
        """Return a name of two to five words."""
        chosen = self._chance.choices(self._names, k=self._chance.randrange(2, 5))
        return " ".join([*chosen, self._compound()] if self._chance.random() < 0.5 else chosen)

    def text(self, length: int) -> str:
        """Return a text of so many words, one in eight a compound."""
        chosen = self._chance.choices(self._texts, k=length)
        return " ".join(
            self._compound() if self._chance.random() < 1 / 8 else word for word in chosen
        )

    def _compound(self) -> str:
        """Return a compound; a few are frequent and most are rare, as in any text."""
        return self._compounds[int(COMPOUNDS * self._chance.random() ** 3)]


if __name__ == "__main__":
    sys.exit(main())
