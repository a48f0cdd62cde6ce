"""What services and cards are found by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Final
from urllib.parse import urlsplit

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Confidence, Kind, Service, public
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.search import folding
from advisor_desk.search.analysis import Analyser
from advisor_desk.search.query import code_token
from advisor_desk.search.wordforms import WordForms, shipped_forms
from advisor_desk.storage import codes as code_tables
from advisor_desk.storage import directory, guidance, search_index
from advisor_desk.storage.database import Connection
from advisor_desk.storage.search_index import IndexEntry

_SURE: Final[dict[Confidence, int]] = {"high": 20, "medium": 12, "low": 0}
_OUTDATED: Final = 8
_NATIONWIDE: Final = 10
_KINDS: Final[dict[Kind, int]] = {"authority": 6, "crisis": 4, "advice-point": 4}
_CARD: Final = 8
_SHORT_NAME: Final = 16
_PARENTHESES: Final = re.compile(r"\s*\(([^()]*)\)")
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+358|0)(?:[ \N{NO-BREAK SPACE}]?\d){5,11}(?!\w)")
_BATCH: Final = 50
"""Services that are indexed together: few enough not to hold up other threads."""
_LABELLED: Final = ("topic", "municipality", "language")
"""Lists whose codes are found by the words of their labels."""


class Indexer:
    """Makes index entries from records; one is made for a run and dropped after it.

    Args:
        codes: the lists of codes.
        forms: the word lists; those that travel with the program unless others are given.
    """

    def __init__(self, codes: CodeBook, forms: WordForms | None = None) -> None:
        self._codes = codes
        self._analyser = Analyser(forms or shipped_forms())
        self._code_tokens: dict[tuple[str, str], tuple[str, ...]] = {}

    @cached_property
    def _places(self) -> frozenset[str]:
        """Names of all municipalities, as one word each."""
        if "municipality" not in self._codes.lists:
            return frozenset()
        members = self._codes.members("municipality")
        return frozenset(folding.squeeze(name) for code in members for name in code.label.all())

    def service(self, service: Service) -> IndexEntry | None:
        """Return what a service is found by; None for one that is not to be offered."""
        if service.status != "listed":
            return None
        titles, parts = self._titles(_own_names(service.name))
        return IndexEntry(
            kind="service",
            record_id=service.id,
            title=service.name,
            names=" ".join(self._names(service.name, service.other_names)),
            titles=titles,
            parts=parts,
            keywords=self._service_keywords(service),
            body=self._tokens(_service_texts(service), _service_words(service)),
            phones=_numbers(_service_numbers(service)),
            areas=service.municipalities,
            everywhere=service.nationwide,
            place=public(service).address.city or service.region,  # stands beside every hit
            languages=service.languages,
            standing=_service_standing(service),
        )

    def card(self, card: Card) -> IndexEntry:
        """Return what a card is found by; facts of low confidence are not among it."""
        texts = list(_card_texts(card))
        titles, parts = self._titles(card.title)
        return IndexEntry(
            kind="card",
            record_id=card.id,
            title=card.title,
            names=" ".join(self._names(card.title)),
            titles=titles,
            parts=parts,
            keywords=_joined(self._codes_of("topic", card.topics)),
            body=self._tokens(texts),
            phones=_numbers(n for text in texts for one in text.all() for n in _PHONE.findall(one)),
            everywhere=True,
            standing=_SURE[card.confidence] + _NATIONWIDE + _CARD,
        )

    def vocabulary(self) -> set[tuple[str, str]]:
        """Return the words of all entries made so far, with what each stands for."""
        return self._analyser.vocabulary()

    def labels(self) -> set[tuple[str, str]]:
        """Return the words of labels with the tokens of their codes."""
        return set(self._label_words())

    def _label_words(self) -> Iterator[tuple[str, str]]:
        """Give the words of labels with the token of their code."""
        for list_name in _LABELLED:
            members = self._codes.members(list_name) if list_name in self._codes.lists else ()
            for code in members:
                token = code_token(list_name, code.id)
                for tag in LANGUAGES:
                    for analysis in self._analyser.analyse(code.label.get(tag), tag):
                        for word in (*analysis.surfaces, *analysis.tokens):
                            yield word, token

    def _names(self, *titles: LocalText) -> Iterator[str]:
        """Give the whole names in titles, and the abbreviations in their parentheses."""
        found: dict[str, None] = {}
        for text in (line for title in titles for one in title.all() for line in one.splitlines()):
            found[folding.squeeze(text)] = None
            if "(" in text:
                found[folding.squeeze(_PARENTHESES.sub("", text))] = None
                for name in filter(_is_short_name, _PARENTHESES.findall(text)):
                    found[folding.squeeze(name)] = None
        return (name for name in found if name and name not in self._places)

    def _titles(self, title: LocalText) -> tuple[str, str]:
        """Return the words of a title with their base forms, and parts of its compounds."""
        words: dict[str, None] = {}
        parts: dict[str, None] = {}
        for tag in LANGUAGES:
            for analysis in self._analyser.analyse(title.get(tag), tag):
                words.update(dict.fromkeys(analysis.surfaces))
                words.update(dict.fromkeys(analysis.bases))
                parts.update(dict.fromkeys(analysis.tails))
        return " ".join(words), " ".join(parts)

    def _service_keywords(self, service: Service) -> str:
        spoken = (tag for tag in service.languages if tag not in LANGUAGES)
        found = [
            *self._codes_of("topic", service.topics),
            *self._words("fi", " ".join(_aside(service.name))),
            *self._words("fi", f"{service.address.city} {service.region} {_host(service.website)}"),
            *self._words("en", service.kind.replace("-", " ")),
            *self._codes_of("municipality", service.municipalities),
            *self._codes_of("language", spoken),
        ]
        for tag in LANGUAGES:
            found.extend(self._words(tag, service.other_names.get(tag)))
        return _joined(found)

    def _words(self, language: Language, text: str) -> Iterator[str]:
        """Give the words of a short text and their base forms."""
        for analysis in self._analyser.analyse(text, language):
            yield from analysis.surfaces
            yield from analysis.tokens

    def _codes_of(self, list_name: str, ids: Iterable[str]) -> Iterator[str]:
        """Give the tokens for codes and for the groups they belong to."""
        for code_id in ids:
            key = (list_name, code_id)
            if key not in self._code_tokens:
                top = self._codes.top(list_name, code_id)
                self._code_tokens[key] = tuple(
                    code_token(list_name, one) for one in dict.fromkeys((code_id, top))
                )
            yield from self._code_tokens[key]

    def _tokens(self, texts: Iterable[LocalText], plain: str = "") -> str:
        """Return what long texts are indexed by."""
        kept = [text for text in texts if text]
        found = [
            self._analyser.tokens(" ".join([text.get(tag) for text in kept]), tag)
            for tag in LANGUAGES
        ]
        if plain:
            found.append(self._analyser.tokens(plain, "fi"))
        return " ".join(found)


def reindex(connection: Connection) -> None:
    """Make the whole index anew from the tables.

    Args:
        connection: a writing connection.
    """
    indexer = Indexer(CodeBook(code_tables.read_codes(connection)))
    services = (indexer.service(s) for s in directory.read_services(connection))
    cards = (indexer.card(c) for c in guidance.read_cards(connection))
    entries = [entry for entry in services if entry is not None]
    entries.extend(cards)
    search_index.rebuild(connection, entries, indexer.vocabulary() | indexer.labels())


def reindex_services(connection: Connection, services: Iterable[Service]) -> None:
    """Index services anew after they were changed; those not offered are taken out.

    Args:
        connection: a writing connection.
        services: the records as they are now; an import gives tens of thousands, and writes
            each as it is asked for.
    """
    indexer = Indexer(CodeBook(code_tables.read_codes(connection)))
    words: set[str] = set()
    rest = iter(services)
    while batch := list(islice(rest, _BATCH)):
        # A service that comes twice is indexed as it came last.
        entries = {service.id: indexer.service(service) for service in batch}
        for service_id in (key for key, entry in entries.items() if entry is None):
            search_index.remove(connection, "service", service_id)
        words |= search_index.put(connection, [e for e in entries.values() if e is not None])
    pairs = ((word, word) for word in words)
    search_index.add_words(connection, chain(pairs, indexer.vocabulary()))


def reindex_service(connection: Connection, service: Service) -> None:
    """Index one service anew; see `reindex_services`."""
    reindex_services(connection, [service])


def _is_short_name(text: str) -> bool:
    """Tell whether what stands in parentheses is an abbreviation or a name in one word.

    Longer ones say to what something belongs: `Reception centres (Finnish Immigration
    Service)`.
    """
    return len(text) <= _SHORT_NAME and len(folding.words(text)) == 1


def _own_names(name: LocalText) -> LocalText:
    """Return a name in all languages, without what only says to what it belongs."""
    if not any("(" in text for text in name):
        return name
    return LocalText(*(_own_name(name.get(tag)) for tag in LANGUAGES))


def _own_name(text: str) -> str:
    if "(" not in text:
        return text
    short = filter(_is_short_name, _PARENTHESES.findall(text))
    return " ".join([_PARENTHESES.sub("", text), *short])


def _aside(name: LocalText) -> Iterator[str]:
    """Give what stands in the parentheses of a name."""
    for text in name.all():
        if "(" in text:
            yield from _PARENTHESES.findall(text)


def _service_standing(service: Service) -> int:
    sure = _SURE[service.confidence] - (_OUTDATED if service.possibly_outdated else 0)
    reach = _NATIONWIDE if service.nationwide else 0
    return max(sure, 0) + reach + _KINDS.get(service.kind, 0)


def _service_texts(service: Service) -> Iterator[LocalText]:
    yield service.description
    yield service.eligibility
    yield service.bring
    yield service.how_to_apply
    yield service.price_note
    yield service.note
    yield service.outdated_note
    yield service.address.street
    yield from (phone.label for phone in service.phones)
    for channel in service.channels:
        yield channel.name
        yield channel.description


def _service_words(service: Service) -> str:
    """Return words that are the same in all languages."""
    found = [service.address.postal_code]
    found.extend(email.address for email in service.emails)
    found.extend(code.label for code in service.codes)
    return " ".join(found)


def _service_numbers(service: Service) -> Iterator[str]:
    for phones in (service.phones, *(channel.phones for channel in service.channels)):
        for phone in phones:
            yield phone.number
            yield phone.dial


def _card_texts(card: Card) -> Iterator[LocalText]:
    yield card.question
    yield card.short_answer
    yield from (fact.text for fact in card.facts if fact.confidence != "low")
    yield from card.documents
    yield from (referee.label for referee in card.refer_to)


@lru_cache(maxsize=4096)
def _host(website: str) -> str:
    """Return the host of an address without `www`."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _joined(words: Iterable[str]) -> str:
    """Return words, each once."""
    return " ".join(dict.fromkeys(words))


def _numbers(numbers: Iterable[str]) -> str:
    """Return telephone numbers as digits, each once."""
    plain = (folding.digits(number) for number in numbers)
    return _joined(number for number in plain if number)
