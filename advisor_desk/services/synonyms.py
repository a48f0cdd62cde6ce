"""The words people type: a supervisor adds, changes, retires and restores them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from advisor_desk.domain.failures import InvalidSynonym
from advisor_desk.domain.synonyms import (
    LONGEST_TERM,
    MANY_LANGUAGES,
    OWN_KIND,
    Synonym,
    SynonymKey,
    concept_id,
    same_meaning,
    same_words,
    squeeze,
)
from advisor_desk.domain.text import LocalText
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import Events, SynonymsChanged
from advisor_desk.storage import synonyms as tables
from advisor_desk.storage.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Wording:
    """What a supervisor enters.

    Attributes:
        term: the word or phrase people type.
        language: its tag.
        canonical: what the directory and the cards call it, in one language or more.
        topic: code, or empty.
    """

    term: str
    language: str
    canonical: LocalText
    topic: str = ""


class Synonyms:
    """The words people type. They are small in number: all are read at once.

    Args:
        database: of the desk.
        codes: for languages and topics.
        events: told `SynonymsChanged` after each change.
        resources: folder of the shipped set, to restore from.
    """

    def __init__(self, database: Database, codes: Codes, events: Events, resources: Path) -> None:
        self._database = database
        self._codes = codes
        self._events = events
        self._resources = resources

    @cached_property
    def _shipped(self) -> dict[SynonymKey, Synonym]:
        """The shipped words as their file has them."""
        from advisor_desk.exchange.shipped import read_shipped_synonyms

        return {s.key: s for s in read_shipped_synonyms(self._resources, self._codes.book)}

    def all(self, *, retired: bool = False) -> list[Synonym]:
        """Return the words the search knows, by concept; if asked for, the retired ones too."""
        with self._database.reading() as connection:
            return tables.read_synonyms(connection, retired=retired)

    def find(self, term: str, language: str = "", *, retired: bool = False) -> list[Synonym]:
        """Return the words spelled like this, in whatever case; without a language in any."""
        return [
            synonym
            for synonym in self.all(retired=retired)
            if same_words(synonym.term, term) and language in ("", synonym.language)
        ]

    def languages(self) -> list[str]:
        """Return the tags a word may have, that of words common to all languages first."""
        members = (code.id for code in self._codes.book.members("language"))
        with self._database.reading() as connection:
            used = tables.read_languages(connection)
        return list(dict.fromkeys([MANY_LANGUAGES, *members, *used]))

    def add(self, actor: Actor, wording: Wording) -> Synonym:
        """Add a word; one that was retired comes back with what is entered now.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidSynonym: something is missing, or the word is there already.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        return self._write(None, wording)

    def change(self, actor: Actor, key: SynonymKey, wording: Wording) -> Synonym:
        """Change a word. A shipped one that is spelled otherwise from now on is retired.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidSynonym: something is missing, or another word is the same.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        return self._write(key, wording)

    def retire(self, actor: Actor, key: SynonymKey) -> Synonym | None:
        """Let the search forget a word.

        Returns:
            The word as it is then, or None where there is none.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        return self._told(self._set_active(key, active=False))

    def bring_back(self, actor: Actor, key: SynonymKey) -> Synonym | None:
        """Let the search know a retired word again; see `retire`."""
        actor.require(Role.SUPERVISOR)
        return self._told(self._set_active(key, active=True))

    def restore(self, actor: Actor, key: SynonymKey) -> Synonym | None:
        """Bring a shipped word back as it is shipped; one of this desk is brought back as it is.

        Returns:
            The word as it is then, or None where there is none.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed, or the shipped file cannot be read.
        """
        actor.require(Role.SUPERVISOR)
        shipped = self._shipped.get(key)
        if shipped is None:
            return self._told(self._set_active(key, active=True))
        with self._database.writing() as connection:
            tables.write_synonym(connection, shipped)
        return self._told(shipped)

    def put_back(self, actor: Actor, before: Synonym) -> Synonym:
        """Undo: have a word again as it was before it was retired, brought back or restored.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        with self._database.writing() as connection:
            tables.write_synonym(connection, before)
        self._told(before)
        return before

    def _set_active(self, key: SynonymKey, *, active: bool) -> Synonym | None:
        with self._database.writing() as connection:
            return tables.set_active(connection, key, active=active)

    def _write(self, key: SynonymKey | None, wording: Wording) -> Synonym:
        tidy = _tidy(wording)
        with self._database.writing() as connection:
            present = tables.read_synonyms(connection, retired=True)
            before = next((s for s in present if s.key == key), None)
            others = [s for s in present if s.key != key]
            made = _made(tidy, before, others)
            self._check(made, others)
            if before is not None and before.key != made.key:
                self._take_away(connection, before)
            tables.write_synonym(connection, made)
        self._events.tell(SynonymsChanged(made.concept))
        return made

    def _take_away(self, connection: Connection, before: Synonym) -> None:
        """Retire a shipped word, that it does not come back; one of this desk is just replaced."""
        if before.key in self._shipped:
            tables.set_active(connection, before.key, active=False)
        else:
            tables.remove_synonym(connection, before.key)

    def _check(self, made: Synonym, others: Iterable[Synonym]) -> None:
        if not made.term:
            raise InvalidSynonym("term", "missing")
        if len(made.term) > LONGEST_TERM:
            raise InvalidSynonym("term", "too-long")
        if made.language not in self.languages():
            raise InvalidSynonym("language", "unknown" if made.language else "missing")
        if not made.canonical or not made.concept:
            raise InvalidSynonym("canonical", "missing")
        if any(same_words(made.term, meant) for meant in made.canonical.all()):
            raise InvalidSynonym("canonical", "same")
        if made.topic and self._codes.book.find("topic", made.topic) is None:
            raise InvalidSynonym("topic", "unknown")
        for other in others:
            if other.active and _is_same(made, other):
                raise InvalidSynonym("term", "duplicate")

    def _told(self, synonym: Synonym | None) -> Synonym | None:
        if synonym is not None:
            self._events.tell(SynonymsChanged(synonym.concept))
        return synonym


def _tidy(wording: Wording) -> Wording:
    return Wording(
        squeeze(wording.term),
        wording.language.strip(),
        LocalText(*(squeeze(text) for text in wording.canonical)),
        wording.topic.strip(),
    )


def _made(wording: Wording, before: Synonym | None, others: Iterable[Synonym]) -> Synonym:
    """Return the word as it will be; a meaning that is known is taken over in all languages."""
    canonical, concept = wording.canonical, concept_id(wording.canonical)
    known = next((s for s in others if same_meaning(s.canonical, canonical)), None)
    if before is not None and same_meaning(before.canonical, canonical):
        concept = before.concept
    elif known is not None:
        concept = known.concept
    if known is not None and known.concept == concept:
        both = zip(canonical, known.canonical, strict=True)
        canonical = LocalText(*(own or theirs for own, theirs in both))
    made = Synonym(
        term=wording.term,
        language=wording.language,
        kind=OWN_KIND,
        concept=concept,
        canonical=canonical,
        topic=wording.topic,
        confidence="high",
        edited=True,
    )
    if before is None:
        return made
    return replace(made, kind=before.kind, confidence=before.confidence, note=before.note)


def _is_same(one: Synonym, other: Synonym) -> bool:
    return (
        one.concept == other.concept
        and one.language == other.language
        and same_words(one.term, other.term)
    )
