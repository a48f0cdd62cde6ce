"""Dates and numbers as people write them in the three languages.

Plain rules instead of Babel here: these few forms are needed for every row of a table, and
Babel takes 70 ms to import; it serves where names of languages and long dates are shown.
"""

from __future__ import annotations

from advisor_desk.i18n import current_language


def format_day(day: str) -> str:
    """Return an ISO day, month or year as written in the current language.

    `2026-11-21` becomes `21.11.2026` in Finnish and Swedish and `21 Nov 2026` in English,
    `2026-11` becomes `11/2026` or `Nov 2026`. Other texts are returned as they are.
    """
    parts = day.split("-")
    if not all(part.isdigit() for part in parts) or not 2 <= len(parts) <= 3 or len(parts[0]) != 4:
        return day
    year, month = parts[0], int(parts[1])
    if not 1 <= month <= 12:
        return day
    english = current_language() == "en"
    if len(parts) == 2:
        return f"{_MONTHS_EN[month - 1]} {year}" if english else f"{month}/{year}"
    number = int(parts[2])
    return f"{number} {_MONTHS_EN[month - 1]} {year}" if english else f"{number}.{month}.{year}"


_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def format_clock(minutes: int) -> str:
    """Return minutes after midnight as `9.05` (fi, sv) or `9:05` (en)."""
    separator = ":" if current_language() == "en" else "."
    return f"{minutes // 60 % 24}{separator}{minutes % 60:02d}"


def format_hour(minutes: int) -> str:
    """Return minutes after midnight as short as people write hours: `9` or `8.15`, `9:00` (en).

    The end of a day is `24`, and what is past it is an hour of the morning after.
    """
    clock = minutes - 1440 if minutes > 1440 else minutes
    if current_language() == "en":
        return f"{clock // 60}:{clock % 60:02d}"
    return f"{clock // 60}.{clock % 60:02d}" if clock % 60 else str(clock // 60)


def format_hours_between(opens: int, closes: int) -> str:
    """Return a span of minutes after midnight: `9–16`, `8.15–16`, `9:00–16:00` (en)."""
    return f"{format_hour(opens)}–{format_hour(closes)}"


def format_short_day(day: str) -> str:
    """Return an ISO day without its year: `7.1.` (fi, sv) or `7 Jan` (en)."""
    month, number = int(day[5:7]), int(day[8:10])
    return (
        f"{number} {_MONTHS_EN[month - 1]}" if current_language() == "en" else f"{number}.{month}."
    )


def format_number(value: int) -> str:
    """Return a whole number with groups of three, parted by a no-break space or a comma."""
    separator = "," if current_language() == "en" else "\N{NO-BREAK SPACE}"
    return f"{value:,}".replace(",", separator)


def format_decimal(value: float) -> str:
    """Return a number with one decimal, or none where it is whole."""
    if value == int(value):
        return format_number(int(value))
    whole, _point, decimal = f"{value:.1f}".partition(".")
    return format_number(int(whole)) + ("." if current_language() == "en" else ",") + decimal


def format_share(part: int, whole: int) -> str:
    """Return a share in per cent with one decimal; a dash where there is nothing to share."""
    if whole == 0:
        return "–"
    text = f"{100 * part / whole:.1f}"
    if current_language() == "en":
        return f"{text}%"
    return f"{text.replace('.', ',')}\N{NO-BREAK SPACE}%"
