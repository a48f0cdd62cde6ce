"""Public holidays, held against an independent calendar of Finland."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from advisor_desk.domain.holidays import (
    HOLIDAYS,
    easter_sunday,
    is_public_holiday,
    named_days,
    names_of_day,
    public_holidays,
)

YEARS = range(2015, 2041)


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_of_a_year(year: int) -> None:
    oracle = OpeningHours("Mo-Su 00:00-24:00; PH off", country="FI")
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    expected = {
        day
        for day in days
        if day.year == year and not oracle.is_open(datetime.combine(day, time(12)))
    }
    assert public_holidays(year) == expected


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 6), "Epiphany"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 5, 14), "Ascension Day"),
        (date(2026, 6, 19), "Midsummer Eve"),
        (date(2026, 6, 20), "Midsummer Day"),
        (date(2026, 10, 31), "All Saints' Day"),
        (date(2026, 12, 6), "Independence Day"),
        (date(2026, 12, 24), "Christmas Eve"),
    ],
)
def test_holidays_that_offices_keep(day: date, name: str) -> None:
    assert is_public_holiday(day), name


@pytest.mark.parametrize("day", [date(2026, 4, 2), date(2026, 12, 31), date(2026, 11, 21)])
def test_ordinary_days(day: date) -> None:
    assert not is_public_holiday(day)


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_its_limits(year: int) -> None:
    easter = easter_sunday(year)
    assert easter.isoweekday() == 7
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
    ],
)
def test_known_easters(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


DAYS_OF_2026 = {
    "NewYearDay": "01-01",
    "Epiphany": "01-06",
    "MaundyThursday": "04-02",
    "GoodFriday": "04-03",
    "EasterSunday": "04-05",
    "EasterMonday": "04-06",
    "MayDayEve": "04-30",
    "MayDay": "05-01",
    "AscensionDay": "05-14",
    "WhitSunday": "05-24",
    "MidsummerEve": "06-19",
    "MidsummerDay": "06-20",
    "AllSaintsDay": "10-31",
    "IndependenceDay": "12-06",
    "ChristmasEve": "12-24",
    "ChristmasDay": "12-25",
    "SecondDayOfChristmas": "12-26",
    "NewYearEve": "12-31",
}


def test_the_eighteen_named_days() -> None:
    assert len(HOLIDAYS) == 18
    found = {name: f"{day:%m-%d}" for name, day in named_days(2026).items()}
    assert found == DAYS_OF_2026
    assert tuple(found) == HOLIDAYS


@pytest.mark.parametrize("year", YEARS)
def test_three_of_them_are_working_days(year: int) -> None:
    days = named_days(year)
    working = {name for name, day in days.items() if not is_public_holiday(day)}
    assert working == {"MaundyThursday", "MayDayEve", "NewYearEve"} - {
        name for name in days if days[name] in public_holidays(year)
    }


def test_two_named_days_may_fall_together() -> None:
    assert names_of_day(date(2008, 5, 1)) == ("MayDay", "AscensionDay")
    assert names_of_day(date(2026, 11, 21)) == ()
