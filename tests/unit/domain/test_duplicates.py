"""Records that may be the same, and those that only look alike."""

from __future__ import annotations

import random
import string
import time
from dataclasses import replace

import pytest

from advisor_desk.domain.directory import Phone, Service
from advisor_desk.domain.duplicates import Because, Finder, Marks, marks, website_mark
from advisor_desk.domain.text import LocalText

OFFICE = Service(
    "office",
    "authority",
    LocalText("Monikulttuurikeskus Caisa", en="Cultural centre Caisa"),
    municipalities=("091",),
    phones=(Phone("09 310 37500", "+358931037500"),),
    website="https://www.caisa.fi/",
)


def like(other: Service, *rest: Service, business_ids: tuple[str, str] = ("", "")) -> Because | str:
    """Return why another record is like the office, or an empty text."""
    finder = Finder([marks(OFFICE, business_ids[0]), *map(marks, rest)])
    return next((m.because for m in finder.like(marks(other, business_ids[1]))), "")


def named(name: str, **fields: object) -> Service:
    """Return a record of another name that shares nothing else."""
    bare = Service("other", "other", LocalText(name))
    return replace(bare, **fields)  # type: ignore[arg-type]  # the fields are checked at run time


@pytest.mark.parametrize(
    ("other", "because"),
    [
        (named("Monikulttuurikeskus Caisa"), "name"),
        (named("Caisa, monikulttuurikeskus"), "name"),
        (named("Monikulttuurikeskus Caissa"), "name"),
        (named("Monikultuurikeskus Caisa", municipalities=("091", "049")), "name"),
        (named("Kulttuurikeskus Caisa", phones=(Phone("(09) 310 37500", ""),)), "phone"),
        (named("Kulttuurikeskus Caisa", website="http://caisa.fi"), "website"),
        (named("Kulttuurikeskus Caisa"), ""),
        (named("Monikulttuurikeskus Caisa", municipalities=("049",)), ""),
        (named("Monikulttuurikeskus Caisa 2"), ""),
        (named("Uimahalli", phones=OFFICE.phones), ""),
    ],
)
def test_what_makes_two_records_alike(other: Service, because: str) -> None:
    assert like(other) == because


def test_the_business_id_of_one_giver_needs_a_similar_name() -> None:
    same = ("0201256-6", "0201256-6")
    assert like(named("Kulttuurikeskus Caisa"), business_ids=same) == "business-id"
    assert like(named("Uimahalli"), business_ids=same) == ""


def test_a_switchboard_is_no_sign() -> None:
    others = [
        replace(named(f"Paikka {letter}"), id=letter, phones=OFFICE.phones)
        for letter in string.ascii_lowercase[:8]
    ]
    assert like(named("Kulttuurikeskus Caisa", phones=OFFICE.phones), *others) == ""


def test_a_record_is_not_its_own_duplicate_and_can_be_taken_out() -> None:
    finder = Finder([marks(OFFICE)])
    assert finder.like(marks(OFFICE)) == []
    other = marks(replace(OFFICE, id="second"))
    finder.add(other)
    finder.add(other)
    assert len(finder) == 2
    assert [match.id for match in finder.like(marks(OFFICE))] == ["second"]
    assert [(one, match.id) for one, match in finder.pairs()] == [("office", "second")]
    finder.remove("second")
    assert finder.like(marks(OFFICE)) == []


def test_addresses_that_differ_for_no_reason() -> None:
    assert website_mark("https://www.kela.fi/") == website_mark("http://kela.fi") == "kela.fi"
    assert website_mark("https://kela.fi/a?id=1") != website_mark("https://kela.fi/a?id=2")
    assert website_mark("http://[bad") == ""


def test_twenty_thousand_records_are_gone_through_quickly() -> None:
    rng = random.Random(7)
    syllables = [a + b for a in "bdfghjklmnprstv" for b in "aeiouyäö"]
    vocabulary = ["".join(rng.choices(syllables, k=rng.randint(2, 5))) for _ in range(4000)]
    kinds = ["palvelu", "neuvonta", "toimisto", "kurssi", "keskus"]
    records = []
    for number in range(20_000):
        name = " ".join(sorted([*rng.choices(vocabulary, k=3), rng.choice(kinds)]))
        place = frozenset([f"{rng.randrange(300):03}"])
        records.append(Marks(str(number), (name, "", ""), frozenset(), frozenset(), "", place))
    twins = [record._replace(id=f"twin-{record.id}") for record in records[:50]]
    start = time.process_time()
    found = list(Finder([*records, *twins]).pairs())
    took = time.process_time() - start
    assert {twin.id for twin in twins} <= {match.id for _one, match in found} | {
        one for one, _match in found
    }
    assert took < 5, f"{took:.1f} s of work"
