"""Fields of a service as texts, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advisor_desk.domain.directory import (
    Address,
    Area,
    Channel,
    Email,
    ForeignCode,
    Phone,
    Service,
    Source,
)
from advisor_desk.domain.opening import Hours, HoursSet, Span
from advisor_desk.domain.record_fields import (
    FIELDS,
    Change,
    as_text,
    confidential_fields,
    differences,
    with_field,
)
from advisor_desk.domain.text import LocalText

PHONE = Phone("09 310 1", "093101", LocalText("neuvonta"), languages=("fi", "so"))
FULL = Service(
    id="kela",
    kind="authority",
    name=LocalText("Kela", "FPA", "Kela"),
    description=LocalText(en="Benefits"),
    municipalities=("091",),
    nationwide=True,
    region="Uusimaa",
    address=Address(LocalText("Katu 1"), "00100", "Helsinki", latitude=60.1, longitude=24.9),
    phones=(PHONE,),
    emails=(Email("a@kela.fi", confidential=True),),
    website="https://www.kela.fi",
    hours=Hours((HoursSet("season", (Span(1, 540, 960),), first=date(2026, 6, 1)),)),
    hours_text=LocalText("ma 9-16"),
    languages=("fi",),
    eligibility=LocalText("kaikille"),
    bring=LocalText("passi"),
    organization="kela-organization",
    other_names=LocalText("Kansaneläkelaitos"),
    how_to_apply=LocalText("verkossa"),
    minimum_age=0.5,
    maximum_age=65.0,
    interpreted=("ar",),
    written=("ru",),
    areas=(Area("region", "01"),),
    codes=(ForeignCode("ptv-service-class", "P22.1", "Luvat"),),
    channels=(Channel("c", "place", LocalText("Toimisto"), phones=(PHONE,)),),
    price_free=True,
    price_note=LocalText("maksuton"),
    topics=("benefits",),
    sources=(Source("kela.fi", "https://www.kela.fi"),),
    confidence="high",
    possibly_outdated=True,
    outdated_note=LocalText("vanha"),
    unverified_fields=("hours",),
    note=LocalText("huom"),
    status="closed",
)
EMPTY = Service("kela", "other", LocalText("Kela"))


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_comes_back_from_its_text(field: str) -> None:
    assert getattr(FULL, field) != getattr(EMPTY, field)
    again = with_field(EMPTY, field, as_text(FULL, field))
    assert getattr(again, field) == getattr(FULL, field)


def test_the_texts_of_all_differences_make_the_other_record() -> None:
    changes = differences(EMPTY, FULL)
    assert [change.field for change in changes] == list(FIELDS)
    again = EMPTY
    for change in changes:
        again = with_field(again, change.field, change.new)
    assert again == FULL


def test_a_difference_has_both_texts() -> None:
    after = replace(EMPTY, website="https://kela.fi")
    assert differences(EMPTY, after) == (Change("website", "", "https://kela.fi"),)


@pytest.mark.parametrize(
    ("field", "text"),
    [("kind", "palace"), ("phones", "09"), ("phones", '[{"number": 9}]'), ("id", "x")],
)
def test_a_text_of_another_form_is_refused(field: str, text: str) -> None:
    with pytest.raises(ValueError, match=field):
        with_field(EMPTY, field, text)


def test_one_confidential_value_holds_back_all_contacts() -> None:
    marked = replace(EMPTY, phones=(replace(PHONE, confidential=True),))
    open_before = differences(EMPTY, replace(EMPTY, phones=(PHONE,), website="https://kela.fi"))
    assert confidential_fields(open_before) == frozenset()
    contacts = {"address", "phones", "emails", "channels"}
    later = (*open_before, *differences(replace(EMPTY, phones=(PHONE,)), marked))
    assert confidential_fields(later) == contacts
    assert confidential_fields(differences(marked, EMPTY)) == contacts


def test_contacts_that_cannot_be_read_are_held_back() -> None:
    assert confidential_fields([Change("phones", "", "of a later version")])
    assert not confidential_fields([Change("phones", "", "[]"), Change("merged_into", "", "x")])
