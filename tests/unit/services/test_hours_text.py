"""Opening hours in words, in the three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from advisor_desk.domain.opening import Hours, HoursSet, OpenState
from advisor_desk.domain.opening_text import parse_hours
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import set_language
from advisor_desk.services.hours_text import (
    Line,
    Opening,
    adds_to_rows,
    days_text,
    hours_table,
    hours_words,
    opening_short,
    opening_text,
)
from tests.conftest import TRANSLATIONS

OFFICE = "Mo-Fr 09:00-16:00"
MONDAY = date(2026, 11, 23)


def opening(text: str, moment: str) -> Opening:
    """Return the answer of hours at a moment."""
    now = datetime.fromisoformat(moment)
    return Opening(parse_hours(text).answer(now), now)


@pytest.mark.parametrize(
    ("text", "moment", "words", "short"),
    [
        (OFFICE, "2026-11-23T10:00", "Open until 16:00", "Open until 16:00"),
        ("Mo-Fr 09:00-24:00", "2026-11-23T10:00", "Open until 24:00", "Open until 24:00"),
        ("Fr 22:00-02:00", "2026-11-27T23:00", "Open until 2:00", "Open until 2:00"),
        ("24/7", "2026-11-23T10:00", "Open now", "Open now"),
        ("Mo-Fr 00:00-24:00", "2026-11-23T10:00", "Open now", "Open now"),
        (OFFICE, "2026-11-23T08:00", "Closed, opens today at 9:00", "Opens at 9:00"),
        (OFFICE, "2026-11-23T17:00", "Closed, opens tomorrow at 9:00", "Closed"),
        (OFFICE, "2026-11-21T12:00", "Closed, opens on Monday at 9:00", "Closed"),
        (
            f"{OFFICE}; 2026 Dec 23-2027 Jan 06 off",
            "2026-12-23T12:00",
            "Closed, opens 7 Jan at 9:00",
            "Closed",
        ),
        (OFFICE, "2027-03-25T17:00", "Closed now", "Closed"),
        (OFFICE, "2026-12-25T12:00", "Not known whether open now", ""),
        ('"by appointment"', "2026-11-23T10:00", "By appointment", "By appointment"),
        (
            'Mo 09:00-12:00 "by phone"',
            "2026-11-23T10:00",
            "Open until 12:00, by telephone only",
            "Open until 12:00, by telephone only",
        ),
    ],
)
def test_the_answer_in_words(text: str, moment: str, words: str, short: str) -> None:
    assert opening_text(opening(text, moment)) == words
    assert opening_short(opening(text, moment)) == short


@pytest.mark.parametrize(("language", "time"), [("fi", "16.00"), ("sv", "16.00"), ("en", "16:00")])
def test_times_are_written_as_in_the_language(language: str, time: str) -> None:
    set_language(language, TRANSLATIONS)
    assert time in opening_text(opening(OFFICE, "2026-11-23T10:00"))


# ---- the table ----


def table(text: str, today: date = MONDAY) -> list[Line]:
    """Return the table of hours."""
    return hours_table(parse_hours(text), today, "en")


def test_days_with_the_same_hours_stand_together() -> None:
    assert table("Mo-Th 09:00-12:00,13:00-16:00; Fr 09:00-14:00; PH off; Dec 31 10:00-12:00") == [
        Line("Mon–Thu", "9:00–12:00, 13:00–16:00"),
        Line("Fri", "9:00–14:00"),
        Line("Public holidays", "closed"),
        Line("New Year's Eve", "10:00–12:00"),
    ]


def test_holes_are_cut_and_what_is_only_closed_is_said() -> None:
    assert table("Mo-Tu 09:00-15:00; Tu 13:00-14:00 off; Sa off") == [
        Line("Mon", "9:00–15:00"),
        Line("Tue", "9:00–13:00, 14:00–15:00"),
        Line("Sat", "closed"),
    ]
    assert table("Tu 13:00-14:00 off") == [Line("Tue", "closed 13:00–14:00")]


def test_weeks_and_ways_are_said() -> None:
    text = 'week 01-53/2 Mo 09:00-12:00; Tu 09:00-12:00 "by appointment"; We 9:00-12:00'
    lines = table(text.replace("We 9", "We 09"))
    assert lines == [
        Line("Mon", "9:00–12:00, odd weeks"),
        Line("Tue", "9:00–12:00 by appointment"),
        Line("Wed", "9:00–12:00"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("24/7", Line("Every day", "Day and night")),
        ('"by appointment"', Line("By appointment", "")),
        ("Mo-Su 08:00-20:00", Line("Every day", "8:00–20:00")),
        ("Mo-Su 00:00-24:00", Line("Every day", "day and night")),
    ],
)
def test_plain_hours_are_one_line(text: str, line: Line) -> None:
    assert table(text) == [line]


def test_seasons_come_when_they_are_near_and_go_when_they_are_over() -> None:
    text = f"{OFFICE}; 2027 Jun 01-2027 Aug 31 off; 2027 Jun 01-2027 Aug 31 Mo-Fr 10:00-14:00"
    week = Line("Mon–Fri", "9:00–16:00")
    assert table(text) == [week]
    season = [Line("1 Jun 2027–31 Aug 2027", ""), Line("Mon–Fri", "10:00–14:00")]
    assert table(text, date(2027, 4, 15)) == [week, *season]
    assert table(text, date(2027, 8, 31)) == [week, *season]
    assert table(text, date(2027, 9, 1)) == [week]


def test_hours_that_begin_later_say_when() -> None:
    assert table(f"2027 Jan 01+ {OFFICE}")[0] == Line("From 1 Jan 2027", "")
    assert table(f"2026 Jan 01+ {OFFICE}")[0] == Line("Mon–Fri", "9:00–16:00")


def test_exceptions_of_the_coming_thirty_days() -> None:
    text = (
        f"{OFFICE}; 2026 Nov 22 off; 2026 Dec 22-2026 Dec 26 off; "
        '2026 Dec 01-2026 Dec 02 off "exception"; 2026 Dec 01-2026 Dec 02 Mo-Su 10:00-12:00; '
        "2026 Dec 20 09:00-11:00; 2027 Jan 31 off"
    )
    assert table(text)[1:] == [
        Line("Exceptions", ""),
        Line("1 Dec–2 Dec", "10:00–12:00"),
        Line("Sun 20 Dec", "9:00–11:00"),
        Line("22 Dec–26 Dec", "closed"),
    ]


def test_words_that_were_not_understood_are_shown_as_they_are() -> None:
    hours = Hours((HoursSet("unknown", text=LocalText(fi="Lukuvuoden aikana")),))
    assert hours_table(hours, MONDAY, "en") == [Line("", "Lukuvuoden aikana")]
    assert hours.answer(datetime.fromisoformat("2026-11-23T10:00")).state is OpenState.UNKNOWN


@pytest.mark.parametrize(
    ("words", "adds"),
    [
        (LocalText(), False),
        (LocalText(en="Mon-Fri 9-16"), False),
        (LocalText(fi="Ma–pe klo 9–16"), False),
        (LocalText(en="Mon-Fri 9-15"), True),
        (LocalText(en="Phone and chat Mon-Fri 9-16"), True),
    ],
)
def test_the_words_of_the_source_are_told_where_they_say_more(
    words: LocalText, *, adds: bool
) -> None:
    assert adds_to_rows(words, parse_hours(OFFICE), "en") is adds


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1, 2, 3, 4, 5), "Mon–Fri"),
        ((1, 3, 5), "Mon, Wed, Fri"),
        ((1, 2, 4), "Mon–Tue, Thu"),
        (range(1, 8), "Every day"),
    ],
)
def test_days_in_words(days: tuple[int, ...], words: str) -> None:
    assert days_text(days) == words


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (OFFICE, [Line("Mon–Fri", "9:00–16:00")]),
        (
            f"{OFFICE}; 2020 Jun 01-2020 Aug 31 off; 2030 Jun 01-2030 Aug 31 Mo-Fr 10:00-14:00",
            [
                Line("Mon–Fri", "9:00–16:00"),
                Line("Exception · 1 Jun 2020–31 Aug 2020", "closed"),
                Line("1 Jun 2030–31 Aug 2030", "Mon–Fri, 10:00–14:00"),
            ],
        ),
        (
            f"{OFFICE}; 2030 Nov 22 off; 2030 Dec 20 09:00-11:00",
            [
                Line("Mon–Fri", "9:00–16:00"),
                Line("Exception · 22 Nov 2030", "closed"),
                Line("Exception · 20 Dec 2030", "9:00–11:00"),
            ],
        ),
        (
            "2027 Jan 01+ Mo 9:00-10:00".replace(" 9", " 09"),
            [Line("From 1 Jan 2027", "Mon, 9:00–10:00")],
        ),
        ('"by appointment"', [Line("By appointment", "")]),
        ("24/7", [Line("Every day", "Day and night")]),
    ],
)
def test_all_hours_in_words_whenever_they_hold(text: str, lines: list[Line]) -> None:
    assert hours_words(parse_hours(text), "en") == lines


def test_the_words_of_a_source_stand_beside_its_rows() -> None:
    week = parse_hours(OFFICE).sets[0]
    hours = Hours((replace(week, text=LocalText(en="Ring the bell")), HoursSet("unknown")))
    assert hours_words(hours, "en") == [
        Line("Mon–Fri", "9:00–16:00"),
        Line("", "Ring the bell"),
        Line("", "not known"),
    ]
