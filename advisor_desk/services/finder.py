"""Search over services and cards together, as one types."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from advisor_desk.domain.synonyms import Synonym, SynonymKey
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.i18n import _, ngettext
from advisor_desk.search import folding, ranking, spelling
from advisor_desk.search.marking import Marker
from advisor_desk.search.places import Places
from advisor_desk.search.query import CODE, MOST_BEGUN, Entry, Plan, Planner, Term, informed
from advisor_desk.search.ranking import Near, Place, Ranked, Why
from advisor_desk.search.thesaurus import Thesaurus
from advisor_desk.search.wordforms import WordForms, shipped_forms
from advisor_desk.storage import codes as code_tables
from advisor_desk.storage import search_lookup
from advisor_desk.storage.database import Connection, Database
from advisor_desk.storage.search_index import EntryKind, Row
from advisor_desk.storage.synonyms import read_synonym, read_synonym_keys

CANDIDATES: Final = 40
"""How many entries are scored; more would be slower and put the same ones first."""

SHORT_CANDIDATES: Final = 24
"""How many for up to three letters, of which much begins so, and which are typed in passing."""

_PLACES_SHOWN: Final = 2
_SHORTEST_BEGINNING: Final = 4
_LEVEL: Final = 5
"""Points within which hits count as equal, so that one that is open now may come first."""

OpenNow = Callable[[Sequence[str]], Collection[str]]
"""Which of some services (by id) are open at this moment."""


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
        reason: a sentence that says why it is there where the marks cannot, e.g. "Synonym of
            työttömyys".
        near: whom it is for, seen from the client's municipality: `own`, `nationwide`,
            `neighbour` or `elsewhere`; empty where that is not known or does not matter.
    """

    kind: EntryKind
    id: str
    title: str
    subtitle: str
    score: int
    why: Why
    marks: tuple[tuple[int, int], ...] = ()
    other_title: str = ""
    reason: str = ""
    near: Near = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query.

    Attributes:
        query: as typed.
        took_ms: milliseconds from the text to the hits.
        hits: the best first.
        corrected: what was searched for in place of the query where that seemed misspelt.
    """

    query: str
    took_ms: float
    hits: tuple[Hit, ...]
    corrected: str = ""


class Finder:
    """Finds services and cards in the index of the desk's database.

    Args:
        database: of the desk.
        open_now: tells which services are open; without it nothing counts as open.
        forms: the word lists; those that travel with the program unless others are given.
    """

    def __init__(
        self,
        database: Database,
        open_now: OpenNow | None = None,
        forms: WordForms | None = None,
    ) -> None:
        self._database = database
        self._open_now = open_now
        self._given_forms = forms
        self._planner: Planner | None = None
        self._changes = 0
        self._words: tuple[str, ...] = ()

    @cached_property
    def _forms(self) -> WordForms:
        return self._given_forms or shipped_forms()

    def search(
        self,
        text: str,
        *,
        language: Language,
        municipality: str | None = None,
        client_language: str = "",
        limit: int = 10,
        as_typed: bool = False,
    ) -> SearchResult:
        """Return what is found for a text, typed to its end or not.

        Args:
            text: any text; a blank one finds nothing.
            language: of the titles shown; all languages are searched.
            municipality: the code of the client's municipality, if known; other answers of
                that field count as not known.
            client_language: tag of the client's language, if known; breaks ties.
            limit: how many hits to return at most.
            as_typed: correct no spelling.

        Raises:
            Failure: the database is damaged or out of reach.
        """
        start = time.perf_counter()
        hits: tuple[Hit, ...] = ()
        corrected = ""
        with self._database.reading() as connection:
            planner = self._ready(connection)
            plan = planner.plan(text)
            if plan and limit > 0:
                plan, corrected = self._understood(connection, planner, plan, text, as_typed)
                hits = self._hits(connection, plan, language, municipality, client_language, limit)
        return SearchResult(text, (time.perf_counter() - start) * 1000, hits, corrected)

    def prepare(self) -> None:
        """Read the words people type before somebody searches, off the UI thread."""
        with self._database.reading() as connection:
            self._ready(connection)

    def forget_words(self, *_: object) -> None:
        """Read the synonyms and places anew at the next search: somebody changed them."""
        self._changes += 1
        self._planner = None

    def _ready(self, connection: Connection) -> Planner:
        """Return the planner, made of the synonyms and places of the database when first used."""
        planner = self._planner
        if planner is None:
            changes = self._changes  # told in the thread that writes, while this one reads
            keys = read_synonym_keys(connection)
            thesaurus = Thesaurus(keys, self._read_synonym, self._forms)
            places = Places(
                search_lookup.read_municipality_names(connection),
                code_tables.read_regions(connection),
                self._forms,
            )
            self._places = places
            self._thesaurus = thesaurus
            planner = Planner(self._forms, thesaurus, places)
            if places.names and changes == self._changes:
                self._planner = planner
        return planner

    def _read_synonym(self, key: SynonymKey) -> Synonym | None:
        with self._database.reading() as connection:
            return read_synonym(connection, key)

    # ---- understanding ----

    def _understood(
        self, connection: Connection, planner: Planner, plan: Plan, text: str, as_typed: bool
    ) -> tuple[Plan, str]:
        """Return the plan with what the index knows, and the text it is for if corrected."""
        plan, missing = self._informed(connection, plan)
        if as_typed or not missing:
            return plan, ""
        better = text
        alone = len(missing) == len(plan.terms)
        for term in missing:
            guess = self._guess(connection, planner, term, alone=alone)
            if guess:
                better = _replaced(better, term.typed[0], guess)
        if better == text:
            return plan, ""
        return self._informed(connection, planner.plan(better))[0], better

    def _informed(self, connection: Connection, plan: Plan) -> tuple[Plan, list[Term]]:
        """Return the plan with what the index knows, and terms of which it knows nothing."""
        words = plan.words
        known = search_lookup.look_up(connection, words) if words else {}
        begun: list[str] = []
        last = plan.terms[-1] if plan.terms else None
        beginning = last.choices[0].beginning if last else ""
        if len(beginning) >= _SHORTEST_BEGINNING:
            begun = search_lookup.begun_with(connection, beginning, MOST_BEGUN)
        size = search_lookup.entry_count(connection)
        missing = [
            term
            for term in plan.terms
            if not plan.digits and not _is_known(term, known, begun if term is last else ())
        ]
        return informed(plan, known, begun, size), missing

    def _guess(self, connection: Connection, planner: Planner, term: Term, *, alone: bool) -> str:
        """Return what a word that is not in the index was probably meant to be, or nothing.

        A word that the lists know is left as it is, unless nothing else is there to go by.
        """
        word = term.typed[0]
        is_word = any(self._forms.known(word, tag) for tag in LANGUAGES)
        known = search_lookup.look_up(
            connection, (t for c in term.choices for w in c.words for t in w)
        )
        in_parts = any(
            choice.via == "part"
            and not choice.weak
            and all(any(token in known for token in tokens) for tokens in choice.words)
            for choice in term.choices
        )
        slips = min(spelling.slips_allowed(word), 1 if in_parts else 2)
        if not slips or (is_word and not alone):
            return ""
        found = self._nearest(connection, word, slips)
        if found or is_word or in_parts:
            return found
        return self._guess_from_lists(connection, planner, word)

    def _nearest(self, connection: Connection, word: str, slips: int) -> str:
        """Return the nearest word of the index or the synonyms, or nothing.

        Hardly anybody mistakes the first letter: words with another are looked at last.
        """
        lengths = range(len(word) - slips, len(word) + slips + 1)
        vocabulary = search_lookup.words_like(connection, lengths, {word[0], word[1]})
        vocabulary.extend(w for w in self._thesaurus.words if len(w) in lengths)
        near = spelling.nearest(word, vocabulary, slips)
        if not near:  # with the first letter wrong, one half of the rest is right
            half = (len(word) + 1) // 2
            vocabulary = search_lookup.words_with(connection, lengths, (word[1:half], word[half:]))
            near = spelling.nearest(word, vocabulary, slips)
        rows = search_lookup.look_up(connection, near) if near else {}
        return spelling.best(
            word, ((w, max((e.records for e in rows.get(w, ())), default=1)) for w in near)
        )

    def _guess_from_lists(self, connection: Connection, planner: Planner, word: str) -> str:
        """Return a word of the lists, one slip away, of which the index has a part."""
        for other in dict.fromkeys(spelling.one_slip_away(word)):
            if self._forms.known(other, "fi"):
                tokens = planner.plan(other).words
                if search_lookup.look_up(connection, tokens):
                    return other
        return ""

    # ---- finding ----

    def _hits(
        self,
        connection: Connection,
        plan: Plan,
        language: Language,
        municipality: str | None,
        client_language: str,
        limit: int,
    ) -> tuple[Hit, ...]:
        place = self._place(plan, municipality)
        short = max((len(term.typed[0]) for term in plan.terms), default=0) < _SHORTEST_BEGINNING
        count = max(SHORT_CANDIDATES if short else CANDIDATES, limit)
        rows = search_lookup.candidates(connection, plan, count, place.code)
        ranked = ranking.rank(rows, plan, place=place, limit=limit, client_language=client_language)
        marker = Marker(plan, self._forms)
        return tuple(self._hit(one, marker, language, place) for one in self._open_first(ranked))

    def _place(self, plan: Plan, municipality: str | None) -> Place:
        known = municipality if municipality and municipality.isdigit() else ""
        code = plan.place or known
        if not code:
            return Place()
        neighbours, names = self._places.neighbours(code), self._places.called(code)
        return Place(code, neighbours, names, named=bool(plan.place))

    def _open_first(self, ranked: list[Ranked[Row]]) -> list[Ranked[Row]]:
        """Return the hits with those open now first among near equals."""
        services = [one.candidate.record_id for one in ranked if one.candidate.kind == "service"]
        if self._open_now is None or len(services) < 2:
            return ranked
        levels: list[int] = []
        for number, one in enumerate(ranked):
            apart = not number or ranked[number - 1].score - one.score > _LEVEL
            levels.append((levels[-1] if levels else 0) + apart)
        if levels[-1] == len(levels):
            return ranked
        is_open = set(self._open_now(services))
        order = sorted(
            range(len(ranked)),
            key=lambda n: (levels[n], ranked[n].candidate.record_id not in is_open, n),
        )
        return [ranked[n] for n in order]

    def _hit(self, ranked: Ranked[Row], marker: Marker, language: Language, place: Place) -> Hit:
        row = ranked.candidate
        title = row.title.pick(language)
        marks = marker.marks(title)
        return Hit(
            kind=row.kind,
            id=row.record_id,
            title=title,
            subtitle=self._subtitle(row, language, place.code),
            score=ranked.score,
            why=ranked.why,
            marks=marks,
            other_title="" if marks else _other_title(row.title, title, marker),
            reason=_reason(ranked, language),
            near=ranked.near if row.kind == "service" else "",
        )

    def _subtitle(self, row: Row, language: Language, municipality: str) -> str:
        """Say where a service serves, the client's municipality first."""
        if row.kind == "card":
            return _("Guidance")
        codes = sorted(row.areas, key=lambda code: code != municipality)
        names = [self._places.names.get(code, LocalText(code)).pick(language) for code in codes]
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


def _is_known(term: Term, known: Mapping[str, Sequence[Entry]], begun: Sequence[str]) -> bool:
    """Tell whether the index has a word, one that begins so, or a synonym of it."""
    if len(term.typed) > 1 or begun or any(choice.synonym for choice in term.choices):
        return True
    return any(token in known for token in term.choices[0].words[0])


def _replaced(text: str, word: str, guess: str) -> str:
    """Return a text with a folded word of it replaced; punctuation and all else stay."""
    for spot in folding.locate(text):
        if spot.word == word:
            return text[: spot.origins[0]] + guess + text[spot.ends[-1] :]
    return text


def _other_title(title: LocalText, shown: str, marker: Marker) -> str:
    """Return the title in another language in which a word was found, or nothing."""
    others = (text for text in title.all() if text != shown)
    return next((t for t in others if marker.marks(t)), "")


def _reason(ranked: Ranked[Row], language: Language) -> str:
    """Say why something is there where the marks cannot."""
    choice = ranked.choice
    if choice is None or choice.synonym is None:
        return ""
    term = choice.synonym.canonical.pick(language)
    if choice.words[0][0].startswith(CODE) or not term:
        return ""
    return _("Synonym of {term}").format(term=term)
