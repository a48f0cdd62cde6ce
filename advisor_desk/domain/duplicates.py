"""Records that may be the same service twice.

A record is compared only with those that share a telephone number, a web address, a business id
or a rare word of the name with it, so that 20,000 records are gone through in seconds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit

from advisor_desk.domain.directory import Channel, Service
from advisor_desk.domain.phones import dial
from advisor_desk.domain.text import LocalText

Because = Literal["business-id", "phone", "website", "name"]
"""What two records have in common, the weightiest first."""

_SHARED: Final = 6
"""A number or address of more records than these is a switchboard or a portal: no sign."""
_COMMON: Final = 100
"""A word in more names than these says nothing about a service."""
_RARE_WORDS: Final = 3
_ALIKE: Final[dict[Because, float]] = {
    "business-id": 75,
    "phone": 70,
    "website": 70,
    "name": 92,
}
"""How alike the names must be, from 0 to 100, besides what else the records share."""
_LEAST: Final = min(_ALIKE.values())
_WORD: Final = re.compile(r"[^\W_]+")


class Marks(NamedTuple):
    """What a record is compared by.

    Attributes:
        id: of the service.
        names: in each language, folded and with the words in order of the alphabet; empty
            where there is none.
        phones: what to dial.
        websites: host and path.
        business_id: of the organisation, or empty.
        places: codes of municipalities; `*` for all of Finland; empty where not known.
    """

    id: str
    names: tuple[str, ...]
    phones: frozenset[str]
    websites: frozenset[str]
    business_id: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be the same.

    Attributes:
        id: of the other service.
        because: what speaks for it most.
        score: how alike the names are, from 0 to 100.
    """

    id: str
    because: Because
    score: float


def marks(service: Service, business_id: str = "") -> Marks:
    """Return what a service is compared by.

    Args:
        service: the record.
        business_id: of its organisation, or empty.
    """
    urls = [service.website, *(url for c in service.channels for url in c.url.all())]
    return Marks(
        id=service.id,
        names=name_marks(service.name),
        phones=frozenset(filter(None, _numbers(service, service.channels))),
        websites=frozenset(filter(None, map(website_mark, urls))),
        business_id=business_id,
        places=frozenset("*") if service.nationwide else frozenset(service.municipalities),
    )


def _numbers(service: Service, channels: Sequence[Channel]) -> Iterator[str]:
    for phones in (service.phones, *(channel.phones for channel in channels)):
        for phone in phones:
            yield phone_mark(phone.number, phone.dial)


def phone_mark(number: str, dialled: str) -> str:
    """Return what a telephone number is compared by; empty where it is none."""
    return dialled if dialled.startswith("+") else dial(number)


def name_marks(name: LocalText) -> tuple[str, ...]:
    """Return the name in each language in the form it is compared in."""
    return tuple(" ".join(sorted(_WORD.findall(text.casefold()))) for text in name)


