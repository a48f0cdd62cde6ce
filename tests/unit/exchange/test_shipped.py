"""The shipped set is whole and true to itself, and what is wrong in one is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.text import Language, LocalText
from advisor_desk.exchange.digests import record_digest, shipped_digest
from advisor_desk.exchange.shipped import Shipped, read_shipped
from advisor_desk.paths import find_paths
from tests.unit.exchange.small_set import write_small_set

#: Topics that no service is about, and why that is right.
KNOWINGLY_EMPTY = {
    "other-topic": "what fits nowhere else has no service of its own",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a small set without faults."""
    return write_small_set(tmp_path / "resources")


# ---- the set itself ----


def test_the_shipped_set_loads(shipped: Shipped) -> None:
    counts = (len(shipped.services), len(shipped.cards), len(shipped.paths), len(shipped.synonyms))
    assert counts >= (239, 44, 10, 250)
    assert sum(len(card.facts) for _, card in shipped.cards) >= 265
    assert sum(len(path.steps) for _, path in shipped.paths) >= 76
    assert len(shipped.municipalities) == 309


def test_every_topic_is_used_by_a_service_or_knowingly_empty(shipped: Shipped) -> None:
    book = CodeBook(shipped.codes)
    offered = [service for service in shipped.services if service.status == "listed"]
    used = {topic for service in offered for topic in service.topics}
    covered = used | {book.top("topic", topic) for topic in used}
    topics = {code.id for code in book.members("topic")}
    assert topics - covered == set(KNOWINGLY_EMPTY)
    assert used <= topics


def test_closed_services_are_there_but_nothing_points_to_them(shipped: Shipped) -> None:
    closed = {service.id for service in shipped.services if service.status == "closed"}
    assert len(closed) >= 3
    referees = (referee for _, card in shipped.cards for referee in card.refer_to)
    assert closed.isdisjoint(service for referee in referees for service in referee.services)


def test_cards_are_in_finnish_and_swedish_and_wait_for_a_reviewer(shipped: Shipped) -> None:
    for _, card in shipped.cards:
        assert not card.reviewed, card.id
        for text in (card.title, card.question, card.short_answer, *(f.text for f in card.facts)):
            assert text.fi, card.id
            assert text.sv, card.id
            assert text.en, card.id
    for _, path in shipped.paths:
        assert not path.reviewed, path.id
        assert all(step.action.fi and step.action.sv and step.action.en for step in path.steps)


def test_every_fact_has_a_source(shipped: Shipped) -> None:
    bare = [card.id for _, card in shipped.cards for fact in card.facts if not fact.sources]
    assert bare == []


def test_no_shipped_service_claims_that_somebody_verified_it(shipped: Shipped) -> None:
    """An import is never a verification."""
    assert [s.id for s in shipped.services if s.last_verified or s.edited] == []


# ---- numbers are the same in every language ----

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})[a-z]* (\d{{4}})\b")


def numbers(text: str, language: Language) -> Counter[str]:
    """Return the numbers in a text: `1 January 2025` and `1.1.2025` are one, 37,21 is 37.21."""
    text = text.lower().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    if language == "en":
        text = ENGLISH_DATE.sub(_in_digits, text)
        text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    else:
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", "", text)
    return Counter(re.findall(r"\d+(?:\.\d+)*", text))


def _in_digits(date: re.Match[str]) -> str:
    return f"{date[1]}.{MONTHS.index(date[2]) + 1}.{date[3]}"


def texts(record: object, place: str) -> Iterator[tuple[str, LocalText]]:
    """Yield all texts of a record with their places."""
    if isinstance(record, LocalText):
        yield place, record
    elif hasattr(record, "_asdict"):
        for name, value in record._asdict().items():
            yield from texts(value, f"{place}.{name}")
    elif isinstance(record, tuple):
        for number, value in enumerate(record):
            yield from texts(value, f"{place}[{number}]")
    elif is_dataclass(record):
        for one in fields(record):
            yield from texts(getattr(record, one.name), f"{place}.{one.name}")


def test_numbers_are_the_same_in_all_languages(shipped: Shipped) -> None:
    records = [
        *((card.id, card) for _, card in shipped.cards),
        *((path.id, path) for _, path in shipped.paths),
        *((service.id, service) for service in shipped.services),
    ]
    compared = 0
    languages: tuple[Language, ...] = ("fi", "sv")
    for key, record in records:
        for place, text in texts(record, key):
            for language in languages:
                if text.en and text.get(language):
                    compared += 1
                    expected = numbers(text.en, "en")
                    assert numbers(text.get(language), language) == expected, (place, language)
    assert compared > 5000


