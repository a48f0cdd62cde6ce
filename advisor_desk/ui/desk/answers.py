"""What the results show for a question, made off the UI thread and a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from advisor_desk.domain.codes import NOT_ASKED, UNANSWERED
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _, ngettext
from advisor_desk.services.desk import Desk
from advisor_desk.services.finder import Hit
from advisor_desk.ui.desk.path_rows import with_paths
from advisor_desk.ui.desk.suggested import suggested
from advisor_desk.ui.presenters.entries import hit_entry
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry

LIMIT: Final = 12
"""How many hits are asked for at first, a little more than are seen: more would slow typing.

Twice as many are asked for whenever somebody scrolls past them.
"""
PAGE: Final = 12
"""How many rows are made at once."""
_FIRST_TEXTS: Final = ("a", "qzqzqzq")
"""A beginning, and what looks misspelt: together they call on all that a search reads."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for.

    Attributes:
        number: of the question; an answer to an older one is dropped.
        query: the text, or empty for what fits the visit.
        visit: what the form holds.
        as_typed: whether no spelling is to be corrected.
    """

    number: int
    query: str
    visit: Visit | None
    as_typed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found so far.

    Attributes:
        entries: the rows that were made.
        hits: all that was found; there are rows for the first `used` of them.
        limit: how many hits were asked for.
        corrected: what was looked for in place of the query, or empty.
        told: what the rows are, where nothing was looked for.
    """

    question: Question
    entries: tuple[Entry, ...]
    hits: tuple[Hit, ...] = ()
    used: int = 0
    limit: int = 0
    corrected: str = ""
    told: str = ""

    @property
    def more(self) -> bool:
        """Whether there may be more to show."""
        return self.used < len(self.hits) or (bool(self.hits) and len(self.hits) >= self.limit)


def find_answer(desk: Desk, question: Question) -> Answer:
    """Return the first rows for a question.

    Raises:
        Failure: the database is damaged or out of reach.
    """
    if not question.query:
        entries, told = suggested(desk, question.visit, _municipality(desk, question.visit))
        entries = with_paths(desk, entries, "", question.visit)
        return Answer(question, entries, told=told)
    answer = _next_page(desk, _search(desk, question, LIMIT))
    return replace(answer, entries=with_paths(desk, answer.entries, question.query, None))


def prepare(desk: Desk) -> None:
    """Read what the first search would have to wait for."""
    _ = desk.guidance.by_id
    for text in _FIRST_TEXTS:
        find_answer(desk, Question(0, text, None))


def find_more(desk: Desk, answer: Answer) -> Answer:
    """Return an answer with more rows; none come where there are no more.

    Raises:
        Failure: the database is damaged or out of reach.
    """
    if answer.used >= len(answer.hits):
        wider = _search(desk, answer.question, answer.limit * 2)
        shown = {(hit.kind, hit.id) for hit in answer.hits}
        added = tuple(hit for hit in wider.hits if (hit.kind, hit.id) not in shown)
        limit = wider.limit if added else len(answer.hits) + 1  # nothing came: it was the end
        answer = Answer(
            answer.question,
            answer.entries,
            answer.hits + added,
            answer.used,
            limit,
            answer.corrected,
        )
    return _next_page(desk, answer)


def _search(desk: Desk, question: Question, limit: int) -> Answer:
    found = desk.finder.search(
        question.query,
        language=language(),
        municipality=_municipality(desk, question.visit) or None,
        client_language=_client_language(desk, question.visit),
        limit=limit,
        as_typed=question.as_typed,
    )
    return Answer(question, (), found.hits, 0, limit, found.corrected)


def _next_page(desk: Desk, answer: Answer) -> Answer:
    """Make rows of the next hits."""
    end = answer.used + PAGE
    made = _entries(desk, answer.hits[answer.used : end], answer.question.visit)
    return Answer(
        answer.question,
        (*answer.entries, *made),
        answer.hits,
        min(end, len(answer.hits)),
        answer.limit,
        answer.corrected,
    )


def _entries(desk: Desk, hits: Sequence[Hit], visit: Visit | None) -> Iterable[Entry]:
    own, day = _municipality(desk, visit), desk.visits.today().isoformat()
    services = desk.directory.recall(hit.id for hit in hits if hit.kind == "service")
    made = (hit_entry(desk, hit, services, day, own) for hit in hits)
    return (entry for entry in made if entry is not None)


def _municipality(desk: Desk, visit: Visit | None) -> str:
    """Return the client's municipality, else the point's, or an empty string."""
    if visit is not None and visit.municipality != NOT_ASKED:
        code = desk.codes.book.top("municipality", visit.municipality)
        return code if code.isdigit() else ""
    return desk.settings.text("municipality")


def _client_language(desk: Desk, visit: Visit | None) -> str:
    if visit is None or visit.language in UNANSWERED:
        return ""
    return desk.codes.book.top("language", visit.language)


def state_text(answer: Answer) -> str:
    """Return in words what the rows are."""
    question, count = answer.question, len(answer.hits)
    if not question.query:
        return answer.told
    if count == 0:
        text = _("Nothing found for “{query}”. Try another word or fewer letters.")
        return text.format(query=question.query)
    if answer.corrected:
        text = _("Showing results for “{corrected}” instead of “{query}”.")
        return text.format(corrected=answer.corrected, query=question.query)
    if count >= answer.limit:
        text = _("The best {count} results for “{query}”.")
    else:
        text = ngettext("{count} result for “{query}”.", "{count} results for “{query}”.", count)
    return text.format(count=count, query=question.query)
