"""Hours in words: real strings become the rows they mean, and what is unclear stays text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from advisor_desk.domain.holidays import is_public_holiday
from advisor_desk.domain.opening import Hours, HoursSet, OpenState, Span
from advisor_desk.domain.opening_text import format_hours, parse_hours
from advisor_desk.domain.opening_words import parse_words, read_words
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.exchange.shipped import Shipped

HERE = Path(__file__).parent
YEAR = 2026
"""A year of 53 ISO weeks."""


def _table(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


STRINGS = [
    LocalText(fi, sv.strip(), en.strip()) for fi, en, sv in _table("availability_strings.tsv")[1:]
]
ROWS = dict(_table("availability_rows.tsv"))


def told(text: str, language: Language = "fi") -> str | None:
    """Return what a text is read as, in the notation."""
    hours = parse_words(text, language)
    return format_hours(hours) if hours else None


# ---- the real strings ----


def test_the_strings_are_those_of_the_service_map() -> None:
    assert len(STRINGS) == 121
    assert [sum(bool(text.get(tag)) for text in STRINGS) for tag in LANGUAGES] == [121, 92, 92]


def test_real_strings_become_the_rows_they_mean() -> None:
    assert len(ROWS) >= 100
    for text in STRINGS:
        assert told(text.fi) == ROWS.get(text.fi), text.fi


@pytest.mark.parametrize("language", ["sv", "en"])
def test_strings_in_other_languages_mean_the_same(language: Language) -> None:
    read = 0
    for text in STRINGS:
        meant = told(text.get(language), language) if text.get(language) else None
        if meant is not None:
            read += 1
            assert meant == ROWS[text.fi], text
    assert read >= 79  # of 92; the rest is prose, or days without times


def test_what_stays_text_is_kept_word_for_word() -> None:
    kept = [text for text in STRINGS if text.fi not in ROWS]
    assert len(kept) == 20
    for text in kept:
        assert read_words([text]) == Hours((HoursSet("unknown", text=text, origin="text"),))


@cache
def half_hours(text: str) -> list[tuple[datetime, bool]]:
    """Return a year of half hours, and whether the oracle has it open in each."""
    oracle = OpeningHours(text, country="FI")
    begin = datetime.combine(date(YEAR, 1, 1), time())
    moments = [begin + timedelta(minutes=30 * number) for number in range(365 * 48)]
    return [(moment, oracle.is_open(moment)) for moment in moments]


def states(hours: Hours) -> list[OpenState]:
    """Return the states of a year of half hours."""
    found: list[OpenState] = []
    for number in range(365):
        pieces = hours.day(date(YEAR, 1, 1) + timedelta(days=number))
        found += [
            next(piece.state for piece in pieces if minute < piece.end)
            for minute in range(0, 24 * 60, 30)
        ]
    return found


@pytest.mark.parametrize("text", sorted(set(ROWS.values())))
def test_a_year_of_half_hours_is_as_the_oracle_has_it(text: str) -> None:
    hours = parse_hours(text)
    spans = [span for one in hours.sets for span in one.spans]
    for (moment, opened), state in zip(half_hours(text), states(hours), strict=True):
        if state is OpenState.UNKNOWN:
            only_closes = spans and all(span.status == "closed" for span in spans)
            assert is_public_holiday(moment.date()) or only_closes, moment
        else:
            assert (state is not OpenState.CLOSED) == opened, moment


# ---- forms ----

FORMS: list[tuple[Language, str, str]] = [
    ("fi", "ma–to 8.15–16.15, pe 8.15–15", "Mo-Th 08:15-16:15; Fr 08:15-15:00"),
    ("fi", "ma - pe klo 9.00 - 16.00", "Mo-Fr 09:00-16:00"),
    ("fi", "Ma–pe 9–12 ja 13–15", "Mo-Fr 09:00-12:00,13:00-15:00"),
    ("fi", "maanantaista perjantaihin klo 9-16", "Mo-Fr 09:00-16:00"),
    ("fi", "ma, ti ja ke 9-11 ja 12-13, to 8-9", "Mo-We 09:00-11:00,12:00-13:00; Th 08:00-09:00"),
    ("fi", "Aukioloajat: ma-pe 9-15\nla 10-12", "Mo-Fr 09:00-15:00; Sa 10:00-12:00"),
    ("fi", "klo 9–16 arkisin", "Mo-Fr 09:00-16:00"),
    ("fi", "ma: 9-12, ti: 10-14", "Mo 09:00-12:00; Tu 10:00-14:00"),
    ("fi", "pe-la 18-02", "Fr-Sa 18:00-02:00"),
    ("fi", "su-to 22-06", "Mo-Th,Su 22:00-06:00"),
    ("fi", "ma 8-12.10", "Mo 08:00-12:10"),
    ("fi", "ma 00-24", "Mo 00:00-24:00"),
    ("fi", "Suljettu la-su", "Sa-Su off"),
    ("fi", "ma-pe 9-15, la-su suljettu", "Mo-Fr 09:00-15:00; Sa-Su off"),
    ("fi", "ma-pe 9-15, suljettu pyhäpäivinä", "Mo-Fr 09:00-15:00; PH off"),
    ("fi", "ti 9-12 parillisina viikkoina", "week 02-52/2 Tu 09:00-12:00"),
    ("fi", "Parittomina viikkoina ma 9-12", "week 01-53/2 Mo 09:00-12:00"),
    ("fi", "ma-pe 9-15 alkaen 1.6.2025", "2025 Jun 01+ Mo-Fr 09:00-15:00"),
    ("fi", "1.9.2025 alkaen ma-pe 9-15", "2025 Sep 01+ Mo-Fr 09:00-15:00"),
    ("fi", "ma-pe 9-15 31.5.2026 asti", "1900 Jan 01-2026 May 31 Mo-Fr 09:00-15:00"),
    (
        "fi",
        "1.6.–31.8.2026: ma-pe 9-14, la 10-12",
        "2026 Jun 01-2026 Aug 31 off; 2026 Jun 01-2026 Aug 31 Mo-Fr 09:00-14:00; "
        "2026 Jun 01-2026 Aug 31 Sa 10:00-12:00",
    ),
    ("fi", "24/7", "24/7"),
    ("fi", "Ympäri vuorokauden", "24/7"),
    ("fi", "Vain ajanvarauksella", '"by appointment"'),
    ("fi", "ke 9-12 ajanvarauksella", 'We 09:00-12:00 "by appointment"'),
    ("fi", "ma-pe 9-15, muulloin sopimuksen mukaan", 'Mo-Fr 09:00-15:00; "by appointment"'),
    ("sv", "Dygnet runt", "24/7"),
    ("sv", "Enligt överenskommelse", '"by appointment"'),
    ("sv", "Måndag–fredag kl. 9–16", "Mo-Fr 09:00-16:00"),
    ("sv", "må-fr 9-15", "Mo-Fr 09:00-15:00"),
    ("sv", "mån.–tors. kl. 9–12 och 13–15", "Mo-Th 09:00-12:00,13:00-15:00"),
    ("sv", "Helgfria vardagar kl. 8.15–16", "Mo-Fr 08:15-16:00; PH off"),
    ("sv", "fr.o.m. 1.6.2025 ons 9-12", "2025 Jun 01+ We 09:00-12:00"),
    ("sv", "tis kl. 9–12 jämna veckor", "week 02-52/2 Tu 09:00-12:00"),
    ("en", "Around the clock", "24/7"),
    ("en", "By appointment only", '"by appointment"'),
    ("en", "Monday to Friday from 9:00 to 16:00", "Mo-Fr 09:00-16:00"),
    ("en", "Mon, Wed and Fri 9 am – 4 pm", "Mo,We,Fr 09:00-16:00"),
    ("en", "Tuesdays 10 a.m. to 12 p.m.", "Tu 10:00-12:00"),
    ("en", "Weekdays 9-16, closed on public holidays", "Mo-Fr 09:00-16:00; PH off"),
    ("en", "Open Mon-Fri from 1 June 2026 at 9-16", "2026 Jun 01+ Mo-Fr 09:00-16:00"),
]


@pytest.mark.parametrize(("language", "text", "meant"), FORMS)
def test_the_forms_in_which_people_write(language: Language, text: str, meant: str) -> None:
    assert told(text, language) == meant


UNCLEAR: list[tuple[Language, str]] = [
    ("fi", ""),
    ("fi", "Suljettu"),
    ("fi", "Avoinna"),
    ("fi", "klo 9-15"),
    ("fi", "ma 9"),
    ("fi", "ma 25-26"),
    ("fi", "ma 9.75-12"),
    ("fi", "ma 9-9"),
    ("fi", "ma 0-0"),
    ("fi", "ma-ma 9-12"),
    ("fi", "ma, ma 9-12"),
    ("fi", "ma-pe 15-9"),
    ("fi", "ma-pe 9-15 paitsi ke"),
    ("fi", "ma-pe 9-15, ma 14-16"),
    ("fi", "ma-pe 9-15 (heinäkuussa suljettu)"),
    ("fi", "ma-pe 9-15, joka toinen la 10-14"),
    ("fi", "Suljettu la-su, ma-pe 9-15"),
    ("fi", "Palvelu ei saatavilla ma-ti 9-15, ke-pe 9-12"),
    ("fi", "ma-pe 9-15 suljettu"),
    ("fi", "ma 9-12, 13-15 ti"),
    ("fi", "ma 9-12, ti 9-15 alkaen 1.6.2025"),
    ("fi", "ma-pe 9-15 alkaen 31.6.2025"),
    ("fi", "1.9.-31.8.2026 ma-pe 9-15"),
    ("fi", "24.12. 9-12"),
    ("fi", "Puhelin ma-pe 9-15"),
    ("fi", "Verkkopalvelu on avoinna ympäri vuorokauden"),
    ("fi", "Mon-Fri 9-15"),
    ("sv", "ma-pe 9-15"),
    ("sv", "Öppet varje dag"),
    ("sv", "Ej öppet dygnet runt"),
    ("en", "Mon-Fri 9-5"),
    ("en", "Mon 1-3"),
    ("en", "Mon 1-3 pm"),
    ("en", "Mon 13-3 pm"),
    ("en", "Closed by appointment"),
    ("en", "Mon-Fri 9-15 except Wed"),
]


@pytest.mark.parametrize(("language", "text"), UNCLEAR)
def test_what_is_unclear_stays_text(language: Language, text: str) -> None:
    assert told(text, language) is None


def test_a_night_and_a_hole_are_rows_of_their_own() -> None:
    hours = parse_words("Avoinna pe 22-04. Suljettu ti 13-14", "fi")
    assert hours is not None
    assert hours.sets[0].spans == (Span(5, 1320, 1680), Span(2, 780, 840, status="closed"))


@given(st.sampled_from([text for text in STRINGS if text.fi in ROWS]), st.data())
@settings(max_examples=200, deadline=None)
def test_a_word_that_is_not_known_leaves_it_text(text: LocalText, data: st.DataObject) -> None:
    words = text.fi.split(" ")
    place = data.draw(st.integers(0, len(words)))
    words.insert(
        place, data.draw(st.sampled_from(["ehkä", "harvoin", "paitsi", "7", "heinäkuussa"]))
    )
    assert told(" ".join(words)) is None


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_is_read_or_left(text: str, language: Language) -> None:
    hours = parse_words(text, language)
    assert hours is None or hours.sets


def test_an_endless_text_is_left_in_no_time() -> None:
    assert told("ma 9-12, " * 100_000) is None


# ---- several texts of one source ----


def test_texts_of_one_source_are_put_together() -> None:
    texts = [
        LocalText(fi="Avoinna ma-to 9-16"),
        LocalText(fi="Avoinna pe 9-14", en="Open Fri 9-14"),
    ]
    hours = read_words(texts)
    assert hours is not None
    assert format_hours(hours) == "Mo-Th 09:00-16:00; Fr 09:00-14:00"
    assert hours.sets[0].text == LocalText(
        fi="Avoinna ma-to 9-16\nAvoinna pe 9-14", en="Open Fri 9-14"
    )
    assert hours.sets[0].origin == "text"


def test_one_text_that_is_not_understood_leaves_all_as_words() -> None:
    texts = [LocalText(fi="Avoinna ma-to 9-16"), LocalText(fi="Lukuvuoden aikana")]
    hours = read_words(texts)
    assert hours is not None
    assert [one.kind for one in hours.sets] == ["unknown", "unknown"]
    assert hours.state(datetime.fromisoformat("2026-11-23T10:00")) is OpenState.UNKNOWN


def test_languages_that_contradict_each_other_leave_words() -> None:
    text = LocalText(fi="Avoinna ma 9-16", sv="Öppet mån 9-15")
    assert read_words([text]) == Hours((HoursSet("unknown", text=text, origin="text"),))
    assert read_words([LocalText()]) is None


def test_shipped_words_and_shipped_rows_do_not_contradict_each_other(shipped: Shipped) -> None:
    compared = 0
    for service in shipped.services:
        for tag in LANGUAGES:
            read = parse_words(service.hours_text.get(tag), tag)
            if read is not None and service.hours is not None:
                compared += 1
                assert format_hours(read) == format_hours(service.hours), service.id
    assert compared > 70