@pytest.mark.parametrize(
    ("english", "finnish", "same"),
    [
        ("1,600 euros from 1 Jan 2025", "1 600 euroa 1.1.2025 alkaen", True),
        ("€37.21 a day, 50%", "37,21 € päivässä, 50 %", True),
        ("call 0295 016 620", "soita 0295\N{NO-BREAK SPACE}016\N{NO-BREAK SPACE}620", True),
        ("within 3 months", "4 kuukauden kuluessa", False),
        ("from 1 February 2026", "1.3.2026 alkaen", False),
        ("1,600 euros", "16 00 euroa", False),
        ("two of 14", "2/14", False),
    ],
)
def test_numbers_are_compared_apart_from_their_form(english: str, finnish: str, same: bool) -> None:
    assert (numbers(english, "en") == numbers(finnish, "fi")) is same


# ---- faults are named by file, record and field ----


def test_the_small_set_has_no_faults(small: Path) -> None:
    read = read_shipped(small)
    assert [service.id for service in read.services] == ["help-desk", "old-desk"]
    assert read.services[0].municipalities == ("049",)
    assert read.cards[0][1].facts[0].sources[0].title == "An act"
    codes = {(code.list, code.id): code for code in read.codes}
    assert codes["language", "ckb"].parent == "other"
    assert codes["municipality", "049"].label.sv == "Esbo"


SERVICES = ("directory/espoo.yaml", "help-desk")
CARDS = ("guidance/cards/rent.yaml", "rent")
ROADS = ("guidance/paths/worker.yaml", "worker")
WORDS = ("search/synonyms.yaml", "rent")

TERM = "{term: kämppä, language: fi, kind: colloquial, confidence: low}"

#: Where the fault is (file and record), what is replaced by what, and the field to be named.
FAULTS = [
    # the form of a field
    (SERVICES, "kind: advice-point", "kind: castle", "kind"),
    (SERVICES, "confidence: high", "confidence: sure", "confidence"),
    (SERVICES, "dial: '+3589123456'", "dial: 'call me'", "phones[0].dial"),
    (SERVICES, "number: 09 123 456", "number: <b>09</b>", "phones[0].number"),
    (SERVICES, "[help@example.fi]", "[nobody]", "emails[0]"),
    (SERVICES, "https://example.fi/help", "javascript:alert(1)", "website"),
    (SERVICES, "postal_code: '02770'", "postal_code: '2770'", "address.postal_code"),
    (SERVICES, "'2026-01-01'", "last year", "last_verified"),
    (SERVICES, "    - title: Its own page\n", "    []\n", "sources"),
    (SERVICES, "topics: [housing]", "topics: []", "topics"),
    (SERVICES, "name: {fi: Apu, sv: Hjälp, en: Help}", "name: {}", "name"),
    (SERVICES, "sv: Ger råd, ", "", "description"),
    (SERVICES, "  confidence: high", "  colour: red\n  confidence: high", "colour"),
    (SERVICES, "confidence: high\n", "\n", "confidence"),
    (CARDS, "    confidence: high\n", "", "facts[0].confidence"),
    (CARDS, "- text: {fi: Tosi,", "- words: {fi: Tosi,", "facts[0].words"),
    (CARDS, "position: 1", "position: first", "position"),
    (CARDS, "sv: Hyra, ", "", "title"),
    (CARDS, "sv: Sant, ", "", "facts[0].text"),
    (CARDS, "    sources: [act]\nrefer_to", "    sources: []\nrefer_to", "facts[0].sources"),
    (CARDS, "'2027-01-01'", "next year", "next_review"),
    (CARDS, "reviewed: false", "reviewed: maybe", "reviewed"),
    (ROADS, "action: {fi: Vuokraa, sv: Hyr, en: Rent}", "action: {fi: V}", "steps[0].action"),
    (ROADS, "confidence: low", "confidence: 7", "steps[0].typical_wait.confidence"),
    (WORDS, "kind: colloquial", "kind: funny", "terms[0].kind"),
    # what a field refers to
    (SERVICES, "[Esbo]", "[Ankeborg]", "municipalities"),
    (SERVICES, "municipalities: [Esbo]", "municipalities: []", "municipalities"),
    (SERVICES, "topics: [housing]", "topics: [castles]", "topics"),
    (SERVICES, "topics: [housing]", "topics: [rent, rent]", "topics"),
    (SERVICES, "languages: [fi, ckb]", "languages: [fi, tlh]", "languages"),
    (SERVICES, "languages: [fi]", "languages: [tlh]", "phones.languages"),
    (SERVICES, "Mo-Fr 09:00-16:00", "weekdays 9-16", "hours"),
    (CARDS, "topics: [rent]", "topics: [castles]", "topics"),
    (CARDS, "reasons: [work]", "reasons: [fun]", "reasons"),
    (CARDS, "employment: [employed]", "employment: [king]", "employment"),
    (CARDS, "    sources: [act]\nrefer_to", "    sources: [rumour]\nrefer_to", "sources"),
    (CARDS, "services: [help-desk]", "services: [no-desk]", "refer_to"),
    (CARDS, "services: [help-desk]", "services: [old-desk]", "refer_to"),
    (CARDS, "related: [rent]", "related: [castles]", "related"),
    (ROADS, "card: rent", "card: castles", "steps.card"),
    (ROADS, "sources: [act]", "sources: [rumour]", "sources"),
    (WORDS, "topic: rent", "topic: castles", "topic"),
    # ids
    (("directory/espoo.yaml", "help-desk"), "- id: old-desk", "- id: help-desk", "id"),
    (("directory/espoo.yaml", "Help Desk"), "id: help-desk", "id: Help Desk", "id"),
    (("guidance/cards/rent.yaml", "rents"), "id: rent\n", "id: rents\n", "id"),
    (("guidance/sources.yaml", "number 1"), "- id: act\n  title", "- title", "id"),
    (("guidance/sources.yaml", "act"), "- id: act", "- {id: act, title: A}\n- id: act", "id"),
    (WORDS, "    - term: kämppä\n", f"    - {TERM}\n    - term: kämppä\n", "terms"),
    # tables
    (("codes/codes.csv", "line 4"), "topic,rent,housing", "topic,rent,castles", "parent"),
    (("codes/codes.csv", "line 4"), "topic,rent,", "topic,housing,", "code"),
    (("codes/codes.csv", "line 3"), "Asuminen", "", "label_fi"),
    (("codes/codes.csv", "line 3"), "housing,,10", "housing,,first", "order"),
    (("codes/codes.csv", "line 3"), "Boende,", "", "line"),
    (("codes/municipalities.csv", "line 2"), "049", "49", "code"),
    (("codes/municipalities.csv", "line 2"), "Esbo", "", "name_sv"),
    (("codes/municipalities.csv", "line 3"), "049,", "049,A,A,fi,01,U,N\n049,", "code"),
    (("codes/languages.csv", "line 3"), "ckb,", "fi,", "tag"),
    (("codes/languages.csv", "line 3"), "15000", "many", "speakers"),
    (("codes/languages.csv", "line 3"), "Arab", "", "script"),
    (("codes/languages.csv", "line 3"), "rtl", "up", "direction"),
]


