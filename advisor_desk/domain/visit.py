"""The visit: one contact with a client or group, without anything that names a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import time
from typing import Final, Literal, NamedTuple, get_args

from advisor_desk.domain.codes import NOT_ASKED, CodeBook
from advisor_desk.domain.text import LocalText

PartOfDay = Literal["morning", "midday", "afternoon", "evening"]
PARTS_OF_DAY: Final[tuple[PartOfDay, ...]] = get_args(PartOfDay)
ReferralMode = Literal["signposted", "handed-over"]
VisitKind = Literal["visit", "group"]
"""A contact at the desk, or a group session or event."""
VISIT_KINDS: Final[tuple[VisitKind, ...]] = get_args(VisitKind)
Way = Literal["form", "preset", "tally", "catch-up", "appointment"]
"""How a visit came into the log."""
WAYS: Final[tuple[Way, ...]] = get_args(Way)

SINGLE_FIELDS: Final[dict[str, str]] = {
    "channel": "channel",
    "client": "client",
    "municipality": "municipality",
    "reason": "reason",
    "employment": "employment",
    "residence_status": "residence_status",
    "time_in_finland": "time_in_finland",
    "age": "age",
    "gender": "gender",
    "education": "education",
    "language": "language",
    "interpreting": "interpreting",
    "outcome": "outcome",
    "visit_order": "visit_order",
}
"""Fields of a visit that hold one code, and the list the code is from."""

MULTI_FIELDS: Final[dict[str, str]] = {
    "topics": "topic",
    "help_given": "help_given",
    "barriers": "barrier",
    "languages": "language",
}
"""Fields of a visit that hold several codes, and the list the codes are from."""

MAX_OBSERVATION: Final = 280
MAX_PEOPLE: Final = 500
MAX_MINUTES: Final = 12 * 60
MAX_TITLE: Final = 80


class Referral(NamedTuple):
    """A visit pointed to a service: signposted, or handed over by us."""

    service_id: str
    mode: ReferralMode = "signposted"


class Participants(NamedTuple):
    """How many of a group were of an age group and spoke a language: counts, never names.

    Attributes:
        age, language: ids of codes; `not-asked` where only the other is known.
        heads: persons, at least 1.
    """

    age: str
    language: str
    heads: int


class Answer(NamedTuple):
    """An answer to one of the point's own questions.

    Attributes:
        question_id: id of the question.
        value: id of a choice, or a whole number as text. Of several choices each is an
            answer of its own.
    """

    question_id: str
    value: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One logged visit (design section 5).

    Attributes:
        id: random UUID made when the form opens, so that a repeated save is the same visit.
        day: ISO local date of the visit.
        part_of_day: the coarse time that is kept.
        clock: `HH:MM` local, kept only while the visit can be corrected, on its own day.
        minutes: duration, or None where not noted.
        adults, children: persons present.
        topics: the first is the main one.
        point: id of the advice point; desk: id of the installation; advisor: short alias.
        observation: short text about a phenomenon; never leaves the desk.
        created, changed: ISO local days.
        revision: 1 when new, one more for every correction.
        retracted: taken back; kept for the log but counted nowhere.
        kind: a contact, or a group session whose heads are `adults` and `children`.
        way: how it came into the log.
        waiting: counted in a rush, to be filled in later; until then it may lack a topic.
        estimated: one of a number somebody remembered afterwards.
        title: of a group session or event; never a person's name.
        languages: of a group session.
        participants: of a group session, as far as they were counted.
        tried: ids of services that were tried in vain, where a need stayed unmet.
        answers: to the point's own questions.
    """

    id: str
    day: str
    part_of_day: PartOfDay
    topics: tuple[str, ...]
    clock: str | None = None
    minutes: int | None = None
    adults: int = 1
    children: int = 0
    point: str = ""
    desk: str = ""
    advisor: str = ""
    channel: str = NOT_ASKED
    client: str = NOT_ASKED
    municipality: str = NOT_ASKED
    reason: str = NOT_ASKED
    employment: str = NOT_ASKED
    residence_status: str = NOT_ASKED
    time_in_finland: str = NOT_ASKED
    age: str = NOT_ASKED
    gender: str = NOT_ASKED
    education: str = NOT_ASKED
    language: str = NOT_ASKED
    interpreting: str = NOT_ASKED
    outcome: str = NOT_ASKED
    visit_order: str = NOT_ASKED
    help_given: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    referrals: tuple[Referral, ...] = ()
    project: str = ""
    observation: str = ""
    created: str = ""
    changed: str = ""
    revision: int = 1
    retracted: bool = False
    kind: VisitKind = "visit"
    way: Way = "form"
    waiting: bool = False
    estimated: bool = False
    title: str = ""
    languages: tuple[str, ...] = ()
    participants: tuple[Participants, ...] = ()
    tried: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def late(self) -> bool:
        """Whether it was logged on a later day than it was."""
        return bool(self.created) and self.day < self.created

    @property
    def persons(self) -> int:
        """Adults and children together."""
        return self.adults + self.children

    def with_referral(self, service_id: str, mode: ReferralMode = "signposted") -> Visit:
        """Return the visit with a service referred to; the same service stands once."""
        others = tuple(r for r in self.referrals if r.service_id != service_id)
        return replace(self, referrals=(*others, Referral(service_id, mode)))


