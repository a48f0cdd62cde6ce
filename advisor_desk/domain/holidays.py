"""The named days of Finland on which hours differ, and which of them are public holidays.

The names are those of the code list "Holiday" of the Finnish Service Catalogue (PTV), so that
hours travel to and from it without a table of translations.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, get_args

PUBLIC_HOLIDAY: Final = "PublicHoliday"
"""Not a day of the list, but all of its public holidays, where a source names none."""

HolidayName = Literal[
    "NewYearDay",
    "Epiphany",
    "MaundyThursday",
    "GoodFriday",
    "EasterSunday",
    "EasterMonday",
    "MayDayEve",
    "MayDay",
    "AscensionDay",
    "WhitSunday",
    "MidsummerEve",
    "MidsummerDay",
    "AllSaintsDay",
    "IndependenceDay",
    "ChristmasEve",
    "ChristmasDay",
    "SecondDayOfChristmas",
    "NewYearEve",
]
HOLIDAYS: Final[tuple[HolidayName, ...]] = get_args(HolidayName)
"""The 18 named days, in the order of the code list."""

_OFFICES_OPEN: Final = frozenset({"MaundyThursday", "MayDayEve", "NewYearEve"})
"""Named days that are ordinary working days unless a source says otherwise."""


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher rule)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    weekday = (32 + 2 * leap_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _weekday_on_or_after(day: date, weekday: int) -> date:
    """Return the first given weekday (Monday is 0) on or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


@lru_cache(maxsize=16)
def named_days(year: int) -> dict[str, date]:
    """Return the day of each named holiday in a year; the result is shared, so only read it."""
    easter = easter_sunday(year)
    midsummer = _weekday_on_or_after(date(year, 6, 20), 5)
    return {
        "NewYearDay": date(year, 1, 1),
        "Epiphany": date(year, 1, 6),
        "MaundyThursday": easter - timedelta(days=3),
        "GoodFriday": easter - timedelta(days=2),
        "EasterSunday": easter,
        "EasterMonday": easter + timedelta(days=1),
        "MayDayEve": date(year, 4, 30),
        "MayDay": date(year, 5, 1),
        "AscensionDay": easter + timedelta(days=39),
        "WhitSunday": easter + timedelta(days=49),
        "MidsummerEve": midsummer - timedelta(days=1),
        "MidsummerDay": midsummer,
        "AllSaintsDay": _weekday_on_or_after(date(year, 10, 31), 5),
        "IndependenceDay": date(year, 12, 6),
        "ChristmasEve": date(year, 12, 24),
        "ChristmasDay": date(year, 12, 25),
        "SecondDayOfChristmas": date(year, 12, 26),
        "NewYearEve": date(year, 12, 31),
    }


@lru_cache(maxsize=16)
def _names_by_day(year: int) -> dict[date, tuple[str, ...]]:
    found: dict[date, tuple[str, ...]] = {}
    for name, day in named_days(year).items():
        found[day] = (*found.get(day, ()), name)
    return found


def names_of_day(day: date) -> tuple[str, ...]:
    """Return the named days that fall on a day: none, one, or two (Ascension Day on May Day)."""
    return _names_by_day(day.year).get(day, ())


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """Return the days of a year on which Finnish offices are closed as on a Sunday.

    Holidays by the Church Act, Independence Day (388/1937) and May Day (272/1944), with
    Midsummer Eve and Christmas Eve, which offices keep as holidays (Working Hours Act
    872/2019 and collective agreements of the public sector).
    """
    return frozenset(day for name, day in named_days(year).items() if name not in _OFFICES_OPEN)


def is_public_holiday(day: date) -> bool:
    """Tell whether Finnish offices keep the day as a public holiday."""
    return day in public_holidays(day.year)
