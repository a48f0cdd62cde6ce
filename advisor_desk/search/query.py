"""What somebody typed, as a plan of what to look for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final, Literal, Protocol

from advisor_desk.domain.directory import Confidence
from advisor_desk.domain.synonyms import Synonym
from advisor_desk.domain.text import LANGUAGES
from advisor_desk.search import folding
from advisor_desk.search.places import Places
from advisor_desk.search.stopwords import STOP_WORDS
from advisor_desk.search.thesaurus import Found, Thesaurus
from advisor_desk.search.wordforms import WordForms

MAX_CHARACTERS: Final = 200
"""Nobody types more; what is pasted beyond it is left out."""

MAX_TERMS: Final = 8
MAX_WORDS: Final = 20
MIN_DIGITS: Final = 3
CODE: Final = "æ"
"""What tokens of codes begin with; folding leaves no such letter in a word."""

_SHORTEST_BEGINNING_INSIDE: Final = 4
_LONG_BEGINNING: Final = 6
_SHORTEST_JOINED: Final = 6
_SHORTEST_FORM: Final = 3
_PARTS: Final = 0.75
_ONE_PART: Final = (0.26, 0.12)  # of a word that all have, and what a rare one adds
_TOPIC: Final = 0.72
_SURE: Final[dict[Confidence, float]] = {"high": 0.92, "medium": 0.85, "low": 0.7}
_WEAK: Final = 0.5
_LEAST_WEIGHT: Final = 0.3
MOST_BEGUN: Final = 30
"""Tokens that are looked for in place of the beginning of a word."""


Via = Literal["word", "part", "code", "synonym"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way in which a term may be met.

    Attributes:
        words: what is needed; each as the tokens of which one will do.
        beginning: a token that begins so will do in place of the last word; empty for none.
        weight: how good it is, from 0 to 1.
        spelt_out: whether `words` of some choice of the term hold all that begins so.
        in_texts_only: whether titles are looked through by the beginning instead.
        via: how it follows from what was typed.
        synonym: the entry, where it is one.
    """

    words: tuple[tuple[str, ...], ...]
    weight: float = 1.0
    beginning: str = ""
    via: Via = "word"
    synonym: Synonym | None = None
    spelt_out: bool = False
    in_texts_only: bool = False

    @property
    def weak(self) -> bool:
        """Whether it only helps where nothing better is found."""
        return self.weight < _WEAK


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or phrase with a meaning of its own, to look for.

    Attributes:
        typed: its words, folded.
        choices: how it may be met; the first is what was typed.
        weight: how much it tells: rare words tell more.
    """

    typed: tuple[str, ...]
    choices: tuple[Choice, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for.

    Attributes:
        terms: an entry should have them all.
        names: all words joined, as typed and by base forms, to compare with names.
        digits: forms of a piece of a telephone number; empty unless mostly digits were typed.
        place: the code of a municipality that was named beside other words, or empty.
    """

    terms: tuple[Term, ...] = ()
    names: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    place: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.terms or self.digits)

    @property
    def words(self) -> tuple[str, ...]:
        """All tokens that any term names, each once."""
        return tuple(
            dict.fromkeys(
                token
                for term in self.terms
                for choice in term.choices
                for tokens in choice.words
                for token in tokens
            )
        )


class Entry(Protocol):
    """What a word of the index stands for there."""

    @property
    def token(self) -> str:
        """A base form, or the token of a code."""

    @property
    def records(self) -> int:
        """How many records have that."""


