"""How long a keystroke's query takes, over the shipped data and over many services.

Run as `python -m benchmarks.search`; the exit code is 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import random
import statistics
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
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.paths import find_paths
from advisor_desk.search import folding
from advisor_desk.services.codes import Codes
from advisor_desk.services.content import load_shipped
from advisor_desk.services.finder import Finder
from advisor_desk.services.indexing import Indexer
from advisor_desk.storage import directory, search_index
from advisor_desk.storage.database import Database, open_database

SHIPPED_LIMIT_MS: Final = 5.0
GENERATED_LIMIT_MS: Final = 30.0
SEED: Final = 20261121


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and judge.

    Returns:
        0 where all limits are kept, else 1.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=100_000, help="how many to generate")
    parser.add_argument("--queries", type=int, default=60, help="how many to type")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with closing(open_database(place / "shipped.sqlite3", place / "backups")) as shipped:
            load_shipped(shipped, find_paths(place).resources, date(2026, 11, 21))
            services = _shipped_services(shipped)
            book = Codes(shipped).book
            typed = list(_keystrokes(services, options.queries))
            kept = _judge("shipped data", Finder(shipped), typed, SHIPPED_LIMIT_MS)
        with closing(open_database(place / "generated.sqlite3", place / "backups")) as many:
            _fill(many, services, book, options.services)
            label = f"{options.services:,} generated services"
            kept = _judge(label, Finder(many), typed, GENERATED_LIMIT_MS) and kept
    return 0 if kept else 1


def _shipped_services(database: Database) -> list[Service]:
    with database.reading() as connection:
        return [s for s in directory.read_services(connection) if s.status == "listed"]


def _judge(
    what: str, finder: Finder, typed: Sequence[tuple[str, Language, str | None]], limit: float
) -> bool:
    """Type everything, print what it took, and tell whether the limit is kept."""
    for text, language, municipality in typed[:20]:
        finder.search(text, language=language, municipality=municipality)
    took = [
        (finder.search(text, language=language, municipality=municipality).took_ms, text)
        for text, language, municipality in typed
    ]
    times = [ms for ms, _ in took]
    p99 = statistics.quantiles(times, n=100)[98]
    kept = p99 < limit
    print(
        f"{what}: {len(times)} keystrokes, median {statistics.median(times):.2f} ms, "
        f"p99 {p99:.2f} ms, slowest {max(took)[0]:.2f} ms ({max(took)[1]!r}), "
        f"limit for p99 {limit:g} ms: {'kept' if kept else 'NOT KEPT'}"
    )
    return kept


def _keystrokes(
    services: Sequence[Service], count: int
) -> Iterator[tuple[str, Language, str | None]]:
    """Give every beginning of texts that somebody types, with and without a municipality.

    The texts are beginnings of names in the three languages, single words of descriptions,
    a service word with a place, and telephone numbers in two spellings.
    """
    chance = random.Random(SEED)
    for number in range(count):
        service = chance.choice(services)
        language = LANGUAGES[number % len(LANGUAGES)]
        name = service.name.pick(language)
        kinds = (
            " ".join(name.split()[:2]),
            chance.choice(service.description.pick(language).split() or [name]),
            f"{name.split()[0]} {service.address.city or 'Helsinki'}",
            chance.choice([p.number for p in service.phones] or ["09 310"]),
            chance.choice([p.dial for p in service.phones] or ["+3589310"]),
        )
        text = kinds[number % len(kinds)]
        municipality = (None, "049", "091")[chance.randrange(3)]
        for end in range(1, len(text) + 1):
            yield text[:end], language, municipality


# ---- generated services ----


def _fill(database: Database, services: Sequence[Service], book: CodeBook, count: int) -> None:
    """Index generated services, and print how long it took and how large it became."""
    indexer = Indexer(book)
    started = time.perf_counter()
    made = (indexer.service(service) for service in _generate(services, book, count))
    entries = [entry for entry in made if entry is not None]
    folded = time.perf_counter()
    with database.writing() as connection:
        search_index.rebuild(connection, entries)
    done = time.perf_counter()
    size = database.path.stat().st_size / 1e6
    print(
        f"indexing {count:,} services: texts {folded - started:.1f} s, "
        f"index {done - folded:.1f} s, {size:.0f} MB before the checkpoint"
    )


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
        self._long = [w for w in self._texts if len(w) > 5 and folding.fold(w).isalpha()]

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
        first, second = self._chance.choices(self._long, k=2)
        return f"{first}{second.lower()}"


if __name__ == "__main__":
    sys.exit(main())