class Problem(NamedTuple):
    """What is wrong with one field of a visit.

    Attributes:
        field: name of the field.
        kind: `missing`, `unknown-code`, `out-of-range`, `too-long`, `in-future`, or
            `personal`: it holds an identity code, a phone number or an e-mail
            address; the others are of own questions.
        value: the value in question as text.
        words: of an own question, its label, and that of the choice where it is about one.
    """

    field: str
    kind: Literal[
        "missing",
        "unknown-code",
        "out-of-range",
        "too-long",
        "in-future",
        "personal",
        "unknown-question",
        "retired-question",
        "unknown-choice",
        "retired-choice",
        "not-a-number",
        "outside-period",
        "other-point",
        "answered-twice",
    ]
    value: str = ""
    words: tuple[LocalText, ...] = ()


def part_of_day(clock: time) -> PartOfDay:
    """Return the part of the day: morning to 11, midday to 13, afternoon to 16, then evening."""
    if clock.hour < 11:
        return "morning"
    if clock.hour < 13:
        return "midday"
    return "afternoon" if clock.hour < 16 else "evening"


def problems(
    visit: Visit, codes: CodeBook, required: frozenset[str] = frozenset()
) -> list[Problem]:
    """Return what keeps a visit from being saved; only a topic is mandatory by itself.

    What waits to be filled in may lack whatever is required; what was only remembered
    afterwards, and a group session, all but the topic.

    Args:
        visit: the visit as filled in.
        codes: the lists to check against.
        required: names of further fields that this point requires.
    """
    wanted = frozenset({"topics"}) | (
        frozenset() if visit.estimated or visit.kind == "group" else required
    )
    found = [] if visit.waiting else list(_missing(visit, wanted))
    for name, list_name in SINGLE_FIELDS.items():
        value = getattr(visit, name)
        if codes.find(list_name, value) is None:
            found.append(Problem(name, "unknown-code", value))
    for name, list_name in MULTI_FIELDS.items():
        unknown = (v for v in getattr(visit, name) if codes.find(list_name, v) is None)
        found.extend(Problem(name, "unknown-code", value) for value in unknown)
    for part in visit.participants:
        for list_name, value in (("age", part.age), ("language", part.language)):
            if codes.find(list_name, value) is None:
                found.append(Problem("participants", "unknown-code", value))
    found.extend(_out_of_range(visit))
    return found


def _missing(visit: Visit, required: frozenset[str]) -> Iterator[Problem]:
    for name in sorted(required):
        if getattr(visit, name) in (NOT_ASKED, (), "", None):
            yield Problem(name, "missing")


def _out_of_range(visit: Visit) -> Iterator[Problem]:
    if visit.minutes is not None and not 0 <= visit.minutes <= MAX_MINUTES:
        yield Problem("minutes", "out-of-range", str(visit.minutes))
    for name in ("adults", "children"):
        value = getattr(visit, name)
        if not 0 <= value <= MAX_PEOPLE:
            yield Problem(name, "out-of-range", str(value))
    for part in visit.participants:
        if not 1 <= part.heads <= MAX_PEOPLE:
            yield Problem("participants", "out-of-range", str(part.heads))
    if len(visit.title) > MAX_TITLE:
        yield Problem("title", "too-long", str(len(visit.title)))
    if visit.title:
        from advisor_desk.domain.personal_text import reveals_a_person  # for sessions alone

        if reveals_a_person(visit.title):
            yield Problem("title", "personal")
    if len(visit.observation) > MAX_OBSERVATION:
        yield Problem("observation", "too-long", str(len(visit.observation)))


def changed_fields(before: Visit, after: Visit) -> tuple[str, ...]:
    """Return the names of the fields that differ, housekeeping fields left out."""
    skipped = {"revision", "created", "changed", "clock"}
    return tuple(
        f.name
        for f in fields(Visit)
        if f.name not in skipped and getattr(before, f.name) != getattr(after, f.name)
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A visit being filled in: what the form holds, kept on disk until it is saved.

    Attributes:
        visit: the values so far; `topics` may still be empty.
        carried: names of fields whose value was carried over from the visit before.
        editing: whether it corrects a saved visit.
        dated: whether somebody set its day; else it is saved on the day of saving.
    """

    visit: Visit
    carried: frozenset[str] = field(default_factory=frozenset)
    editing: bool = False
    dated: bool = False
