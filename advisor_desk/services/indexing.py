"""What services and cards are found by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Confidence, Kind, Service
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.search import folding
from advisor_desk.storage import codes as code_tables
from advisor_desk.storage import directory, guidance, search_index
from advisor_desk.storage.database import Connection
from advisor_desk.storage.search_index import IndexEntry

_SURE: Final[dict[Confidence, int]] = {"high": 20, "medium": 12, "low": 0}
_OUTDATED: Final = 8
_NATIONWIDE: Final = 10
_KINDS: Final[dict[Kind, int]] = {"authority": 6, "crisis": 4, "advice-point": 4}
_SHORT_NAME: Final = 16
_PARENTHESES: Final = re.compile(r"\s*\(([^()]*)\)")
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+358|0)(?:[ \N{NO-BREAK SPACE}]?\d){5,11}(?!\w)")


class Indexer:
    """Makes index entries from records, with the words of the lists of codes."""

    def __init__(self, codes: CodeBook) -> None:
        self._codes = codes

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
        return IndexEntry(
            kind="service",
            record_id=service.id,
            title=service.name,
            names=self._names(service.name),
            titles=_joined(_name_texts(service.name)),
            keywords=_joined(self._service_keywords(service)),
            body=_joined(_service_texts(service)),
            phones=_numbers(n for p in service.phones for n in (p.number, p.dial)),
            areas=service.municipalities,
            everywhere=service.nationwide,
            place=service.address.city or service.region,
            standing=_service_standing(service),
        )

    def card(self, card: Card) -> IndexEntry:
        """Return what a card is found by; facts of low confidence are not among it."""
        texts = list(_card_texts(card))
        return IndexEntry(
            kind="card",
            record_id=card.id,
            title=card.title,
            names=self._names(card.title),
            titles=_joined(card.title.all()),
            keywords=_joined(self._labels("topic", card.topics)),
            body=_joined(texts),
            phones=_numbers(number for text in texts for number in _PHONE.findall(text)),
            everywhere=True,
            standing=_SURE[card.confidence] + _NATIONWIDE,
        )

    def _names(self, title: LocalText) -> str:
        """Return the whole names in a title, and the abbreviations in its parentheses."""
        found: dict[str, None] = {}
        for text in title.all():
            whole = (text, _PARENTHESES.sub("", text))
            for name in (*whole, *filter(_is_short_name, _PARENTHESES.findall(text))):
                found[folding.squeeze(name)] = None
        return " ".join(name for name in found if name and name not in self._places)

    def _service_keywords(self, service: Service) -> Iterator[str]:
        for name in service.name.all():
            yield from _PARENTHESES.findall(name)
        yield from self._labels("topic", service.topics)
        yield from self._labels("municipality", service.municipalities)
        spoken = (tag for tag in service.languages if tag not in LANGUAGES)
        yield from self._labels("language", spoken)
        yield service.kind.replace("-", " ")
        yield service.address.city
        yield service.region
        yield _host(service.website)

    def _labels(self, list_name: str, ids: Iterable[str]) -> Iterator[str]:
        """Give the words for codes and for the groups they belong to, in all languages."""
        for code_id in ids:
            for wanted in dict.fromkeys((code_id, self._codes.top(list_name, code_id))):
                code = self._codes.find(list_name, wanted)
                if code is not None:
                    yield from code.label.all()


def reindex(connection: Connection) -> None:
    """Make the whole index anew from the tables.

    Args:
        connection: a writing connection.
    """
    indexer = Indexer(CodeBook(code_tables.read_codes(connection)))
    services = (indexer.service(s) for s in directory.read_services(connection))
    cards = (indexer.card(c) for c in guidance.read_cards(connection))
    entries = [entry for entry in services if entry is not None]
    search_index.rebuild(connection, [*entries, *cards])


def reindex_service(connection: Connection, service: Service) -> None:
    """Index one service anew after it was changed; one that is not offered is taken out.

    Args:
        connection: a writing connection.
        service: the record as it is now.
    """
    entry = Indexer(CodeBook(code_tables.read_codes(connection))).service(service)
    if entry is None:
        search_index.remove(connection, "service", service.id)
    else:
        search_index.replace(connection, entry)


def _is_short_name(text: str) -> bool:
    """Tell whether what stands in parentheses is an abbreviation or a name in one word.

    Longer ones say to what something belongs: `Reception centres (Finnish Immigration
    Service)`.
    """
    return len(text) <= _SHORT_NAME and len(folding.words(text)) == 1


def _name_texts(name: LocalText) -> Iterator[str]:
    """Give a name in all languages, without what only says to what it belongs."""
    for text in name.all():
        yield _PARENTHESES.sub("", text)
        yield from filter(_is_short_name, _PARENTHESES.findall(text))


def _service_standing(service: Service) -> int:
    sure = _SURE[service.confidence] - (_OUTDATED if service.possibly_outdated else 0)
    reach = _NATIONWIDE if service.nationwide else 0
    return max(sure, 0) + reach + _KINDS.get(service.kind, 0)


def _service_texts(service: Service) -> Iterator[str]:
    texts = (
        service.description,
        service.eligibility,
        service.bring,
        service.price_note,
        service.note,
        service.outdated_note,
        service.address.street,
        *(phone.label for phone in service.phones),
    )
    for text in texts:
        yield from text.all()
    yield service.address.postal_code
    yield from service.emails


def _card_texts(card: Card) -> Iterator[str]:
    facts = (fact.text for fact in card.facts if fact.confidence != "low")
    referees = (referee.label for referee in card.refer_to)
    for text in (card.question, card.short_answer, *facts, *card.documents, *referees):
        yield from text.all()


def _host(website: str) -> str:
    """Return the host of an address without `www`."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _joined(texts: Iterable[str]) -> str:
    """Return the words of texts, each once."""
    return " ".join(dict.fromkeys(word for text in texts for word in folding.tokens(text)))


def _numbers(numbers: Iterable[str]) -> str:
    """Return telephone numbers as digits, each once."""
    plain = (folding.digits(number) for number in numbers)
    return " ".join(dict.fromkeys(number for number in plain if number))