@pytest.mark.parametrize(("place", "old", "new", "field"), FAULTS)
def test_a_fault_is_named_by_file_record_and_field(
    small: Path, place: tuple[str, str], old: str, new: str, field: str
) -> None:
    name, record = place
    path = small / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Failure) as caught:
        read_shipped(small)
    assert caught.value.kind is FailureKind.BAD_FILE
    assert caught.value.detail.startswith(f"{name}, record '{record}', field '{field}': ")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("directory/espoo.yaml", b"- id: [help-desk"),
        ("guidance/sources.yaml", b"\xff\xfe\x00"),
        ("codes/codes.csv", b"\xff\xfe"),
        ("codes/languages.csv", b'tag,name_fi\n"fi'),
        ("search/synonyms.yaml", b"!!python/object/apply:os.system ['true']"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(small: Path, name: str, content: bytes) -> None:
    (small / name).write_bytes(content)
    with pytest.raises(Failure) as caught:
        read_shipped(small)
    assert caught.value.kind is FailureKind.BAD_FILE
    assert caught.value.detail.startswith(name)


@pytest.mark.parametrize(
    "name",
    [
        "codes/codes.csv",
        "codes/municipalities.csv",
        "codes/languages.csv",
        "guidance/sources.yaml",
        "search/synonyms.yaml",
        "directory/espoo.yaml",
    ],
)
def test_a_file_that_is_missing_is_named(small: Path, name: str) -> None:
    (small / name).unlink()
    with pytest.raises(Failure) as caught:
        read_shipped(small)
    assert caught.value.kind is FailureKind.BAD_FILE
    assert caught.value.detail.startswith(name.partition("/espoo")[0])


@given(st.text(max_size=200))
@settings(deadline=None)  # the machine that runs it may be busy
def test_nonsense_is_a_failure_and_never_a_bug(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    small = write_small_set(tmp_path_factory.mktemp("nonsense"))
    (small / "directory" / "espoo.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Failure) as caught:
        read_shipped(small)
    assert caught.value.kind is FailureKind.BAD_FILE


# ---- digests ----


def test_any_change_of_a_data_file_is_another_set(small: Path) -> None:
    before = shipped_digest(small)
    assert shipped_digest(small) == before
    (small / "directory" / "notes.txt").write_text("not part of the set")
    assert shipped_digest(small) == before
    (small / "directory" / "espoo.yaml").rename(small / "directory" / "esbo.yaml")
    renamed = shipped_digest(small)
    path = small / "codes" / "codes.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert len({before, renamed, shipped_digest(small)}) == 3


def test_a_record_has_one_digest_and_another_one_has_another(shipped: Shipped) -> None:
    again = read_shipped(find_paths().resources)
    marks = [record_digest(service) for service in shipped.services]
    assert marks == [record_digest(service) for service in again.services]
    assert len(set(marks)) == len(marks)