def website_mark(url: str) -> str:
    """Return host and path of a web address without what differs for no reason."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/").casefold()
    return f"{host}{path}?{parts.query}" if parts.query else host + path


class Finder:
    """Finds the records that are like one; records can be added and taken out."""

    def __init__(self, records: Iterable[Marks] = ()) -> None:
        self._records: dict[str, Marks] = {}
        self._by: dict[str, dict[str, None]] = defaultdict(dict)
        for record in records:
            self.add(record)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._records)

    def get(self, record_id: str) -> Marks | None:
        """Return a record by its id, or None."""
        return self._records.get(record_id)

    def add(self, record: Marks) -> None:
        """Add a record in place of the one with its id."""
        self.remove(record.id)
        self._records[record.id] = record
        for key in _keys(record):
            self._by[key][record.id] = None

    def remove(self, record_id: str) -> None:
        """Take a record out, if it is there."""
        known = self._records.pop(record_id, None)
        if known is not None:
            for key in _keys(known):
                del self._by[key][record_id]

    def like(self, record: Marks) -> list[Match]:
        """Return the records that may be the same, the likeliest first.

        The record itself, known by its id, is not among them.
        """
        scores = self._scores(record)
        found = (self._match(record, self._records[key], scores[key]) for key in scores)
        matches = [match for match in found if match is not None]
        return sorted(matches, key=_likeliest_first)

    def near(self, record: Marks) -> Iterator[str]:
        """Give the ids of the records that might be found to be like one, or it like them.

        It is itself among them; some come several times.
        """
        for key in _keys(record):
            holders = self._by.get(key, {})
            if len(holders) <= _COMMON:
                yield from holders

    def pairs(self) -> Iterator[tuple[str, Match]]:
        """Give each pair of records that may be the same once: the id of one, and the other."""
        seen: set[frozenset[str]] = set()
        for record in self._records.values():
            for match in self.like(record):
                pair = frozenset((record.id, match.id))
                if pair not in seen:  # a rare word of one name may be none of the other's
                    seen.add(pair)
                    yield record.id, match

    def _scores(self, record: Marks) -> dict[str, float]:
        """Return how alike the candidates are called, where that is enough for any reason."""
        sure: dict[str, None] = {}
        for key in _sure_keys(record):
            sure.update(self._few(key, _SHARED if key[0] in "pu" else _COMMON))
        scores: dict[str, float] = {}
        for place, name in enumerate(record.names):
            if name:
                likely = dict.fromkeys(k for w in self._rarest(place, name) for k in self._by[w])
                for ids, least in ((sure, _LEAST), (likely, _ALIKE["name"])):
                    for key, score in self._scored(record.id, place, name, ids, least):
                        scores[key] = max(score, scores.get(key, 0))
        return scores

    def _scored(
        self, own: str, place: int, name: str, ids: Iterable[str], least: float
    ) -> Iterator[tuple[str, float]]:
        from rapidfuzz import fuzz, process

        names = {key: self._records[key].names[place] for key in ids if key != own}
        for _other, score, key in process.extract(
            name, names, scorer=fuzz.ratio, score_cutoff=least, limit=None
        ):
            yield key, score

    def _few(self, key: str, most: int = _SHARED) -> dict[str, None]:
        """Return the records with a number or address, unless it is that of too many."""
        holders = self._by.get(key, {})
        return holders if len(holders) <= most else {}

    def _rarest(self, place: int, name: str) -> list[str]:
        sizes = {key: len(self._by.get(key, ())) for key in _word_keys(place, name)}
        known = [key for key, size in sizes.items() if 0 < size <= _COMMON]
        return sorted(known, key=sizes.__getitem__)[:_RARE_WORDS]

    def _match(self, one: Marks, other: Marks, score: float) -> Match | None:
        if not (_places_meet(one.places, other.places) and _same_numbers(one, other)):
            return None
        for because in self._shared(one, other):
            if score >= _ALIKE[because]:
                return Match(other.id, because, round(score, 1))
        return None

    def _shared(self, one: Marks, other: Marks) -> Iterator[Because]:
        if one.business_id and one.business_id == other.business_id:
            yield "business-id"
        if any(self._few(f"p{number}") for number in one.phones & other.phones):
            yield "phone"
        if any(self._few(f"u{url}") for url in one.websites & other.websites):
            yield "website"
        yield "name"


def _likeliest_first(match: Match) -> tuple[float, str]:
    return (-match.score, match.id)


def _keys(record: Marks) -> Iterator[str]:
    yield from _sure_keys(record)
    for place, name in enumerate(record.names):
        yield from _word_keys(place, name)


def _word_keys(place: int, name: str) -> dict[str, None]:
    return dict.fromkeys(f"{place}{word}" for word in name.split())


def _sure_keys(record: Marks) -> Iterator[str]:
    yield from (f"p{number}" for number in record.phones)
    yield from (f"u{url}" for url in record.websites)
    yield from dict.fromkeys(f"n{name}" for name in record.names if name)
    if record.business_id:
        yield f"b{record.business_id}"


def _places_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two records may be of the same place: one that does not say may be of any."""
    return not one or not other or not one.isdisjoint(other)


def _same_numbers(one: Marks, other: Marks) -> bool:
    """Tell whether the names have the same digits: "Group 1" and "Group 2" are two things."""
    return any(
        name and with_name and _digits(name) == _digits(with_name)
        for name, with_name in zip(one.names, other.names, strict=True)
    )


def _digits(name: str) -> list[str]:
    return [word for word in name.split() if not word.isalpha()]