class Planner:
    """Makes plans with the word lists, the synonyms and the names of places."""

    def __init__(self, forms: WordForms, thesaurus: Thesaurus, places: Places) -> None:
        self._forms = forms
        self._thesaurus = thesaurus
        self._places = places

    def plan(self, text: str) -> Plan:
        """Return the plan for what was typed; empty for a blank text.

        Any text is allowed: quotes, operators and control characters mean nothing here.
        """
        text = text[:MAX_CHARACTERS].strip()
        typed = list(dict.fromkeys(folding.hyphenated(text)))[:MAX_WORDS]
        telling = [word for word in typed if word not in STOP_WORDS] or typed
        telling = telling[: MAX_TERMS * 2]
        plain = [folding.squeeze(word) for word in telling]
        place, rest = self._place(plain)
        kept = [word for word, one in zip(telling, plain, strict=True) if one in rest]
        terms = tuple(self._terms(kept, ends=bool(typed) and kept[-1:] == typed[-1:]))
        return Plan(terms[:MAX_TERMS], self._names(text), _phone(text), place)

    def _place(self, words: Sequence[str]) -> tuple[str, Collection[str]]:
        """Return the municipality named beside other words, and those others."""
        found = {word: code for word in words if (code := self._places.find(word))}
        if not found or len(found) == len(set(words)):
            return "", words
        # Whatever is a place and something else too is a place where another word is there.
        first = next(iter(found.values()))
        return first, [word for word in words if found.get(word) != first]

    def _names(self, text: str) -> tuple[str, ...]:
        squeezed = folding.squeeze(text)
        if len(folding.words(text)) > 1:
            return (squeezed,)
        return self._tokens(squeezed) if squeezed else ()

    def _terms(self, words: Sequence[str], *, ends: bool) -> Iterator[Term]:
        """Give the terms; words that together are a synonym are one term."""
        plain = [folding.squeeze(word) for word in words]
        found = self._thesaurus.find(plain, typing=ends)
        place = 0
        while place < len(words):
            end = max((f.end for f in found if f.first == place), default=place + 1)
            here = [f for f in found if f.first >= place and f.end <= end]
            beginning = plain[-1] if ends and end == len(words) else ""
            term = self._term(words[place:end], here, beginning)
            joined = self._joined(plain, place, end) if end == place + 1 else ()
            yield replace(term, choices=(*term.choices, *joined))
            place = end

    def _joined(self, words: Sequence[str], place: int, end: int) -> Iterator[Choice]:
        """Give compounds that a word makes with the one before or after it: `rajan vartio`."""
        pairs = (words[max(place - 1, 0) : end], words[place : end + 1])
        for first, last in (pair for pair in pairs if len(pair) == 2):
            if len(first) + len(last) >= _SHORTEST_JOINED:
                for start in dict.fromkeys((first, *self._forms.known(first, "fi")[:1])):
                    yield Choice(((start + last,),), 0.95, start + last, via="part")

    def _term(self, words: Sequence[str], found: Iterable[Found], beginning: str) -> Term:
        plain = tuple(folding.squeeze(word) for word in words)
        typed = tuple(self._tokens(word) for word in plain)
        if not beginning and len(plain) == 1 and len(plain[0]) >= _SHORTEST_BEGINNING_INSIDE:
            beginning = plain[0]
        choices = [Choice(typed, beginning=beginning)]
        for word in words:
            pieces = folding.parts(word)
            if len(pieces) > 1 and len(words) == 1:
                choices.append(
                    Choice(tuple(self._tokens(p) for p in pieces), 0.95, pieces[-1], "part")
                )
        if len(words) == 1:
            choices.extend(self._halves(plain[0]))
        choices.extend(self._meanings(found, len(words)))
        return Term(plain, tuple(choices))

    def _tokens(self, word: str) -> tuple[str, ...]:
        if len(word) < _SHORTEST_FORM:
            return (word,)
        bases = (base for tag in LANGUAGES for base in self._forms.bases(word, tag))
        return tuple(dict.fromkeys((word, *bases)))

    def _halves(self, word: str) -> Iterator[Choice]:
        """Give what a compound is met by: both its parts, or at a pinch one of them."""
        for tag in LANGUAGES:
            halves = self._forms.halves(word, tag)
            if halves:
                first, last = halves
                yield Choice(((first,), (last,)), _PARTS, via="part")
                yield Choice(((last,),), _ONE_PART[0], via="part")
                yield Choice(((first,),), _ONE_PART[0], first, via="part")
                return

    def _meanings(self, found: Iterable[Found], length: int) -> Iterator[Choice]:
        topics: dict[str, Choice] = {}
        for first, end, meaning, sure in found:
            synonym = meaning.synonym
            share = (end - first) / length
            weight = _SURE[synonym.confidence] * sure * share
            for phrase in meaning.phrases:
                words = tuple(self._tokens(word) for word in phrase)
                yield Choice(words, weight, via="synonym", synonym=synonym)
            if synonym.topic and synonym.topic not in topics:
                token = (code_token("topic", synonym.topic),)
                topics[synonym.topic] = Choice(
                    (token,), _TOPIC * sure * share, via="synonym", synonym=synonym
                )
        yield from topics.values()


