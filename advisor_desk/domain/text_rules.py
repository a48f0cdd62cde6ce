"""Rules for the texts of a service, as far as a program can tell.

From the guidance of the Digital and Population Data Services Agency (DVV) for those who
describe services in the national catalogue, restated in the project's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.i18n import N_, _

LONGEST_TEXT: Final = 5000
LONGEST_SENTENCE: Final = 25
"""In words."""
LONGEST_PARAGRAPH: Final = 4
"""In sentences."""

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_PHONE: Final = re.compile(r"(?<![\w./:-])(?:\+358|0)[\s-]?\d(?:[\s-]?\d){4,}(?![\w/])")
_TIMES: Final = re.compile(
    r"\b(?:klo|kello|kl)\.? ?\d{1,2}|\b\d{1,2}[.:]\d{2}\s?[–-]\s?\d{1,2}[.:]\d{2}", re.IGNORECASE
)
_DATE: Final = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4})?|\b(?:19|20)\d{2}\b(?!/)")
_BELOW: Final = re.compile(
    r"\b(?:katso|ks\.?) (?:alla|yllä|ohei)|\balla olev|\bse (?:nedan|ovan)|\bnedanstående"
    r"|\bsee (?:below|above)",
    re.IGNORECASE,
)
_LAW: Final = re.compile(r"§|\b\d{1,4}/(?:19|20)\d{2}\b")
_SENTENCE_END: Final = re.compile(r"(?<=[^\W\d_][.!?])\s+(?=[^\W\d_a-zåäö])|\n")
_WORD: Final = re.compile(r"\w+(?:[-'’:]\w+)*")


class Finding(NamedTuple):
    """Where a text does not keep to a rule.

    Attributes:
        rule: name of the rule, for counting.
        sentence: what to do, in the language of the interface.
    """

    rule: str
    language: Language
    sentence: str


def findings(text: LocalText, name: LocalText, longest: int = LONGEST_TEXT) -> Iterator[Finding]:
    """Give what could be better in a text, a rule at most once in each language.

    Args:
        text: of a service, in its languages.
        name: of the service, which a description should not merely repeat.
        longest: the most characters that it may have.
    """
    for tag in LANGUAGES:
        words = text.get(tag).strip()
        if not words:
            continue
        if words.casefold() == name.get(tag).strip().casefold():
            yield Finding("text-repeats-name", tag, _("The text only repeats the name."))
        if len(words) > longest:
            sentence = _("The text is too long: at most {limit} characters.").format(limit=longest)
            yield Finding("text-long", tag, sentence)
        for rule, breaks, advice in _RULES:
            if breaks(words):
                yield Finding(rule, tag, _(advice))


def _has_contacts(text: str) -> bool:
    return bool(_EMAIL.search(text) or _PHONE.search(text) or _TIMES.search(text))


def _has_dates(text: str) -> bool:
    return _DATE.search(_LAW.sub("", text)) is not None


def _points_elsewhere(text: str) -> bool:
    return _BELOW.search(text) is not None


def _cites_law(text: str) -> bool:
    return _LAW.search(text) is not None


def _has_long_sentence(text: str) -> bool:
    return any(
        len(_WORD.findall(sentence)) > LONGEST_SENTENCE for sentence in _SENTENCE_END.split(text)
    )


def _has_long_paragraph(text: str) -> bool:
    return any(
        len(_SENTENCE_END.split(paragraph.strip())) > LONGEST_PARAGRAPH
        for paragraph in text.split("\n")
    )


_RULES: Final[tuple[tuple[str, Callable[[str], bool], str], ...]] = (
    (
        "text-contacts",
        _has_contacts,
        N_("The text holds contacts or hours: move them to their own fields."),
    ),
    ("text-date", _has_dates, N_("The text holds a date or a year, which soon is out of date.")),
    (
        "text-elsewhere",
        _points_elsewhere,
        N_("The text points above or below: each text is read by itself."),
    ),
    ("text-law", _cites_law, N_("The text cites an act: say what it means instead.")),
    (
        "text-long-sentence",
        _has_long_sentence,
        N_("A sentence has more than 25 words: make two of it."),
    ),
    (
        "text-long-paragraph",
        _has_long_paragraph,
        N_("A paragraph has more than four sentences: make two of it."),
    ),
)
