"""Search over services and cards together, as one types."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from advisor_desk.domain.text import Language, LocalText
from advisor_desk.i18n import _, ngettext
from advisor_desk.search import ranking
from advisor_desk.search.query import Expander, Plan, no_expansion, parse_query
from advisor_desk.search.ranking import Ranked, Why
from advisor_desk.storage import search_index
from advisor_desk.storage.database import Database
from advisor_desk.storage.search_index import EntryKind, Row

CANDIDATES: Final = 100
"""How many entries are scored; more would be slower and put the same ones first."""

_PLACES_SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A service or card that was found.

    Attributes:
        title: in the language asked for, or the nearest there is.
        subtitle: where a service serves, or that it is a card.
        score: larger is better; comparable within one result only.
        why: where the match is.
        marks: start and end of the matching parts of the title.
        other_title: the title in another language, where the match is in that one.
    """

    kind: EntryKind
    id: str
    title: str
    subtitle: str
    score: int
    why: Why
    marks: tuple[tuple[int, int], ...] = ()
    other_title: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query.

    Attributes:
        query: as typed.
        took_ms: milliseconds from the text to the hits.
        hits: the best first.
    """

    query: str
    took_ms: float
    hits: tuple[Hit, ...]


class Finder:
    """Finds services and cards in the index of the desk's database."""

    def __init__(self, database: Database, expand: Expander = no_expansion) -> None:
        self._database = database
        self._expand = expand
        self._municipalities: dict[str, LocalText] = {}

    def search(
        self, text: str, *, language: Language, municipality: str | None = None, limit: int = 10
    ) -> SearchResult:
        """Return what is found for a text, typed to its end or not.

        Args:
            text: any text; a blank one finds nothing.
            language: of the titles shown; all languages are searched.
            municipality: the code of the client's municipality, if known; other answers of
                that field count as not known.
            limit: how many hits to return at most.

        Raises:
            Failure: the database is damaged or out of reach.
        """
        start = time.perf_counter()
        plan = parse_query(text, self._expand)
        hits = self._hits(plan, language, municipality, limit) if plan and limit > 0 else ()
        return SearchResult(text, (time.perf_counter() - start) * 1000, hits)

    def _hits(
        self, plan: Plan, language: Language, municipality: str | None, limit: int
    ) -> tuple[Hit, ...]:
        known = municipality if municipality and municipality.isdigit() else None
        with self._database.reading() as connection:
            count = max(CANDIDATES, limit)
            rows = search_index.candidates(connection, plan, count, known)
        ranked = ranking.rank(rows, plan, municipality=known, limit=limit)
        return tuple(self._hit(one, plan, language, known) for one in ranked)

    def _hit(
        self, ranked: Ranked[Row], plan: Plan, language: Language, municipality: str | None
    ) -> Hit:
        row = ranked.candidate
        title = row.title.pick(language)
        marks = ranking.marks(title, plan)
        return Hit(
            kind=row.kind,
            id=row.record_id,
            title=title,
            subtitle=self._subtitle(row, language, municipality),
            score=ranked.score,
            why=ranked.why,
            marks=marks,
            other_title="" if marks else _other_title(row.title, title, plan),
        )

    def _subtitle(self, row: Row, language: Language, municipality: str | None) -> str:
        """Say where a service serves, the client's municipality first."""
        if row.kind == "card":
            return _("Guidance")
        codes = sorted(row.areas, key=lambda code: code != municipality)
        names = [self._municipality(code).pick(language) for code in codes]
        if row.everywhere or not names:
            return _("Nationwide") if row.everywhere else row.place
        places = ", ".join(names[:_PLACES_SHOWN])
        more = len(names) - _PLACES_SHOWN
        if more <= 0:
            return places
        return ngettext(
            "{places} and {count} other municipality",
            "{places} and {count} other municipalities",
            more,
        ).format(places=places, count=more)

    def _municipality(self, code: str) -> LocalText:
        """Return the name of a municipality; the names are read once."""
        if code not in self._municipalities:
            with self._database.reading() as connection:
                self._municipalities = search_index.read_municipality_names(connection)
        return self._municipalities.get(code, LocalText(code))


def _other_title(title: LocalText, shown: str, plan: Plan) -> str:
    """Return the title in another language in which a word was found, or nothing."""
    others = (text for text in title.all() if text != shown)
    return next((text for text in others if ranking.marks(text, plan)), "")
