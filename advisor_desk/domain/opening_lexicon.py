"""The words in which people write opening hours, in Finnish, Swedish and English."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from advisor_desk.domain.text import Language

Pattern = re.Pattern[str]

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Lexicon(NamedTuple):
    """Patterns of one language, on lower case text with plain hyphens.

    Attributes:
        title: what may stand before all, such as "opening hours:".
        open, closed: what begins a part.
        days: seven, Monday first.
        every_day, working_days, working_days_free, weekend: groups of days; "free" are working
            days that are no holidays.
        day_joint, time_joint: between the ends of a run of days, dates or times.
        list_joint: between days or times of a list; joint: between parts.
        always: day and night.
        appointment: by appointment; otherwise: what stands before it after other hours.
        holidays_closed: closed on public holidays.
        odd_weeks, even_weeks: weeks by their number.
        from_date, until_date: before a date; from_after, until_after: behind it.
        clock: before a time; hours_unit: behind it.
    """

    title: Pattern
    open: Pattern
    closed: Pattern
    days: tuple[Pattern, ...]
    every_day: Pattern
    working_days: Pattern
    working_days_free: Pattern
    weekend: Pattern
    day_joint: Pattern
    time_joint: Pattern
    list_joint: Pattern
    joint: Pattern
    always: Pattern
    appointment: Pattern
    otherwise: Pattern
    holidays_closed: Pattern
    odd_weeks: Pattern
    even_weeks: Pattern
    from_date: Pattern
    until_date: Pattern
    from_after: Pattern
    until_after: Pattern
    clock: Pattern
    hours_unit: Pattern


def _words(pattern: str) -> Pattern:
    """Return a pattern of whole words."""
    return re.compile(rf"(?:{pattern})(?!\w)")


_NOTHING: Final = re.compile(r"(?!)")
_DASH: Final = " ?- ?"
_COMMA: Final = " ?, ?"

LEXICONS: Final[dict[Language, Lexicon]] = {
    "fi": Lexicon(
        title=re.compile(
            r"(?:aukioloajat|aukioloaika|aukiolo|palveluajat|palveluaika)(?: ?: ?| |\n)"
        ),
        open=_words("(?:palvelu )?(?:on )?(?:avoinna|auki)|palvelu (?:on )?saatavilla"),
        closed=_words("suljettu|kiinni|palvelu ei (?:ole )?saatavilla|ei avoinna"),
        days=(
            _words("maanantai(?:sta|hin|sin|na)?|ma"),
            _words("tiistai(?:sta|hin|sin|na)?|ti"),
            _words("keskiviikko(?:na|on)?|keskiviikosta|keskiviikkoisin|ke"),
            _words("torstai(?:sta|hin|sin|na)?|to"),
            _words("perjantai(?:sta|hin|sin|na)?|pe"),
            _words("lauantai(?:sta|hin|sin|na)?|la"),
            _words("sunnuntai(?:sta|hin|sin|na)?|su"),
        ),
        every_day=_words("joka päivä|päivittäin|kaikkina päivinä"),
        working_days=_words("arkisin|arkipäivisin|arkipäivinä"),
        working_days_free=_NOTHING,
        weekend=_words("viikonloppuisin|viikonloppuna"),
        day_joint=re.compile(_DASH),
        time_joint=re.compile(_DASH),
        list_joint=re.compile(rf"{_COMMA}|(?:ja|sekä|&) "),
        joint=_words("ja|sekä"),
        always=_words("ympäri vuorokauden|vuorokauden ympäri|24/7|24 ?h|24 tuntia"),
        appointment=_words(
            "(?:vain )?(?:ajanvarauksella|ajanvarauksen mukaan|sopimuksen mukaan|sovitusti)"
        ),
        otherwise=_words("(?:tai|muulloin|muina aikoina)(?= )"),
        holidays_closed=_words(
            "(?:ei|suljettu|kiinni) (?:arki)?pyhi(?:nä|sin)|(?:ei|suljettu) pyhäpäivi(?:nä|sin)"
            "|(?:arki)?pyhinä (?:suljettu|kiinni)|pyhäpäivinä (?:suljettu|kiinni)"
        ),
        odd_weeks=_words("parittom(?:ina viikkoina|at viikot|illa viikoilla)"),
        even_weeks=_words("parillis(?:ina viikkoina|et viikot|illa viikoilla)"),
        from_date=_words("alkaen"),
        until_date=_NOTHING,
        from_after=_words("alkaen|lähtien"),
        until_after=_words("asti|saakka"),
        clock=_words(r"klo\.?|kello"),
        hours_unit=_NOTHING,
    ),
    "sv": Lexicon(
        title=re.compile(r"(?:öppettider|öppettid|servicetider|servicetid)(?: ?: ?| |\n)"),
        open=_words("öppet|öppen|öppna|tjänsten (?:är )?(?:tillgänglig|öppen)"),
        closed=_words("stängt|stängd|tjänsten (?:är )?(?:inte|ej) tillgänglig|ej öppet"),
        days=(
            _words(r"måndag(?:ar)?|mån\.?|må"),
            _words(r"tisdag(?:ar)?|tis\.?|ti"),
            _words(r"onsdag(?:ar)?|ons\.?|on"),
            _words(r"torsdag(?:ar)?|tors?\.?|to"),
            _words(r"fredag(?:ar)?|fre\.?|fr"),
            _words(r"lördag(?:ar)?|lör\.?|lö"),
            _words(r"söndag(?:ar)?|sön\.?|sö"),
        ),
        every_day=_words("varje dag|alla dagar|dagligen"),
        working_days=_words("(?:på )?vardagar|vardagligen"),
        working_days_free=_words("helgfria vardagar"),
        weekend=_words("(?:på )?veckosluten|veckoslut"),
        day_joint=re.compile(rf"{_DASH}|till (?!och med)"),
        time_joint=re.compile(rf"{_DASH}|till "),
        list_joint=re.compile(rf"{_COMMA}|(?:och|samt|&) "),
        joint=_words("och|samt"),
        always=_words("dygnet runt|24/7|24 ?h|24 timmar"),
        appointment=_words(
            "(?:endast |bara )?(?:(?:enligt|efter) överenskommelse|enligt avtal|med tidsbokning"
            "|genom tidsbokning|mot tidsbeställning|med tidsbeställning)"
        ),
        otherwise=_words("(?:eller|övriga tider|andra tider)(?= )"),
        holidays_closed=_words("(?:ej|inte|stängt) (?:på )?(?:helgdagar|söckenhelger)"),
        odd_weeks=_words("(?:under )?(?:udda|ojämna) veckor"),
        even_weeks=_words("(?:under )?jämna veckor"),
        from_date=_words(r"från(?: och med)?|fr\.? ?o\.? ?m\.?"),
        until_date=_words(r"till och med|t\.? ?o\.? ?m\.?"),
        from_after=_NOTHING,
        until_after=_NOTHING,
        clock=_words(r"kl\.?|klockan"),
        hours_unit=_NOTHING,
    ),
    "en": Lexicon(
        title=re.compile(r"(?:opening hours|service hours|opening times)(?: ?: ?| |\n)"),
        open=_words("(?:service )?(?:is )?open|service (?:is )?available"),
        closed=_words("closed|service (?:is )?(?:not available|unavailable)|not open"),
        days=(
            _words(r"mon(?:days?)?\.?"),
            _words(r"tue(?:s|sdays?)?\.?"),
            _words(r"wed(?:nesdays?)?\.?"),
            _words(r"thu(?:r|rs|rsdays?)?\.?"),
            _words(r"fri(?:days?)?\.?"),
            _words(r"sat(?:urdays?)?\.?"),
            _words(r"sun(?:days?)?\.?"),
        ),
        every_day=_words("every day|daily|(?:seven|7) days a week"),
        working_days=_words("(?:on )?weekdays|on working days"),
        working_days_free=_NOTHING,
        weekend=_words("(?:at |on )?weekends"),
        day_joint=re.compile(rf"{_DASH}|(?:to|through) "),
        time_joint=re.compile(rf"{_DASH}|to "),
        list_joint=re.compile(rf"{_COMMA}(?:and )?|(?:and|&) "),
        joint=_words("and"),
        always=_words("around the clock|24/7|24 ?h|24 hours(?: a day)?"),
        appointment=_words(
            "(?:only )?by (?:prior )?(?:appointment|agreement|arrangement)(?: only)?"
        ),
        otherwise=_words("(?:or|otherwise|at other times)(?= )"),
        holidays_closed=_words("(?:closed|not|except) (?:on )?(?:public|bank) holidays"),
        odd_weeks=_words("(?:on |in )?odd weeks"),
        even_weeks=_words("(?:on |in )?even weeks"),
        from_date=_words("(?:starting )?from|starting|as of"),
        until_date=_words("until|till"),
        from_after=_NOTHING,
        until_after=_NOTHING,
        clock=_words("at|from"),
        hours_unit=_NOTHING,
    ),
}