def code_token(list_name: str, code: str) -> str:
    """Return the token that stands for a code in the index."""
    return CODE + "".join(filter(str.isalnum, folding.fold(f"{list_name}{code}")))


def informed(
    plan: Plan, known: Mapping[str, Sequence[Entry]], begun: Sequence[str], size: int
) -> Plan:
    """Return a plan with what the index knows of its words.

    Args:
        plan: as typed.
        known: the entries of words the plan names.
        begun: tokens that words stand for which begin like the last one.
        size: number of records in the index.
    """
    terms = [
        _informed(term, known, begun if number == len(plan.terms) else None, size)
        for number, term in enumerate(plan.terms, 1)
    ]
    return replace(plan, terms=tuple(terms))


def _informed(
    term: Term, known: Mapping[str, Sequence[Entry]], begun: Sequence[str] | None, size: int
) -> Term:
    choices = [_with_part_weight(choice, known, size) for choice in term.choices]
    typed = term.choices[0]
    codes = {
        e.token for token in typed.words[0] for e in known.get(token, ()) if e.token[0] == CODE
    }
    last, begun = begun is not None, begun or ()
    if len(typed.words) == 1:
        if codes:
            choices.append(Choice((tuple(sorted(codes)),), via="code"))
        codes_begun = tuple(t for t in begun if t[0] == CODE and t not in codes)
        bases = tuple(t for t in begun if t[0] != CODE and t not in typed.words[0])
        if codes_begun:
            choices.append(Choice((codes_begun,), 0.85, via="code"))
        spelt_out = 0 < len(begun) < MOST_BEGUN or (
            bool(begun) and len(term.typed[0]) >= _LONG_BEGINNING
        )
        choices[0] = replace(choices[0], spelt_out=spelt_out)
        beginning = choices[0].beginning
        alike = () if spelt_out else tuple(t for t in bases if t.startswith(beginning))
        others = tuple(t for t in bases if t not in alike)
        choices.extend(Choice((tokens,), 0.85) for tokens in (others,) if tokens)
        choices.extend(Choice((tokens,), 0.85, in_texts_only=True) for tokens in (alike,) if tokens)
    count = min(_count(tokens, known) for tokens in typed.words)
    if count and not last:  # it is a word as it stands: others that begin so are not meant
        choices[0] = replace(choices[0], beginning="")
    return replace(term, choices=tuple(choices), weight=_telling(count, size))


def _with_part_weight(choice: Choice, known: Mapping[str, Sequence[Entry]], size: int) -> Choice:
    """Return a choice; that of one part of a compound weighs by how much the part tells."""
    if choice.via != "part" or not choice.weak:
        return choice
    least, more = _ONE_PART
    telling = _telling(_count(choice.words[0], known), size)
    return replace(choice, weight=least + more * telling)


def _count(tokens: Iterable[str], known: Mapping[str, Sequence[Entry]]) -> int:
    """Return how many records have the most frequent of some tokens."""
    return max((e.records for t in tokens for e in known.get(t, ()) if e.token == t), default=0)


def _telling(count: int, size: int) -> float:
    """Return how much a word tells that so many of all records have."""
    if count <= 0 or size <= 1:
        return 1.0
    return max(_LEAST_WEIGHT, 1 - log(count + 1) / log(size + 2))


def _phone(text: str) -> tuple[str, ...]:
    """Return the forms of a piece of a telephone number, if mostly digits were typed."""
    count = sum(c.isdecimal() for c in text)
    letters = sum(c.isalpha() for c in text)
    return folding.fragments(text) if count >= MIN_DIGITS and count > letters else ()
