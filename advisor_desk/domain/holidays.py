"""Public holidays of Finland on which offices are closed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


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
def public_holidays(year: int) -> frozenset[date]:
    """Return the days of a year on which Finnish offices are closed as on a Sunday.

    Holidays by the Church Act, Independence Day (388/1937) and May Day (272/1944), with
    Midsummer Eve and Christmas Eve, which offices keep as holidays (Working Hours Act
    872/2019 and collective agreements of the public sector).
    """
    easter = easter_sunday(year)
    midsummer = _weekday_on_or_after(date(year, 6, 20), 5)
    return frozenset(
        {
            date(year, 1, 1),
            date(year, 1, 6),
            easter - timedelta(days=2),
            easter,
            easter + timedelta(days=1),
            date(year, 5, 1),
            easter + timedelta(days=39),
            easter + timedelta(days=49),
            midsummer - timedelta(days=1),
            midsummer,
            _weekday_on_or_after(date(year, 10, 31), 5),
            date(year, 12, 6),
            date(year, 12, 24),
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def is_public_holiday(day: date) -> bool:
    """Tell whether Finnish offices keep the day as a public holiday."""
    return day in public_holidays(day.year)
